//! My style: what is known and from what; correct, pause, keep, export, import, erase.

use js_sys::Uint8Array;
use leptos::prelude::*;
use taste::{Attribute, Change, Correction, Family, Known, Profile, Recipient, Stance};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, wall_ms};
use crate::editing::sentence;
use crate::parts::{Each, Icon, Quiz, Show, view};
use crate::route::Route;
use crate::storage::files::{self, Many};
use crate::tasting::label;
use crate::words::{decimals, fill, words};

/// Name of the exported file.
const FILE: &str = "my-style.json";
/// Leaning below which a thing is not worth a bar.
const FAINT: f64 = 0.01;

/// The page of what is known.
#[component]
pub(crate) fn StylePage() -> impl IntoView {
    let atelier = Atelier::from_context();
    let profile = atelier.taste.profile;
    let empty = move || profile.with(Profile::is_empty);
    view! {
        <section class="section section-tight narrow">
            <header class="section-head">
                <div>
                    <h1 class="title">{words().my_style}</h1>
                    <p class="muted">{words().style_hint}</p>
                </div>
            </header>
            <div class="stack style-stack">
                <Consent />
                <Show when=move || profile.with(Profile::is_paused)>
                    <div class="banner" data-tone="info" role="status">
                        <Icon name="pause" />
                        <div>{words().paused}</div>
                    </div>
                </Show>
                <section class="surface">
                    <Quiz />
                </section>
                <Show
                    when=move || !empty()
                    fallback=move || {
                        view! {
                            <div class="empty">
                                <Icon name="ideas" />
                                <h2 class="heading">{words().style_empty_title}</h2>
                                <p class="muted">{words().style_empty}</p>
                                <button
                                    type="button"
                                    class="btn btn-primary btn-large"
                                    on:click=move |_| atelier.router.go(&Route::Store)
                                >
                                    {words().look_around}
                                </button>
                            </div>
                        }
                    }
                >
                    <Entries />
                </Show>
                <Controls />
            </div>
        </section>
    }
}

/// The question whether the device may remember.
#[component]
fn Consent() -> impl IntoView {
    let atelier = Atelier::from_context();
    let profile = atelier.taste.profile;
    let remembered = move || profile.with(Profile::is_remembered);
    let answer = move |yes: bool| profile.update(|profile| profile.remember(yes));
    view! {
        <div class="surface row consent" data-testid="consent">
            <Icon name="device" />
            <div class="grow">
                <h2 class="subheading">{words().remember_title}</h2>
                <p class="muted small">
                    {move || if remembered() { words().remembered_text } else { words().remember_text }}
                </p>
            </div>
            <Show
                when=remembered
                fallback=move || {
                    view! {
                        <button
                            type="button"
                            class="btn btn-primary"
                            on:click=move |_| answer(true)
                        >
                            {words().remember_yes}
                        </button>
                    }
                }
            >
                <button type="button" class="btn" on:click=move |_| answer(false)>
                    {words().remember_no}
                </button>
            </Show>
        </div>
    }
}

/// A group's title and what it shows.
type Group = (&'static str, &'static [Family]);

/// The groups of the page.
const GROUPS: [fn() -> Group; 4] = [
    || (words().family_colours, &[Family::Colour]),
    || (words().family_letters, &[Family::Font, Family::Lettering]),
    || (words().family_motifs, &[Family::Motif, Family::Tag]),
    || (words().family_things, &[Family::Product, Family::Template]),
];

