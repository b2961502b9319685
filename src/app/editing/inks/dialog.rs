//! The dialog that shows what fewer inks change: the print beside the design, the inks with what each takes, and the price of each
//! number. What is chosen counts once it is used; closing the dialog in another way leaves everything as it was.

use jobs::{InkChoice, InkMode};
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::section::counting;
use super::{Inks, SideInks, State, said};
use crate::dom::effect;
use crate::parts::{Dialog, Icon, view};
use crate::words::{decimals, fill, percent};

/// From this distance on a print is told to be different at all, in OKLab.
const JUST_SEEN: f64 = 0.012;
/// A part of the art that is worth a figure.
const WORTH_TELLING: f64 = 0.005;

/// The dialog.
#[component]
pub(crate) fn InksDialog(
    /// The order's inks.
    inks: Inks,
) -> impl IntoView {
    let open = inks.comparing;
    // As it was when the dialog was opened; `None` once it is used.
    let before = StoredValue::new(None);
    effect(move || {
        if open.get() {
            let was = (inks.picked.get_untracked(), inks.mode.get_untracked());
            before.set_value(Some(was));
        } else if let Some((picked, mode)) = before.try_update_value(Option::take).flatten() {
            inks.picked.set(picked);
            if inks.mode.get_untracked() != mode {
                inks.mode.set(mode);
            }
        }
    });
    let confirm = move |_| {
        before.set_value(None);
        open.set(false);
    };
    view! {
        <Dialog open=open name="inks" title=said::TITLE class="dialog dialog-inks">
            <div class="dialog-body">
                <Compare inks=inks />
            </div>
            <div class="dialog-foot">
                <span class="grow ink-total" role="status" data-testid="inks-total">
                    {move || inks.order.total_text()}
                    <small class="muted">{move || inks.order.each_text()}</small>
                </span>
                <button
                    type="button"
                    class="btn btn-primary"
                    data-testid="use-inks"
                    disabled=move || !inks.is_counted()
                    on:click=confirm
                >
                    <Icon name="check" />
                    {said::USE}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Compare(inks: Inks) -> impl IntoView {
    let at = RwSignal::new(0_usize);
    let side = Memo::new(move |_| {
        let sides = inks.sides.get().unwrap_or_default();
        let place = at.get().min(sides.len().saturating_sub(1));
        sides.get(place).map(|side| Shown(side.clone()))
    });
    let picks = move || {
        let sides = inks.sides.get().unwrap_or_default();
        (sides.len() > 1).then(|| {
            let options: Vec<_> = sides
                .into_iter()
                .enumerate()
                .map(|(place, side)| {
                    view! {
                        <label>
                            <input
                                type="radio"
                                name="inks-side"
                                prop:checked=move || at.get() == place
                                on:change=move |_| at.set(place)
                            />
                            <span>{side.name}</span>
                        </label>
                    }
                })
                .collect();
            view! {
                <div class="segmented" role="radiogroup" aria-label=said::SIDE>
                    {options}
                </div>
            }
        })
    };
    view! {
        <div class="ink-compare">
            <Before inks=inks side=side />
            <div class="stack ink-fields">
                {picks} <ModeField inks=inks /> <NumberField inks=inks side=side />
                <Used inks=inks side=side />
            </div>
        </div>
    }
}

/// A side; two are the same where their choices are.
#[derive(Clone)]
struct Shown(SideInks);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id && std::sync::Arc::ptr_eq(&self.0.choices, &other.0.choices)
    }
}

/// The picture: the print, and while it is held or switched, the design.
#[component]
fn Before(inks: Inks, side: Memo<Option<Shown>>) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let (held, switched) = (RwSignal::new(false), RwSignal::new(false));
    let shows_design = Memo::new(move |_| held.get() || switched.get());
    effect(move || {
        let (Some(canvas), Some(Shown(side))) = (canvas.get(), side.get()) else { return };
        let picture = if shows_design.get() { 0 } else { inks.picked(&side) };
        if let Some(rgba) = side.pictures.get(picture) {
            paint(&canvas, side.size, rgba);
        }
    });
    let alt = move || match side.get() {
        Some(Shown(side)) if !shows_design.get() => {
            let names = inks.chosen(&side).map(|choice| names(inks, &choice)).unwrap_or_default();
            fill(said::PICTURE, &[&Inks::count_text(inks.picked(&side)), &names])
        }
        _ => said::DESIGN_PICTURE.to_owned(),
    };
    view! {
        <figure class="ink-picture">
            <canvas
                node_ref=canvas
                role="img"
                aria-label=alt
                data-testid="inks-picture"
                on:pointerdown=move |_| held.set(true)
                on:pointerup=move |_| held.set(false)
                on:pointercancel=move |_| held.set(false)
                on:pointerleave=move |_| held.set(false)
            ></canvas>
            <figcaption class="row">
                <span class="small muted grow">
                    {move || if shows_design.get() { said::AS_DESIGNED } else { said::AS_PRINTED }}
                </span>
                <button
                    type="button"
                    class="btn btn-small"
                    data-testid="show-design"
                    aria-pressed=move || switched.get().to_string()
                    on:click=move |_| switched.update(|on| *on = !*on)
                >
                    <Icon name="eye" />
                    {said::HOLD}
                </button>
            </figcaption>
            {move || match inks.state.get() {
                State::Counting(done) => {
                    Some(
                        view! {
                            <div class="ink-wait">{counting(inks, done)}</div>
                        },
                    )
                }
                _ => None,
            }}
        </figure>
    }
}

