//! The panels beside the stage: what can be put on the product, and the list of what is there.

mod add_image;
mod add_shape;
mod add_text;
mod layers;

pub(crate) use add_image::{AddImage, Uploads};
pub(crate) use add_shape::AddShape;
pub(crate) use add_text::{AddText, readable_on};
pub(crate) use layers::LayerList;
