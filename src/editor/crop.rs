//! Choosing the part of a picture that is shown: edges that are dragged, and proportions. Numbers only; no layers.

use design::Crop;

/// The least that is left of a picture's width or height.
const LEAST: f64 = 0.02;

/// What of a crop's box is moved: -1 the left or top edge, 1 the right or bottom one, 0 neither. Both 0: all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CropGrip {
    /// Left or right.
    pub x: i8,
    /// Top or bottom.
    pub y: i8,
}

/// Left, top, right and bottom edge as parts of the picture.
#[derive(Clone, Copy)]
struct Edges {
    l: f64,
    t: f64,
    r: f64,
    b: f64,
}

/// The whole picture.
pub const WHOLE: Crop = Crop { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };

/// The box after a grip was moved by parts of the picture's width and height; it stays within the picture. `ratio` is its
/// width through its height, both as parts of the picture's, where that is to stay.
pub fn crop_moved(crop: Crop, grip: CropGrip, (dx, dy): (f64, f64), ratio: Option<f64>) -> Crop {
    let Edges { mut l, mut t, mut r, mut b } = edges(crop);
    if (grip.x, grip.y) == (0, 0) {
        let (dx, dy) = (dx.clamp(-l, 1.0 - r), dy.clamp(-t, 1.0 - b));
        return crop_of(Edges { l: l + dx, t: t + dy, r: r + dx, b: b + dy });
    }
    match grip.x {
        -1 => l = (l + dx).clamp(0.0, r - LEAST),
        1 => r = (r + dx).clamp(l + LEAST, 1.0),
        _ => {}
    }
    match grip.y {
        -1 => t = (t + dy).clamp(0.0, b - LEAST),
        1 => b = (b + dy).clamp(t + LEAST, 1.0),
        _ => {}
    }
    let moved = Edges { l, t, r, b };
    crop_of(match ratio {
        Some(ratio) => in_ratio(moved, grip, ratio),
        None => moved,
    })
}

/// The largest box of a proportion around the middle of another.
pub fn crop_in_ratio(crop: Crop, ratio: f64) -> Crop {
    let Edges { l, t, r, b } = edges(crop);
    let (x, y) = ((l + r) / 2.0, (t + b) / 2.0);
    let (wide, high) = if ratio >= 1.0 { (1.0, 1.0 / ratio) } else { (ratio, 1.0) };
    let l = (x - wide / 2.0).clamp(0.0, 1.0 - wide);
    let t = (y - high / 2.0).clamp(0.0, 1.0 - high);
    crop_of(Edges { l, t, r: l + wide, b: t + high })
}

/// Gives a box its proportion again; what the grip does not hold stays.
fn in_ratio(edges: Edges, grip: CropGrip, ratio: f64) -> Edges {
    let Edges { l, t, r, b } = edges;
    let by_height = grip.x == 0;
    let (wide, high) = if by_height { ((b - t) * ratio, b - t) } else { (r - l, (r - l) / ratio) };
    // How much room there is from what stays.
    let room = |grip: i8, low: f64, high: f64| match grip {
        -1 => high,
        1 => 1.0 - low,
        _ => 2.0 * ((low + high) / 2.0).min(1.0 - (low + high) / 2.0),
    };
    let fits = (room(grip.x, l, r) / wide).min(room(grip.y, t, b) / high).min(1.0);
    let least = (LEAST / (wide * fits)).max(LEAST / (high * fits)).max(1.0);
    let (wide, high) = (wide * fits * least, high * fits * least);
    let placed = |grip: i8, low: f64, end: f64, length: f64| match grip {
        -1 => (end - length, end),
        1 => (low, low + length),
        _ => ((low + end - length) / 2.0, (low + end + length) / 2.0),
    };
    let ((l, r), (t, b)) = (placed(grip.x, l, r, wide), placed(grip.y, t, b, high));
    Edges { l: l.max(0.0), t: t.max(0.0), r: r.min(1.0), b: b.min(1.0) }
}

fn edges(crop: Crop) -> Edges {
    Edges { l: crop.left, t: crop.top, r: 1.0 - crop.right, b: 1.0 - crop.bottom }
}

fn crop_of(edges: Edges) -> Crop {
    // Ten thousandths are finer than any pixel that is seen.
    let tidy = |part: f64| ((part * 10_000.0).round() / 10_000.0).clamp(0.0, 0.99);
    Crop {
        left: tidy(edges.l),
        top: tidy(edges.t),
        right: tidy(1.0 - edges.r),
        bottom: tidy(1.0 - edges.b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crop(left: f64, top: f64, right: f64, bottom: f64) -> Crop {
        Crop { left, top, right, bottom }
    }

    #[test]
    fn an_edge_moves_alone_and_stays_within_the_picture() {
        let grip = CropGrip { x: -1, y: 0 };
        assert_eq!(crop_moved(WHOLE, grip, (0.25, 0.5), None), crop(0.25, 0.0, 0.0, 0.0));
        assert_eq!(crop_moved(WHOLE, grip, (-0.25, 0.0), None), WHOLE);
        assert_eq!(crop_moved(WHOLE, grip, (5.0, 0.0), None), crop(0.98, 0.0, 0.0, 0.0));
    }

    #[test]
    fn the_box_moves_as_a_whole() {
        let grip = CropGrip { x: 0, y: 0 };
        let quarter = crop(0.25, 0.25, 0.25, 0.25);
        assert_eq!(crop_moved(quarter, grip, (0.1, -0.5), None), crop(0.35, 0.0, 0.15, 0.5));
    }

    #[test]
    fn a_proportion_is_kept_by_every_grip() {
        let start = crop(0.3, 0.3, 0.3, 0.3);
        for x in -1..=1 {
            for y in -1..=1 {
                if (x, y) == (0, 0) {
                    continue;
                }
                for by in [(-0.2, -0.1), (0.15, 0.3), (0.9, 0.9), (-0.9, -0.9)] {
                    let made = crop_moved(start, CropGrip { x, y }, by, Some(2.0));
                    let (wide, high) = (1.0 - made.left - made.right, 1.0 - made.top - made.bottom);
                    assert!((wide / high - 2.0).abs() < 0.02, "{x} {y} {by:?} {made:?}");
                    assert!(high >= LEAST - 1e-3, "{made:?}");
                }
            }
        }
    }

    #[test]
    fn a_proportion_takes_as_much_of_the_picture_as_it_can() {
        assert_eq!(crop_in_ratio(WHOLE, 2.0), crop(0.0, 0.25, 0.0, 0.25));
        assert_eq!(crop_in_ratio(crop(0.8, 0.0, 0.0, 0.0), 0.5), crop(0.5, 0.0, 0.0, 0.0));
    }
}
