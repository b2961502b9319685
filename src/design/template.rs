//! Templates: ready designs with fields to fill in, laid out for tall and wide print areas. It states what a template
//! file holds; reading is `template_read`, laying out `template_layout`, colours `template_palette`.
//!
//! # The file
//!
//! `templates/<id>.json`, one object per template; unknown fields are errors. Measures are units of the layout's
//! artboard, y grows downward; the artboard is fitted into the print area, so one unit is 1 mm on an area of its
//! size.
//!
//! | field | meaning |
//! |---|---|
//! | `schema` | 1 |
//! | `id`, `name`, `about` | id of `a-z 0-9 -`; name and one sentence for shoppers |
//! | `tags` | occasions, moods, recipients (`me friend partner parent child team work`), as ids |
//! | `motifs` | what it shows: `star`, `cup`, ... |
//! | `products` | the products that it fits |
//! | `start` | the editors' judgement how good a start it is for anyone, 0 to 1 |
//! | `fields` | texts to fill in: `id`, `label`, `default`, `max` characters; used as `{id}` in a text |
//! | `roles` | colours by purpose, each with what it lies `on` (`ground` or other roles) and the least `contrast` to it |
//! | `palettes` | one colour per role; the first one whose roles contrast with the product's colour is used |
//! | `layouts` | artboards `width` x `height` with `layers`, bottom first; the one of the nearest proportion is used |
//!
//! A layer is `{"text": ...}`, `{"shape": ...}` or `{"group": ...}`: see [`TemplateText`], [`TemplateShape`] and
//! [`TemplateGroup`].

use catalog::ProductId;
use geom::Rgb;
use geom::Table;
use geom::order::Ordered;
use serde::{Deserialize, Serialize};

use crate::{Align, FontId, ShapeKind, TemplateId};

/// Number of the newest template schema that this build reads.
pub const TEMPLATE_SCHEMA: u32 = 1;

/// A template. Invariants, checked by [`crate::read_template`]: ids are unique in their list; every palette has exactly
/// the template's roles; every named role, field and font id is there; numbers are within limits.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Schema that it was written with.
    pub schema: u32,
    /// Its id and file name.
    pub id: TemplateId,
    /// Its name for shoppers.
    pub name: String,
    /// One sentence for shoppers.
    pub about: String,
    /// Occasions, moods and recipients.
    pub tags: Vec<String>,
    /// What it shows.
    pub motifs: Vec<String>,
    /// The products that it fits.
    pub products: Vec<ProductId>,
    /// The editors' judgement how good a start it is for anyone, 0 to 1.
    pub start: f64,
    /// Texts to fill in.
    pub fields: Vec<TemplateField>,
    /// Colours by purpose.
    pub roles: Vec<Role>,
    /// Colours for the roles, the first choice first.
    pub palettes: Vec<TemplatePalette>,
    /// Artboards, at most one per proportion.
    pub layouts: Vec<TemplateLayout>,
}

/// A text that the shopper fills in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateField {
    /// Its id; `{id}` in a text stands for it.
    pub id: String,
    /// What to ask the shopper for.
    pub label: String,
    /// What is set until the shopper writes something.
    pub default: String,
    /// Most characters that it takes.
    pub max: usize,
}

/// A colour by purpose.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its id, for example `ink`.
    pub id: String,
    /// What it lies on and must be seen against: `ground` (the product) or roles above it in the list.
    #[serde(default = "on_ground")]
    pub on: Vec<String>,
    /// The least WCAG contrast to what it lies on: 3 unless it is only decoration.
    #[serde(default = "usual_contrast")]
    pub contrast: f64,
}

/// The word for the product in [`Role::on`].
pub(crate) const GROUND: &str = "ground";

fn on_ground() -> Vec<String> {
    vec![GROUND.to_owned()]
}

fn usual_contrast() -> f64 {
    3.0
}

/// One colour for each role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePalette {
    /// Its name for shoppers.
    pub name: String,
    /// Colours by role.
    pub colours: Table<String, Rgb>,
}

/// An artboard with its layers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateLayout {
    /// Width of the artboard in its own units.
    pub width: f64,
    /// Height of the artboard.
    pub height: f64,
    /// What lies on it, bottom first.
    pub layers: Vec<TemplateLayer>,
}

/// One thing on an artboard.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TemplateLayer {
    /// A text.
    Text(TemplateText),
    /// A drawn shape.
    Shape(TemplateShape),
    /// Several layers placed together, perhaps several times.
    Group(TemplateGroup),
}

