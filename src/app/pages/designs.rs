//! My designs: open, rename, duplicate, delete with undo, save to and open from a file.

use std::sync::Arc;

use design::{Design, DesignId, IdSource};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds};
use crate::bundle;
use crate::dom::effect;
use crate::pages::samples::FewSamples;
use crate::parts::{Each, Icon, ProductPicture, Show, beside, compose, front_view, view};
use crate::route::Route;
use crate::storage::files::{self, Many};
use crate::storage::{Deleted, DesignHead, Listing, SetAside};
use crate::words::{fill, lower, words};

/// Edge of a card's picture, in pixels.
const CARD: u32 = 420;
/// Width of a card's menu, in pixels: that of `.menu`.
const MENU_WIDTH: f64 = 208.0;
/// How long "undo" is offered after a deletion, in milliseconds; as long as its note is shown.
const UNDO_MS: u64 = 11_000;

/// The page of all designs.
#[component]
pub(crate) fn DesignsPage() -> impl IntoView {
    let atelier = Atelier::from_context();
    let list = List::new(atelier, Kind::Designs);
    effect(move || {
        if atelier.storage.with(Option::is_some) {
            list.load();
        }
    });
    let some =
        move || list.heads.with(|heads| heads.as_ref().is_some_and(|heads| !heads.is_empty()));
    let none = move || list.heads.with(|heads| heads.as_ref().is_some_and(Vec::is_empty));
    let hint = move || if none() { words().designs_none } else { words().designs_hint };
    let open_file = move |_| {
        spawn_local(async move {
            for file in files::pick(".atelier,application/json", Many::Several).await {
                bundle::open(atelier, &file).await;
            }
            list.load();
        });
    };
    view! {
        <section class="section section-tight">
            <header class="section-head">
                <div>
                    <h1 class="title">{words().my_designs}</h1>
                    <p class="muted">{hint}</p>
                </div>
                <div class="row">
                    <button type="button" class="btn" data-testid="open-file" on:click=open_file>
                        <Icon name="folder" />
                        {words().open_file}
                    </button>
                    <button
                        type="button"
                        class="btn btn-primary"
                        on:click=move |_| atelier.router.go(&Route::Store)
                    >
                        <Icon name="plus" />
                        {words().new_design}
                    </button>
                </div>
            </header>
            <SetAsideBanner aside=list.aside />
            <Show when=none>
                <div class="empty">
                    <Icon name="heart" />
                    <h2 class="heading">{words().designs_empty_title}</h2>
                    <p class="muted">{words().designs_empty}</p>
                    <button
                        type="button"
                        class="btn btn-primary btn-large"
                        on:click=move |_| atelier.router.go(&Route::Store)
                    >
                        {words().design_something}
                    </button>
                </div>
                <FewSamples />
            </Show>
            <Show when=some>
                <Cards list=list testid="designs" />
            </Show>
        </section>
    }
}

/// The cards of a list.
#[component]
fn Cards(list: List, testid: &'static str) -> impl IntoView {
    view! {
        <div class="design-grid" data-testid=testid>
            <Each
                each=move || list.heads.get().unwrap_or_default()
                key=|head| format!("{} {} {}", head.id, head.revision.number, head.name)
                let:head
            >
                <DesignCard head=head list=list />
            </Each>
        </div>
    }
}

/// Templates of the shopper's own, where there are any.
#[component]
pub(crate) fn OwnTemplates(
    /// One is to be used.
    on_use: Callback<DesignId>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let list = List::new(atelier, Kind::Templates(on_use));
    effect(move || {
        if atelier.storage.with(Option::is_some) {
            list.load();
        }
    });
    let some =
        move || list.heads.with(|heads| heads.as_ref().is_some_and(|heads| !heads.is_empty()));
    view! {
        <Show when=some>
            <section class="stack" aria-labelledby="own-templates">
                <h2 class="subheading" id="own-templates">
                    {words().templates_yours}
                </h2>
                <Cards list=list testid="own-templates" />
            </section>
        </Show>
    }
}

/// What a list holds, and what a press on a card does.
#[derive(Clone, Copy)]
enum Kind {
    /// Designs, which are opened.
    Designs,
    /// Templates of the shopper's own, which are used.
    Templates(Callback<DesignId>),
}

/// The list and what is done with it.
#[derive(Clone, Copy)]
struct List {
    atelier: Atelier,
    /// Templates of the shopper's own, or designs.
    kind: Kind,
    heads: RwSignal<Option<Vec<DesignHead>>>,
    aside: RwSignal<Vec<SetAside>>,
}

