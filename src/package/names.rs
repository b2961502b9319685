//! Names of the files that a print shop opens, from a template. Names never collide, and every system takes them.
//! Not here: folders; the package puts names into its own.

use std::collections::BTreeSet;

/// The template where none is given.
pub const DEFAULT_NAMES: &str = "{order}-{line}-{sku}-{side}.{ext}";
/// Longest template, in bytes.
pub const MAX_TEMPLATE: usize = 120;
/// Longest name, in bytes: with folders around it, Windows still opens it.
pub const MAX_NAME: usize = 150;
/// Most letters of a field's value that go into a name.
pub const MAX_VALUE: usize = 48;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "conin$",
    "conout$",
];

/// What a template may name between braces.
pub const FIELDS: [&str; 11] = [
    "order", "line", "sku", "product", "colour", "size", "quantity", "side", "name", "design",
    "ext",
];

/// A template of names that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTemplate {
    text: String,
    /// Without the ending.
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    /// Its number in [`FIELDS`].
    Field(usize),
}

/// Why a template, or a name made from it, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Empty, or longer than [`MAX_TEMPLATE`].
    #[error("the name template has {bytes} bytes; write 1 to {MAX_TEMPLATE}")]
    TemplateLength {
        /// Its length.
        bytes: usize,
    },
    /// A character that some system does not take in a name.
    #[error(
        "the name template has `{found}`; use letters a-z, digits, `-`, `_`, `.` and {{fields}}"
    )]
    Character {
        /// The character.
        found: char,
    },
    /// A field that nobody knows.
    #[error("the name template has no field `{{{found}}}`; there are {}", FIELDS.join(", "))]
    Field {
        /// What stands between the braces, cut to 40 characters.
        found: String,
    },
    /// A brace without its partner.
    #[error("the name template has a brace without its partner")]
    Brace,
    /// It does not end in `.{ext}`, or has `{ext}` elsewhere.
    #[error("the name template has to end in `.{{ext}}`, and to name it only there")]
    Ending,
    /// It begins with a dot or a dash, or has two dots in a row.
    #[error("a name may not begin with `.` or `-`, nor have two dots in a row")]
    Dots,
    /// A name is longer than [`MAX_NAME`].
    #[error("the name template gives a name of {bytes} bytes; at most {MAX_NAME} are possible")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

/// What the fields of a name stand for, in the order of [`FIELDS`] but for the ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameValues {
    /// `{order}`: the order's number.
    pub order: String,
    /// `{line}`: the line's number in the order.
    pub line: String,
    /// `{sku}`: product, colour and size.
    pub sku: String,
    /// `{product}`: the product's id.
    pub product: String,
    /// `{colour}`: the colour's id.
    pub colour: String,
    /// `{size}`: the size's id.
    pub size: String,
    /// `{quantity}`: number of pieces.
    pub quantity: String,
    /// `{side}`: the side's id.
    pub side: String,
    /// `{name}`: the design's name.
    pub name: String,
    /// `{design}`: the first letters of the design's SHA-256.
    pub design: String,
    /// `{ext}`: the format's ending, `pdf`, `png` or `svg`.
    pub ext: String,
}

impl NameValues {
    fn get(&self, field: usize) -> &str {
        let all = [
            &self.order,
            &self.line,
            &self.sku,
            &self.product,
            &self.colour,
            &self.size,
            &self.quantity,
            &self.side,
            &self.name,
            &self.design,
            &self.ext,
        ];
        all.get(field).map_or("", |value| value.as_str())
    }
}

impl NameTemplate {
    /// Reads a template such as [`DEFAULT_NAMES`].
    ///
    /// # Errors
    /// [`NameError`] says what to write instead.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        const ENDING: &str = ".{ext}";
        if text.is_empty() || text.len() > MAX_TEMPLATE {
            return Err(NameError::TemplateLength { bytes: text.len() });
        }
        let mut parts = Vec::new();
        let stem = text.strip_suffix(ENDING).ok_or(NameError::Ending);
        let mut rest = stem.as_ref().copied().unwrap_or(text);
        while let Some(first) = rest.chars().next() {
            if first == '{' {
                let (name, after) = rest[1..].split_once('}').ok_or(NameError::Brace)?;
                let found = FIELDS.iter().position(|field| *field == name);
                let unknown = || NameError::Field { found: name.chars().take(40).collect() };
                parts.push(Part::Field(found.ok_or_else(unknown)?));
                rest = after;
                continue;
            }
            let end = rest.find(['{', '}']).unwrap_or(rest.len());
            if end == 0 {
                return Err(NameError::Brace);
            }
            let (literal, after) = rest.split_at(end);
            if let Some(found) = literal.chars().find(|letter| !is_safe(*letter)) {
                return Err(NameError::Character { found });
            }
            parts.push(Part::Literal(literal.to_owned()));
            rest = after;
        }
        let stem = stem?;
        if stem.is_empty() || parts.contains(&Part::Field(FIELDS.len() - 1)) {
            return Err(NameError::Ending);
        }
        if stem.starts_with(['.', '-']) || stem.contains("..") || stem.ends_with('.') {
            return Err(NameError::Dots);
        }
        Ok(Self { text: text.to_owned(), parts })
    }

    /// The template as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Names of files, in their order. Where two would be the same on a system that does not tell upper from lower case,
    /// the later one gets `-2`, `-3` and so on before its ending.
    ///
    /// # Errors
    /// [`NameError::TooLong`].
    pub fn names(&self, files: &[NameValues]) -> Result<Vec<String>, NameError> {
        let mut taken = BTreeSet::new();
        let mut names = Vec::with_capacity(files.len());
        for values in files {
            let (stem, ending) = (self.stem(values), clean(&values.ext));
            let mut name = format!("{stem}.{ending}");
            let mut number = 2;
            while !taken.insert(name.to_ascii_lowercase()) {
                name = format!("{stem}-{number}.{ending}");
                number += 1;
            }
            if name.len() > MAX_NAME {
                return Err(NameError::TooLong { bytes: name.len() });
            }
            names.push(name);
        }
        Ok(names)
    }

    fn stem(&self, values: &NameValues) -> String {
        let mut stem = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => stem.push_str(text),
                Part::Field(field) => stem.push_str(&clean(values.get(*field))),
            }
        }
        if is_device(&stem) { format!("_{stem}") } else { stem }
    }
}

/// Whether Windows takes a name for a device: what counts is what stands before the first dot.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

/// Whether every system takes a character in a name, as it is.
pub(crate) const fn is_safe(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.')
}

/// A value that every system takes as a part of a name: what is not a-z, A-Z, 0-9 or `_` becomes a dash, several in a row
/// one, none at its ends. `none` where nothing is left.
fn clean(value: &str) -> String {
    let mut clean = String::new();
    for letter in value.chars() {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            clean.push(letter);
        } else if !clean.is_empty() && !clean.ends_with('-') {
            clean.push('-');
        }
        if clean.len() >= MAX_VALUE {
            break;
        }
    }
    let clean = clean.trim_end_matches('-');
    if clean.is_empty() { "none".to_owned() } else { clean.to_owned() }
}
