//! Copied layers as text for the clipboard, and back. What comes from a clipboard is hostile: it meets limits and typed
//! errors. Text that is not from here is no error: it is just text.

use design::{Layer, MAX_LAYERS, SCHEMA, broken_rule};
use json::{FromJson, ToJson};

use crate::{Session, limits};

/// Media type of copied layers, where a clipboard knows more than text.
pub const CLIP_TYPE: &str = "application/x-atelier+json";
/// Media type of drawings.
pub const SVG_TYPE: &str = "image/svg+xml";
/// Longest clipboard text that is read, in bytes.
pub const MAX_CLIP_BYTES: usize = 16 * 1024 * 1024;
/// How the text begins.
const MARK: &str = "{\"atelier_layers\"";
/// Where the text stands in HTML.
const ATTRIBUTE: &str = "data-atelier-layers=\"";

#[derive(ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct Clip {
    /// Tells Atelier's text from any other.
    atelier_layers: u32,
    layers: Vec<Layer>,
}

/// Only the schema, whatever else there is.
#[derive(FromJson)]
struct ClipSchema {
    atelier_layers: u32,
}

/// The selection in the forms that a clipboard takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The layers, for [`CLIP_TYPE`].
    pub layers: String,
    /// The same in HTML, for clipboards that keep no types of their own; other programs see the words.
    pub html: String,
    /// What the texts say; for a selection without words the layers.
    pub text: String,
}

/// What a clipboard holds, in its forms. Empty is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clipboard<'a> {
    /// As [`CLIP_TYPE`].
    pub layers: &'a str,
    /// As `text/html`.
    pub html: &'a str,
    /// As [`SVG_TYPE`].
    pub svg: &'a str,
    /// As `text/plain`.
    pub text: &'a str,
}

/// What can be pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Pasted {
    /// Layers, for [`crate::Command::Paste`].
    Layers {
        /// The usable ones.
        layers: Vec<Layer>,
        /// How many broke a rule.
        left_out: usize,
    },
    /// The source of an SVG, for the reader of uploads. Nothing of it was looked at but how it begins.
    Drawing(String),
    /// Words, for a new text.
    Words(String),
}

/// Why a clipboard cannot be pasted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Too much.
    #[error(
        "that is too much to paste: {bytes} bytes, and {MAX_CLIP_BYTES} can be read; copy less"
    )]
    TooLarge {
        /// How much.
        bytes: usize,
    },
    /// Copied in a newer Atelier.
    #[error("that was copied in a newer Atelier; reload this page, then paste again")]
    Newer,
    /// Layers that cannot be read.
    #[error("the copied layers are damaged; copy them again")]
    Damaged,
    /// Nothing that can be used.
    #[error("there is nothing to paste; copy layers, a picture or words first")]
    Empty,
}

/// The selected layers for a clipboard, bottom first; `None` where nothing is selected.
pub fn copied(session: &Session) -> Option<Copied> {
    let layers: Vec<Layer> =
        session.selected().into_iter().map(|layer| Layer::clone(layer)).collect();
    if layers.is_empty() {
        return None;
    }
    let words: Vec<&str> = layers.iter().filter_map(words_of).collect();
    let words = words.join("\n");
    let layers = json::write_text(&Clip { atelier_layers: SCHEMA, layers });
    let html = format!("<p {ATTRIBUTE}{}\">{}</p>", escaped(&layers), escaped(&words));
    let text = if words.is_empty() { layers.clone() } else { words };
    Some(Copied { layers, html, text })
}