impl List {
    fn new(atelier: Atelier, kind: Kind) -> Self {
        Self { atelier, kind, heads: RwSignal::new(None), aside: RwSignal::new(Vec::new()) }
    }

    fn press(self, id: DesignId) {
        match self.kind {
            Kind::Designs => self.atelier.router.go(&Route::Editor(id)),
            Kind::Templates(on_use) => on_use.run(id),
        }
    }

    fn load(self) {
        let Some(storage) = self.atelier.storage.get_untracked() else { return };
        spawn_local(async move {
            match storage.list().await {
                Ok(Listing { mut designs, set_aside }) => {
                    let wanted = matches!(self.kind, Kind::Templates(_));
                    designs.retain(|head| head.is_template == wanted);
                    let set_aside = storage.set_aside().await.unwrap_or(set_aside);
                    // The page may have been left meanwhile.
                    let _ = self.heads.try_set(Some(designs));
                    let _ = self.aside.try_set(set_aside);
                }
                Err(error) => self.atelier.toast(&error.to_string(), None),
            }
        });
    }

    fn delete(self, head: DesignHead) {
        let Some(storage) = self.atelier.storage.get_untracked() else { return };
        spawn_local(async move {
            let hold = storage.hold(head.id).await;
            if let Err(error) = storage.set_deleted(head.id, Deleted::Yes).await {
                return self.atelier.toast(&error.to_string(), None);
            }
            self.load();
            let undone = StoredValue::new(false);
            let undo = Callback::new(move |()| {
                undone.set_value(true);
                let Some(storage) = self.atelier.storage.get_untracked() else { return };
                spawn_local(async move {
                    match storage.set_deleted(head.id, Deleted::No).await {
                        Ok(()) => self.load(),
                        Err(error) => self.atelier.toast(&error.to_string(), None),
                    }
                });
            });
            let text = fill(words().deleted_design, &[&head.name]);
            self.atelier.toast(&text, Some((words().undo, undo)));
            let purge = move || {
                drop(hold);
                if undone.try_get_value() != Some(false) {
                    return;
                }
                spawn_local(async move {
                    // What is not purged now is purged at the next start.
                    let _ = storage.purge(head.id).await;
                });
            };
            once_after(UNDO_MS, purge);
        });
    }

    fn rename(self, head: DesignHead, name: String) {
        let atelier = self.atelier;
        spawn_local(async move {
            if let Err(error) = bundle::rename(atelier, head.id, &name).await {
                atelier.toast(&error, None);
            }
            self.load();
        });
    }

    fn save_file(self, head: DesignHead) {
        let atelier = self.atelier;
        spawn_local(async move {
            match bundle::stored_design(atelier, head.id).await {
                Ok(design) => bundle::download(atelier, design).await,
                Err(error) => atelier.toast(&error, None),
            }
        });
    }

    fn duplicate(self, head: DesignHead) {
        let atelier = self.atelier;
        spawn_local(async move {
            let outcome = async {
                let mut design = bundle::stored_design(atelier, head.id).await?;
                design.id = DesignId(RandomIds.next());
                design.head.name = fill(words().copy_of, &[&design.head.name]);
                bundle::keep(atelier, design).await
            };
            if let Err(error) = outcome.await {
                atelier.toast(&error, None);
            }
            self.load();
        });
    }
}

fn once_after(wait_ms: u64, act: impl FnOnce() + 'static) {
    let act = std::cell::RefCell::new(Some(act));
    set_timeout(
        move || {
            if let Some(act) = act.borrow_mut().take() {
                act();
            }
        },
        std::time::Duration::from_millis(wait_ms),
    );
}

