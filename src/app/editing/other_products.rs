//! The design on another product: what would change is said first, then a copy is made.

use std::sync::Arc;

use catalog::Product;
use design::{Design, DesignId, IdSource};
use editor::{Move, MoveNote, Moved, moved};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::RandomIds;
use crate::editing::EditorStore;
use crate::editing::fields::short;
use crate::parts::{Show, view};
use crate::words::{fill, lower, words};

/// The other products, and what changes on the one that was picked.
#[component]
pub(crate) fn OtherProducts() -> impl IntoView {
    let store = EditorStore::from_context();
    let mine = store.product();
    let others: Vec<Arc<Product>> = store
        .atelier
        .shop_now()
        .map(|shop| shop.products.iter().filter(|other| other.id != mine.id).cloned().collect())
        .unwrap_or_default();
    let planned = RwSignal::new(None::<(Arc<Product>, Arc<Moved>)>);
    let plan = move |to: Arc<Product>| {
        spawn_local(async move {
            let id = store.read(|session| session.design().head.template.clone());
            // A template that does not come is done without: everything is scaled then.
            let template = match id {
                Some(id) => store.atelier.template(&id).await.ok(),
                None => None,
            };
            let (design, from) = (store.design(), store.product());
            let going = store.with_resources(|resources| {
                let going = Move {
                    from: &from,
                    to: &to,
                    template: template.as_deref(),
                    resources,
                    id: DesignId(RandomIds.next()),
                };
                moved(&design, &going, &mut RandomIds)
            });
            let _ = planned.try_set(Some((to, Arc::new(going))));
        });
    };
    let make = move |_| {
        let Some((to, going)) = planned.get_untracked() else { return };
        let mut design = Design::clone(&going.design);
        design.head.name = fill(words().move_name, &[&design.head.name, &lower(&to.name)]);
        store.atelier.open_design(design);
    };
    let buttons = others.clone();
    view! {
        <Show when=move || !others.is_empty()>
            <section class="group" data-testid="other-products">
                <h3 class="group-title">{words().move_title}</h3>
                <p class="muted small">{words().move_hint}</p>
                <div class="chips">
                    {buttons
                        .clone()
                        .into_iter()
                        .map(|other| {
                            let label = fill(words().move_to, &[&lower(&other.name)]);
                            let (name, on) = (other.name.clone(), other);
                            view! {
                                <button
                                    type="button"
                                    class="chip"
                                    aria-label=label
                                    on:click=move |_| plan(on.clone())
                                >
                                    {name}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
                {move || {
                    planned
                        .get()
                        .map(|(_, going)| {
                            view! {
                                <div class="stack small" role="status" data-testid="move-notes">
                                    <div>
                                        <strong>{words().move_changes}</strong>
                                        <ul class="stack">
                                            {told(&going)
                                                .into_iter()
                                                .map(|line| view! { <li>{line}</li> })
                                                .collect_view()}
                                        </ul>
                                    </div>
                                    <div class="row">
                                        <button
                                            type="button"
                                            class="btn btn-small btn-primary"
                                            on:click=make
                                        >
                                            {words().move_open}
                                        </button>
                                        <button
                                            type="button"
                                            class="btn btn-small"
                                            on:click=move |_| planned.set(None)
                                        >
                                            {words().cancel}
                                        </button>
                                    </div>
                                </div>
                            }
                        })
                }}
            </section>
        </Show>
    }
}

/// What changes, in words.
fn told(going: &Moved) -> Vec<String> {
    if going.notes.is_empty() {
        return vec![words().move_nothing.to_owned()];
    }
    let millimetres = |length: geom::Mm| short(length.mm());
    let sentence = |note: &MoveNote| match note {
        MoveNote::Colour { from, to } => fill(words().move_colour, &[&lower(to), &lower(from)]),
        MoveNote::Side { from, to } => fill(words().move_side, &[from, to]),
        MoveNote::LeftOut { from, layers: 1 } => fill(words().move_left_out_one, &[from]),
        MoveNote::LeftOut { from, layers } => {
            fill(words().move_left_out, &[from, &layers.to_string()])
        }
        MoveNote::LaidOut { to } => fill(words().move_laid_out, &[to]),
        MoveNote::Scaled { to, percent } => fill(words().move_scaled, &[to, &short(*percent)]),
        MoveNote::Text { layer, size } => {
            fill(words().move_text, &[&layer.to_english(), &millimetres(*size)])
        }
        MoveNote::Line { layer, width } => {
            fill(words().move_line, &[&layer.to_english(), &millimetres(*width)])
        }
    };
    going.notes.iter().map(sentence).collect()
}
