//! What is needed from the Rust side: the WASM target, the crates, trunk, wasm-bindgen, rustfmt, clippy.
//! Nothing here touches the machine's own Rust installation beyond adding a target or a component.

use crate::{error::DevError, place::Place, program::Program, setup::Requirement};

/// What the app and its workers are compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The newest trunk that the pinned Rust version builds.
const TRUNK_VERSION: &str = "0.21.14";

pub(crate) struct WasmTarget;

impl Requirement for WasmTarget {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("Rust target {WASM_TARGET}"))
    }

    fn purpose(&self) -> &'static str {
        "the app and its workers are compiled for it"
    }

    fn found(&self, place: &Place) -> Option<String> {
        let question = ["--print", "target-libdir", "--target", WASM_TARGET];
        let folder = Program::new(place, "rustc").args(question).output().ok()?;
        let std_is_there = std::fs::read_dir(folder.trim())
            .ok()?
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"));
        std_is_there.then(|| "standard library found".to_owned())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(vec![Program::new(place, "rustup").args(["target", "add", WASM_TARGET])])
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("rustup target add {WASM_TARGET}"))
    }
}

/// The dependencies' sources, so that later steps may run without a network.
pub(crate) struct Crates;

impl Crates {
    fn fetch(place: &Place) -> Program {
        let program = Program::new(place, "cargo").args(["fetch", "--target", WASM_TARGET]);
        match host(place) {
            Some(host) => program.args(["--target", &host]),
            None => program,
        }
    }
}

impl Requirement for Crates {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("Rust dependencies".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "their sources are downloaded once, so that builds need no network"
    }

    fn found(&self, place: &Place) -> Option<String> {
        Self::fetch(place).arg("--offline").output().ok()?;
        Some("downloaded".to_owned())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(vec![Self::fetch(place)])
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("cargo fetch".to_owned())
    }
}

fn host(place: &Place) -> Option<String> {
    let version = Program::new(place, "rustc").arg("-vV").output().ok()?;
    version.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

pub(crate) struct Trunk;

impl Requirement for Trunk {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("trunk {TRUNK_VERSION}"))
    }

    fn purpose(&self) -> &'static str {
        "it builds and serves the page; compiling it takes some minutes, once"
    }

    fn found(&self, place: &Place) -> Option<String> {
        of_version(place, "trunk", TRUNK_VERSION)
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let package = format!("trunk@{TRUNK_VERSION}");
        Ok(vec![cargo_install(place).arg("--locked").arg(package)])
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("cargo install --locked trunk@{TRUNK_VERSION}"))
    }
}

/// The program that makes the JavaScript for a WASM file; it must match the library exactly.
pub(crate) struct WasmBindgen;

impl WasmBindgen {
    fn version(place: &Place) -> Result<String, DevError> {
        place.locked_version("wasm-bindgen")
    }
}

impl Requirement for WasmBindgen {
    fn name(&self, place: &Place) -> Result<String, DevError> {
        Ok(format!("wasm-bindgen {}", Self::version(place)?))
    }

    fn purpose(&self) -> &'static str {
        "it joins WASM and JavaScript; compiling it takes some minutes, once"
    }

    fn found(&self, place: &Place) -> Option<String> {
        of_version(place, "wasm-bindgen", &Self::version(place).ok()?)
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        // Without --locked: its own lock file may name crates that can no longer be had. Without
        // default features: the test runner for devices is not needed.
        let package = format!("wasm-bindgen-cli@{}", Self::version(place)?);
        Ok(vec![cargo_install(place).arg("--no-default-features").arg(package)])
    }

    fn remedy(&self, place: &Place) -> Result<String, DevError> {
        let version = Self::version(place)?;
        Ok(format!("cargo install --no-default-features wasm-bindgen-cli@{version}"))
    }
}

/// `cargo install` into our tools folder, away from the clone's settings and build folder.
pub(crate) fn cargo_install(place: &Place) -> Program {
    Program::new(place, "cargo")
        .without_env("CARGO_TARGET_DIR")
        .folder(&std::env::temp_dir())
        .args(["install", "--force", "--root"])
        .arg(place.tools())
}

/// Where a program is, when `NAME --version` says exactly `version`.
fn of_version(place: &Place, name: &str, version: &str) -> Option<String> {
    let path = place.program(name)?;
    let said = Program::new(place, name).arg("--version").output().ok()?;
    let right = said.split_whitespace().nth(1) == Some(version);
    right.then(|| path.display().to_string())
}

/// A part of the Rust toolchain that a minimal installation leaves out.
pub(crate) struct Component {
    name: &'static str,
    cargo_command: &'static str,
    purpose: &'static str,
}

pub(crate) const RUSTFMT: Component = Component {
    name: "rustfmt",
    cargo_command: "fmt",
    purpose: "it checks that the code is formatted",
};

pub(crate) const CLIPPY: Component = Component {
    name: "clippy",
    cargo_command: "clippy",
    purpose: "it finds mistakes; its warnings are errors here",
};

impl Requirement for Component {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(self.name.to_owned())
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self, place: &Place) -> Option<String> {
        let said = Program::new(place, "cargo").args([self.cargo_command, "--version"]).output();
        Some(said.ok()?.trim().to_owned())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(vec![Program::new(place, "rustup").args(["component", "add", self.name])])
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("rustup component add {}", self.name))
    }
}
