//! Finished texts of a worker, by content, so that a text is set once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use design::{Content, Design, Text, TextKey};
use geom::TextBlock;
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
            if let Content::Text(text) = &layer.content {
                self.set(base, text).await?;
            }
        }
        Ok(())
    }
}

impl Resources for Blocks {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.blocks.borrow().get(key).cloned()
    }
}
