//! The panels beside the stage: what can be put on the product, and the list of what is there.

mod add_shape;
mod add_text;
mod history;
mod layer_drag;
mod layers;

pub(crate) use add_shape::AddShape;
pub(crate) use add_text::{AddText, readable_on};
pub(crate) use history::HistoryList;
pub(crate) use layers::LayerList;
