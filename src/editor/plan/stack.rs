//! The stack: order keys for added and moved layers. As few records change as can be; equal keys, which two tabs can make,
//! are told apart again where it matters.

use catalog::SideId;
use design::{GroupId, LayerId, OrderKey};
use geom::Set;
use geom::order::Ordered;

use super::{Draft, Plan, group, unlocked};
use crate::groups::{place_of, shared_depth};
use crate::{CommandError, Context, OrderTo, Said, Session, Target};

/// A key longer than this makes the whole side's keys be given anew; documents accept 256.
const LONGEST_KEY: usize = 160;

/// A place in a stack, bottom first; `None` for a layer that needs a key.
pub(super) type Slot = (LayerId, Option<OrderKey>);

/// The keys that have to be written so that layers lie in the order of their slots.
pub(super) fn rekeyed(slots: &[Slot]) -> Vec<(LayerId, OrderKey)> {
    let keys = keys_between(slots);
    let too_long = keys.iter().any(|(_, key)| key.to_string().len() > LONGEST_KEY);
    if !too_long {
        return keys;
    }
    let mut last: Option<OrderKey> = None;
    slots
        .iter()
        .map(|(id, _)| {
            let key = OrderKey::between(last.as_ref(), None);
            last = Some(key.clone());
            (*id, key)
        })
        .collect()
}

fn keys_between(slots: &[Slot]) -> Vec<(LayerId, OrderKey)> {
    let mut written = Vec::new();
    let mut below: Option<(OrderKey, LayerId)> = None;
    // The key above the gap that is being filled; it stays the same until a slot keeps its key.
    let mut above: Option<Option<&OrderKey>> = None;
    for (place, (id, key)) in slots.iter().enumerate() {
        if let Some(key) = key {
            let is_above = below.as_ref().is_none_or(|(below, under)| (below, under) < (key, id));
            if is_above {
                below = Some((key.clone(), *id));
                above = None;
                continue;
            }
        }
        let low = below.as_ref().map(|(key, _)| key);
        let high = *above.get_or_insert_with(|| {
            let later = slots[place + 1..].iter().filter_map(|(_, key)| key.as_ref());
            later.filter(|key| low.is_none_or(|low| low < *key)).min()
        });
        let key = OrderKey::between(low, high);
        written.push((*id, key.clone()));
        below = Some((key, *id));
    }
    written
}

/// The stack of a side as slots that keep their keys.
pub(super) fn slots(session: &Session, side: &SideId) -> Vec<Slot> {
    let stack = session.design().stack(side);
    stack.into_iter().map(|layer| (layer.id, Some(layer.order.clone()))).collect()
}

/// Gives drafted layers the keys of their slots.
pub(super) fn write_keys(draft: &mut Draft<'_>, slots: &[Slot]) {
    for (id, key) in rekeyed(slots) {
        if let Some(layer) = draft.layer(id) {
            layer.order = key;
        }
    }
}

/// Moves layers in the stack of their side.
pub(super) fn order(
    session: &Session,
    target: &Target,
    to: OrderTo,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let moving: Set<LayerId> = unlocked(session, target)?.into_iter().collect();
    let sides = moving.iter().filter_map(|id| Some(&session.design().layers.get(id)?.side));
    let mut draft = Draft::of(session);
    let mut said = Said::Unchanged;
    for side in sides.each_once() {
        let before = slots(session, side);
        let after = reordered(session, &before, &moving, to);
        if let Some(place) = after.iter().position(|(id, _)| moving.contains(id)) {
            said = Said::Ordered { to, place: place + 1, of: after.len() };
        }
        if let OrderTo::Above { layer, depth } | OrderTo::Below { layer, depth } = to {
            group::join(session, &mut draft, &moving, (layer, depth))?;
        }
        let moved = before.iter().zip(&after).any(|(before, after)| before.0 != after.0);
        if moved {
            write_keys(&mut draft, &after);
        }
    }
    Ok(Plan::step(session, draft.finish(context), said))
}

