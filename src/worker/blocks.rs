//! Finished texts and drawings of a worker, by content, so that a text is set and a drawing is read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use design::{ArtworkId, Design, Text, TextKey, is_drawing, read_drawing};
use geom::{Drawing, TextBlock};
use jobs::JobError;
use scene::Resources;

use crate::files::{Fonts, text_error};

/// Most texts that are kept.
const MOST_BLOCKS: usize = 2_000;

/// Finished texts and the fonts to set more.
#[derive(Default)]
pub(crate) struct Blocks {
    /// The fonts.
    pub(crate) fonts: Fonts,
    blocks: RefCell<BTreeMap<TextKey, Arc<TextBlock>>>,
    drawings: RefCell<BTreeMap<ArtworkId, Arc<Drawing>>>,
}

impl Blocks {
    /// Sets a text, if it is not set already.
    ///
    /// # Errors
    /// A font that did not load, or a text that cannot be set.
    pub(crate) async fn set(&self, base: &str, text: &Text) -> Result<Arc<TextBlock>, JobError> {
        let key = text.key();
        if let Some(block) = self.text(&key) {
            return Ok(block);
        }
        self.fonts.prepare(base, text).await?;
        let shaped = self.fonts.with(|library| typeset::shape(text, library));
        let closed = || JobError::Text { reason: "the fonts are not open".into() };
        let block = Arc::new(shaped.ok_or_else(closed)?.map_err(|error| text_error(&error))?);
        let mut blocks = self.blocks.borrow_mut();
        if blocks.len() >= MOST_BLOCKS {
            blocks.clear();
        }
        blocks.insert(key, block.clone());
        Ok(block)
    }

    /// Sets every text of a design that is shown.
    ///
    /// # Errors
    /// The first text that could not be set.
    pub(crate) async fn set_all(&self, base: &str, design: &Design) -> Result<(), JobError> {
        for layer in design.layers.values().filter(|layer| !layer.hidden) {
            if let Some(text) = layer.content.shaped() {
                self.set(base, &text).await?;
            }
        }
        Ok(())
    }

    /// Keeps a drawing, if bytes are one; a damaged one is as if it were not there, which is said when it is needed.
    pub(crate) fn keep(&self, id: ArtworkId, bytes: &[u8]) {
        if is_drawing(bytes)
            && !self.drawings.borrow().contains_key(&id)
            && let Ok(drawing) = read_drawing(bytes)
        {
            self.drawings.borrow_mut().insert(id, Arc::new(drawing));
        }
    }
}

impl Resources for Blocks {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.blocks.borrow().get(key).cloned()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.borrow().get(id).cloned()
    }
}
