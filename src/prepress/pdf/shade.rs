//! Gradients inside a PDF: shadings, patterns of them, and masks where their stops are not opaque.

use geom::{Affine, Ink, Rect, Stop};
use pdf_writer::types::FunctionShadingType;
use pdf_writer::writers::FunctionShading;
use pdf_writer::{Content, Finish, Name, Ref};

use super::colour::stops;
use super::items::Form;
use super::{Writer, coefficients, pattern_name, shading_name};
use crate::PressError;

/// Least distance of two stops: a function's parts must have a length.
const APART: f64 = 1e-5;

impl Writer<'_> {
    /// The name of a gradient's pattern, whose space lies where the stream began by `ctm`.
    pub(super) fn pattern(&mut self, ink: &Ink, ctm: Affine) -> String {
        let space = self.space;
        let function = self.function(&space.stops(stops(ink)), |stop| space.numbers(stop.colour));
        let id = self.next();
        let mut pattern = self.pdf.shading_pattern(id);
        pattern.matrix(coefficients(ctm));
        write_shading(pattern.function_shading(), ink, function, space.name());
        pattern.finish();
        self.patterns.push(id);
        pattern_name(self.patterns.len() - 1)
    }

    /// A form whose light is how opaque the gradient is, over `bounds`; `None` for an opaque one.
    pub(super) fn veil(&mut self, ink: &Ink, bounds: Rect) -> Result<Option<Ref>, PressError> {
        let stops = stops(ink);
        if stops.iter().all(|stop| stop.opacity >= 1.0) {
            return Ok(None);
        }
        let function = self.function(stops, |stop| vec![stop.opacity as f32]);
        let id = self.next();
        write_shading(self.pdf.function_shading(id), ink, function, Name(b"DeviceGray"));
        self.shadings.push(id);
        let name = shading_name(self.shadings.len() - 1);
        let mut content = Content::new();
        content.shading(Name(name.as_bytes()));
        self.form_of(content, bounds, Form::Light).map(Some)
    }

    /// A function from 0 to 1 through the stops.
    fn function(&mut self, stops: &[Stop], value: impl Fn(&Stop) -> Vec<f32>) -> Ref {
        let stops = spread(stops);
        let mut parts = Vec::new();
        for pair in stops.windows(2) {
            let id = self.next();
            let mut part = self.pdf.exponential_function(id);
            part.domain([0.0, 1.0]).c0(value(&pair[0])).c1(value(&pair[1])).n(1.0);
            part.finish();
            parts.push(id);
        }
        if let [only] = parts[..] {
            return only;
        }
        let id = self.next();
        let mut whole = self.pdf.stitching_function(id);
        whole.domain([0.0, 1.0]);
        let inner = stops.get(1..stops.len().saturating_sub(1)).unwrap_or_default();
        whole.bounds(inner.iter().map(|stop| stop.at as f32));
        whole.encode(parts.iter().flat_map(|_| [0.0, 1.0]));
        whole.functions(parts);
        whole.finish();
        id
    }
}

/// Stops from 0 to 1, each a little after the one before.
fn spread(stops: &[Stop]) -> Vec<Stop> {
    let mut all = stops.to_vec();
    if let Some(first) = stops.first().filter(|first| first.at > 0.0) {
        all.insert(0, Stop { at: 0.0, ..*first });
    }
    if let Some(last) = stops.last().filter(|last| last.at < 1.0) {
        all.push(Stop { at: 1.0, ..*last });
    }
    for index in 1..all.len() {
        all[index].at = all[index].at.max(all[index - 1].at + APART);
    }
    let count = all.len();
    for (index, stop) in all.iter_mut().enumerate() {
        stop.at = stop.at.min(1.0 - APART * (count - 1 - index) as f64);
    }
    all
}

fn write_shading(mut shading: FunctionShading<'_>, ink: &Ink, function: Ref, space: Name<'_>) {
    let coords = match ink {
        Ink::Solid(_) => vec![0.0, 0.0, 1.0, 0.0],
        Ink::Linear { from, to, .. } => vec![from.x, from.y, to.x, to.y],
        Ink::Radial { centre, radius, .. } => {
            vec![centre.x, centre.y, 0.0, centre.x, centre.y, *radius]
        }
    };
    shading.shading_type(match ink {
        Ink::Radial { .. } => FunctionShadingType::Radial,
        Ink::Solid(_) | Ink::Linear { .. } => FunctionShadingType::Axial,
    });
    shading.pair(Name(b"ColorSpace"), space);
    shading.coords(coords.into_iter().map(|at| at as f32));
    shading.function(function).extend([true, true]);
    shading.finish();
}

#[cfg(test)]
mod tests {
    use geom::Rgb;

    use super::*;

    #[test]
    fn stops_are_from_0_to_1_and_never_at_the_same_place() {
        let at = |places: &[f64]| {
            let stops: Vec<Stop> = places.iter().map(|at| Stop::new(*at, Rgb::WHITE)).collect();
            spread(&stops).iter().map(|stop| (stop.at * 1e5).round() / 1e5).collect::<Vec<_>>()
        };
        assert_eq!(at(&[0.0, 1.0]), [0.0, 1.0]);
        assert_eq!(at(&[0.25, 0.5]), [0.0, 0.25, 0.5, 1.0]);
        assert_eq!(at(&[0.0, 0.5, 0.5, 1.0]), [0.0, 0.5, 0.50001, 1.0]);
        assert_eq!(at(&[1.0, 1.0]), [0.0, 0.99999, 1.0]);
    }
}
