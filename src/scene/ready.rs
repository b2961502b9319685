//! What is finished before scenes are resolved, kept in tables. Setting texts is done elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use design::{ArtworkId, TextKey, is_drawing, read_drawing};
use geom::{Drawing, Table, TextBlock};

use crate::Resources;

/// Texts and drawings that are finished.
#[derive(Clone, Debug, Default)]
pub struct Ready {
    /// The outlines of texts.
    pub texts: BTreeMap<TextKey, Arc<TextBlock>>,
    /// Drawings, by the artwork that they were read from.
    pub drawings: BTreeMap<ArtworkId, Arc<Drawing>>,
}

/// The drawings among artworks. What is damaged is left out: the check finds it.
pub fn drawings<B: AsRef<[u8]>>(
    artworks: &Table<ArtworkId, B>,
) -> BTreeMap<ArtworkId, Arc<Drawing>> {
    let drawings = artworks.iter().filter(|(_, bytes)| is_drawing(bytes.as_ref()));
    drawings
        .filter_map(|(id, bytes)| Some((*id, Arc::new(read_drawing(bytes.as_ref()).ok()?))))
        .collect()
}

impl Resources for Ready {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.texts.get(key).cloned()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.get(id).cloned()
    }
}

/// Nothing is finished: texts have their estimated size, the same everywhere, and drawings are left out.
#[derive(Clone, Copy, Debug)]
pub struct NoneReady;

impl Resources for NoneReady {
    fn text(&self, _: &TextKey) -> Option<Arc<TextBlock>> {
        None
    }

    fn drawing(&self, _: &ArtworkId) -> Option<Arc<Drawing>> {
        None
    }
}
