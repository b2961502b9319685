//! The library of motifs in the editor: fetched when it is first opened, searched, put on the product. What the files hold
//! and how a search ranks is `design`'s; the panels are in this folder.

mod code;
mod colours;
mod grid;
mod own;
mod palettes;
mod panel;
mod pattern;
mod picture;
mod place;
mod tile;

use std::rc::Rc;

use design::{
    LayerId, MotifList, MotifWords, find_motifs, read_motif_list, read_motif_pack, read_motif_words,
};
use geom::{Drawing, Table};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::fetch::fetch;

pub(crate) use colours::DrawingFields;
pub(crate) use panel::ArtworkPanel;
pub(crate) use pattern::{PatternFields, RepeatFields};
pub(crate) use place::{drag_brings_motif, dropped_motif, place_dropped};

/// What pressing a motif does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Puts it on the product.
    #[default]
    Add,
    /// Puts it in a drawing's place.
    Replace(LayerId),
    /// Fills a text or a shape with it.
    Fill(LayerId),
    /// Cuts a picture to it.
    Mask(LayerId),
}

/// How far the list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Nobody asked for it yet, or it is on its way.
    Coming,
    /// It can be searched.
    Here,
    /// A sentence for the shopper.
    Failed(String),
}

/// The library. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Library {
    held: StoredValue<Held, LocalStorage>,
    /// How far the list is.
    pub shelf: RwSignal<Shelf>,
    /// Moves when words of another language came.
    languages: RwSignal<u32>,
    /// Moves when drawings came.
    drawings: RwSignal<u32>,
    /// Why drawings did not come.
    pub problem: RwSignal<Option<String>>,
    /// What pressing a motif does.
    pub purpose: RwSignal<Purpose>,
    /// The editor.
    pub store: EditorStore,
}

#[derive(Default)]
struct Held {
    is_asked: bool,
    list: Option<Rc<MotifList>>,
    /// Places of languages in the list and their words, the page's first.
    words: Vec<(usize, Rc<MotifWords>)>,
    drawings: Table<String, Rc<Drawing>>,
    asked_packs: Vec<usize>,
    has_all_words: bool,
}

impl Library {
    /// The library of an editor; nothing is fetched yet.
    pub(crate) fn new(store: EditorStore) -> Self {
        Self {
            held: StoredValue::new_local(Held::default()),
            shelf: RwSignal::new(Shelf::Coming),
            languages: RwSignal::new(0),
            drawings: RwSignal::new(0),
            problem: RwSignal::new(None),
            purpose: RwSignal::new(Purpose::Add),
            store,
        }
    }

    /// Fetches the list and the words of the page's language, once; again after a failure.
    pub(crate) fn open(self) {
        let asked = self.held.try_update_value(|held| std::mem::replace(&mut held.is_asked, true));
        if asked != Some(false) {
            return;
        }
        self.shelf.set(Shelf::Coming);
        spawn_local(async move {
            let shelf = match self.fetch_list().await {
                Ok(()) => Shelf::Here,
                Err(error) => {
                    self.held.try_update_value(|held| held.is_asked = false);
                    Shelf::Failed(error)
                }
            };
            // The editor may have been left since.
            let _ = self.shelf.try_set(shelf);
        });
    }

    async fn fetch_list(self) -> Result<(), String> {
        let bytes = self.file("motifs.json").await?;
        let list = Rc::new(read_motif_list(&bytes).map_err(|error| error.to_string())?);
        let first = page_languages().iter().find_map(|code| place_of(&list, code)).unwrap_or(0);
        let words = self.fetch_words(&list, first).await?;
        self.held.try_update_value(|held| {
            held.list = Some(list);
            held.words = vec![(first, words)];
        });
        Ok(())
    }

    async fn fetch_words(self, list: &MotifList, place: usize) -> Result<Rc<MotifWords>, String> {
        let language = list.languages.get(place).ok_or("the library has no words")?;
        let bytes = self.file(&language.file).await?;
        read_motif_words(language, &bytes).map(Rc::new).map_err(|error| error.to_string())
    }

