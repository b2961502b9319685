//! A session: one design, one product, what is selected, and the history. [`Session::run`] is the only way to change any
//! of it. It has no screen, clock or storage.

use geom::Set;
use std::sync::Arc;

use catalog::{PrintArea, Product, Side, SideId};
use design::{Design, GroupId, IdSource, Layer, LayerId};
use geom::{Frame, Point, order};
use scene::{Resources, frame_of};

use crate::gesture::{Gesture, GestureKind, Keys, Preview};
use crate::groups::{place_of, units};
use crate::history::{Capture, Entry, History, Step, Travel};
use crate::hold::frame_around;
use crate::limits::{first_broken, has_room};
use crate::plan::{self, Plan, Planner};
use crate::recorder::{Drawn, Noted, Recorder};
use crate::saved::Saved;
use crate::snap::SnapSettings;
use crate::{Change, Command, CommandError, CommandId, Said, Select, SessionState, Viewport};

/// What commands need from outside.
pub struct Context<'a> {
    /// Milliseconds of any clock that does not go back, for what belongs to one step.
    pub now_ms: f64,
    /// New layers' ids.
    pub ids: &'a mut dyn IdSource,
    /// Sizes of texts.
    pub resources: &'a dyn Resources,
}

/// One design being edited.
#[derive(Clone, Debug)]
pub struct Session {
    design: Design,
    product: Arc<Product>,
    area: PrintArea,
    state: SessionState,
    history: History,
    gesture: Option<Gesture>,
    said: Option<Said>,
    journal: Vec<Entry>,
    recorder: Recorder,
}

impl Session {
    /// Begins with a design, at the product's main side.
    ///
    /// # Errors
    /// Where the design is for another product, or the product has no side.
    pub fn new(design: Design, product: Arc<Product>) -> Result<Self, CommandError> {
        if design.head.product != product.id {
            let (expected, given) = (design.head.product, product.id.clone());
            return Err(CommandError::WrongProduct { expected, given });
        }
        let main = product.sides.first().ok_or(CommandError::NoSides)?;
        let (area, state) = (main.print_area, SessionState::on(main.id.clone()));
        let recorder = Recorder::of(design.clone(), state.clone());
        Ok(Self {
            design,
            product,
            area,
            state,
            history: History::default(),
            gesture: None,
            said: None,
            journal: Vec::new(),
            recorder,
        })
    }

    /// Goes on with what was saved, history included, at what the tab remembers.
    ///
    /// # Errors
    /// As [`Session::new`].
    pub fn restore(
        saved: Saved,
        product: Arc<Product>,
        state: Option<SessionState>,
    ) -> Result<Self, CommandError> {
        let Saved { design, history, .. } = saved;
        let mut session = Self { history, ..Self::new(design, product)? };
        if let Some(mut state) = state {
            let Viewport { zoom, centre } = state.viewport;
            let numbers = [Some(zoom), centre.map(|at| at.0), centre.map(|at| at.1)];
            if !numbers.into_iter().flatten().all(f64::is_finite) {
                state.viewport = Viewport::default();
            }
            let range = (Viewport::MIN_ZOOM, Viewport::MAX_ZOOM);
            state.viewport.zoom = state.viewport.zoom.clamp(range.0, range.1);
            session.enter(state);
            session.recorder = Recorder::of(session.design.clone(), session.state.clone());
        }
        Ok(session)
    }

    /// The design.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The product.
    pub fn product(&self) -> &Arc<Product> {
        &self.product
    }

    /// Side, selection, tool and viewport.
    pub fn state(&self) -> &SessionState {
        &self.state
    }

    /// The side that is shown.
    pub fn side(&self) -> &SideId {
        &self.state.side
    }

    /// The product's other sides, the next one first.
    pub fn other_sides(&self) -> Vec<&Side> {
        let sides = &self.product.sides;
        let at = sides.iter().position(|side| side.id == self.state.side).unwrap_or_default();
        let (before, after) = sides.split_at(at.min(sides.len()));
        after.iter().skip(1).chain(before).collect()
    }

    /// The print area of the side that is shown.
    pub fn area(&self) -> &PrintArea {
        &self.area
    }

    /// The print area of a side.
    pub(crate) fn area_of(&self, side: &SideId) -> Option<&PrintArea> {
        self.product.side(side).map(|side| &side.print_area)
    }

    /// The selected layers.
    pub fn selection(&self) -> &Set<LayerId> {
        &self.state.selection
    }

    /// The selected layers, from the bottom of the stack to its top.
    pub fn selected(&self) -> Vec<&Arc<Layer>> {
        let ids = self.state.selection.iter();
        let mut selected: Vec<_> = ids.filter_map(|id| self.design.layers.get(id)).collect();
        order::sort_by(&mut selected, |a, b| a.stack_key().cmp(&b.stack_key()));
        selected
    }

