//! Fields for gradients: ready-made ones, their direction, and their colours one by one. Patterns are chosen elsewhere.

use design::{Fill, MAX_FILL_STOPS};
use geom::{Angle, Rgb, Stop};
use leptos::prelude::*;

use crate::editing::fields::{AnyColour, Slider, short};
use crate::editing::inspector::fold::Choices;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::words::{fill, percent, words};

/// Gradients that print well.
const READY: [&[Rgb]; 8] = [
    &[Rgb::new(0xf6, 0xd1, 0x55), Rgb::new(0xe8, 0x59, 0x3c)],
    &[Rgb::new(0xf2, 0xa5, 0x41), Rgb::new(0xc2, 0x3b, 0x72), Rgb::new(0x3d, 0x2a, 0x7a)],
    &[Rgb::new(0x6c, 0xb4, 0xd9), Rgb::new(0x1c, 0x2a, 0x4a)],
    &[Rgb::new(0x7c, 0xa9, 0x82), Rgb::new(0x17, 0x6b, 0x87)],
    &[Rgb::new(0xf2, 0xa9, 0xbd), Rgb::new(0xb7, 0x9a, 0xd9), Rgb::new(0x6c, 0xb4, 0xd9)],
    &[Rgb::new(0x8a, 0x5a, 0x12), Rgb::new(0xf7, 0xe2, 0x9a), Rgb::new(0x9c, 0x6b, 0x1e)],
    &[Rgb::new(0x6b, 0x70, 0x7b), Rgb::new(0xf4, 0xf5, 0xf7), Rgb::new(0x8a, 0x90, 0x9b)],
    &[Rgb::new(0x11, 0x13, 0x18), Rgb::new(0x6b, 0x70, 0x7b)],
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Solid,
    Linear,
    Radial,
    Pattern,
}

fn kind_of(fill: Option<&Fill>) -> Kind {
    match fill {
        None => Kind::Solid,
        Some(Fill::Linear { .. }) => Kind::Linear,
        Some(Fill::Radial { .. }) => Kind::Radial,
        Some(Fill::Pattern(_)) => Kind::Pattern,
    }
}

fn stops_of(fill: Option<&Fill>) -> Vec<Stop> {
    match fill {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => stops.clone(),
        Some(Fill::Pattern(_)) | None => Vec::new(),
    }
}

/// The name of a fill; `None` for a plain colour.
pub(crate) fn fill_name(fill: Option<&Fill>) -> Option<String> {
    match kind_of(fill) {
        Kind::Solid => None,
        Kind::Linear => Some(words().fill_linear.to_owned()),
        Kind::Radial => Some(words().fill_radial.to_owned()),
        Kind::Pattern => Some(words().fill_pattern.to_owned()),
    }
}

fn spread(colours: &[Rgb]) -> Vec<Stop> {
    let last = colours.len().saturating_sub(1).max(1) as f64;
    let stop = |(index, colour): (usize, &Rgb)| Stop::new(index as f64 / last, *colour);
    colours.iter().enumerate().map(stop).collect()
}

fn with_stops(fill: &Fill, stops: Vec<Stop>) -> Fill {
    match fill {
        Fill::Radial { .. } => Fill::Radial { stops },
        Fill::Linear { angle, .. } => Fill::Linear { angle: *angle, stops },
        Fill::Pattern(_) => Fill::Linear { angle: Angle::degrees(90.0), stops },
    }
}

/// A gradient in place of a colour.
#[component]
pub(crate) fn GradientFields(
    /// The fill; `None` for the plain colour.
    #[prop(into)]
    value: Signal<Option<Fill>>,
    /// The plain colour, which a gradient begins with.
    #[prop(into)]
    colour: Signal<Option<Rgb>>,
    /// Another was chosen.
    #[prop(into)]
    on_change: Callback<Option<Fill>>,
) -> impl IntoView {
    let words = words();
    let kind = Memo::new(move |_| value.with(|fill| kind_of(fill.as_ref())));
    let choose = move |kind: Kind| {
        let now = value.get_untracked();
        let mut stops = stops_of(now.as_ref());
        if stops.len() < 2 {
            let first = colour.get_untracked().unwrap_or(Rgb::BLACK);
            let other =
                READY.iter().flat_map(|ready| ready.iter()).find(|it| first.contrast(**it) > 2.0);
            stops = spread(&[first, other.copied().unwrap_or(Rgb::WHITE)]);
        }
        let angle = match now {
            Some(Fill::Linear { angle, .. }) => angle,
            _ => Angle::degrees(90.0),
        };
        on_change.run(match kind {
            Kind::Linear => Some(Fill::Linear { angle, stops }),
            Kind::Radial => Some(Fill::Radial { stops }),
            Kind::Solid | Kind::Pattern => None,
        });
    };
    let has_stops = move || matches!(kind.get(), Kind::Linear | Kind::Radial);
    let set_stops = move |stops: Vec<Stop>| {
        if let Some(fill) = value.get_untracked() {
            on_change.run(Some(with_stops(&fill, stops)));
        }
    };
    let angle = Signal::derive(move || match value.get() {
        Some(Fill::Linear { angle, .. }) => angle.in_degrees(),
        _ => 0.0,
    });
    let ready = move || {
        let swatch = |(number, colours): (usize, &'static &'static [Rgb])| {
            let css = colours.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            view! {
                <button
                    type="button"
                    class="swatch"
                    style=format!("--c:linear-gradient({css})")
                    aria-label=fill(words.gradient_named, &[&(number + 1).to_string()])
                    on:click=move |_| set_stops(spread(colours))
                ></button>
            }
        };
        READY.iter().enumerate().map(swatch).collect_view()
    };
    view! {
        <Choices
            label=words.fill
            name="fill-kind"
            choices=vec![
                (Kind::Solid, words.fill_solid),
                (Kind::Linear, words.fill_linear),
                (Kind::Radial, words.fill_radial),
            ]
            value=Signal::derive(move || Some(kind.get()))
            on_change=choose
        />
        <Show when=has_stops>
            <fieldset class="field">
                <legend class="field-label">{words.gradient_ready}</legend>
                <div class="swatches">{ready()}</div>
            </fieldset>
            <Stops
                stops=Signal::derive(move || value.with(|fill| stops_of(fill.as_ref())))
                on_change=set_stops
            />
            <Show when=move || kind.get() == Kind::Linear>
                <Slider
                    label=words.fill_angle
                    value=angle
                    range=(-180.0, 180.0, 5.0)
                    text=Signal::derive(move || format!("{}°", short(angle.get())))
                    on_change=move |degrees: f64| {
                        if let Some(Fill::Linear { stops, .. }) = value.get_untracked() {
                            let angle = Angle::degrees(degrees);
                            on_change.run(Some(Fill::Linear { angle, stops }));
                        }
                    }
                />
            </Show>
        </Show>
    }
}

