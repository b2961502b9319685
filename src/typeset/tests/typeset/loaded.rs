//! The project's fonts, loaded, and texts to set in them. No expectations.

use std::path::PathBuf;
use std::sync::LazyLock;

use design::{Align, FontId, Text};
use geom::{Mm, PathEl, Rgb, TextBlock};
use typeset::{FontLibrary, FontList, shape};

/// The folder of the project's fonts.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from("../../public/fonts")
}

/// The project's font list.
pub(crate) fn list() -> FontList {
    static LIST: LazyLock<FontList> = LazyLock::new(|| {
        let read = |file: &str| std::fs::read_to_string(folder().join(file)).unwrap();
        let mut list = FontList::parse(&read("fonts.json")).unwrap();
        list.add_slices(&read("slices.json")).unwrap();
        list
    });
    LIST.clone()
}

/// The bytes of a font of the list.
pub(crate) fn bytes(list: &FontList, font: &FontId) -> Vec<u8> {
    std::fs::read(folder().join(&list.find(font).unwrap().file)).unwrap()
}

/// A library with the fonts that `text` needs.
pub(crate) fn library_for(text: &Text) -> FontLibrary {
    let mut library = FontLibrary::new(list());
    load(text, &mut library);
    library
}

/// Loads the fonts that `text` needs.
pub(crate) fn load(text: &Text, library: &mut FontLibrary) {
    for file in library.wanted_lists(text) {
        library.add_list(file, &std::fs::read(folder().join(file)).unwrap()).unwrap();
    }
    for font in library.wanted(text) {
        let bytes = bytes(library.list(), &font);
        library.add(font, bytes).unwrap();
    }
}

/// The block of a text with all fonts that it needs.
pub(crate) fn block(text: &Text) -> TextBlock {
    shape(text, &mut library_for(text)).unwrap()
}

/// A text of 10 mm in one font, set to the left, lines 1.2 ems apart.
pub(crate) fn text(font: &str, content: &str) -> Text {
    let font = FontId(font.to_owned());
    Text { align: Align::Left, ..Text::plain(content.to_owned(), font, Mm::new(10.0), Rgb::BLACK) }
}

/// The x of all caret places of a line.
pub(crate) fn caret_xs(block: &TextBlock, line: usize) -> Vec<f64> {
    block.lines[line].carets.iter().map(|&(_, x)| x).collect()
}

/// The byte offsets of all caret places of a line.
pub(crate) fn caret_bytes(block: &TextBlock, line: usize) -> Vec<u32> {
    block.lines[line].carets.iter().map(|&(byte, _)| byte).collect()
}

/// All coordinates of an outline.
pub(crate) fn coordinates(block: &TextBlock) -> Vec<f64> {
    let points = |element: PathEl| match element {
        PathEl::MoveTo(a) | PathEl::LineTo(a) => vec![a],
        PathEl::QuadTo(a, b) => vec![a, b],
        PathEl::CurveTo(a, b, c) => vec![a, b, c],
        PathEl::ClosePath => vec![],
    };
    block.outline().iter().flat_map(points).flat_map(|point| [point.x, point.y]).collect()
}

/// No characters are missing.
pub(crate) const NONE: [char; 0] = [];

/// A span that changes nothing.
pub(crate) fn span(from: u32, to: u32) -> design::Span {
    design::Span {
        from,
        to,
        font: None,
        scale: None,
        colour: None,
        rise: None,
        features: Vec::new(),
    }
}