    /// Where handles are drawn: the turned frame of a single layer, the upright one around several.
    pub fn selection_frame(&self, resources: &dyn Resources) -> Option<Frame> {
        let frames: Vec<Frame> =
            self.selected().into_iter().map(|layer| frame_of(layer, resources)).collect();
        frame_around(&frames)
    }

    /// Undo and redo.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What undo takes back; `None` where there is nothing.
    pub fn undo_label(&self) -> Option<CommandId> {
        self.history.undo_label()
    }

    /// What redo does again; `None` where there is nothing.
    pub fn redo_label(&self) -> Option<CommandId> {
        self.history.redo_label()
    }

    /// Does what a command says, entirely or not at all. The change names exactly the records that changed; it is empty
    /// where only the session did. Whatever would change layers cancels a running gesture first; undo and redo only do that
    /// (H6).
    ///
    /// # Errors
    /// [`CommandError`] says what to do; nothing was changed then.
    pub fn run(
        &mut self,
        command: Command,
        context: &mut Context<'_>,
    ) -> Result<Change, CommandError> {
        self.run_by(plan::plan, command, context)
    }

    /// As [`Session::run`], for those commands alone that everyone uses at once; `None` for the others, which change nothing.
    /// Where a program fetches its code in parts, that of the others need not be there yet.
    pub fn run_everyday(
        &mut self,
        command: &Command,
        context: &mut Context<'_>,
    ) -> Option<Result<Change, CommandError>> {
        let known = plan::is_everyday(command);
        known.then(|| self.run_by(plan::everyday, command.clone(), context))
    }

