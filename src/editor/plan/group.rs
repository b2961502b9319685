//! Grouping, taking groups apart, entering and naming them.

use design::{Group, GroupId, Layer, LayerId, MAX_GROUPS};
use geom::{Set, Table};

use super::stack::{Slot, slots, write_keys};
use super::{Draft, Plan, unlocked};
use crate::groups::{members, place_of, selected_groups, shared_depth, unit, unit_group};
use crate::{CommandError, Context, Said, Session, Target, limits};

/// Makes a group of what is selected. It lies where its topmost layer is.
pub(super) fn group(session: &Session, context: &mut Context<'_>) -> Result<Plan, CommandError> {
    const NEEDED: usize = 2;
    let ids = unlocked(session, &Target::Selection)?;
    if ids.len() < NEEDED {
        return Err(CommandError::TooFew { needed: NEEDED });
    }
    let design = session.design();
    let chosen: Set<LayerId> = ids.iter().copied().collect();
    let depth = shared_depth(design, &chosen);
    let new = Group { id: GroupId(context.ids.next()), name: String::new() };
    let mut draft = Draft::of(session);
    for id in &ids {
        let Some(layer) = draft.layer(*id) else { continue };
        // A group that comes as a whole goes in as it is; a part of one leaves it.
        let inner = layer.groups.split_off(depth);
        let whole = |group: &Group| members(design, group.id).iter().all(|id| chosen.contains(id));
        layer.groups.push(new.clone());
        layer.groups.extend(inner.into_iter().filter(whole));
        if layer.groups.len() > MAX_GROUPS {
            return Err(CommandError::TooDeep { limit: MAX_GROUPS });
        }
    }
    let stack = slots(session, session.side());
    let is_chosen = |slot: &Slot| chosen.contains(&slot.0);
    if let Some(top) = stack.iter().rposition(is_chosen) {
        let above: Vec<Slot> = stack[top + 1..].to_vec();
        let mut order: Vec<Slot> =
            stack.iter().take(top + 1).filter(|slot| !is_chosen(slot)).cloned().collect();
        order.extend(stack.iter().filter(|slot| is_chosen(slot)).cloned());
        order.extend(above);
        write_moved_keys(&mut draft, &stack, order, is_chosen);
    }
    let said = Said::Grouped { count: ids.len() };
    let side = session.side().clone();
    Ok(Plan::step(session, draft.finish(context), said).selecting(side, ids))
}

/// Writes keys for those of the chosen layers that stand elsewhere now.
fn write_moved_keys(
    draft: &mut Draft<'_>,
    before: &[Slot],
    mut after: Vec<Slot>,
    is_chosen: impl Fn(&Slot) -> bool,
) {
    let moved = before.iter().zip(&after).any(|(before, after)| before.0 != after.0);
    if !moved {
        return;
    }
    for (place, slot) in after.iter_mut().enumerate() {
        if is_chosen(slot) && before.get(place).is_none_or(|old| old.0 != slot.0) {
            slot.1 = None;
        }
    }
    write_keys(draft, &after);
}

/// Takes the selected groups apart; groups in them stay.
pub(super) fn ungroup(session: &Session, context: &mut Context<'_>) -> Result<Plan, CommandError> {
    let groups = selected_groups(session);
    if groups.is_empty() {
        return Err(CommandError::NoGroup);
    }
    let mut draft = Draft::of(session);
    for id in groups.iter().flat_map(|group| members(session.design(), *group)) {
        if let Some(layer) = draft.layer(id) {
            layer.groups.retain(|group| !groups.contains(&group.id));
        }
    }
    let said = Said::Ungrouped { count: groups.len() };
    Ok(Plan::step(session, draft.finish(context), said))
}

/// Names a group; an empty name gives it the usual one.
pub(super) fn rename(
    session: &Session,
    group: GroupId,
    name: &str,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let name = limits::name(name);
    let ids = members(session.design(), group);
    if ids.is_empty() {
        return Err(CommandError::NoGroup);
    }
    let mut draft = Draft::of(session);
    for id in ids {
        let Some(layer) = draft.layer(id) else { continue };
        if let Some(place) = place_of(layer, group) {
            layer.groups[place].name.clone_from(&name);
        }
    }
    Ok(Plan::step(session, draft.finish(context), Said::Renamed { name }))
}

