//! Deleting, locking, hiding, naming, sides, and what the design says once.

use catalog::{ColourId, SideId};
use design::LayerId;
use geom::order;

use super::geometry::carried_over;
use super::stack::{slots, write_keys};
use super::{Draft, Plan, targets, unlocked};
use crate::{CommandError, CommandId, Context, Said, Session, Target, limits};

/// Deletes unlocked layers.
pub(super) fn delete(
    session: &Session,
    target: &Target,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids = unlocked(session, target)?;
    let mut draft = Draft::of(session);
    ids.iter().for_each(|id| draft.delete(*id));
    let left = session.selection().iter().copied().filter(|id| !ids.contains(id));
    let said = Said::Deleted { count: ids.len() };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(plan.selecting(session.side().clone(), left))
}

/// Locks or unlocks layers.
pub(super) fn set_locked(
    session: &Session,
    target: &Target,
    locked: bool,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let mut draft = Draft::of(session);
    for id in targets(session, target)? {
        if let Some(layer) = draft.layer(id) {
            layer.locked = locked;
        }
    }
    let change = draft.finish(context);
    let said = Said::Locked { count: change.layers().len(), locked };
    Ok(Plan::step(session, change, said))
}

/// Hides or shows layers, locked ones too.
pub(super) fn set_hidden(
    session: &Session,
    target: &Target,
    hidden: bool,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let mut draft = Draft::of(session);
    for id in targets(session, target)? {
        if let Some(layer) = draft.layer(id) {
            layer.hidden = hidden;
        }
    }
    let change = draft.finish(context);
    let said = Said::Hidden { count: change.layers().len(), hidden };
    Ok(Plan::step(session, change, said))
}

/// Names a layer, locked or not.
pub(super) fn rename(
    session: &Session,
    layer: LayerId,
    name: &str,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let name = limits::name(name);
    let mut draft = Draft::of(session);
    draft.layer(layer).ok_or(CommandError::NoSuchLayer { layer })?.name.clone_from(&name);
    let plan = Plan::step(session, draft.finish(context), Said::Renamed { name });
    Ok(plan.amending(CommandId::Rename, &[layer], 0))
}

/// Moves unlocked layers to the top of another side, which is then shown.
pub(super) fn move_to_side(
    session: &Session,
    target: &Target,
    side: SideId,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let Some(to) = session.product().side(&side) else {
        return Err(CommandError::NoSuchSide { side });
    };
    let ids = unlocked(session, target)?;
    let mut moving: Vec<_> = ids.iter().filter_map(|id| session.design().layers.get(id)).collect();
    moving.retain(|layer| layer.side != side);
    order::sort_by(&mut moving, |a, b| a.stack_key().cmp(&b.stack_key()));
    let mut stack = slots(session, &side);
    stack.extend(moving.iter().map(|layer| (layer.id, None)));
    let mut draft = Draft::of(session);
    for layer in &moving {
        let from = session.area_of(&layer.side).unwrap_or(&to.print_area);
        if let Some(layer) = draft.layer(layer.id) {
            layer.side = side.clone();
            carried_over(layer, from, &to.print_area);
        }
    }
    write_keys(&mut draft, &stack);
    let said = Said::MovedToSide { count: moving.len(), name: to.name.clone() };
    Ok(Plan::step(session, draft.finish(context), said).selecting(side, ids))
}

/// Sets the product's colour.
pub(super) fn set_colour(
    session: &Session,
    colour: ColourId,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let Some(known) = session.product().colour(&colour) else {
        return Err(CommandError::NoSuchColour { colour });
    };
    let said = Said::Colour { name: known.name.clone() };
    let mut draft = Draft::of(session);
    draft.head().colour = colour;
    Ok(Plan::step(session, draft.finish(context), said))
}

/// Names the design.
pub(super) fn rename_design(
    session: &Session,
    name: &str,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let name = limits::name(name);
    let mut draft = Draft::of(session);
    draft.head().name.clone_from(&name);
    let plan = Plan::step(session, draft.finish(context), Said::Renamed { name });
    Ok(plan.amending(CommandId::RenameDesign, &[], 0))
}
