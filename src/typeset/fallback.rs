//! Which fonts a text needs: its own, and those that stand in for what it lacks. It loads none of them.

use std::collections::{BTreeMap, BTreeSet};

use design::{FontId, Text};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_segmenter::GraphemeClusterSegmenter;

use crate::glyphs::{is_invisible, is_line_break};
use crate::slices::{self, SliceUse, SlicedFamily};
use crate::{FontEntry, FontList};

/// The fonts that have to be loaded for a text: its own first, then the fallbacks for characters that it has
/// not, in the list's order, then slices of large families, then the fonts of its spans. Load these, [`crate::FontLibrary::add`] them, then
/// [`crate::shape`].
pub fn required_fonts(text: &Text, list: &FontList) -> Vec<FontId> {
    let own = list.find_or_default(&text.font);
    let mut needed = Fallbacks::new(own, &text.content, list);
    let mut rest = String::new();
    for (_, grapheme) in graphemes(&text.content) {
        match list.emoji(grapheme) {
            Some(slice) => needed.emoji.push(&slice.id),
            None => rest.push_str(grapheme),
        }
    }
    // Parts of a Korean syllable are drawn as the syllable; other letters apart from their marks may be in a font only
    // as one character.
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&rest);
    if has_parts_of_syllables(&rest) || !needed.add(&rest) {
        needed.add(&composed);
    }
    let mut fonts: Vec<FontId> = needed.in_order().cloned().collect();
    for font in text.spans.iter().filter_map(|span| span.font.as_ref()) {
        if list.find(font).is_some() && !fonts.contains(font) {
            fonts.push(font.clone());
        }
    }
    fonts
}

/// The fonts that stand in for a text's own font.
struct Fallbacks<'a> {
    own: &'a FontEntry,
    list: &'a FontList,
    /// Families of slices in the order in which they are asked.
    families: Vec<&'a SlicedFamily>,
    entries: BTreeSet<&'a FontId>,
    /// By place of the family in `families`, then of the slice.
    slices: BTreeMap<(usize, usize), &'a FontId>,
    emoji: Vec<&'a FontId>,
}

impl<'a> Fallbacks<'a> {
    fn new(own: &'a FontEntry, content: &str, list: &'a FontList) -> Self {
        let order = slices::order_for(content);
        let rank = |family: &SlicedFamily| {
            let by_language = order.iter().position(|made_for| *made_for == family.made_for);
            (family.id != own.id, by_language)
        };
        let letters = list.sliced().iter().filter(|family| family.made_for != SliceUse::Emoji);
        let mut families: Vec<&SlicedFamily> = letters.collect();
        families.sort_by_key(|family| rank(family));
        Self {
            own,
            list,
            families,
            entries: BTreeSet::new(),
            slices: BTreeMap::new(),
            emoji: Vec::new(),
        }
    }

    /// Adds what characters need; whether there is a font for each of them.
    fn add(&mut self, content: &str) -> bool {
        let characters: BTreeSet<char> =
            content.chars().filter(|&character| !is_never_drawn(character)).collect();
        let lacking = characters.into_iter().filter(|&it| !self.own.coverage.has(it));
        let mut complete = true;
        for character in lacking {
            let own_slices = self.families.first().filter(|family| family.id == self.own.id);
            let in_own = own_slices.and_then(|family| family.slice_for(character)).is_some();
            match self.list.fallback_for(character).filter(|_| !in_own) {
                Some(entry) => {
                    self.entries.insert(&entry.id);
                }
                None => complete &= self.add_slice(character),
            }
        }
        complete
    }

    fn add_slice(&mut self, character: char) -> bool {
        for (place, family) in self.families.iter().enumerate() {
            let has = |slice: &FontEntry| slice.coverage.has(character);
            if let Some(index) = family.slices.iter().position(has) {
                self.slices.insert((place, index), &family.slices[index].id);
                return true;
            }
        }
        false
    }

    /// The text's own font, then that family's other slices, fonts of the list, and slices.
    fn in_order(&self) -> impl Iterator<Item = &'a FontId> {
        let of_own = |place: usize| self.families.get(place).is_some_and(|it| it.id == self.own.id);
        let slices = |own: bool| {
            let wanted = move |key: &&(usize, usize)| of_own(key.0) == own;
            self.slices.keys().filter(wanted).map(|key| self.slices[key]).collect::<Vec<_>>()
        };
        let entries: Vec<&FontId> = self
            .list
            .entries()
            .iter()
            .map(|entry| &entry.id)
            .filter(|id| self.entries.contains(id))
            .collect();
        let mut seen = BTreeSet::new();
        [vec![&self.own.id], slices(true), entries, slices(false), self.emoji.clone()]
            .concat()
            .into_iter()
            .filter(move |id| seen.insert(*id))
    }
}

/// The font that a whole grapheme has to be set in, where shaping could not tell by its characters: the slice of an emoji,
/// and the font that has a Korean syllable that is written in parts. `families` are those of the text, best first.
pub(crate) fn font_of_grapheme<'a>(
    grapheme: &str,
    families: impl IntoIterator<Item = &'a str>,
    list: &FontList,
) -> Option<FontId> {
    if let Some(slice) = list.emoji(grapheme) {
        return Some(slice.id.clone());
    }
    if !has_parts_of_syllables(grapheme) {
        return None;
    }
    let syllable = ComposingNormalizerBorrowed::new_nfc().normalize(grapheme);
    families.into_iter().map(|family| FontId(family.to_owned())).find(|family| {
        list.find(family)
            .is_some_and(|entry| syllable.chars().all(|character| entry.coverage.has(character)))
    })
}

/// Whether there are letters that Korean syllables are put together of (conjoining jamo).
fn has_parts_of_syllables(text: &str) -> bool {
    text.contains(|character| matches!(character, '\u{1100}'..='\u{11ff}'))
}

/// Whether no font has to have a character.
pub(crate) fn is_never_drawn(character: char) -> bool {
    is_line_break(character) || is_invisible(character)
}

/// The graphemes of a text, with their places in bytes.
pub(crate) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    GraphemeClusterSegmenter::new().segment_str(text).skip(1).map(move |end| {
        let grapheme = (start, &text[start..end]);
        start = end;
        grapheme
    })
}
