//! Fills in terms of a box made into inks and tiles in millimetres. What the document says stays as it is.

use std::sync::Arc;

use design::{Adjust, Arrangement, Fill, Pattern, Tile};
use geom::{Affine, BezPath, Clip, FillRule, Ink, Point, Rgb, Size, Vec2, rotation};

use crate::drawing::{fitted, items_of, parts};
use crate::item::{Cut, Group, Item, Look, Picture};
use crate::{Note, Resources};

/// Most tiles of a pattern: more are fewer pixels each than anybody sees.
const MOST_TILES: f64 = 2_000.0;
/// Most parts of all tiles together.
const MOST_PARTS: f64 = 60_000.0;
/// Tiles that a pattern may always have, however many parts they have.
const LEAST_TILES: f64 = 24.0;
/// Lengths below this are rounding, in mm.
const SLACK: f64 = 1e-9;

/// An outline with its fill, in a box of `size`. A pattern whose drawing is not there is the plain colour, and noted.
pub(crate) fn filled(
    path: Arc<BezPath>,
    fill: Option<&Fill>,
    plain: Rgb,
    size: Size,
    resources: &dyn Resources,
    notes: &mut Vec<Note>,
) -> Item {
    match fill {
        None => Item::fill(path, plain),
        Some(Fill::Pattern(pattern)) => match tiles(pattern, &path, size, resources, notes) {
            Some(items) => {
                let clip = Clip { path: (*path).clone(), rule: FillRule::NonZero };
                Group::cut(Cut::Path(Arc::new(clip)), items)
            }
            None => Item::fill(path, plain),
        },
        Some(gradient) => Item::fill(path, ink(gradient, plain, size)),
    }
}

/// An ink and an opacity that every output draws the same way: a gradient along a line without a length is its last
/// colour.
pub(crate) fn settled(ink: &Ink) -> (Ink, f64) {
    match ink {
        Ink::Linear { from, to, stops } if (*to - *from).hypot2() < SLACK * SLACK => {
            stops.last().map_or((Rgb::BLACK.into(), 0.0), |last| (last.colour.into(), last.opacity))
        }
        other => (other.clone(), 1.0),
    }
}

/// A gradient over a box of `size`.
fn ink(fill: &Fill, plain: Rgb, size: Size) -> Ink {
    let centre = Point::new(size.width / 2.0, size.height / 2.0);
    match fill {
        Fill::Linear { angle, stops } => {
            let (sin, cos) = angle.sin_cos();
            // To the corners: the line on which the box's corners have the outermost colours.
            let half = ((size.width * cos).abs() + (size.height * sin).abs()) / 2.0;
            let way = Vec2::new(cos, sin) * half;
            Ink::Linear { from: centre - way, to: centre + way, stops: stops.clone() }
        }
        Fill::Radial { stops } => {
            let radius = (size.to_vec2().hypot2().sqrt() / 2.0).max(SLACK);
            Ink::Radial { centre, radius, stops: stops.clone() }
        }
        Fill::Pattern(_) => Ink::Solid(plain),
    }
}

/// The tiles that touch the box around an outline. `None` where the drawing is not there.
fn tiles(
    pattern: &Pattern,
    path: &BezPath,
    size: Size,
    resources: &dyn Resources,
    notes: &mut Vec<Note>,
) -> Option<Vec<Item>> {
    let width = pattern.width.mm();
    let (tile, items, count) = match &pattern.tile {
        Tile::Drawing { artwork } => {
            let Some(drawing) = resources.drawing(artwork) else {
                notes.push(Note::MissingDrawing(*artwork));
                return None;
            };
            let size = Size::new(width, width * drawing.size.height / drawing.size.width);
            let items = Arc::new(items_of(&drawing.nodes, &|colour| colour));
            let placed = Group::placed(fitted(&drawing, size), items);
            (size, placed, parts(&drawing.nodes))
        }
        Tile::Image { artwork, format, pixels } => {
            let size = Size::new(width, width * f64::from(pixels.height) / f64::from(pixels.width));
            let look = Look { adjust: Adjust::default(), tone: None, flat: None };
            let picture = Picture {
                artwork: *artwork,
                format: *format,
                pixels: *pixels,
                size,
                crop: None,
                look,
            };
            (size, Item::Picture(picture), 8)
        }
    };
    let most = (MOST_PARTS / count.max(1) as f64).clamp(LEAST_TILES, MOST_TILES);
    let centre = Point::new(size.width / 2.0, size.height / 2.0);
    let turn = rotation(pattern.angle, centre);
    // The rectangle to be covered, as the pattern sees it.
    let back = turn.inverse();
    let covered = back.transform_rect_bbox(geom::Shape::bounding_box(path)) - centre.to_vec2();
    let gap = pattern.gap.mm();
    // Larger tiles until there are few enough; each round needs at most half of the tiles of the one before.
    let mut scale = 1.0;
    let (pitch, columns, rows) = loop {
        let pitch = Vec2::new((tile.width + gap) * scale, (tile.height + gap) * scale);
        if !(pitch.x > SLACK && pitch.y > SLACK && pitch.x.is_finite() && pitch.y.is_finite()) {
            return None;
        }
        // One more on each side, since every other row or column is moved by half a tile.
        let span = |low: f64, high: f64, pitch: f64| {
            ((low / pitch - 1.0).floor(), (high / pitch + 1.0).ceil())
        };
        let columns = span(covered.x0, covered.x1, pitch.x);
        let rows = span(covered.y0, covered.y1, pitch.y);
        let count = (columns.1 - columns.0 + 1.0) * (rows.1 - rows.0 + 1.0);
        if count <= most || scale > 1e6 {
            break (pitch, columns, rows);
        }
        // The tiles outside of the rectangle do not become fewer, so a little at least.
        scale *= (count / most).sqrt().max(1.05);
    };
    if scale > 1.0 {
        notes.push(Note::LargerTiles { by: scale });
    }
    let shared = Arc::new(vec![items]);
    let mut tiles = Vec::new();
    for row in rows.0 as i32..=rows.1 as i32 {
        for column in columns.0 as i32..=columns.1 as i32 {
            let (x, y) = match pattern.arrangement {
                Arrangement::Grid => (f64::from(column), f64::from(row)),
                Arrangement::Brick => (f64::from(column) + half_of(row), f64::from(row)),
                Arrangement::HalfDrop => (f64::from(column), f64::from(row) + half_of(column)),
            };
            let middle = Vec2::new(x * pitch.x, y * pitch.y);
            let half = tile.to_vec2() * (scale / 2.0);
            let box_ =
                geom::Rect::from_points((middle - half).to_point(), (middle + half).to_point());
            if box_.overlaps(covered) {
                let corner = centre + middle - half;
                let place = turn * Affine::translate(corner.to_vec2()) * Affine::scale(scale);
                tiles.push(Group::placed(place, shared.clone()));
            }
        }
    }
    Some(tiles)
}

/// Half of every other tile.
fn half_of(index: i32) -> f64 {
    if index.rem_euclid(2) == 1 { 0.5 } else { 0.0 }
}
