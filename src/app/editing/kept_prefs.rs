//! Reading and keeping how this shopper likes the editor. What cannot be read is as if it were not there: it is taste, not work.

use editor::{COMMANDS, CommandId};
use geom::Rgb;
use json::{FromJson, ToJson};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::order::OrderState;
use crate::editing::prefs::{EditorPrefs, MOST_RECENT, Show, Unit};
use crate::editing::technique;
use crate::lazy::{Work, lazy_code};

/// The name that they are kept under.
const NAME: &str = "editor";
/// Most tools that are read.
const MOST_TOOLS: usize = 40;

#[derive(ToJson, FromJson)]
struct Kept {
    unit: String,
    on: u8,
    /// Keys of the table; one that this version does not know is left out.
    tools: Vec<String>,
    #[json(default)]
    recent: Vec<Rgb>,
    /// Keys of tools, and how often each was used.
    #[json(optional)]
    uses: Vec<(String, u32)>,
}

lazy_code! {
    /// Takes up what was kept, of the order too: what follows it belongs to `owner`.
    in tools: pub(crate) fn read_prefs(order: OrderState, owner: Owner) -> Work {
        owner.with(|| technique::follow(order));
        Box::pin(read(order.store))
    }

    /// Keeps them.
    in tools: fn keep_prefs(store: EditorStore) -> Work {
        Box::pin(keep(store))
    }
}

impl EditorStore {
    /// Changes how the editor is liked, and keeps it.
    pub(crate) fn prefer(self, change: impl FnOnce(&mut EditorPrefs)) {
        self.prefs.update(change);
        spawn_local(async move {
            if let Ok(work) = keep_prefs(self).await {
                work.await;
            }
        });
    }
}

async fn read(store: EditorStore) {
    let Some(storage) = store.atelier.storage.get_untracked() else { return };
    let Ok(kept) = storage.pref(NAME).await else { return };
    // Who never chose anything here is new here.
    let prefs = kept.and_then(|json| parsed(&json)).unwrap_or_else(|| {
        let mut prefs = EditorPrefs::default();
        prefs.set(Show::Hints, true);
        prefs
    });
    // The editor may have been left since.
    let _ = store.prefs.try_set(prefs);
}

async fn keep(store: EditorStore) {
    let Some(storage) = store.atelier.storage.get_untracked() else { return };
    let Some(EditorPrefs { unit, tools, recent, uses, .. }) = store.prefs.try_get_untracked()
    else {
        return;
    };
    let on = store.prefs.with_untracked(EditorPrefs::bits);
    let tools = tools.iter().map(|id| id.info().key.to_owned()).collect();
    let uses = uses.iter().map(|(id, uses)| (id.info().key.to_owned(), *uses)).collect();
    let kept = Kept { unit: unit.sign().to_owned(), on, tools, recent, uses };
    // What cannot be kept still holds in this tab.
    let _ = storage.put_pref(NAME, &json::write_text(&kept)).await;
}

fn parsed(json: &str) -> Option<EditorPrefs> {
    let Kept { unit, on, tools, mut recent, uses } = json::read(json.as_bytes()).ok()?;
    let unit = Unit::ALL.into_iter().find(|known| known.sign() == unit).unwrap_or_default();
    let known = |key: &String| COMMANDS.iter().find(|info| info.key == key).map(|info| info.id);
    let tools: Vec<CommandId> = tools.iter().take(MOST_TOOLS).filter_map(known).collect();
    let mut prefs = EditorPrefs::default().with_bits(on);
    recent.truncate(MOST_RECENT);
    (prefs.unit, prefs.tools, prefs.recent) = (unit, tools, recent);
    let uses = uses.iter().filter_map(|(key, uses)| Some((known(key)?, *uses)));
    prefs.uses = uses.take(COMMANDS.len()).collect();
    Some(prefs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_without_tools_that_are_gone() {
        let json = r#"{"unit":"cm","on":2,"tools":["command.delete","command.gone","command.lock"],"uses":[["command.gone",3],["command.lock",4]]}"#;
        let prefs = parsed(json).unwrap();
        assert_eq!(prefs.unit, Unit::Cm);
        assert_eq!(prefs.tools, [CommandId::Delete, CommandId::Lock]);
        assert_eq!(prefs.uses, [(CommandId::Lock, 4)]);
        assert!(prefs.shows(Show::Grid) && !prefs.shows(Show::SafeZone));
        assert_eq!(parsed("{}"), None);
    }
}
