//! The stack: order keys for added and moved layers. As few records change as can be; equal keys, which two tabs can make,
//! are told apart again where it matters.

use catalog::SideId;
use design::{LayerId, OrderKey};
use geom::Set;
use geom::order::Ordered;

use super::{Draft, Plan, unlocked};
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
        let after = reordered(&before, &moving, to);
        if let Some(place) = after.iter().position(|(id, _)| moving.contains(id)) {
            said = Said::Ordered { to, place: place + 1, of: after.len() };
        }
        let moved = before.iter().zip(&after).any(|(before, after)| before.0 != after.0);
        if moved {
            write_keys(&mut draft, &after);
        }
    }
    Ok(Plan::step(session, draft.finish(context), said))
}

/// The slots in their new order; moved ones without a key.
fn reordered(slots: &[Slot], moving: &Set<LayerId>, to: OrderTo) -> Vec<Slot> {
    let is_moving = |slot: &Slot| moving.contains(&slot.0);
    let mut order: Vec<Slot> = match to {
        OrderTo::Front | OrderTo::Back => {
            let (moved, rest): (Vec<Slot>, Vec<Slot>) = slots.iter().cloned().partition(is_moving);
            if to == OrderTo::Front { [rest, moved].concat() } else { [moved, rest].concat() }
        }
        OrderTo::Forward => {
            let mut order = slots.to_vec();
            for place in (1..order.len()).rev() {
                if is_moving(&order[place - 1]) && !is_moving(&order[place]) {
                    order.swap(place - 1, place);
                }
            }
            order
        }
        OrderTo::Backward => {
            let mut order = slots.to_vec();
            for place in 1..order.len() {
                if is_moving(&order[place]) && !is_moving(&order[place - 1]) {
                    order.swap(place - 1, place);
                }
            }
            order
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

/// Whether a selected layer has one above it that is not selected.
pub(crate) fn can_rise(session: &Session) -> bool {
    let mut stack = session.design().stack(session.side());
    stack.reverse();
    can_pass(session, &stack.into_iter().map(|layer| layer.id).collect::<Vec<_>>())
}

/// Whether a selected layer has one below it that is not selected.
pub(crate) fn can_sink(session: &Session) -> bool {
    let stack = session.design().stack(session.side());
    can_pass(session, &stack.into_iter().map(|layer| layer.id).collect::<Vec<_>>())
}

fn can_pass(session: &Session, order: &[LayerId]) -> bool {
    let is_moving = |id: &LayerId| {
        session.selection().contains(id)
            && session.design().layers.get(id).is_some_and(|layer| !layer.locked)
    };
    order.windows(2).any(|pair| !is_moving(&pair[0]) && is_moving(&pair[1]))
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
