//! The cart's page: lines with picture, size, pieces and price, and the order's files. Where lines are kept is `cart`'s.

use std::sync::Arc;

use catalog::{Money, Product, QuoteRequest, SizeId};
use design::Design;
use jobs::Ordered;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::bundle;
use crate::cart::{Cart, Line};
use crate::dom::effect;
use crate::editing::{money_text, printed_with, quote, slug};
use crate::pages::designs::StoredPicture;
use crate::pages::samples::FewSamples;
use crate::parts::{Banner, Each, Icon, Show, Tone, Waiting, view};
use crate::press::Printing;
use crate::route::Route;
use crate::storage::files;
use crate::words::{fill, lower, shop_words, words};

/// Letters of a line's number that stand for the order's, which only a merchant knows.
const ORDER_LETTERS: usize = 8;

/// What is said where a technique is not offered any more.
const NOT_PRINTED_SO: &str = "It is not printed this way any more. Edit it and choose again.";

/// What a line comes to.
#[derive(Clone)]
enum Worth {
    /// It can be ordered. The product is as it is printed, with the line's technique.
    Good { design: Arc<Design>, product: Arc<Product>, each: Money, total: Money },
    /// It cannot; the sentence says why.
    Not(String),
}

/// The page.
#[component]
pub(crate) fn CartPage() -> impl IntoView {
    let atelier = Atelier::from_context();
    let cart: Cart = expect_context();
    // What each line comes to, by the line's id: designs are read from storage.
    let worths = RwSignal::new(Vec::<(u64, Worth)>::new());
    effect(move || {
        let Some(lines) = cart.lines.get() else { return };
        if atelier.ready_shop().is_none() {
            return;
        }
        spawn_local(async move {
            // A deleted design can be read until its deletion cannot be undone any more.
            let listed = match atelier.storage.get_untracked() {
                Some(storage) => storage.list().await.ok(),
                None => None,
            };
            let is_there = |line: &Line| {
                let designs = listed.as_ref().map(|listing| &listing.designs);
                designs.is_none_or(|all| all.iter().any(|head| head.id == line.design))
            };
            let mut found = Vec::with_capacity(lines.len());
            for line in &lines {
                let worth = match is_there(line) {
                    true => worth(atelier, line).await,
                    false => Worth::Not(shop_words().line_gone.to_owned()),
                };
                found.push((line.id, worth));
            }
            // The lines may have changed again meanwhile, or the page was left.
            if cart.lines.try_get_untracked().flatten().as_ref() == Some(&lines) {
                let _ = worths.try_set(found);
            }
        });
    });
    let is_empty = move || cart.lines.with(|lines| lines.as_ref().is_some_and(Vec::is_empty));
    let has_some =
        move || cart.lines.with(|lines| lines.as_ref().is_some_and(|all| !all.is_empty()));
    view! {
        <section class="section section-tight">
            <header class="section-head">
                <div>
                    <h1 class="title">{shop_words().cart}</h1>
                    <p class="muted">{shop_words().cart_hint}</p>
                </div>
            </header>
            <Show when=move || cart.was_unread.get()>
                <Banner tone=Tone::Warn text=shop_words().unread />
            </Show>
            <Show when=move || cart.lines.with(Option::is_none)>
                <Waiting />
            </Show>
            <Show when=is_empty>
                <div class="empty">
                    <Icon name="cart" />
                    <h2 class="heading">{shop_words().cart_empty_title}</h2>
                    <p class="muted">{shop_words().cart_empty}</p>
                    <button
                        type="button"
                        class="btn btn-primary btn-large"
                        on:click=move |_| atelier.router.go(&Route::Store)
                    >
                        {shop_words().cart_design}
                    </button>
                </div>
                <FewSamples />
            </Show>
            <Show when=has_some>
                <div class="cart">
                    <ul class="cart-lines" data-testid="cart-lines">
                        <Each
                            each=move || cart.lines.get().unwrap_or_default()
                            key=|line: &Line| format!("{} {} {}", line.id, line.size, line.quantity)
                            let:line
                        >
                            <CartLine line=line cart=cart worths=worths />
                        </Each>
                    </ul>
                    <Summary cart=cart worths=worths />
                </div>
            </Show>
        </section>
    }
}

