//! A design moved to another product: laid out anew, and a list of what changed. The design itself stays as it is.

use std::sync::Arc;

use catalog::{Colour, ColourId, PrintArea, Product, Side, SideId};
use design::{
    Content, Design, DesignId, Fill, Fit, Head, IdSource, Layer, Placing, Template, TextPath,
};
use geom::{Mm, Point, Rect, Table};
use scene::{Resources, frame_of};

use crate::{Title, title};

/// Part of an area's shorter edge that stays free around what is moved there.
const MARGIN: f64 = 0.04;
/// Least width of a cell, as a part of its height, where several sides share one.
const NARROWEST: f64 = 0.6;
/// Smaller changes of scale are not worth telling.
const SAME_SCALE: f64 = 0.01;

/// A design on another product.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The new design.
    pub design: Design,
    /// What changed, in the order of the sides that it came from.
    pub notes: Vec<MoveNote>,
}

/// Something that changed on the way to another product.
#[derive(Clone, Debug, PartialEq)]
pub enum MoveNote {
    /// The product's colour is the nearest there is.
    Colour {
        /// Its name before.
        from: String,
        /// Its name now.
        to: String,
    },
    /// What was on a side is on another.
    Side {
        /// Name of the side before.
        from: String,
        /// Name of the side now.
        to: String,
    },
    /// The product has no room for a side.
    LeftOut {
        /// Name of the side.
        from: String,
        /// How many layers stayed behind.
        layers: usize,
    },
    /// The template has a layout for the new side, which is used.
    LaidOut {
        /// Name of the side now.
        to: String,
    },
    /// Everything on a side is larger or smaller.
    Scaled {
        /// Name of the side now.
        to: String,
        /// New size in percent of the old one.
        percent: f64,
    },
    /// A text would have been too small to be printed.
    Text {
        /// What it is called.
        layer: Title,
        /// Its em height now.
        size: Mm,
    },
    /// A line would have been too thin to be printed.
    Line {
        /// What it is called.
        layer: Title,
        /// Its width now.
        width: Mm,
    },
}

/// Where a design goes.
pub struct Move<'a> {
    /// The product that it was made for.
    pub from: &'a Product,
    /// The product that it goes to.
    pub to: &'a Product,
    /// The template that its head names, where it is at hand.
    pub template: Option<&'a Template>,
    /// Sizes of texts.
    pub resources: &'a dyn Resources,
    /// The new design's id.
    pub id: DesignId,
}

/// A copy of a design for another product. Each side goes to the side of the same id, else to the one of the same number;
/// sides that are left over share the last one, side by side, where it is wide enough. On a side all keeps its relative
/// place: it is scaled as a whole to fit, with a margin, and never grows more than the area does. Texts and lines that
/// would be too small for the technique are set to its least.
pub fn moved(design: &Design, to: &Move<'_>, ids: &mut dyn IdSource) -> Moved {
    let mut moving = Moving { design, to, notes: Vec::new(), layers: Vec::new() };
    let colour = moving.colour();
    let sides = moving.sides();
    for (from, target) in sides {
        moving.side(from, target, &colour, ids);
    }
    let Moving { notes, layers, .. } = moving;
    let head = Head { product: to.to.id.clone(), colour: colour.id, ..design.head.clone() };
    let mut new = Design::empty(to.id, head);
    for layer in layers {
        new.layers.insert(layer.id, Arc::new(layer));
    }
    Moved { design: new, notes }
}

/// A part of a side: whole, or a cell of one that several sides share.
#[derive(Clone)]
struct Cell {
    side: Side,
    area: Rect,
    is_whole: bool,
}

struct Moving<'a> {
    design: &'a Design,
    to: &'a Move<'a>,
    notes: Vec<MoveNote>,
    layers: Vec<Layer>,
}

