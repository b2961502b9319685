//! Pictures: how many pixels they have for their size, and whether their originals are there and can be read.

use design::{Content, read_drawing};
use geom::Dpi;
use scene::{Item, Note};

use super::check::View;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, is_picture, may, proposal};
use crate::artwork::inspect;

/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;
/// A picture that is merely not sharp is offered to be made smaller down to this part of its size.
const LEAST_FOR_SHARPNESS: f64 = 0.7;
/// One that is blurred down to this part: smaller would be another design.
const LEAST_FOR_FLOOR: f64 = 0.3;

/// A picture's original that is missing or cannot be read.
pub(super) fn bad_artwork(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let artworks = view.check.artworks?;
    let mut found = view.drawn.notes.iter().find_map(|note| {
        let Note::MissingDrawing(artwork) = *note else { return None };
        let bad = artworks.bytes(artwork).and_then(|bytes| read_drawing(bytes).err());
        Some(match bad {
            Some(error) => Problem::BadArtwork { reason: error.to_string() },
            None => Problem::MissingArtwork { artwork },
        })
    });
    view.drawn.each(&mut |item, _| {
        let Item::Picture(picture) = item else { return };
        if found.is_some() {
            return;
        }
        found = match artworks.bytes(picture.artwork) {
            None => Some(Problem::MissingArtwork { artwork: picture.artwork }),
            Some(bytes) => {
                let bad = inspect(bytes).err();
                bad.map(|error| Problem::BadArtwork { reason: error.to_string() })
            }
        };
    });
    found.map(|problem| (problem, None))
}

/// The lowest resolution of what is shown of a layer's pictures, at the size at which they are printed; infinite without
/// any.
pub(super) fn lowest_dpi(view: &View<'_>) -> f64 {
    let mut lowest = f64::INFINITY;
    view.each(&mut |item, place| {
        let Item::Picture(picture) = item else { return };
        let (columns, rows) = picture.shown_pixels();
        let [a, b, c, d, ..] = place.as_coeffs();
        let across = picture.size.width * (a * a + b * b).sqrt();
        let down = picture.size.height * (c * c + d * d).sqrt();
        let dpi = |pixels: f64, length: f64| pixels / length * MM_PER_INCH;
        lowest = lowest.min(dpi(columns, across)).min(dpi(rows, down));
    });
    lowest
}

/// Too few pixels to look good, or to be sharp.
pub(super) fn low_resolution(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let exact = lowest_dpi(view);
    // Whole numbers are judged, as they are shown: 299.9999 is 300.
    let dpi = match view.stated.map(|layer| &layer.content) {
        Some(Content::Image(image)) => image.effective_dpi(),
        _ => Dpi::new(exact.round()),
    };
    let limits = view.check.limits;
    let (floor, aim) = (limits.floor_dpi, limits.aim_dpi);
    let smaller = |wanted: Dpi, least: f64| {
        let layer = view.stated.filter(|layer| is_picture(layer) && may(layer, Touch::Size))?;
        let scale = dpi.dpi().min(exact) / wanted.dpi();
        let size = layer.stated_size()? * scale;
        let is_seen = size.width.min(size.height) >= limits.min_art.mm();
        let label = format!("Make it {:.0} × {:.0} mm", size.width, size.height);
        let fix = super::fixes::Fitted { scale, by: geom::Vec2::ZERO }.fix();
        (scale >= least && is_seen).then(|| proposal(label, layer.id, fix))
    };
    if dpi < floor {
        Some((Problem::LowResolution { dpi, floor }, smaller(floor, LEAST_FOR_FLOOR)))
    } else if dpi < aim {
        Some((Problem::SoftResolution { dpi, aim }, smaller(aim, LEAST_FOR_SHARPNESS)))
    } else {
        None
    }
}
