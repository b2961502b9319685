//! Template -> layers on a print area. It knows no fonts: a longer text is set smaller by counting letters.

use catalog::{PrintArea, SideId};
use geom::Table;
use geom::{Angle, Mm, Point, Rgb, Vec2, rotation};

use crate::{
    Content, IdSource, Layer, LayerId, OrderKey, Shape, ShapeKind, Stroke, Template, TemplateLayer,
    TemplateLayout, TemplateShape, TemplateText, Text,
};

/// Least part of its stated size that a long text shrinks to.
const SMALLEST_SHRINK: f64 = 0.2;

/// Where a template goes and what it is filled with.
#[derive(Clone, Debug)]
pub struct Placing<'a> {
    /// The side.
    pub side: &'a SideId,
    /// The side's print area.
    pub area: &'a PrintArea,
    /// The colour that it is printed on: the body's, not the swatch's, where they differ.
    pub ground: Rgb,
    /// The palette, where the shopper chose one; taken if it is seen on the ground.
    pub palette: Option<usize>,
    /// What the shopper wrote, by field; defaults for the rest.
    pub words: &'a Table<String, String>,
    /// The top of the stack that the layers are put on.
    pub above: Option<&'a OrderKey>,
}

impl Template {
    /// The template's layers on a side, bottom first, with new ids and rising order keys. The layout of the nearest
    /// proportion is scaled to fit the print area and centred in it; the colours are those of
    /// [`Template::colours_on`]. Texts that are empty are left out.
    pub fn instantiate(&self, placing: &Placing<'_>, ids: &mut dyn IdSource) -> Vec<Layer> {
        let (width, height) = (placing.area.width.mm(), placing.area.height.mm());
        let Some(layout) = self.layout_for(width, height) else { return Vec::new() };
        let scale = (width / layout.width).min(height / layout.height);
        let corner = Vec2::new(width - scale * layout.width, height - scale * layout.height) / 2.0;
        let mut setting = Setting {
            template: self,
            placing,
            colours: self.colours_on(placing.ground, placing.palette),
            ids,
            top: placing.above.cloned(),
            layers: Vec::new(),
        };
        setting.place(&layout.layers, Spot { origin: corner.to_point(), scale, turn: Angle::ZERO });
        setting.layers
    }

    /// The layout whose proportion is nearest to that of an area.
    pub fn layout_for(&self, width: f64, height: f64) -> Option<&TemplateLayout> {
        let misfit = |layout: &TemplateLayout| {
            let ratio = (layout.width / layout.height) / (width / height);
            ratio.max(1.0 / ratio)
        };
        self.layouts.iter().min_by(|a, b| misfit(a).total_cmp(&misfit(b)))
    }

    /// A text with its fields filled in.
    fn filled(&self, content: &str, words: &Table<String, String>) -> String {
        let mut text = content.to_owned();
        for field in &self.fields {
            let mark = format!("{{{}}}", field.id);
            if text.contains(&mark) {
                let word = words.get(&field.id).unwrap_or(&field.default);
                // A word with braces must not name another field.
                let word: String =
                    word.chars().filter(|letter| !"{}".contains(*letter)).take(field.max).collect();
                text = text.replace(&mark, word.trim());
            }
        }
        text
    }
}

/// Where a group's own space lies on the side: scaled, turned, then moved.
#[derive(Clone, Copy)]
struct Spot {
    origin: Point,
    scale: f64,
    turn: Angle,
}

impl Spot {
    fn at(&self, x: f64, y: f64) -> Point {
        let turned = rotation(self.turn, Point::ORIGIN) * Point::new(x, y);
        self.origin + turned.to_vec2() * self.scale
    }

    fn length(&self, length: f64) -> Mm {
        Mm::new(length * self.scale).quantised()
    }
}

struct Setting<'a> {
    template: &'a Template,
    placing: &'a Placing<'a>,
    colours: Table<&'a str, Rgb>,
    ids: &'a mut dyn IdSource,
    top: Option<OrderKey>,
    layers: Vec<Layer>,
}