    /// Takes over a change of another tab; what [`Command::Absorb`] does.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub fn absorb(
        &mut self,
        change: Change,
        context: &mut Context<'_>,
    ) -> Result<Change, CommandError> {
        self.run_by(plan::everyday, Command::Absorb { change }, context)
    }

    fn run_by(
        &mut self,
        planner: Planner,
        command: Command,
        context: &mut Context<'_>,
    ) -> Result<Change, CommandError> {
        if !Recorder::wants(&command) {
            return self.perform(planner, command, context);
        }
        let (at_ms, noted) = (context.now_ms, command.clone());
        let mut drawn = Drawn { from: &mut *context.ids, ids: Vec::new() };
        let resources = context.resources;
        let mut within = Context { now_ms: at_ms, ids: &mut drawn, resources };
        let outcome = self.perform(planner, command, &mut within);
        let (ids, state) = (drawn.ids, Arc::new(self.state.clone()));
        self.recorder.note(Noted { at_ms, command: noted, ids, outcome: outcome.clone(), state });
        outcome
    }

    /// The last commands.
    pub(crate) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    fn perform(
        &mut self,
        planner: Planner,
        command: Command,
        context: &mut Context<'_>,
    ) -> Result<Change, CommandError> {
        let leaves_gesture = matches!(command, Command::Absorb { .. } | Command::Zoom { .. });
        let was_dragging = !leaves_gesture && self.cancel();
        let label = command.id();
        match command {
            Command::Undo | Command::Redo | Command::GoTo { .. } | Command::Cancel
                if was_dragging =>
            {
                Ok(Change::none())
            }
            Command::GoTo { step } => Ok(self.go_to(step)),
            Command::Undo => Ok(self.travel(self.history.undo(&self.design), Said::NothingToUndo)),
            Command::Redo => Ok(self.travel(self.history.redo(&self.design), Said::NothingToRedo)),
            Command::Cancel => match plan::leave(self) {
                Some(plan) => Ok(self.apply(plan, label, context.now_ms)),
                None => self.perform(planner, Command::Select { select: Select::None }, context),
            },
            command => {
                let fills = matches!(command, Command::Refill { .. } | Command::AddLayers { .. });
                let plan = planner(self, command, context)?;
                if !fills && plan.capture != Capture::Skip {
                    crate::kept::first_kept(&plan.change).map_or(Ok(()), Err)?;
                }
                if plan.capture != Capture::Skip && !has_room(&self.design, &plan.change) {
                    return Err(CommandError::DesignFull);
                }
                // What is kept has to be read back, whatever a command makes of its numbers.
                if plan.capture != Capture::Skip
                    && let Some(reason) = first_broken(&plan.change)
                {
                    return Err(CommandError::OutOfRange { reason });
                }
                Ok(self.apply(plan, label, context.now_ms))
            }
        }
    }

    /// What the last command did, for the live region. Given once.
    pub fn take_said(&mut self) -> Option<Said> {
        self.said.take()
    }

    /// What happened to design and history since this was last asked, in order: what autosave keeps.
    pub fn take_journal(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.journal)
    }

    /// Begins a gesture in place of a running one.
    ///
    /// # Errors
    /// Where nothing is selected, or all of it is locked.
    pub fn begin(
        &mut self,
        kind: GestureKind,
        at: Point,
        resources: &dyn Resources,
        snap: &SnapSettings,
    ) -> Result<(), CommandError> {
        self.gesture = None;
        self.gesture = Some(Gesture::begin(self, kind, at, resources, snap)?);
        Ok(())
    }

    /// The running gesture.
    pub fn gesture(&self) -> Option<&Gesture> {
        self.gesture.as_ref()
    }

    /// What the running gesture looks like with the pointer at a point.
    pub fn drag(&mut self, to: Point, keys: Keys) -> Option<Preview> {
        self.gesture.as_mut().map(|gesture| gesture.update(to, keys))
    }

    /// What the running gesture looks like with two fingers at these points; the first call says where they began.
    pub fn pinch(&mut self, first: Point, second: Point) -> Option<Preview> {
        self.gesture.as_mut().map(|gesture| gesture.update_pinch(first, second))
    }

    /// Ends the running gesture and makes its last update real, as one step.
    ///
    /// # Errors
    /// Where no gesture runs, or its layers are gone by now.
    pub fn commit(&mut self, context: &mut Context<'_>) -> Result<Change, CommandError> {
        let gesture = self.gesture.take().ok_or(CommandError::NoGesture)?;
        match gesture.commit() {
            // What a marquee touches is meant as a press would mean it.
            Some(Command::Select { select: Select::Set(touched) }) => {
                let select = Select::Set(units(self, &touched));
                self.run_by(plan::plan, Command::Select { select }, context)
            }
            Some(command) => self.run_by(plan::plan, command, context),
            None => Ok(Change::none()),
        }
    }

    /// Ends the running gesture without a trace. Says whether there was one.
    pub fn cancel(&mut self) -> bool {
        let was_dragging = self.gesture.take().is_some();
        if was_dragging {
            self.said = Some(Said::Cancelled);
        }
        was_dragging
    }

    /// The layer that Tab goes to (or Shift+Tab, for `Select::Previous`); `None` at the end.
    pub fn neighbour(&self, select: Select) -> Option<LayerId> {
        plan::neighbour(self, &select)
    }

    /// How far the newest copies lie from their originals; `None` where there is nothing to repeat.
    pub(crate) fn repeats(&self) -> Option<(geom::Mm, geom::Mm)> {
        plan::repeats(self)
    }

    pub(crate) fn can_rise(&self) -> bool {
        plan::can_rise(self)
    }

    pub(crate) fn can_sink(&self) -> bool {
        plan::can_sink(self)
    }

    /// The one place where a plan becomes real.
    fn apply(&mut self, plan: Plan, label: CommandId, now_ms: f64) -> Change {
        let Plan { change, state, capture, said } = plan;
        let before = self.state.view();
        change.apply(&mut self.design);
        self.enter(state);
        // Another tab's change is not this shopper's doing: nothing is said.
        if capture != Capture::Skip {
            self.said = Some(said);
        }
        if !change.is_empty() {
            let after = self.state.view();
            let step = Step { label, change: change.clone(), before, after };
            let entry = self.history.entry(step, &capture, now_ms);
            self.history.record_at(&entry, capture, now_ms);
            self.journal.push(entry);
        }
        change
    }

    /// The one place where undo and redo become real.
    fn travel(&mut self, travel: Option<Travel>, nothing: Said) -> Change {
        let Some(Travel { label, view, entry }) = travel else {
            self.said = Some(nothing);
            return Change::none();
        };
        let change = entry.change().clone();
        change.apply(&mut self.design);
        self.history.record(&entry);
        self.said = Some(match entry {
            Entry::Redone { .. } => Said::Redone { label },
            _ => Said::Undone { label },
        });
        self.journal.push(entry);
        let state =
            SessionState { side: view.side, selection: view.selection, ..self.state.clone() };
        self.enter(state);
        change
    }

    /// Undoes or redoes until so many steps are done. Steps without effect are passed over, so it may end beyond.
    fn go_to(&mut self, step: usize) -> Change {
        let mut change = Change::none();
        let done = |session: &Self| session.history.done().count();
        let back = done(self) > step;
        while if back { done(self) > step } else { done(self) < step } {
            let travel = match back {
                true => self.history.undo(&self.design),
                false => self.history.redo(&self.design),
            };
            if travel.is_none() {
                break;
            }
            change = change.squashed(self.travel(travel, Said::Unchanged));
        }
        let (step, of) = (done(self), self.history.len());
        self.said = Some(Said::AtStep { step, of, label: self.undo_label() });
        change
    }

    /// Takes over a state, brought in line with the design: the product has the side, and what is selected lies on it.
    pub(crate) fn enter(&mut self, mut state: SessionState) {
        match self.product.side(&state.side) {
            Some(side) => self.area = side.print_area,
            None => state.side = self.state.side.clone(),
        }
        let layers = &self.design.layers;
        let is_there = |id: &LayerId| layers.get(id).is_some_and(|layer| layer.side == state.side);
        state.selection.retain(is_there);
        let is_inside = |group: GroupId| {
            let mut selected = state.selection.iter().filter_map(|id| layers.get(id));
            !state.selection.is_empty() && selected.all(|layer| place_of(layer, group).is_some())
        };
        state.entered = state.entered.filter(|group| is_inside(*group));
        self.state = state;
    }
}
