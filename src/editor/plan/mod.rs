//! From a command to a plan: pure functions that read the session and say what would change. [`crate::Session`] alone
//! applies plans.

mod add;
mod arrange;
mod content;
mod draft;
mod flags;
mod geometry;
mod group;
mod mend;
mod refine;
mod select;
mod stack;
mod template;
mod viewport;

pub(crate) use draft::Draft;
pub(crate) use group::leave;
pub(crate) use select::neighbour;
pub(crate) use stack::{can_rise, can_sink};
pub(crate) use template::repeats;

use catalog::SideId;
use design::{LayerId, broken_rule};
use geom::order::Ordered;

use crate::history::{AmendKey, Capture};
use crate::{
    Change, Command, CommandError, CommandId, Context, Said, Session, SessionState, Target,
};

/// What a command would do.
pub(crate) struct Plan {
    pub(crate) change: Change,
    pub(crate) state: SessionState,
    pub(crate) capture: Capture,
    pub(crate) said: Said,
}

impl Plan {
    /// A plan that changes the session only.
    fn session(state: SessionState, said: Said) -> Self {
        Self { change: Change::none(), state, capture: Capture::Step, said }
    }

    /// A plan that is a step of its own and leaves the selection.
    fn step(session: &Session, change: Change, said: Said) -> Self {
        Self { change, state: session.state().clone(), capture: Capture::Step, said }
    }

    /// The same as part of the newest step, if that has the same label and layers.
    fn amending(mut self, label: CommandId, layers: &[LayerId], detail: u32) -> Self {
        self.capture = Capture::Amend(AmendKey { label, layers: layers.to_vec(), detail });
        self
    }

    /// The same with other layers selected.
    fn selecting(mut self, side: SideId, layers: impl IntoIterator<Item = LayerId>) -> Self {
        self.state.side = side;
        self.state.selection = layers.into_iter().collect();
        self
    }
}

