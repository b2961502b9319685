//! Large families, cut into slices that each have some of the characters (`public/fonts/slices.json`), so that a text
//! loads only what it needs: Chinese, Japanese, Korean, and emoji in colour. The list of them is read only when a text
//! has a character that no font of the font list has. It does not load fonts.

use std::collections::BTreeMap;

use design::FontId;
use json::{FromJson, ToJson};

use crate::list::Category;
use crate::{Coverage, FontEntry, Sha256Hex, TypesetError};

/// What a sliced family was made for; the same Han character looks different in each of these languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum SliceUse {
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Simplified Chinese.
    Chinese,
    /// Emoji in colour.
    Emoji,
}

/// A sliced family. Its slices are named `ID-0`, `ID-1`, ... and lie in the folder `ID` beside the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SlicedFamily {
    /// Its id. A font of the list with the same id has the family's Latin letters, and can be chosen.
    pub(crate) id: FontId,
    /// What it was made for.
    pub(crate) made_for: SliceUse,
    /// Its slices as entries of a list.
    pub(crate) slices: Vec<FontEntry>,
    /// Emoji of several characters, or shown in colour only if asked for, without joined skin tones and variation
    /// selectors; and the number of their slice.
    pub(crate) sequences: BTreeMap<String, usize>,
}

#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct FamilyJson {
    id: FontId,
    name: String,
    made_for: SliceUse,
    licence: String,
    source: String,
    slices: Vec<SliceJson>,
}

#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct SliceJson {
    coverage: Coverage,
    #[json(default)]
    sequences: String,
    sha256: Sha256Hex,
}

/// Reads a list of sliced families in JSON.
pub(crate) fn read(json: &str) -> Result<Vec<SlicedFamily>, TypesetError> {
    let wrong =
        |problem: String| TypesetError::List { place: "the list of slices".into(), problem };
    let families: Vec<FamilyJson> =
        json::read(json.as_bytes()).map_err(|error| wrong(error.to_string()))?;
    families.into_iter().map(|family| family.read().map_err(wrong)).collect()
}

impl FamilyJson {
    fn read(self) -> Result<SlicedFamily, String> {
        let mut sequences = BTreeMap::new();
        let mut slices = Vec::with_capacity(self.slices.len());
        for (index, slice) in self.slices.into_iter().enumerate() {
            for sequence in slice.sequences.split_ascii_whitespace() {
                let read = sequence
                    .split('-')
                    .map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                let read: Option<String> = read.collect();
                let sequence = read.ok_or_else(|| format!("`{sequence}` is no sequence"))?;
                sequences.insert(sequence, index);
            }
            slices.push(FontEntry {
                id: FontId(format!("{}-{index}", self.id)),
                name: self.name.clone(),
                file: format!("{}/{index}.ttf", self.id),
                category: Category::Symbols,
                moods: Vec::new(),
                scripts: Vec::new(),
                fallback: false,
                coverage: slice.coverage,
                licence: self.licence.clone(),
                source: self.source.clone(),
                sha256: slice.sha256,
            });
        }
        Ok(SlicedFamily { id: self.id, made_for: self.made_for, slices, sequences })
    }
}

impl SlicedFamily {
    /// The slice that has a character.
    pub(crate) fn slice_for(&self, character: char) -> Option<&FontEntry> {
        self.slices.iter().find(|slice| slice.coverage.has(character))
    }

    /// The slice that has a grapheme as an emoji.
    pub(crate) fn emoji(&self, grapheme: &str) -> Option<&FontEntry> {
        let bare = bare(grapheme);
        let mut characters = bare.chars();
        match (characters.next(), characters.next()) {
            (Some(alone), None) => self.slice_for(alone).or_else(|| {
                let asked = bare.len() < grapheme.len();
                self.sequences.get(&bare).filter(|_| asked).and_then(|&at| self.slices.get(at))
            }),
            (Some(_), Some(_)) => self.sequences.get(&bare).and_then(|&at| self.slices.get(at)),
            (None, _) => None,
        }
    }
}

