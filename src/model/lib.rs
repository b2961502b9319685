//! The product as a body in space: models are read, turned, and written with the print on them. Nothing here draws.
//!
//! A model comes as binary glTF 2.0 ([`read`]): metres, y up, its front towards +z. Its materials are named after what
//! colours them, see [`Surface`]. What goes out is glTF ([`write_glb`]) and USDZ ([`write_usdz`]) for other programs and for
//! looking at a product in a room. [`Orbit`] says how it is turned and what a view is called.

mod error;
mod glb;
mod home;
mod matrix;
mod model;
mod orbit;
mod read;
mod usda;
mod values;
mod write;
mod zip;

pub use error::ModelError;
pub use matrix::Matrix;
pub use model::{Finish, Kind, Material, Mesh, Model, Print, Surface};
pub use orbit::{Orbit, Sight, Step, Turned};
pub use read::{MOST_BYTES, MOST_TRIANGLES, MOST_VERTICES, read};
pub use usda::write_usdz;
pub use write::write_glb;
