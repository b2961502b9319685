//! The project's fonts, loaded, and texts to set in them. No expectations.

use std::path::{Path, PathBuf};

use design::{Align, FontId, Text};
use geom::{Mm, Rgb};

use crate::{FontLibrary, FontList, required_fonts};

/// The folder of the project's fonts.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/fonts")
}

/// The project's font list.
pub(super) fn list() -> FontList {
    FontList::parse(&std::fs::read_to_string(folder().join("fonts.json")).unwrap()).unwrap()
}

/// Loads the fonts that a text needs.
pub(super) fn load(text: &Text, library: &mut FontLibrary) {
    for font in required_fonts(text, library.list()) {
        if !library.has(&font) {
            let file = &library.list().find(&font).unwrap().file;
            let bytes = std::fs::read(folder().join(file)).unwrap();
            library.add(font, bytes).unwrap();
        }
    }
}

/// A text of 10 mm in one font, its lines not broken.
pub(super) fn text(font: &str, content: &str) -> Text {
    Text {
        content: content.to_owned(),
        font: FontId(font.to_owned()),
        size: Mm::new(10.0),
        colour: Rgb::BLACK,
        align: Align::Left,
        line_height: 1.2,
        letter_spacing: 0.0,
        width: None,
    }
}
