//! What is drawn on a side as areas, bottom first, each with what it is drawn with. Nothing is united or taken away here.

use design::{ImageFormat, LayerId};
use geom::{Affine, FillRule, Ink, Rect, Rgb};
use scene::{Cut, Group, Item, Scene, SceneLayer};

use super::region::{Region, Ring, crossings};
use super::trace::Tracer;
use super::{CutError, MOST_CROSSINGS, MOST_POINTS, flat};
use crate::mark::stretch;
use crate::sheet::missing;

/// What an area is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    /// One colour.
    Colour(Rgb),
    /// A picture or a gradient: many.
    Mixed,
}

/// An area that is drawn at once.
pub(super) struct Piece {
    pub(super) layer: LayerId,
    pub(super) paint: Paint,
    pub(super) area: Region,
}

/// What was found on a side.
#[derive(Default)]
pub(super) struct Collected {
    /// Bottom first.
    pub(super) pieces: Vec<Piece>,
    /// Layers of which something is neither clear nor opaque.
    pub(super) see_through: Vec<LayerId>,
}

/// Goes through a scene.
pub(super) struct Collector<'a> {
    pub(super) tracer: Tracer<'a>,
    /// How far a line may be from its curve, in mm.
    pub(super) tolerance: f64,
    layer: LayerId,
    corners: usize,
    crossings: usize,
    fades: bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(tracer: Tracer<'a>, tolerance: f64) -> Self {
        Self { tracer, tolerance, layer: LayerId(0), corners: 0, crossings: 0, fades: false }
    }

    /// All that is drawn in a part of the side.
    pub(super) fn collect(
        &mut self,
        scene: &Scene,
        report: &mut dyn FnMut(usize) -> Result<(), CutError>,
    ) -> Result<Collected, CutError> {
        let mut all = Collected::default();
        for (index, layer) in scene.layers.iter().enumerate() {
            report(index)?;
            missing(layer)?;
            self.layer(layer, &mut all)?;
        }
        Ok(all)
    }

    fn layer(&mut self, layer: &SceneLayer, all: &mut Collected) -> Result<(), CutError> {
        if layer.opacity <= 0.0 {
            return Ok(());
        }
        self.layer = layer.id;
        self.fades = layer.opacity < 1.0;
        let pieces = self.items(&layer.items, layer.to_side)?;
        if self.fades && !pieces.is_empty() {
            all.see_through.push(layer.id);
        }
        all.pieces.extend(pieces);
        Ok(())
    }

    /// The pieces of items that lie on the side by `place`; neighbours in one colour are one piece.
    fn items(&mut self, items: &[Item], place: Affine) -> Result<Vec<Piece>, CutError> {
        let mut done = Vec::new();
        let mut open: Option<(Paint, Vec<Region>)> = None;
        for item in items {
            for Piece { paint, area, .. } in self.item(item, place)? {
                match &mut open {
                    Some((same, areas)) if *same == paint => areas.push(area),
                    _ => {
                        if let Some(open) = open.take() {
                            done.push(self.piece(open)?);
                        }
                        open = Some((paint, vec![area]));
                    }
                }
            }
        }
        if let Some(open) = open.take() {
            done.push(self.piece(open)?);
        }
        Ok(done)
    }

    fn piece(&mut self, (paint, mut areas): (Paint, Vec<Region>)) -> Result<Piece, CutError> {
        if areas.len() > 1 {
            self.crossed(areas.iter().flat_map(Region::rings))?;
        }
        let area = match areas.len() {
            1 => areas.pop().unwrap_or_default(),
            _ => Region::united(areas),
        };
        Ok(Piece { layer: self.layer, paint, area })
    }

    fn item(&mut self, item: &Item, place: Affine) -> Result<Vec<Piece>, CutError> {
        let (paint, area) = match item {
            Item::Fill { opacity, .. } | Item::Line { opacity, .. } if *opacity <= 0.0 => {
                return Ok(Vec::new());
            }
            Item::Fill { path, rule, ink, opacity } => {
                self.fades |= *opacity < 1.0 || fades(ink);
                let rings = flat::filled(path, place, self.tolerance);
                (paint_of(ink), self.inside(&rings, *rule)?)
            }
            Item::Line { path, pen, ink, opacity } => {
                self.fades |= *opacity < 1.0 || fades(ink);
                let rings = flat::stroked(path, pen, place, stretch(place), self.tolerance);
                (paint_of(ink), self.inside(&rings, FillRule::NonZero)?)
            }
            Item::Picture(picture) => {
                let paint = picture.look.flat.map_or(Paint::Mixed, Paint::Colour);
                let area = if picture.format == ImageFormat::Jpeg {
                    // It is opaque everywhere.
                    let edge = geom::Shape::to_path(&picture.size.to_rect(), self.tolerance);
                    self.inside(&flat::filled(&edge, place, self.tolerance), FillRule::NonZero)?
                } else {
                    self.traced(item, place)?
                };
                (paint, area)
            }
            Item::Soft(soft) => (Paint::Colour(soft.colour), self.traced(item, place)?),
            Item::Group(group) => return self.group(group, place),
        };
        let piece = Piece { layer: self.layer, paint, area };
        Ok(if piece.area.is_empty() { Vec::new() } else { vec![piece] })
    }

    fn group(&mut self, group: &Group, place: Affine) -> Result<Vec<Piece>, CutError> {
        if group.opacity <= 0.0 {
            return Ok(Vec::new());
        }
        self.fades |= group.opacity < 1.0;
        let place = place * group.place;
        let window = match &group.cut {
            None => None,
            Some(Cut::Path(clip)) => {
                let rings = flat::filled(&clip.path, place, self.tolerance);
                Some(self.inside(&rings, clip.rule)?)
            }
            Some(Cut::Alpha(items)) => {
                Some(Region::united(self.items(items, place)?.into_iter().map(|piece| piece.area)))
            }
        };
        let mut pieces = self.items(&group.items, place)?;
        if let Some(window) = window {
            for piece in &mut pieces {
                piece.area = piece.area.and(&window);
            }
            pieces.retain(|piece| !piece.area.is_empty());
        }
        Ok(pieces)
    }

    fn traced(&mut self, item: &Item, place: Affine) -> Result<Region, CutError> {
        let area = self.tracer.area(self.layer, item, place)?;
        self.counted(area)
    }

    /// What is inside closed lines, if they are near the part that is looked at.
    fn inside(&mut self, rings: &[Ring], rule: FillRule) -> Result<Region, CutError> {
        let corners: usize = rings.iter().map(Vec::len).sum();
        if self.corners.saturating_add(corners) > MOST_POINTS {
            return Err(CutError::TooMuch);
        }
        self.crossed(rings.iter())?;
        let area = Region::inside(rings, rule);
        if !area.bounds().is_some_and(|bounds| overlap(bounds, self.tracer.part)) {
            return Ok(Region::default());
        }
        self.counted(area)
    }

    /// Counts how often lines cross that are about to become one area.
    fn crossed<'r>(&mut self, rings: impl Iterator<Item = &'r Ring>) -> Result<(), CutError> {
        self.crossings += crossings(rings, MOST_CROSSINGS.saturating_sub(self.crossings));
        if self.crossings > MOST_CROSSINGS { Err(CutError::TooMuch) } else { Ok(()) }
    }

    fn counted(&mut self, area: Region) -> Result<Region, CutError> {
        self.corners = self.corners.saturating_add(area.corners());
        if self.corners > MOST_POINTS { Err(CutError::TooMuch) } else { Ok(area) }
    }
}

fn paint_of(ink: &Ink) -> Paint {
    match ink {
        Ink::Solid(colour) => Paint::Colour(*colour),
        Ink::Linear { .. } | Ink::Radial { .. } => Paint::Mixed,
    }
}

/// Whether a gradient is not opaque somewhere.
fn fades(ink: &Ink) -> bool {
    match ink {
        Ink::Solid(_) => false,
        Ink::Linear { stops, .. } | Ink::Radial { stops, .. } => {
            stops.iter().any(|stop| stop.opacity < 1.0)
        }
    }
}

/// Whether two rectangles have something in common.
pub(super) fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}
