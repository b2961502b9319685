//! QR codes: what they say becomes modules, and modules become a drawing. Sizes on the product are the layer's.

use geom::{BezPath, Drawing, FillRule, Ink, Mm, Node, Rgb, Size};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::CodeLevel;

/// Light modules around a code, which readers need (ISO/IEC 18004).
pub const QUIET_ZONE: u8 = 4;
/// Most bytes of a code's content, at the lowest level (ISO/IEC 18004, version 40).
pub const MAX_CODE: usize = 2_953;
/// Smallest module that cameras of phones read with ease in print, in mm.
pub const SMALLEST_MODULE: f64 = 0.4;
/// Contrast between dark and light below which readers fail now and then (WCAG's measure; ISO/IEC 15415 grade C and less).
pub const LEAST_CODE_CONTRAST: f64 = 4.0;

/// What is behind the modules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeGround {
    /// A light square, quiet zone included.
    #[default]
    Light,
    /// Nothing: the product shows through. The quiet zone stays free.
    Clear,
}

/// Why there is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing to say.
    #[error("write what the code says")]
    Empty,
    /// More than a code can hold.
    #[error("this is too long for a code of this level; shorten it or choose a lower level")]
    TooLong,
}

/// A QR code as a drawing: one unit a module, quiet zone included. Dark modules are black, the ground is white.
///
/// # Errors
/// [`CodeError`] where the content is empty or too long for the level.
pub fn code_drawing(
    content: &str,
    level: CodeLevel,
    ground: CodeGround,
) -> Result<Drawing, CodeError> {
    let code = modules(content, level)?;
    let side = f64::from(code.size()) + 2.0 * f64::from(QUIET_ZONE);
    let mut path = BezPath::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                let at = |place: i32| f64::from(place) + f64::from(QUIET_ZONE);
                push_box(&mut path, (at(x), at(y)), Size::new(run as f64, 1.0));
            }
            // A code has at most 177 modules a side.
            x += run.max(1) as i32;
        }
    }
    let mut nodes = Vec::new();
    if ground == CodeGround::Light {
        let mut whole = BezPath::new();
        push_box(&mut whole, (0.0, 0.0), Size::new(side, side));
        nodes.push(filled(whole, Rgb::WHITE));
    }
    nodes.push(filled(path, Rgb::BLACK));
    Ok(Drawing { size: Size::new(side, side), nodes })
}

/// Modules a side, quiet zone included.
///
/// # Errors
/// [`CodeError`] where the content is empty or too long for the level.
pub fn code_side(content: &str, level: CodeLevel) -> Result<u32, CodeError> {
    let side = modules(content, level)?.size() + 2 * i32::from(QUIET_ZONE);
    Ok(u32::try_from(side).unwrap_or_default())
}

/// What may keep a camera from reading a printed code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CodeProblem {
    /// Its modules are smaller than [`SMALLEST_MODULE`].
    Small {
        /// Edge of the whole code, quiet zone included, at which they are large enough.
        needed: Mm,
    },
    /// Dark and light are too alike: less than [`LEAST_CODE_CONTRAST`].
    Faint,
    /// Light modules on a dark ground, which many readers do not know.
    Inverted,
}

/// What may keep a camera from reading a code of this many modules a side, printed this large in these colours.
pub fn code_problems(side: u32, edge: Mm, modules: Rgb, ground: Rgb) -> Vec<CodeProblem> {
    let mut problems = Vec::new();
    if edge.mm() / f64::from(side.max(1)) < SMALLEST_MODULE {
        let needed = (f64::from(side) * SMALLEST_MODULE).ceil();
        problems.push(CodeProblem::Small { needed: Mm::new(needed) });
    }
    if modules.contrast(ground) < LEAST_CODE_CONTRAST {
        problems.push(CodeProblem::Faint);
    } else if modules.luminance() > ground.luminance() {
        problems.push(CodeProblem::Inverted);
    }
    problems
}

