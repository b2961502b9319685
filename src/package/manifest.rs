//! The manifest: every file of a package with its size and SHA-256. It names itself nowhere.

use json::{FromJson, ToJson};

use crate::order::OrderLine;
use crate::print::sha256;
use crate::sized::PrintSize;

/// Version of the manifest and of the package's layout; a change that an older reader would misread makes it rise.
pub const PACKAGE_SCHEMA: u32 = 1;
/// What the manifest says it is.
pub const PACKAGE_KIND: &str = "atelier-package";

/// Where it lies.
pub const MANIFEST: &str = "manifest.json";
/// Where the ticket lies.
pub const TICKET: &str = "job-ticket.json";
/// Where the ticket lies as XJDF.
pub const XJDF: &str = "job-ticket.xjdf";
/// Where the design lies, with its artwork.
pub const DESIGN: &str = "design/design.atelier";
/// Folder of the print files.
pub(crate) const PRINT: &str = "print/";
/// Folder of the proofs.
pub(crate) const PROOF: &str = "proof/";
/// Folder of the fonts and their licences.
pub(crate) const FONTS: &str = "fonts/";

/// Every file of a package, and what the package is for.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct Manifest {
    /// [`PACKAGE_KIND`].
    pub kind: String,
    /// [`PACKAGE_SCHEMA`].
    pub schema: u32,
    /// The program and its version.
    pub made_by: String,
    /// What was ordered.
    pub order: OrderLine,
    /// SHA-256 of the design's canonical JSON.
    pub design: String,
    /// The template of names.
    pub names: String,
    /// How large the prints are on the ordered size, side by side; empty where all are as large as they were designed.
    #[json(optional)]
    pub prints: Vec<PrintSize>,
    /// All files but this one, by path, rising.
    pub files: Vec<ManifestFile>,
}

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct ManifestFile {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl ManifestFile {
    /// The row of a file.
    pub(crate) fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}
