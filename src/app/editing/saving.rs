//! Saving and other tabs: carries out what the editor's autosave and sync machines say. When and what is theirs.

use std::collections::VecDeque;
use std::rc::Rc;

use design::DesignId;
use design::IdSource;
use editor::{
    Autosave, Change, Failure, Home, LoadError, Revision, SaveAction, Saved, SessionState, Status,
    Sync, SyncAction, TabId,
};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds, now_ms};
use crate::dom::effect;
use crate::editing::store::{EditorStore, sentence};
use crate::lazy::{Work, lazy_code};
use crate::storage::{
    self, DesignHead, Durability, Flaw, Hold, Loaded, Record, RecordKind, Storage, StorageError,
};
use crate::tabs::Tabs;
use crate::words::{fill, words};

/// What the shopper is told about where the design is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// All of it is on the device.
    Saved,
    /// Something is on its way.
    Saving,
    /// There is no room.
    Full,
    /// There is no storage; it ends with the tab.
    Memory,
    /// It could not be written; trying again.
    Failed,
    /// A newer Atelier has it; this tab writes no more.
    Outdated,
}

/// The machines of one open design.
pub(crate) struct Saver {
    storage: Storage,
    autosave: Autosave,
    sync: Sync,
    tabs: Option<Rc<Tabs>>,
    /// What other tabs said and this one did not take in yet, the oldest first.
    heard: VecDeque<String>,
    timer: Option<TimeoutHandle>,
    /// Whether the browser was asked to keep this page's data.
    asked: bool,
    _hold: Rc<Hold>,
}

/// Where a change was made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// In this tab.
    Here,
    /// In another tab.
    Elsewhere,
}

/// A design as it was found.
pub(crate) struct Opened {
    /// What is stored; `None` for one that was just begun.
    pub saved: Option<Saved>,
    /// Its saver.
    pub saver: Saver,
}

impl Saver {
    /// Reads what is stored of a design.
    ///
    /// # Errors
    /// A sentence where it is stored but cannot be read; nothing was overwritten.
    pub(crate) async fn open(atelier: Atelier, id: DesignId) -> Result<Opened, String> {
        let storage = atelier.storage.get_untracked().ok_or(words().loading)?;
        let hold = Rc::new(storage.hold(id).await);
        let tab = TabId(RandomIds.next());
        let saved = match read(&storage, id).await {
            Ok(read) => {
                let Read { saved, set_aside } = read;
                for problem in set_aside {
                    atelier.toast(&fill(words().set_aside, &[&problem]), None);
                }
                saved
            }
            Err(error) => return Err(sentence(&error)),
        };
        let mut autosave = Autosave::new(tab);
        let found = saved.as_ref().map(|saved| saved.revision);
        autosave.on_loaded(found, now_ms());
        // Where there is no storage the design is kept in the tab's memory by the same saves, so that it is still there
        // when the shopper comes back from another page of the app; the state that is shown says what it is.
        let sync = match &saved {
            Some(saved) => Sync::restored(tab, saved),
            None => Sync::new(tab, id),
        };
        let saver = Self {
            storage,
            autosave,
            sync,
            tabs: None,
            heard: VecDeque::new(),
            timer: None,
            asked: false,
            _hold: hold,
        };
        Ok(Opened { saved, saver })
    }

    /// Where the shopper was in a design, if this tab had it open before.
    pub(crate) fn session_state(id: DesignId) -> Option<SessionState> {
        let kept = window().session_storage().ok().flatten()?.get_item(&session_key(id)).ok()??;
        json::read(kept.as_bytes()).ok()
    }