    /// Fetches the words of the other languages, those that the shopper reads first.
    pub(crate) fn want_all_words(self) {
        let wanted = self.held.try_update_value(|held| {
            let list = held.list.clone()?;
            (!std::mem::replace(&mut held.has_all_words, true)).then_some(list)
        });
        let Some(list) = wanted.flatten() else { return };
        let mut order: Vec<usize> =
            page_languages().iter().filter_map(|code| place_of(&list, code)).collect();
        order.extend(0..list.languages.len());
        spawn_local(async move {
            for place in order {
                let known = self
                    .held
                    .try_with_value(|held| held.words.iter().any(|(known, _)| *known == place));
                if known != Some(false) {
                    continue;
                }
                match self.fetch_words(&list, place).await {
                    Ok(words) => {
                        self.held.try_update_value(|held| held.words.push((place, words)));
                        let _ = self.languages.try_update(|tick| *tick += 1);
                    }
                    // What is here can be searched; the next search asks again.
                    Err(_) => {
                        self.held.try_update_value(|held| held.has_all_words = false);
                    }
                }
            }
        });
    }

    async fn file(self, name: &str) -> Result<Vec<u8>, String> {
        let base = self.store.atelier.place().base.clone();
        fetch(&format!("{base}motifs/{name}")).await.map_err(|error| error.to_string())
    }

    /// The list, once it is here.
    pub(crate) fn list(self) -> Option<Rc<MotifList>> {
        self.held.try_with_value(|held| held.list.clone()).flatten()
    }

    /// Places of the motifs that a query finds in a category, best first. Tracks the languages.
    pub(crate) fn find(self, query: &str, category: Option<usize>) -> Vec<usize> {
        self.languages.track();
        self.held.with_value(|held| {
            let Some(list) = &held.list else { return Vec::new() };
            let words: Vec<&MotifWords> = held.words.iter().map(|(_, words)| &**words).collect();
            let mut found = find_motifs(list, &words, query);
            let within = |place: &usize| {
                let motif = list.motifs.get(*place);
                category.is_none() || motif.map(|motif| motif.category) == category
            };
            found.retain(within);
            found
        })
    }

    /// A motif's name in the page's language.
    pub(crate) fn name(self, place: usize) -> String {
        self.held.with_value(|held| {
            let motif = held.list.as_ref().and_then(|list| list.motifs.get(place));
            let words = held.words.first().map(|(_, words)| words);
            let name = motif.zip(words).and_then(|(motif, words)| words.names.get(motif.subject));
            name.cloned().unwrap_or_default()
        })
    }

    /// A motif's drawing, fetched where it is not here yet. Tracks what comes.
    pub(crate) fn drawing(self, place: usize) -> Option<Rc<Drawing>> {
        self.drawings.track();
        let found = self.held.with_value(|held| {
            let motif = held.list.as_ref()?.motifs.get(place)?;
            Some((motif.pack, held.drawings.get(&motif.id).cloned()))
        });
        let (pack, drawing) = found?;
        if drawing.is_none() {
            self.want_pack(pack);
        }
        drawing
    }

    /// The same once it is here.
    pub(crate) fn drawing_now(self, place: usize) -> Option<Rc<Drawing>> {
        untrack(|| self.drawing(place))
    }

    /// Asks again for drawings that did not come.
    pub(crate) fn try_again(self) {
        self.problem.set(None);
        self.drawings.update(|tick| *tick += 1);
    }

    fn want_pack(self, pack: usize) {
        let wanted = self.held.try_update_value(|held| {
            let file = held.list.as_ref()?.packs.get(pack)?.clone();
            if held.asked_packs.contains(&pack) {
                return None;
            }
            held.asked_packs.push(pack);
            Some(file)
        });
        let Some(file) = wanted.flatten() else { return };
        spawn_local(async move {
            let bytes = self.file(&file.file).await;
            let motifs = bytes.and_then(|bytes| {
                read_motif_pack(&file, &bytes).map_err(|error| error.to_string())
            });
            match motifs {
                Ok(motifs) => {
                    self.held.try_update_value(|held| {
                        for motif in motifs {
                            held.drawings.insert(motif.id, Rc::new(motif.drawing));
                        }
                    });
                    let _ = self.drawings.try_update(|tick| *tick += 1);
                }
                Err(error) => {
                    self.held.try_update_value(|held| held.asked_packs.retain(|at| *at != pack));
                    let _ = self.problem.try_set(Some(error));
                }
            }
        });
    }
}

fn place_of(list: &MotifList, code: &str) -> Option<usize> {
    list.languages.iter().position(|language| language.lang == code)
}

/// Codes of the page's language and of those that the shopper reads, in this order.
fn page_languages() -> Vec<String> {
    let page = document().document_element().and_then(|page| page.get_attribute("lang"));
    let mut codes: Vec<String> = page.into_iter().collect();
    codes.extend(window().navigator().languages().iter().filter_map(|code| code.as_string()));
    codes.iter().map(|code| code.chars().take(2).collect::<String>().to_lowercase()).collect()
}
