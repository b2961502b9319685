//! The order: size, quantity, a price with every line explained, the cart, and print files to download.

use std::sync::Arc;

use catalog::{Money, Product, Quote, QuoteLine, QuoteLineKind, QuoteRequest, SideId, SizeId};
use embed::{CartLine, Event, PriceLine, PrintedInks};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::cart::Cart;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::findings::FindingList;
use crate::editing::inks::{Inks, InksDialog, InksSection};
use crate::editing::order_files::{Files, PrintFiles};
use crate::editing::order_press::{PackageDownload, PressProgress, PressWork};
use crate::editing::previews::{OrderPictures, live_design};
use crate::editing::product_fields::SizeChips;
use crate::editing::store::sentence;
use crate::editing::technique_section::{Choices, TechniqueSection};
use crate::parts::{Banner, Dialog, Icon, Show, Tone, view};
use crate::press::PrintHashes;
use crate::route::Route;
use crate::turning::TurnButton;
use crate::words::{fill, lower, roster_words, shop_words, words};

/// Edge of the picture in the cart, in pixels.
const CART_PICTURE: u32 = 480;

/// What is ordered.
#[derive(Clone, Copy)]
pub(crate) struct OrderState {
    /// The design.
    pub store: EditorStore,
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// Whether the dialog of names and numbers is open.
    pub roster: RwSignal<bool>,
    /// The size.
    pub size: RwSignal<SizeId>,
    /// The number of pieces.
    pub quantity: RwSignal<u32>,
    /// The price with inks, where the product is screen printed and they are counted; with another technique than the
    /// product's usual one, where that is chosen.
    pub inked: RwSignal<Option<Quote>>,
    /// The product as it is printed with another technique; `None` with its usual one.
    pub printed: RwSignal<Option<Arc<Product>>>,
    quote: Memo<Option<Quote>>,
}

impl OrderState {
    /// One piece of the default size.
    pub(crate) fn new(store: EditorStore) -> Self {
        let size = RwSignal::new(store.product().default_size.clone());
        let quantity = RwSignal::new(1);
        let (inked, printed) = (RwSignal::new(None), RwSignal::new(None));
        let quote = Memo::new(move |_| {
            store.revision.track();
            if let Some(quote) = inked.get() {
                return Some(quote);
            }
            let printed_sides = store.printed_sides().len() as u32;
            let request =
                QuoteRequest { size: size.get(), quantity: quantity.get(), printed_sides };
            store.product().quote(&request).ok()
        });
        let (open, roster) = (RwSignal::new(false), RwSignal::new(false));
        Self { store, open, roster, size, quantity, inked, printed, quote }
    }

    /// The price of all pieces.
    pub(crate) fn total_text(self) -> String {
        let total = self
            .quote
            .with(|quote| quote.as_ref().map_or_else(String::new, |quote| self.money(quote.total)));
        // Inks are counted when the order is opened, and come on top.
        let is_least = self.store.product().screen_print.is_some() && self.inked.get().is_none();
        if is_least { [words().from, &total].join(" ") } else { total }
    }

    /// The price of one piece, where there are several.
    pub(crate) fn each_text(self) -> String {
        let several = self.quantity.get() > 1;
        self.quote.with(|quote| match quote {
            Some(quote) if several => {
                format!("{} × {}", self.quantity.get(), self.money(quote.each))
            }
            _ => String::new(),
        })
    }

    /// An amount with the catalogue's currency.
    pub(crate) fn money(self, amount: Money) -> String {
        money_text(amount, &self.store.product().currency)
    }

    fn label(self, line: &QuoteLine) -> String {
        let words = words();
        match &line.kind {
            QuoteLineKind::Base => self.store.product().name.clone(),
            QuoteLineKind::Named { name } => name.clone(),
            QuoteLineKind::PrintedSides { sides: 1 } => words.price_sides_one.into(),
            QuoteLineKind::PrintedSides { sides } => fill(words.price_sides, &[&sides.to_string()]),
            QuoteLineKind::Size { name, .. } => fill(words.price_size, &[name]),
            QuoteLineKind::QuantityBreak { percent_off, from } => {
                fill(words.price_break, &[&percent_off.to_string(), &from.to_string()])
            }
        }
    }

    /// Tells the merchant's page the price, at every change.
    pub(crate) fn announce_price(self) {
        effect(move || {
            let Some(quote) = self.quote.get() else { return };
            let event = Event::Price {
                each: quote.each,
                total: quote.total,
                quantity: self.quantity.get(),
                currency: self.store.product().currency.clone(),
                lines: quote
                    .lines
                    .iter()
                    .map(|line| PriceLine { label: self.label(line), amount: line.amount })
                    .collect(),
            };
            self.store.atelier.place().tell(&event);
        });
    }

    /// Puts the order into the cart of the project's own page.
    async fn put_into_own_cart(self, design: &design::Design) -> Result<(), String> {
        let what = (self.size.get_untracked(), self.quantity.get_untracked());
        let technique = self.printed.get_untracked().map(|product| product.technique.id.clone());
        // The price of inks is known here only; that of a technique is the catalogue's.
        let inked = self.inked.with_untracked(|quote| quote.as_ref().map(|quote| quote.total));
        let inked = inked.filter(|_| technique.is_none());
        Cart::new(self.store.atelier).add(design, what, (technique, inked)).await
    }

