//! A layer: one thing on one side. Its frame needs the size of its text, which is handed in.

use catalog::SideId;
use geom::{Anchor, Angle, Frame, Mm, Point, Size};
use serde::{Deserialize, Serialize};

use crate::{Align, Content, LayerId, OrderKey};

/// One thing on one side of a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Its id.
    pub id: LayerId,
    /// The side that it lies on.
    pub side: SideId,
    /// Its place in the stack; equal keys are ordered by id.
    pub order: OrderKey,
    /// A name given by the shopper; empty for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
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
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    /// Neither shown nor printed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// What it holds.
    pub content: Content,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Layer {
    /// Which point of the frame `x` and `y` name: the centre, for text the middle or end of the top edge,
    /// so that text grows away from where it is set.
    pub fn anchor(&self) -> Anchor {
        match &self.content {
            Content::Image(_) | Content::Shape(_) => Anchor::Centre,
            Content::Text(text) => match text.align {
                Align::Left => Anchor::TopLeft,
                Align::Centre => Anchor::TopCentre,
                Align::Right => Anchor::TopRight,
            },
        }
    }

    /// Width and height that the document states; `None` for text, whose size comes from shaping.
    pub fn stated_size(&self) -> Option<Size> {
        match &self.content {
            Content::Text(_) => None,
            Content::Image(image) => Some(Size::new(image.width.mm(), image.height.mm())),
            Content::Shape(shape) => Some(Size::new(shape.width.mm(), shape.height.mm())),
        }
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