async fn worth(atelier: Atelier, line: &Line) -> Worth {
    let not = |why: &str| Worth::Not(why.to_owned());
    let Ok(design) = bundle::stored_design(atelier, line.design).await else {
        return not(shop_words().line_gone);
    };
    let product = atelier.ready_shop().and_then(|shop| shop.product(&design.head.product).cloned());
    let Some(product) = product else { return not(shop_words().line_not_sold) };
    let printed = product.sides.iter().filter(|side| design.is_printed(&side.id)).count();
    if printed == 0 {
        return not(shop_words().line_blank);
    }
    let asked = QuoteRequest {
        size: line.size.clone(),
        quantity: line.quantity,
        printed_sides: printed as u32,
    };
    let technique = line.technique.as_ref();
    let printed = atelier.shop_now().map(|shop| printed_with(&shop, &product, technique));
    let printed = printed.unwrap_or_else(|| product.clone());
    if technique.is_some_and(|ordered| *ordered != printed.technique.id) {
        return not(NOT_PRINTED_SO);
    }
    match quote(&product, &printed.technique, &asked) {
        Ok(quote) => {
            let total = line.inked.unwrap_or(quote.total);
            let each = line.inked.map_or(quote.each, |total| {
                Money::minor(total.in_minor() / i64::from(line.quantity))
            });
            Worth::Good { design: Arc::new(design), product: printed, each, total }
        }
        Err(error) => Worth::Not(error.to_string()),
    }
}

