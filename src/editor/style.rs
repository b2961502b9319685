//! Parts of commands: partial styles and pictures. `None` in a style means "leave as it is".

use design::{Align, ArtworkId, FontId, ImageFormat, PixelSize, Shape, ShapeKind, Stroke, Text};
use geom::{Mm, Rgb};
use json::{FromJson, ToJson};

use crate::limits::font_size;

/// Which of a text's properties become what.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct TextStyle {
    /// The font family.
    #[json(optional)]
    pub font: Option<FontId>,
    /// Em height, 0.5 to 1,000 mm.
    #[json(optional)]
    pub size: Option<Mm>,
    /// Colour of the letters.
    #[json(optional)]
    pub colour: Option<Rgb>,
    /// How lines are set. The text stays where it is.
    #[json(optional)]
    pub align: Option<Align>,
    /// Distance of baselines in ems, 0.5 to 4.
    #[json(optional)]
    pub line_height: Option<f64>,
    /// Extra space after each letter in ems, -0.5 to 5.
    #[json(optional)]
    pub letter_spacing: Option<f64>,
    /// Where lines break.
    #[json(optional)]
    pub wrap: Option<Wrap>,
}

/// Where the lines of a text break.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Wrap {
    /// Only where the text says so.
    Free,
    /// At this width too.
    At(Mm),
}

impl TextStyle {
    /// Sets everything but the alignment, which needs the text's frame.
    pub(crate) fn dress(&self, text: &mut Text) {
        let Self { font, size, colour, align: _, line_height, letter_spacing, wrap } = self;
        if let Some(font) = font {
            text.font.clone_from(font);
        }
        // What is measured by the letters follows the size that they get, not the one that was asked for.
        text.resize(size.map_or(text.size, font_size));
        text.colour = colour.unwrap_or(text.colour);
        text.line_height = line_height.unwrap_or(text.line_height);
        text.letter_spacing = letter_spacing.unwrap_or(text.letter_spacing);
        match wrap {
            Some(Wrap::Free) => text.width = None,
            Some(Wrap::At(width)) => text.width = Some(*width),
            None => {}
        }
    }

    /// A number that tells apart which fields are set; 0 for none.
    pub(crate) fn fields(&self) -> u32 {
        let Self { font, size, colour, align, line_height, letter_spacing, wrap } = self;
        bits(&[
            font.is_some(),
            align.is_some(),
            size.is_some(),
            colour.is_some(),
            line_height.is_some(),
            letter_spacing.is_some(),
            wrap.is_some(),
        ])
    }

    /// Whether it is of the kind that a slider or a colour field sends many times in a row.
    pub(crate) fn is_gradual(&self) -> bool {
        self.font.is_none() && self.align.is_none()
    }
}

/// Which of a shape's properties become what.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct ShapeStyle {
    /// Which shape.
    #[json(optional)]
    pub kind: Option<ShapeKind>,
    /// The inside.
    #[json(optional)]
    pub fill: Option<Paint>,
    /// The outline.
    #[json(optional)]
    pub stroke: Option<StrokeStyle>,
}

/// The inside of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Paint {
    /// Nothing.
    None,
    /// One colour.
    Solid(Rgb),
}

/// The outline of a shape.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum StrokeStyle {
    /// Nothing.
    None,
    /// A line.
    Line(Stroke),
}

impl ShapeStyle {
    /// Sets what is stated.
    pub(crate) fn dress(&self, shape: &mut Shape) {
        shape.kind = self.kind.unwrap_or(shape.kind);
        match self.fill {
            Some(Paint::None) => shape.fill = None,
            Some(Paint::Solid(colour)) => shape.fill = Some(colour),
            None => {}
        }
        match self.stroke {
            Some(StrokeStyle::None) => shape.stroke = None,
            Some(StrokeStyle::Line(stroke)) => shape.stroke = Some(stroke),
            None => {}
        }
    }

    /// A number that tells apart which fields are set; 0 for none.
    pub(crate) fn fields(&self) -> u32 {
        let kind = self.kind.map_or(0, |kind| match kind {
            ShapeKind::Rectangle => 1,
            ShapeKind::RoundedRectangle { .. } => 2,
            ShapeKind::Ellipse => 3,
            ShapeKind::Line => 4,
            ShapeKind::Star { .. } => 5,
            ShapeKind::Heart => 6,
            ShapeKind::Polygon { .. } => 7,
        });
        bits(&[self.fill.is_some(), self.stroke.is_some()]) | kind << 2
    }
}

fn bits(flags: &[bool]) -> u32 {
    flags.iter().enumerate().map(|(place, flag)| u32::from(*flag) << place).sum()
}

/// A picture whose bytes are kept under their id.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Picture {
    /// The original bytes.
    pub artwork: ArtworkId,
    /// Format of the original bytes.
    pub format: ImageFormat,
    /// Size in pixels after EXIF orientation.
    pub pixels: PixelSize,
    /// The file's name.
    pub file_name: String,
}