/// The slots in their new order; moved ones without a key. Groups move as one, and what is in a group stays in it, unless
/// it is put elsewhere by name.
fn reordered(session: &Session, slots: &[Slot], moving: &Set<LayerId>, to: OrderTo) -> Vec<Slot> {
    let mut order = match to {
        OrderTo::Above { layer, depth } => put(session, slots, moving, (layer, depth), true),
        OrderTo::Below { layer, depth } => put(session, slots, moving, (layer, depth), false),
        _ => {
            let level = Level::of(session, slots.iter().map(|slot| slot.0), moving);
            level.flatten(slots, blocks_reordered(&level.blocks, to))
        }
    };
    // Only layers that really change places lose their keys.
    for (place, slot) in order.iter_mut().enumerate() {
        if moving.contains(&slot.0) && slots.get(place).is_none_or(|old| old.0 != slot.0) {
            slot.1 = None;
        }
    }
    order
}

/// What is moved among: layers and whole groups in the group that holds all that moves.
struct Level {
    blocks: Vec<Block>,
    /// The places in the stack that they take.
    places: Vec<usize>,
}

/// Whether it moves, and its places in the stack.
type Block = (bool, Vec<usize>);

impl Level {
    fn of(session: &Session, stack: impl Iterator<Item = LayerId>, moving: &Set<LayerId>) -> Self {
        let layers = &session.design().layers;
        let depth = shared_depth(session.design(), moving);
        let groups = |id: &LayerId| layers.get(id).map_or(&[][..], |layer| &layer.groups);
        let around = moving.iter().next().map_or(&[][..], groups);
        let around = around.get(..depth).unwrap_or_default();
        let mut level = Self { blocks: Vec::new(), places: Vec::new() };
        let mut heads: Vec<Option<GroupId>> = Vec::new();
        for (place, id) in stack.enumerate() {
            let own = groups(&id);
            let inside = own.len() >= depth
                && own.iter().zip(around).all(|(own, around)| own.id == around.id);
            if !inside {
                continue;
            }
            level.places.push(place);
            let (moves, head) = (moving.contains(&id), own.get(depth).map(|group| group.id));
            let known = head.and_then(|head| heads.iter().position(|known| *known == Some(head)));
            match known.and_then(|known| level.blocks.get_mut(known)) {
                Some(block) => {
                    block.0 |= moves;
                    block.1.push(place);
                }
                None => {
                    heads.push(head);
                    level.blocks.push((moves, vec![place]));
                }
            }
        }
        level
    }

    /// The whole stack with the level's blocks in another order.
    fn flatten(&self, slots: &[Slot], blocks: Vec<Block>) -> Vec<Slot> {
        let mut order = slots.to_vec();
        let moved = blocks.into_iter().flat_map(|(_, places)| places);
        for (place, from) in self.places.iter().zip(moved) {
            order[*place] = slots[from].clone();
        }
        order
    }
}

fn blocks_reordered(blocks: &[Block], to: OrderTo) -> Vec<Block> {
    let mut order = blocks.to_vec();
    let is_moving = |block: &Block| block.0;
    match to {
        OrderTo::Front | OrderTo::Back => {
            let (moved, rest): (Vec<_>, Vec<_>) = order.into_iter().partition(is_moving);
            order =
                if to == OrderTo::Front { [rest, moved].concat() } else { [moved, rest].concat() };
        }
        OrderTo::Forward => {
            for place in (1..order.len()).rev() {
                if order[place - 1].0 && !order[place].0 {
                    order.swap(place - 1, place);
                }
            }
        }
        OrderTo::Backward => {
            for place in 1..order.len() {
                if order[place].0 && !order[place - 1].0 {
                    order.swap(place - 1, place);
                }
            }
        }
        OrderTo::Above { .. } | OrderTo::Below { .. } => {}
    }
    order
}