/// A text on an artboard. `x` and `y` name the middle (or the end that `align` names) of its top edge.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateText {
    /// What is written, with `{id}` for fields.
    pub content: String,
    /// The font family.
    pub font: FontId,
    /// Em height.
    pub size: f64,
    /// Role of its colour.
    pub colour: String,
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// How its lines are set.
    #[serde(default)]
    pub align: Align,
    /// Distance of baselines in ems.
    #[serde(default = "one")]
    pub line_height: f64,
    /// Extra space after each letter, in ems.
    #[serde(default)]
    pub letter_spacing: f64,
    /// Where lines are broken; only at `\n` without it.
    #[serde(default)]
    pub width: Option<f64>,
    /// Clockwise turn in degrees.
    #[serde(default)]
    pub rotation: f64,
    /// 0 to 1.
    #[serde(default = "one")]
    pub opacity: f64,
    /// Whether it is set in capitals whatever is typed.
    #[serde(default)]
    pub capitals: bool,
    /// How much longer than with the defaults the text may get before it is set smaller, 1 or more.
    #[serde(default = "one")]
    pub room: f64,
    /// Name in the list of layers; the text itself without it.
    #[serde(default)]
    pub name: String,
}

/// A shape on an artboard. `x` and `y` name its centre.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateShape {
    /// Which shape; a radius is in artboard units.
    pub kind: ShapeKind,
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// Width of its box.
    pub width: f64,
    /// Height of its box.
    pub height: f64,
    /// Role of the colour inside.
    #[serde(default)]
    pub fill: Option<String>,
    /// The outline.
    #[serde(default)]
    pub stroke: Option<TemplateStroke>,
    /// Clockwise turn in degrees.
    #[serde(default)]
    pub rotation: f64,
    /// 0 to 1.
    #[serde(default = "one")]
    pub opacity: f64,
    /// Name in the list of layers.
    #[serde(default)]
    pub name: String,
}

/// An outline on an artboard.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateStroke {
    /// Role of its colour.
    pub colour: String,
    /// Its width.
    pub width: f64,
}

/// Layers around an origin of their own: scaled, turned, then moved to `x` and `y`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateGroup {
    /// Where its origin lies, from the left edge.
    pub x: f64,
    /// Where its origin lies, from the top edge.
    pub y: f64,
    /// Units of the artboard per unit of the group.
    #[serde(default = "one")]
    pub scale: f64,
    /// Clockwise turn around its origin, in degrees.
    #[serde(default)]
    pub rotation: f64,
    /// How often it is placed.
    #[serde(default)]
    pub copies: Option<Copies>,
    /// What it holds, bottom first.
    pub layers: Vec<TemplateLayer>,
}

/// Copies of a group: each is turned and moved once more than the one before, around the group's origin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// How many in all.
    pub count: usize,
    /// Turn from one to the next, in degrees.
    #[serde(default)]
    pub turn: f64,
    /// Move to the right from one to the next, in the group's units.
    #[serde(default)]
    pub x: f64,
    /// Move down from one to the next.
    #[serde(default)]
    pub y: f64,
}

fn one() -> f64 {
    1.0
}

/// What a list of templates says about one: enough to rank it and to show that it is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateCard {
    /// Its id; the file is `<id>.json` beside the list.
    pub id: TemplateId,
    /// Its name for shoppers.
    pub name: String,
    /// One sentence for shoppers.
    pub about: String,
    /// Occasions, moods and recipients.
    pub tags: Vec<String>,
    /// What it shows.
    pub motifs: Vec<String>,
    /// The products that it fits.
    pub products: Vec<ProductId>,
    /// The editors' judgement how good a start it is for anyone, 0 to 1.
    pub start: f64,
    /// The fonts that it is set in, each once, in order of their ids.
    pub fonts: Vec<FontId>,
}

impl Template {
    /// What a list of templates says about this one.
    pub fn card(&self) -> TemplateCard {
        let mut fonts = Vec::new();
        for layout in &self.layouts {
            collect_fonts(&layout.layers, &mut fonts);
        }
        TemplateCard {
            id: self.id.clone(),
            name: self.name.clone(),
            about: self.about.clone(),
            tags: self.tags.clone(),
            motifs: self.motifs.clone(),
            products: self.products.clone(),
            start: self.start,
            fonts: fonts.into_iter().each_once(),
        }
    }
}

fn collect_fonts(layers: &[TemplateLayer], fonts: &mut Vec<FontId>) {
    for layer in layers {
        match layer {
            TemplateLayer::Text(text) => fonts.push(text.font.clone()),
            TemplateLayer::Shape(_) => {}
            TemplateLayer::Group(group) => collect_fonts(&group.layers, fonts),
        }
    }
}