    /// Hands the order to the merchant's page. False where it stopped the order.
    async fn add_to_cart(
        self,
        design: design::Design,
        PrintHashes { hashes: print_files, sizes: prints }: PrintHashes,
        inks: Vec<PrintedInks>,
    ) -> Result<bool, String> {
        let store = self.store;
        let quote = self.quote.get_untracked().ok_or(words().cart_failed)?;
        let product = store.product();
        let size = self.size.get_untracked();
        let preview = store.picture_url(CART_PICTURE).await.map_err(|error| error.to_string())?;
        let document = String::from_utf8(design::write(&design)).unwrap_or_default();
        let line = CartLine {
            design: design::design_hash(&design),
            name: design.head.name.clone(),
            product: product.id.clone(),
            sku: product.sku(&design.head.colour, &size),
            technique: self.product_untracked().technique.id.clone(),
            quantity: self.quantity.get_untracked(),
            each: quote.each,
            total: quote.total,
            currency: product.currency.clone(),
            preview,
            document,
            print_files,
            prints,
            inks,
        };
        let place = store.atelier.place();
        Ok(place.tell(&Event::AddToCart(Box::new(line))))
    }
}

/// An amount with its currency, as the browser's locale writes it.
pub(crate) fn money_text(amount: Money, currency: &str) -> String {
    let symbol = match currency {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        other => return format!("{amount} {other}"),
    };
    format!("{symbol}{amount}")
}

/// The order's dialog.
#[component]
pub(crate) fn OrderDialog(
    /// The order.
    order: OrderState,
) -> impl IntoView {
    let store = order.store;
    let busy = RwSignal::new(false);
    let ordered = RwSignal::new(None::<Ordered>);
    let work = PressWork::new(store);
    let files = Files::new(store);
    let choices = Choices::new(order);
    let chosen = Memo::new(move |_| choices.chosen());
    let findings = move || choices.findings(chosen.get());
    let check = NodeRef::<Div>::new();
    let show_check = move |()| {
        if let Some(check) = check.get_untracked() {
            check.scroll_into_view();
            let _ = check.focus();
        }
    };
    let inks = Inks::new(order, store);
    // Inks are of the product's usual technique.
    let inked = move || inks.filter(|_| order.printed.with(Option::is_none));
    let counted = move || inked().is_none_or(Inks::is_counted);
    effect(move || {
        if order.open.get() {
            // What was said was about the order of that time.
            ordered.set(None);
        }
    });
    let nothing = Memo::new(move |_| {
        store.revision.track();
        store.printed_sides().is_empty()
    });
    let add = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        ordered.set(None);
        spawn_local(async move {
            let design = store.design();
            // Without a merchant's page nobody hears of the files.
            if store.atelier.place().host.is_none() {
                let outcome = order.put_into_own_cart(&design).await;
                if busy.try_set(false).is_none() {
                    ordered.set(Some(Ordered::Kept(outcome)));
                }
                return;
            }
            let hashed = work.hashes(design.clone(), order).await;
            // The dialog may be gone by now, or the shopper wants to change something.
            if busy.is_disposed() {
                return;
            }
            let Some(hashed) = hashed else {
                busy.set(false);
                store.atelier.say(words().file_cancelled);
                return;
            };
            let (print_files, problem) = match hashed {
                Ok(print_files) => (print_files, None),
                Err(error) => (PrintHashes::default(), Some(sentence(&error.to_string()))),
            };
            let inks = untrack(inked).map(Inks::printed).unwrap_or_default();
            let outcome = order.add_to_cart(design, print_files, inks).await;
            if busy.try_set(false).is_some() {
                return;
            }
            if outcome == Ok(true) {
                store.atelier.say(words().added_to_cart);
            }
            ordered.set(Some(Ordered::Handed { outcome, problem }));
        });
    };
    view! {
        <Dialog open=order.open name="order" title=words().order_title class="dialog drawer">
            <div class="dialog-body">
                <OrderPictures />
                <TurnButton product=store.product() design=live_design(store) class="btn btn-block" />
                <SizeAndQuantity order=order />
                <TechniqueSection choices=choices on_show=show_check />
                {move || inked().map(|inks| view! { <InksSection inks=inks /> })}
                <PriceTable order=order />
                <button
                    type="button"
                    class="btn btn-block"
                    data-testid="order-roster"
                    on:click=move |_| {
                        order.open.set(false);
                        order.roster.set(true);
                    }
                >
                    <Icon name="user" />
                    {roster_words().from_order}
                </button>
                <Show when=move || nothing.get()>
                    <Banner tone=Tone::Info text=words().nothing_printed />
                </Show>
                <div class="stack" tabindex="-1" node_ref=check data-testid="order-check">
                    <h3 class="subheading">{words().check_title}</h3>
                    {move || {
                        let findings = findings();
                        view! { <FindingList findings=findings on_show=move |()| order.open.set(false) /> }
                    }}
                </div>
                <PressProgress work=work />
                <PrintFiles order=order files=files />
                <PackageDownload order=order work=work />
            </div>
            <div class="dialog-foot">
                {move || ordered.get().map(ordered_banner)}
                <button
                    type="button"
                    class="btn btn-primary btn-block"
                    data-testid="add-to-cart"
                    aria-busy=move || busy.get().to_string()
                    disabled=move || nothing.get() || findings().stops() || !counted()
                    on:click=add
                >
                    <Icon name="cart" />
                    {move || format!("{}   {}", words().add_to_cart, order.total_text())}
                </button>
            </div>
        </Dialog>
        {inks.map(|inks| view! { <InksDialog inks=inks /> })}
    }
}

