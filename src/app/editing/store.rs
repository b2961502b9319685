//! The session behind signals: a command goes in, exactly the signals that its change names are set. No rules here.

use geom::Table;
use std::sync::Arc;

use catalog::{ColourId, PrintArea, Product, Side, SideId};
use design::{ArtworkId, Design, Head, Layer, LayerId, Text, TextKey};
use editor::{
    Change, Command, CommandError, CommandId, Context, GestureKind, Keys, Preview, Session,
    SessionState, SnapSettings, Viewport,
};
use geom::order::Ordered;
use geom::{Frame, Point};
use leptos::prelude::*;
use scene::{Resources as _, SceneLayer};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds, now_ms};
use crate::dom::effect;
use crate::editing::learning::{Picks, learn};
use crate::editing::prefs::EditorPrefs;
use crate::editing::saving::{Origin, SaveState, Saver};
use crate::lazy::{Work, lazy_code};
use crate::words::{fill, words};

/// A layer as components see it. The tick moves when its outlines came.
#[derive(Clone, Debug)]
pub(crate) struct LayerState {
    /// The record.
    pub layer: Arc<Layer>,
    /// Moves when the outlines of its text came.
    pub outline_tick: u32,
}

/// The session behind signals. Cheap to copy; get it by [`EditorStore::from_context`].
#[derive(Clone, Copy)]
pub(crate) struct EditorStore {
    core: StoredValue<Core, LocalStorage>,
    /// What the whole app shares.
    pub atelier: Atelier,
    /// Name, product and colour.
    pub head: RwSignal<Head>,
    /// The layers of the current side from the bottom to the top, hidden ones too.
    pub stack: RwSignal<Vec<LayerId>>,
    /// What is selected, in no particular order.
    pub selection: RwSignal<geom::Set<LayerId>>,
    /// The current side.
    pub side: RwSignal<SideId>,
    /// What undo and redo would take back and do again.
    pub steps: RwSignal<(Option<CommandId>, Option<CommandId>)>,
    /// Moves with every change of the document, for what depends on all of it.
    pub revision: RwSignal<u64>,
    /// Moves when outlines came, for what depends on frames.
    pub outlines: RwSignal<u64>,
    /// Characters that no font has, of the texts whose outlines came last.
    missing: RwSignal<String>,
    /// The running gesture, once a frame.
    pub preview: RwSignal<Option<Preview>>,
    /// Zoom and pan.
    pub viewport: RwSignal<Viewport>,
    /// The text that is edited in place.
    pub typing: RwSignal<Option<LayerId>>,
    /// Where the design is kept.
    pub save_state: RwSignal<SaveState>,
    /// The layer that is being named in the list of layers.
    pub renaming: RwSignal<Option<LayerId>>,
    /// The group that is being named there.
    pub naming: RwSignal<Option<design::GroupId>>,
    /// The menu at the pointer.
    pub menu: Menu,
    /// How this shopper likes the editor.
    pub prefs: RwSignal<EditorPrefs>,
}

/// A menu at a place of the window.
#[derive(Clone, Copy)]
pub(crate) struct Menu {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// Where, in pixels of the window.
    pub at: RwSignal<(f64, f64)>,
}

struct Core {
    session: Session,
    product: Arc<Product>,
    layers: Table<LayerId, ArcRwSignal<LayerState>>,
    wanted: geom::Set<LayerId>,
    is_shaping: bool,
    saver: Saver,
    picks: Picks,
}

impl EditorStore {
    /// Signals over a session.
    pub(crate) fn new(atelier: Atelier, session: Session, saver: Saver) -> Self {
        let layers = session
            .design()
            .layers
            .iter()
            .map(|(id, layer)| (*id, ArcRwSignal::new(LayerState::of(layer))))
            .collect();
        let wanted = session.design().layers.keys().copied().collect();
        let store = Self {
            atelier,
            head: RwSignal::new(session.design().head.clone()),
            stack: RwSignal::new(stack_of(&session)),
            selection: RwSignal::new(session.selection().clone()),
            side: RwSignal::new(session.side().clone()),
            steps: RwSignal::new((session.undo_label(), session.redo_label())),
            revision: RwSignal::new(0),
            outlines: RwSignal::new(0),
            missing: RwSignal::new(String::new()),
            preview: RwSignal::new(None),
            viewport: RwSignal::new(session.state().viewport),
            typing: RwSignal::new(None),
            save_state: RwSignal::new(SaveState::Saved),
            renaming: RwSignal::new(None),
            naming: RwSignal::new(None),
            menu: Menu { open: RwSignal::new(false), at: RwSignal::new((0.0, 0.0)) },
            prefs: RwSignal::new(EditorPrefs::default()),
            core: StoredValue::new_local(Core {
                product: session.product().clone(),
                session,
                layers,
                wanted,
                is_shaping: false,
                saver,
                picks: Picks::default(),
            }),
        };
        store.shape_wanted();
        Saver::begin(store);
        store
    }

