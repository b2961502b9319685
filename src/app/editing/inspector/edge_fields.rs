//! Fields for what surrounds letters: outlines, one around the other, and a shadow.

use design::{Layer, MAX_OUTLINES, Shadow, Stroke, Text};
use editor::Refinement;
use geom::{Mm, Rgb};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::fields::{AnyColour, ColourField, Number, NumberField, Slider, short};
use crate::editing::inspector::fold::{Choices, Fold};
use crate::editing::inspector::{Only, refine};
use crate::editing::panels::readable_on;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::words::{fill, percent, words};

/// Width of a new outline as a part of the letters' size.
const OUTLINE: f64 = 0.05;
/// How far a new shadow falls, as a part of the letters' size.
const FALL: f64 = 0.06;

/// Up to three outlines of a text.
#[component]
pub(crate) fn OutlineFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let words = words();
    let outlines = Memo::new(move |_| {
        text.with(|text| text.as_ref().map_or_else(Vec::new, |text| text.outlines.clone()))
    });
    let count = Memo::new(move |_| outlines.with(Vec::len));
    let set = move |outlines: Vec<Stroke>| refine(store, Refinement::Outlines(outlines));
    let change = move |at: usize, change: &dyn Fn(&mut Stroke)| {
        let mut all = outlines.get_untracked();
        if let Some(outline) = all.get_mut(at) {
            change(outline);
        }
        set(all);
    };
    let add = move |_| {
        let mut all = outlines.get_untracked();
        let Some(text) = text.get_untracked() else { return };
        let inner = all.last().map_or(text.colour, |outline| outline.colour);
        let width = Mm::new((text.size.mm() * OUTLINE).max(0.3)).quantised();
        all.push(Stroke { colour: readable_on(inner), width });
        set(all);
    };
    let row = move |at: usize| {
        let number = (at + 1).to_string();
        let outline = move || outlines.with(|outlines| outlines.get(at).copied());
        let colour = Signal::derive(move || outline().map_or(Rgb::BLACK, |outline| outline.colour));
        view! {
            <div class="paint-row" role="group" aria-label=fill(words.outline_width, &[&number])>
                <AnyColour
                    label=fill(words.outline_colour, &[&number])
                    value=colour
                    on_input=move |colour: Rgb| change(at, &|outline| outline.colour = colour)
                />
                <NumberField
                    label="≡"
                    name=words.stroke_width
                    unit="mm"
                    step=0.1
                    value=Signal::derive(move || outline().map(|outline| outline.width.mm()))
                    on_change=move |width: Number| {
                        if let Some(width) = width {
                            let width = Mm::new(width.clamp(0.05, 100.0));
                            change(at, &|outline| outline.width = width);
                        }
                    }
                />
                <IconButton
                    icon="x"
                    label=fill(words.outline_remove, &[&number])
                    on_press=move |()| {
                        let mut all = outlines.get_untracked();
                        if at < all.len() {
                            all.remove(at);
                            set(all);
                        }
                    }
                />
            </div>
        }
    };
    let value = move || match count.get() {
        0 => None,
        1 => Some(words.outline_one.to_owned()),
        more => Some(fill(words.outlines_count, &[&more.to_string()])),
    };
    view! {
        <Fold title=words.outlines value=Signal::derive(value) on_reset=move |()| set(Vec::new())>
            <Each each=move || (0..count.get()).collect() key=|at: &usize| at.to_string() let:at>
                {row(at)}
            </Each>
            <Show when=move || count.get() < MAX_OUTLINES>
                <button type="button" class="btn btn-quiet btn-small" on:click=add>
                    <Icon name="plus" />
                    {words.outline_add}
                </button>
            </Show>
        </Fold>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    Hard,
    Soft,
}

