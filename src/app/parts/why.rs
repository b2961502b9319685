//! "Why?" beside a suggestion: everything that spoke for it, and a way to say "less of this".

use leptos::html::Div;
use leptos::prelude::*;
use taste::Recipient;

use crate::atelier::{Atelier, RandomIds};
use crate::route::Route;
use crate::words::words;
use design::IdSource;

/// A button that shows why something is suggested.
#[component]
pub(crate) fn WhyButton(
    /// The reasons, strongest first.
    why: Vec<String>,
    /// The shopper wants less of this.
    #[prop(into)]
    on_less: Callback<()>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let open = RwSignal::new(false);
    let panel = NodeRef::<Div>::new();
    let id = StoredValue::new(format!("why-{:x}", RandomIds.next()));
    let why = StoredValue::new(why);
    view! {
        <button
            type="button"
            class="why"
            aria-expanded=move || open.get().to_string()
            aria-controls=id.get_value()
            on:click=move |_| open.update(|open| *open = !*open)
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    event.stop_propagation();
                    open.set(false);
                }
            }
        >
            {words().why}
        </button>
        <div class="why-panel" id=id.get_value() node_ref=panel hidden=move || !open.get()>
            <ul class="stack small">
                {why
                    .get_value()
                    .into_iter()
                    .map(|reason| view! { <li>{reason}"."</li> })
                    .collect_view()}
            </ul>
            <div class="row">
                <button
                    type="button"
                    class="btn btn-small"
                    on:click=move |_| {
                        open.set(false);
                        on_less.run(());
                        atelier.say(words().less_done);
                    }
                >
                    {words().less_of_this}
                </button>
                <button
                    type="button"
                    class="btn btn-small btn-quiet"
                    on:click=move |_| atelier.router.go(&Route::Style)
                >
                    {words().my_style}
                </button>
            </div>
        </div>
    }
}

/// The one question: "who is it for?". It can be skipped, and says why it is asked.
#[component]
pub(crate) fn Quiz() -> impl IntoView {
    let atelier = Atelier::from_context();
    let taste = atelier.taste;
    view! {
        <fieldset class="quiz" data-testid="quiz">
            <legend class="group-title">{words().quiz_question}</legend>
            <div class="chips">
                {Recipient::ANSWERS
                    .into_iter()
                    .map(|recipient| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || (taste.recipient() == recipient).to_string()
                                on:click=move |_| {
                                    taste.answer(recipient);
                                    atelier.say(words().quiz_thanks);
                                }
                            >
                                {recipient.label()}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="muted small">{words().quiz_why}</p>
        </fieldset>
    }
}
