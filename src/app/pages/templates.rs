//! The page of all templates: the shopper's own first, then the shop's with filters. A press begins a design.

use design::{Design, DesignId, IdSource};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds};
use crate::bundle;
use crate::pages::designs::OwnTemplates;
use crate::parts::{Icon, view};
use crate::storage::files::{self, Many};
use crate::templates::{Shelf, TemplateShelf, begin_with};
use crate::words::words;

/// The page.
#[component]
pub(crate) fn TemplatesPage() -> impl IntoView {
    let atelier = Atelier::from_context();
    let again = RwSignal::new(0_u32);
    let shelf = Shelf {
        context: Signal::derive(move || atelier.taste.context(None)),
        ground: Signal::derive(|| None),
        asks_product: true,
        on_pick: Callback::new(move |(id, product, colour)| {
            begin_with(atelier, id, product, colour)
        }),
    };
    let open_file = move |_| {
        spawn_local(async move {
            for file in files::pick(".atelier,application/json", Many::Several).await {
                bundle::open_template(atelier, &file).await;
            }
            again.update(|times| *times += 1);
        });
    };
    let own = move || {
        again.track();
        view! { <OwnTemplates on_use=Callback::new(move |id| begin_own(atelier, id)) /> }
    };
    view! {
        <section class="section section-tight">
            <header class="section-head">
                <div>
                    <h1 class="title">{words().templates_title}</h1>
                    <p class="muted">{words().templates_hint}</p>
                </div>
                <div class="row">
                    <button type="button" class="btn" data-testid="open-template" on:click=open_file>
                        <Icon name="folder" />
                        {words().open_template}
                    </button>
                </div>
            </header>
            {own}
            <TemplateShelf shelf=shelf />
        </section>
    }
}

/// Begins a design with a template of the shopper's own.
fn begin_own(atelier: Atelier, id: DesignId) {
    spawn_local(async move {
        match bundle::stored_design(atelier, id).await {
            Ok(template) => {
                let mut design = Design { id: DesignId(RandomIds.next()), ..template };
                design.head.is_template = false;
                atelier.open_design(design);
            }
            Err(error) => atelier.toast(&error, None),
        }
    });
}