#[component]
fn CartLine(line: Line, cart: Cart, worths: RwSignal<Vec<(u64, Worth)>>) -> impl IntoView {
    let atelier = Atelier::from_context();
    let (id, design) = (line.id, line.design);
    let found = Memo::new_with_compare(
        move |_| worths.with(|all| all.iter().find(|(of, _)| *of == id).map(|it| it.1.clone())),
        |_, _| true,
    );
    let good = move || match found.get() {
        Some(Worth::Good { design, product, each, total }) => Some((design, product, each, total)),
        _ => None,
    };
    let colour = move || {
        let (design, product, ..) = good()?;
        product.colour(&design.head.colour).cloned()
    };
    let dye =
        move || colour().map_or_else(String::new, |colour| format!("--dye:{}", colour.swatch));
    let is_chosen = line.technique.is_some();
    let kept_name = line.name.clone();
    let name = move || good().map_or(kept_name.clone(), |(design, ..)| design.head.name.clone());
    let about = move || {
        let (_, product, ..) = good()?;
        let about = format!("{}, {}", product.name, lower(&colour()?.name));
        let technique = is_chosen.then(|| lower(&product.technique.name));
        Some([Some(about), technique].into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    let price = move || {
        let (_, product, each, total) = good()?;
        let total = money_text(total, &product.currency);
        let each = fill(shop_words().each, &[&money_text(each, &product.currency)]);
        Some(view! {
            <strong>{total}</strong>
            <span class="muted small">{each}</span>
        })
    };
    let problem = move || match found.get()? {
        Worth::Not(why) => Some(view! { <p class="cart-problem small">{why}</p> }),
        Worth::Good { .. } => None,
    };
    let inked = line.inked.is_some();
    let (fields, gone) = (line.clone(), line.clone());
    let remove = move |_| {
        cart.change(|lines| lines.retain(|line| line.id != id));
        let (again, back) = (gone.clone(), fill(shop_words().removed, &[&gone.name]));
        let undo = Callback::new(move |()| {
            let again = again.clone();
            // The page may have been left: what is kept is read anew.
            spawn_local(async move {
                cart.read().await;
                cart.change(|lines| lines.push(again));
            });
        });
        atelier.toast(&back, Some((words().undo, undo)));
    };
    view! {
        <li class="cart-line" data-testid="cart-line">
            <div class="card-room room" style=dye>
                <StoredPicture id=design />
            </div>
            <div class="cart-about">
                <h2 class="card-name">{name}</h2>
                <p class="muted small">{about}</p>
                {problem}
                {inked
                    .then(|| {
                        let text = fill(shop_words().inked, &[&fields.quantity.to_string()]);
                        view! { <p class="muted small">{text}</p> }
                    })}
                <LineFields line=fields cart=cart good=Signal::derive(move || good().map(|it| it.1)) />
                <div class="row cart-acts">
                    <button
                        type="button"
                        class="btn btn-small btn-quiet"
                        on:click=move |_| atelier.router.go(&Route::Editor(design))
                    >
                        <Icon name="pencil" />
                        {shop_words().edit}
                    </button>
                    <button type="button" class="btn btn-small btn-quiet" on:click=remove>
                        <Icon name="trash" />
                        {shop_words().remove}
                    </button>
                </div>
            </div>
            <p class="cart-price">{price}</p>
        </li>
    }
}

/// Size and pieces, where they may be changed.
#[component]
fn LineFields(line: Line, cart: Cart, good: Signal<Option<Arc<Product>>>) -> impl IntoView {
    if line.inked.is_some() {
        return ().into_any();
    }
    let id = line.id;
    let set = move |change: &dyn Fn(&mut Line)| {
        cart.change(|lines| {
            if let Some(line) = lines.iter_mut().find(|line| line.id == id) {
                change(line);
            }
        });
    };
    let (mine, name) = (line.size.clone(), line.name.clone());
    let sizes = move || {
        let product = good.get().filter(|product| product.sizes.len() > 1)?;
        let option = |size: &catalog::SizeOption| {
            view! {
                <option value=size.id.to_string() selected=size.id == mine>
                    {size.name.clone()}
                </option>
            }
        };
        Some(view! {
            <select
                class="input"
                aria-label=fill(shop_words().size_of, &[&name])
                on:change=move |event| {
                    if let Ok(size) = event_target_value(&event).parse::<SizeId>() {
                        set(&|line| line.size = size.clone());
                    }
                }
            >
                {product.sizes.iter().map(option).collect_view()}
            </select>
        })
    };
    let label = fill(shop_words().quantity_of, &[&line.name]);
    view! {
        <div class="row">
            {sizes}
            <input
                class="input cart-pieces"
                type="number"
                min="1"
                max=catalog::MOST_PIECES
                inputmode="numeric"
                aria-label=label
                prop:value=line.quantity.to_string()
                on:change=move |event| {
                    if let Ok(count) = event_target_value(&event).parse::<u32>() {
                        set(&|line| line.quantity = count.clamp(1, catalog::MOST_PIECES));
                    }
                }
            />
        </div>
    }
    .into_any()
}

/// What all comes to, and the order's files.
#[component]
fn Summary(cart: Cart, worths: RwSignal<Vec<(u64, Worth)>>) -> impl IntoView {
    let sums = move || {
        let lines = cart.lines.get().unwrap_or_default();
        let mut sums = Sums::default();
        for line in &lines {
            let worth = worths.with(|all| {
                all.iter().find(|(id, _)| *id == line.id).map(|(_, worth)| worth.clone())
            });
            if let Some(Worth::Good { product, total, .. }) = worth {
                sums.pieces += line.quantity;
                sums.total = sums.total + total;
                sums.days = sums.days.max(product.lead_time_days);
                sums.currency = product.currency.clone();
            }
        }
        sums
    };
    let files = OrderFiles::new(cart, worths);
    let row = |name: &'static str, value: String| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{value}</td>
            </tr>
        }
    };
    view! {
        <aside class="cart-summary" aria-label=shop_words().summary>
            <h2 class="heading">{shop_words().summary}</h2>
            {move || {
                let sums = sums();
                view! {
                    <p class="muted">
                        {match sums.pieces {
                            1 => shop_words().sum_one.to_owned(),
                            pieces => fill(shop_words().sum_pieces, &[&pieces.to_string()]),
                        }}
                        {(sums.days > 0)
                            .then(|| {
                                let days = fill(shop_words().ready_in, &[&sums.days.to_string()]);
                                format!(". {days}")
                            })}
                    </p>
                    <table class="price-table">
                        <tfoot>{row(shop_words().total, money_text(sums.total, &sums.currency))}</tfoot>
                    </table>
                    <p class="muted small">{shop_words().taxes}</p>
                }
            }}
            {files.shown(Signal::derive(move || sums().pieces == 0))}
        </aside>
    }
}

#[derive(Default)]
struct Sums {
    pieces: u32,
    total: Money,
    days: u32,
    currency: String,
}

/// Makes an archive of each line, one after the other, off the page's thread.
#[derive(Clone, Copy)]
struct OrderFiles {
    cart: Cart,
    worths: RwSignal<Vec<(u64, Worth)>>,
    /// What is made and how far it is.
    making: RwSignal<Option<(String, f32)>>,
    press: StoredValue<Option<Printing>, LocalStorage>,
    done: RwSignal<Option<Result<usize, String>>>,
}

impl OrderFiles {
    fn new(cart: Cart, worths: RwSignal<Vec<(u64, Worth)>>) -> Self {
        let press = StoredValue::new_local(None::<Printing>);
        on_cleanup(move || {
            if let Some(press) = press.try_update_value(Option::take).flatten() {
                press.cancel();
            }
        });
        Self { cart, worths, making: RwSignal::new(None), press, done: RwSignal::new(None) }
    }

