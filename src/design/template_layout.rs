//! Template -> layers on a print area. It knows no fonts: a longer text is set smaller by counting letters.

use catalog::{PrintArea, Product, Side, SideId};
use geom::Table;
use geom::{Angle, Mm, Point, Rgb, Stop, Vec2, rotation};

use crate::{
    Content, Fill, FontId, IdSource, Keep, Layer, LayerId, OrderKey, PairedFont, Part, Shadow,
    Shape, ShapeKind, Stroke, Template, TemplateFill, TemplateLayer, TemplateLayout,
    TemplateShadow, TemplateShape, TemplateStroke, TemplateText, Text, TextPath, is_small,
};

/// Least part of its stated size that a long text shrinks to.
const SMALLEST_SHRINK: f64 = 0.2;

/// How much wider than high an area is that goes all around something.
const WRAP: f64 = 2.0;
/// What is left free beside the safe zone where the print goes to the product's edge, of the area's shorter side.
const MARGIN: f64 = 0.03;
/// How much wider than the artboard an area is that goes around something narrow, such as a bottle.
const ROUND: f64 = 1.6;
/// How much of the room is taken there.
const SEEN_AT_ONCE: f64 = 0.78;

/// How much higher than the artboard an area is, that has something above: a phone's camera.
const TALL: f64 = 1.25;
/// The part of what is left free that lies above there.
const LOWERED: f64 = 0.78;

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
    /// The pairing of fonts, where the shopper chose one.
    pub pairing: Option<usize>,
    /// What the shopper wrote, by field; defaults for the rest.
    pub words: &'a Table<String, String>,
    /// The top of the stack that the layers are put on.
    pub above: Option<&'a OrderKey>,
}

impl Template {
    /// The template's layers on a side, bottom first, with new ids and rising order keys. The layout of
    /// [`Template::layout_for`] is scaled to fit the print area and centred in it; the colours are those of
    /// [`Template::colours_on`]. Texts that are empty are left out.
    pub fn instantiate(&self, placing: &Placing<'_>, ids: &mut dyn IdSource) -> Vec<Layer> {
        let side = Some(placing.side);
        let (width, height) = (placing.area.width.mm(), placing.area.height.mm());
        let Some(index) = self.layout_for(side, width, height) else { return Vec::new() };
        self.lay_out(index, placing, ids).into_iter().filter(|layer| !is_blank(layer)).collect()
    }

    /// The layers of a layout on a print area, those of empty texts too.
    pub(crate) fn lay_out(
        &self,
        index: usize,
        placing: &Placing<'_>,
        ids: &mut dyn IdSource,
    ) -> Vec<Layer> {
        let Some(layout) = self.layouts.get(index) else { return Vec::new() };
        let (width, height) = (placing.area.width.mm(), placing.area.height.mm());
        let scale = scale(layout, placing.area);
        let (across, down) = (width - scale * layout.width, height - scale * layout.height);
        let is_tall = height > TALL * (width / layout.width) * layout.height;
        let corner = Vec2::new(across / 2.0, if is_tall { down * LOWERED } else { down / 2.0 });
        let mut setting = Setting {
            template: self,
            placing,
            colours: self.colours_on(placing.ground, placing.palette),
            ids,
            layout: index as u16,
            top: placing.above.cloned(),
            layers: Vec::new(),
        };
        setting.place(&layout.layers, Spot { origin: corner.to_point(), scale, turn: Angle::ZERO });
        setting.layers
    }

    /// Number of the layout for an area: of those for the side the one whose proportion is nearest. `None` for the side
    /// asks all.
    pub fn layout_for(&self, side: Option<&SideId>, width: f64, height: f64) -> Option<usize> {
        let meant = |layout: &TemplateLayout| {
            layout.sides.is_empty() || side.is_none_or(|side| layout.sides.contains(side))
        };
        let misfit = |index: &usize| {
            self.layouts.get(*index).map_or(f64::INFINITY, |layout| misfit(layout, width, height))
        };
        let numbered = self.layouts.iter().enumerate().filter(|(_, layout)| meant(layout));
        numbered.map(|(index, _)| index).min_by(|a, b| misfit(a).total_cmp(&misfit(b)))
    }

