//! The panel of templates: what the design's own template asks for, the shopper's templates, and all the shop's.

use catalog::{Colour, Product};
use design::{Content, Design, DesignId, IdSource, Layer, TemplateId, TextLimits};
use editor::{Command, Move, Replace, moved, title};
use leptos::html::Input;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::RandomIds;
use crate::bundle;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::template_fields::{OWN, TemplateFields, apply_template};
use crate::parts::{Each, Icon, Show, Switch, view};
use crate::route::Route;
use crate::storage::DesignHead;
use crate::templates::{Shelf, TemplateShelf};
use crate::words::{fill, words};

/// How many more letters than it has now a field takes.
const ROOM: usize = 12;

/// The panel.
#[component]
pub(crate) fn TemplatesPanel() -> impl IntoView {
    let store = EditorStore::from_context();
    let pick = move |(id, _, _): (TemplateId, Arc<Product>, Colour)| {
        spawn_local(async move {
            match store.atelier.template(&id).await {
                Ok(template) => {
                    apply_template(store, &template);
                    show_fields(store);
                }
                Err(error) => store.atelier.toast(&error, None),
            }
        });
    };
    let shelf = Shelf {
        context: Signal::derive(move || {
            let product = store.product();
            store.atelier.taste.context(Some((&product.id, store.colour().parts.body)))
        }),
        ground: Signal::derive(move || Some((store.product(), store.colour(), store.side.get()))),
        asks_product: false,
        on_pick: Callback::new(pick),
    };
    let again = RwSignal::new(0_u32);
    let has_something = move || {
        store.revision.track();
        !store.printed_sides().is_empty()
    };
    view! {
        <TemplateFields />
        <Show when=has_something>
            <SaveTemplate on_saved=Callback::new(move |()| again.update(|times| *times += 1)) />
        </Show>
        {move || {
            again.track();
            view! { <Own /> }
        }}
        <section class="group">
            <h3 class="group-title">{words().templates_title}</h3>
            <TemplateShelf shelf=shelf />
        </section>
    }
}

/// Brings the form into sight; where there is a keyboard, its first field is typed in at once.
fn show_fields(store: EditorStore) {
    let show = move || {
        let Some(field) = store.atelier.element(".panel [data-field]") else { return };
        field.scroll_into_view_with_bool(false);
        let fine = window().match_media("(pointer: fine)").ok().flatten();
        if fine.is_some_and(|fine| fine.matches()) {
            let _ = field.focus();
        }
    };
    // The fields come with the next frame.
    request_animation_frame(move || request_animation_frame(show));
}

/// The shopper's own templates.
#[component]
fn Own() -> impl IntoView {
    let store = EditorStore::from_context();
    let atelier = store.atelier;
    let heads = RwSignal::new(Vec::<DesignHead>::new());
    effect(move || {
        let Some(storage) = atelier.storage.get() else { return };
        spawn_local(async move {
            // What cannot be listed is told of on the page of designs.
            let Ok(listing) = storage.list().await else { return };
            let own = listing.designs.into_iter().filter(|head| head.is_template).collect();
            let _ = heads.try_set(own);
        });
    });
    view! {
        <Show when=move || !heads.with(Vec::is_empty)>
            <section class="group" data-testid="own-list">
                <h3 class="group-title">{words().templates_yours}</h3>
                <div class="stack">
                    <Each each=move || heads.get() key=|head| head.id.to_string() let:head>
                        {
                            let id = head.id;
                            view! {
                                <button
                                    type="button"
                                    class="menu-item"
                                    aria-label=fill(words().use_template, &[&head.name])
                                    on:click=move |_| apply_own(store, id)
                                >
                                    <Icon name="templates" />
                                    <span class="truncate">{head.name}</span>
                                </button>
                            }
                        }
                    </Each>
                    <button
                        type="button"
                        class="btn btn-quiet btn-small"
                        on:click=move |_| atelier.router.go(&Route::Templates)
                    >
                        {words().manage_templates}
                    </button>
                </div>
            </section>
        </Show>
    }
}

/// Puts a template of the shopper's own on the product, laid out for it where it was made for another.
fn apply_own(store: EditorStore, id: DesignId) {
    let atelier = store.atelier;
    spawn_local(async move {
        let found = bundle::stored_design(atelier, id).await;
        let template = match found {
            Ok(template) => template,
            Err(error) => return atelier.toast(&error, None),
        };
        let product = store.product();
        let from =
            atelier.shop_now().and_then(|shop| shop.product(&template.head.product).cloned());
        let laid_out: Design = match from.filter(|from| from.id != product.id) {
            Some(from) => store.with_resources(|resources| {
                let to = Move { from: &from, to: &product, template: None, resources, id };
                moved(&template, &to, &mut RandomIds).design
            }),
            None => template,
        };
        let layers: Vec<Layer> =
            laid_out.layers.values().map(|layer| Layer::clone(layer)).collect();
        store.run(Command::AddLayers {
            layers,
            template: Some(TemplateId(OWN.into())),
            replace: Replace::PreviousTemplate,
        });
    });
}

