//! Cut lines: the outline of what is printed, for kiss cut and engraving; and the outlines of each colour, for vinyl.
//!
//! Everything that is outlines is united as outlines; pictures and soft shadows are traced from how the print draws them
//! (`trace`). The lines are closed, cross neither themselves nor each other, and are the same on every machine. Files of
//! them are made by [`dxf`] and [`cut_svg`]; PDF takes [`CutLayer::path`]. Nothing is printed here.

mod collect;
mod colours;
mod drawing;
mod dxf;
mod error;
mod flat;
mod region;
mod sleeve;
mod trace;

pub use drawing::cut_svg;
pub use dxf::dxf;
pub use error::CutError;

use design::LayerId;
use geom::{BezPath, Mm, Rect, Rgb};
use scene::Scene;

use crate::{Artworks, Extent, Flow, PictureCache, PixelBudget, PressError, Progress};
use collect::{Collector, Paint};
use region::Region;
use trace::Tracer;

/// Most corners of all outlines of a side.
pub const MOST_POINTS: usize = 2_000_000;
/// Most places at which lines that become one area may cross each other, all of a side together. One at a sharp angle
/// counts as up to a thousand: slivers beside each other, as of dashes wider than long, take minutes otherwise.
pub const MOST_CROSSINGS: usize = 300_000;
/// Smallest and largest offset in mm.
pub const OFFSETS: (f64, f64) = (0.0, 50.0);
/// Smallest and largest tolerance in mm.
pub const TOLERANCES: (f64, f64) = (0.005, 1.0);
/// Least and greatest opacity at which a line can run.
pub const THRESHOLDS: (f64, f64) = (0.02, 0.98);
/// What a line around everything is called, and its colour: what cutters and print shops look for.
pub const CUT_CONTOUR: (&str, Rgb) = ("CutContour", Rgb::new(255, 0, 255));
/// What the lines of pictures and gradients are called where each colour has lines of its own.
pub const MIXED: (&str, Rgb) = ("Mixed", Rgb::new(128, 128, 128));

/// What is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CutLines {
    /// Around all that is printed.
    #[default]
    Contour,
    /// Around what is seen of each colour: what lies above is taken away. For vinyl, which is cut and weeded by colour.
    ByColour,
}

/// What cut lines are to be. The default is the outline of the art itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutRequest {
    /// What is cut.
    pub lines: CutLines,
    /// How much of the side is looked at; art beyond it is cut off there.
    pub extent: Extent,
    /// How far outside of the art the line runs; corners are round. 0 to 50 mm.
    pub offset: Mm,
    /// Parts nearer to each other than this become one. 0 to 50 mm. Hollows narrower than this are filled too.
    pub join: Mm,
    /// Smaller holes are filled, in square millimetres; `f64::INFINITY` for none at all.
    pub smallest_hole: f64,
    /// Smaller parts are left out, in square millimetres, before and after the offset.
    pub smallest_part: f64,
    /// How far a line may be from the true outline, in mm: 0.005 to 1.
    pub tolerance: Mm,
    /// How opaque a traced picture is at least where it is inside: 0.02 to 0.98.
    pub threshold: f64,
    /// Mirrored at the middle of the side: for film that is cut from its back.
    pub mirrored: bool,
}

impl Default for CutRequest {
    fn default() -> Self {
        Self {
            lines: CutLines::Contour,
            extent: Extent::Trim,
            offset: Mm::ZERO,
            join: Mm::ZERO,
            smallest_hole: 0.1,
            smallest_part: 0.1,
            tolerance: Mm::new(0.02),
            threshold: 0.5,
            mirrored: false,
        }
    }
}

impl CutRequest {
    /// Around the art with an offset and without holes: a sticker that peels off whole.
    pub fn kiss_cut(offset: Mm) -> Self {
        Self { offset, smallest_hole: f64::INFINITY, ..Self::default() }
    }

    /// # Errors
    /// [`CutError::Range`] names what is out of range.
    fn check(&self) -> Result<(), CutError> {
        let within = |value: f64, (low, high): (f64, f64)| value >= low && value <= high;
        let positive = (0.0, f64::INFINITY);
        for (what, given, range) in [
            ("offset", self.offset.mm(), OFFSETS),
            ("distance of joined parts", self.join.mm(), OFFSETS),
            ("tolerance", self.tolerance.mm(), TOLERANCES),
            ("threshold", self.threshold, THRESHOLDS),
            ("smallest hole", self.smallest_hole, positive),
            ("smallest part", self.smallest_part, positive),
        ] {
            if !within(given, range) {
                return Err(CutError::Range { what, given });
            }
        }
        Ok(())
    }
}

/// Lines that are cut together.
#[derive(Clone, Debug, PartialEq)]
pub struct CutLayer {
    /// What it is called in files: [`CUT_CONTOUR`], or its colour.
    pub name: String,
    /// Its colour: on a screen, and for film of that colour.
    pub colour: Rgb,
    region: Region,
}

/// Cut lines of a side.
#[derive(Clone, Debug, PartialEq)]
pub struct CutSheet {
    /// The part of the side that was looked at, in mm.
    pub part: Rect,
    /// What is cut, in order: the lowest colour first. Never empty, and no layer is without lines.
    pub layers: Vec<CutLayer>,
    /// What is worth knowing about it.
    pub report: CutReport,
}

