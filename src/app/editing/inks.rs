//! The inks of a screen-printed product's order: how many each side is printed with, what that looks like and what it costs.
//! Counted by the press while the order's dialog is open. What is chosen belongs to the order, not to the design: the design
//! stays as it was drawn, and the cart is told the inks by their names.

mod dialog;
mod said;
mod section;

use std::sync::Arc;

use catalog::{Money, Quote, QuoteRequest, ScreenInk, ScreenPrint, SideId};
use embed::PrintedInks;
use jobs::{InkChoice, InkChoices, InkMode, InkWish, JobError, Reply};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::order::OrderState;
use crate::editing::store::sentence;
use crate::press::Printing;
use crate::words::fill;
pub(crate) use dialog::InksDialog;
pub(crate) use section::InksSection;

/// The inks of an order.
#[derive(Clone, Copy)]
pub(crate) struct Inks {
    store: EditorStore,
    order: OrderState,
    print: StoredValue<Arc<ScreenPrint>>,
    /// Whether the dialog that compares them is open.
    comparing: RwSignal<bool>,
    mode: RwSignal<InkMode>,
    /// The printed sides, once they are counted.
    sides: RwSignal<Option<Vec<SideInks>>>,
    /// How many inks were chosen for a side, where somebody chose.
    picked: RwSignal<Vec<(SideId, usize)>>,
    state: RwSignal<State>,
    press: StoredValue<Option<Printing>, LocalStorage>,
    /// The number of the newest count; what an older one finds is not looked at.
    run: StoredValue<u32>,
    /// Which design was counted, and how.
    counted: StoredValue<Option<(u64, InkMode)>>,
}

/// How far counting is.
#[derive(Clone, PartialEq)]
enum State {
    Idle,
    /// Part done, 0 to 1.
    Counting(f32),
    Stopped,
    Failed(String),
}

/// A side in inks.
#[derive(Clone)]
struct SideInks {
    id: SideId,
    name: String,
    size: (u32, u32),
    /// With one ink, with two and so on; at least one.
    choices: Arc<Vec<InkChoice>>,
    /// The art, then each choice: RGBA.
    pictures: Arc<Vec<Vec<u8>>>,
}

impl Inks {
    /// The inks of an order whose product is screen printed; `None` for another one. Counts them whenever the order is open.
    pub(crate) fn new(order: OrderState, store: EditorStore) -> Option<Self> {
        // A merchant's mistake is told by `atelier check`; here the product is sold as if it had no inks.
        let print = ScreenPrint::of(&store.product()).ok()?;
        let inks = Self {
            store,
            order,
            print: StoredValue::new(Arc::new(print)),
            comparing: RwSignal::new(false),
            mode: RwSignal::new(InkMode::default()),
            sides: RwSignal::new(None),
            picked: RwSignal::new(Vec::new()),
            state: RwSignal::new(State::Idle),
            press: StoredValue::new_local(None),
            run: StoredValue::new(0),
            counted: StoredValue::new(None),
        };
        effect(move || {
            let now = (store.revision.get(), inks.mode.get());
            let counted = inks.counted.get_value();
            if counted.is_some_and(|(revision, _)| revision != now.0) {
                // A price is told of what would be printed, not of what was drawn before.
                inks.counted.set_value(None);
                inks.sides.set(None);
            }
            if order.open.get() && counted != Some(now) {
                inks.count();
            }
        });
        effect(move || {
            inks.sides.track();
            inks.picked.track();
            // With another technique nothing is printed in inks, and its price is told elsewhere.
            if order.printed.with(Option::is_some) {
                return;
            }
            let request = (order.size.get(), order.quantity.get());
            let quote = inks.quote(request, None);
            order.inked.set(quote);
        });
        Some(inks)
    }

    /// What the cart is told: the inks of each printed side by their names, in printing order.
    pub(crate) fn printed(self) -> Vec<PrintedInks> {
        let print = self.print.get_value();
        let mode = match self.mode.get_untracked() {
            InkMode::Flat => "flat",
            InkMode::Dither => "dither",
            InkMode::Halftone => "halftone",
        };
        let sides = self.sides.get_untracked().unwrap_or_default();
        let printed = |side: &SideInks| {
            let choice = untrack(|| self.chosen(side))?;
            let inks = choice.inks.iter().filter_map(|part| print.inks.get(part.ink as usize));
            Some(PrintedInks {
                side: side.id.to_string(),
                mode: mode.to_owned(),
                inks: inks.map(|ink| ink.name.clone()).collect(),
                plates: choice.plates,
            })
        };
        sides.iter().filter_map(printed).collect()
    }

    /// Whether an order can go: the inks are known, so the price is.
    pub(crate) fn is_counted(self) -> bool {
        self.sides.with(Option::is_some) && self.state.get() == State::Idle
    }

    fn ink(self, place: u32) -> Option<ScreenInk> {
        self.print.with_value(|print| print.inks.get(place as usize).cloned())
    }

    /// How many inks a side is printed with.
    fn picked(self, side: &SideInks) -> usize {
        let picked = self
            .picked
            .with(|picked| picked.iter().find(|(id, _)| *id == side.id).map(|(_, count)| *count));
        picked.unwrap_or(usize::MAX).clamp(1, side.choices.len().max(1))
    }

