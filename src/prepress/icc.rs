//! ICC profiles of printing conditions: read with limits, and sRGB colours turned into their CMYK. Written by own code,
//! so that every number comes from `+ - * /` and `libm` and equal colours give equal inks everywhere. Not a colour
//! management system: one source (sRGB), one intent (relative colorimetric with black point compensation).

mod curve;
mod error;
mod link;
mod lut;
mod own;
mod read;

pub use error::IccError;
pub use link::{Cmyk, CmykProfile};
pub use own::{grey_profile, srgb_display_profile, srgb_print_profile};

/// Largest profile that is read, in bytes. Those of printing conditions have 0.2 to 3 MB.
pub const MAX_PROFILE: usize = 8 * 1024 * 1024;
/// Most tags of a profile that is read.
pub const MAX_TAGS: usize = 100;
