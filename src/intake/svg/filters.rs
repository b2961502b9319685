//! What the filters of a resolved drawing would cost at a size: pixels that are kept, and pixels that are looked at.
//! Nothing is drawn. How many filters and steps there are was judged before, in the file.

use geom::{Affine, Rect};
use usvg::filter::{Filter, Kind};

use super::nodes::affine;
use crate::IntakeError;

/// Most pixels that one filter may keep at a time: its region, once for each step and twice for itself. 4 bytes each, so
/// at most 640 MB.
const MAX_KEPT: f64 = 160e6;
/// Most pixels that all filters may look at, each as often as it is looked at: some seconds.
const MAX_WORK: f64 = 4e9;
/// Longest edge at which every drawing that is accepted can be drawn with its filters, in pixels.
const LEAST: f64 = 1000.0;
/// How far beyond the page a filter's region is drawn, in pages to each side, as the library does it.
const BEYOND: f64 = 2.0;
/// How often a plain step looks at a pixel: three passes in two directions for a blur, and its way there and back.
const PLAIN: f64 = 8.0;
/// The same for each octave of noise: four channels of four corners.
const OCTAVE: f64 = 32.0;
/// By how much a drawing is made smaller at a time until its filters can be paid.
const SMALLER: f64 = 0.8;

/// Refuses a drawing whose filters cannot be drawn even small.
pub(super) fn check(tree: &usvg::Tree) -> Result<(), IntakeError> {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let page = Rect::new(0.0, 0.0, width, height);
    if Cost::of(tree, page, LEAST / width.max(height)).is_affordable() {
        return Ok(());
    }
    Err(IntakeError::refused("has filters over areas that take too long to draw"))
}

/// The largest scale up to a wanted one at which a part of a drawing can be drawn with its filters.
pub(super) fn affordable(tree: &usvg::Tree, part: Rect, wanted: f64) -> f64 {
    let least = LEAST / part.width().max(part.height());
    let mut scale = wanted;
    while scale > least && !Cost::of(tree, part, scale).is_affordable() {
        scale = (scale * SMALLER).max(least);
    }
    scale
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cost {
    /// The most that one filter keeps.
    kept: f64,
    work: f64,
}

impl Cost {
    /// Of all filters of a tree whose `part` is drawn at a scale.
    fn of(tree: &usvg::Tree, part: Rect, scale: f64) -> Self {
        let size = part.size();
        let room = part.inflate(size.width * BEYOND, size.height * BEYOND);
        let mut cost = Self::default();
        cost.add_group(tree.root(), Affine::IDENTITY, &Drawn { room, scale });
        cost
    }

    fn is_affordable(self) -> bool {
        self.kept <= MAX_KEPT && self.work <= MAX_WORK
    }

    /// All in a group; `outer` leads from the space of what holds it to the drawing's.
    fn add_group(&mut self, group: &usvg::Group, outer: Affine, drawn: &Drawn) {
        let own = outer * affine(group.abs_transform());
        for filter in group.filters() {
            self.add_filter(filter, own, drawn);
        }
        for node in group.children() {
            if let usvg::Node::Group(inner) = node {
                self.add_group(inner, outer, drawn);
            }
            let inside = outer * affine(node.abs_transform());
            if let usvg::Node::Path(path) = node {
                let fill = path.fill().map(usvg::Fill::paint);
                let stroke = path.stroke().map(usvg::Stroke::paint);
                for paint in fill.into_iter().chain(stroke) {
                    if let usvg::Paint::Pattern(pattern) = paint {
                        let tile = inside * affine(pattern.transform());
                        self.add_group(pattern.root(), tile, drawn);
                    }
                }
            } else {
                // Clips, masks and pictures in filters.
                node.subroots(|root| self.add_group(root, inside, drawn));
            }
        }
    }

    fn add_filter(&mut self, filter: &Filter, space: Affine, drawn: &Drawn) {
        let rect = filter.rect();
        let region = Rect::new(
            f64::from(rect.left()),
            f64::from(rect.top()),
            f64::from(rect.right()),
            f64::from(rect.bottom()),
        );
        let region = space.transform_rect_bbox(region).intersect(drawn.room);
        if region.width() <= 0.0 || region.height() <= 0.0 {
            return;
        }
        let (width, height) = (region.width() * drawn.scale, region.height() * drawn.scale);
        let pixels = width * height;
        let steps = filter.primitives();
        self.kept = self.kept.max(pixels * (steps.len() as f64 + 2.0));
        let enlarged = space.determinant().abs().sqrt() * drawn.scale;
        for step in steps {
            let looks = match step.kind() {
                Kind::Morphology(grown) => {
                    let across = |radius: usvg::PositiveF32, most: f64| {
                        (f64::from(radius.get()) * enlarged * 2.0 + 1.0).min(most)
                    };
                    across(grown.radius_x(), width) * across(grown.radius_y(), height)
                }
                Kind::Turbulence(noise) => f64::from(noise.num_octaves()) * OCTAVE,
                Kind::ConvolveMatrix(matrix) => {
                    f64::from(matrix.matrix().columns()) * f64::from(matrix.matrix().rows())
                }
                _ => 0.0,
            };
            self.work += pixels * (looks + PLAIN);
        }
    }
}

/// What is drawn of a tree: where pixels are kept, and how many to its unit.
struct Drawn {
    room: Rect,
    scale: f64,
}