    fn chosen(self, side: &SideInks) -> Option<InkChoice> {
        side.choices.get(self.picked(side) - 1).cloned()
    }

    fn pick(self, side: &SideId, count: usize) {
        self.picked.update(|picked| {
            picked.retain(|(id, _)| id != side);
            picked.push((side.clone(), count));
        });
    }

    /// The order's price; with another number of inks on a side where that is asked for.
    fn quote(
        self,
        (size, quantity): (catalog::SizeId, u32),
        other: Option<(&SideId, usize)>,
    ) -> Option<Quote> {
        let sides = self.sides.get()?;
        let plates = |side: &SideInks| {
            let count = match other {
                Some((id, count)) if *id == side.id => count,
                _ => self.picked(side),
            };
            side.choices.get(count - 1).map_or(0, |choice| choice.plates)
        };
        let plates: Vec<u32> = sides.iter().map(plates).collect();
        let all: u32 = plates.iter().sum();
        let words = match all {
            1 => [said::PRICE_INK.to_owned(), said::PRICE_ONE_SETUP.to_owned()],
            _ => [said::PRICE_INKS, said::PRICE_SETUP].map(|text| fill(text, &[&all.to_string()])),
        };
        let request = QuoteRequest { size, quantity, printed_sides: sides.len() as u32 };
        let print = self.print.get_value();
        let words = [words[0].as_str(), words[1].as_str()];
        print.quote(&self.store.product(), &request, &plates, words).ok()
    }

    /// The price of all pieces with another number of inks on a side.
    fn total_with(self, side: &SideId, count: usize) -> Option<Money> {
        let request = (self.order.size.get(), self.order.quantity.get());
        self.quote(request, Some((side, count))).map(|quote| quote.total)
    }

    /// Ends counting.
    fn stop(self) {
        if let Some(press) = self.press.get_value() {
            press.cancel();
        }
    }

    /// Finds the inks of all printed sides anew; what is under way is given up.
    fn count(self) {
        let store = self.store;
        self.stop();
        let sides = store.printed_sides();
        if sides.is_empty() {
            self.sides.set(None);
            self.state.set(State::Idle);
            return;
        }
        let press = Printing::new(&store.atelier.place().base);
        self.press.set_value(Some(press.clone()));
        self.state.set(State::Counting(0.0));
        let mode = self.mode.get_untracked();
        let revision = store.revision.get_untracked();
        let run = self.run.get_value() + 1;
        self.run.set_value(run);
        spawn_local(async move {
            let outcome = self.counted(&press, &sides, mode).await;
            // Another count may have begun, and the editor may have been left.
            if self.run.try_get_value() != Some(run) {
                return;
            }
            match outcome {
                Ok(sides) => {
                    self.counted.set_value(Some((revision, mode)));
                    self.sides.set(Some(sides));
                    self.state.set(State::Idle);
                }
                Err(JobError::WorkerGone) => {
                    self.sides.set(None);
                    self.state.set(State::Stopped);
                }
                Err(error) => {
                    self.sides.set(None);
                    self.state.set(State::Failed(sentence(&error.to_string())));
                }
            }
        });
    }

    async fn counted(
        self,
        press: &Printing,
        sides: &[SideId],
        mode: InkMode,
    ) -> Result<Vec<SideInks>, JobError> {
        let product = self.store.product();
        let most = self.print.with_value(|print| print.most_inks);
        let mut counted = Vec::with_capacity(sides.len());
        for (index, id) in sides.iter().enumerate() {
            let (part, state) = (1.0 / sides.len() as f32, self.state);
            let progress = move |done: f32| {
                // The editor may be gone by now.
                let _ = state.try_set(State::Counting((index as f32 + done) * part));
            };
            let (design, product) = (self.store.design(), (*product).clone());
            let name = product.side(id).map_or_else(String::new, |side| side.name.clone());
            let wish = InkWish::Choices { most };
            let job = (design, product, id.clone());
            let answer = press.separate(self.store.atelier, job, mode, wish, progress).await?;
            let (Reply::Separated { done }, pictures) = answer else {
                return Err(JobError::Protocol {
                    reason: "another answer than was asked for".into(),
                });
            };
            let wrong = |error: json::JsonError| JobError::Protocol { reason: error.to_string() };
            let InkChoices { width, height, choices } = done.read().map_err(wrong)?;
            if choices.is_empty() || pictures.len() != choices.len() + 1 {
                return Err(JobError::Protocol { reason: "no choice of inks".into() });
            }
            counted.push(SideInks {
                id: id.clone(),
                name,
                size: (width, height),
                choices: Arc::new(choices),
                pictures: Arc::new(pictures.iter().map(js_sys::Uint8Array::to_vec).collect()),
            });
        }
        Ok(counted)
    }

    /// `3 inks`.
    fn count_text(count: usize) -> String {
        if count == 1 { said::ONE_INK.into() } else { fill(said::INKS, &[&count.to_string()]) }
    }
}
