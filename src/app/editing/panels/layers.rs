//! The list of layers, top first, groups with what is in them: select, name, hide, lock, and change the order by drag,
//! button or key.

use std::sync::Arc;

use design::{Group, GroupId, Layer, LayerId};
use editor::{Command, CommandId, OrderTo, Row, Select, Target, outline, title};
use leptos::html::Input;
use leptos::prelude::*;
use scene::{Group as Drawn, Item};
use web_sys::{KeyboardEvent, MouseEvent};

use super::layer_drag::{RowDrag, Side, order_beside, row_id, row_key, target_of};
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::items_svg::ItemsSvg;
use crate::editing::keys;
use crate::editing::perform::perform;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::words::{fill, words};

/// What the rows share.
#[derive(Clone, Copy)]
struct List {
    store: EditorStore,
    rows: Memo<Vec<Row>>,
    folded: RwSignal<geom::Set<GroupId>>,
    drag: RowDrag,
}

/// The list of the current side's layers.
#[component]
pub(crate) fn LayerList() -> impl IntoView {
    let store = EditorStore::from_context();
    let rows = Memo::new(move |_| {
        store.stack.track();
        store.revision.track();
        store.read(|session| outline(session.design(), session.side()))
    });
    let list = List { store, rows, folded: RwSignal::new(geom::Set::new()), drag: RowDrag::new() };
    let drag = list.drag;
    view! {
        <Show
            when=move || !store.stack.with(Vec::is_empty)
            fallback=|| view! { <p class="muted">{words().layers_empty}</p> }
        >
            <Show when=move || store.stack.with(|stack| stack.len() > 1)>
                <button
                    type="button"
                    class="btn btn-small"
                    aria-pressed=move || store.several.get().to_string()
                    data-testid="select-several"
                    on:click=move |_| perform(store, CommandId::SelectSeveral)
                >
                    <Icon name="check-circle" />
                    {words().several}
                </button>
            </Show>
            <ul
                class="layer-list"
                aria-label=words().tool_layers
                on:pointermove=move |event| drag.moved(&event)
                on:pointerup=move |_| {
                    let rows = rows.get_untracked();
                    drag.release(store, &rows, |row| list.is_folded(row));
                }
                on:pointercancel=move |_| drag.cancel()
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        drag.cancel();
                    }
                }
            >
                <Each each=move || list.shown() key=row_key let:row>
                    {row_view(list, row)}
                </Each>
            </ul>
        </Show>
    }
}

impl List {
    fn is_folded(self, row: &Row) -> bool {
        match row {
            Row::Group { group, .. } => {
                self.folded.with_untracked(|folded| folded.contains(&group.id))
            }
            Row::Layer { .. } => false,
        }
    }

    /// The rows without those in folded groups.
    fn shown(self) -> Vec<Row> {
        let folded = self.folded.get();
        let mut within: Option<usize> = None;
        let mut shown = self.rows.get();
        shown.retain(|row| {
            let (depth, folds) = match row {
                Row::Group { group, depth, .. } => (*depth, folded.contains(&group.id)),
                Row::Layer { depth, .. } => (*depth, false),
            };
            if within.is_some_and(|within| depth > within) {
                return false;
            }
            within = folds.then_some(depth);
            true
        });
        shown
    }