/// Goes into the group of a layer and selects what a press on the layer means there.
pub(super) fn enter(session: &Session, layer: LayerId) -> Result<Plan, CommandError> {
    let layers = &session.design().layers;
    let selected = session.selection();
    let group = match layers.get(&layer) {
        Some(known) if selected.contains(&layer) => {
            known.groups.get(shared_depth(session.design(), selected))
        }
        _ => unit_group(session, layer),
    };
    let group = group.ok_or(CommandError::NoGroup)?.id;
    let next = layers.get(&layer).and_then(|layer| {
        let place = place_of(layer, group)?;
        layer.groups.get(place + 1).map(|group| group.id)
    });
    let mut state = session.state().clone();
    state.entered = Some(group);
    state.selection = match next {
        Some(inner) => members(session.design(), inner).into_iter().collect(),
        None => [layer].into(),
    };
    let said = super::select::spoken(session, &state);
    Ok(Plan::session(state, said))
}

/// Leaves the group that was entered and selects it; `None` where none was.
pub(crate) fn leave(session: &Session) -> Option<Plan> {
    let entered = session.state().entered?;
    let mut state = session.state().clone();
    let member = members(session.design(), entered);
    let first = session.design().layers.get(member.first()?)?;
    let outer = place_of(first, entered)?.checked_sub(1);
    state.entered = outer.and_then(|place| first.groups.get(place)).map(|group| group.id);
    state.selection = member.into_iter().collect();
    let said = super::select::spoken(session, &state);
    Some(Plan::session(state, said))
}

/// Puts layers into the groups that are around a place, out of those where they were. Groups that come as a whole stay.
pub(super) fn join(
    session: &Session,
    draft: &mut Draft<'_>,
    moving: &Set<LayerId>,
    (layer, depth): (LayerId, usize),
) -> Result<(), CommandError> {
    let design = session.design();
    let goal = design.layers.get(&layer).ok_or(CommandError::NoSuchLayer { layer })?;
    if moving.contains(&layer) {
        return Ok(());
    }
    let around = goal.groups.get(..depth).unwrap_or(&goal.groups);
    let whole = |group: &Group| members(design, group.id).iter().all(|id| moving.contains(id));
    for id in moving.iter() {
        let Some(layer) = draft.layer(*id) else { continue };
        let own: Vec<Group> = layer.groups.iter().filter(|group| whole(group)).cloned().collect();
        layer.groups = around.iter().cloned().chain(own).collect();
        if layer.groups.len() > MAX_GROUPS {
            return Err(CommandError::TooDeep { limit: MAX_GROUPS });
        }
    }
    Ok(())
}

/// Gives copied layers groups of their own. A group of which only a part is copied keeps the copies with `keep`; else
/// they are alone.
pub(super) fn regroup(
    layers: &mut [Layer],
    keep: impl Fn(GroupId, usize) -> Partial,
    context: &mut Context<'_>,
) {
    let mut counts: Table<GroupId, usize> = Table::new();
    for group in layers.iter().flat_map(|layer| &layer.groups) {
        let count = counts.get(&group.id).copied().unwrap_or_default();
        counts.insert(group.id, count + 1);
    }
    let mut renamed: Table<GroupId, Option<GroupId>> = Table::new();
    for (id, count) in &counts {
        let new = match keep(*id, *count) {
            Partial::Stays => Some(*id),
            Partial::Alone => None,
            Partial::New => Some(GroupId(context.ids.next())),
        };
        renamed.insert(*id, new);
    }
    for layer in layers {
        layer.groups.retain_mut(|group| match renamed.get(&group.id) {
            Some(Some(id)) => {
                group.id = *id;
                true
            }
            _ => false,
        });
    }
}

/// What becomes of a group whose layers are copied.
pub(super) enum Partial {
    /// The copies are in it too.
    Stays,
    /// The copies are in none.
    Alone,
    /// The copies get one of their own.
    New,
}

/// What a press on the layer next to the selection means.
pub(super) fn neighbour_unit(session: &Session, id: LayerId) -> Set<LayerId> {
    unit(session, id).into_iter().collect()
}