    /// Begins to listen: to other tabs, and to the page being hidden or left.
    pub(crate) fn begin(store: EditorStore) {
        let id = store.read(|session| session.design().id);
        let hear = move |text| {
            store.saver(|saver| saver.heard.push_back(text));
            spawn_local(async move {
                // Where its code does not come, it waits for the next message, or for what is stored.
                let _ = receive(store).await;
            });
        };
        let tabs = Tabs::open(&format!("atelier-{id}"), hear);
        let tabs = Rc::new(tabs);
        store.saver(|saver| {
            tabs.send(&saver.sync.hello().to_text());
            saver.tabs = Some(tabs.clone());
        });
        let hide = move || {
            keep_session(store);
            let actions = store.saver(|saver| saver.autosave.on_page_hide(now_ms()));
            perform(store, actions.unwrap_or_default());
        };
        listen(document().as_ref(), "visibilitychange", move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                hide();
            }
        });
        listen(window().as_ref(), "pagehide", move |_| hide());
        listen(window().as_ref(), "beforeunload", move |event| {
            if store.saver(|saver| saver.autosave.holds_unsaved()).unwrap_or(false) {
                event.prevent_default();
            }
        });
        // A picture that could not be kept changes what is true of the design, too.
        effect(move || {
            store.atelier.durability.track();
            show(store);
        });
        on_cleanup(move || {
            hide();
            forget_untouched(store);
        });
        show(store);
    }

    /// After every change of the session. Other tabs hear of what was done here.
    pub(crate) fn after(store: EditorStore, change: &Change, origin: Origin) {
        let Some(entries) = store.take_journal() else { return };
        let actions = store.saver(|saver| {
            let message = match origin {
                Origin::Here => saver.sync.on_change(change),
                Origin::Elsewhere => None,
            };
            if let (Some(tabs), Some(message)) = (&saver.tabs, message) {
                tabs.send(&message.to_text());
            }
            if entries.is_empty() {
                Vec::new()
            } else {
                saver.autosave.on_change(entries, now_ms())
            }
        });
        perform(store, actions.unwrap_or_default());
    }

    /// Tries again at once.
    pub(crate) fn retry(store: EditorStore) {
        let actions = store.saver(|saver| saver.autosave.on_retry(now_ms()));
        perform(store, actions.unwrap_or_default());
    }

    fn state(&self) -> SaveState {
        match self.autosave.status() {
            Status::Saved => match self.storage.durability() {
                // What the machine holds is saved, but a picture may not be.
                Durability::InMemoryOnly(_) => SaveState::Memory,
                Durability::Full => SaveState::Full,
                Durability::NotSaved(_) => SaveState::Failed,
                Durability::Saved | Durability::SecondHome(_) => SaveState::Saved,
            },
            Status::Loading | Status::Unsaved | Status::Saving => SaveState::Saving,
            Status::Failed { failure: Failure::Full, .. } => SaveState::Full,
            Status::Failed { .. } => SaveState::Failed,
            Status::MemoryOnly => SaveState::Memory,
            Status::Outdated => SaveState::Outdated,
        }
    }
}

/// What is stored of a design, for whoever does not edit it.
///
/// # Errors
/// A sentence where it is stored but cannot be read.
pub(crate) async fn read_stored(storage: &Storage, id: DesignId) -> Result<Option<Saved>, String> {
    read(storage, id).await.map(|read| read.saved).map_err(|error| sentence(&error))
}

struct Read {
    saved: Option<Saved>,
    set_aside: Vec<String>,
}

async fn read(storage: &Storage, id: DesignId) -> Result<Read, String> {
    let loaded = storage.load(id, check).await.map_err(|error| error.to_string())?;
    let Some(Loaded { snapshot, diffs, set_aside, .. }) = loaded else {
        return Ok(Read { saved: None, set_aside: Vec::new() });
    };
    let diffs: Vec<_> = diffs.iter().map(|diff| diff.payload.as_slice()).collect();
    let loaded =
        editor::read_saved(&snapshot.payload, &diffs).map_err(|error| error.to_string())?;
    let mut set_aside: Vec<_> = set_aside.into_iter().map(|aside| aside.what).collect();
    set_aside.extend(loaded.problems.iter().map(|problem| problem.error.to_string()));
    Ok(Read { saved: Some(loaded.saved), set_aside })
}

fn check(record: &Record) -> Result<(), Flaw> {
    let checked = match record.kind {
        RecordKind::Snapshot => editor::check_snapshot(&record.payload),
        RecordKind::Diff { .. } => editor::check_diff(&record.payload),
    };
    checked.map_err(flaw)
}

fn flaw(error: LoadError) -> Flaw {
    match error {
        LoadError::Newer { found } => Flaw::Newer(found),
        LoadError::Design(design::LoadError::Newer { found }) => {
            Flaw::Newer(u32::try_from(found).unwrap_or(u32::MAX))
        }
        other => Flaw::Corrupt(other.to_string()),
    }
}

