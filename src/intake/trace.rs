//! A picture traced to outlines in a few colours. Photographs become posters; letters and logos come out best.
//!
//! Colours are grouped as they look, specks are cleared away, and each colour's outline lies over those before it, so
//! that no gaps show between them.

mod contour;
mod fit;
mod groups;

use design::{MAX_DRAWING_BYTES, read_drawing, write_drawing};
use geom::{BezPath, Drawing, FillRule, Ink, Node, Size};
use prepress::Flow;
use prepress::artwork::Pixels;

use crate::IntakeError;

/// How a picture is traced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tracing {
    /// How many colours, 2 to 16.
    pub colours: u8,
    /// 0 (every corner) to 1 (soft curves).
    pub smoothness: f64,
    /// Regions with fewer pixels are given to their neighbours, at the size that is traced.
    pub specks: u32,
}

/// Longest edge that is traced, in pixels: more makes files larger, not better.
const LONGEST: u32 = 1000;
/// Longest edge of the drawing in its own unit.
const UNIT: f64 = 1000.0;
/// Farthest that a curve may be from the pixels' edge, in pixels, for the least and the greatest smoothness.
const ERRORS: (f64, f64) = (0.45, 1.6);

/// A traced picture and its file.
///
/// # Errors
/// [`IntakeError::Picture`] where there is nothing to trace, [`IntakeError::Refused`] where too much comes of it,
/// [`IntakeError::Cancelled`].
pub fn trace(
    pixels: &Pixels,
    tracing: &Tracing,
    progress: &mut dyn FnMut(f32) -> Flow,
) -> Result<(Drawing, Vec<u8>), IntakeError> {
    let mut report = |done: f32| match progress(done) {
        Flow::Continue => Ok(()),
        Flow::Cancel => Err(IntakeError::Cancelled),
    };
    let small = groups::shrunk(pixels, LONGEST);
    report(0.15)?;
    let mut groups = groups::Groups::of(&small, tracing.colours.clamp(2, 16).into());
    report(0.5)?;
    groups.clear_specks(tracing.specks);
    report(0.6)?;
    let order = groups.by_size();
    if order.is_empty() {
        return Err(IntakeError::Picture {
            reason: "this picture is empty; there is nothing to trace".into(),
        });
    }
    let (width, height) = (f64::from(small.width), f64::from(small.height));
    let scale = UNIT / width.max(height);
    let smoothness = tracing.smoothness.clamp(0.0, 1.0);
    let error = ERRORS.0 + (ERRORS.1 - ERRORS.0) * smoothness;
    let mut nodes = Vec::new();
    for (index, group) in order.iter().enumerate() {
        // Each one reaches under those that follow.
        let above = order.get(index..).unwrap_or_default();
        let inside = groups.mask(above);
        let mut path = BezPath::new();
        for ring in contour::rings(&inside, small.width as usize, small.height as usize) {
            fit::closed(&ring, error, smoothness, scale, &mut path);
        }
        if !path.is_empty() {
            let ink = Ink::Solid(groups.colour(*group));
            nodes.push(Node::Fill { path, rule: FillRule::EvenOdd, ink, opacity: 1.0 });
        }
        report(0.6 + 0.4 * (index + 1) as f32 / order.len() as f32)?;
    }
    let bytes = write_drawing(&Drawing { size: Size::new(width * scale, height * scale), nodes });
    let too_much = || IntakeError::Refused {
        reason: format!("would take more than {} MB", MAX_DRAWING_BYTES / 1024 / 1024),
        advice: "trace it with fewer colours or larger specks",
    };
    let drawing = read_drawing(&bytes).map_err(|_| too_much())?;
    Ok((drawing, bytes))
}
