//! The other engines in which print files are compared: Firefox, and WebKitGTK on a screen that nobody sees. How they are
//! driven is said in `tests/browser/engines.mjs`.

use std::{env, fs, path::PathBuf};

use crate::{
    error::DevError, place::Place, program::Program, setup::Requirement, web_tools::apt_install,
};

/// The file that a variable of the environment names, if it names one.
fn chosen(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

pub(crate) struct Firefox;

impl Requirement for Firefox {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("Firefox".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "print files must have the same bytes in it"
    }

    fn found(&self, place: &Place) -> Option<String> {
        const PLACE: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
        let path = chosen("FIREFOX")
            .or_else(|| place.program("firefox-esr"))
            .or_else(|| place.program("firefox"))
            .or_else(|| Some(PathBuf::from(PLACE)));
        path.filter(|path| path.is_file()).map(|path| path.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(place, &["firefox-esr"]))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install Firefox your system's way (Debian: apt-get install firefox-esr);\n    \
            if it is somewhere unusual: export FIREFOX=/path/to/firefox"
            .to_owned())
    }
}

/// WebKitGTK with its small browser, and a screen for it. It is for Linux.
pub(crate) struct WebKitGtk;

impl WebKitGtk {
    fn browser() -> Option<PathBuf> {
        let folders = |folder: &str| -> Vec<PathBuf> {
            let below = fs::read_dir(folder).into_iter().flatten().flatten();
            below.map(|entry| entry.path()).chain([PathBuf::from(folder)]).collect()
        };
        let places = ["/usr/lib", "/usr/libexec"].into_iter().flat_map(folders);
        let browsers = places.flat_map(|folder| {
            let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
            versions.map(|version| folder.join(version).join("MiniBrowser"))
        });
        chosen("MINIBROWSER").into_iter().chain(browsers).find(|path| path.is_file())
    }
}

impl Requirement for WebKitGtk {
    fn name(&self, _: &Place) -> Result<String, DevError> {
        Ok("WebKitGTK and Xvfb".to_owned())
    }

    fn purpose(&self) -> &'static str {
        "print files must have the same bytes in it; Xvfb is its screen"
    }

    fn found(&self, place: &Place) -> Option<String> {
        if !cfg!(target_os = "linux") {
            return Some("not for this system; its test is left out".to_owned());
        }
        let there = place.program("xvfb-run").is_some() && place.program("xauth").is_some();
        Self::browser().filter(|_| there).map(|path| path.display().to_string())
    }

    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError> {
        Ok(apt_install(
            place,
            &["webkit2gtk-driver", "xvfb", "xauth", "libgl1-mesa-dri", "libegl1"],
        ))
    }

    fn remedy(&self, _: &Place) -> Result<String, DevError> {
        Ok("install WebKitGTK with its MiniBrowser, and Xvfb, your system's way \
            (Debian: apt-get install webkit2gtk-driver xvfb xauth);\n    \
            if it is somewhere unusual: export MINIBROWSER=/path/to/MiniBrowser"
            .to_owned())
    }
}
