//! The document: what a shopper made, as plain data. It says nothing about how things look, and has no clock.

mod bundle;
mod content;
mod file;
mod ids;
mod layer;
mod order;
mod template;
mod template_layout;
mod template_palette;
mod template_read;

mod document;

pub use bundle::{Bundle, BundleError, MAX_BUNDLE, read_bundle, write_bundle};
pub use content::{
    Align, Content, Image, ImageFormat, PixelSize, Shape, ShapeKind, Stroke, Text, TextKey,
};
pub use document::{Design, Head, SCHEMA};
pub use file::{
    LoadError, MAX_BYTES, MAX_LAYERS, MAX_PLACE, MAX_SIZE, MAX_TEXT, broken_rule, design_hash,
    read, write,
};
pub use ids::{
    ArtworkId, DesignId, FontId, IdSource, InvalidArtworkId, InvalidNumber, LayerId, TemplateId,
};
pub use layer::Layer;
pub use order::{InvalidOrderKey, OrderKey};
pub use template::{
    Copies, Role, TEMPLATE_SCHEMA, Template, TemplateCard, TemplateField, TemplateGroup,
    TemplateLayer, TemplateLayout, TemplatePalette, TemplateShape, TemplateStroke, TemplateText,
};
pub use template_layout::Placing;
pub use template_read::{
    MAX_TEMPLATE_BYTES, MAX_TEMPLATE_LAYERS, TemplateError, read_template, read_template_list,
};
