//! Form fields of the editor: numbers with a unit, sliders, colours. They show a value and report a new one.

use geom::Rgb;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::editing::EditorStore;
use crate::editing::colour_more::{MoreColours, remember};
use crate::parts::view;
use crate::words::{decimals, words};

/// Colours that are offered first: they print well and go with each other.
pub(crate) const PALETTE: [Rgb; 18] = [
    Rgb::new(0x11, 0x13, 0x18),
    Rgb::new(0xff, 0xff, 0xff),
    Rgb::new(0x6b, 0x70, 0x7b),
    Rgb::new(0xc9, 0xcd, 0xd4),
    Rgb::new(0xb4, 0x23, 0x18),
    Rgb::new(0xe8, 0x59, 0x3c),
    Rgb::new(0xf2, 0xa5, 0x41),
    Rgb::new(0xf6, 0xd1, 0x55),
    Rgb::new(0x2f, 0x6f, 0x4f),
    Rgb::new(0x7c, 0xa9, 0x82),
    Rgb::new(0x17, 0x6b, 0x87),
    Rgb::new(0x6c, 0xb4, 0xd9),
    Rgb::new(0x1c, 0x2a, 0x4a),
    Rgb::new(0x3d, 0x5a, 0xd6),
    Rgb::new(0x6d, 0x3f, 0xa8),
    Rgb::new(0xb7, 0x9a, 0xd9),
    Rgb::new(0xc2, 0x3b, 0x72),
    Rgb::new(0xf2, 0xa9, 0xbd),
];

/// What a number field reports: `None` where it was emptied.
pub(crate) type Number = Option<f64>;

/// A number with a unit: typed, or stepped with the arrow keys (Shift: ten steps).
#[component]
pub(crate) fn NumberField(
    /// Short name, shown.
    label: &'static str,
    /// Full name, for screen readers.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The unit, shown behind.
    unit: &'static str,
    /// The value; `None` shows an empty field.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// What an empty field stands for.
    #[prop(optional)]
    empty: Option<&'static str>,
    /// One step of the arrow keys.
    #[prop(default = 1.0)]
    step: f64,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A new value was typed; `None` where the field was emptied.
    #[prop(into)]
    on_change: Callback<Option<f64>>,
) -> impl IntoView {
    let shown = Signal::derive(move || value.get().map_or_else(String::new, short));
    let wrong = RwSignal::new(false);
    // What is being typed stays, also when the value changes meanwhile.
    let typed = RwSignal::new(None::<String>);
    let take = move |text: String| {
        typed.set(None);
        let trimmed = text.trim().replace(',', ".");
        let number = geom::number(&trimmed);
        wrong.set(number.is_none() && !trimmed.is_empty());
        if trimmed.is_empty() || number.is_some() {
            on_change.run(number);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let steps = match event.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            _ => return,
        };
        let Some(now) = value.get_untracked() else { return };
        event.prevent_default();
        typed.set(None);
        let steps = if event.shift_key() { steps * 10.0 } else { steps };
        on_change.run(Some(now + steps * step));
    };
    view! {
        <label class="num">
            <span class="num-label" aria-hidden=name.map(|_| "true")>{label}</span>
            <input
                inputmode="decimal"
                autocomplete="off"
                aria-label=name
                aria-invalid=move || wrong.get().then_some("true")
                placeholder=empty
                prop:value=move || typed.get().unwrap_or_else(|| shown.get())
                disabled=disabled
                on:input=move |event| typed.set(Some(event_target_value(&event)))
                on:change=move |event| take(event_target_value(&event))
                on:blur=move |_| typed.set(None)
                on:keydown=on_key
            />
            <span class="num-unit">{unit}</span>
        </label>
    }
}

/// A number with at most two decimals.
pub(crate) fn short(number: f64) -> String {
    decimals(number, 2).to_string()
}