/// Carries out what the sync machine says.
fn follow(store: EditorStore, actions: Vec<SyncAction>) {
    for action in actions {
        match action {
            SyncAction::Send(message) => {
                store.saver(|saver| {
                    if let Some(tabs) = &saver.tabs {
                        tabs.send(&message.to_text());
                    }
                });
            }
            SyncAction::Absorb(change) => store.absorb(change),
            SyncAction::StopWriting => {
                let actions = store.saver(|saver| saver.autosave.on_newer_schema());
                perform(store, actions.unwrap_or_default());
            }
            SyncAction::SavedElsewhere(revision) => {
                let actions = store.saver(|saver| saver.autosave.on_saved_elsewhere(revision));
                perform(store, actions.unwrap_or_default());
            }
        }
    }
}

/// A design on which nothing was done is not worth a place in the list once it is left.
fn forget_untouched(store: EditorStore) {
    let untouched = store.read(|session| {
        let bare = session.design().layers.is_empty();
        let no_steps = session.undo_label().is_none() && session.redo_label().is_none();
        (bare && no_steps).then(|| session.design().id)
    });
    let storage = store.saver(|saver| saver.storage.clone());
    let (Some(id), Some(storage)) = (untouched, storage) else { return };
    spawn_local(async move {
        // Where its code does not come the design stays in the list, which loses nothing.
        if let Ok(work) = storage::forget(storage, id).await {
            work.await;
        }
    });
}

/// Carries out what the autosave machine says, shows its state, and sets its alarm.
fn perform(store: EditorStore, actions: Vec<SaveAction>) {
    for action in actions {
        match action {
            SaveAction::OfferDownload => offer_download(store),
            SaveAction::ReadStored => spawn_local(async move {
                match merge_stored(store).await {
                    Ok(work) => work.await,
                    Err(_) => Saver::retry(store),
                }
            }),
            SaveAction::WriteSnapshot { revision } => {
                let payload = store.with_session_and_saver(|session, saver| {
                    editor::write_snapshot(session, saver.sync.stamps(), revision)
                });
                if let Some(payload) = payload {
                    write(store, Home::First, revision, RecordKind::Snapshot, payload);
                }
            }
            SaveAction::WriteDiff { revision, base, entries } => {
                let payload = store.with_session_and_saver(|session, saver| {
                    let design = session.design().id;
                    editor::write_diff(design, base, revision, entries, saver.sync.stamps())
                });
                if let Some(payload) = payload {
                    let kind = RecordKind::Diff { base: stored(base) };
                    write(store, Home::First, revision, kind, payload);
                }
            }
            SaveAction::WriteMirror { revision } => {
                let payload = store.with_session_and_saver(|session, saver| {
                    editor::write_mirror(session, saver.sync.stamps(), revision)
                });
                if let Some(payload) = payload {
                    write(store, Home::Second, revision, RecordKind::Snapshot, payload);
                }
            }
        }
    }
    show(store);
}

fn write(store: EditorStore, home: Home, revision: Revision, kind: RecordKind, payload: Vec<u8>) {
    let head = store.read(|session| DesignHead::of(session.design()));
    let Some(storage) = store.saver(|saver| saver.storage.clone()) else { return };
    let record = Record {
        design: head.id,
        schema: design::SCHEMA,
        revision: stored(revision),
        kind,
        payload,
    };
    let state = State { storage, home, revision, head, record };
    spawn_local(async move {
        if let Some(later) = store.await_later().await {
            (later.save)(store, state).await;
        } else {
            let fail = |saver: &mut Saver| {
                saver.autosave.on_failed(home, revision, Failure::Other, now_ms())
            };
            perform(store, store.saver(fail).unwrap_or_default());
        }
    });
}

/// A state of a design on its way to the device.
pub(crate) struct State {
    storage: Storage,
    home: Home,
    revision: Revision,
    head: DesignHead,
    record: Record,
}

/// Writes a state, and tells the autosave machine what became of it. Its code comes behind the drawn design.
pub(crate) fn save(store: EditorStore, state: State) -> Work {
    let State { storage, home, revision, head, record } = state;
    Box::pin(async move {
        let outcome = match home {
            Home::First => storage.save(&head, &record).await,
            Home::Second => storage.save_mirror(&head, &record).await,
        };
        if outcome.is_ok()
            && store.saver(|saver| !std::mem::replace(&mut saver.asked, true)) == Some(true)
        {
            // The browser may say no; then it may evict the design when it runs short, as any page's data.
            storage.persist().await;
        }
        let actions = store.saver(|saver| {
            let now = now_ms();
            match outcome {
                Ok(()) => {
                    let actions = saver.autosave.on_saved(home, revision, now);
                    if let (Some(tabs), Home::First, Status::Saved) =
                        (&saver.tabs, home, saver.autosave.status())
                    {
                        tabs.send(&saver.sync.saved(revision).to_text());
                    }
                    actions
                }
                Err(StorageError::Stale { stored }) if home == Home::First => {
                    let stored = Revision { number: stored.number, tab: TabId(stored.tab) };
                    saver.autosave.on_stale(revision, stored, now)
                }
                Err(StorageError::Newer { .. }) => saver.autosave.on_newer_schema(),
                Err(error) => saver.autosave.on_failed(home, revision, failure(&error), now),
            }
        });
        if let Some(actions) = actions {
            perform(store, actions);
        }
    })
}