/// The shadow of any layer.
#[component]
pub(crate) fn ShadowFields(
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let words = words();
    let shadow = Memo::new(move |_| layer.get().and_then(|layer| layer.shadows.first().copied()));
    let kind = Memo::new(move |_| match shadow.get() {
        None => Kind::None,
        Some(shadow) if shadow.blur > Mm::ZERO => Kind::Soft,
        Some(_) => Kind::Hard,
    });
    let set = move |shadow: Option<Shadow>| {
        refine(store, Refinement::Shadows(shadow.into_iter().collect()));
    };
    let choose = move |kind: Kind| {
        let Some(layer) = layer.get_untracked() else { return };
        let fall = size_of(&layer) * FALL;
        let fall = Mm::new(fall.max(0.4)).quantised();
        let first = Shadow { dx: fall, dy: fall, blur: Mm::ZERO, colour: Rgb::BLACK, opacity: 0.5 };
        let now = shadow.get_untracked().unwrap_or(first);
        let blur = if now.blur > Mm::ZERO { now.blur } else { fall };
        set(match kind {
            Kind::None => None,
            Kind::Hard => Some(Shadow { blur: Mm::ZERO, ..now }),
            Kind::Soft => Some(Shadow { blur, ..now }),
        });
    };
    let change = move |change: &dyn Fn(&mut Shadow)| {
        if let Some(mut now) = shadow.get_untracked() {
            change(&mut now);
            set(Some(now));
        }
    };
    let figure = move |pick: fn(Shadow) -> Mm| {
        Signal::derive(move || shadow.get().map(|shadow| pick(shadow).mm()))
    };
    let blur = Signal::derive(move || shadow.get().map_or(0.0, |shadow| shadow.blur.mm()));
    let opacity = Signal::derive(move || shadow.get().map_or(0.0, |shadow| shadow.opacity));
    let value = move || match kind.get() {
        Kind::None => None,
        Kind::Hard => Some(words.shadow_hard.to_owned()),
        Kind::Soft => Some(words.shadow_soft.to_owned()),
    };
    let within = |length: f64| Mm::new(length.clamp(-500.0, 500.0));
    view! {
        <Fold title=words.shadow value=Signal::derive(value) on_reset=move |()| set(None)>
            <Choices
                label=words.shadow
                name="shadow"
                choices=vec![
                    (Kind::None, words.shadow_none),
                    (Kind::Hard, words.shadow_hard),
                    (Kind::Soft, words.shadow_soft),
                ]
                value=Signal::derive(move || Some(kind.get()))
                on_change=choose
            />
            <Show when=move || kind.get() != Kind::None>
                <Show when=move || kind.get() == Kind::Soft>
                    <p class="muted small">{words.shadow_soft_hint}</p>
                    <Slider
                        label=words.shadow_blur
                        value=blur
                        range=(0.2, 15.0, 0.1)
                        text=Signal::derive(move || format!("{} mm", short(blur.get())))
                        on_change=move |blur: f64| change(&|shadow| shadow.blur = Mm::new(blur.max(0.1)))
                    />
                </Show>
                <div class="num-grid">
                    <NumberField
                        label="→"
                        name=words.shadow_across
                        unit="mm"
                        step=0.1
                        value=figure(|shadow| shadow.dx)
                        on_change=move |dx: Number| {
                            change(&|shadow| shadow.dx = within(dx.unwrap_or_default()));
                        }
                    />
                    <NumberField
                        label="↓"
                        name=words.shadow_down
                        unit="mm"
                        step=0.1
                        value=figure(|shadow| shadow.dy)
                        on_change=move |dy: Number| {
                            change(&|shadow| shadow.dy = within(dy.unwrap_or_default()));
                        }
                    />
                </div>
                <Slider
                    label=words.shadow_opacity
                    value=opacity
                    range=(0.05, 1.0, 0.05)
                    text=Signal::derive(move || percent(opacity.get()))
                    on_change=move |opacity: f64| change(&|shadow| shadow.opacity = opacity)
                />
                <ColourField
                    label=words.shadow_colour
                    value=Signal::derive(move || shadow.get().map(|shadow| shadow.colour))
                    on_change=move |colour: Rgb| change(&|shadow| shadow.colour = colour)
                />
            </Show>
        </Fold>
    }
}

/// What a shadow is measured by, in mm: the em height of a text, else a part of the layer's size.
fn size_of(layer: &Layer) -> f64 {
    match &layer.content {
        design::Content::Text(text) => text.size.mm(),
        content => content.stated_size().map_or(10.0, |size| size.width.min(size.height) / 3.0),
    }
}
