//! Parts of the app whose code is fetched when they are first shown, so that nobody waits for what they do not use yet.
//! A release build cuts them out of the app's WASM file (`cargo dev finish`); a development build has all in one file.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
pub(crate) use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen_futures::spawn_local;

use crate::parts::Icon;
use crate::words::words;

/// Declares an asynchronous function that fetches its own code before it runs; `in` names the file. All that only
/// functions of that name use goes into it.
macro_rules! lazy_view {
    ($(#[$note:meta])* $visible:vis fn $name:ident($($given:ident: $type:ty),*) in $file:ident $body:block) => {
        #[cfg(not(debug_assertions))]
        $(#[$note])*
        #[leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
        $visible fn $name($($given: $type),*) -> Result<AnyView, $crate::lazy::SplitLoaderError> {
            Ok($body.into_any())
        }

        #[cfg(debug_assertions)]
        $(#[$note])*
        #[expect(clippy::unused_async, reason = "a release build waits for the code here")]
        $visible async fn $name($($given: $type),*) -> Result<AnyView, $crate::lazy::SplitLoaderError> {
            Ok($body.into_any())
        }
    };
}
pub(crate) use lazy_view;

/// A part on its way.
pub(crate) type Coming = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Coming,
    Here,
    Failed,
}

/// Shows a lazy part: a spinner until its code is there, and a way to try again where it did not come.
pub(crate) fn lazy(load: impl Fn() -> Coming + 'static) -> AnyView {
    lazy_boxed(Box::new(load))
}

fn lazy_boxed(load: Box<dyn Fn() -> Coming>) -> AnyView {
    let state = RwSignal::new(State::Coming);
    let view = StoredValue::new_local(None::<AnyView>);
    let load = StoredValue::new_local(load);
    let owner = Owner::current().unwrap_or_default();
    let begin = move || {
        let coming = owner.with(|| load.with_value(|load| ScopedFuture::new(load())));
        spawn_local(async move {
            let now = match coming.await {
                Ok(here) => {
                    // The part may have been left while its code was on its way.
                    view.try_update_value(|view| *view = Some(here));
                    State::Here
                }
                Err(_) => State::Failed,
            };
            state.try_set(now);
        });
    };
    begin();
    let again = Callback::new(move |()| {
        state.set(State::Coming);
        begin();
    });
    (move || match state.get() {
        State::Coming => view! {
            <div class="empty" role="status">
                <span class="spinner"></span>
                {words().loading}
            </div>
        }
        .into_any(),
        State::Here => view.try_update_value(Option::take).flatten().into_any(),
        State::Failed => view! {
            <div class="empty" role="alert">
                <Icon name="warning" />
                <p>{words().part_failed}</p>
                <button type="button" class="btn" on:click=move |_| again.run(())>
                    {words().try_again}
                </button>
            </div>
        }
        .into_any(),
    })
    .into_any()
}