    fn cancel(self) {
        if let Some(press) = self.press.try_update_value(Option::take).flatten() {
            press.cancel();
        }
        self.making.set(None);
    }

    fn begin(self, atelier: Atelier) {
        if self.making.with_untracked(Option::is_some) {
            return;
        }
        let lines = self.cart.lines.get_untracked().unwrap_or_default();
        let worths = self.worths.get_untracked();
        let ready: Vec<_> = lines
            .into_iter()
            .filter_map(|line| {
                let worth = worths.iter().find(|(id, _)| *id == line.id);
                match worth?.1.clone() {
                    Worth::Good { design, product, .. } => Some((line, design, product)),
                    Worth::Not(_) => None,
                }
            })
            .collect();
        self.done.set(None);
        self.making.set(Some((String::new(), 0.0)));
        spawn_local(async move {
            let press = Printing::new(&atelier.place().base);
            self.press.try_set_value(Some(press.clone()));
            let count = ready.len();
            for (at, (line, design, product)) in ready.into_iter().enumerate() {
                let (turn, all) = ((at + 1).to_string(), count.to_string());
                let label = fill(shop_words().making, &[&turn, &all, &design.head.name]);
                let _ = self.making.try_set(Some((label, 0.0)));
                let outcome = save(atelier, &press, self.making, (turn, line, design, product));
                if let Err(problem) = outcome.await {
                    // A press that was taken away was cancelled, or the page was left.
                    if self.press.try_with_value(Option::is_some) == Some(true) {
                        let _ = self.done.try_set(Some(Err(problem)));
                        let _ = self.making.try_set(None);
                    }
                    return;
                }
            }
            let _ = self.press.try_set_value(None);
            let _ = self.making.try_set(None);
            let _ = self.done.try_set(Some(Ok(count)));
        });
    }

    fn shown(self, nothing: Signal<bool>) -> AnyView {
        let atelier = Atelier::from_context();
        let busy = Memo::new(move |_| self.making.with(Option::is_some));
        let progress = move || {
            busy.get().then(|| {
                let label = move || self.making.get().map(|it| it.0).unwrap_or_default();
                let done = move || self.making.with(|it| it.as_ref().map_or(1.0, |it| it.1));
                view! {
                    <p class="muted small" role="status">
                        {label}
                    </p>
                    <div class="row">
                        <progress class="progress grow" max="1" prop:value=done aria-label=label></progress>
                        <button type="button" class="btn btn-small" on:click=move |_| self.cancel()>
                            {words().cancel}
                        </button>
                    </div>
                }
            })
        };
        let outcome = move || {
            let (tone, text) = match self.done.get()? {
                Ok(1) => (Tone::Good, shop_words().saved_one.to_owned()),
                Ok(count) => (Tone::Good, fill(shop_words().saved_files, &[&count.to_string()])),
                Err(problem) => (Tone::Error, problem),
            };
            Some(view! { <Banner tone=tone text=text testid="order-saved" /> })
        };
        view! {
            <button
                type="button"
                class="btn btn-primary btn-large btn-block"
                data-testid="save-order"
                disabled=move || nothing.get() || busy.get()
                on:click=move |_| self.begin(atelier)
            >
                <Icon name="download" />
                {shop_words().order_files}
            </button>
            {progress}
            {outcome}
            <p class="muted small">{shop_words().order_hint}</p>
        }
    }
}

/// Makes a line's archive and saves it.
async fn save(
    atelier: Atelier,
    press: &Printing,
    making: RwSignal<Option<(String, f32)>>,
    (turn, line, design, product): (String, Line, Arc<Design>, Arc<Product>),
) -> Result<(), String> {
    let order: String = line.id.to_string().chars().take(ORDER_LETTERS).collect();
    let name = format!("{turn}-{}-{}.zip", slug(&design.head.name), line.size);
    let asked = Ordered {
        order,
        line: turn,
        size: line.size,
        quantity: line.quantity,
        names: String::new(),
    };
    let progress = move |done| {
        let _ = making.try_update(|making| {
            if let Some(making) = making {
                making.1 = done;
            }
        });
    };
    let made = press.package(atelier, (*design).clone(), &product, asked, progress).await;
    let bytes = made.map_err(|error| error.to_string())?;
    files::download(&name, "application/zip", &bytes).map_err(|error| error.to_string())
}