/// The colours of a gradient, one row each.
#[component]
fn Stops(
    #[prop(into)] stops: Signal<Vec<Stop>>,
    #[prop(into)] on_change: Callback<Vec<Stop>>,
) -> impl IntoView {
    let words = words();
    let count = Memo::new(move |_| stops.with(Vec::len));
    let change = move |at: usize, change: &dyn Fn(&mut Stop)| {
        let mut all = stops.get_untracked();
        if let Some(stop) = all.get_mut(at) {
            change(stop);
        }
        on_change.run(all);
    };
    let row = move |at: usize| {
        let stop = move || stops.with(|stops| stops.get(at).copied());
        let number = (at + 1).to_string();
        let place = Signal::derive(move || stop().map_or(0.0, |stop| stop.at));
        let colour = Signal::derive(move || stop().map_or(Rgb::BLACK, |stop| stop.colour));
        view! {
            <div class="paint-row">
                <AnyColour
                    label=fill(words.stop_colour, &[&number])
                    value=colour
                    on_input=move |colour: Rgb| change(at, &|stop| stop.colour = colour)
                />
                <div class="slider">
                    <input
                        type="range"
                        min="0"
                        max="1"
                        step="0.01"
                        aria-label=fill(words.stop_place, &[&number])
                        aria-valuetext=move || percent(place.get())
                        prop:value=move || place.get().to_string()
                        on:input=move |event| {
                            let Some(to) = geom::number(&event_target_value(&event)) else { return };
                            let (low, high) = stops.with_untracked(|stops| {
                                let before = at.checked_sub(1).and_then(|at| stops.get(at));
                                let after = stops.get(at + 1);
                                (before.map_or(0.0, |stop| stop.at), after.map_or(1.0, |stop| stop.at))
                            });
                            change(at, &|stop| stop.at = to.clamp(low, high));
                        }
                    />
                </div>
                <IconButton
                    icon="x"
                    label=fill(words.stop_remove, &[&number])
                    disabled=Signal::derive(move || count.get() <= 2)
                    on_press=move |()| {
                        let mut all = stops.get_untracked();
                        if all.len() > 2 {
                            all.remove(at);
                            on_change.run(all);
                        }
                    }
                />
            </div>
        }
    };
    let add = move |_| {
        let mut all = stops.get_untracked();
        if let (Some(last), true) = (all.last().copied(), all.len() < MAX_FILL_STOPS) {
            // In the middle of the last stretch, so that there is room to move it.
            if let Some(before) = all.len().checked_sub(2).and_then(|at| all.get(at).copied()) {
                let middle = Stop { at: f64::midpoint(before.at, last.at), ..last };
                all.insert(all.len() - 1, middle);
                on_change.run(all);
            }
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">{words.gradient_stops}</legend>
            <Each each=move || (0..count.get()).collect() key=|at: &usize| at.to_string() let:at>
                {row(at)}
            </Each>
            <Show when=move || count.get() < MAX_FILL_STOPS>
                <button type="button" class="btn btn-quiet btn-small" on:click=add>
                    <Icon name="plus" />
                    {words.stop_add}
                </button>
            </Show>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_gradients_run_from_end_to_end() {
        for colours in READY {
            let stops = spread(colours);
            let ends = (stops.first().map(|stop| stop.at), stops.last().map(|stop| stop.at));
            assert_eq!(ends, (Some(0.0), Some(1.0)));
        }
    }
}
