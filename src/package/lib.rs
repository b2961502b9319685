//! One line of an order as one ZIP archive for the print shop: print files, proofs, job ticket, fonts, the design itself,
//! and a manifest with the SHA-256 of each. Equal orders give equal bytes, in the browser and in the command line.
//!
//! Made in two steps: a [`Plan`] says what it needs, then makes the [`PackageFiles`]. Read by [`read`], which trusts
//! nothing, and checked by [`compare`] with the same package made anew. This crate knows no files on disk, no browser, no
//! threads and no fonts' bytes but those it passes on.

mod body;
mod compare;
mod error;
mod fonts;
mod manifest;
mod names;
mod order;
mod pack;
mod plan;
mod print;
mod proof;
mod read;
mod sized;
mod ticket;
mod unpack;
mod xjdf;

pub use body::{BodyFile, body};
pub use compare::{Row, compare};
pub use error::PackageError;
pub use fonts::{UsedFont, used_fonts};
pub use manifest::{
    DESIGN, MANIFEST, Manifest, ManifestFile, PACKAGE_KIND, PACKAGE_SCHEMA, TICKET, XJDF,
};
pub use names::{
    DEFAULT_NAMES, FIELDS, MAX_NAME, MAX_TEMPLATE, MAX_VALUE, NameError, NameTemplate, NameValues,
};
pub use order::{MAX_NUMBER, OrderLine};
pub use pack::MAX_PACKAGE;
pub use plan::{MADE_BY, Materials, PackageFiles, Plan, licence_file};
pub use print::{FORMATS, Format, PrintHash, print_file, print_hashes};
pub use read::{Finding, MAX_JSON, Package, ReadError, read};
pub use sized::{PrintSize, on_print, on_size, printed_scenes};
pub use ticket::{
    JobTicket, TICKET_KIND, TICKET_SCHEMA, TicketArtwork, TicketBox, TicketColour, TicketDesign,
    TicketFile, TicketFont, TicketOrder, TicketProduct, TicketSide, TicketSize, TicketTechnique,
};
pub use unpack::{
    Archive, ArchiveError, FileError, MAX_DEPTH, MAX_FILES, MAX_PATH, MAX_RATIO, MAX_UNPACKED,
};
pub use xjdf::{OWN_NAMESPACE, XJDF_NAMESPACE, xjdf};