fn modules(content: &str, level: CodeLevel) -> Result<QrCode, CodeError> {
    if content.is_empty() {
        return Err(CodeError::Empty);
    }
    if content.len() > MAX_CODE {
        return Err(CodeError::TooLong);
    }
    let level = match level {
        CodeLevel::Low => QrCodeEcc::Low,
        CodeLevel::Medium => QrCodeEcc::Medium,
        CodeLevel::Quartile => QrCodeEcc::Quartile,
        CodeLevel::High => QrCodeEcc::High,
    };
    QrCode::encode_text(content, level).map_err(|_| CodeError::TooLong)
}

fn filled(path: BezPath, colour: Rgb) -> Node {
    Node::Fill { path, rule: FillRule::NonZero, ink: Ink::Solid(colour), opacity: 1.0 }
}

fn push_box(path: &mut BezPath, (x, y): (f64, f64), size: Size) {
    path.move_to((x, y));
    path.line_to((x + size.width, y));
    path.line_to((x + size.width, y + size.height));
    path.line_to((x, y + size.height));
    path.close_path();
}

/// What a code can be for; its text is what readers understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeContent {
    /// A link or any text, as it is.
    Text(String),
    /// A wireless network to join.
    Wifi {
        /// Its name.
        name: String,
        /// Its password; empty where it has none.
        password: String,
    },
    /// A person or a shop to add to one's contacts.
    Contact {
        /// Full name.
        name: String,
        /// Telephone number.
        phone: String,
        /// E-mail address.
        mail: String,
        /// Address of a page.
        link: String,
    },
}

impl CodeContent {
    /// The text in the code: as it is, `WIFI:` (as Android and iOS read it) or a vCard 3.0.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Wifi { name, .. } if name.is_empty() => String::new(),
            Self::Wifi { name, password } => {
                let kind = if password.is_empty() { "nopass" } else { "WPA" };
                let (name, password) = (escaped(name, "\\;,:\""), escaped(password, "\\;,:\""));
                format!("WIFI:T:{kind};S:{name};P:{password};;")
            }
            Self::Contact { name, .. } if name.is_empty() => String::new(),
            Self::Contact { name, phone, mail, link } => {
                let lines = [("FN", name), ("TEL", phone), ("EMAIL", mail), ("URL", link)];
                let lines = lines.iter().filter(|(_, value)| !value.is_empty());
                let lines: String = lines
                    .map(|(key, value)| {
                        let value = value.replace(['\r', '\n'], " ");
                        format!("{key}:{}\n", escaped(&value, "\\;,"))
                    })
                    .collect();
                let name = escaped(&name.replace(['\r', '\n'], " "), "\\;,");
                format!("BEGIN:VCARD\nVERSION:3.0\nN:{name};;;;\n{lines}END:VCARD")
            }
        }
    }

    /// What the text of a code is for, so that it can be edited again.
    pub fn of(text: &str) -> Self {
        if let Some(fields) = text.strip_prefix("WIFI:") {
            let field = |key: &str| {
                let parts = parts(fields);
                let found = parts
                    .into_iter()
                    .find_map(|part| part.strip_prefix(key)?.strip_prefix(':').map(unescaped));
                found.unwrap_or_default()
            };
            return Self::Wifi { name: field("S"), password: field("P") };
        }
        if text.starts_with("BEGIN:VCARD") {
            let field = |key: &str| {
                let found = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
                found.map(unescaped).unwrap_or_default()
            };
            return Self::Contact {
                name: field("FN"),
                phone: field("TEL"),
                mail: field("EMAIL"),
                link: field("URL"),
            };
        }
        Self::Text(text.to_owned())
    }
}

fn escaped(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if special.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            other => out.push(other),
        }
    }
    out
}

