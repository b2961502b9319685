//! The list of fonts that ship with the project (`public/fonts/fonts.json`). Which of them a text needs: `fallback`.

use std::collections::BTreeSet;
use std::fmt;

use design::{FontId, Text};
use json::{FromJson, Raw, ToJson};

use crate::fallback::{graphemes, is_never_drawn};
use crate::slices::{self, SliceUse, SlicedFamily, may_be_emoji};
use crate::{Coverage, TypesetError};

/// The fonts that can be used, in the order in which they are offered.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct FontList {
    /// Never empty; ids differ.
    entries: Vec<FontEntry>,
    /// Large families, if their list was added.
    #[json(skip)]
    sliced: Option<Vec<SlicedFamily>>,
}

/// A font of the list.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct FontEntry {
    /// Its id, as designs name it: `a` to `z`, `0` to `9` and `-`.
    pub id: FontId,
    /// Its name, shown to the shopper.
    pub name: String,
    /// Its file, beside the list; of a slice, in its family's folder.
    pub file: String,
    /// What kind of letters it has.
    pub category: Category,
    /// What it feels like: `bold`, `playful`, ...
    pub moods: Vec<String>,
    /// Scripts that it was made for, as a person would name them.
    pub scripts: Vec<String>,
    /// Whether its characters stand in where another font has none; earlier entries come first.
    #[json(optional)]
    pub fallback: bool,
    /// The characters that it has.
    pub coverage: Coverage,
    /// Its licence (SPDX).
    pub licence: String,
    /// The package that it comes from.
    pub source: String,
    /// SHA-256 of its file: other bytes are refused, so that equal designs have equal outlines.
    pub sha256: Sha256Hex,
}

/// Read alone, so that an error can say whose it is.
#[derive(FromJson)]
struct Named {
    id: String,
}

/// What kind of letters a font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Category {
    /// Without serifs.
    Sans,
    /// With serifs.
    Serif,
    /// With heavy, blunt serifs.
    Slab,
    /// Made for few, large words.
    Display,
    /// Joined, as with a pen or brush.
    Script,
    /// As written by hand.
    Handwriting,
    /// All letters equally wide.
    Monospace,
    /// As on the shirts of a team.
    Varsity,
    /// Made of squares, as on an old screen.
    Pixel,
    /// Broken strokes, as in old books.
    Blackletter,
    /// With round ends.
    Rounded,
    /// With gaps, as cut out of a sheet.
    Stencil,
    /// Signs and pictures, no letters: only ever a fallback, not offered for choice.
    Symbols,
}

/// A SHA-256 in 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct Sha256Hex(String);

impl Sha256Hex {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Sha256Hex {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == 64 && text.bytes().all(digit) {
            return Ok(Self(text));
        }
        Err("`sha256` has to be 64 of 0-9 and a-f".to_owned())
    }
}

impl From<Sha256Hex> for String {
    fn from(hash: Sha256Hex) -> Self {
        hash.0
    }
}

impl FontList {
    /// Reads a list in JSON: an array of [`FontEntry`].
    ///
    /// # Errors
    /// [`TypesetError::List`] with the entry that is wrong.
    pub fn parse(json: &str) -> Result<Self, TypesetError> {
        let whole_file = |problem: String| TypesetError::List { place: "the file".into(), problem };
        let values: Vec<Raw> =
            json::read(json.as_bytes()).map_err(|error| whole_file(error.to_string()))?;
        if values.is_empty() {
            return Err(whole_file("there has to be at least one font".into()));
        }
        let mut seen = BTreeSet::new();
        let mut entries = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let given = value.read::<Named>().map_or("no id".into(), |named| named.id);
            let place = format!("entry {index} ({})", given.chars().take(40).collect::<String>());
            let entry = value
                .read()
                .map_err(|error| error.to_string())
                .and_then(checked)
                .and_then(|entry| match seen.insert(entry.id.clone()) {
                    true => Ok(entry),
                    false => Err("`id` is used twice".into()),
                })
                .map_err(|problem| TypesetError::List { place, problem })?;
            entries.push(entry);
        }
        Ok(Self { entries, sliced: None })
    }

    /// All fonts, in the order in which they are offered.
    pub fn entries(&self) -> &[FontEntry] {
        &self.entries
    }

    /// Adds the list of large families that are cut into slices (`slices.json`, beside the font list).
    ///
    /// # Errors
    /// [`TypesetError::List`]; the list is as it was.
    pub fn add_slices(&mut self, json: &str) -> Result<(), TypesetError> {
        self.sliced = Some(slices::read(json)?);
        Ok(())
    }

    /// Whether a text has something that none of the fonts has, so that [`FontList::add_slices`] may help.
    pub fn wants_slices(&self, text: &Text) -> bool {
        let own = self.find_or_default(&text.font);
        let in_a_font = |character: char| {
            is_never_drawn(character)
                || own.coverage.has(character)
                || self.fallback_for(character).is_some()
        };
        self.sliced.is_none()
            && (!text.content.chars().all(in_a_font)
                || graphemes(&text.content).any(|(_, grapheme)| may_be_emoji(grapheme)))
    }

    /// The font with this id, or the slice of a large family.
    pub fn find(&self, id: &FontId) -> Option<&FontEntry> {
        self.entries.iter().chain(self.slices()).find(|entry| entry.id == *id)
    }

    /// The large families that are cut into slices.
    pub(crate) fn sliced(&self) -> &[SlicedFamily] {
        self.sliced.as_deref().unwrap_or_default()
    }

    /// The slices of all large families.
    pub fn slices(&self) -> impl Iterator<Item = &FontEntry> {
        self.sliced().iter().flat_map(|family| &family.slices)
    }

    /// The slice that has a grapheme as an emoji in colour.
    pub(crate) fn emoji(&self, grapheme: &str) -> Option<&FontEntry> {
        if !may_be_emoji(grapheme) {
            return None;
        }
        let families = self.sliced().iter().filter(|family| family.made_for == SliceUse::Emoji);
        families.filter_map(|family| family.emoji(grapheme)).next()
    }

    /// The font of a new text: the first of the list.
    pub fn default_font(&self) -> &FontEntry {
        &self.entries[0]
    }

    /// The font with this id, or the default one where the list has it no longer: a text is always set.
    pub fn find_or_default(&self, id: &FontId) -> &FontEntry {
        self.find(id).unwrap_or(self.default_font())
    }

    /// The first fallback font that has a character.
    pub(crate) fn fallback_for(&self, character: char) -> Option<&FontEntry> {
        self.entries.iter().find(|entry| entry.fallback && entry.coverage.has(character))
    }
}

fn checked(entry: FontEntry) -> Result<FontEntry, String> {
    let letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if entry.id.as_str().is_empty() || !entry.id.as_str().bytes().all(letter) {
        return Err("`id` has to be made of a-z, 0-9 and -".into());
    }
    if entry.file.is_empty() || entry.file.contains(['/', '\\', ':']) {
        return Err("`file` has to be the name of a file beside the list".into());
    }
    Ok(entry)
}