    /// Whether a print area of a product's side is one that the template was made for; small ones only where a layout
    /// names them.
    pub fn fits(&self, product: &Product, side: &Side, area: &PrintArea) -> bool {
        let (width, height) = (area.width.mm(), area.height.mm());
        let layout = self.layout_for(Some(&side.id), width, height);
        let layout = layout.and_then(|index| self.layouts.get(index));
        self.products.contains(&product.id)
            && layout.is_some_and(|layout| {
                let is_meant = layout.sides.contains(&side.id) || !is_small(product, side);
                is_meant && misfit(layout, width, height) <= layout.stretch
            })
    }

    /// The font of a face in a pairing, the first where it has no such number; a family is itself.
    pub(crate) fn face(&self, face: &FontId, pairing: usize) -> PairedFont {
        let pairing = self.pairings.get(pairing).or(self.pairings.first());
        let paired = pairing.and_then(|pairing| pairing.faces.get(face.as_str()));
        let family = || PairedFont { font: face.clone(), scale: 1.0, down: 0.0 };
        paired.cloned().unwrap_or_else(family)
    }

    /// A text with its fields filled in.
    pub(crate) fn filled(&self, content: &str, words: &Table<String, String>) -> String {
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

/// Millimetres per unit of an artboard in a print area. It keeps within the safe zone; where the print goes to the edge of
/// the product, which a bleed tells, with a margin besides. Around a wrap there is no edge to keep from, but what is much
/// narrower must be seen at once.
fn scale(layout: &TemplateLayout, area: &PrintArea) -> f64 {
    let (width, height) = (area.width.mm(), area.height.mm());
    let spare = (width / layout.width) / (height / layout.height);
    if width > WRAP * height {
        return (width / layout.width).min(height / layout.height);
    }
    let margin = if area.bleed > Mm::ZERO { MARGIN * width.min(height) } else { 0.0 };
    let kept_free = 2.0 * (area.safe_zone.mm() + margin);
    let room = |length: f64| (length - kept_free).max(1.0);
    let scale = (room(width) / layout.width).min(room(height) / layout.height);
    if spare > ROUND { scale * SEEN_AT_ONCE } else { scale }
}

/// By how much a proportion is off, as a factor.
fn misfit(layout: &TemplateLayout, width: f64, height: f64) -> f64 {
    let ratio = (layout.width / layout.height) / (width / height);
    ratio.max(1.0 / ratio)
}

/// Whether a layer is a text that says nothing.
fn is_blank(layer: &Layer) -> bool {
    matches!(&layer.content, Content::Text(text) if text.content.trim().is_empty())
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
    layout: u16,
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
        let (content, usual) = (set(self.placing.words), set(&Table::new()));
        let shrink = shrink(text, &usual, &content);
        // A text that was set smaller stays in the middle of its lines; one that is broken into lines begins where it
        // did.
        let lines = match text.width {
            Some(_) => 0.0,
            None => content.split('\n').count() as f64,
        };
        let face = template.face(&text.font, self.placing.pairing.unwrap_or(0));
        let line = text.line_height * text.size;
        let down = (1.0 - shrink) * line * lines / 2.0 + shrink * face.down * text.size;
        let turn = Angle::degrees(text.rotation);
        let shift = rotation(turn, Point::ORIGIN) * Point::new(0.0, down);
        let at = spot.at(text.x + shift.x, text.y + shift.y);
        let scale = shrink * face.scale;
        let stroke = |stroke: &TemplateStroke| Stroke {
            width: spot.length(stroke.width * shrink),
            ..self.stroke(stroke, spot)
        };
        let field = template.field_of(&text.content);
        let content = Content::Text(Text {
            align: text.align,
            // Lines stay where they are, however large the letters of this font are.
            line_height: (text.line_height / face.scale * 1e4).round() / 1e4,
            letter_spacing: text.letter_spacing,
            width: text.width.map(|width| spot.length(width)),
            fill: text.fill.as_ref().map(|fill| self.gradient(fill)),
            outlines: text.outlines.iter().map(stroke).collect(),
            features: text.features.clone(),
            path: text.path.map(|path| match path {
                TextPath::Circle { radius, start, inside } => {
                    TextPath::Circle { radius: spot.length(radius.mm()), start, inside }
                }
                TextPath::ArcUp { .. } | TextPath::ArcDown { .. } | TextPath::Wave { .. } => path,
            }),
            warp: text.warp,
            limits: text.limits.or_else(|| template.limits_of(&text.content)),
            field: field.map(|field| field.id.clone()),
            ..Text::plain(
                content,
                face.font,
                spot.length(text.size * scale),
                self.colour(&text.colour),
            )
        });
        let layer = Looks { name: &text.name, opacity: text.opacity, keep: text.keep };
        self.push(&layer, at, spot.turn.plus(turn), &text.shadows, spot, content);
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
            paint: shape.paint.as_ref().map(|fill| self.gradient(fill)),
            stroke: shape.stroke.as_ref().map(|stroke| self.stroke(stroke, spot)),
        });
        let turn = spot.turn.plus(Angle::degrees(shape.rotation));
        let layer = Looks { name: &shape.name, opacity: shape.opacity, keep: shape.keep };
        self.push(&layer, spot.at(shape.x, shape.y), turn, &shape.shadows, spot, content);
    }

    fn stroke(&self, stroke: &TemplateStroke, spot: Spot) -> Stroke {
        Stroke { colour: self.colour(&stroke.colour), width: spot.length(stroke.width) }
    }

    fn gradient(&self, fill: &TemplateFill) -> Fill {
        let stops = fill.stops().iter().map(|stop| Stop {
            at: stop.at,
            colour: self.colour(&stop.colour),
            opacity: 1.0,
        });
        let stops = stops.collect();
        match fill {
            TemplateFill::Linear { angle, .. } => {
                Fill::Linear { angle: Angle::degrees(*angle), stops }
            }
            TemplateFill::Radial { .. } => Fill::Radial { stops },
        }
    }

    fn colour(&self, role: &str) -> Rgb {
        self.colours.get(role).copied().unwrap_or(Rgb::BLACK)
    }

    fn push(
        &mut self,
        looks: &Looks<'_>,
        at: Point,
        turn: Angle,
        shadows: &[TemplateShadow],
        spot: Spot,
        content: Content,
    ) {
        let order = OrderKey::between(self.top.as_ref(), None);
        self.top = Some(order.clone());
        let shadow = |shadow: &TemplateShadow| Shadow {
            dx: spot.length(shadow.dx),
            dy: spot.length(shadow.dy),
            blur: spot.length(shadow.blur),
            colour: self.colour(&shadow.colour),
            opacity: shadow.opacity,
        };
        let shadows = shadows.iter().map(shadow).collect();
        let id = LayerId(self.ids.next());
        self.layers.push(Layer {
            name: looks.name.to_owned(),
            x: Mm::new(at.x).quantised(),
            y: Mm::new(at.y).quantised(),
            rotation: turn.quantised(),
            opacity: looks.opacity,
            keep: looks.keep,
            shadows,
            part: Some(Part { layout: self.layout, number: self.layers.len() as u16 }),
            ..Layer::plain(id, self.placing.side.clone(), order, content)
        });
    }
}

/// What a part of a template says of its layer besides place and content.
struct Looks<'a> {
    name: &'a str,
    opacity: f64,
    keep: Keep,
}

/// How much smaller a text is set than stated, because more is written than the template thought of.
fn shrink(text: &TemplateText, usual: &str, content: &str) -> f64 {
    let spacing = text.letter_spacing;
    match text.width {
        // A text in lines takes up its area: half the em height holds four times as much.
        Some(_) => {
            let area = |text: &str| text.lines().map(|line| advance(line, spacing)).sum::<f64>();
            (area(usual) * text.room / area(content).max(0.3)).sqrt()
        }
        None => advance(usual, spacing) * text.room / advance(content, spacing),
    }
    .clamp(SMALLEST_SHRINK, 1.0)
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
