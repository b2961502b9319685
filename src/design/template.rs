//! Templates: ready designs with fields to fill in, laid out for tall and wide print areas. It states what a template
//! file holds; reading is `template_read`, laying out `template_layout`, colours `template_palette`, filling in again
//! `template_fill`. The format is told in `public/templates/README.md`, for machines in `template.schema.json` beside it.

use catalog::{ProductId, SideId};
use geom::Rgb;
use geom::Table;
use json::FromJson;

use crate::{Align, Feature, FontId, Keep, ShapeKind, TemplateId, TextLimits, TextPath, Warp};

/// Number of the newest template schema that this build reads.
pub const TEMPLATE_SCHEMA: u32 = 2;

/// A template. Invariants, checked by [`crate::read_template`]: ids are unique in their list; every palette has exactly
/// the template's roles, every pairing the same faces; every named role, face and field is there; numbers are within
/// limits.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Template {
    /// Schema that it was written with.
    pub schema: u32,
    /// Its id and file name.
    pub id: TemplateId,
    /// Its name for shoppers.
    pub name: String,
    /// One sentence for shoppers.
    pub about: String,
    /// What it is for: `birthday`, `wedding`, ...
    #[json(default)]
    pub occasions: Vec<String>,
    /// Whom it is for: `me`, `friend`, `partner`, ...
    #[json(default)]
    pub recipients: Vec<String>,
    /// How it feels: `bold`, `calm`, ...
    #[json(default)]
    pub moods: Vec<String>,
    /// Other words that it is found by; in schema 1 also the three above.
    #[json(default)]
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
    /// Fonts by purpose, the first choice first; without any, texts name families.
    #[json(default)]
    pub pairings: Vec<Pairing>,
    /// Artboards, at most one per proportion and side.
    pub layouts: Vec<TemplateLayout>,
}

/// Fonts that go together: one for each face that the template's texts name.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Pairing {
    /// Its name for shoppers.
    pub name: String,
    /// Fonts by face, for example `head` and `small`.
    pub faces: Table<String, PairedFont>,
}

/// A font in a face's place. Fonts differ in how large they look: `scale` and `down` make up for it.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct PairedFont {
    /// The font family.
    pub font: FontId,
    /// Its em height as a factor of what texts state, 0.2 to 3.
    #[json(default = "one")]
    pub scale: f64,
    /// How far texts are moved down, in ems as they state them, -2 to 2.
    #[json(default)]
    pub down: f64,
}

/// A text that the shopper fills in.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
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
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Role {
    /// Its id, for example `ink`.
    pub id: String,
    /// What it lies on and must be seen against: `ground` (the product) or roles above it in the list.
    #[json(default = "on_ground")]
    pub on: Vec<String>,
    /// The least WCAG contrast to what it lies on: 3 unless it is only decoration.
    #[json(default = "usual_contrast")]
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
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplatePalette {
    /// Its name for shoppers.
    pub name: String,
    /// Colours by role.
    pub colours: Table<String, Rgb>,
}

/// An artboard with its layers.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateLayout {
    /// Width of the artboard in its own units.
    pub width: f64,
    /// Height of the artboard.
    pub height: f64,
    /// The sides that it is for; empty for all but small ones, see [`is_small`](crate::is_small).
    #[json(default)]
    pub sides: Vec<SideId>,
    /// How far the proportion of a print area may be from the artboard's, as a factor, 1 to 10.
    #[json(default = "usual_stretch")]
    pub stretch: f64,
    /// What lies on it, bottom first.
    pub layers: Vec<TemplateLayer>,
}

/// One thing on an artboard.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum TemplateLayer {
    /// A text.
    Text(TemplateText),
    /// A drawn shape.
    Shape(TemplateShape),
    /// Several layers placed together, perhaps several times.
    Group(TemplateGroup),
}