impl Moving<'_> {
    /// The new product's colour that is nearest to the old one's.
    fn colour(&mut self) -> Colour {
        let wanted: &ColourId = &self.design.head.colour;
        let (from, to) = (self.to.from, self.to.to);
        let old = from.colour(wanted).or(from.colours.first());
        let apart = |colour: &&Colour| {
            old.map_or(0.0, |old| colour.parts.body.distance(old.parts.body))
                + old.map_or(0.0, |old| colour.swatch.distance(old.swatch)) * 0.1
        };
        let nearest = to.colours.iter().min_by(|a, b| apart(a).total_cmp(&apart(b)));
        let new = nearest.cloned().unwrap_or_else(|| to.colours[0].clone());
        if let Some(old) = old.filter(|old| old.name != new.name) {
            self.notes.push(MoveNote::Colour { from: old.name.clone(), to: new.name.clone() });
        }
        new
    }

    /// Where the sides with something on them go.
    fn sides(&mut self) -> Vec<(Side, Option<Cell>)> {
        let (from, to) = (self.to.from, self.to.to);
        let used = |side: &&Side| self.design.layers.values().any(|layer| layer.side == side.id);
        let used: Vec<&Side> = from.sides.iter().filter(used).collect();
        let mut taken: Table<SideId, Vec<&Side>> = Table::new();
        let mut left = Vec::new();
        for side in used {
            let place = from.sides.iter().position(|known| known.id == side.id).unwrap_or(0);
            let by_number = || to.sides.get(place).filter(|there| from.side(&there.id).is_none());
            match to.side(&side.id).or_else(by_number) {
                Some(there) => taken.get_or_insert(there.id.clone(), Vec::new()).push(side),
                None => left.push(side),
            }
        }
        if let Some(last) = to.sides.last() {
            taken.get_or_insert(last.id.clone(), Vec::new()).extend(left);
        }
        let mut all = Vec::new();
        for (id, sources) in &taken {
            let Some(side) = to.side(id) else { continue };
            let area = area_of(&side.print_area);
            let room = (area.width() / (area.height() * NARROWEST)).max(1.0) as usize;
            let count = sources.len().min(room);
            for (index, from) in sources.iter().enumerate() {
                let width = area.width() / count.max(1) as f64;
                let left = width * index as f64;
                let cell = (index < count).then(|| Cell {
                    side: side.clone(),
                    area: Rect::new(left, 0.0, left + width, area.height()),
                    is_whole: count == 1,
                });
                all.push(((*from).clone(), cell));
            }
        }
        all
    }

    fn side(&mut self, from: Side, target: Option<Cell>, colour: &Colour, ids: &mut dyn IdSource) {
        let stack = self.design.stack(&from.id);
        let Some(cell) = target else {
            self.notes.push(MoveNote::LeftOut { from: from.name, layers: stack.len() });
            return;
        };
        if from.id != cell.side.id {
            self.notes.push(MoveNote::Side { from: from.name.clone(), to: cell.side.name.clone() });
        }
        let stack: Vec<Layer> = stack.into_iter().map(|layer| Layer::clone(layer)).collect();
        if let Some(laid_out) = self.laid_out(&stack, &cell, colour, ids) {
            self.notes.push(MoveNote::LaidOut { to: cell.side.name });
            self.layers.extend(laid_out);
            return;
        }
        self.scale(stack, &from, &cell);
    }

    /// The template's own layout for a side, where the design has nothing but the template's layers as it made them.
    fn laid_out(
        &self,
        stack: &[Layer],
        cell: &Cell,
        colour: &Colour,
        ids: &mut dyn IdSource,
    ) -> Option<Vec<Layer>> {
        let (template, product) = (self.to.template?, self.to.from);
        let old = product.colour(&self.design.head.colour)?.parts.body;
        let arcs: Vec<Arc<Layer>> = stack.iter().cloned().map(Arc::new).collect();
        let area = &cell.side.print_area;
        let fits = cell.is_whole && template.fits(self.to.to, &cell.side, area);
        let filling = template.filling_of(&arcs, product, old, &Table::new());
        if !fits || !template.is_as_made(&arcs, product, old, &filling) {
            return None;
        }
        let placing = Placing {
            side: &cell.side.id,
            area,
            ground: colour.parts.body,
            palette: filling.palette,
            pairing: filling.pairing,
            words: &filling.words,
            above: None,
        };
        Some(template.instantiate(&placing, ids))
    }

    /// Scales everything on a side as a whole.
    fn scale(&mut self, stack: Vec<Layer>, from: &Side, cell: &Cell) {
        let frames: Vec<Rect> =
            stack.iter().map(|layer| frame_of(layer, self.to.resources).bounds()).collect();
        let Some(drawn) = frames.iter().copied().reduce(|all, one| all.union(one)) else { return };
        let (old, new) = (area_of(&from.print_area), cell.area);
        // What hangs over the edge is cut off there too; it does not make the rest smaller.
        let seen = drawn.intersect(old);
        let seen = if seen.area() > 0.0 { seen } else { drawn };
        let grown = (new.width() / old.width()).min(new.height() / old.height()).max(1.0);
        let safe = cell.side.print_area.safe_zone.mm();
        let margin = (new.width().min(new.height()) * MARGIN).max(safe);
        let room = new.inset(-margin);
        let factor = (room.width() / seen.width().max(0.01))
            .min(room.height() / seen.height().max(0.01))
            .min(grown);
        let within = |low: f64, high: f64, half: f64, at: f64| {
            if high - low <= 2.0 * half {
                (low + high) / 2.0
            } else {
                at.clamp(low + half, high - half)
            }
        };
        let middle = seen.center();
        let wanted = Point::new(
            new.x0 + (middle.x - old.x0) / old.width() * new.width(),
            new.y0 + (middle.y - old.y0) / old.height() * new.height(),
        );
        let goal = Point::new(
            within(room.x0, room.x1, seen.width() * factor / 2.0, wanted.x),
            within(room.y0, room.y1, seen.height() * factor / 2.0, wanted.y),
        );
        if (factor - 1.0).abs() > SAME_SCALE {
            let percent = (factor * 100.0).round();
            self.notes.push(MoveNote::Scaled { to: cell.side.name.clone(), percent });
        }
        for mut layer in stack {
            let frame = frame_of(&layer, self.to.resources);
            layer.side = cell.side.id.clone();
            resize(&mut layer, factor);
            let mut placed = frame;
            placed.centre = goal + (frame.centre - middle) * factor;
            placed.size = frame.size * factor;
            layer.place(&placed);
            self.keep_printable(&mut layer, placed);
            self.layers.push(layer);
        }
    }

    /// Sets a text and lines that would be too small for the technique to its least.
    fn keep_printable(&mut self, layer: &mut Layer, mut frame: geom::Frame) {
        let technique = &self.to.to.technique;
        let (least, thinnest) = (technique.min_text, technique.min_stroke);
        let name = title(layer);
        let mut thin = None;
        let mut thicken = |width: &mut Mm| {
            if *width > Mm::ZERO && *width < thinnest {
                *width = thinnest;
                thin = Some(thinnest);
            }
        };
        match &mut layer.content {
            Content::Text(text) => {
                if text.size < least {
                    frame.size *= least.mm() / text.size.mm();
                    let width = text.width.map(|width| width * (least.mm() / text.size.mm()));
                    text.resize(least);
                    text.width = width.map(Mm::quantised);
                    self.notes.push(MoveNote::Text { layer: name.clone(), size: least });
                }
                text.outlines.iter_mut().for_each(|outline| thicken(&mut outline.width));
            }
            Content::Shape(shape) => {
                if let Some(stroke) = &mut shape.stroke {
                    thicken(&mut stroke.width);
                }
            }
            Content::Image(_) | Content::Drawing(_) => {}
        }
        layer.place(&frame);
        if let Some(width) = thin {
            self.notes.push(MoveNote::Line { layer: name, width });
        }
    }
}

