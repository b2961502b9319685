//! The project's fonts, loaded, and texts to set in them. No expectations.

use std::path::PathBuf;

use design::{Align, FontId, Text};
use geom::{Mm, Rgb};

use crate::{FontLibrary, FontList, required_fonts};

/// The folder of the project's fonts.
pub(super) fn folder() -> PathBuf {
    PathBuf::from("../../public/fonts")
}

/// The project's font list.
pub(super) fn list() -> FontList {
    let read = |file: &str| std::fs::read_to_string(folder().join(file)).unwrap();
    let mut list = FontList::parse(&read("fonts.json")).unwrap();
    list.add_slices(&read("slices.json")).unwrap();
    list
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
    let font = FontId(font.to_owned());
    Text { align: Align::Left, ..Text::plain(content.to_owned(), font, Mm::new(10.0), Rgb::BLACK) }
}