/// What a command would do; undo, redo and cancelling are the session's own.
pub(crate) type Planner = fn(&Session, Command, &mut Context<'_>) -> Result<Plan, CommandError>;

/// Whether [`everyday`] knows a command.
pub(crate) const fn is_everyday(command: &Command) -> bool {
    matches!(
        command,
        Command::Select { .. }
            | Command::EnterGroup { .. }
            | Command::SetSide { .. }
            | Command::SetTool { .. }
            | Command::Zoom { .. }
            | Command::Absorb { .. }
            | Command::Undo
            | Command::Redo
            | Command::GoTo { .. }
            | Command::Cancel
    )
}

/// The [`Planner`] of what everyone does with a design that was just opened: looks around, selects, takes back.
pub(crate) fn everyday(
    session: &Session,
    command: Command,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    match command {
        Command::Select { select } => select::select(session, select),
        Command::EnterGroup { layer } => group::enter(session, layer),
        Command::SetSide { side } => select::set_side(session, side),
        Command::SetTool { tool } => Ok(viewport::set_tool(session, tool)),
        Command::Zoom { zoom } => viewport::zoom(session, zoom, context),
        Command::Absorb { change } => absorb(session, change),
        _ => Ok(Plan::session(session.state().clone(), Said::Unchanged)),
    }
}

/// The [`Planner`] of all commands.
pub(crate) fn plan(
    session: &Session,
    command: Command,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    match command {
        Command::AddText { content, style, at } => {
            add::text(session, &content, &style, at, context)
        }
        Command::AddShape { kind, style, size, at } => {
            add::shape(session, kind, &style, size, at, context)
        }
        Command::AddImage { picture, at } => add::image(session, picture, at, context),
        Command::AddLayers { layers, template, replace } => {
            template::apply(session, layers, template, replace, context)
        }
        Command::Refill { layers, what } => template::refill(session, layers, what, context),
        Command::Paste { layers } => template::paste(session, layers, context),
        Command::Duplicate { target } => template::duplicate(session, &target, context),
        Command::Repeat => template::repeat(session, context),
        Command::Group => group::group(session, context),
        Command::Ungroup => group::ungroup(session, context),
        Command::RenameGroup { group, name } => group::rename(session, group, &name, context),
        Command::SetText { layer, content } => content::set_text(session, layer, &content, context),
        Command::StyleText { target, style } => {
            content::style_text(session, &target, &style, context)
        }
        Command::StyleShape { target, style } => {
            content::style_shape(session, &target, &style, context)
        }
        Command::Refine { target, how } => refine::refine(session, &target, &how, context),
        Command::AddDrawing { drawing, at } => add::drawing(session, drawing, at, context),
        Command::ReplaceImage { layer, picture } => {
            content::replace_image(session, layer, picture, context)
        }
        Command::FillArea { fill } => add::fill_area(session, fill, context),
        Command::ReplaceDrawing { layer, drawing } => {
            content::replace_drawing(session, layer, drawing, context)
        }
        Command::SetOpacity { target, opacity } => {
            content::set_opacity(session, &target, opacity, context)
        }
        Command::Delete { target } => flags::delete(session, &target, context),
        Command::Arrange { how, layers } => geometry::arrange(session, how, &layers, context),
        Command::Nudge { dx, dy } => geometry::nudge(session, dx, dy, context),
        Command::Place { target, place } => geometry::place(session, &target, &place, context),
        Command::Turn { degrees } => geometry::turn(session, degrees, context),
        Command::Resize { dx, dy } => geometry::resize(session, dx, dy, context),
        Command::Align { edge, to } => arrange::align(session, edge, to, context),
        Command::Mirror { axis } => arrange::mirror(session, axis, context),
        Command::Distribute { axis } => arrange::distribute(session, axis, context),
        Command::SameSize { edge } => arrange::same_size(session, edge, context),
        Command::Order { target, to } => stack::order(session, &target, to, context),
        Command::SetLocked { target, locked } => {
            flags::set_locked(session, &target, locked, context)
        }
        Command::SetHidden { target, hidden } => {
            flags::set_hidden(session, &target, hidden, context)
        }
        Command::Rename { layer, name } => flags::rename(session, layer, &name, context),
        Command::MoveToSide { target, side } => {
            flags::move_to_side(session, &target, side, context)
        }
        Command::SetColour { colour } => flags::set_colour(session, colour, context),
        Command::RenameDesign { name } => flags::rename_design(session, &name, context),
        Command::Mend { mends } => mend::mend(session, &mends, context),
        Command::Select { .. }
        | Command::EnterGroup { .. }
        | Command::SetSide { .. }
        | Command::SetTool { .. }
        | Command::Zoom { .. }
        | Command::Absorb { .. }
        | Command::Undo
        | Command::Redo
        | Command::GoTo { .. }
        | Command::Cancel => everyday(session, command, context),
    }
}

/// The layers that a command is for; those that are named and gone are left out.
fn targets(session: &Session, target: &Target) -> Result<Vec<LayerId>, CommandError> {
    match target {
        Target::Selection if session.selection().is_empty() => Err(CommandError::NothingSelected),
        Target::Selection => Ok(session.selection().iter().copied().collect()),
        Target::Layers(layers) => {
            let first = layers.first().ok_or(CommandError::NothingSelected)?;
            let known = |id: &LayerId| session.design().layers.contains_key(id);
            let found = layers.iter().copied().filter(known).each_once();
            if found.is_empty() {
                Err(CommandError::NoSuchLayer { layer: *first })
            } else {
                Ok(found)
            }
        }
    }
}

/// Those of the target that are not locked.
fn unlocked(session: &Session, target: &Target) -> Result<Vec<LayerId>, CommandError> {
    let all = targets(session, target)?;
    let is_free = |id: &LayerId| session.design().layers.get(id).is_some_and(|layer| !layer.locked);
    let free: Vec<LayerId> = all.iter().copied().filter(is_free).collect();
    match (free.is_empty(), all.first()) {
        (true, Some(first)) => Err(CommandError::Locked { layer: *first }),
        _ => Ok(free),
    }
}

/// A number in a command.
fn number(value: f64) -> Result<f64, CommandError> {
    if value.is_finite() { Ok(value) } else { Err(CommandError::NotANumber) }
}

/// Takes over another tab's change exactly as it is, or not at all.
fn absorb(session: &Session, change: Change) -> Result<Plan, CommandError> {
    for (id, edit) in change.layers() {
        if let Some(reason) = edit.after.as_ref().and_then(|layer| broken_rule(*id, layer)) {
            return Err(CommandError::BadChange { reason });
        }
    }
    if change.head().is_some_and(|edit| edit.after.product != session.product().id) {
        return Err(CommandError::BadChange { reason: "it is for another product".to_owned() });
    }
    let state = session.state().clone();
    Ok(Plan { change, state, capture: Capture::Skip, said: Said::Unchanged })
}
