//! Whole layers at once: templates, suggestions, pasting and duplicating. Each is one step.

use catalog::SideId;
use design::{GroupId, Layer, LayerId, OrderKey, TemplateId, broken_rule};
use geom::order::{self, Ordered};
use geom::{Mm, Set};

use super::group::{Partial, regroup};
use super::stack::{Slot, rekeyed, slots};
use super::{Draft, Plan, targets};
use crate::groups::members;
use crate::{CommandError, CommandId, Context, Refill, Replace, Said, Session, Target};

/// How far copies lie from their originals, in mm.
const ASIDE: Mm = Mm::new(5.0);

/// Adds a template's or a suggestion's layers, in place of those that the template before added where that is wanted.
pub(super) fn apply(
    session: &Session,
    mut layers: Vec<Layer>,
    template: Option<TemplateId>,
    replace: Replace,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let gone = match replace {
        Replace::Keep => Set::new(),
        Replace::PreviousTemplate => of_previous_template(session),
    };
    let mut draft = Draft::of(session);
    gone.iter().for_each(|id| draft.delete(*id));
    let count = layers.len();
    // The same template can be applied twice.
    regroup(&mut layers, |_, count| if count > 1 { Partial::New } else { Partial::Alone }, context);
    let added = insert(session, &mut draft, layers, &gone, context)?;
    if let Some(template) = template {
        draft.head().template = Some(template);
    }
    let first = added.iter().find(|(side, _)| side == session.side()).or(added.first());
    let side = first.map_or(session.side(), |(side, _)| side).clone();
    let selected: Vec<LayerId> =
        added.iter().filter(|(on, _)| *on == side).map(|(_, id)| *id).collect();
    let plan = Plan::step(session, draft.finish(context), Said::AddedMany { count });
    Ok(plan.selecting(side, selected))
}

/// Puts layers of the template as they are given; a step of its own, but typing on in a field is one.
pub(super) fn refill(
    session: &Session,
    layers: Vec<Layer>,
    what: Refill,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let mut draft = Draft::of(session);
    let mut count = 0;
    for new in layers {
        if let Some(reason) = broken_rule(new.id, &new) {
            return Err(CommandError::BadChange { reason });
        }
        let Some(layer) = draft.layer(new.id) else { continue };
        count += 1;
        // Only what a template decides: where the layer lies in the stack, and whether it is shown, is the shopper's.
        layer.x = new.x;
        layer.y = new.y;
        layer.shadows = new.shadows;
        layer.content = new.content;
    }
    let plan = Plan::step(session, draft.finish(context), Said::Refilled { count });
    Ok(match what {
        // Which layers a word touches may differ from letter to letter: the field is what is typed in.
        Refill::Words(field) => plan.amending(CommandId::FillTemplate, &[], field),
        Refill::Colours | Refill::Fonts => plan,
    })
}

/// What the template before added and is still there: its parts, and what the newest step that applied one added.
fn of_previous_template(session: &Session) -> Set<LayerId> {
    let parts = session.design().layers.values().filter(|layer| layer.part.is_some());
    let mut gone = added_by_newest(session);
    gone.extend(parts.map(|layer| layer.id));
    gone
}

fn added_by_newest(session: &Session) -> Set<LayerId> {
    let mut steps = session.history().done().rev();
    let Some(step) = steps.find(|step| step.label == CommandId::ApplyTemplate) else {
        return Set::new();
    };
    let added = step.change.layers().iter().filter(|(_, edit)| edit.before.is_none());
    added.map(|(id, _)| *id).filter(|id| session.design().layers.contains_key(id)).collect()
}

/// Adds copied layers to the current side.
pub(super) fn paste(
    session: &Session,
    mut layers: Vec<Layer>,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let places = on_side(session).map(place).each_once();
    // All move aside together, as often as the place is taken, so that repeated pasting does not pile up.
    for _ in 0..places.len() {
        if !layers.iter().any(|layer| places.binary_search(&place(layer)).is_ok()) {
            break;
        }
        layers.iter_mut().for_each(move_aside);
    }
    for layer in &mut layers {
        layer.side = session.side().clone();
        layer.locked = false;
        layer.hidden = false;
    }
    regroup(&mut layers, |_, count| if count > 1 { Partial::New } else { Partial::Alone }, context);
    let count = layers.len();
    let mut draft = Draft::of(session);
    let added = insert(session, &mut draft, layers, &Set::new(), context)?;
    let plan = Plan::step(session, draft.finish(context), Said::AddedMany { count });
    Ok(plan.selecting(session.side().clone(), added.into_iter().map(|(_, id)| id)))
}

/// Copies layers on top of their side, a little aside.
pub(super) fn duplicate(
    session: &Session,
    target: &Target,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let mut copies: Vec<Layer> = targets(session, target)?
        .iter()
        .filter_map(|id| session.design().layers.get(id))
        .map(|layer| Layer::clone(layer))
        .collect();
    let side = copies.first().map_or(session.side(), |layer| &layer.side).clone();
    for copy in &mut copies {
        move_aside(copy);
        copy.locked = false;
    }
    regroup(&mut copies, |id, count| copied_group(session, id, count), context);
    let count = copies.len();
    let mut draft = Draft::of(session);
    let added = insert(session, &mut draft, copies, &Set::new(), context)?;
    let selected = added.into_iter().filter(|(on, _)| *on == side).map(|(_, id)| id);
    let selected: Vec<LayerId> = selected.collect();
    let plan = Plan::step(session, draft.finish(context), Said::Duplicated { count });
    Ok(plan.selecting(side, selected))
}

