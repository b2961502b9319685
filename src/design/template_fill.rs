//! A template that was applied, filled in again: other words, colours or fonts, and all else as the shopper made it.

use std::sync::Arc;

use catalog::{Product, SideId};
use geom::{Angle, Mm, Point, Rgb, Table, rotation};

use crate::{
    Content, Fill, IdSource, Layer, Placing, Shadow, Shape, Stroke, Template, TemplateField,
    TemplateLayer, Text, TextLimits,
};

/// What a template is filled in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// What is written, by field; defaults for the rest.
    pub words: Table<String, String>,
    /// Number of the palette; `None` for the one that suits the product's colour.
    pub palette: Option<usize>,
    /// Number of the pairing of fonts; `None` for the first.
    pub pairing: Option<usize>,
}

/// Ids for layers that are only compared.
struct NoIds;

impl IdSource for NoIds {
    fn next(&mut self) -> u64 {
        0
    }
}

impl Template {
    /// The field that a text shows first.
    pub(crate) fn field_of(&self, content: &str) -> Option<&TemplateField> {
        let place = |field: &&TemplateField| content.find(&format!("{{{}}}", field.id));
        self.fields.iter().filter(|field| place(field).is_some()).min_by_key(place)
    }

    /// What a text that shows fields allows: as many characters and lines as the fields and what is around them.
    pub(crate) fn limits_of(&self, content: &str) -> Option<TextLimits> {
        self.field_of(content)?;
        let mut most = content.chars().count();
        for field in &self.fields {
            let mark = format!("{{{}}}", field.id);
            let times = content.matches(&mark).count();
            most += times * field.max;
            most = most.saturating_sub(times * mark.chars().count());
        }
        Some(TextLimits {
            characters: Some(u16::try_from(most).unwrap_or(u16::MAX)),
            lines: Some(content.split('\n').count() as u16),
        })
    }

    /// What the template's layers of a design are filled in with, as they are now. `remembered` are words that the
    /// shopper wrote for fields before: they tell capitals that were typed from capitals that are set.
    pub fn filling_of(
        &self,
        layers: &[Arc<Layer>],
        product: &Product,
        ground: Rgb,
        remembered: &Table<String, String>,
    ) -> Filling {
        let own: Vec<&Layer> =
            layers.iter().map(AsRef::as_ref).filter(|layer| layer.part.is_some()).collect();
        let mut filling = Filling { words: self.words_of(&own, remembered), ..Filling::default() };
        let differing = |filling: &Filling, fonts: bool| -> usize {
            let expected = Expected::new(self, product, ground, filling);
            own.iter()
                .filter(|layer| {
                    let Some(made) = expected.of(layer) else { return false };
                    if fonts { font(&made) != font(layer) } else { inks(&made) != inks(layer) }
                })
                .count()
        };
        // The first of the nearest, so that what nobody chose stays as the template has it.
        let usual = differing(&filling, false);
        let nearest = (0..self.palettes.len())
            .map(|index| {
                let chosen = Filling { palette: Some(index), ..filling.clone() };
                (differing(&chosen, false), index)
            })
            .min();
        if let Some((_, index)) = nearest.filter(|(count, _)| *count < usual) {
            filling.palette = Some(index);
        }
        let nearest = (0..self.pairings.len())
            .map(|index| {
                let chosen = Filling { pairing: Some(index), ..filling.clone() };
                (differing(&chosen, true), index)
            })
            .min();
        filling.pairing = nearest.map(|(_, index)| index).filter(|index| *index > 0);
        filling
    }

    /// The layers of a design that change when the template is filled in with `after` instead of `before`. What the
    /// shopper changed by hand stays: places and sizes are moved by the difference, and a colour or a font that is not
    /// the template's is left alone.
    pub fn refilled(
        &self,
        layers: &[Arc<Layer>],
        product: &Product,
        ground: Rgb,
        before: &Filling,
        after: &Filling,
    ) -> Vec<Layer> {
        let was = Expected::new(self, product, ground, before);
        let will = Expected::new(self, product, ground, after);
        let changed = |layer: &Arc<Layer>| {
            let (was, will) = (was.of(layer)?, will.of(layer)?);
            let new = merged(layer, &was, &will);
            (new != **layer).then_some(new)
        };
        layers.iter().filter_map(changed).collect()
    }

    /// Whether layers are nothing but the template's, where and as large as it put them.
    pub fn is_as_made(
        &self,
        layers: &[Arc<Layer>],
        product: &Product,
        ground: Rgb,
        filling: &Filling,
    ) -> bool {
        let expected = Expected::new(self, product, ground, filling);
        layers
            .iter()
            .all(|layer| expected.of(layer).is_some_and(|made| is_placed_alike(layer, &made)))
    }