    /// What Alt and an arrow key do to a row: up, down, out of its group, into the group below it.
    fn order_by_key(self, row: &Row, key: &str) -> Option<OrderTo> {
        match key {
            "ArrowUp" => Some(OrderTo::Forward),
            "ArrowDown" => Some(OrderTo::Backward),
            "ArrowLeft" => {
                let (layer, depth) = match row {
                    Row::Group { members, depth, .. } => (*members.last()?, *depth),
                    Row::Layer { id, depth } => (*id, *depth),
                };
                // Beside another member, as nothing can be put beside itself.
                let own = members_of(row);
                let group = self.store.layer(layer)?.get_untracked().layer;
                let around = group.groups.get(depth.checked_sub(1)?)?.id;
                let all = self.store.read(|session| editor::members(session.design(), around));
                let other = all.into_iter().rev().find(|id| !own.contains(id))?;
                Some(OrderTo::Above { layer: other, depth: depth - 1 })
            }
            "ArrowRight" => {
                let rows = self.rows.get_untracked();
                let at = rows.iter().position(|other| row_key(other) == row_key(row))?;
                let depth = depth_of(row);
                let next = rows.get(at + 1..)?.iter().find(|other| depth_of(other) <= depth)?;
                match next {
                    Row::Group { depth: found, .. } if *found == depth => {
                        order_beside(next, Side::Below, false)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

fn depth_of(row: &Row) -> usize {
    match row {
        Row::Group { depth, .. } | Row::Layer { depth, .. } => *depth,
    }
}

fn members_of(row: &Row) -> Vec<LayerId> {
    match target_of(row) {
        Target::Layers(ids) => ids,
        Target::Selection => Vec::new(),
    }
}

/// What a row says and does, whatever it stands for.
struct Facts {
    name: Signal<String>,
    selected: Signal<bool>,
    hidden: Signal<bool>,
    locked: Signal<bool>,
}

fn row_view(list: List, row: Row) -> AnyView {
    let store = list.store;
    let ids = members_of(&row);
    let states: Vec<_> = ids.iter().filter_map(|id| store.layer(*id)).collect();
    let all = move |pick: fn(&Layer) -> bool| {
        let states = states.clone();
        Signal::derive(move || states.iter().all(|state| pick(&state.get().layer)))
    };
    let selected = {
        let ids = ids.clone();
        Signal::derive(move || store.selection.with(|s| ids.iter().all(|id| s.contains(id))))
    };
    let (hidden, locked) = (all(|layer| layer.hidden), all(|layer| layer.locked));
    let name = match &row {
        Row::Layer { id, .. } => {
            let Some(state) = store.layer(*id) else { return ().into_any() };
            Signal::derive(move || title(&state.get().layer).to_english())
        }
        Row::Group { group, members, .. } => group_name(list, group.id, members),
    };
    shell(list, row, Facts { name, selected, hidden, locked })
}

/// A group's name; its members know it.
fn group_name(list: List, group: GroupId, members: &[LayerId]) -> Signal<String> {
    let state = members.first().and_then(|id| list.store.layer(*id));
    Signal::derive(move || {
        let layer = state.as_ref().map(|state| state.get().layer);
        let groups = layer.as_ref().map_or(&[][..], |layer| &layer.groups);
        let name = groups.iter().find(|known| known.id == group).map(|known| known.name.clone());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| words().group.to_owned())
    })
}

fn shell(list: List, row: Row, facts: Facts) -> AnyView {
    let List { store, drag, .. } = list;
    let Facts { name, selected, hidden, locked } = facts;
    let key = row_key(&row);
    let depth = depth_of(&row);
    let kept = StoredValue::new(row.clone());
    let target = move || kept.with_value(target_of);
    let dropping = {
        let key = key.clone();
        move || {
            drag.drop.with(|drop| {
                let here = drop.as_ref().filter(|drop| drop.row == key)?;
                Some(if here.side == Side::Above { "above" } else { "below" })
            })
        }
    };
    let say = move |on: Signal<bool>, yes: &'static str, no: &'static str| {
        Signal::derive(move || format!("{} {}", if on.get() { yes } else { no }, name.get()))
    };
    let naming = {
        let row = row.clone();
        Signal::derive(move || match &row {
            Row::Layer { id, .. } => store.renaming.get() == Some(*id),
            Row::Group { group, .. } => store.naming.get() == Some(group.id),
        })
    };
    let rename = move || {
        kept.with_value(|row| match row {
            Row::Layer { id, .. } => store.renaming.set(Some(*id)),
            Row::Group { group, .. } => store.naming.set(Some(group.id)),
        });
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "F2" => {
                event.prevent_default();
                return rename();
            }
            // A row's own: Tab goes on, and these press it. On the stage they mean other things.
            "Tab" | "Enter" | " " => return,
            _ => {}
        }
        let order = event
            .alt_key()
            .then(|| kept.with_value(|row| list.order_by_key(row, &event.key())))
            .flatten();
        match order {
            Some(order) => {
                event.prevent_default();
                event.stop_propagation();
                kept.with_value(|row| reorder(store, row, order));
            }
            None if event.alt_key() && event.key().starts_with("Arrow") => event.prevent_default(),
            None => keys::on_key(store, &event),
        }
    };
    let select = move |event: MouseEvent| {
        if drag.takes_click() {
            return;
        }
        let held = event.shift_key() || event.ctrl_key() || event.meta_key();
        let several = held || store.several.get_untracked();
        let ids = kept.with_value(members_of);
        let select = match (several, ids.as_slice()) {
            (true, [id]) => Select::Toggle(*id),
            (true, _) if selected.get_untracked() => {
                let left = store.selection.get_untracked().into_iter();
                Select::Set(left.filter(|id| !ids.contains(id)).collect())
            }
            (true, _) => Select::Add(ids),
            (false, _) => Select::Set(ids),
        };
        store.run(Command::Select { select });
    };
    let menu = move |event: MouseEvent| {
        event.prevent_default();
        if !selected.get_untracked() {
            store.run(Command::Select { select: Select::Set(kept.with_value(members_of)) });
        }
        store.open_menu(f64::from(event.client_x()), f64::from(event.client_y()));
    };
    view! {
        <li
            class="layer-row"
            style=format!("--depth:{depth}")
            data-row=key
            data-hidden=move || hidden.get().then_some("")
            data-selected=move || selected.get().then_some("")
            data-drop=dropping
            on:contextmenu=menu
        >
            {fold_button(list, &row, name)}
            <Show
                when=move || naming.get()
                fallback=move || {
                    view! {
                        <button
                            type="button"
                            class="layer-name"
                            aria-pressed=move || selected.get().to_string()
                            on:click=select
                            on:dblclick=move |_| rename()
                            on:keydown=on_key
                            on:pointerdown=move |event| {
                                drag.press(&event, kept.get_value());
                            }
                        >
                            <Show when=move || store.several.get()>
                                <span class="layer-check">
                                    <Show when=move || selected.get()>
                                        <Icon name="check" />
                                    </Show>
                                </span>
                            </Show>
                            {kept.with_value(thumb)}
                            <span class="truncate">{name}</span>
                        </button>
                    }
                }
            >
                <NameField list=list row=kept.get_value() name=name />
            </Show>
            <IconButton
                icon="chevron-up"
                label=Signal::derive(move || fill(words().move_up, &[&name.get()]))
                on_press=move |()| kept.with_value(|row| reorder(store, row, OrderTo::Forward))
            />
            <IconButton
                icon="chevron-down"
                label=Signal::derive(move || fill(words().move_down, &[&name.get()]))
                on_press=move |()| kept.with_value(|row| reorder(store, row, OrderTo::Backward))
            />
            <Toggle
                on=hidden
                icons=("eye-off", "eye")
                label=say(hidden, words().show, words().hide)
                on_press=move |()| {
                    let hidden = !hidden.get_untracked();
                    store.run(Command::SetHidden { target: target(), hidden });
                }
            />
            <Toggle
                on=locked
                icons=("lock", "unlock")
                label=say(locked, words().unlock, words().lock)
                on_press=move |()| {
                    let locked = !locked.get_untracked();
                    store.run(Command::SetLocked { target: target(), locked });
                }
            />
        </li>
    }
}

/// Folds and unfolds a group.
fn fold_button(list: List, row: &Row, name: Signal<String>) -> Option<AnyView> {
    let Row::Group { group: Group { id, .. }, .. } = row else { return None };
    let id = *id;
    let folded = move || list.folded.with(|folded| folded.contains(&id));
    Some(view! {
        <button
            type="button"
            class="icon-btn layer-fold"
            aria-label=move || fill(words().group_fold, &[&name.get()])
            aria-expanded=move || (!folded()).to_string()
            on:click=move |_| {
                list.folded
                    .update(|folded| {
                        if !folded.remove(&id) {
                            folded.insert(id);
                        }
                    });
            }
        >
            {move || {
                let icon = if folded() { "chevron-right" } else { "chevron-down" };
                view! { <Icon name=icon /> }
            }}
        </button>
    })
}

/// Where a row's name is typed. Enter keeps it, Escape does not.
#[component]
fn NameField(list: List, row: Row, name: Signal<String>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let store = list.store;
    let kept = StoredValue::new(row);
    let close = move || {
        store.renaming.set(None);
        store.naming.set(None);
    };
    effect(move || {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                // A field that cannot take the focus is still reachable by Tab.
                let _ = field.focus();
                field.select();
            });
        }
    });
    let keep = move || {
        let Some(field) = field.get_untracked() else { return };
        let name = field.value();
        store.run(kept.with_value(|row| match row {
            Row::Layer { id, .. } => Command::Rename { layer: *id, name },
            Row::Group { group, .. } => Command::RenameGroup { group: group.id, name },
        }));
    };
    view! {
        <input
            class="input layer-field"
            aria-label=move || fill(words().rename_what, &[&untrack(|| name.get())])
            maxlength="120"
            autocomplete="off"
            data-testid="layer-field"
            node_ref=field
            prop:value=untrack(|| name.get())
            on:keydown=move |event: KeyboardEvent| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Enter" => {
                        event.prevent_default();
                        keep();
                        close();
                    }
                    "Escape" => {
                        event.prevent_default();
                        close();
                    }
                    _ => {}
                }
            }
            on:blur=move |_| close()
        />
    }
}

