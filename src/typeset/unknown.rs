//! The sign for a character that no font has: a frame with the character's number in hexadecimal, so that it can be seen
//! and looked up. A font's own sign may be blank, or look like a letter.

use geom::{BezPath, Point, Rect, quantised};

/// Height of the frame in ems, upward from the baseline: about that of capitals.
const HEIGHT: f64 = 0.72;
/// Least width in ems; some fonts' own sign has none.
const NARROWEST: f64 = 0.35;
/// How thick the frame is, in ems.
const FRAME: f64 = 0.04;
/// Free space beside the frame, in ems.
const BESIDE: f64 = 0.03;

/// Hexadecimal digits as 3 x 5 squares: three bits a row, from the top, the highest on the left.
const DIGITS: [[u8; 5]; 16] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 3, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [7, 5, 7, 5, 5],
    [6, 5, 6, 5, 6],
    [7, 4, 4, 4, 7],
    [6, 5, 5, 5, 6],
    [7, 4, 7, 4, 7],
    [7, 4, 7, 4, 4],
];

/// Draws the sign for `character`; `left` and `width` of the room that it has, and `baseline`, in ems; `em` in mm.
pub(crate) fn draw(
    character: char,
    (left, width): (f64, f64),
    baseline: f64,
    em: f64,
    path: &mut BezPath,
) {
    let width = width.max(NARROWEST);
    let frame = Rect::new(left + BESIDE, baseline - HEIGHT, left + width - BESIDE, baseline);
    let inside = frame.inset(-FRAME);
    rectangle(frame, false, em, path);
    rectangle(inside, true, em, path);
    let digits = digits(character);
    let across = digits.len().div_ceil(2);
    // A digit is three squares wide and five high, with one square of air around it.
    let square = (inside.width() / (across * 4 + 1) as f64).min(inside.height() / 13.0);
    let from = inside.center();
    let origin =
        Point::new(from.x - (across * 4 - 1) as f64 * square / 2.0, from.y - 11.0 * square / 2.0);
    for (index, &digit) in digits.iter().enumerate() {
        let (column, row) = (index % across, index / across);
        let corner = Point::new(
            origin.x + (column * 4) as f64 * square,
            origin.y + (row * 6) as f64 * square,
        );
        draw_digit(digit, corner, square, em, path);
    }
}

/// The digits of a character's number, four or six of them.
fn digits(character: char) -> Vec<usize> {
    let code = u32::from(character);
    let count = if code > 0xffff { 6 } else { 4 };
    (0..count).rev().map(|place| (code >> (4 * place) & 0xf) as usize).collect()
}

fn draw_digit(digit: usize, corner: Point, square: f64, em: f64, path: &mut BezPath) {
    let Some(rows) = DIGITS.get(digit) else { return };
    for (y, row) in rows.iter().enumerate() {
        for (first, last) in runs(*row) {
            let top = corner.y + y as f64 * square;
            let left = corner.x + f64::from(first) * square;
            let right = corner.x + f64::from(last + 1) * square;
            rectangle(Rect::new(left, top, right, top + square), false, em, path);
        }
    }
}

/// First and last of squares that lie side by side.
fn runs(row: u8) -> Vec<(u8, u8)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for x in (0..3).filter(|x| row >> (2 - x) & 1 == 1) {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == x => run.1 = x,
            _ => runs.push((x, x)),
        }
    }
    runs
}

/// A rectangle in ems; one that is cut out winds the other way.
fn rectangle(area: Rect, cut_out: bool, em: f64, path: &mut BezPath) {
    let corner = |x: f64, y: f64| Point::new(quantised(x * em), quantised(y * em));
    let mut corners = [
        corner(area.x0, area.y0),
        corner(area.x1, area.y0),
        corner(area.x1, area.y1),
        corner(area.x0, area.y1),
    ];
    if cut_out {
        corners.reverse();
    }
    let [first, rest @ ..] = corners;
    path.move_to(first);
    for point in rest {
        path.line_to(point);
    }
    path.close_path();
}

#[cfg(test)]
mod tests {
    use geom::Shape as _;

    use super::*;

    fn sign(character: char) -> BezPath {
        let mut path = BezPath::new();
        draw(character, (0.0, 0.5), 1.0, 10.0, &mut path);
        path
    }

    #[test]
    fn each_character_has_a_sign_of_its_own() {
        assert_ne!(sign('ཀ'), sign('ཁ'));
        assert_ne!(sign('\u{13000}'), sign('\u{13001}'));
    }

    #[test]
    fn digits_lie_inside_of_the_frame() {
        for character in ['ཀ', '\u{13000}'] {
            let path = sign(character);
            let bounds = path.bounding_box();
            assert!(bounds.x0 >= 0.3 - 1e-9 && bounds.x1 <= 4.7 + 1e-9, "{bounds:?}");
            assert!((bounds.height() - 7.2).abs() < 1e-9, "{bounds:?}");
        }
    }

    #[test]
    fn numbers_have_four_or_six_digits() {
        assert_eq!(digits('ཀ'), [0, 15, 4, 0]);
        assert_eq!(digits('\u{13000}'), [0, 1, 3, 0, 0, 0]);
    }
}