/// What came of the wishes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CutReport {
    /// How far a line may be from the true outline, in mm: the tolerance, and half a pixel where something was traced.
    pub accuracy: f64,
    /// The resolution at which pictures and soft shadows were traced, dots an inch; `None` where all is outlines.
    pub traced_at: Option<f64>,
    /// Holes that were filled.
    pub filled_holes: usize,
    /// Parts that were left out.
    pub dropped_parts: usize,
    /// How far the lines run over the edge of the part that was looked at, in mm; 0 where they do not.
    pub beyond: f64,
    /// Layers that are neither clear nor opaque somewhere: cut as if they were opaque.
    pub see_through: Vec<LayerId>,
    /// Layers that are pictures or gradients, where each colour has lines of its own: they are in the layer [`MIXED`].
    pub mixed: Vec<LayerId>,
}

impl CutLayer {
    /// The closed lines in mm of the side, y down: holes and inner parts before what is around them.
    pub fn path(&self) -> BezPath {
        self.region.path()
    }

    /// How many closed lines there are.
    pub fn lines(&self) -> usize {
        self.region.lines()
    }

    /// How many corners all lines have.
    pub fn corners(&self) -> usize {
        self.region.corners()
    }

    /// What is inside, in square millimetres.
    pub fn area(&self) -> f64 {
        self.region.area()
    }

    /// How far the knife goes, in mm.
    pub fn length(&self) -> f64 {
        self.region.length()
    }
}

impl CutSheet {
    /// The upright rectangle around all lines, in mm of the side.
    pub fn bounds(&self) -> Rect {
        let all = self.layers.iter().filter_map(|layer| layer.region.bounds());
        all.reduce(|all, one| all.union(one)).unwrap_or(self.part)
    }
}

/// Makes the cut lines of a side.
///
/// # Errors
/// [`CutError`]: nothing to cut, too much, a wish out of range, a picture that is missing or cannot be read, cancelled.
pub fn cut_lines(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &CutRequest,
    progress: &mut Progress<'_>,
) -> Result<CutSheet, CutError> {
    request.check()?;
    let part = request.extent.of(scene);
    // A quarter for curves, a quarter for rounds or the traced line, half for leaving corners out in the end.
    let quarter = request.tolerance.mm() / 4.0;
    let tracer = Tracer {
        artworks,
        part,
        threshold: request.threshold,
        tolerance: quarter,
        cache: PictureCache::new(),
        budget: PixelBudget::default(),
        coarsest: None,
    };
    let steps = scene.layers.len() + 2;
    let mut report = |done: usize| match progress(done as f32 / steps as f32) {
        Flow::Continue => Ok(()),
        Flow::Cancel => Err(CutError::Press(PressError::Cancelled)),
    };
    let mut collector = Collector::new(tracer, quarter);
    let collected = collector.collect(scene, &mut report)?;
    report(scene.layers.len())?;
    let mixed = collected.pieces.iter().filter(|piece| piece.paint == Paint::Mixed);
    let mut mixed: Vec<LayerId> = mixed.map(|piece| piece.layer).collect();
    mixed.dedup();
    let mut told = CutReport { see_through: collected.see_through, ..CutReport::default() };
    let edge = Region::rectangle(part);
    let sheets: Vec<(String, Rgb, Region)> = match request.lines {
        CutLines::Contour => {
            let (name, colour) = CUT_CONTOUR;
            let all = Region::united(collected.pieces.into_iter().map(|piece| piece.area));
            vec![(name.to_owned(), colour, all)]
        }
        CutLines::ByColour => {
            told.mixed = mixed;
            colours::by_colour(collected.pieces)?
        }
    };
    report(scene.layers.len() + 1)?;
    let mut layers = Vec::new();
    for (name, colour, area) in sheets {
        let region = finished(&area.and(&edge), request, part, &mut told);
        if !region.is_empty() {
            layers.push(CutLayer { name, colour, region });
        }
    }
    if layers.is_empty() {
        return Err(CutError::Nothing { side: scene.side.clone() });
    }
    // A traced line is at most half a pixel from where the picture's edge is taken to be.
    let pixel = collector.tracer.coarsest.map(|per_mm| 1.0 / per_mm);
    told.accuracy = request.tolerance.mm() + pixel.unwrap_or(0.0) / 2.0;
    told.traced_at = pixel.map(|mm| 25.4 / mm);
    let mut sheet = CutSheet { part, layers, report: told };
    let bounds = sheet.bounds();
    let over = [part.x0 - bounds.x0, part.y0 - bounds.y0, bounds.x1 - part.x1, bounds.y1 - part.y1];
    sheet.report.beyond = over.into_iter().fold(0.0, f64::max);
    report(steps)?;
    Ok(sheet)
}

/// An area with offset, joined parts and without what is too small, ready to be cut.
fn finished(area: &Region, request: &CutRequest, part: Rect, told: &mut CutReport) -> Region {
    let quarter = request.tolerance.mm() / 4.0;
    let (area, _, specks) = area.without_small(0.0, request.smallest_part);
    // Out by the offset and half of what is joined, and back by that half.
    let half = request.join.mm() / 2.0;
    let area = area.grown(request.offset.mm() + half, quarter).grown(-half, quarter);
    let area = area.simplified(request.tolerance.mm() / 2.0);
    let (area, holes, parts) = area.without_small(request.smallest_hole, request.smallest_part);
    told.filled_holes += holes;
    told.dropped_parts += specks + parts;
    let area = if request.mirrored { area.mirrored((part.x0 + part.x1) / 2.0) } else { area };
    area.in_cutting_order()
}
