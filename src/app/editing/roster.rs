//! Names and numbers: a list is pasted, each of its rows becomes a piece of its own. The dialog and its parts; what a list is,
//! how it fills a design and what is wrong with it are the crate `roster`'s.

mod columns;
mod export;
mod fitting;
mod intake;
mod list;
mod pictures;
mod state;

use catalog::{Money, SizeId};
use embed::{RosterOrder, RosterRow, SizedArea};
use leptos::prelude::*;
use roster::{Entry, Form, Order};
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::order::money_text;
use crate::parts::{Banner, Dialog, Icon, Show, Tone, Waiting, view};
use crate::words::{fill, roster_words, words};
use columns::Columns;
use export::{Export, ExportPart};
use intake::Intake;
use list::List;
use pictures::{Chosen, Pictures};
use state::Roster;

/// Edge of the picture that goes with an order, in pixels.
const ORDER_PICTURE: u32 = 480;

/// The dialog.
#[component]
pub(crate) fn RosterDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let roster = Roster::new(store, open);
    let export = Export::new(roster);
    let ordered = RwSignal::new(None::<Result<bool, String>>);
    effect(move || {
        // What was said was about the list of that time.
        roster.sheet.track();
        ordered.set(None);
    });
    view! {
        <Dialog open=open name="roster" title=words().roster_title class="dialog roster">
            <div class="dialog-body roster-body">
                {move || match (roster.form.get(), roster.sheet.with(Option::is_some)) {
                    (None, _) => view! { <Waiting /> },
                    (Some(form), _) if form.fields().is_empty() => {
                        view! { <Banner tone=Tone::Info text=roster_words().no_fields /> }.into_any()
                    }
                    (Some(_), false) => view! { <Intake roster=roster /> }.into_any(),
                    (Some(_), true) => view! { <Filled roster=roster export=export /> }.into_any(),
                }}
            </div>
            <Show when=move || roster.sheet.with(Option::is_some) && roster.form.with(Option::is_some)>
                <div class="dialog-foot roster-foot">
                    {move || ordered.get().map(said)}
                    <p class="grow" data-testid="roster-total">{move || roster.total_text()}</p>
                    <OrderAll roster=roster ordered=ordered />
                </div>
            </Show>
        </Dialog>
    }
}

/// A list that was read: columns, rows, the chosen row on the product, files.
#[component]
fn Filled(roster: Roster, export: Export) -> impl IntoView {
    let words = roster_words();
    let as_pictures = RwSignal::new(false);
    let choice = move |label: &'static str, pictures: bool| {
        view! {
            <label>
                <input
                    type="radio"
                    name="roster-view"
                    prop:checked=move || as_pictures.get() == pictures
                    on:change=move |_| as_pictures.set(pictures)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="roster-main">
            <Columns roster=roster />
            <Verdict roster=roster />
            <div class="segmented" role="radiogroup" aria-label=words.view>
                {choice(words.table, false)} {choice(words.pictures, true)}
            </div>
            {move || match as_pictures.get() {
                false => view! { <List roster=roster /> }.into_any(),
                true => view! { <Pictures roster=roster /> }.into_any(),
            }}
        </div>
        <div class="roster-side">
            <Chosen roster=roster />
            <SizeSums roster=roster />
            <ExportPart export=export />
        </div>
    }
}

/// What the check says of all rows, in one sentence, and the way to the first row that needs a change.
#[component]
fn Verdict(roster: Roster) -> impl IntoView {
    let words = roster_words();
    let verdict = move || {
        if let Some(problem) = roster.problem.get() {
            return view! { <Banner tone=Tone::Warn text=problem testid="roster-verdict" /> }
                .into_any();
        }
        let stopped = roster.stopped();
        let rows = roster.rows();
        if let Some(first) = stopped.first().copied() {
            let text = match stopped.len() {
                1 => words.stops_one.to_owned(),
                count => fill(words.stops, &[&count.to_string()]),
            };
            let show = Callback::new(move |()| roster.show(first - 1));
            let act = (words.next_problem, show);
            return view! {
                <Banner tone=Tone::Error text=text testid="roster-verdict" act=act />
            }
            .into_any();
        }
        match roster.checking.get() {
            Some((done, all)) => {
                let text = fill(words.checking, &[&done.to_string(), &all.to_string()]);
                view! {
                    <p class="row small muted" role="status" data-testid="roster-checking">
                        <span class="spinner"></span>
                        {text}
                    </p>
                }
                .into_any()
            }
            None => {
                let warned = roster.warned();
                let text = match warned {
                    0 => fill(words.all_fine, &[&rows.to_string()]),
                    count => {
                        let fine = fill(words.all_fine, &[&rows.to_string()]);
                        format!("{fine} {}", fill(words.hints, &[&count.to_string()]))
                    }
                };
                view! { <Banner tone=Tone::Good text=text testid="roster-verdict" /> }.into_any()
            }
        }
    };
    view! { <div aria-live="polite">{verdict}</div> }
}

