//! What benchmarks compare with and nothing else needs: programs that draw SVG files, for `cargo dev bench print`, and a viewer of
//! products in 3D, for `cargo dev bench turning`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    error::DevError, place::Place, program::Program, rust_tools::cargo_install, setup::Requirement,
    web_tools::apt_install,
};

/// What is compared.
const PURPOSE: &str = "`cargo dev bench print` compares print files with its";

/// Those that systems have as packages.
pub(crate) struct DrawingPrograms;

impl Requirement for DrawingPrograms {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("Inkscape and rsvg-convert".to_owned())
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn found(&self, place: &Place) -> Option<String> {
        let all = ["inkscape", "rsvg-convert"];
        all.iter().all(|name| place.program(name).is_some()).then(|| all.join(", "))
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(place, &["inkscape", "librsvg2-bin"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install Inkscape and librsvg's tools your system's way \
            (Debian: apt-get install inkscape librsvg2-bin; Homebrew: brew install inkscape librsvg)"
            .to_owned())
    }
}

/// resvg's program, of the version whose library we use.
pub(crate) struct Resvg;

impl Resvg {
    fn version(place: &Place) -> Result<String, DevError> {
        place.locked_version("resvg")
    }
}

impl Requirement for Resvg {
    fn name(&self, place: &Place) -> Result<String, DevError> {
        Ok(format!("resvg {}", Self::version(place)?))
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn found(&self, place: &Place) -> Option<String> {
        let version = Program::new(place, "resvg").arg("--version").output().ok()?;
        Some(version.trim().to_owned())
            .filter(|version| Self::version(place).is_ok_and(|it| it == *version))
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let package = format!("resvg@{}", Self::version(place)?);
        Ok(vec![cargo_install(place).arg("--locked").arg(package)])
    }

    fn remedy(&self, place: &Place) -> Result<String, DevError> {
        Ok(format!("cargo install --locked resvg@{}", Self::version(place)?))
    }
}

/// CairoSVG, in a Python environment of its own.
pub(crate) struct CairoSvg;

impl CairoSvg {
    const VERSION: &str = "2.9.1";

    fn environment(place: &Place) -> PathBuf {
        place.tools().join("cairosvg")
    }
}

impl Requirement for CairoSvg {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("CairoSVG {}", Self::VERSION))
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn found(&self, place: &Place) -> Option<String> {
        let version = Program::new(place, "cairosvg").arg("--version").output().ok()?;
        Some(version.trim().to_owned()).filter(|version| version == Self::VERSION)
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let environment = Self::environment(place);
        let mut programs = apt_install(place, &["libcairo2", "python3-venv"]);
        programs
            .push(Program::new(place, "python3").args(["-m", "venv", "--clear"]).arg(&environment));
        let python = environment.join("bin").join("python3");
        programs.push(
            Program::new(place, &python.to_string_lossy())
                .args(["-m", "pip", "install", "--quiet"])
                .arg(format!("cairosvg=={}", Self::VERSION)),
        );
        Ok(programs)
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("pip install cairosvg=={} (pipx does as well)", Self::VERSION))
    }

    fn installed(&self, place: &Place) -> Result<(), DevError> {
        let programs = place.tools().join("bin");
        fs::create_dir_all(&programs).map_err(DevError::file(&programs))?;
        let (from, to) =
            (Self::environment(place).join("bin").join("cairosvg"), programs.join("cairosvg"));
        // The program begins with the place of its Python, so a copy runs as well.
        fs::copy(&from, &to).map_err(DevError::file(to))?;
        Ok(())
    }
}

/// Google's viewer, as its npm package ships it. What it leaves to be installed beside it is in its bundle already.
pub(crate) struct ModelViewer;

impl ModelViewer {
    const PACKAGE: &str = "@google/model-viewer";
    const VERSION: &str = "4.4.0";

    fn folder(place: &Place) -> PathBuf {
        place.tools().join("model-viewer")
    }

    /// The bundle, where it is installed in the version that is compared with.
    pub(crate) fn bundle(place: &Place) -> Option<PathBuf> {
        let package = Self::folder(place).join("node_modules").join(Self::PACKAGE);
        let about = fs::read_to_string(package.join("package.json")).ok()?;
        let bundle = package.join(Path::new("dist/model-viewer.min.js"));
        let is_it = about.contains(&format!("\"version\": \"{}\"", Self::VERSION));
        (is_it && bundle.is_file()).then_some(bundle)
    }

    fn asked() -> String {
        format!("{}@{}", Self::PACKAGE, Self::VERSION)
    }
}

impl Requirement for ModelViewer {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(Self::asked())
    }

    fn purpose(&self) -> &'static str {
        "`cargo dev bench turning` compares our 3D view with it"
    }

    fn found(&self, place: &Place) -> Option<String> {
        Self::bundle(place).map(|bundle| bundle.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        let folder = Self::folder(place);
        fs::create_dir_all(&folder).map_err(DevError::file(&folder))?;
        let quiet = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
        let alone = ["--ignore-scripts", "--legacy-peer-deps", "--prefix"];
        let npm = Program::new(place, "npm").args(quiet).args(alone);
        Ok(vec![npm.arg(&folder).arg(Self::asked())])
    }

    fn remedy(&self, place: &Place) -> Result<String, DevError> {
        let folder = Self::folder(place);
        Ok(format!("npm install --prefix {} {}", folder.display(), Self::asked()))
    }
}