/// The slots with the moving ones directly above or below a layer, or its group at a depth.
fn put(
    session: &Session,
    slots: &[Slot],
    moving: &Set<LayerId>,
    (layer, depth): (LayerId, usize),
    above: bool,
) -> Vec<Slot> {
    let layers = &session.design().layers;
    let head = layers.get(&layer).and_then(|layer| layer.groups.get(depth)).map(|head| head.id);
    let is_goal = |slot: &Slot| match head {
        Some(head) => layers.get(&slot.0).is_some_and(|layer| place_of(layer, head).is_some()),
        None => slot.0 == layer,
    };
    let (moved, mut rest): (Vec<Slot>, Vec<Slot>) =
        slots.iter().cloned().partition(|slot| moving.contains(&slot.0));
    let place = match above {
        true => rest.iter().rposition(is_goal).map(|place| place + 1),
        false => rest.iter().position(is_goal),
    };
    let Some(place) = place else { return slots.to_vec() };
    rest.splice(place..place, moved);
    rest
}

/// Whether a selected layer has one above it that it can pass.
pub(crate) fn can_rise(session: &Session) -> bool {
    moving_of(session).windows(2).any(|pair| pair == [true, false])
}

/// Whether a selected layer has one below it that it can pass.
pub(crate) fn can_sink(session: &Session) -> bool {
    moving_of(session).windows(2).any(|pair| pair == [false, true])
}

/// Whether they are selected, of all that the selection moves among, bottom first.
fn moving_of(session: &Session) -> Vec<bool> {
    let Ok(moving) = unlocked(session, &Target::Selection) else { return Vec::new() };
    let moving: Set<LayerId> = moving.into_iter().collect();
    let stack = session.design().stack(session.side());
    let level = Level::of(session, stack.iter().map(|layer| layer.id), &moving);
    level.blocks.iter().map(|(moves, _)| *moves).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(keys: &[(u64, Option<&str>)]) -> Vec<Slot> {
        let key = |text: &str| OrderKey::try_from(text.to_owned()).unwrap();
        keys.iter().map(|(id, text)| (LayerId(*id), text.map(key))).collect()
    }

    /// Writes the keys and returns how many there were, after checking the order.
    fn check(slots: &[Slot]) -> usize {
        let written = rekeyed(slots);
        let mut stack: Vec<(OrderKey, LayerId)> = slots
            .iter()
            .map(|(id, key)| {
                let new = written.iter().find(|(of, _)| of == id).map(|(_, key)| key.clone());
                (new.or(key.clone()).unwrap(), *id)
            })
            .collect();
        let wanted: Vec<LayerId> = slots.iter().map(|(id, _)| *id).collect();
        stack.sort();
        assert_eq!(stack.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), wanted);
        written.len()
    }

    #[test]
    fn a_layer_between_two_others_writes_one_key() {
        assert_eq!(check(&keyed(&[(1, Some("C")), (3, None), (2, Some("F"))])), 1);
    }

    #[test]
    fn slots_in_order_write_no_key() {
        assert_eq!(check(&keyed(&[(1, Some("C")), (2, Some("C")), (3, Some("F"))])), 0);
    }

    #[test]
    fn a_layer_between_equal_keys_tells_them_apart() {
        assert_eq!(check(&keyed(&[(1, Some("C")), (9, None), (2, Some("C")), (3, Some("F"))])), 2);
    }

    #[test]
    fn many_layers_in_a_gap_keep_short_keys() {
        let mut slots = keyed(&[(1, Some("C")), (2, Some("D"))]);
        (3..1_500).for_each(|id| slots.insert(1, (LayerId(id), None)));
        assert_eq!(check(&slots), slots.len() - 2);
        assert!(rekeyed(&slots).iter().all(|(_, key)| key.to_string().len() <= LONGEST_KEY));
    }

    #[test]
    fn a_crowded_gap_gives_the_side_new_short_keys() {
        let tight = format!("C{}1", "0".repeat(LONGEST_KEY));
        let slots = keyed(&[(1, Some("C")), (3, None), (2, Some(&tight))]);
        assert_eq!(check(&slots), slots.len());
        assert!(rekeyed(&slots).iter().all(|(_, key)| key.to_string().len() <= LONGEST_KEY));
    }
}
