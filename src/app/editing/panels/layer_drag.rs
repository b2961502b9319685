//! Dragging rows of the list of layers: where a row would go, and the command that puts it there.

use editor::{Command, OrderTo, Row, Target};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::editing::EditorStore;

/// How far a press moves before it drags, in pixels.
const SLOP: f64 = 5.0;

/// Where a row would be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drop {
    /// The row under the pointer.
    pub row: String,
    /// On which side of it.
    pub side: Side,
}

/// A side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Nearer to the top of the list, and of the stack.
    Above,
    /// Nearer to the bottom.
    Below,
}

/// A row that is pressed or dragged.
#[derive(Clone, Copy)]
pub(super) struct RowDrag {
    /// Where it would go, while it is dragged.
    pub drop: RwSignal<Option<Drop>>,
    held: StoredValue<Option<Held>>,
    /// Whether the press that ends now was a drag, and so no click.
    dragged: StoredValue<bool>,
}

#[derive(Clone)]
struct Held {
    pointer: i32,
    y: f64,
    row: Row,
}

impl RowDrag {
    /// Nothing is dragged.
    pub(super) fn new() -> Self {
        Self {
            drop: RwSignal::new(None),
            held: StoredValue::new(None),
            dragged: StoredValue::new(false),
        }
    }

    /// Whether the click that comes now ends a drag.
    pub(super) fn takes_click(self) -> bool {
        self.dragged.try_update_value(std::mem::take).unwrap_or(false)
    }

    /// A row was pressed. A finger drags it by its picture, so that the rest still scrolls.
    pub(super) fn press(self, event: &PointerEvent, row: Row) {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let on_thumb = target.is_some_and(|target| {
            target.closest(".layer-thumb").is_ok_and(|thumb| thumb.is_some())
        });
        self.dragged.set_value(false);
        if event.button() == 0 && (event.pointer_type() != "touch" || on_thumb) {
            let (pointer, y) = (event.pointer_id(), f64::from(event.client_y()));
            self.held.set_value(Some(Held { pointer, y, row }));
        }
    }

    /// The pointer moved.
    pub(super) fn moved(self, event: &PointerEvent) {
        let Some(Held { pointer, y, .. }) = self.held.get_value() else { return };
        let at = f64::from(event.client_y());
        if pointer != event.pointer_id()
            || (self.drop.with_untracked(Option::is_none) && (at - y).abs() < SLOP)
        {
            return;
        }
        let element = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
        let Some(list) = element else { return };
        // Fails only where the pointer is gone already; then `cancel` follows.
        let _ = list.set_pointer_capture(pointer);
        self.dragged.set_value(true);
        self.drop.set(row_at(&list, at));
    }

    /// The pointer was let go: the row goes where it is.
    pub(super) fn release(self, store: EditorStore, rows: &[Row], folded: impl Fn(&Row) -> bool) {
        let (held, drop) = (self.held.get_value(), self.drop.get_untracked());
        self.cancel();
        let (Some(held), Some(drop)) = (held, drop) else { return };
        let goal = rows.iter().find(|row| row_key(row) == drop.row);
        let order = goal.and_then(|goal| order_beside(goal, drop.side, folded(goal)));
        if let Some(to) = order.filter(|_| drop.row != row_key(&held.row)) {
            store.run(Command::Order { target: target_of(&held.row), to });
        }
    }

    /// Nothing is dragged any more.
    pub(super) fn cancel(self) {
        self.held.set_value(None);
        self.drop.set(None);
    }
}

/// What tells a row from the others, however deep it lies.
pub(super) fn row_id(row: &Row) -> String {
    match row {
        Row::Group { group, .. } => format!("group-{}-", group.id),
        Row::Layer { id, .. } => format!("layer-{id}-"),
    }
}

/// What tells a row from the others, and from itself at another depth.
pub(super) fn row_key(row: &Row) -> String {
    let (Row::Group { depth, .. } | Row::Layer { depth, .. }) = row;
    format!("{}{depth}", row_id(row))
}

/// The layers of a row.
pub(super) fn target_of(row: &Row) -> Target {
    Target::Layers(match row {
        Row::Group { members, .. } => members.clone(),
        Row::Layer { id, .. } => vec![*id],
    })
}

/// The place beside a row. Right below an open group is in it, on top.
pub(super) fn order_beside(row: &Row, side: Side, folded: bool) -> Option<OrderTo> {
    Some(match (row, side) {
        (Row::Layer { id, depth }, Side::Above) => OrderTo::Above { layer: *id, depth: *depth },
        (Row::Layer { id, depth }, Side::Below) => OrderTo::Below { layer: *id, depth: *depth },
        (Row::Group { members, depth, .. }, Side::Above) => {
            OrderTo::Above { layer: *members.last()?, depth: *depth }
        }
        (Row::Group { members, depth, .. }, Side::Below) if folded => {
            OrderTo::Below { layer: *members.first()?, depth: *depth }
        }
        (Row::Group { members, depth, .. }, Side::Below) => {
            OrderTo::Above { layer: *members.last()?, depth: depth + 1 }
        }
    })
}

fn row_at(list: &Element, y: f64) -> Option<Drop> {
    let rows = list.query_selector_all("[data-row]").ok()?;
    let rows = (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<Element>().ok());
    let mut nearest: Option<Drop> = None;
    for row in rows {
        let edge = row.get_bounding_client_rect();
        if nearest.is_some() && y < edge.top() {
            break;
        }
        let side = if y < (edge.top() + edge.bottom()) / 2.0 { Side::Above } else { Side::Below };
        nearest = Some(Drop { row: row.get_attribute("data-row")?, side });
    }
    nearest
}

#[cfg(test)]
mod tests {
    use design::{Group, GroupId, LayerId};

    use super::*;

    #[test]
    fn below_an_open_group_is_in_it_and_below_a_folded_one_is_under_it() {
        let group = Group { id: GroupId(7), name: String::new() };
        let row = Row::Group { group, members: vec![LayerId(1), LayerId(2)], depth: 0 };
        let (low, high) = (LayerId(1), LayerId(2));
        let beside = |side, folded| order_beside(&row, side, folded);
        assert_eq!(beside(Side::Above, false), Some(OrderTo::Above { layer: high, depth: 0 }));
        assert_eq!(beside(Side::Below, false), Some(OrderTo::Above { layer: high, depth: 1 }));
        assert_eq!(beside(Side::Below, true), Some(OrderTo::Below { layer: low, depth: 0 }));
    }
}
