//! Artwork + a product's maps -> the product picture that shoppers see. CPU only, byte for byte the same everywhere.
//!
//! Maps come from the catalogue's [`catalog::Picture`], see [`PictureFiles`]; [`MapKind`] says what each holds. Prepare a view once per
//! output size, then compose as often as print or colour change. This crate knows no designs, files or browser.
//!
//! ```
//! # fn picture(files: &mockup::MapFiles<'_>, product: &catalog::Product, print: mockup::Raster<'_>)
//! # -> Result<mockup::Picture, mockup::MockupError> {
//! use mockup::{Ground, PreparedView, ProductMaps};
//!
//! let view = PreparedView::new(&ProductMaps::from_webp(files)?, 1000)?;
//! let (width, height) = view.print_size(&product.sides[0].print_area); // how large to draw the print
//! # let _ = (width, height);
//! Ok(view.compose(&product.colours[0].parts, Some(&print), Ground::Transparent))
//! # }
//! ```

mod beyond;
mod compose;
mod error;
mod files;
mod halo;
mod light;
mod maps;
mod photo;
mod plane;
mod planes;
mod prepare;
mod print;
mod quad;
mod straight;
mod sway;
mod warp;

pub use compose::{Ground, Picture, compose};
pub use error::MockupError;
pub use files::{PictureFiles, SMALL_WIDTH};
pub use maps::{Map, MapFiles, MapKind, ProductMaps};
pub use photo::LARGEST_PHOTO;
pub use planes::{LAST_LEVEL, NOWHERE, Planes};
pub use prepare::{PRINT_SCALES, PreparedView};
pub use print::Raster;
pub use sway::{NODES, Sway, Trim};