#[component]
fn Entries() -> impl IntoView {
    let atelier = Atelier::from_context();
    let known = Memo::new(move |_| {
        let now = wall_ms();
        atelier.taste.profile.with(|profile| profile.entries(now))
    });
    let group = move |group: fn() -> Group| {
        let (title, families) = group();
        let entries = Memo::new(move |_| {
            known.with(|known| {
                known
                    .iter()
                    .filter(|known| families.contains(&known.attribute.family()))
                    .filter(|known| known.leaning.abs() >= FAINT || known.stance != Stance::Open)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        });
        view! {
            <Show when=move || !entries.with(Vec::is_empty)>
                <section>
                    <h2 class="heading">{title}</h2>
                    <ul>
                        <Each
                            each=move || {
                                atelier.shop.track();
                                entries.get()
                            }
                            // Names come with the shop.
                            key=move |known: &Known| {
                                format!("{} {known:?}", atelier.shop_now().is_some())
                            }
                            let:known
                        >
                            <Entry known=known />
                        </Each>
                    </ul>
                </section>
            </Show>
        }
    };
    GROUPS.map(group).collect_view()
}

#[component]
fn Entry(known: Known) -> impl IntoView {
    let atelier = Atelier::from_context();
    let name = {
        let own = atelier.shop_now().and_then(|shop| label(&known.attribute, &shop));
        sentence(&own.unwrap_or_else(|| known.label()))
    };
    let whom =
        (known.recipient != Recipient::NotSaid).then(|| format!(" · {}", known.recipient.label()));
    let from = format!("{}.", known.sentence(wall_ms()));
    let strength = known.leaning.abs().min(1.0);
    let minus = (known.leaning < 0.0).then_some("minus");
    let mark = known.shade.map_or_else(String::new, |shade| format!("--c:{shade}"));
    let icon = icon_of(&known.attribute);
    let (pinned, banned) = (known.stance == Stance::Pinned, known.stance == Stance::Banned);
    let key = StoredValue::new((known.recipient, known.attribute.clone()));
    let correct = move |change: Change| {
        let (recipient, attribute) = key.get_value();
        atelier.taste.profile.update(|profile| {
            profile.correct(Correction { recipient, attribute, change });
        });
    };
    let button = move |icon: &'static str, text: String, pressed: Option<bool>, change: Change| {
        view! {
            <button
                type="button"
                class="icon-btn"
                aria-label=text.clone()
                data-tip=text
                aria-pressed=pressed.map(|pressed| pressed.to_string())
                on:click=move |_| correct(change)
            >
                <Icon name=icon />
            </button>
        }
    };
    let or_release = |on: bool, change: Change| if on { Change::Release } else { change };
    view! {
        <li class="taste-row" data-testid="taste-row">
            <span class="taste-mark" style=mark aria-hidden="true">
                {icon.map(|icon| view! { <Icon name=icon /> })}
            </span>
            <div>
                <strong>{name.clone()}</strong>
                <span class="muted small">{whom}</span>
                <p class="muted small">{from}</p>
            </div>
            <span
                class="weight"
                style=format!("--v:{}", decimals(strength, 2))
                data-sign=minus
                aria-hidden="true"
            ></span>
            <div class="row taste-acts">
                {button(
                    "pin",
                    fill(words().pin, &[&name]),
                    Some(pinned),
                    or_release(pinned, Change::Pin),
                )}
                {button(
                    "ban",
                    fill(words().ban, &[&name]),
                    Some(banned),
                    or_release(banned, Change::Ban),
                )} {button("x", fill(words().forget, &[&name]), None, Change::Remove)}
            </div>
        </li>
    }
}

const fn icon_of(attribute: &Attribute) -> Option<&'static str> {
    match attribute {
        Attribute::Colour(_) => None,
        Attribute::Font(_) | Attribute::Lettering(_) => Some("text"),
        Attribute::Motif(_) => Some("shapes"),
        Attribute::Product(_) => Some("shirt"),
        Attribute::Template(_) => Some("ideas"),
        Attribute::Tag(_) => Some("gift"),
    }
}

#[component]
fn Controls() -> impl IntoView {
    let atelier = Atelier::from_context();
    let profile = atelier.taste.profile;
    let paused = move || profile.with(Profile::is_paused);
    let export = move |_| {
        let bytes = profile.with_untracked(Profile::export);
        if let Err(error) = files::download(FILE, "application/json", &Uint8Array::from(&bytes[..]))
        {
            atelier.toast(&sentence(&error.to_string()), None);
        }
    };
    let import = move |_| {
        spawn_local(async move {
            for file in files::pick("application/json,.json", Many::One).await {
                let limit = taste::MAX_BYTES as u64;
                let outcome = match files::read(&file, limit).await {
                    Ok(bytes) => {
                        let mut read = profile.get_untracked();
                        read.import(&bytes.to_vec()).map(|()| read).map_err(|e| e.to_string())
                    }
                    Err(error) => Err(error.to_string()),
                };
                match outcome {
                    Ok(read) => profile.set(read),
                    Err(error) => atelier.toast(&sentence(&error), None),
                }
            }
        });
    };
    let erase = move |_| {
        let before = profile.get_untracked();
        profile.update(Profile::erase);
        let undo = Callback::new(move |()| profile.set(before.clone()));
        atelier.toast(words().erased, Some((words().undo, undo)));
    };
    view! {
        <div class="row spread">
            <div class="row">
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| profile.update(|profile| profile.pause(!profile.is_paused()))
                >
                    <Icon name="pause" />
                    {move || if paused() { words().resume } else { words().pause }}
                </button>
                <button type="button" class="btn" on:click=export>
                    <Icon name="download" />
                    {words().export}
                </button>
                <button type="button" class="btn" on:click=import>
                    <Icon name="upload" />
                    {words().import}
                </button>
            </div>
            <button type="button" class="btn btn-danger" data-testid="erase" on:click=erase>
                <Icon name="trash" />
                {words().erase}
            </button>
        </div>
    }
}
