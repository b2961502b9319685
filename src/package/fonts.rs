//! The fonts of a design's texts, as a package names and holds them. Which licence lets them go along is the plan's matter.

use std::collections::BTreeMap;

use design::Design;
use typeset::{FontEntry, FontList, required_fonts};

/// A font of the design's texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedFont {
    /// Its id in the design.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its licence (SPDX).
    pub licence: String,
    /// The package that it comes from.
    pub source: String,
    /// The name of its file, with the folder of its family where it has one.
    pub file: String,
    /// Its file's SHA-256, as the font list says.
    pub sha256: String,
    /// Its bytes. They go into the package only where there is a [`crate::licence_file`].
    pub bytes: Vec<u8>,
}

impl UsedFont {
    /// A font of the list with the bytes of its file.
    pub fn new(entry: &FontEntry, bytes: Vec<u8>) -> Self {
        Self {
            id: entry.id.to_string(),
            name: entry.name.clone(),
            licence: entry.licence.clone(),
            source: entry.source.clone(),
            file: entry.file.clone(),
            sha256: entry.sha256.to_string(),
            bytes,
        }
    }
}

/// The fonts of the texts that are shown, by id. The list must know the slices of large families that the texts need.
pub fn used_fonts<'l>(design: &Design, list: &'l FontList) -> Vec<&'l FontEntry> {
    let mut used = BTreeMap::new();
    for layer in design.layers.values().filter(|layer| !layer.hidden) {
        let Some(text) = layer.content.shaped() else { continue };
        let fonts = required_fonts(&text, list).into_iter();
        used.extend(fonts.filter_map(|id| Some((list.find(&id)?.id.clone(), list.find(&id)?))));
    }
    used.into_values().collect()
}