impl Setting<'_> {
    fn place(&mut self, layers: &[TemplateLayer], spot: Spot) {
        for layer in layers {
            match layer {
                TemplateLayer::Text(text) => self.place_text(text, spot),
                TemplateLayer::Shape(shape) => self.place_shape(shape, spot),
                TemplateLayer::Group(group) => {
                    let copies = group.copies.as_ref();
                    for copy in 0..copies.map_or(1, |copies| copies.count) {
                        let steps = copy as f64;
                        let (turn, x, y) = copies
                            .map_or((0.0, 0.0, 0.0), |copies| (copies.turn, copies.x, copies.y));
                        let placed = Spot {
                            origin: spot.at(group.x, group.y),
                            scale: spot.scale * group.scale,
                            turn: spot.turn.plus(Angle::degrees(group.rotation)),
                        };
                        let copied = Spot {
                            origin: placed.at(steps * x, steps * y),
                            turn: placed.turn.plus(Angle::degrees(steps * turn)),
                            ..placed
                        };
                        self.place(&group.layers, copied);
                    }
                }
            }
        }
    }

    fn place_text(&mut self, text: &TemplateText, spot: Spot) {
        let template = self.template;
        let set = |words| {
            let filled = template.filled(&text.content, words);
            if text.capitals { filled.to_uppercase() } else { filled }
        };
        let content = set(self.placing.words);
        if content.trim().is_empty() {
            return;
        }
        let text_spacing = text.letter_spacing;
        let usual = set(&Table::new());
        let shrink = match text.width {
            // A text in lines takes up its area: half the em height holds four times as much.
            Some(_) => {
                let area =
                    |text: &str| text.lines().map(|line| advance(line, text_spacing)).sum::<f64>();
                (area(&usual) * text.room / area(&content)).sqrt()
            }
            None => advance(&usual, text_spacing) * text.room / advance(&content, text_spacing),
        }
        .clamp(SMALLEST_SHRINK, 1.0);
        // A text that was set smaller stays in the middle of its lines; one that is broken into lines begins where it
        // did.
        let lines = match text.width {
            Some(_) => 0.0,
            None => content.split('\n').count() as f64,
        };
        let down = (1.0 - shrink) * text.size * text.line_height * lines / 2.0;
        let turn = Angle::degrees(text.rotation);
        let shift = rotation(turn, Point::ORIGIN) * Point::new(0.0, down);
        let at = spot.at(text.x + shift.x, text.y + shift.y);
        let size = spot.length(text.size * shrink);
        let content = Content::Text(Text {
            align: text.align,
            line_height: text.line_height,
            letter_spacing: text.letter_spacing,
            width: text.width.map(|width| spot.length(width)),
            ..Text::plain(content, text.font.clone(), size, self.colour(&text.colour))
        });
        self.push(&text.name, at, spot.turn.plus(turn), text.opacity, content);
    }

    fn place_shape(&mut self, shape: &TemplateShape, spot: Spot) {
        let kind = match shape.kind {
            ShapeKind::RoundedRectangle { radius } => {
                ShapeKind::RoundedRectangle { radius: spot.length(radius.mm()) }
            }
            ShapeKind::Rectangle
            | ShapeKind::Ellipse
            | ShapeKind::Line
            | ShapeKind::Star { .. }
            | ShapeKind::Heart
            | ShapeKind::Polygon { .. } => shape.kind,
        };
        let content = Content::Shape(Shape {
            kind,
            width: spot.length(shape.width),
            height: spot.length(shape.height),
            fill: shape.fill.as_deref().map(|role| self.colour(role)),
            paint: None,
            stroke: shape.stroke.as_ref().map(|stroke| Stroke {
                colour: self.colour(&stroke.colour),
                width: spot.length(stroke.width),
            }),
        });
        let turn = spot.turn.plus(Angle::degrees(shape.rotation));
        self.push(&shape.name, spot.at(shape.x, shape.y), turn, shape.opacity, content);
    }

    fn colour(&self, role: &str) -> Rgb {
        self.colours.get(role).copied().unwrap_or(Rgb::BLACK)
    }

    fn push(&mut self, name: &str, at: Point, turn: Angle, opacity: f64, content: Content) {
        let order = OrderKey::between(self.top.as_ref(), None);
        self.top = Some(order.clone());
        let id = LayerId(self.ids.next());
        self.layers.push(Layer {
            name: name.to_owned(),
            x: Mm::new(at.x).quantised(),
            y: Mm::new(at.y).quantised(),
            rotation: turn.quantised(),
            opacity,
            ..Layer::plain(id, self.placing.side.clone(), order, content)
        });
    }
}

/// A guess at the length of a text's longest line in ems. It is only compared with another guess for the same font, so
/// what matters is which letters are wide and which are narrow.
fn advance(text: &str, letter_spacing: f64) -> f64 {
    let letter = |letter: char| {
        letter_spacing
            + match letter {
                'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '\u{2019}' => {
                    0.27
                }
                ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.36,
                'm' | 'w' | 'M' | 'W' | '@' | '&' | '\u{2014}' => 0.84,
                letter if letter.is_uppercase() => 0.66,
                letter if letter.is_ascii() => 0.54,
                _ => 0.7,
            }
    };
    text.split('\n').map(|line| line.chars().map(letter).sum()).fold(0.3, f64::max)
}
