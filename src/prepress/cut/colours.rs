//! What is seen of each colour: areas of one colour united, less what lies above them. Names of colours in files.

use geom::{Rect, Rgb};

use super::collect::{Paint, Piece, overlap};
use super::region::Region;
use super::{CutError, MIXED};

/// Most corners that are compared with each other, all comparisons together. Crowds of many colours come to that.
const MOST_WORK: usize = 30_000_000;

/// The area that is seen of each colour, the lowest colour first.
pub(super) fn by_colour(pieces: Vec<Piece>) -> Result<Vec<(String, Rgb, Region)>, CutError> {
    let placed: Vec<(Piece, Rect)> = pieces
        .into_iter()
        .filter_map(|piece| piece.area.bounds().map(|bounds| (piece, bounds)))
        .collect();
    let mut work = 0_usize;
    let mut seen: Vec<(Paint, Vec<Region>)> = Vec::new();
    for (at, (piece, bounds)) in placed.iter().enumerate() {
        let above: Vec<Region> = placed
            .iter()
            .skip(at + 1)
            .filter(|(above, place)| above.paint != piece.paint && overlap(*bounds, *place))
            .map(|(above, _)| above.area.clone())
            .collect();
        work += piece.area.corners() + above.iter().map(Region::corners).sum::<usize>();
        if work > MOST_WORK {
            return Err(CutError::TooMuch);
        }
        let left = match above.is_empty() {
            true => piece.area.clone(),
            false => piece.area.without(&Region::united(above)),
        };
        match seen.iter_mut().find(|(paint, _)| *paint == piece.paint) {
            Some((_, areas)) => areas.push(left),
            None => seen.push((piece.paint, vec![left])),
        }
    }
    let named = |(paint, areas)| {
        let (name, colour) = match paint {
            Paint::Colour(colour) => (name_of(colour), colour),
            Paint::Mixed => (MIXED.0.to_owned(), MIXED.1),
        };
        (name, colour, Region::united(areas))
    };
    Ok(seen.into_iter().map(named).collect())
}

/// What a colour is called: no two have the same name, and every cutter's software takes it.
fn name_of(Rgb { r, g, b }: Rgb) -> String {
    format!("Colour_{r:02X}{g:02X}{b:02X}")
}