/// A grapheme without skin tones and the selector for emoji.
fn bare(grapheme: &str) -> String {
    let kept = |character: &char| !matches!(character, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let bare: String = grapheme.chars().filter(kept).collect();
    // A skin tone by itself is a patch of that colour.
    if bare.is_empty() { grapheme.chars().filter(|&it| it != '\u{fe0f}').collect() } else { bare }
}

/// Whether a grapheme could be an emoji in colour: the slices say whether it is one. A sign of the first 65,536 is one
/// where it is asked for, or is so by itself (Emoji_Presentation in Unicode's emoji-data.txt).
pub(crate) fn may_be_emoji(grapheme: &str) -> bool {
    let pictured = |character| {
        matches!(character,
            '\u{fe0f}' | '\u{20e3}' | '\u{1f000}'..='\u{1faff}'
            | '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}'
            | '\u{25fd}' | '\u{25fe}' | '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}'
            | '\u{267f}' | '\u{2693}' | '\u{26a1}' | '\u{26aa}' | '\u{26ab}' | '\u{26bd}'
            | '\u{26be}' | '\u{26c4}' | '\u{26c5}' | '\u{26ce}' | '\u{26d4}' | '\u{26ea}'
            | '\u{26f2}' | '\u{26f3}' | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}'
            | '\u{270a}' | '\u{270b}' | '\u{2728}' | '\u{274c}' | '\u{274e}'
            | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27b0}'
            | '\u{27bf}' | '\u{2b1b}' | '\u{2b1c}' | '\u{2b50}' | '\u{2b55}')
    };
    grapheme.contains(pictured) && !grapheme.contains('\u{fe0e}')
}

/// The order in which families of Han characters are asked: kana say that a text is Japanese, hangul that it is
/// Korean; others are taken for Chinese.
pub(crate) fn order_for(content: &str) -> [SliceUse; 3] {
    let kana = |character| matches!(character, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}');
    let hangul = |character| matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}');
    if content.contains(kana) {
        [SliceUse::Japanese, SliceUse::Chinese, SliceUse::Korean]
    } else if content.contains(hangul) {
        [SliceUse::Korean, SliceUse::Japanese, SliceUse::Chinese]
    } else {
        [SliceUse::Chinese, SliceUse::Japanese, SliceUse::Korean]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emoji() -> SlicedFamily {
        let hash = "0".repeat(64);
        let json = format!(
            r#"[{{"id":"e","name":"E","made_for":"emoji","licence":"OFL-1.1","source":"-","slices":[
            {{"coverage":"1f44d","sha256":"{hash}"}},
            {{"coverage":"1f469","sequences":"2764 1f469-200d-1f4bb","sha256":"{hash}"}}]}}]"#
        );
        read(&json).unwrap().remove(0)
    }

    fn check(grapheme: &str, expect: Option<&str>) {
        let emoji = emoji();
        let found = emoji.emoji(grapheme).map(|slice| slice.file.as_str());
        assert_eq!(found, expect, "{grapheme:?}");
    }

    #[test]
    fn an_emoji_is_in_the_slice_of_its_sequence_whatever_its_skin_tone() {
        check("👍", Some("e/0.ttf"));
        check("👍🏽", Some("e/0.ttf"));
        check("👩🏿\u{200d}💻", Some("e/1.ttf"));
        check("👩\u{200d}🚀", None);
    }

    #[test]
    fn a_sign_is_an_emoji_only_if_asked_for() {
        check("❤", None);
        check("❤\u{fe0f}", Some("e/1.ttf"));
        assert!(!may_be_emoji("❤\u{fe0e}") && may_be_emoji("❤\u{fe0f}") && !may_be_emoji("1"));
    }

    #[test]
    fn a_damaged_list_of_slices_is_an_error() {
        let sequence = r#"[{"id":"e","name":"E","made_for":"emoji","licence":"","source":"","slices":[
            {"coverage":"20","sequences":"110000","sha256":""}]}]"#;
        for json in ["", "[{}]", sequence] {
            assert!(matches!(read(json), Err(TypesetError::List { .. })), "{json}");
        }
    }
}