/// Parts between semicolons that are not escaped.
fn parts(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut begin, mut is_escaped) = (0, false);
    for (place, letter) in text.char_indices() {
        if letter == ';' && !is_escaped {
            found.push(&text[begin..place]);
            begin = place + 1;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    found.push(&text[begin..]);
    found
}

#[cfg(test)]
mod tests {
    use geom::path_data;

    use super::*;

    /// Reads a drawn code with a decoder that is not ours, from squares of its outlines.
    fn decoded(drawing: &Drawing) -> String {
        const SCALE: usize = 4;
        let side = drawing.size.width as usize;
        let mut dark = vec![false; side * side];
        for node in &drawing.nodes {
            let Node::Fill { path, ink: Ink::Solid(Rgb::BLACK), .. } = node else { continue };
            for square in path_data(path).split('Z').filter(|square| !square.is_empty()) {
                let numbers = square.split(['M', 'L', ' ']).filter_map(|n| n.parse::<usize>().ok());
                let numbers: Vec<_> = numbers.collect();
                for x in numbers[0]..numbers[2] {
                    dark[numbers[1] * side + x] = true;
                }
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
                if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 }
            });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn another_decoder_reads_what_was_written() {
        let texts = [
            "https://example.com/a?b=c#d".to_owned(),
            "HELLO 123".to_owned(),
            "Grüße, 你好, 🐶".to_owned(),
            "x".repeat(600),
        ];
        for text in texts {
            for level in [CodeLevel::Low, CodeLevel::Medium, CodeLevel::Quartile, CodeLevel::High] {
                for ground in [CodeGround::Light, CodeGround::Clear] {
                    let drawing = code_drawing(&text, level, ground).unwrap();
                    assert_eq!(decoded(&drawing), text);
                }
            }
        }
    }

    #[test]
    fn a_code_keeps_its_quiet_zone() {
        let drawing = code_drawing("a", CodeLevel::Low, CodeGround::Clear).unwrap();
        let Some(Node::Fill { path, .. }) = drawing.nodes.first() else { panic!("no modules") };
        let bounds = path.control_box();
        let quiet = f64::from(QUIET_ZONE);
        assert_eq!((bounds.x0, bounds.y0), (quiet, quiet));
        assert_eq!(
            (bounds.x1, bounds.y1),
            (drawing.size.width - quiet, drawing.size.height - quiet)
        );
        assert_eq!(f64::from(code_side("a", CodeLevel::Low).unwrap()), drawing.size.width);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let long = "ä".repeat(MAX_CODE / 2);
        assert!(code_drawing(&long, CodeLevel::Low, CodeGround::Light).is_ok());
        let high = code_drawing(&long, CodeLevel::High, CodeGround::Light);
        assert_eq!(high, Err(CodeError::TooLong));
        let megabyte = "a".repeat(1 << 20);
        let huge = code_drawing(&megabyte, CodeLevel::Low, CodeGround::Light);
        assert_eq!(huge, Err(CodeError::TooLong));
        assert_eq!(code_side("", CodeLevel::Low), Err(CodeError::Empty));
    }

    #[test]
    fn what_a_code_is_for_can_be_edited_again() {
        let contents = [
            CodeContent::Text("https://example.com".into()),
            CodeContent::Wifi { name: "Café; \"Süd\"".into(), password: "a;b:c\\d".into() },
            CodeContent::Wifi { name: "open".into(), password: String::new() },
            CodeContent::Contact {
                name: "Ada, Countess".into(),
                phone: "+49 30 1".into(),
                mail: "a@example.com".into(),
                link: String::new(),
            },
        ];
        for content in contents {
            assert_eq!(CodeContent::of(&content.text()), content);
        }
    }

    #[test]
    fn small_faint_and_inverted_codes_are_named() {
        let (dark, light) = (Rgb::BLACK, Rgb::WHITE);
        assert_eq!(code_problems(33, Mm::new(20.0), dark, light), []);
        let small = CodeProblem::Small { needed: Mm::new(14.0) };
        assert_eq!(code_problems(33, Mm::new(13.0), dark, light), [small]);
        let inverted = code_problems(33, Mm::new(20.0), light, dark);
        assert_eq!(inverted, [CodeProblem::Inverted]);
        let grey = Rgb::new(0x99, 0x99, 0x99);
        assert_eq!(code_problems(33, Mm::new(20.0), grey, light), [CodeProblem::Faint]);
    }

    #[test]
    fn a_network_is_written_as_phones_read_it() {
        let wifi = CodeContent::Wifi { name: "Home".into(), password: "se;cret".into() };
        assert_eq!(wifi.text(), "WIFI:T:WPA;S:Home;P:se\\;cret;;");
    }
}
