//! A layer: one thing on one side. Its frame needs the size of its text, which is handed in.

use catalog::SideId;
use geom::{Anchor, Angle, Frame, Mm, Point, Rgb, Size};
use json::{FromJson, ToJson};

use crate::{Align, Content, GroupId, LayerId, OrderKey};

/// One thing on one side of a design.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Layer {
    /// Its id.
    pub id: LayerId,
    /// The side that it lies on.
    pub side: SideId,
    /// Its place in the stack; equal keys are ordered by id.
    pub order: OrderKey,
    /// A name given by the shopper; empty for the usual one.
    #[json(optional)]
    pub name: String,
    /// Where its [`Layer::anchor`] lies, from the left edge of the print area.
    pub x: Mm,
    /// Where its [`Layer::anchor`] lies, from the top edge of the print area.
    pub y: Mm,
    /// Clockwise turn.
    pub rotation: Angle,
    /// 0 (invisible) to 1.
    pub opacity: f64,
    /// Cannot be changed on the stage until it is unlocked.
    #[json(optional)]
    pub locked: bool,
    /// Neither shown nor printed.
    #[json(optional)]
    pub hidden: bool,
    /// The groups that it is in, outermost first; at most [`MAX_GROUPS`]. Members of a group say the same of it.
    #[json(optional)]
    pub groups: Vec<Group>,
    /// Mirrored left to right, before turning.
    #[json(optional)]
    pub flip_x: bool,
    /// Mirrored top to bottom, before turning.
    #[json(optional)]
    pub flip_y: bool,
    /// How its colours mix with those below.
    #[json(optional)]
    pub blend: Blend,
    /// Its shadows, lowest first; at most [`MAX_SHADOWS`].
    #[json(optional)]
    pub shadows: Vec<Shadow>,
    /// What a template keeps as it is.
    #[json(default, skip_serializing_if = "Keep::is_nothing")]
    pub keep: Keep,
    /// Which part of a template it is.
    #[json(optional)]
    pub part: Option<Part>,
    /// What it holds.
    pub content: Content,
}

/// A part of the template that the design names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Part {
    /// Number of its layout in the template.
    pub layout: u16,
    /// Its number among the layers of the layout, copies counted.
    pub number: u16,
}

/// Most groups inside of each other.
pub const MAX_GROUPS: usize = 8;
/// Most shadows of a layer.
pub const MAX_SHADOWS: usize = 2;

/// Layers that are handled as one.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// A name given by the shopper; empty for the usual one.
    #[json(optional)]
    pub name: String,
}

/// How colours mix with those below (W3C Compositing and Blending Level 1; PDF 1.7, 11.3.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Blend {
    /// They cover.
    #[default]
    Normal,
    /// They darken, as inks do.
    Multiply,
    /// They lighten, as light does.
    Screen,
    /// Dark below becomes darker and light below lighter.
    Overlay,
    /// The darker of both.
    Darken,
    /// The lighter of both.
    Lighten,
}

/// A shadow of all that a layer draws.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Shadow {
    /// How far to the right of the layer, before turning.
    pub dx: Mm,
    /// How far below it.
    pub dy: Mm,
    /// How far it fades, 0 to 50 mm: 0 is a hard shadow, which stays an outline; a soft one is printed as pixels.
    pub blur: Mm,
    /// Its colour.
    pub colour: Rgb,
    /// 0 to 1.
    pub opacity: f64,
}

/// What a template keeps as it is: the shopper cannot change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Keep {
    /// Place, size and turn.
    #[json(optional)]
    pub place: bool,
    /// Colours, fonts and everything else of its look.
    #[json(optional)]
    pub look: bool,
    /// What it says or shows.
    #[json(optional)]
    pub content: bool,
}

impl Keep {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Layer {
    /// A layer as it begins: upright, opaque, free, alone.
    pub fn plain(id: LayerId, side: SideId, order: OrderKey, content: Content) -> Self {
        Self {
            id,
            side,
            order,
            name: String::new(),
            x: Mm::ZERO,
            y: Mm::ZERO,
            rotation: Angle::ZERO,
            opacity: 1.0,
            locked: false,
            hidden: false,
            groups: Vec::new(),
            flip_x: false,
            flip_y: false,
            blend: Blend::Normal,
            shadows: Vec::new(),
            keep: Keep::default(),
            part: None,
            content,
        }
    }

    /// Which point of the frame `x` and `y` name: the centre, for text the middle or end of the top edge,
    /// so that text grows away from where it is set.
    pub fn anchor(&self) -> Anchor {
        match &self.content {
            Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => Anchor::Centre,
            Content::Text(text) => match text.align {
                Align::Left | Align::Justify => Anchor::TopLeft,
                Align::Centre => Anchor::TopCentre,
                Align::Right => Anchor::TopRight,
            },
        }
    }

    /// Width and height that the document states; `None` for text, whose size comes from shaping.
    pub fn stated_size(&self) -> Option<Size> {
        self.content.stated_size()
    }

    /// The layer's frame on its side, given the size of its content.
    pub fn frame(&self, size: Size) -> Frame {
        Frame::anchored(Point::new(self.x.mm(), self.y.mm()), self.anchor(), size, self.rotation)
    }

    /// Puts the layer where its anchor and turn are those of `frame`. The content's size is not touched.
    pub fn place(&mut self, frame: &Frame) {
        let at = frame.anchor(self.anchor());
        self.x = Mm::new(at.x).quantised();
        self.y = Mm::new(at.y).quantised();
        self.rotation = frame.rotation.quantised();
    }

    /// Key that sorts layers from the bottom of the stack to its top.
    pub fn stack_key(&self) -> (&OrderKey, LayerId) {
        (&self.order, self.id)
    }
}
