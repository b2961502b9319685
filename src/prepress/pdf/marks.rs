//! What stands around a print: crop marks, registration marks, colour bars, a line of text. All of it outside of the
//! bleed; lines are in the colour of all plates.

use geom::{Affine, FillRule, Point, Rect, Rgb, Shape};
use pdf_writer::Content;

use super::colour::{Space, Use};
use super::request::{PdfMarks, PdfRequest};
use super::sheet::Sheet;
use super::spots::Inks;
use super::{coefficients, trace};

/// Width of lines: a quarter of a point, in mm.
const LINE: f64 = 0.088;
/// From the bleed to the first mark.
const GAP: f64 = 1.5;
/// Nearest that a mark comes to the trim, where there is little bleed.
const CLEAR: f64 = 3.0;
/// Length of a crop mark.
const CROP: f64 = 5.0;
/// From the edge of the bleed to the middle of registration marks and bars.
const MIDDLE: f64 = 7.5;
/// Radius of a registration mark's circle, and half the length of its lines.
const RING: f64 = 1.8;
const CROSS: f64 = 3.2;
/// Side of a patch of the colour bars.
const PATCH: f64 = 5.0;
/// Free length beside the corners and beside registration marks.
const FREE: f64 = 6.0;

/// Draws the marks of a page in millimetres of the side.
pub(super) fn draw(
    content: &mut Content,
    sheet: &Sheet,
    request: &PdfRequest<'_>,
    space: Space<'_>,
    inks: &Inks,
) {
    if request.marks == PdfMarks::None {
        return;
    }
    content.save_state();
    content.transform(coefficients(sheet.to_page));
    inks.set_all(content);
    content.set_line_width(LINE as f32);
    crops(content, sheet);
    if request.marks == PdfMarks::All {
        registration(content, sheet);
    }
    if let Some(slug) = request.slug {
        let at = Affine::translate((sheet.bleed.x0 + FREE, sheet.bleed.y0 - MIDDLE - CROP / 2.0));
        // No longer than half of the page: there a registration mark stands.
        let room = sheet.bleed.width() / 2.0 - 2.0 * FREE;
        let bounds = slug.bounding_box();
        let fits = Affine::scale((room / bounds.x1.max(0.1)).clamp(0.0, 1.0));
        trace(content, &(at * fits * slug.clone()));
        content.fill_nonzero();
    }
    if request.marks == PdfMarks::All {
        bars(content, sheet, space, inks);
    }
    content.restore_state();
}

fn line(content: &mut Content, from: (f64, f64), to: (f64, f64)) {
    content.move_to(from.0 as f32, from.1 as f32).line_to(to.0 as f32, to.1 as f32).stroke();
}

/// Two lines at each corner of the trim.
fn crops(content: &mut Content, Sheet { trim, bleed, .. }: &Sheet) {
    let start = |bleed: f64, trim: f64| ((bleed - trim).abs() + GAP).max(CLEAR);
    for (x, out) in [(trim.x0, -1.0), (trim.x1, 1.0)] {
        for (y, up) in [(trim.y0, -1.0), (trim.y1, 1.0)] {
            let across = start(if out < 0.0 { bleed.x0 } else { bleed.x1 }, x);
            let down = start(if up < 0.0 { bleed.y0 } else { bleed.y1 }, y);
            line(content, (x + out * across, y), (x + out * (across + CROP), y));
            line(content, (x, y + up * down), (x, y + up * (down + CROP)));
        }
    }
}

/// A circle with a cross in the middle of each edge.
fn registration(content: &mut Content, Sheet { bleed, .. }: &Sheet) {
    let Point { x, y } = bleed.center();
    let places = [
        (x, bleed.y0 - MIDDLE),
        (x, bleed.y1 + MIDDLE),
        (bleed.x0 - MIDDLE, y),
        (bleed.x1 + MIDDLE, y),
    ];
    for (x, y) in places {
        circle(content, (x, y), RING);
        content.stroke();
        line(content, (x - CROSS, y), (x + CROSS, y));
        line(content, (x, y - CROSS), (x, y + CROSS));
    }
}

/// A circle of four curves.
fn circle(content: &mut Content, (x, y): (f64, f64), radius: f64) {
    /// Length of a quarter's handles for a radius of 1.
    const HANDLE: f64 = 0.552_284_75;
    let at = |dx: f64, dy: f64| ((x + dx * radius) as f32, (y + dy * radius) as f32);
    let (start_x, start_y) = at(1.0, 0.0);
    content.move_to(start_x, start_y);
    for (from, to) in [((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))] {
        let ((ax, ay), (bx, by)) =
            ((f64::from(from.0), f64::from(from.1)), (f64::from(to.0), f64::from(to.1)));
        let (x1, y1) = at(ax + HANDLE * bx, ay + HANDLE * by);
        let (x2, y2) = at(bx + HANDLE * ax, by + HANDLE * ay);
        let (x3, y3) = at(bx, by);
        content.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    content.close_path();
}

/// Patches of all inks below the print, as many as there is room for.
fn bars(content: &mut Content, Sheet { bleed, .. }: &Sheet, space: Space<'_>, inks: &Inks) {
    let half = bleed.width() / 2.0;
    let many = (((half - 2.0 * FREE) / PATCH).floor().max(0.0)) as usize;
    let top = bleed.y1 + MIDDLE - PATCH / 2.0;
    let places = (0..2 * many).map(|at| {
        let start = bleed.x0 + FREE + if at < many { 0.0 } else { half };
        let left = start + (at % many.max(1)) as f64 * PATCH;
        Rect::new(left, top, left + PATCH, top + PATCH)
    });
    let process = patches(space);
    let count = process.len();
    for (index, place) in places.take(count + inks.names.len()).enumerate() {
        match process.get(index) {
            Some(Patch::Cmyk([c, m, y, k])) => {
                content.set_fill_cmyk(*c, *m, *y, *k);
            }
            Some(Patch::Rgb(colour)) => space.set(content, Use::Fill, *colour),
            None => {
                inks.set(content, index - count);
            }
        }
        trace(content, &place.to_path(0.1));
        fill(content, FillRule::NonZero);
    }
}

enum Patch {
    Cmyk([f32; 4]),
    Rgb(Rgb),
}

/// Full inks, their overprints and a grey; of RGB its corners and a grey.
fn patches(space: Space<'_>) -> Vec<Patch> {
    match space {
        Space::Cmyk(..) => [
            [1.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, 0.0],
            [0.0, 0.0, 0.0, 1.0],
            [1.0, 1.0, 0.0, 0.0],
            [1.0, 0.0, 1.0, 0.0],
            [0.0, 1.0, 1.0, 0.0],
            [0.0, 0.0, 0.0, 0.5],
        ]
        .map(Patch::Cmyk)
        .into(),
        Space::Rgb => {
            [0xff_0000, 0x00_ff00, 0x00_00ff, 0x00_ffff, 0xff_00ff, 0xff_ff00, 0, 0x80_8080]
                .map(|c: u32| Patch::Rgb(Rgb::new((c >> 16) as u8, (c >> 8) as u8, c as u8)))
                .into()
        }
    }
}

/// Fills what was traced.
pub(super) fn fill(content: &mut Content, rule: FillRule) {
    match rule {
        FillRule::NonZero => content.fill_nonzero(),
        FillRule::EvenOdd => content.fill_even_odd(),
    };
}