/// A text on an artboard. `x` and `y` name the middle (or the end that `align` names) of its top edge.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateText {
    /// What is written, with `{id}` for fields.
    pub content: String,
    /// A face of the pairings, or a font family.
    pub font: FontId,
    /// Em height.
    pub size: f64,
    /// Role of its colour.
    pub colour: String,
    /// A gradient in place of the colour.
    #[json(default)]
    pub fill: Option<TemplateFill>,
    /// Outlines around the letters, innermost first.
    #[json(default)]
    pub outlines: Vec<TemplateStroke>,
    /// Shadows, lowest first.
    #[json(default)]
    pub shadows: Vec<TemplateShadow>,
    /// The line that it runs along; a radius is in artboard units.
    #[json(default)]
    pub path: Option<TextPath>,
    /// How its outlines are bent.
    #[json(default)]
    pub warp: Option<Warp>,
    /// OpenType features that are switched.
    #[json(default)]
    pub features: Vec<Feature>,
    /// What may be written; a field's own limits hold without it.
    #[json(default)]
    pub limits: Option<TextLimits>,
    /// What stays as it is.
    #[json(default)]
    pub keep: Keep,
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// How its lines are set.
    #[json(default)]
    pub align: Align,
    /// Distance of baselines in ems.
    #[json(default = "one")]
    pub line_height: f64,
    /// Extra space after each letter, in ems.
    #[json(default)]
    pub letter_spacing: f64,
    /// Where lines are broken; only at `\n` without it.
    #[json(default)]
    pub width: Option<f64>,
    /// Clockwise turn in degrees.
    #[json(default)]
    pub rotation: f64,
    /// 0 to 1.
    #[json(default = "one")]
    pub opacity: f64,
    /// Whether it is set in capitals whatever is typed.
    #[json(default)]
    pub capitals: bool,
    /// How much longer than with the defaults the text may get before it is set smaller, 1 or more.
    #[json(default = "one")]
    pub room: f64,
    /// Name in the list of layers; the text itself without it.
    #[json(default)]
    pub name: String,
}

/// A shape on an artboard. `x` and `y` name its centre.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
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
    #[json(default)]
    pub fill: Option<String>,
    /// A gradient in place of the colour inside.
    #[json(default)]
    pub paint: Option<TemplateFill>,
    /// The outline.
    #[json(default)]
    pub stroke: Option<TemplateStroke>,
    /// Shadows, lowest first.
    #[json(default)]
    pub shadows: Vec<TemplateShadow>,
    /// What stays as it is.
    #[json(default)]
    pub keep: Keep,
    /// Clockwise turn in degrees.
    #[json(default)]
    pub rotation: f64,
    /// 0 to 1.
    #[json(default = "one")]
    pub opacity: f64,
    /// Name in the list of layers.
    #[json(default)]
    pub name: String,
}

/// An outline on an artboard.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateStroke {
    /// Role of its colour.
    pub colour: String,
    /// Its width.
    pub width: f64,
}

/// A gradient in colours by purpose.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum TemplateFill {
    /// Along a line through the box's middle.
    Linear {
        /// Its direction in degrees: 0 runs to the right, 90 down.
        angle: f64,
        /// Two to eight, ascending.
        stops: Vec<TemplateStop>,
    },
    /// From the middle to the corners.
    Radial {
        /// Two to eight, ascending.
        stops: Vec<TemplateStop>,
    },
}

impl TemplateFill {
    /// Its stops.
    pub fn stops(&self) -> &[TemplateStop] {
        match self {
            Self::Linear { stops, .. } | Self::Radial { stops } => stops,
        }
    }
}

/// A colour of a gradient.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateStop {
    /// Where, 0 to 1.
    pub at: f64,
    /// Role of its colour.
    pub colour: String,
}

/// A shadow on an artboard.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateShadow {
    /// To the right, before turning.
    pub dx: f64,
    /// Down.
    pub dy: f64,
    /// How far it fades; 0 for a hard one.
    #[json(default)]
    pub blur: f64,
    /// Role of its colour.
    pub colour: String,
    /// 0 to 1.
    #[json(default = "one")]
    pub opacity: f64,
}

/// Layers around an origin of their own: scaled, turned, then moved to `x` and `y`.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateGroup {
    /// Where its origin lies, from the left edge.
    pub x: f64,
    /// Where its origin lies, from the top edge.
    pub y: f64,
    /// Units of the artboard per unit of the group.
    #[json(default = "one")]
    pub scale: f64,
    /// Clockwise turn around its origin, in degrees.
    #[json(default)]
    pub rotation: f64,
    /// How often it is placed.
    #[json(default)]
    pub copies: Option<Copies>,
    /// What it holds, bottom first.
    pub layers: Vec<TemplateLayer>,
}

/// Copies of a group: each is turned and moved once more than the one before, around the group's origin.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Copies {
    /// How many in all.
    pub count: usize,
    /// Turn from one to the next, in degrees.
    #[json(default)]
    pub turn: f64,
    /// Move to the right from one to the next, in the group's units.
    #[json(default)]
    pub x: f64,
    /// Move down from one to the next.
    #[json(default)]
    pub y: f64,
}

fn one() -> f64 {
    1.0
}

fn usual_stretch() -> f64 {
    2.0
}