/// What came of an order.
#[derive(Clone)]
enum Ordered {
    /// It went to the merchant's page.
    Handed {
        outcome: Result<bool, String>,
        /// Why it goes without hashes of the print files.
        problem: Option<String>,
    },
    /// It went into the cart of the project's own page.
    Kept(Result<(), String>),
}

fn ordered_banner(ordered: Ordered) -> AnyView {
    let (outcome, problem) = match ordered {
        Ordered::Kept(Ok(())) => {
            let atelier = Atelier::from_context();
            let show = Callback::new(move |()| atelier.router.go(&Route::Cart));
            let (text, act) = (shop_words().in_cart, (shop_words().show_cart, show));
            return view! { <Banner tone=Tone::Good text=text testid="ordered" act=act /> };
        }
        Ordered::Kept(Err(error)) => (Err(error), None),
        Ordered::Handed { outcome, problem } => (outcome, problem),
    };
    let (tone, text) = match (outcome, problem) {
        (Ok(true), None) => (Tone::Good, words().added_to_cart.to_owned()),
        (Ok(true), Some(problem)) => (Tone::Warn, fill(words().added_unhashed, &[&problem])),
        (Ok(false), _) => (Tone::Info, words().no_cart.to_owned()),
        (Err(error), _) => (Tone::Error, error),
    };
    view! { <Banner tone=tone text=text testid="ordered" /> }
}

#[component]
fn SizeAndQuantity(order: OrderState) -> impl IntoView {
    let one_size = order.store.product().sizes.len() == 1;
    view! {
        <Show when=move || !one_size>
            <fieldset class="field">
                <legend class="field-label">{words().size}</legend>
                <SizeChips order=order name="order-size" />
            </fieldset>
        </Show>
        <label class="field">
            <span class="field-label">{words().quantity}</span>
            <input
                class="input"
                type="number"
                min="1"
                max=catalog::MOST_PIECES
                inputmode="numeric"
                data-testid="quantity"
                prop:value=move || order.quantity.get().to_string()
                on:input=move |event| {
                    if let Ok(count) = event_target_value(&event).parse::<u32>() {
                        order.quantity.set(count.clamp(1, catalog::MOST_PIECES));
                    }
                }
            />
        </label>
    }
}

#[component]
fn PriceTable(order: OrderState) -> impl IntoView {
    let rows = move || {
        let quote = order.quote.get()?;
        let next = quote.next_break.map(|next| {
            let each = order.money(next.each);
            fill(
                words().price_next,
                &[&next.missing.to_string(), &each, &next.percent_off.to_string()],
            )
        });
        let lines = quote
            .lines
            .iter()
            .map(|line| {
                view! {
                    <tr>
                        <th scope="row">{order.label(line)}</th>
                        <td>{order.money(line.each)}</td>
                        <td>{order.money(line.amount)}</td>
                    </tr>
                }
            })
            .collect_view();
        Some(view! {
            <table class="price-table" data-testid="price-table">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{words().price_each}</th>
                        <th scope="col">{move || format!("× {}", order.quantity.get())}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words().price_total}</th>
                        <td>{order.money(quote.each)}</td>
                        <td>{order.money(quote.total)}</td>
                    </tr>
                </tfoot>
            </table>
            {next.map(|next| view! { <p class="muted">{next}</p> })}
        })
    };
    let lead = move || fill(words().lead_time, &[&order.product().lead_time_days.to_string()]);
    view! {
        {rows}
        <p class="muted">{lead}</p>
    }
}

/// A file name that every system takes: `for-mum-front.pdf`.
pub(crate) fn file_name(design: &str, part: &SideId, extension: &str) -> String {
    format!("{}-{part}.{extension}", slug(design))
}

/// A name in letters and digits that every system takes.
pub(crate) fn slug(name: &str) -> String {
    let words = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(lower)
        .collect::<Vec<_>>()
        .join("-");
    let short: String = words.chars().take(60).collect();
    if short.is_empty() { "design".into() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe() {
        let side = SideId::new("front").unwrap();
        assert_eq!(file_name("For Mum, 60!", &side, "pdf"), "for-mum-60-front.pdf");
        assert_eq!(file_name("../../", &side, "png"), "design-front.png");
    }
}