/// How far the newest copies lie from their originals, where all that was done since was to move them: right and down, in
/// mm. `None` where the selection is not such copies.
pub(crate) fn repeats(session: &Session) -> Option<(Mm, Mm)> {
    let selected = session.selection();
    let is_move = |label| {
        use CommandId as Id;
        let moves = [
            Id::Move,
            Id::Place,
            Id::AlignLeft,
            Id::AlignCentre,
            Id::AlignRight,
            Id::AlignTop,
            Id::AlignMiddle,
            Id::AlignBottom,
        ];
        moves.contains(&label)
    };
    let mut steps = session.history().done().rev();
    let step = steps.find(|step| {
        let ours = step.change.layers().keys().all(|id| selected.contains(id));
        !(is_move(step.label) && ours)
    })?;
    if !matches!(step.label, CommandId::Duplicate | CommandId::Repeat) {
        return None;
    }
    let layers = &session.design().layers;
    let lowest = |ids: &Set<LayerId>| {
        let mut found: Vec<_> = ids.iter().filter_map(|id| layers.get(id)).collect();
        order::sort_by(&mut found, |a, b| a.stack_key().cmp(&b.stack_key()));
        let whole = found.len() == ids.len();
        found.first().filter(|_| whole).map(|layer| (layer.x, layer.y))
    };
    let added = step.change.layers().iter().filter(|(_, edit)| edit.before.is_none());
    let copies: Set<LayerId> = added.map(|(id, _)| *id).collect();
    if copies != *selected || step.before.selection.len() != copies.len() {
        return None;
    }
    let (from, to) = (lowest(&step.before.selection)?, lowest(&copies)?);
    Some((to.0 - from.0, to.1 - from.1))
}

/// Copies the newest copies again, as far from them as they are from their originals.
pub(super) fn repeat(session: &Session, context: &mut Context<'_>) -> Result<Plan, CommandError> {
    let (dx, dy) = repeats(session).ok_or(CommandError::NothingToRepeat)?;
    let mut copies: Vec<Layer> = session.selected().into_iter().map(|l| Layer::clone(l)).collect();
    for copy in &mut copies {
        copy.x = copy.x + dx;
        copy.y = copy.y + dy;
    }
    regroup(&mut copies, |id, count| copied_group(session, id, count), context);
    let count = copies.len();
    let mut draft = Draft::of(session);
    let added = insert(session, &mut draft, copies, &Set::new(), context)?;
    let plan = Plan::step(session, draft.finish(context), Said::Duplicated { count });
    Ok(plan.selecting(session.side().clone(), added.into_iter().map(|(_, id)| id)))
}

/// A group that is copied as a whole becomes another one; copies of a part of it are in it too.
fn copied_group(session: &Session, group: GroupId, count: usize) -> Partial {
    let whole = count == members(session.design(), group).len();
    if whole { Partial::New } else { Partial::Stays }
}

fn on_side(session: &Session) -> impl Iterator<Item = &Layer> {
    let layers = session.design().layers.values();
    layers.filter(|layer| layer.side == *session.side()).map(AsRef::as_ref)
}

/// A layer's place in micrometres.
fn place(layer: &Layer) -> (i64, i64) {
    let whole = |length: Mm| (length.mm() * 1000.0).round() as i64;
    (whole(layer.x), whole(layer.y))
}

fn move_aside(layer: &mut Layer) {
    layer.x = layer.x + ASIDE;
    layer.y = layer.y + ASIDE;
}

/// Adds layers in their stack order: where the ones that go were, else on top. Returns sides and new ids.
fn insert(
    session: &Session,
    draft: &mut Draft<'_>,
    mut layers: Vec<Layer>,
    gone: &Set<LayerId>,
    context: &mut Context<'_>,
) -> Result<Vec<(SideId, LayerId)>, CommandError> {
    for layer in &mut layers {
        if session.product().side(&layer.side).is_none() {
            layer.side = session.side().clone();
        }
    }
    order::sort_by(&mut layers, |a, b| a.stack_key().cmp(&b.stack_key()));
    let mut added: Vec<(SideId, LayerId)> = Vec::with_capacity(layers.len());
    for layer in layers {
        let side = layer.side.clone();
        added.push((side, draft.add(layer, context)?));
    }
    for side in added.iter().map(|(side, _)| side).each_once() {
        let mut stack: Vec<Slot> = slots(session, side);
        let place = stack.iter().position(|(id, _)| gone.contains(id)).unwrap_or(stack.len());
        let new = added.iter().filter(|(on, _)| on == side).map(|(_, id)| (*id, None));
        stack.splice(place..place, new.collect::<Vec<(LayerId, Option<OrderKey>)>>());
        stack.retain(|(id, _)| !gone.contains(id));
        for (id, key) in rekeyed(&stack) {
            if let Some(layer) = draft.layer(id) {
                layer.order = key;
            }
        }
    }
    Ok(added)
}
