//! The document: what a shopper made, as plain data. It says nothing about how things look, and has no clock.

mod bundle;
mod code;
mod content;
mod file;
mod fill;
mod fix;
mod ids;
mod image;
mod layer;
mod motifs;
mod order;
mod placed;
mod rules;
mod shape;
mod template;
mod template_card;
mod template_fill;
mod template_filter;
mod template_layout;
mod template_palette;
mod template_read;
mod text;

mod document;

pub use bundle::{Bundle, BundleError, MAX_BUNDLE, read_bundle, write_bundle};
pub use code::{
    CodeContent, CodeError, CodeGround, CodeProblem, LEAST_CODE_CONTRAST, MAX_CODE, QUIET_ZONE,
    SMALLEST_MODULE, code_drawing, code_problems, code_side,
};
pub use content::Content;
pub use document::{Design, Head, SCHEMA};
pub use file::{LoadError, MAX_BYTES, MAX_LAYERS, design_hash, read, write};
pub use fill::{Arrangement, Fill, MAX_FILL_STOPS, Pattern, Tile};
pub use fix::{Fix, Mend};
pub use ids::{
    ArtworkId, Counter, DesignId, FontId, GroupId, IdSource, InvalidArtworkId, InvalidNumber,
    LayerId, TemplateId,
};
pub use image::{Adjust, Crop, Image, ImageFormat, Mask, PixelSize, Tone};
pub use layer::{Blend, Group, Keep, Layer, MAX_GROUPS, MAX_SHADOWS, Part, Shadow};
pub use motifs::{
    Motif, MotifError, MotifFile, MotifLanguage, MotifList, MotifWords, PackedMotif, find_motifs,
    folded, read_motif_list, read_motif_pack, read_motif_words,
};
pub use order::{InvalidOrderKey, OrderKey};
pub use placed::{
    CodeLevel, DrawingError, MAX_DRAWING_BYTES, MAX_NESTING, MAX_NODES, MAX_SWAPS, Placed, Source,
    Swap, is_drawing, read_drawing, write_drawing,
};
pub use rules::{MAX_PLACE, MAX_SIZE, MAX_TEXT, broken_rule};
pub use shape::{Shape, ShapeKind, Stroke};
pub use template::{
    Copies, PairedFont, Pairing, Role, TEMPLATE_SCHEMA, Template, TemplateField, TemplateFill,
    TemplateGroup, TemplateLayer, TemplateLayout, TemplatePalette, TemplateShadow, TemplateShape,
    TemplateStop, TemplateStroke, TemplateText,
};
pub use template_card::{TemplateCard, is_small};
pub use template_fill::Filling;
pub use template_filter::{TemplateFilter, template_words};
pub use template_layout::Placing;
pub use template_read::{
    MAX_TEMPLATE_BYTES, MAX_TEMPLATE_LAYERS, TemplateError, read_template, read_template_list,
};
pub use text::{
    Align, Feature, Fit, MAX_FEATURES, MAX_OUTLINES, MAX_SPANS, Span, Text, TextKey, TextLimits,
    TextPath, VerticalAlign, Warp, WarpKind,
};
