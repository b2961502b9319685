//! The files of the library of motifs, read and checked. A file with other bytes than the list says is refused.

use geom::Drawing;
use json::FromJson;
use json::{JsonError, read};

use super::folded;
use crate::placed::sound;
use crate::{ArtworkId, DrawingError};

/// The list of all motifs.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct MotifList {
    /// Ids of the categories, in the order of the panel.
    pub categories: Vec<String>,
    /// Files with drawings.
    pub packs: Vec<MotifFile>,
    /// Files with names and tags.
    pub languages: Vec<MotifLanguage>,
    /// The motifs, those of a category together.
    pub motifs: Vec<Motif>,
}

/// A file of the library.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct MotifFile {
    /// Its name beside the list.
    pub file: String,
    /// SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}

/// Names and tags in one language.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct MotifLanguage {
    /// The language's ISO 639-1 code.
    pub lang: String,
    /// The file's name beside the list.
    pub file: String,
    /// SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}

/// A motif.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Motif {
    /// Its id in designs: `a-z 0-9 -`.
    pub id: String,
    /// The emoji that it draws.
    #[json(default)]
    pub emoji: Option<String>,
    /// Place of its category.
    pub category: usize,
    /// Place of its name and tags in each language; variants share them.
    pub subject: usize,
    /// Place of the file with its drawing.
    pub pack: usize,
}

/// Names and tags of one language, by subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MotifWords {
    /// Names as shoppers read them.
    pub names: Vec<String>,
    /// Names as they are compared.
    pub(super) folded: Vec<String>,
    /// Tags as they are compared, `|` between.
    pub(super) tags: Vec<String>,
}

/// A motif's drawing in its pack.
#[derive(Clone, Debug, PartialEq, FromJson)]
#[json(deny_unknown_fields)]
pub struct PackedMotif {
    /// The motif's id.
    pub id: String,
    /// What it looks like.
    pub drawing: Drawing,
}

/// Why a file of the library cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MotifError {
    /// Its bytes are not those that the list names.
    #[error("{file} is not the file that the list names; load the page again")]
    Changed {
        /// Which file.
        file: String,
    },
    /// It is not what it should be.
    #[error("{file} is damaged ({path}: {reason}); load the page again")]
    Damaged {
        /// Which file.
        file: String,
        /// JSON path of what is wrong.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// A drawing in it cannot be drawn.
    #[error("the motif {motif} cannot be used: {reason}")]
    Drawing {
        /// Which motif.
        motif: String,
        /// What is wrong with it.
        reason: DrawingError,
    },
}

/// Reads the list.
///
/// # Errors
/// [`MotifError::Damaged`] where it is not one, or names something that is not there.
pub fn read_motif_list(bytes: &[u8]) -> Result<MotifList, MotifError> {
    let list: MotifList = read(bytes).map_err(|error| damaged("motifs.json", error))?;
    let files = list.packs.iter().map(|pack| &pack.file);
    let mut files = files.chain(list.languages.iter().map(|language| &language.file));
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    // A name leads nowhere but to the list's own folder.
    if let Some(file) = files.find(|file| !file.bytes().all(plain) || file.starts_with('.')) {
        return Err(wrong("packs", format!("`{file}` is no name of a file")));
    }
    let lost =
        |motif: &&Motif| motif.category >= list.categories.len() || motif.pack >= list.packs.len();
    match list.motifs.iter().find(lost) {
        Some(motif) => Err(wrong(
            "motifs",
            format!("`{}` has a category or a pack that is not there", motif.id),
        )),
        None => Ok(list),
    }
}

/// Reads names and tags.
///
/// # Errors
/// [`MotifError`] where they are not those of the list.
pub fn read_motif_words(file: &MotifLanguage, bytes: &[u8]) -> Result<MotifWords, MotifError> {
    #[derive(FromJson)]
    struct Words {
        names: Vec<String>,
        tags: Vec<String>,
    }
    verified(&file.file, &file.sha256, bytes)?;
    let words: Words = read(bytes).map_err(|error| damaged(&file.file, error))?;
    let Words { names, tags } = words;
    let folded = names.iter().map(|name| folded(name)).collect();
    Ok(MotifWords { names, folded, tags })
}

/// Reads the drawings of a pack.
///
/// # Errors
/// [`MotifError`] where they are not those of the list, or one of them cannot be drawn.
pub fn read_motif_pack(file: &MotifFile, bytes: &[u8]) -> Result<Vec<PackedMotif>, MotifError> {
    #[derive(FromJson)]
    struct Pack {
        motifs: Vec<PackedMotif>,
    }
    verified(&file.file, &file.sha256, bytes)?;
    let pack: Pack = read(bytes).map_err(|error| damaged(&file.file, error))?;
    for motif in &pack.motifs {
        sound(&motif.drawing)
            .map_err(|reason| MotifError::Drawing { motif: motif.id.clone(), reason })?;
    }
    Ok(pack.motifs)
}

fn verified(file: &str, sha256: &str, bytes: &[u8]) -> Result<(), MotifError> {
    if ArtworkId::of(bytes).to_string() == sha256 {
        Ok(())
    } else {
        Err(MotifError::Changed { file: file.to_owned() })
    }
}

fn damaged(file: &str, JsonError { path, reason }: JsonError) -> MotifError {
    MotifError::Damaged { file: file.to_owned(), path, reason }
}

fn wrong(path: &str, reason: String) -> MotifError {
    damaged("motifs.json", JsonError { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(packs: &str, motif: &str) -> Result<MotifList, MotifError> {
        let json =
            format!(r#"{{"categories":["a"],"packs":{packs},"languages":[],"motifs":[{motif}]}}"#);
        read_motif_list(json.as_bytes())
    }

    #[test]
    fn a_motif_names_what_is_there() {
        let pack = r#"[{"file":"a.json","sha256":""}]"#;
        assert!(list(pack, r#"{"id":"x","category":0,"subject":0,"pack":0}"#).is_ok());
        assert!(list(pack, r#"{"id":"x","category":1,"subject":0,"pack":0}"#).is_err());
        assert!(list("[]", r#"{"id":"x","category":0,"subject":0,"pack":0}"#).is_err());
    }

    #[test]
    fn a_file_is_never_outside_of_the_folder() {
        for name in ["../a.json", "/a", "http:a", ".a", "a\\b"] {
            let packs = format!(r#"[{{"file":{name:?},"sha256":""}}]"#);
            assert!(list(&packs, "").is_err(), "{name}");
        }
    }

    #[test]
    fn other_bytes_than_the_list_names_are_refused() {
        let bytes = br#"{"motifs":[]}"#;
        let sha256 = ArtworkId::of(bytes).to_string();
        let file = MotifFile { file: "a.json".into(), sha256 };
        assert_eq!(read_motif_pack(&file, bytes), Ok(Vec::new()));
        let changed = read_motif_pack(&file, br#"{"motifs": []}"#);
        assert_eq!(changed, Err(MotifError::Changed { file: "a.json".into() }));
    }
}