lazy_code! {
    /// Takes what other tabs said, in its order.
    in tools: fn receive(store: EditorStore) -> () {
        while let Some(text) = store.saver(|saver| saver.heard.pop_front()).flatten() {
            let actions = store.with_session_and_saver(|session, saver| {
                saver.sync.receive_text(&text, session.design())
            });
            follow(store, actions.unwrap_or_default());
        }
    }

    /// Another tab saved what this one does not have: read it, merge it, and save the sum.
    in tools: fn merge_stored(store: EditorStore) -> Work {
        Box::pin(merge(store))
    }
}

async fn merge(store: EditorStore) {
    let Some(storage) = store.saver(|saver| saver.storage.clone()) else { return };
    let id = store.read(|session| session.design().id);
    let stored = read(&storage, id).await.map(|read| read.saved);
    if let Ok(Some(saved)) = &stored {
        let merged = store
            .with_session_and_saver(|session, saver| saver.sync.merge(saved, session.design()));
        follow(store, merged.unwrap_or_default());
    }
    let actions = store.saver(|saver| match stored {
        Ok(Some(saved)) => saver.autosave.on_merged(saved.revision, now_ms()),
        // Nothing is stored any more: there is nothing to merge.
        Ok(None) => saver.autosave.on_merged(Revision::default(), now_ms()),
        Err(_) => saver.autosave.on_retry(now_ms()),
    });
    perform(store, actions.unwrap_or_default());
}

/// Shows the machine's state and sets its alarm.
fn show(store: EditorStore) {
    let state = store.saver(|saver| {
        if let Some(timer) = saver.timer.take() {
            timer.clear();
        }
        if let Some(wake) = saver.autosave.wake_at() {
            let wait = std::time::Duration::from_millis((wake - now_ms()).max(0.0).ceil() as u64);
            saver.timer = set_timeout_with_handle(move || tick(store), wait).ok();
        }
        saver.state()
    });
    let Some(state) = state else { return };
    if store.save_state.get_untracked() != state {
        store.save_state.set(state);
    }
}

fn tick(store: EditorStore) {
    // The design may have been closed since.
    if let Some(actions) = store.saver(|saver| saver.autosave.on_tick(now_ms())) {
        perform(store, actions);
    }
}

fn offer_download(store: EditorStore) {
    let save = Callback::new(move |()| store.save_to_file());
    store.atelier.toast(words().offer_download, Some((words().save_file, save)));
}

fn keep_session(store: EditorStore) {
    let Ok(Some(session_storage)) = window().session_storage() else { return };
    let id = store.read(|session| session.design().id);
    let state = json::write_text(&store.session_state());
    // A convenience: without it the design opens on its first side.
    let _ = session_storage.set_item(&session_key(id), &state);
}

fn session_key(id: DesignId) -> String {
    format!("atelier-session-{id}")
}

const fn stored(revision: Revision) -> storage::Revision {
    storage::Revision { number: revision.number, tab: revision.tab.0 }
}

const fn failure(error: &StorageError) -> Failure {
    match error {
        StorageError::Full => Failure::Full,
        StorageError::Blocked | StorageError::Unavailable { .. } => Failure::Blocked,
        _ => Failure::Other,
    }
}

/// Listens until the owner is cleaned up.
fn listen(
    target: &web_sys::EventTarget,
    name: &'static str,
    act: impl Fn(web_sys::Event) + 'static,
) {
    let listener = Closure::<dyn Fn(web_sys::Event)>::new(act);
    let function = listener.as_ref().unchecked_ref::<js_sys::Function>().clone();
    if target.add_event_listener_with_callback(name, &function).is_err() {
        return;
    }
    let kept = StoredValue::new_local((target.clone(), listener));
    on_cleanup(move || {
        kept.with_value(|(target, _)| {
            // Fails only where there is nothing to remove.
            let _ = target.remove_event_listener_with_callback(name, &function);
        });
    });
}