#[component]
fn SetAsideBanner(aside: RwSignal<Vec<SetAside>>) -> impl IntoView {
    view! {
        <Show when=move || !aside.with(Vec::is_empty)>
            <div class="banner" data-tone="warn" role="status">
                <Icon name="warning" />
                <div>
                    <strong>{words().set_aside_title}</strong>
                    <ul>
                        {move || {
                            aside
                                .get()
                                .into_iter()
                                .map(|part| view! { <li>{part.what} ": " {part.reason}</li> })
                                .collect_view()
                        }}
                    </ul>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn DesignCard(head: DesignHead, list: List) -> impl IntoView {
    let atelier = list.atelier;
    let id = head.id;
    let name = head.name.clone();
    let kept = StoredValue::new(head);
    // The shop may come after the list.
    let thing = Memo::new(move |_| {
        kept.with_value(|head| {
            let product = atelier.ready_shop()?.product(&head.product)?.clone();
            let colour = product.colour(&head.colour).cloned();
            Some((product, colour))
        })
    });
    let dye = move || {
        let colour = thing.get().and_then(|(_, colour)| colour);
        colour.map_or_else(String::new, |colour| format!("--dye:{}", colour.swatch))
    };
    let about = move || match thing.get() {
        Some((product, Some(colour))) => {
            format!("{}, {}", product.name, lower(&colour.name))
        }
        Some((product, None)) => product.name.clone(),
        None => kept.with_value(|head| head.product.to_string()),
    };
    let renaming = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    effect(move || {
        if renaming.get() {
            // The menu gives the focus back to its button first.
            request_animation_frame(move || {
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                    field.select();
                }
            });
        }
    });
    let menu = StoredValue::new(format!("menu-{id}"));
    let place = RwSignal::new(String::new());
    let act = |act: fn(List, DesignHead)| Callback::new(move |(list, head)| act(list, head));
    let item =
        move |icon: &'static str, label: &'static str, press: Callback<(List, DesignHead)>| {
            view! {
                <button
                    type="button"
                    class="menu-item"
                    class:btn-danger=icon == "trash"
                    popovertarget=menu.get_value()
                    popovertargetaction="hide"
                    on:click=move |_| press.run((list, kept.get_value()))
                >
                    <Icon name=icon />
                    <span>{label}</span>
                </button>
            }
        };
    view! {
        <article class="card design-card" data-testid="design-card">
            <div class="card-room room" style=dye>
                <StoredPicture id=id />
            </div>
            <div class="design-row">
                <div class="grow">
                    <Show
                        when=move || renaming.get()
                        fallback=move || {
                            view! {
                                <h2 class="card-name truncate">
                                    <button
                                        type="button"
                                        class="card-link"
                                        on:click=move |_| list.press(id)
                                    >
                                        {kept.get_value().name}
                                    </button>
                                </h2>
                                <p class="muted small truncate">{about}</p>
                            }
                        }
                    >
                        <input
                            class="input"
                            aria-label=words().design_name
                            maxlength="80"
                            node_ref=field
                            prop:value=kept.get_value().name
                            on:blur=move |_| renaming.set(false)
                            on:change=move |event| {
                                // Leaving by Escape is no change.
                                if !renaming.get_untracked() {
                                    return;
                                }
                                renaming.set(false);
                                list.rename(kept.get_value(), event_target_value(&event));
                            }
                            on:keydown=move |event| {
                                if event.key() == "Escape" {
                                    renaming.set(false);
                                } else if event.key() == "Enter" {
                                    leave_field(field);
                                }
                            }
                        />
                    </Show>
                </div>
                <button
                    type="button"
                    class="icon-btn card-acts"
                    aria-label=fill(words().more_for, &[&name])
                    popovertarget=menu.get_value()
                    on:click=move |event| place.set(beside(&event, MENU_WIDTH))
                >
                    <Icon name="more" />
                </button>
                <div class="menu" popover="auto" id=menu.get_value() style=place>
                    {item("pencil", words().rename, Callback::new(move |_| renaming.set(true)))}
                    {item("copy", words().duplicate, act(List::duplicate))}
                    {item("save", words().save_file, act(List::save_file))}
                    <hr />
                    {item("trash", words().delete, act(List::delete))}
                </div>
            </div>
        </article>
    }
}

fn leave_field(field: NodeRef<Input>) {
    if let Some(field) = field.get_untracked() {
        let _ = field.blur();
    }
}

/// A picture of a stored design.
#[component]
pub(crate) fn StoredPicture(
    /// Which design.
    id: DesignId,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let design = RwSignal::new(None::<Arc<Design>>);
    spawn_local(async move {
        // Without the design the card keeps its words; opening it says why.
        let found = bundle::stored_design(atelier, id).await.ok().map(Arc::new);
        let _ = design.try_set(found);
    });
    let job = Signal::derive(move || {
        let design = design.get()?;
        let shop = atelier.ready_shop()?;
        let product = shop.product(&design.head.product)?;
        let printed = product.sides.iter().find(|side| design.is_printed(&side.id));
        let view =
            printed.and_then(|side| front_view(product, &side.id)).or(product.views.first())?;
        compose((*design).clone(), product, view, CARD)
    });
    let alt = Signal::derive(move || {
        design.get().map_or_else(String::new, |design| design.head.name.clone())
    });
    view! { <ProductPicture class="picture" job=job alt=alt /> }
}