/// A slider that reports while it is moved.
#[component]
pub(crate) fn Slider(
    /// Its name.
    label: &'static str,
    /// The value.
    #[prop(into)]
    value: Signal<f64>,
    /// Lowest and highest value, and one step.
    range: (f64, f64, f64),
    /// The value in words.
    #[prop(into)]
    text: Signal<String>,
    /// It was moved.
    #[prop(into)]
    on_change: Callback<f64>,
) -> impl IntoView {
    let (low, high, step) = range;
    view! {
        <label class="slider">
            <span class="field-label">{label}</span>
            <output>{text}</output>
            <input
                type="range"
                min=low
                max=high
                step=step
                aria-label=label
                aria-valuetext=text
                prop:value=move || value.get().to_string()
                on:input=move |event| {
                    if let Some(number) = geom::number(&event_target_value(&event)) {
                        on_change.run(number);
                    }
                }
            />
        </label>
    }
}

/// A colour: the palette, what was suggested, or any.
#[component]
pub(crate) fn ColourField(
    /// What it is the colour of.
    label: &'static str,
    /// The colour; `None` where there is none, or several.
    #[prop(into)]
    value: Signal<Option<Rgb>>,
    /// Another was chosen.
    #[prop(into)]
    on_change: Callback<Rgb>,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field-label">{label}</legend>
            <div class="swatches">
                {PALETTE
                    .into_iter()
                    .map(|colour| {
                        view! {
                            <button
                                type="button"
                                class="swatch"
                                style=format!("--c:{colour}")
                                aria-label=colour_name(colour)
                                aria-pressed=move || (value.get() == Some(colour)).to_string()
                                on:click=move |_| on_change.run(colour)
                            ></button>
                        }
                    })
                    .collect_view()}
                <AnyColour
                    label=words().any_colour
                    class="swatch swatch-any"
                    value=Signal::derive(move || value.get().unwrap_or(Rgb::BLACK))
                    on_input=on_change
                    on_done=Callback::new(|colour| remember(EditorStore::from_context(), colour))
                />
            </div>
            <MoreColours value=value on_change=on_change />
        </fieldset>
    }
}

/// A swatch that opens the browser's own picker.
#[component]
pub(crate) fn AnyColour(
    /// What it is the colour of.
    #[prop(into)]
    label: String,
    /// How it looks: in its own colour, or as one that can be any.
    #[prop(default = "swatch swatch-own")]
    class: &'static str,
    /// The colour.
    #[prop(into)]
    value: Signal<Rgb>,
    /// It changes, while the picker is open.
    #[prop(into)]
    on_input: Callback<Rgb>,
    /// It was chosen.
    #[prop(optional)]
    on_done: Option<Callback<Rgb>>,
) -> impl IntoView {
    let code = move || value.get().to_string();
    let report = |event: &web_sys::Event, to: Callback<Rgb>| {
        if let Ok(colour) = event_target_value(event).parse() {
            to.run(colour);
        }
    };
    view! {
        <label class=class style=move || format!("--c:{}", code())>
            <input
                type="color"
                aria-label=label
                prop:value=code
                on:input=move |event| report(&event, on_input)
                on:change=move |event| {
                    if let Some(done) = on_done {
                        report(&event, done);
                    }
                }
            />
        </label>
    }
}

/// A name for a colour of the palette, its code for others.
pub(crate) fn colour_name(colour: Rgb) -> String {
    const NAMES: [&str; 18] = [
        "Ink",
        "White",
        "Slate",
        "Silver",
        "Brick",
        "Coral",
        "Apricot",
        "Butter",
        "Forest",
        "Sage",
        "Petrol",
        "Sky",
        "Navy",
        "Cobalt",
        "Violet",
        "Lilac",
        "Raspberry",
        "Blush",
    ];
    let place = PALETTE.iter().position(|known| *known == colour);
    place.map_or_else(|| colour.to_string(), |place| NAMES[place].to_owned())
}
