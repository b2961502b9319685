//! The library of motifs: its list, its packs of drawings, its words in several languages, and searching it.
//! How the files are made, `src/dev/motifs` knows; fetching and showing them is the app's.

mod fold;
mod list;
mod search;

pub use fold::folded;
pub use list::{
    Motif, MotifError, MotifFile, MotifLanguage, MotifList, MotifWords, PackedMotif,
    read_motif_list, read_motif_pack, read_motif_words,
};
pub use search::find_motifs;