    /// The words that texts show.
    fn words_of(
        &self,
        layers: &[&Layer],
        remembered: &Table<String, String>,
    ) -> Table<String, String> {
        let mut words: Table<String, String> = Table::new();
        // As written beats as set in capitals.
        for in_capitals in [true, false] {
            for layer in layers {
                let (Content::Text(text), Some(part)) = (&layer.content, layer.part) else {
                    continue;
                };
                let Some(layout) = self.layouts.get(usize::from(part.layout)) else { continue };
                let Some(TemplateLayer::Text(meant)) =
                    numbered(&layout.layers, usize::from(part.number))
                else {
                    continue;
                };
                if meant.capitals != in_capitals {
                    continue;
                }
                for (field, word) in self.read_back(&meant.content, &text.content, in_capitals) {
                    words.insert(field.to_owned(), word);
                }
            }
        }
        for field in &self.fields {
            let Some(found) = words.get(&field.id) else { continue };
            let typed = [remembered.get(&field.id), Some(&field.default)];
            let same = |typed: &&String| typed.to_uppercase() == *found && *typed != found;
            if let Some(typed) = typed.into_iter().flatten().find(same) {
                words.insert(field.id.clone(), typed.clone());
            }
        }
        words
    }

    /// The fields' words in a text that was made from `pattern`; none where it was rewritten beyond that.
    fn read_back(&self, pattern: &str, content: &str, in_capitals: bool) -> Vec<(&str, String)> {
        let upper = |text: &str| if in_capitals { text.to_uppercase() } else { text.to_owned() };
        let mut found = Vec::new();
        let mut rest = content.to_owned();
        let mut pieces = pattern.split('{');
        let Some(tail) = rest.strip_prefix(&upper(pieces.next().unwrap_or_default())) else {
            return Vec::new();
        };
        rest = tail.to_owned();
        for piece in pieces {
            let Some((id, literal)) = piece.split_once('}') else { return Vec::new() };
            let literal = upper(literal);
            let end = if literal.is_empty() { Some(rest.len()) } else { rest.find(&literal) };
            let Some(field) = self.fields.iter().find(|field| field.id == id) else { continue };
            let Some(end) = end else { return Vec::new() };
            found.push((field.id.as_str(), rest[..end].to_owned()));
            rest = rest[end + literal.len()..].to_owned();
        }
        if rest.is_empty() { found } else { Vec::new() }
    }
}

/// The layer of a number as laying out counts them.
fn numbered(layers: &[TemplateLayer], number: usize) -> Option<&TemplateLayer> {
    fn walk<'t>(layers: &'t [TemplateLayer], left: &mut usize) -> Option<&'t TemplateLayer> {
        for layer in layers {
            match layer {
                TemplateLayer::Text(_) | TemplateLayer::Shape(_) => {
                    if *left == 0 {
                        return Some(layer);
                    }
                    *left -= 1;
                }
                TemplateLayer::Group(group) => {
                    for _ in 0..group.copies.as_ref().map_or(1, |copies| copies.count) {
                        if let Some(found) = walk(&group.layers, left) {
                            return Some(found);
                        }
                    }
                }
            }
        }
        None
    }
    let mut left = number;
    walk(layers, &mut left)
}

/// Layers as a filling makes them, by side and layout.
struct Expected {
    made: Table<(SideId, u16), Vec<Layer>>,
}

impl Expected {
    fn new(template: &Template, product: &Product, ground: Rgb, filling: &Filling) -> Self {
        let mut made = Table::new();
        for side in &product.sides {
            let placing = Placing {
                side: &side.id,
                area: &side.print_area,
                ground,
                palette: filling.palette,
                pairing: filling.pairing,
                words: &filling.words,
                above: None,
            };
            for layout in 0..template.layouts.len() {
                let layers = template.lay_out(layout, &placing, &mut NoIds);
                made.insert((side.id.clone(), layout as u16), layers);
            }
        }
        Self { made }
    }

    fn of(&self, layer: &Layer) -> Option<Layer> {
        let part = layer.part?;
        let made = self.made.get(&(layer.side.clone(), part.layout))?;
        made.get(usize::from(part.number)).cloned()
    }
}

/// Whether two layers lie alike and hold things of one size.
fn is_placed_alike(a: &Layer, b: &Layer) -> bool {
    let size = |layer: &Layer| match &layer.content {
        Content::Text(text) => (text.size, text.width),
        Content::Shape(shape) => (shape.width, Some(shape.height)),
        Content::Image(image) => (image.width, Some(image.height)),
        Content::Drawing(drawing) => (drawing.width, Some(drawing.height)),
    };
    (a.x, a.y, a.rotation, size(a)) == (b.x, b.y, b.rotation, size(b))
}

