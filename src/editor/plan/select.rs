//! Selecting, and showing another side. Neither is a step, and neither clears redo (H2).

use catalog::SideId;
use design::{Group, LayerId};

use super::Plan;
use crate::groups::{members, place_of};
use crate::{CommandError, Said, Select, Session, SessionState, title};

/// Changes what is selected.
pub(super) fn select(session: &Session, select: Select) -> Result<Plan, CommandError> {
    let mut state = session.state().clone();
    match select {
        Select::Set(ids) => {
            state.selection.clear();
            take(session, &mut state, &ids)?;
        }
        Select::Add(ids) => take(session, &mut state, &ids)?,
        Select::Toggle(id) => {
            if !state.selection.remove(&id) {
                take(session, &mut state, &[id])?;
            }
        }
        Select::All => {
            let stack = session.design().stack(&state.side);
            let free = stack.iter().filter(|layer| !layer.hidden && !layer.locked);
            state.selection = free.map(|layer| layer.id).collect();
        }
        Select::None => state.selection.clear(),
        Select::Next | Select::Previous => {
            if let Some(id) = neighbour(session, &select) {
                state.selection = super::group::neighbour_unit(session, id);
            }
        }
    }
    let said = spoken(session, &state);
    Ok(Plan::session(state, said))
}

/// Adds layers to a selection; those of another side than the first are left out, as a selection has one side.
fn take(session: &Session, state: &mut SessionState, ids: &[LayerId]) -> Result<(), CommandError> {
    let layers = &session.design().layers;
    let Some(first) = ids.first() else { return Ok(()) };
    let Some(shown) = ids.iter().find_map(|id| layers.get(id)) else {
        return Err(CommandError::NoSuchLayer { layer: *first });
    };
    if shown.side != state.side {
        if session.product().side(&shown.side).is_none() {
            return Err(CommandError::NoSuchSide { side: shown.side.clone() });
        }
        state.side = shown.side.clone();
        state.selection.clear();
    }
    let on_side = |id: &&LayerId| layers.get(id).is_some_and(|layer| layer.side == state.side);
    let found: Vec<LayerId> = ids.iter().filter(on_side).copied().collect();
    state.selection.extend(found);
    Ok(())
}

/// The shown layer next up (or down) in the stack from what is selected. `None` at the end, so that Tab can leave.
pub(crate) fn neighbour(session: &Session, select: &Select) -> Option<LayerId> {
    let mut stack = session.design().stack(session.side());
    stack.retain(|layer| !layer.hidden || session.selection().contains(&layer.id));
    if let Some(group) = session.state().entered {
        stack.retain(|layer| place_of(layer, group).is_some());
    }
    let is_selected = |id: &LayerId| session.selection().contains(id);
    let ids: Vec<LayerId> = stack.iter().map(|layer| layer.id).collect();
    let next = match select {
        Select::Next => {
            ids.iter().rposition(is_selected).map_or(Some(0), |place| place.checked_add(1))
        }
        _ => match ids.iter().position(is_selected) {
            Some(place) => place.checked_sub(1),
            None => ids.len().checked_sub(1),
        },
    };
    ids.get(next?).copied()
}

pub(super) fn spoken(session: &Session, state: &SessionState) -> Said {
    let mut selected = state.selection.iter();
    match (selected.next(), selected.next()) {
        (None, _) => Said::SelectedNone,
        (Some(id), None) => {
            let stack = session.design().stack(&state.side);
            let place = stack.iter().position(|layer| layer.id == *id);
            place.map_or(Said::SelectedNone, |place| Said::Selected {
                title: title(stack[place]),
                place: place + 1,
                of: stack.len(),
                locked: stack[place].locked,
            })
        }
        (Some(first), Some(_)) => {
            let count = state.selection.len();
            match whole_group(session, state, *first) {
                Some(name) => Said::SelectedGroup { name, count },
                None => Said::SelectedMany { count },
            }
        }
    }
}

/// The name of the group that is selected, whole and alone.
fn whole_group(session: &Session, state: &SessionState, first: LayerId) -> Option<String> {
    let design = session.design();
    let groups = &design.layers.get(&first)?.groups;
    let is_whole = |group: &&Group| {
        let members = members(design, group.id);
        members.len() == state.selection.len()
            && members.iter().all(|id| state.selection.contains(id))
    };
    groups.iter().find(is_whole).map(|group| group.name.clone())
}

/// Shows another side, with nothing selected.
pub(super) fn set_side(session: &Session, side: SideId) -> Result<Plan, CommandError> {
    let Some(known) = session.product().side(&side) else {
        return Err(CommandError::NoSuchSide { side });
    };
    let said = Said::Side { name: known.name.clone() };
    let mut state = session.state().clone();
    if state.side != side {
        state.side = side;
        state.selection.clear();
        state.viewport.centre = None;
    }
    Ok(Plan::session(state, said))
}
