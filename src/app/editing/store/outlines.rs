//! Outlines of the design's texts: asked of the studio, shown when they come, kept for the next visit.

use std::sync::Arc;
use std::time::Duration;

use design::{ArtworkId, Content, Text, TextKey};
use geom::order::Ordered;
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen_futures::spawn_local;

use super::EditorStore;
use crate::lazy::{Work, lazy_code};
use crate::words::{fill, words};

impl EditorStore {
    /// Asks the studio for outlines that are wanted; one question at a time, always about the newest texts.
    pub(super) fn shape_wanted(self) {
        let studio = self.atelier.studio();
        let wanted = self.core.try_update_value(|core| {
            if core.is_shaping {
                return Default::default();
            }
            let wanted = std::mem::take(&mut core.wanted);
            let layers = &core.session.design().layers;
            let contents = || wanted.iter().filter_map(|id| Some(&layers.get(id)?.content));
            let texts: Vec<_> = contents().filter_map(Content::shaped).collect();
            let unknown = studio.unknown(texts.iter().map(AsRef::as_ref));
            core.is_shaping = !unknown.is_empty();
            let mut drawings = contents().flat_map(Content::drawings).each_once();
            drawings.retain(|id| studio.drawing(id).is_none());
            (unknown, drawings)
        });
        let Some((texts, drawings)) = wanted else { return };
        if !drawings.is_empty() {
            spawn_local(async move {
                if let Ok(work) = load_drawings(self, drawings).await {
                    work.await;
                }
            });
        }
        if texts.is_empty() {
            return;
        }
        let is_studio_up = self.core.with_value(|core| core.is_studio_up);
        spawn_local(async move {
            if !is_studio_up {
                self.recall(&texts).await;
            }
            let rest = studio.unknown(texts.iter());
            let outcome = studio.shape(rest.clone()).await;
            let gone = self.core.try_update_value(|core| {
                core.is_shaping = false;
                core.is_studio_up |= !rest.is_empty();
                for text in &rest {
                    core.fresh.insert(text.key());
                }
            });
            if gone.is_none() {
                return;
            }
            if let Err(error) = outcome {
                self.atelier.toast(&error.to_string(), None);
            }
            self.outlines_came(&texts);
            self.shape_wanted();
            self.store_outlines_later();
        });
    }

    /// Keeps new outlines of what the design still says once nobody types any more.
    fn store_outlines_later(self) {
        const QUIET: Duration = Duration::from_secs(1);
        let turn = self.core.try_update_value(|core| {
            core.outlined = core.outlined.wrapping_add(1);
            core.outlined
        });
        let store = move || {
            spawn_local(async move {
                // A cache: what is not kept is made again.
                if let Ok(work) = store_fresh(self, turn).await {
                    work.await;
                }
            });
        };
        set_timeout(store, QUIET);
    }

    /// Texts whose outlines are to be kept now, where none came since this turn.
    fn take_fresh(self, turn: Option<u32>) -> Vec<Text> {
        let texts = self.core.try_update_value(|core| {
            if Some(core.outlined) != turn {
                return Vec::new();
            }
            let fresh = std::mem::take(&mut core.fresh);
            let layers = core.session.design().layers.values();
            let texts = layers.filter_map(|layer| layer.content.shaped());
            let texts = texts.filter(|text| fresh.contains(&text.key()));
            texts.map(std::borrow::Cow::into_owned).collect()
        });
        texts.unwrap_or_default()
    }

    /// Takes outlines from an earlier visit, so that a reopened design draws before the studio is up.
    async fn recall(self, texts: &[Text]) {
        let Some(storage) = self.atelier.storage.get_untracked() else { return };
        let keys: Vec<_> = texts.iter().map(Text::key).collect();
        let stored = storage.outlines(&keys).await.unwrap_or_default();
        for (key, json) in keys.into_iter().zip(stored) {
            if let Some(block) = json.and_then(|json| json::read(&json).ok()) {
                self.atelier.studio().remember(key, Arc::new(block));
            }
        }
    }

    async fn store_outlines(self, texts: &[Text]) {
        let studio = self.atelier.studio();
        let entries: Vec<_> = texts
            .iter()
            .filter_map(|text| {
                let key = text.key();
                let block = studio.text(&key)?;
                Some((key, json::write(&*block)))
            })
            .collect();
        if let Some(storage) = self.atelier.storage.get_untracked().filter(|_| !entries.is_empty())
        {
            // A cache: what is not kept is made again.
            let _ = storage.put_outlines(&entries).await;
        }
    }

    fn outlines_came(self, texts: &[Text]) {
        let keys = texts.iter().map(Text::key).each_once();
        self.came(&|content| {
            content.shaped().is_some_and(|text| keys.binary_search(&text.key()).is_ok())
        });
        self.say_what_is_missing(&keys);
    }

    /// Draws the layers again that waited for something.
    fn came(self, waited: &dyn Fn(&Content) -> bool) {
        let touched: Vec<_> = self.core.with_value(|core| {
            core.layers
                .values()
                .filter(|signal| signal.with_untracked(|state| waited(&state.layer.content)))
                .cloned()
                .collect()
        });
        for signal in touched {
            signal.update(|state| state.outline_tick += 1);
        }
        self.outlines.update(|tick| *tick += 1);
    }

    /// Says which characters no font has, once for each new one.
    fn say_what_is_missing(self, keys: &[TextKey]) {
        let studio = self.atelier.studio();
        let blocks = keys.iter().filter_map(|key| studio.text(key));
        let missing: String = blocks.flat_map(|block| block.missing.clone()).collect();
        if !missing.is_empty() && self.missing.with_untracked(|said| *said != missing) {
            self.atelier.say(&fill(words().missing_glyphs, &[&missing]));
        }
        self.missing.set(missing);
    }

    /// The characters of a text that no font has, tracked.
    pub(crate) fn missing_of(self, text: &Text) -> String {
        self.outlines.track();
        let block = self.atelier.studio().text(&text.key());
        block.map_or_else(String::new, |block| block.missing.iter().collect())
    }
}

lazy_code! {
    /// Keeps new outlines.
    in tools: fn store_fresh(store: EditorStore, turn: Option<u32>) -> Work {
        Box::pin(async move { store.store_outlines(&store.take_fresh(turn)).await })
    }

    /// Reads drawings that layers need and draws the layers again.
    in tools: fn load_drawings(store: EditorStore, ids: Vec<ArtworkId>) -> Work {
        Box::pin(async move {
            for id in ids {
                let Some(bytes) = store.atelier.original(id).await else { continue };
                // What is damaged is as if it were not there.
                if let Ok(drawing) = design::read_drawing(&bytes.to_vec()) {
                    store.atelier.studio().keep_drawing(id, Arc::new(drawing));
                    store.came(&|content| content.drawings().any(|drawn| drawn == id));
                }
            }
        })
    }
}