fn words_of(layer: &Layer) -> Option<&str> {
    match &layer.content {
        design::Content::Text(text) => Some(text.content.as_str()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// What a clipboard offers: layers in whatever form, else a drawing, else words. Text that is the source of an SVG is a
/// drawing, as drawing programs and code editors copy it.
///
/// # Errors
/// [`PasteError`] says what is wrong, and what to do.
pub fn pasted(clipboard: Clipboard<'_>) -> Result<Pasted, PasteError> {
    let Clipboard { layers, html, svg, text } = clipboard;
    if !layers.is_empty() {
        return read(layers);
    }
    if let Some(layers) = in_html(html) {
        return read(&layers);
    }
    if text.starts_with(MARK) {
        return read(text);
    }
    if let Some(drawing) = [svg, text].into_iter().find(|text| is_svg(text)) {
        within_limit(drawing)?;
        return Ok(Pasted::Drawing(drawing.to_owned()));
    }
    within_limit(html)?;
    within_limit(text)?;
    let words = limits::written(text);
    if words.trim().is_empty() { Err(PasteError::Empty) } else { Ok(Pasted::Words(words)) }
}

fn within_limit(text: &str) -> Result<(), PasteError> {
    let bytes = text.len();
    if bytes > MAX_CLIP_BYTES { Err(PasteError::TooLarge { bytes }) } else { Ok(()) }
}

/// Whether text begins as an SVG file does: with the element, or with what XML allows before it.
fn is_svg(text: &str) -> bool {
    /// How far the element may be behind the beginning: comments and lists of entities come before it.
    const FARTHEST: usize = 8 * 1024;
    let text = text.trim_start_matches(|sign: char| sign == '\u{feff}' || sign.is_whitespace());
    let ends_name = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || "/>".contains(c));
    if let Some(rest) = text.strip_prefix("<svg") {
        return ends_name(rest);
    }
    let is_xml = ["<?xml", "<!DOCTYPE svg", "<!--"].iter().any(|start| text.starts_with(start));
    is_xml
        && text
            .match_indices("<svg")
            .any(|(at, name)| at < FARTHEST && text.get(at + name.len()..).is_some_and(ends_name))
}

fn read(text: &str) -> Result<Pasted, PasteError> {
    within_limit(text)?;
    let damaged = |_| PasteError::Damaged;
    let json = json::Json::new(text.as_bytes()).map_err(|_| PasteError::Damaged)?;
    let ClipSchema { atelier_layers } = json.read().map_err(damaged)?;
    if atelier_layers > SCHEMA {
        return Err(PasteError::Newer);
    }
    let Clip { mut layers, .. } = json.read().map_err(damaged)?;
    let all = layers.len();
    layers.truncate(MAX_LAYERS);
    layers.retain(|layer| broken_rule(layer.id, layer).is_none());
    let left_out = all - layers.len();
    if layers.is_empty() {
        Err(PasteError::Damaged)
    } else {
        Ok(Pasted::Layers { layers, left_out })
    }
}

/// The layers in HTML. It is searched as text and never parsed, so nothing in it can run.
fn in_html(html: &str) -> Option<String> {
    if html.len() > 3 * MAX_CLIP_BYTES {
        return None;
    }
    let (_, rest) = html.split_once(ATTRIBUTE)?;
    let (value, _) = rest.split_once('"')?;
    Some(unescaped(value))
}

const ESCAPES: [(&str, &str); 4] = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];

fn escaped(text: &str) -> String {
    ESCAPES.iter().rev().fold(text.to_owned(), |text, (code, sign)| text.replace(sign, code))
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&nbsp;", "\u{a0}");
    ESCAPES.iter().fold(text, |text, (code, sign)| text.replace(code, sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestEditor;

    fn of_two() -> (TestEditor, Copied) {
        let mut editor = TestEditor::new();
        let shape = editor.rectangle(0.0, 0.0, 10.0, 10.0);
        let text = editor.text("Salt & \"pepper\" <&amp;>\u{a0}");
        editor.select(&[shape, text]);
        let copied = copied(&editor.session).unwrap();
        (editor, copied)
    }

    fn count(clipboard: Clipboard<'_>) -> usize {
        match pasted(clipboard) {
            Ok(Pasted::Layers { layers, left_out: 0 }) => layers.len(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn layers_come_back_from_every_form() {
        let (_, Copied { layers, html, text }) = of_two();
        assert_eq!(text, "Salt & \"pepper\" <&amp;>\u{a0}");
        assert_eq!(count(Clipboard { layers: &layers, ..Clipboard::default() }), 2);
        assert_eq!(count(Clipboard { html: &html, text: &text, ..Clipboard::default() }), 2);
        assert_eq!(count(Clipboard { text: &layers, ..Clipboard::default() }), 2);
        let wrapped = format!("<html><body><!--StartFragment-->{html}</body></html>");
        let from_html = pasted(Clipboard { html: &wrapped, ..Clipboard::default() });
        assert_eq!(from_html, pasted(Clipboard { layers: &layers, ..Clipboard::default() }));
    }

    #[test]
    fn a_selection_without_words_is_its_own_text() {
        let mut editor = TestEditor::new();
        editor.rectangle(0.0, 0.0, 10.0, 10.0);
        let copied = copied(&editor.session).unwrap();
        assert_eq!(copied.text, copied.layers);
    }

    const STAR: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";

    #[test]
    fn a_drawing_comes_before_words_and_behind_layers() {
        let drawing = Ok(Pasted::Drawing(STAR.into()));
        let (html, text) = ("<b>a star</b>", "a star");
        let clipboard = Clipboard { svg: STAR, html, text, ..Clipboard::default() };
        assert_eq!(pasted(clipboard), drawing);
        let (_, Copied { layers, html, text }) = of_two();
        assert_eq!(count(Clipboard { layers: &layers, svg: STAR, ..Clipboard::default() }), 2);
        let clipboard = Clipboard { html: &html, svg: STAR, text: &text, ..Clipboard::default() };
        assert_eq!(count(clipboard), 2);
    }

    #[test]
    fn the_source_of_an_svg_as_words_is_a_drawing() {
        let before = [
            "",
            "\u{feff}\n  ",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"\">",
            "<!DOCTYPE svg>\n",
            "<!-- drawn by hand -->",
        ];
        for before in before {
            let text = format!("{before}{STAR}\n");
            let found = pasted(Clipboard { text: &text, ..Clipboard::default() });
            assert_eq!(found, Ok(Pasted::Drawing(text.clone())));
        }
    }

    #[test]
    fn words_about_svg_and_other_code_stay_words() {
        let others = [
            "an <svg> is a drawing",
            "<svgs>",
            "<p>see <svg></svg></p>",
            "<?xml version=\"1.0\"?><html/>",
            "<!-- no drawing -->",
        ];
        for text in others {
            let found = pasted(Clipboard { text, ..Clipboard::default() });
            assert_eq!(found, Ok(Pasted::Words(text.into())));
        }
    }

    #[test]
    fn a_drawing_may_not_be_too_large() {
        let text = format!("<svg>{}", " ".repeat(MAX_CLIP_BYTES));
        let bytes = text.len();
        let found = pasted(Clipboard { text: &text, ..Clipboard::default() });
        assert_eq!(found, Err(PasteError::TooLarge { bytes }));
    }

    #[test]
    fn words_from_elsewhere_are_words_without_control_signs() {
        let text = "one\r\ntwo\tthree\u{7}";
        let words = pasted(Clipboard { html: "<b>one</b>", text, ..Clipboard::default() });
        assert_eq!(words, Ok(Pasted::Words("one\ntwo three".into())));
        assert_eq!(
            pasted(Clipboard { text: " \n", ..Clipboard::default() }),
            Err(PasteError::Empty)
        );
    }

    #[test]
    fn damaged_newer_and_huge_clipboards_are_told_apart() {
        let own = |layers| pasted(Clipboard { layers, ..Clipboard::default() });
        assert_eq!(own("{\"atelier_layers\":1,\"layers\":[{}]}"), Err(PasteError::Damaged));
        assert_eq!(own("{\"atelier_layers\":1,\"layers\":[]}"), Err(PasteError::Damaged));
        assert_eq!(own("{\"atelier_layers\":1"), Err(PasteError::Damaged));
        assert_eq!(own("{\"atelier_layers\":99999,\"new\":[]}"), Err(PasteError::Newer));
        let huge = "x".repeat(MAX_CLIP_BYTES + 1);
        let bytes = huge.len();
        assert_eq!(own(&huge), Err(PasteError::TooLarge { bytes }));
        let words = pasted(Clipboard { text: &huge, ..Clipboard::default() });
        assert_eq!(words, Err(PasteError::TooLarge { bytes }));
    }
}