    /// The store, below the editor's page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Runs a command. A refusal is shown and spoken.
    pub(crate) fn run(self, command: Command) {
        if let Err(error) = self.try_run(command) {
            self.refused(&error);
        }
    }

    /// Runs a command.
    ///
    /// # Errors
    /// Why the session refused it; nothing was changed.
    pub(crate) fn try_run(self, command: Command) -> Result<(), CommandError> {
        let taught = command.clone();
        let change = self.with_context(|session, context| session.run(command, context))?;
        self.after(&change, Origin::Here);
        if !change.is_empty() {
            spawn_local(async move {
                // Without its code nothing is learnt from this.
                let _ = learn(self, taught, change).await;
            });
        }
        Ok(())
    }

    /// Takes a change from another tab.
    pub(crate) fn absorb(self, change: Change) {
        let absorb = Command::Absorb { change };
        match self.with_context(|session, context| session.run(absorb, context)) {
            Ok(change) => self.after(&change, Origin::Elsewhere),
            Err(error) => self.refused(&error),
        }
    }

    /// Runs a command of the table with its usual values.
    pub(crate) fn run_id(self, id: CommandId) {
        if let Some(command) = self.read(|session| id.command(session)) {
            self.run(command);
        }
    }

    /// Begins a gesture; false where it is refused.
    pub(crate) fn begin(self, kind: GestureKind, at: Point, snap: &SnapSettings) -> bool {
        let studio = self.atelier.studio();
        let begun = self
            .core
            .try_update_value(|core| core.session.begin(kind, at, &studio, snap))
            .unwrap_or(Err(CommandError::NothingSelected));
        if let Err(error) = &begun {
            self.refused(error);
        }
        begun.is_ok()
    }

    /// Moves the gesture's pointer: once a frame, with the newest sample.
    pub(crate) fn drag(self, to: Point, keys: Keys) -> Option<Preview> {
        let preview = self.core.try_update_value(|core| core.session.drag(to, keys))?;
        self.preview.set(preview.clone());
        preview
    }

    /// Moves the fingers of a pinch: once a frame.
    pub(crate) fn pinch(self, first: Point, second: Point) -> Option<Preview> {
        let preview = self.core.try_update_value(|core| core.session.pinch(first, second))?;
        self.preview.set(preview.clone());
        preview
    }

    /// Opens the menu at a place of the window.
    pub(crate) fn open_menu(self, x: f64, y: f64) {
        self.menu.at.set((x, y));
        self.menu.open.set(true);
    }

    /// Ends the gesture and keeps what it did.
    pub(crate) fn commit(self) {
        let change = self.with_context(|session, context| session.commit(context));
        self.preview.set(None);
        match change {
            Ok(change) => self.after(&change, Origin::Here),
            Err(error) => self.refused(&error),
        }
    }

    /// Ends the gesture without a trace.
    pub(crate) fn cancel(self) -> bool {
        let cancelled = self.core.try_update_value(|core| core.session.cancel()).unwrap_or(false);
        self.preview.set(None);
        cancelled
    }

