//! Parts of the app whose code is fetched when they are first shown, so that nobody waits for what they do not use yet.
//! A release build cuts them out of the app's WASM file (`cargo dev finish`); a development build has all in one file.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
pub(crate) use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::dom::effect;
use crate::dom::live;
use crate::parts::{Icon, Waiting, view};
use crate::words::words;

/// Declares asynchronous functions that fetch their own code before they run; `in` names the file. All that only
/// functions of that name use goes into it. Each waits a moment the first time, also where others of its file ran before:
/// what has to be done at once is asked for as a function beforehand.
macro_rules! lazy_code {
    ($($(#[$doc:meta])* in $file:ident: $visible:vis fn $name:ident($($given:ident: $type:ty),*) -> $gives:ty
        $body:block)*) => {
        $(
            $(#[$doc])*
            #[cfg(not(debug_assertions))]
            #[leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
            $visible fn $name($($given: $type),*) -> Result<$gives, $crate::lazy::SplitLoaderError> {
                Ok($body)
            }

            $(#[$doc])*
            #[cfg(debug_assertions)]
            $visible async fn $name($($given: $type),*) -> Result<$gives, $crate::lazy::SplitLoaderError> {
                Ok($body)
            }
        )*
    };
}
pub(crate) use lazy_code;

/// Declares views whose code is fetched before they are made; see [`lazy_code`].
macro_rules! lazy_view {
    ($(in $file:ident: $visible:vis fn $name:ident($($given:ident: $type:ty),*) $body:block)*) => {
        $crate::lazy::lazy_code! {
            $(in $file: $visible fn $name($($given: $type),*) -> $crate::lazy::Make {
                Box::new(move || $body)
            })*
        }
    };
}
pub(crate) use lazy_view;

/// What lazy code does bit by bit.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Makes a part when it is to be shown.
pub(crate) type Make = Box<dyn FnOnce() -> AnyView>;

/// A part on its way.
pub(crate) type Coming = Pin<Box<dyn Future<Output = Result<Make, SplitLoaderError>>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Coming,
    Here,
    Failed,
}

/// Ends once what is there now was drawn: what nobody needs at once is fetched behind what everybody waits for.
pub(crate) async fn drawn() {
    let (sender, receiver) = futures_channel::oneshot::channel();
    request_animation_frame(move || {
        // A frame is painted when its callbacks are done.
        let told = move || {
            // Whoever asked may be gone by now.
            let _ = sender.send(());
        };
        set_timeout(told, Duration::ZERO);
    });
    // The sender goes only with the page.
    let _ = receiver.await;
}

/// Follows a value one frame later: what somebody did shows at once, and larger parts that follow from it come then.
pub(crate) fn late<T: Clone + PartialEq + Send + Sync + 'static>(value: Memo<T>) -> RwSignal<T> {
    let late = RwSignal::new(value.get_untracked());
    effect(move || {
        value.track();
        spawn_local(async move {
            drawn().await;
            // What it was for may be gone by now.
            let Some(now) = value.try_get_untracked() else { return };
            if late.with_untracked(|late| *late != now) {
                late.set(now);
            }
        });
    });
    late
}

/// Shows a lazy part: a spinner until its code is there, and a way to try again where it did not come.
pub(crate) fn lazy(load: impl Fn() -> Coming + 'static) -> AnyView {
    let part = Lazy::new(Box::new(load));
    let begin = part.begin;
    begin.run(());
    live(Box::new(move || match part.state.get() {
        State::Coming => view! {
            <Waiting />
        },
        State::Here => part.make(),
        State::Failed => view! {
            <div class="empty" role="alert">
                <Icon name="warning" />
                <p>{words().part_failed}</p>
                <button type="button" class="btn" on:click=move |_| begin.run(())>
                    {words().try_again}
                </button>
            </div>
        },
    }))
}

/// Shows a lazy part that is no more than an extra: nothing until its code is there, and nothing where it does not come.
pub(crate) fn lazy_quietly(load: impl Fn() -> Coming + 'static) -> AnyView {
    let part = Lazy::new(Box::new(load));
    part.begin.run(());
    part.once_here()
}

/// Adds a lazy dialog when it is first opened. Where its code does not come, it is closed again and a note says so.
pub(crate) fn lazy_dialog(open: RwSignal<bool>, load: impl Fn() -> Coming + 'static) -> AnyView {
    let part = Lazy::new(Box::new(load));
    let Lazy { state, begin, .. } = part;
    let atelier = Atelier::from_context();
    let mut begun = false;
    effect(move || {
        if open.get() && !std::mem::replace(&mut begun, true) {
            begin.run(());
        }
    });
    effect(move || {
        if state.get() == State::Failed {
            open.set(false);
            let again = Callback::new(move |()| {
                open.set(true);
                begin.run(());
            });
            atelier.toast(words().part_failed, Some((words().try_again, again)));
        }
    });
    part.once_here()
}

#[derive(Clone, Copy)]
struct Lazy {
    state: RwSignal<State>,
    make: StoredValue<Option<Make>, LocalStorage>,
    /// Fetches the part, or tries again.
    begin: Callback<()>,
}

impl Lazy {
    fn new(load: Box<dyn Fn() -> Coming>) -> Self {
        let state = RwSignal::new(State::Coming);
        let make = StoredValue::new_local(None::<Make>);
        let load = StoredValue::new_local(load);
        let begin = Callback::new(move |()| {
            state.set(State::Coming);
            let mut coming = load.with_value(|load| load());
            let take = move |outcome: Result<Make, SplitLoaderError>| {
                let now = if outcome.is_ok() { State::Here } else { State::Failed };
                make.try_update_value(|make| *make = outcome.ok());
                state.try_set(now);
            };
            // What is here already shows at once, without a spinner in between.
            match coming.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(outcome) => take(outcome),
                Poll::Pending => spawn_local(poll_fn(move |context| {
                    // Where the place was left there is nothing to build, and nothing to build it with.
                    if make.is_disposed() {
                        return Poll::Ready(());
                    }
                    coming.as_mut().poll(context).map(take)
                })),
            }
        });
        Self { state, make, begin }
    }

    /// The part; made where it is shown, and belongs to there.
    fn make(self) -> AnyView {
        let make = self.make.try_update_value(Option::take).flatten();
        make.map_or_else(|| ().into_any(), |make| make())
    }

    fn once_here(self) -> AnyView {
        live(Box::new(move || match self.state.get() {
            State::Here => self.make(),
            State::Coming | State::Failed => ().into_any(),
        }))
    }
}