/// Moves a row in the stack. Moving it takes the focus from it, so it is given back; in another group it is another row.
fn reorder(store: EditorStore, row: &Row, to: OrderTo) {
    let focused = store.atelier.element(":focus");
    store.run(Command::Order { target: target_of(row), to });
    let name = format!("[data-row^=\"{}\"] .layer-name", row_id(row));
    request_animation_frame(move || {
        let kept = focused.filter(|element| element.is_connected());
        if let Some(focused) = kept.or_else(|| store.atelier.element(&name)) {
            // Fails only where the row is gone meanwhile.
            let _ = focused.focus();
        }
    });
}

/// A button with an icon for each of its two states.
#[component]
fn Toggle(
    on: Signal<bool>,
    icons: (&'static str, &'static str),
    label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=label
            data-tip=label
            data-on=move || on.get().then_some("")
            on:click=move |_| on_press.run(())
        >
            {move || {
                let name = if on.get() { icons.0 } else { icons.1 };
                view! { <Icon name=name /> }
            }}
        </button>
    }
}

/// A small picture of what a row draws.
fn thumb(row: &Row) -> AnyView {
    match row {
        Row::Layer { id, .. } => view! { <LayerThumb id=*id /> },
        Row::Group { .. } => view! {
            <span class="layer-thumb" aria-hidden="true">
                <Icon name="group" />
            </span>
        },
    }
}

/// A small picture of what a layer draws.
#[component]
fn LayerThumb(id: LayerId) -> impl IntoView {
    let store = EditorStore::from_context();
    let state = store.layer(id);
    let drawn = move || {
        let layer: Arc<Layer> = state.as_ref()?.get().layer;
        let scene = store.scene_layer(&layer);
        // Mirrored as on the stage, but not turned.
        let place = scene.frame.to_side().inverse() * scene.to_side;
        let items = Arc::new(scene.items);
        let mirrored = Item::Group(Drawn { place, opacity: 1.0, cut: None, items });
        Some((vec![mirrored], scene.frame.size))
    };
    view! {
        <span class="layer-thumb" aria-hidden="true">
            {move || {
                drawn().map(|(items, size)| view! { <ItemsSvg items=items size=size keep=true /> })
            }}
        </span>
    }
}
