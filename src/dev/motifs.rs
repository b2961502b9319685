//! Makes the library of motifs (`public/motifs`) from pinned npm packages and our own drawings; see `motifs/build.mjs`.
//! What it makes is committed: nobody needs it to build or to serve Atelier.

use crate::{error::DevError, place::Place, program::Program};

/// Installs the packages that motifs are made from, and makes the library anew.
///
/// # Errors
/// When npm or node is missing or fails.
pub(crate) fn make(place: &Place) -> Result<(), DevError> {
    let folder = place.root().join("src").join("dev").join("motifs");
    let install = ["install", "--no-audit", "--no-fund", "--no-package-lock"];
    Program::new(place, "npm").args(install).folder(&folder).run()?;
    Program::new(place, "node").args(["build.mjs"]).folder(&folder).run()
}