fn area_of(area: &PrintArea) -> Rect {
    Rect::new(0.0, 0.0, area.width.mm(), area.height.mm())
}

/// Makes all that a layer states in millimetres larger or smaller; its place is not touched.
fn resize(layer: &mut Layer, factor: f64) {
    let scaled = |length: Mm| (length * factor).quantised();
    let grow = |length: &mut Mm| *length = (*length * factor).quantised().max(Mm::new(0.01));
    for shadow in &mut layer.shadows {
        shadow.dx = scaled(shadow.dx);
        shadow.dy = scaled(shadow.dy);
        shadow.blur = scaled(shadow.blur);
    }
    let pattern = |fill: &mut Option<Fill>| {
        if let Some(Fill::Pattern(pattern)) = fill {
            pattern.width = scaled(pattern.width).max(Mm::new(1.0)).min(Mm::new(500.0));
            pattern.gap = scaled(pattern.gap).min(Mm::new(500.0));
        }
    };
    match &mut layer.content {
        Content::Text(text) => {
            text.resize(scaled(text.size).max(Mm::new(0.1)));
            text.width = text.width.map(|width| scaled(width).max(Mm::new(0.1)));
            pattern(&mut text.fill);
            if let Fit::Shrink { height, smallest } = &mut text.fit {
                *smallest = smallest.min(*height);
            }
            if let Some(TextPath::Circle { radius, .. }) = &mut text.path {
                *radius = radius.max(Mm::new(0.1));
            }
        }
        Content::Image(image) => [&mut image.width, &mut image.height].into_iter().for_each(grow),
        Content::Drawing(drawing) => {
            [&mut drawing.width, &mut drawing.height].into_iter().for_each(grow);
        }
        Content::Shape(shape) => {
            [&mut shape.width, &mut shape.height].into_iter().for_each(grow);
            if let design::ShapeKind::RoundedRectangle { radius } = &mut shape.kind {
                *radius = scaled(*radius);
            }
            if let Some(stroke) = &mut shape.stroke {
                stroke.width = scaled(stroke.width);
            }
            pattern(&mut shape.paint);
        }
    }
}