#[component]
fn ModeField(inks: Inks) -> impl IntoView {
    let options: Vec<_> = [(InkMode::Flat, said::FLAT), (InkMode::Dither, said::DOTS)]
        .into_iter()
        .map(|(mode, label)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="ink-mode"
                        prop:checked=move || inks.mode.get() == mode
                        on:change=move |_| inks.mode.set(mode)
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <div class="field">
            <span class="field-label">{said::HOW}</span>
            <div class="segmented" role="radiogroup" aria-label=said::HOW>
                {options}
            </div>
            <p class="small muted">
                {move || match inks.mode.get() {
                    InkMode::Flat => said::FLAT_HINT,
                    InkMode::Dither | InkMode::Halftone => said::DOTS_HINT,
                }}
            </p>
        </div>
    }
}

/// One row for each number of inks: what it looks like, and what it costs.
#[component]
fn NumberField(inks: Inks, side: Memo<Option<Shown>>) -> impl IntoView {
    let rows = move || {
        let Some(Shown(side)) = side.get() else { return Vec::new() };
        let counts = (1..=side.choices.len()).rev();
        counts.map(|count| number_row(inks, side.clone(), count)).collect()
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">{said::HOW_MANY}</legend>
            <div class="ink-rows">{rows}</div>
        </fieldset>
    }
}

fn number_row(inks: Inks, side: SideInks, count: usize) -> AnyView {
    let Some(choice) = side.choices.get(count - 1).cloned() else { return ().into_any() };
    let dots: Vec<_> = choice
        .inks
        .iter()
        .filter_map(|part| inks.ink(part.ink))
        .map(|ink| {
            view! { <span class="ink-dot" style:background=ink.colour.to_string()></span> }
        })
        .collect();
    let all = side.choices.len();
    let (id, whole) = (side.id.clone(), side.id.clone());
    let price = move || {
        let total = inks.total_with(&id, count);
        total.map_or_else(String::new, |total| inks.order.money(total))
    };
    let saving = move || {
        let (full, now) = (inks.total_with(&whole, all)?, inks.total_with(&whole, count)?);
        let saved = catalog::Money::minor(full.in_minor() - now.in_minor());
        (saved > catalog::Money::ZERO).then(|| fill(said::SAVES, &[&inks.order.money(saved)]))
    };
    let (checked, picked) = (side.clone(), side.id.clone());
    view! {
        <label class="ink-row">
            <input
                type="radio"
                name="ink-number"
                data-testid=format!("inks-{count}")
                prop:checked=move || inks.picked(&checked) == count
                on:change=move |_| inks.pick(&picked, count)
            />
            <span class="ink-what">
                <strong>{Inks::count_text(count)}</strong>
                <small class="muted">{difference(&choice)}</small>
            </span>
            <span class="ink-dots" aria-hidden="true">
                {dots}
            </span>
            <span class="ink-price">
                {price} <small>{saving}</small>
            </span>
        </label>
    }
    .into_any()
}

/// How different a print looks, in words.
fn difference(choice: &InkChoice) -> String {
    if choice.changed >= WORTH_TELLING {
        return fill(said::CHANGED, &[&percent(choice.changed)]);
    }
    if choice.distance < JUST_SEEN { said::SAME.into() } else { said::NEARLY.into() }
}

/// The inks in use, each with the part of the art that it takes.
#[component]
fn Used(inks: Inks, side: Memo<Option<Shown>>) -> impl IntoView {
    let rows = move || {
        let choice = side.get().and_then(|Shown(side)| inks.chosen(&side));
        let parts = choice.map(|choice| choice.inks).unwrap_or_default();
        let row = |part: jobs::InkPart| {
            let ink = inks.ink(part.ink)?;
            let colour = ink.colour.to_string();
            Some(view! {
                <li class="ink-used">
                    <span class="ink-dot" style:background=colour.clone()></span>
                    <span class="grow">{ink.name}</span>
                    <span class="ink-bar" aria-hidden="true">
                        <span style:background=colour style:inline-size=format!("{}%", decimals(part.part * 100.0, 1))></span>
                    </span>
                    <span class="muted small ink-part">{percent(part.part)}</span>
                </li>
            })
        };
        parts.into_iter().filter_map(row).collect::<Vec<_>>()
    };
    view! {
        <div class="field">
            <span class="field-label">{said::USED}</span>
            <ul class="ink-list">{rows}</ul>
        </div>
    }
}

fn names(inks: Inks, choice: &InkChoice) -> String {
    let names = choice.inks.iter().filter_map(|part| inks.ink(part.ink)).map(|ink| ink.name);
    names.collect::<Vec<_>>().join(", ")
}

/// Puts a picture on a canvas, which takes its size.
fn paint(canvas: &HtmlCanvasElement, (width, height): (u32, u32), rgba: &[u8]) {
    canvas.set_width(width);
    canvas.set_height(height);
    let data = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width, height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    if let (Ok(data), Some(context)) = (data, context) {
        // Fails only for a picture of no size, which shows nothing anyway.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}
