//! The rules about fonts: what a PDF says of a font against the font file in it, which is read here, and against what is shown.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Document, operations, strings};
use crate::rules::ensure;

/// A font of two bytes a code, with what it is made of.
struct Composite<'a> {
    font: &'a Value,
    inner: &'a Value,
    descriptor: &'a Value,
    /// The font file.
    file: &'a [u8],
}

/// All fonts of two bytes a code; others are not known here.
fn composites(document: &Document) -> Result<Vec<Composite<'_>>, String> {
    let is_font = |dictionary: &&Value| dictionary["/Type"] == "/Font";
    let mut all = Vec::new();
    for font in document.dictionaries().into_iter().filter(is_font) {
        match font["/Subtype"].as_str().unwrap_or_default() {
            "/Type0" => all.push(composite(document, font)?),
            "/CIDFontType2" => {}
            other => return Err(format!("a font of kind {other}")),
        }
    }
    Ok(all)
}

fn composite<'a>(document: &'a Document, font: &'a Value) -> Result<Composite<'a>, String> {
    let inner = document.at(font, &["/DescendantFonts"]).get(0).ok_or("nothing in a font")?;
    let inner = document.get(inner);
    let descriptor = document.at(inner, &["/FontDescriptor"]);
    let id = descriptor["/FontFile2"].as_str().ok_or("no TrueType file")?;
    let file = document.streams.get(id).ok_or("no file")?;
    Ok(Composite { font, inner, descriptor, file })
}

/// Whether a name begins with a tag.
fn is_tagged(name: &str) -> bool {
    let tag = name.strip_prefix('/').and_then(|name| name.split_once('+'));
    tag.is_some_and(|(tag, name)| {
        tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) && !name.is_empty()
    })
}

pub(crate) fn names(document: &Document) -> Result<(), String> {
    let mut tags = BTreeSet::new();
    for Composite { font, inner, descriptor, .. } in composites(document)? {
        let name = font["/BaseFont"].as_str().unwrap_or_default();
        ensure(is_tagged(name), || format!("{name} has no tag"))?;
        let agree = inner["/BaseFont"] == name && descriptor["/FontName"] == name;
        ensure(agree, || format!("{name}, {}, {}", inner["/BaseFont"], descriptor["/FontName"]))?;
        ensure(tags.insert(name.to_owned()), || format!("two fonts are called {name}"))?;
    }
    Ok(())
}

/// The codes that content shows in a font, which is named by the object that it is.
fn shown(document: &Document, wanted: &Value) -> BTreeSet<u16> {
    let mut codes = BTreeSet::new();
    for (owner, stream) in document.contents() {
        let fonts = document.at(owner, &["/Resources", "/Font"]);
        let mut is_set = false;
        for operation in operations(stream) {
            let Some(operand) = operation.operands.first() else { continue };
            match operation.operator.as_str() {
                "Tf" => is_set = std::ptr::eq(document.at(fonts, &[operand]), wanted),
                "Tj" | "TJ" if is_set => {
                    let bytes = strings(operand);
                    codes.extend(bytes.chunks(2).map(|code| {
                        code.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte))
                    }));
                }
                _ => {}
            }
        }
    }
    codes
}

pub(crate) fn codes(document: &Document) -> Result<(), String> {
    for Composite { font, inner, file, .. } in composites(document)? {
        let is_identity =
            font["/Encoding"] == "/Identity-H" && inner["/CIDToGIDMap"] == "/Identity";
        ensure(is_identity, || format!("{} and {}", font["/Encoding"], inner["/CIDToGIDMap"]))?;
        let count = number(table(file, b"maxp")?, 4)?;
        let codes = shown(document, font);
        ensure(!codes.is_empty(), || format!("{} is never used", font["/BaseFont"]))?;
        let last = codes.last().copied().unwrap_or_default();
        ensure(last < count, || format!("glyph {last} of {count}"))?;
        ensure(!codes.contains(&0), || "the glyph for what is not there is shown".to_owned())?;
    }
    Ok(())
}

pub(crate) fn characters(document: &Document) -> Result<(), String> {
    for Composite { font, .. } in composites(document)? {
        let id = font["/ToUnicode"].as_str().ok_or("no characters")?;
        let map = String::from_utf8_lossy(document.streams.get(id).ok_or("no characters")?);
        let mut said = BTreeSet::new();
        for line in map.lines() {
            let Some((code, says)) = line.split_once("> <") else { continue };
            let code = u16::from_str_radix(code.trim_start_matches('<'), 16).unwrap_or(0);
            let says = says.trim_end_matches('>');
            let is_said = says.len() >= 4 && !matches!(says, "0000" | "FEFF" | "FFFE");
            said.extend(is_said.then_some(code));
        }
        let mute: Vec<u16> = shown(document, font).difference(&said).copied().collect();
        ensure(mute.is_empty(), || format!("{mute:?} of {}", font["/BaseFont"]))?;
    }
    Ok(())
}

pub(crate) fn widths(document: &Document) -> Result<(), String> {
    for Composite { font, inner, file, .. } in composites(document)? {
        let widths = document.at(inner, &["/W"]);
        let first = widths[0].as_u64().ok_or("no widths")?;
        let stated = document.get(&widths[1]).as_array().ok_or("no list of widths")?;
        ensure(first == 0, || format!("widths begin at {first}"))?;
        let units = f64::from(number(table(file, b"head")?, 18)?);
        let (metrics, long) = (table(file, b"hmtx")?, number(table(file, b"hhea")?, 34)?);
        for code in shown(document, font) {
            let stated = stated.get(usize::from(code)).and_then(Value::as_f64).ok_or("no width")?;
            let place = usize::from(code.min(long.saturating_sub(1))) * 4;
            let found = f64::from(number(metrics, place)?) * 1000.0 / units;
            ensure((stated - found).abs() < 0.01, || {
                format!("glyph {code} is {found} wide, not {stated}")
            })?;
        }
    }
    Ok(())
}

/// A table of a TrueType file.
fn table<'a>(file: &'a [u8], tag: &[u8; 4]) -> Result<&'a [u8], String> {
    let missing = || format!("no table {}", String::from_utf8_lossy(tag));
    for entry in 0..usize::from(number(file, 4)?) {
        let entry = file.get(12 + entry * 16..28 + entry * 16).ok_or_else(missing)?;
        if entry.starts_with(tag) {
            let place = |at| {
                Ok::<_, String>(
                    usize::from(number(entry, at)?) << 16 | usize::from(number(entry, at + 2)?),
                )
            };
            let (from, length) = (place(8)?, place(12)?);
            return file.get(from..from + length).ok_or_else(missing);
        }
    }
    Err(missing())
}

/// Two bytes as a number.
fn number(bytes: &[u8], at: usize) -> Result<u16, String> {
    let both = bytes.get(at..at + 2).ok_or("a font file that ends too early")?;
    Ok(u16::from(both[0]) << 8 | u16::from(both[1]))
}
