//! The session behind signals: a command goes in, exactly the signals that its change names are set. No rules here.

mod gestures;
mod outlines;

use geom::Table;
use std::sync::Arc;

use catalog::{ColourId, PrintArea, Product, Side, SideId};
use design::{Design, Head, Layer, LayerId, TextKey};
use editor::{
    Change, Command, CommandError, CommandId, Context, Preview, Session, SessionState, Viewport,
};
use geom::Frame;
use leptos::prelude::*;
use scene::SceneLayer;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds, now_ms};
use crate::dom::effect;
use crate::editing::dropper::Dropper;
use crate::editing::learning::{Picks, learn};
use crate::editing::prefs::EditorPrefs;
use crate::editing::saving::{self, Origin, SaveState, Saver};
use crate::editing::still::Still;
use crate::lazy::{Work, drawn, lazy_code};
use crate::words::words;
use gestures::Gestures;

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
    /// Whether presses on layers add them to the selection or take them out, for those who have no Shift.
    pub several: RwSignal<bool>,
    /// A row of the table whose field or panel is to be opened.
    pub asked: RwSignal<Option<CommandId>>,
    /// The menu at the pointer.
    pub menu: Menu,
    /// What wants a colour from the design.
    pub dropper: RwSignal<Option<Dropper>>,
    /// Files that were pasted, on their way to the uploads.
    pub brought: RwSignal<Vec<web_sys::File>, LocalStorage>,
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

/// What comes behind the drawn design.
#[derive(Clone, Copy)]
pub(in crate::editing) struct Later {
    /// Runs any command.
    run: fn(EditorStore, Command) -> Result<(), CommandError>,
    gestures: Gestures,
    /// Writes a state of the design to the device.
    pub(in crate::editing) save: fn(EditorStore, saving::State) -> Work,
}

struct Core {
    session: Session,
    /// Once its code is here.
    later: Option<Later>,
    product: Arc<Product>,
    layers: Table<LayerId, ArcRwSignal<LayerState>>,
    wanted: geom::Set<LayerId>,
    is_shaping: bool,
    /// Whether the studio has set a text: from then on asking it is quicker than looking for what was kept.
    is_studio_up: bool,
    /// Texts whose outlines are not kept yet.
    fresh: geom::Set<TextKey>,
    /// Counts up when outlines came.
    outlined: u32,
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
            several: RwSignal::new(false),
            asked: RwSignal::new(None),
            menu: Menu { open: RwSignal::new(false), at: RwSignal::new((0.0, 0.0)) },
            dropper: RwSignal::new(None),
            brought: RwSignal::new_local(Vec::new()),
            prefs: RwSignal::new(EditorPrefs::default()),
            core: StoredValue::new_local(Core {
                product: session.product().clone(),
                session,
                later: None,
                layers,
                wanted,
                is_shaping: false,
                is_studio_up: false,
                fresh: geom::Set::new(),
                outlined: 0,
                saver,
                picks: Picks::default(),
            }),
        };
        store.shape_wanted();
        Saver::begin(store);
        spawn_local(async move {
            drawn().await;
            // Where it does not come now, it is asked for again with the first drag or command that needs it.
            let _ = store.await_later().await;
        });
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

    /// Runs a command. Where its code is still on its way, it is run when that came, and a refusal is shown then.
    ///
    /// # Errors
    /// Why the session refused it; nothing was changed.
    pub(crate) fn try_run(self, command: Command) -> Result<(), CommandError> {
        let now =
            self.with_context(|session, context| Ok(session.run_everyday(&command, context)))?;
        match now {
            Some(outcome) => self.ran(command, outcome),
            None => self.run_later(command),
        }
    }

    fn run_later(self, command: Command) -> Result<(), CommandError> {
        if let Some(later) = self.core.with_value(|core| core.later) {
            return (later.run)(self, command);
        }
        spawn_local(async move {
            let later = self.await_later().await;
            // Nothing is run on a design that was left meanwhile.
            if self.core.is_disposed() {
                return;
            }
            match later.map(|later| (later.run)(self, command)) {
                Some(Ok(())) => {}
                Some(Err(error)) => self.refused(&error),
                None => self.atelier.toast(words().part_failed, None),
            }
        });
        Ok(())
    }

    /// Fetches the code of drags, of saving, and of the commands that are not everyday.
    pub(in crate::editing) async fn await_later(self) -> Option<Later> {
        let later = later().await.ok()?;
        self.core.try_update_value(|core| core.later = Some(later));
        Some(later)
    }

    /// What follows a command of this shopper.
    fn ran(
        self,
        taught: Command,
        outcome: Result<Change, CommandError>,
    ) -> Result<(), CommandError> {
        let change = outcome?;
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
        match self.with_context(|session, context| session.absorb(change, context)) {
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

    /// Begins or ends that presses on layers add them to the selection or take them out.
    pub(crate) fn select_several(self, on: bool) {
        self.several.set(on);
        self.atelier.say(if on { words().several_begun } else { words().several_ended });
    }

    /// Opens the menu at a place of the window.
    pub(crate) fn open_menu(self, x: f64, y: f64) {
        self.menu.at.set((x, y));
        self.menu.open.set(true);
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

    /// The design without layers and name: the bare product in its colour. Follows product and colour.
    pub(crate) fn bare_design(self) -> Design {
        let head = Head { name: String::new(), ..self.head.get() };
        Design::empty(self.read(|session| session.design().id), head)
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

    fn refused(self, error: &CommandError) {
        self.atelier.toast(&sentence(&error.to_string()), None);
    }
}

lazy_code! {
    in tools: fn later() -> Later {
        Later {
            run: |store, command| {
                let taught = command.clone();
                let outcome = store.with_context(|session, context| session.run(command, context));
                store.ran(taught, outcome)
            },
            gestures: Gestures {
                begin: Session::begin,
                drag: Session::drag,
                pinch: Session::pinch,
                commit: Session::commit,
                still: Still::of,
            },
            save: saving::save,
        }
    }
}

impl LayerState {
    fn of(layer: &Arc<Layer>) -> Self {
        Self { layer: layer.clone(), outline_tick: 0 }
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