/// A layer with what differs between two states of its part.
fn merged(layer: &Layer, was: &Layer, will: &Layer) -> Layer {
    let mut new = layer.clone();
    // The shopper's own scale and turn carry the move over.
    let factor = match (&layer.content, &was.content) {
        (Content::Text(now), Content::Text(was)) => now.size.mm() / was.size.mm(),
        _ => 1.0,
    };
    let turn = Angle::degrees(layer.rotation.in_degrees() - was.rotation.in_degrees());
    let moved = Point::new((will.x - was.x).mm() * factor, (will.y - was.y).mm() * factor);
    let moved = rotation(turn, Point::ORIGIN) * moved;
    if moved != Point::ORIGIN {
        new.x = (layer.x + Mm::new(moved.x)).quantised();
        new.y = (layer.y + Mm::new(moved.y)).quantised();
    }
    merge_shadows(&mut new.shadows, &was.shadows, &will.shadows);
    match (&mut new.content, &was.content, &will.content) {
        (Content::Text(now), Content::Text(was), Content::Text(will)) => merge_text(now, was, will),
        (Content::Shape(now), Content::Shape(was), Content::Shape(will)) => {
            merge_shape(now, was, will);
        }
        _ => {}
    }
    new
}

/// Takes a value over where it is still the one that was.
fn take<T: PartialEq + Clone>(now: &mut T, was: &T, will: &T) {
    if now == was {
        now.clone_from(will);
    }
}

fn merge_text(now: &mut Text, was: &Text, will: &Text) {
    if was.content != will.content {
        now.rewrite(will.content.clone());
    }
    if was.size != will.size && was.size > Mm::ZERO {
        now.resize((now.size * (will.size.mm() / was.size.mm())).quantised());
    }
    take(&mut now.line_height, &was.line_height, &will.line_height);
    take(&mut now.font, &was.font, &will.font);
    take(&mut now.colour, &was.colour, &will.colour);
    merge_fill(&mut now.fill, was.fill.as_ref(), will.fill.as_ref());
    if now.outlines.len() == was.outlines.len() {
        let strokes = was.outlines.iter().zip(&will.outlines);
        for (now, (was, will)) in now.outlines.iter_mut().zip(strokes) {
            take(&mut now.colour, &was.colour, &will.colour);
        }
    }
}

fn merge_shape(now: &mut Shape, was: &Shape, will: &Shape) {
    take(&mut now.fill, &was.fill, &will.fill);
    merge_fill(&mut now.paint, was.paint.as_ref(), will.paint.as_ref());
    if let (Some(now), Some(Stroke { colour: was, .. }), Some(Stroke { colour: will, .. })) =
        (&mut now.stroke, &was.stroke, &will.stroke)
    {
        take(&mut now.colour, was, will);
    }
}

fn merge_fill(now: &mut Option<Fill>, was: Option<&Fill>, will: Option<&Fill>) {
    if now.as_ref() == was {
        *now = will.cloned();
    }
}

fn merge_shadows(now: &mut [Shadow], was: &[Shadow], will: &[Shadow]) {
    if now.len() == was.len() {
        for (now, (was, will)) in now.iter_mut().zip(was.iter().zip(will)) {
            take(&mut now.colour, &was.colour, &will.colour);
        }
    }
}

/// The font that a layer's text is set in.
fn font(layer: &Layer) -> Option<&crate::FontId> {
    match &layer.content {
        Content::Text(text) => Some(&text.font),
        Content::Shape(_) | Content::Image(_) | Content::Drawing(_) => None,
    }
}

/// The colours that a layer has from its template.
fn inks(layer: &Layer) -> Vec<Option<Rgb>> {
    let (plain, fill, strokes): (_, _, Vec<Rgb>) = match &layer.content {
        Content::Text(text) => (
            Some(text.colour),
            text.fill.as_ref(),
            text.outlines.iter().map(|outline| outline.colour).collect(),
        ),
        Content::Shape(shape) => (
            shape.fill,
            shape.paint.as_ref(),
            shape.stroke.iter().map(|stroke| stroke.colour).collect(),
        ),
        Content::Image(_) | Content::Drawing(_) => return Vec::new(),
    };
    let stops: Vec<Rgb> = match fill {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => {
            stops.iter().map(|stop| stop.colour).collect()
        }
        Some(Fill::Pattern(_)) | None => Vec::new(),
    };
    let shadows = layer.shadows.iter().map(|shadow| shadow.colour);
    let rest = strokes.into_iter().chain(stops).chain(shadows);
    [plain].into_iter().chain(rest.map(Some)).collect()
}
