//! What is needed from outside of Rust: Node, npm packages, a Chromium, and checkers for PDF files and text.
//! Debian's package manager is the only one that is called; on other systems we say what is missing.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{error::DevError, place::Place, program::Program, setup::Requirement};

/// The oldest Node that has everything the browser tests use.
const NODE_MAJOR: u32 = 20;

pub(crate) struct Node;

impl Requirement for Node {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("Node {NODE_MAJOR} or later, with npm"))
    }

    fn purpose(&self) -> &'static str {
        "it runs wasm-opt and the browser tests"
    }

    fn found(&self, place: &Place) -> Option<String> {
        let version = Program::new(place, "node").arg("--version").output().ok()?;
        let major = version.trim().strip_prefix('v')?.split('.').next()?.parse::<u32>().ok()?;
        place.program("npm")?;
        (major >= NODE_MAJOR).then(|| version.trim().to_owned())
    }

    fn install(&self, _: &Place) -> Result<Vec<Program>, DevError> {
        Ok(Vec::new()) // Too personal a choice to make for somebody; Debian 12's own is too old.
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok(format!("install Node {NODE_MAJOR} or later from your system or from nodejs.org"))
    }
}

pub(crate) struct NpmPackages;

impl NpmPackages {
    /// A copy of the lock file that the installed packages came from.
    fn stamp(place: &Place) -> PathBuf {
        place.browser_tests().join("node_modules").join(".installed-lock.json")
    }

    fn lock(place: &Place) -> PathBuf {
        place.browser_tests().join("package-lock.json")
    }
}

impl Requirement for NpmPackages {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("npm packages".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "wasm-opt, the minifier, the browser driver, the accessibility checker, peers for benchmarks"
    }

    fn found(&self, place: &Place) -> Option<String> {
        let wanted = fs::read(Self::lock(place)).ok()?;
        let there = fs::read(Self::stamp(place)).ok()?;
        (wanted == there).then(|| "as in tests/browser/package-lock.json".to_owned())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(vec![Program::new(place, "npm").folder(&place.browser_tests()).arg("ci")])
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("cd tests/browser && npm ci".to_owned())
    }

    fn installed(&self, place: &Place) -> Result<(), DevError> {
        let stamp = Self::stamp(place);
        fs::copy(Self::lock(place), &stamp).map_err(DevError::file(stamp))?;
        Ok(())
    }
}

pub(crate) struct Chromium;

impl Chromium {
    fn chosen() -> Option<PathBuf> {
        env::var_os("CHROME").filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// The browser for the tests: the one that `CHROME` names, else the first that is found.
    pub(crate) fn path(place: &Place) -> Option<PathBuf> {
        if let Some(chosen) = Self::chosen() {
            return Some(chosen).filter(|path| path.is_file());
        }
        const NAMES: [&str; 5] =
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        const PLACES: [&str; 3] = [
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        ];
        let by_name = NAMES.iter().find_map(|name| place.program(name));
        by_name.or_else(|| PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))
    }
}

impl Requirement for Chromium {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("Chromium".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "the browser tests and benchmarks run in it"
    }

    fn found(&self, place: &Place) -> Option<String> {
        Self::path(place).map(|path| path.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        if Self::chosen().is_some() {
            return Ok(Vec::new()); // Somebody wants a certain browser; another would be no help.
        }
        Ok(apt_install(place, &["chromium", "fonts-liberation", "libgl1-mesa-dri", "libegl1"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        if let Some(chosen) = Self::chosen() {
            let chosen = chosen.display();
            return Ok(format!(
                "export CHROME=/path/to/chrome (now it is {chosen}, where nothing is)"
            ));
        }
        Ok("install Chromium or Chrome your system's way (Debian: apt-get install chromium);\n    \
            if it is somewhere unusual: export CHROME=/path/to/chrome"
            .to_owned())
    }
}

/// The program through which the tests inside of WASM crates get their browser.
pub(crate) struct ChromeDriver;

impl ChromeDriver {
    pub(crate) fn path(place: &Place) -> Option<PathBuf> {
        let chosen = env::var_os("CHROMEDRIVER").filter(|value| !value.is_empty());
        let chosen = chosen.map(PathBuf::from).or_else(|| place.program("chromedriver"));
        chosen.filter(|path| path.is_file())
    }
}

impl Requirement for ChromeDriver {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("chromedriver".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "tests inside of the app's crate run in Chromium through it"
    }

    fn found(&self, place: &Place) -> Option<String> {
        Self::path(place).map(|path| path.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(place, &["chromium-driver"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install chromedriver of the same version as Chromium \
            (Debian: apt-get install chromium-driver);\n    \
            if it is somewhere unusual: export CHROMEDRIVER=/path/to/chromedriver"
            .to_owned())
    }
}

/// Programs that judge our PDF files from outside.
pub(crate) struct PdfCheckers;

impl Requirement for PdfCheckers {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("qpdf, poppler, mupdf and ghostscript".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "they check and draw the PDF files that the tests make"
    }

    fn found(&self, place: &Place) -> Option<String> {
        let all = ["qpdf", "pdftoppm", "pdffonts", "pdfinfo", "mutool", "gs"];
        let there = all.iter().all(|name| place.program(name).is_some());
        there.then(|| all.join(", "))
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(place, &["qpdf", "poppler-utils", "mupdf-tools", "ghostscript"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install qpdf, poppler, mupdf and ghostscript your system's way\n    \
            (Debian: apt-get install qpdf poppler-utils mupdf-tools ghostscript;\n    \
            Homebrew: brew install qpdf poppler mupdf-tools ghostscript)"
            .to_owned())
    }
}

/// What others know of text: HarfBuzz's glyphs and Unicode's own tests.
pub(crate) struct TextCheckers;

impl TextCheckers {
    const UNICODE: &str = "/usr/share/unicode/auxiliary/LineBreakTest.txt";
}

impl Requirement for TextCheckers {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("hb-shape and Unicode's test files".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "the tests compare our glyphs, line breaks and carets with theirs"
    }

    fn found(&self, place: &Place) -> Option<String> {
        let there = place.program("hb-shape").is_some() && Path::new(Self::UNICODE).is_file();
        there.then(|| format!("hb-shape, {}", Self::UNICODE))
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(place, &["libharfbuzz-bin", "unicode-data"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install HarfBuzz's tools your system's way and put the Unicode Character Database in \
            /usr/share/unicode\n    (Debian: apt-get install libharfbuzz-bin unicode-data)"
            .to_owned())
    }
}

/// The programs that install Debian packages; none on other systems, or where nobody may.
pub(crate) fn apt_install(place: &Place, packages: &[&str]) -> Vec<Program> {
    if !Path::new("/etc/debian_version").is_file() || place.program("apt-get").is_none() {
        return Vec::new();
    }
    let root = Program::new(place, "id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    if !root && place.program("sudo").is_none() {
        return Vec::new();
    }
    let apt = || {
        let program = if root {
            Program::new(place, "apt-get")
        } else {
            Program::new(place, "sudo").with_keyboard().arg("apt-get")
        };
        program.env("DEBIAN_FRONTEND", "noninteractive")
    };
    let options = ["install", "--yes", "--no-install-recommends"];
    vec![apt().arg("update"), apt().args(options).args(packages)]
}