/// Pieces by size.
#[component]
fn SizeSums(roster: Roster) -> impl IntoView {
    let sums = move || {
        let order = roster.order()?;
        (order.sizes.len() > 1).then(|| {
            let chips = order.sizes.into_iter().map(|sum| {
                view! { <li class="badge">{format!("{} × {}", sum.name, sum.pieces)}</li> }
            });
            view! {
                <section class="stack">
                    <h3 class="subheading">{roster_words().sizes}</h3>
                    <ul class="chips" data-testid="roster-sizes">{chips.collect_view()}</ul>
                </section>
            }
        })
    };
    view! { {sums} }
}

fn said(outcome: Result<bool, String>) -> AnyView {
    let words = roster_words();
    let (tone, text) = match outcome {
        Ok(true) => (Tone::Good, words.ordered.to_owned()),
        Ok(false) => (Tone::Info, words.no_cart.to_owned()),
        Err(error) => (Tone::Error, error),
    };
    view! { <Banner tone=tone text=text testid="roster-ordered" /> }.into_any()
}

#[component]
fn OrderAll(roster: Roster, ordered: RwSignal<Option<Result<bool, String>>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let cannot = move || {
        busy.get()
            || roster.problem.with(Option::is_some)
            || !roster.stopped().is_empty()
            || roster.checking.with(Option::is_some)
    };
    let add = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = order_all(roster).await;
            if busy.try_set(false).is_none() {
                ordered.set(Some(outcome));
            }
        });
    };
    view! {
        <button
            type="button"
            class="btn btn-primary"
            data-testid="roster-order"
            aria-busy=move || busy.get().to_string()
            disabled=cannot
            on:click=add
        >
            <Icon name="cart" />
            {move || {
                let total = roster.order().map_or(Money::ZERO, |order| order.total);
                fill(roster_words().order_all, &[&money_text(total, &roster.store.product().currency)])
            }}
        </button>
    }
}

/// Hands all rows to the merchant's page as one order. False where there is none or it stopped the order.
async fn order_all(roster: Roster) -> Result<bool, String> {
    let gone = || words().cart_failed.to_owned();
    let entries: Vec<Entry> = roster.entries_untracked();
    let form = roster.form.get_untracked().ok_or_else(gone)?;
    let designs = fitting::designs(roster, &form, &entries).await.ok_or_else(gone)?;
    let order = Order::new(&form, &entries, |entry| {
        let of_row = designs.get(entry.row - 1).map(design::design_hash);
        (of_row.unwrap_or_default(), Vec::new())
    });
    let order = order.map_err(|error| error.to_string())?;
    let first = designs.first().cloned().ok_or_else(gone)?;
    let preview = pictures::url_of(roster, first, ORDER_PICTURE).await?;
    let sizes: Vec<SizeId> = order.sizes.iter().map(|sum| sum.size.clone()).collect();
    let rows = order.rows.into_iter().zip(&designs).map(|(row, design)| RosterRow {
        row: row.row,
        words: row.words.iter().map(|(id, word)| [id.clone(), word.clone()]).collect(),
        sku: row.sku,
        quantity: row.quantity,
        each: row.each,
        total: row.total,
        design: row.design,
        document: String::from_utf8(design::write(design)).unwrap_or_default(),
    });
    let whole = RosterOrder {
        design: order.design,
        name: order.name,
        product: order.product,
        technique: form.product().technique.id.clone(),
        quantity: order.pieces,
        total: order.total,
        currency: order.currency,
        preview,
        prints: sized_areas(&form, &sizes),
        rows: rows.collect(),
    };
    let place = roster.store.atelier.place();
    let goes_on = place.tell_detail(RosterOrder::NAME, true, &|| whole.detail());
    let is_ordered = goes_on && place.host.is_some();
    if is_ordered {
        roster.store.atelier.say(roster_words().ordered);
    }
    Ok(is_ordered)
}

/// How large prints are on sizes, on the sides that are printed.
fn sized_areas(form: &Form, sizes: &[SizeId]) -> Vec<SizedArea> {
    let product = form.product();
    // Wrong entries are the catalogue's check's to tell.
    let Ok(details) = catalog::Details::of(product) else { return Vec::new() };
    let printed = |side: &&catalog::Side| form.design().is_printed(&side.id);
    let sides: Vec<_> = product.sides.iter().filter(printed).collect();
    let area = |size: &SizeId, side: &catalog::Side| {
        let on = details.print_on(product, &side.id, size).ok()?;
        Some(SizedArea {
            size: size.clone(),
            side: side.id.clone(),
            scale: on.print,
            area_width: on.area.width.mm(),
            area_height: on.area.height.mm(),
        })
    };
    sizes.iter().flat_map(|size| sides.iter().filter_map(move |side| area(size, side))).collect()
}
