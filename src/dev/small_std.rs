//! The standard library as the shipped page has it: compiled with the app, optimised for size, and stopping at a panic without a
//! message. That takes about 20 kB from what a shopper waits for. The switches are not stable, so the compiler is told
//! to take them all the same; the version of Rust is pinned. `trunk build --release` by itself does without.

use std::path::PathBuf;

use crate::{
    error::DevError, place::Place, program::Program, rust_tools::WASM_TARGET, setup::Requirement,
};

/// Lets a stable compiler take switches that are not stable.
const ALLOW: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Has trunk's cargo compile the standard library anew.
pub(crate) fn with_small_std(trunk: Program) -> Program {
    [
        ALLOW,
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none",
        ),
    ]
    .into_iter()
    .fold(trunk, |trunk, (name, value)| trunk.env(name, value))
}

/// The sources of the standard library and of what it is made of.
pub(crate) struct StdSources;

impl StdSources {
    fn manifest(place: &Place) -> Option<PathBuf> {
        let root = Program::new(place, "rustc").args(["--print", "sysroot"]).output().ok()?;
        let library = PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library");
        Some(library.join("Cargo.toml"))
    }

    fn fetch(place: &Place) -> Option<Program> {
        let fetch =
            Program::new(place, "cargo").args(["fetch", "--locked", "--target", WASM_TARGET]);
        Some(fetch.arg("--manifest-path").arg(Self::manifest(place)?).env(ALLOW.0, ALLOW.1))
    }
}

impl Requirement for StdSources {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("sources of the standard library".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "the shipped app is compiled with a smaller standard library"
    }

    fn found(&self, place: &Place) -> Option<String> {
        Self::fetch(place)?.arg("--offline").output().ok()?;
        Some("downloaded".to_owned())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let sources = Program::new(place, "rustup").args(["component", "add", "rust-src"]);
        Ok([sources].into_iter().chain(Self::fetch(place)).collect())
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("rustup component add rust-src".to_owned())
    }
}