    /// Reads the session.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.core.with_value(|core| read(&core.session))
    }

    /// The saver of this design.
    pub(crate) fn saver<T>(self, with: impl FnOnce(&mut Saver) -> T) -> Option<T> {
        self.core.try_update_value(|core| with(&mut core.saver))
    }

    /// Reads the session beside its saver.
    pub(crate) fn with_session_and_saver<T>(
        self,
        with: impl FnOnce(&Session, &mut Saver) -> T,
    ) -> Option<T> {
        self.core.try_update_value(|core| with(&core.session, &mut core.saver))
    }

    /// What happened since the last call, for autosave.
    pub(crate) fn take_journal(self) -> Option<Vec<editor::Entry>> {
        self.core.try_update_value(|core| core.session.take_journal())
    }

    /// The sides that would be printed.
    pub(crate) fn printed_sides(self) -> Vec<SideId> {
        let product = self.product();
        self.read(|session| {
            let sides = product.sides.iter().map(|side| side.id.clone());
            sides.filter(|side| session.design().is_printed(side)).collect()
        })
    }

    /// Tells the merchant's page that the design is open, and when it changes or is saved.
    pub(crate) fn announce(self) {
        let place = self.atelier.place();
        let design = self.read(|session| session.design().id.to_string());
        let ready =
            embed::Event::Ready { product: self.product().id.clone(), design: design.clone() };
        place.tell(&ready);
        let (page, id) = (place.clone(), design.clone());
        let mut before = None;
        effect(move || {
            let revision = self.revision.get();
            if before.replace(revision).is_some_and(|before| before != revision) {
                page.tell(&embed::Event::Change {
                    design: id.clone(),
                    layers: self.read(|session| session.design().layers.len()),
                    printed_sides: self.printed_sides().iter().map(ToString::to_string).collect(),
                });
            }
        });
        let mut before = None;
        effect(move || {
            let state = self.save_state.get();
            let before = before.replace(state);
            let kept = match state {
                SaveState::Saved => "device",
                SaveState::Memory => "memory",
                _ => return,
            };
            if before.is_some_and(|before| before != state) {
                place.tell(&embed::Event::Saved { design: design.clone(), kept });
            }
        });
    }

    /// Saves the design with its pictures to a `.atelier` file.
    pub(crate) fn save_to_file(self) {
        let (atelier, design) = (self.atelier, self.design());
        spawn_local(async move {
            match crate::bundle::lazy_download(atelier, design).await {
                Ok(work) => work.await,
                Err(_) => atelier.toast(words().part_failed, None),
            }
        });
    }

    /// Asks for what needs finished text beside the design.
    pub(crate) fn with_resources<T>(self, ask: impl FnOnce(&dyn scene::Resources) -> T) -> T {
        ask(&self.atelier.studio())
    }

    /// The design as it is now.
    pub(crate) fn design(self) -> Design {
        self.read(|session| session.design().clone())
    }

    /// The product.
    pub(crate) fn product(self) -> Arc<Product> {
        self.core.with_value(|core| core.product.clone())
    }

    /// The product's side that is shown. Tracks the side.
    pub(crate) fn shown_side(self) -> Side {
        let id = self.side.get();
        let product = self.product();
        // A session is always on a side of its product, and a product has at least one.
        product.side(&id).unwrap_or(&product.sides[0]).clone()
    }

    /// The print area that is shown. Tracks the side.
    pub(crate) fn area(self) -> PrintArea {
        self.shown_side().print_area
    }

    /// The product's colour. Tracks the head.
    pub(crate) fn colour(self) -> catalog::Colour {
        let id: ColourId = self.head.with(|head| head.colour.clone());
        let product = self.product();
        // A session's colour is one of its product's, and a product has at least one.
        product.colour(&id).unwrap_or(&product.colours[0]).clone()
    }

    /// The product's colour now.
    pub(crate) fn colour_untracked(self) -> catalog::Colour {
        untrack(move || self.colour())
    }

    /// Picks that are not learnt yet.
    pub(super) fn picks<T>(self, with: impl FnOnce(&mut Picks) -> T) -> Option<T> {
        self.core.try_update_value(|core| with(&mut core.picks))
    }

    /// A layer's signal, while there is such a layer.
    pub(crate) fn layer(self, id: LayerId) -> Option<ArcRwSignal<LayerState>> {
        self.core.with_value(|core| core.layers.get(&id).cloned())
    }

    /// The selected layers, tracked: selection, each layer, and outlines.
    pub(crate) fn selected(self) -> Vec<Arc<Layer>> {
        let ids = self.selection.get();
        ids.iter().filter_map(|id| self.layer(*id)).map(|state| state.get().layer).collect()
    }

    /// The frame around the selection, tracked.
    pub(crate) fn selection_frame(self) -> Option<Frame> {
        self.outlines.track();
        self.selected();
        let studio = self.atelier.studio();
        self.read(|session| session.selection_frame(&studio))
    }

    /// A finished layer.
    pub(crate) fn scene_layer(self, layer: &Layer) -> SceneLayer {
        scene::resolve_layer(layer, &self.atelier.studio())
    }

    /// Whether a layer can be drawn as it is: a text's outlines come from the studio.
    pub(crate) fn is_outlined(self, layer: &Layer) -> bool {
        use scene::Resources;
        let studio = self.atelier.studio();
        layer.content.shaped().is_none_or(|text| studio.text(&text.key()).is_some())
    }

    /// What the session would need to come back as it is.
    pub(crate) fn session_state(self) -> SessionState {
        self.read(|session| session.state().clone())
    }

    fn with_context<T>(
        self,
        act: impl FnOnce(&mut Session, &mut Context<'_>) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let studio = self.atelier.studio();
        self.core
            .try_update_value(|core| {
                let mut ids = RandomIds;
                let mut context = Context { now_ms: now_ms(), ids: &mut ids, resources: &studio };
                act(&mut core.session, &mut context)
            })
            .unwrap_or(Err(CommandError::NothingSelected))
    }

    /// What follows a change: signals, speech, outlines, saving.
    pub(super) fn after(self, change: &Change, origin: Origin) {
        let said = self.core.try_update_value(|core| core.session.take_said()).flatten();
        if let Some(said) = said {
            self.atelier.say(&said.to_english());
        }
        self.set_signals(change);
        if !change.is_empty() {
            self.revision.update(|revision| *revision += 1);
            self.shape_wanted();
        }
        Saver::after(self, change, origin);
    }

    fn set_signals(self, change: &Change) {
        if let Some(edit) = change.head() {
            self.head.set(edit.after.clone());
        }
        let mut restack = false;
        for (id, edit) in change.layers() {
            restack |= match (&edit.before, &edit.after) {
                (Some(before), Some(after)) => {
                    before.order != after.order || before.side != after.side
                }
                _ => true,
            };
            self.set_layer(*id, edit.after.as_ref());
        }
        let (side, selection, steps, viewport) = self.read(|session| {
            (
                session.side().clone(),
                session.selection().clone(),
                (session.undo_label(), session.redo_label()),
                session.state().viewport,
            )
        });
        let other_side = self.side.with_untracked(|shown| *shown != side);
        if other_side || restack {
            self.stack.set(self.read(stack_of));
        }
        if other_side {
            self.side.set(side);
        }
        set_if_other(self.selection, selection);
        set_if_other(self.steps, steps);
        set_if_other(self.viewport, viewport);
    }

    fn set_layer(self, id: LayerId, after: Option<&Arc<Layer>>) {
        let known = self.layer(id);
        match (after, known) {
            (Some(layer), Some(signal)) => {
                signal.update(|state| state.layer = layer.clone());
                self.core.update_value(|core| {
                    core.wanted.insert(id);
                });
            }
            (Some(layer), None) => self.core.update_value(|core| {
                core.layers.insert(id, ArcRwSignal::new(LayerState::of(layer)));
                core.wanted.insert(id);
            }),
            (None, _) => self.core.update_value(|core| {
                core.layers.remove(&id);
            }),
        }
    }

    /// Asks the studio for outlines that are wanted; one question at a time, always about the newest texts.
    fn shape_wanted(self) {
        use scene::Resources;
        let studio = self.atelier.studio();
        let wanted = self.core.try_update_value(|core| {
            if core.is_shaping {
                return Default::default();
            }
            let wanted = std::mem::take(&mut core.wanted);
            let layers = &core.session.design().layers;
            let contents = || wanted.iter().filter_map(|id| Some(&layers.get(id)?.content));
            let texts: Vec<_> = contents().filter_map(design::Content::shaped).collect();
            let unknown = studio.unknown(texts.iter().map(AsRef::as_ref));
            core.is_shaping = !unknown.is_empty();
            let mut drawings = contents().flat_map(design::Content::drawings).each_once();
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
        spawn_local(async move {
            self.recall(&texts).await;
            let rest = studio.unknown(texts.iter());
            let outcome = studio.shape(rest.clone()).await;
            let gone = self.core.try_update_value(|core| core.is_shaping = false).is_none();
            if gone {
                return;
            }
            if let Err(error) = outcome {
                self.atelier.toast(&error.to_string(), None);
            }
            self.outlines_came(&texts);
            self.store_outlines(&rest).await;
            self.shape_wanted();
        });
    }

    /// Takes outlines from an earlier visit, so that a reopened design draws before the studio is up.
    async fn recall(self, texts: &[Text]) {
        let Some(storage) = self.atelier.storage.get_untracked() else { return };
        let keys: Vec<_> = texts.iter().map(Text::key).collect();
        let stored = storage.outlines(&keys).await.unwrap_or_default();
        for (key, json) in keys.into_iter().zip(stored) {
            if let Some(block) = json.and_then(|json| catalog::json::read(&json).ok()) {
                self.atelier.studio().remember(key, Arc::new(block));
            }
        }
    }

    async fn store_outlines(self, texts: &[Text]) {
        use scene::Resources;
        let studio = self.atelier.studio();
        let entries: Vec<_> = texts
            .iter()
            .filter_map(|text| {
                let key = text.key();
                let block = studio.text(&key)?;
                let json = catalog::json::write(&*block).ok()?;
                Some((key, json))
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
    fn came(self, waited: &dyn Fn(&design::Content) -> bool) {
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

    fn refused(self, error: &CommandError) {
        self.atelier.toast(&sentence(&error.to_string()), None);
    }
}

impl LayerState {
    fn of(layer: &Arc<Layer>) -> Self {
        Self { layer: layer.clone(), outline_tick: 0 }
    }
}

lazy_code! {
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

fn stack_of(session: &Session) -> Vec<LayerId> {
    session.design().stack(session.side()).into_iter().map(|layer| layer.id).collect()
}

fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}

/// An error's words with a capital letter, as shoppers read it.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
