//! The editor's screen: a store of signals over the session, and the components that read it and send commands.

mod board;
mod fields;
mod font_list;
mod font_picker;
mod help;
mod ideas;
mod inspector;
mod keys;
mod layer_view;
mod learning;
mod order;
mod overlay;
mod page;
mod palette;
mod panels;
mod pointer;
mod previews;
mod product_fields;
mod saving;
mod stage;
mod stage_foot;
mod still;
mod store;
mod text_edit;
mod topbar;
mod workbench;

pub(crate) use ideas::Idea;
pub(crate) use order::{money_text, slug};
pub(crate) use page::EditorPage;
pub(crate) use panels::readable_on;
pub(crate) use saving::read_stored;
pub(crate) use store::{EditorStore, sentence};
