//! The techniques in the order's dialog: what each is good at, what it costs, how long it takes, and whether the design prints
//! well with it. What comes of the choice is in `technique`; what the check found is listed by `findings`.

use catalog::Money;
use jobs::Severity;
use leptos::prelude::*;

use crate::editing::findings::Findings;
use crate::editing::order::OrderState;
use crate::editing::technique::{Judged, Offer, offers};
use crate::parts::{Icon, view};
use crate::words::{fill, words};

const TITLE: &str = "How it is printed";
const NO_MORE: &str = "No extra cost";
const MORE: &str = "+{} for each printed side";
const ONE_DAY: &str = "Made in 1 working day";
const CHECKING: &str = "Checking your design";
const FINE: &str = "Your design prints well";
const ONE_TO_MEND: &str = "1 thing to mend";
const TO_MEND: &str = "{} things to mend";
const UNKNOWN: &str = "Could not be checked";
const SHOW: &str = "Show";
const SHOW_FOR: &str = "Show what to mend for {}";

/// A technique that can be chosen, and what the check says of the design with it.
#[derive(Clone)]
pub(crate) struct Choice {
    offer: Offer,
    findings: Findings,
}

/// The techniques of the order's product, checked while the dialog is open.
#[derive(Clone, Copy)]
pub(crate) struct Choices {
    order: OrderState,
    all: StoredValue<Vec<Choice>>,
}

impl Choices {
    /// Checks the design with every technique whenever the dialog is open.
    pub(crate) fn new(order: OrderState) -> Self {
        let (store, product) = (order.store, order.store.product());
        // The editor opens with the shop.
        let offers = store.atelier.shop_now().map(|shop| offers(&shop, &product));
        let usual = || vec![Offer { product: product.clone(), per_side: Money::ZERO }];
        let choice = |offer: Offer| {
            let printed = offer.product.clone();
            let judged = Memo::new(move |_| Judged {
                product: printed.clone(),
                sizes: vec![order.size.get()],
            });
            Choice { offer, findings: Findings::while_open(store, order.open, judged.into()) }
        };
        let all = offers.unwrap_or_else(usual).into_iter().map(choice).collect();
        Self { order, all: StoredValue::new(all) }
    }

    /// The place of the chosen technique among all.
    pub(crate) fn chosen(self) -> usize {
        let chosen = self.order.product().technique.id.clone();
        let is_it = |choice: &Choice| choice.offer.technique().id == chosen;
        self.all.with_value(|all| all.iter().position(is_it)).unwrap_or_default()
    }

    /// What the check says of a technique.
    pub(crate) fn findings(self, place: usize) -> Findings {
        self.all.with_value(|all| all[place].findings)
    }
}

/// The choice; nothing where there is none.
#[component]
pub(crate) fn TechniqueSection(
    /// The techniques.
    choices: Choices,
    /// Told when somebody wants to see what is to be mended with the technique that is now chosen.
    #[prop(into)]
    on_show: Callback<()>,
) -> impl IntoView {
    let all = choices.all.get_value();
    (all.len() > 1).then(|| {
        let rows = all.into_iter().map(|choice| row(choices.order, choice, on_show));
        view! {
            <fieldset class="field" data-testid="techniques">
                <legend class="field-label">{TITLE}</legend>
                <div class="techniques">{rows.collect_view()}</div>
            </fieldset>
        }
    })
}

fn row(order: OrderState, Choice { offer, findings }: Choice, on_show: Callback<()>) -> AnyView {
    let technique = offer.technique().clone();
    let (mine, picked, shown) = (technique.id.clone(), offer.clone(), offer.clone());
    let price = match offer.per_side {
        Money::ZERO => NO_MORE.to_owned(),
        more => fill(MORE, &[&order.money(more)]),
    };
    let days = match offer.product.lead_time_days {
        1 => ONE_DAY.to_owned(),
        days => fill(words().lead_time, &[&days.to_string()]),
    };
    let id = format!("technique-{}", technique.id);
    let (about, state) = (format!("{id}-about"), format!("{id}-state"));
    let described = format!("{about} {state}");
    let verdict = Memo::new(move |_| verdict(findings));
    let name = technique.name.clone();
    let show = move || {
        let (offer, label) = (shown.clone(), fill(SHOW_FOR, &[&name]));
        verdict.get().is_bad.then(|| {
            view! {
                <button
                    type="button"
                    class="btn btn-small"
                    aria-label=label
                    on:click=move |_| {
                        order.choose(&offer);
                        on_show.run(());
                    }
                >
                    {SHOW}
                </button>
            }
        })
    };
    view! {
        <div class="technique" data-testid=id.clone()>
            <label class="technique-choice">
                <input
                    type="radio"
                    name="order-technique"
                    aria-describedby=described
                    prop:checked=move || order.product().technique.id == mine
                    on:change=move |_| order.choose(&picked)
                />
                <span class="technique-name">{technique.name}</span>
                <span class="technique-price">{price}</span>
                <span class="technique-about" id=about>
                    {technique.about}
                    " "
                    <span class="technique-days">{days}</span>
                </span>
            </label>
            <div class="technique-state" data-tone=move || verdict.get().tone>
                <span class="row" role="status" id=state>
                    {move || match verdict.get().icon {
                        Some(icon) => view! { <Icon name=icon /> }.into_any(),
                        None => view! { <span class="spinner"></span> }.into_any(),
                    }}
                    {move || verdict.get().text}
                </span>
                {show}
            </div>
        </div>
    }
    .into_any()
}

/// What the check says of a technique in few words.
#[derive(Clone, PartialEq)]
struct Verdict {
    tone: &'static str,
    icon: Option<&'static str>,
    text: String,
    /// Whether there is something to mend.
    is_bad: bool,
}

fn verdict(findings: Findings) -> Verdict {
    let said =
        |tone, icon, text: &str, is_bad| Verdict { tone, icon, text: text.to_owned(), is_bad };
    findings.outcome.with(|outcome| match outcome {
        None => said("", None, CHECKING, false),
        Some(Err(_)) => said("warn", Some("warning"), UNKNOWN, true),
        Some(Ok(found)) => {
            let bad = found.iter().filter(|found| found.severity != Severity::Advises);
            let text = match bad.count() {
                0 => return said("ok", Some("check-circle"), FINE, false),
                1 => ONE_TO_MEND.to_owned(),
                count => fill(TO_MEND, &[&count.to_string()]),
            };
            match found.iter().any(|found| found.severity == Severity::Stops) {
                true => said("error", Some("error"), &text, true),
                false => said("warn", Some("warning"), &text, true),
            }
        }
    })
}