/// Keeps the design as a template: its name, and which texts are asked for.
#[component]
fn SaveTemplate(on_saved: Callback<()>) -> impl IntoView {
    let store = EditorStore::from_context();
    let open = RwSignal::new(false);
    let name = NodeRef::<Input>::new();
    let fields =
        StoredValue::new(Vec::<(design::LayerId, RwSignal<bool>, RwSignal<String>)>::new());
    let texts = move || {
        let layers = store.read(|session| {
            let design = session.design();
            let sides = session.product().sides.iter();
            sides.flat_map(|side| design.stack(&side.id)).cloned().collect::<Vec<_>>()
        });
        let rows: Vec<_> = layers
            .into_iter()
            .filter_map(|layer| {
                let Content::Text(text) = &layer.content else { return None };
                let label = text.field.clone().unwrap_or_else(|| words().tool_text.to_owned());
                let asked = RwSignal::new(text.field.is_some());
                Some((title(&layer).to_english(), layer.id, asked, RwSignal::new(label)))
            })
            .collect();
        fields.set_value(rows.iter().map(|(_, id, asked, label)| (*id, *asked, *label)).collect());
        rows
    };
    let save = move |_| {
        let mut design = store.design();
        if design.layers.is_empty() {
            return store.atelier.toast(words().save_template_empty, None);
        }
        let given = name.get_untracked().map(|field| field.value()).unwrap_or_default();
        design.id = DesignId(RandomIds.next());
        design.head.is_template = true;
        design.head.template = Some(TemplateId(OWN.into()));
        if !given.trim().is_empty() {
            design.head.name = given.trim().chars().take(editor::limits::MAX_NAME).collect();
        }
        let asked = fields.get_value();
        for layer in design.layers.values_mut() {
            let layer = Arc::make_mut(layer);
            layer.part = None;
            let Content::Text(text) = &mut layer.content else { continue };
            let field =
                asked.iter().find(|(id, asked, _)| *id == layer.id && asked.get_untracked());
            text.field = field.map(|(_, _, label)| label.get_untracked().trim().to_owned());
            let letters = text.content.chars().count() * 2 + ROOM;
            let lines = text.content.split('\n').count();
            text.limits = text.field.as_ref().map(|_| TextLimits {
                characters: u16::try_from(letters).ok(),
                lines: u16::try_from(lines).ok(),
            });
        }
        let told = fill(words().save_template_done, &[&design.head.name]);
        spawn_local(async move {
            match bundle::keep(store.atelier, design).await {
                Ok(()) => {
                    store.atelier.toast(&told, None);
                    open.set(false);
                    on_saved.run(());
                }
                Err(error) => store.atelier.toast(&error, None),
            }
        });
    };
    view! {
        <details
            class="fold"
            prop:open=open
            data-testid="save-template"
            on:toggle=move |event| open.set(crate::editing::font_picker::is_open(&event))
        >
            <summary class="fold-head">{words().save_template}</summary>
            <Show when=move || open.get()>
                <div class="stack">
                    <p class="muted small">{words().save_template_hint}</p>
                    <label class="field">
                        <span class="field-label">{words().save_template_name}</span>
                        <input
                            class="input"
                            maxlength="80"
                            node_ref=name
                            prop:value=store.head.with_untracked(|head| head.name.clone())
                        />
                    </label>
                    {texts()
                        .into_iter()
                        .map(|(name, _, asked, label)| {
                            view! {
                                <div class="stack">
                                    <Switch
                                        label=name
                                        on=asked
                                        on_change=move |on: bool| asked.set(on)
                                    />
                                    <Show when=move || asked.get()>
                                        <label class="field">
                                            <span class="field-label">{words().save_template_ask}</span>
                                            <input
                                                class="input"
                                                maxlength="40"
                                                prop:value=label
                                                on:input=move |event| label.set(event_target_value(&event))
                                            />
                                        </label>
                                    </Show>
                                </div>
                            }
                        })
                        .collect_view()}
                    <button type="button" class="btn btn-primary btn-block" on:click=save>
                        {words().save_template}
                    </button>
                </div>
            </Show>
        </details>
    }
}
