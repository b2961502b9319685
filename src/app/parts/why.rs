//! "Why?" beside a suggestion: everything that spoke for it, and a way to say "less of this". The one question.

use design::IdSource;
use leptos::prelude::*;
use taste::Recipient;

use crate::atelier::{Atelier, RandomIds};
use crate::parts::popover::beside;
use crate::parts::view;
use crate::route::Route;
use crate::words::words;

/// Width of the note, in pixels: that of `.menu-pad`.
const WIDTH: f64 = 320.0;

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
    let id = format!("why-{:x}", RandomIds.next());
    let place = RwSignal::new(String::new());
    view! {
        <button
            type="button"
            class="why"
            popovertarget=id.clone()
            aria-haspopup="dialog"
            on:click=move |event| place.set(beside(&event, WIDTH))
        >
            {words().why}
        </button>
        <div
            class="menu menu-pad stack"
            popover="auto"
            role="dialog"
            aria-label=words().why_this
            id=id.clone()
            style=place
        >
            <h4 class="subheading">{words().why_this}</h4>
            <ul class="why-list small">
                {why.into_iter().map(|reason| view! { <li>{reason}"."</li> }).collect_view()}
            </ul>
            <div class="row">
                <button
                    type="button"
                    class="btn btn-small"
                    popovertarget=id.clone()
                    popovertargetaction="hide"
                    on:click=move |_| {
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

/// The one question: "who is it for?". It says why it is asked, and can be skipped where that is offered.
#[component]
pub(crate) fn Quiz(
    /// The shopper does not want to say.
    #[prop(optional, into)]
    on_skip: Option<Callback<()>>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let taste = atelier.taste;
    let id = format!("quiz-{:x}", RandomIds.next());
    let titled = id.clone();
    view! {
        <div class="quiz" role="group" aria-labelledby=titled data-testid="quiz">
            <div>
                <p class="quiz-title" id=id>
                    {words().quiz_question}
                </p>
                <p class="muted small">{words().quiz_why}</p>
            </div>
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
            {on_skip
                .map(|on_skip| {
                    view! {
                        <button
                            type="button"
                            class="btn btn-quiet"
                            on:click=move |_| on_skip.run(())
                        >
                            {words().quiz_skip}
                        </button>
                    }
                })}
        </div>
    }
}
