//! The editor's page: opens a design, or says why it cannot be opened.

use design::DesignId;
use editor::{CommandError, Session};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, ShopState};
use crate::dom::effect;
use crate::editing::saving::{Opened, Saver};
use crate::editing::store::{EditorStore, sentence};
use crate::editing::workbench::Workbench;
use crate::parts::{Icon, Waiting, view};
use crate::route::Route;
use crate::words::{fill, words};

/// Opening a design.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
#[derive(Clone)]
enum Opening {
    Loading,
    Open(EditorStore),
    Failed(String),
}

/// The editor's page for a design.
#[component]
pub(crate) fn EditorPage(
    /// Which design.
    id: DesignId,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let opening = RwSignal::new(Opening::Loading);
    let owner = Owner::current();
    effect(move || {
        let waiting = matches!(opening.get_untracked(), Opening::Loading);
        if !waiting || atelier.storage.with(Option::is_none) {
            return;
        }
        match atelier.shop.get() {
            ShopState::Loading => {}
            ShopState::Failed(error) => opening.set(Opening::Failed(error)),
            ShopState::Ready(_) => {
                let owner = owner.clone();
                spawn_local(async move {
                    let opened = open(atelier, id).await;
                    let state = match opened {
                        Ok((session, saver)) => {
                            // Signals of the store belong to the page, not to this task.
                            let owner = owner.unwrap_or_default();
                            Opening::Open(owner.with(|| EditorStore::new(atelier, session, saver)))
                        }
                        Err(error) => Opening::Failed(error),
                    };
                    // The page may have been left while the design was read.
                    let _ = opening.try_set(state);
                });
            }
        }
    });
    view! {
        {move || match opening.get() {
            Opening::Loading => {
                view! {
                    <Waiting />
                }
            }
            Opening::Failed(error) => view! { <NotOpened error=error /> },
            Opening::Open(store) => view! { <Workbench store=store /> },
        }}
    }
}

/// Reads a design from storage, or takes one that was just begun.
async fn open(atelier: Atelier, id: DesignId) -> Result<(Session, Saver), String> {
    let shop = atelier.shop_now().ok_or(words().shop_failed)?;
    let Opened { saved, saver } = Saver::open(atelier, id).await?;
    let product_of = |design: &design::Design| {
        shop.product(&design.head.product)
            .cloned()
            .ok_or_else(|| fill(words().product_gone, &[design.head.product.as_str()]))
    };
    let words_of = |error: CommandError| sentence(&error.to_string());
    let session = if let Some(saved) = saved {
        let product = product_of(&saved.design)?;
        Session::restore(saved, product, Saver::session_state(id)).map_err(words_of)?
    } else {
        let design = atelier.fresh_design(id).ok_or(words().design_gone)?;
        let product = product_of(&design)?;
        Session::new(design, product).map_err(words_of)?
    };
    Ok((session, saver))
}

/// What is shown instead of a design that cannot be opened.
#[component]
fn NotOpened(error: String) -> impl IntoView {
    let atelier = Atelier::from_context();
    view! {
        <div class="empty" id="main" role=atelier.place().main_role()>
            <Icon name="warning" />
            <h1 class="heading">{words().not_opened}</h1>
            <p class="muted" role="alert">
                {error}
            </p>
            <div class="row">
                <button
                    type="button"
                    class="btn btn-primary"
                    on:click=move |_| atelier.router.go(&Route::Designs)
                >
                    {words().my_designs}
                </button>
                <button type="button" class="btn" on:click=move |_| atelier.router.go(&Route::Store)>
                    {words().shop}
                </button>
            </div>
        </div>
    }
}
