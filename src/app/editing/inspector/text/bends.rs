//! Fields for a text's path and its warp: pictures to choose by, and sliders for the one that is chosen.

use design::{Text, TextPath, Warp, WarpKind};
use editor::Refinement;
use geom::{Angle, Mm};
use leptos::prelude::*;

use super::samples::{Bent, Samples};
use crate::editing::EditorStore;
use crate::editing::fields::{Number, NumberField, Slider, short};
use crate::editing::inspector::fold::Fold;
use crate::editing::inspector::refine;
use crate::parts::{Switch, view};
use crate::words::{percent, words};

const ARC: f64 = 120.0;
const WAVE: TextPath = TextPath::Wave { height: 0.4, waves: 1.0 };
/// How much a warp bends that was just chosen.
const AMOUNT: f64 = 0.5;
const WARPS: [WarpKind; 5] =
    [WarpKind::Arch, WarpKind::Bulge, WarpKind::Flag, WarpKind::Perspective, WarpKind::Rise];

fn paths() -> [(&'static str, Option<TextPath>); 5] {
    let words = words();
    let radius = Mm::new(14.0);
    [
        (words.path_none, None),
        (words.path_arc_up, Some(TextPath::ArcUp { sweep: ARC })),
        (words.path_arc_down, Some(TextPath::ArcDown { sweep: ARC })),
        (words.path_circle, Some(TextPath::Circle { radius, start: Angle::ZERO, inside: false })),
        (words.path_wave, Some(WAVE)),
    ]
}

fn number_of(path: Option<TextPath>) -> usize {
    match path {
        None => 0,
        Some(TextPath::ArcUp { .. }) => 1,
        Some(TextPath::ArcDown { .. }) => 2,
        Some(TextPath::Circle { .. }) => 3,
        Some(TextPath::Wave { .. }) => 4,
    }
}

/// The path of a text.
#[component]
pub(crate) fn PathFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let path = Memo::new(move |_| text.with(|text| text.as_ref().and_then(|text| text.path)));
    let set = move |path: Option<TextPath>| refine(store, Refinement::Path(path));
    let choose = move |number: usize| {
        let sweep = match path.get_untracked() {
            Some(TextPath::ArcUp { sweep } | TextPath::ArcDown { sweep }) => sweep,
            _ => ARC,
        };
        // A circle that the text goes half around.
        let radius = text.with_untracked(|text| {
            let text = text.as_ref()?;
            let letters = text.content.split('\n').map(|line| line.chars().count()).max()?;
            Some(text.size.mm() * (letters as f64 * 0.6 / std::f64::consts::PI).max(1.5))
        });
        let radius = Mm::new(radius.unwrap_or(30.0)).quantised();
        set(match paths().get(number).and_then(|(_, path)| *path) {
            Some(TextPath::ArcUp { .. }) => Some(TextPath::ArcUp { sweep }),
            Some(TextPath::ArcDown { .. }) => Some(TextPath::ArcDown { sweep }),
            Some(TextPath::Circle { start, inside, .. }) => {
                Some(TextPath::Circle { radius, start, inside })
            }
            other => other,
        });
    };
    let number = Memo::new(move |_| number_of(path.get()));
    let value = move || {
        let number = number.get();
        (number > 0).then(|| paths().get(number).map(|(word, _)| (*word).to_owned())).flatten()
    };
    let choices =
        || paths().map(|(word, path)| (word, Bent { path, warp: None })).into_iter().collect();
    view! {
        <Fold title=words().on_a_path value=Signal::derive(value) on_reset=move |()| set(None)>
            <Samples
                label=words().on_a_path
                name="text-path"
                choices=choices()
                text=text
                value=number
                on_change=choose
            />
            {move || path_figures(number.get(), path, Callback::new(set))}
        </Fold>
    }
}

/// Sliders of a path; made anew only when it is another one.
fn path_figures(
    number: usize,
    path: Memo<Option<TextPath>>,
    set: Callback<Option<TextPath>>,
) -> AnyView {
    let words = words();
    let figure =
        move |pick: fn(TextPath) -> f64| Signal::derive(move || path.get().map_or(0.0, pick));
    let degrees =
        move |value: Signal<f64>| Signal::derive(move || format!("{}°", short(value.get())));
    match number {
        1 | 2 => {
            let sweep = figure(|path| match path {
                TextPath::ArcUp { sweep } | TextPath::ArcDown { sweep } => sweep,
                _ => ARC,
            });
            view! {
                <Slider
                    label=words.path_sweep
                    value=sweep
                    range=(5.0, 350.0, 1.0)
                    text=degrees(sweep)
                    on_change=move |sweep: f64| {
                        set.run(Some(match number {
                            1 => TextPath::ArcUp { sweep },
                            _ => TextPath::ArcDown { sweep },
                        }));
                    }
                />
            }
        }
        3 => circle_figures(path, set, figure, degrees),
        4 => {
            let height = figure(|path| match path {
                TextPath::Wave { height, .. } => height,
                _ => 0.0,
            });
            let waves = figure(|path| match path {
                TextPath::Wave { waves, .. } => waves,
                _ => 1.0,
            });
            let wave =
                move |height: f64, waves: f64| set.run(Some(TextPath::Wave { height, waves }));
            view! {
                <Slider
                    label=words.path_height
                    value=height
                    range=(-2.0, 2.0, 0.05)
                    text=Signal::derive(move || percent(height.get()))
                    on_change=move |height: f64| wave(height, waves.get_untracked())
                />
                <Slider
                    label=words.path_waves
                    value=waves
                    range=(0.25, 8.0, 0.25)
                    text=Signal::derive(move || short(waves.get()))
                    on_change=move |waves: f64| wave(height.get_untracked(), waves)
                />
            }
        }
        _ => ().into_any(),
    }
}

fn circle_figures(
    path: Memo<Option<TextPath>>,
    set: Callback<Option<TextPath>>,
    figure: impl Fn(fn(TextPath) -> f64) -> Signal<f64>,
    degrees: impl Fn(Signal<f64>) -> Signal<String>,
) -> AnyView {
    let words = words();
    let around = figure(|path| match path {
        TextPath::Circle { start, .. } => start.in_degrees(),
        _ => 0.0,
    });
    let change = move |change: &dyn Fn(&mut Mm, &mut Angle, &mut bool)| {
        if let Some(TextPath::Circle { mut radius, mut start, mut inside }) = path.get_untracked() {
            change(&mut radius, &mut start, &mut inside);
            set.run(Some(TextPath::Circle { radius, start, inside }));
        }
    };
    let radius = move || match path.get() {
        Some(TextPath::Circle { radius, .. }) => Some(radius.mm()),
        _ => None,
    };
    let inside = move || matches!(path.get(), Some(TextPath::Circle { inside: true, .. }));
    view! {
        <div class="num-grid">
            <NumberField
                label="◯"
                name=words.path_radius
                unit="mm"
                value=Signal::derive(radius)
                on_change=move |radius: Number| {
                    if let Some(to) = radius {
                        change(&|radius, _, _| *radius = Mm::new(to.clamp(0.1, 3_000.0)));
                    }
                }
            />
        </div>
        <Slider
            label=words.path_start
            value=around
            range=(-180.0, 180.0, 5.0)
            text=degrees(around)
            on_change=move |to: f64| change(&|_, start, _| *start = Angle::degrees(to))
        />
        <Switch
            label=words.path_inside
            on=inside
            on_change=move |on: bool| change(&|_, _, inside| *inside = on)
        />
    }
}

/// The warp of a text.
#[component]
pub(crate) fn WarpFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let words = words();
    let warp = Memo::new(move |_| text.with(|text| text.as_ref().and_then(|text| text.warp)));
    let set = move |warp: Option<Warp>| refine(store, Refinement::Warp(warp));
    let number = Memo::new(move |_| {
        let kind = warp.get().map(|warp| warp.kind);
        kind.and_then(|kind| WARPS.iter().position(|one| *one == kind)).map_or(0, |at| at + 1)
    });
    let names = [
        words.bend_none,
        words.bend_arch,
        words.bend_bulge,
        words.bend_flag,
        words.bend_perspective,
        words.bend_rise,
    ];
    let choices = move || {
        let kinds = std::iter::once(None).chain(WARPS.map(Some));
        let bent = |kind: Option<WarpKind>| Bent {
            path: None,
            warp: kind.map(|kind| Warp { kind, amount: 0.7 }),
        };
        names.into_iter().zip(kinds.map(bent)).collect::<Vec<_>>()
    };
    let amount = Signal::derive(move || warp.get().map_or(0.0, |warp| warp.amount));
    let choose = move |number: usize| {
        let amount = warp.get_untracked().map_or(AMOUNT, |warp| warp.amount);
        let kind = number.checked_sub(1).and_then(|at| WARPS.get(at)).copied();
        set(kind.map(|kind| Warp { kind, amount }));
    };
    let value = move || {
        let number = number.get();
        (number > 0).then(|| names.get(number).map(|name| (*name).to_owned())).flatten()
    };
    let slider = move || {
        view! {
            <Slider
                label=words.bend_amount
                value=amount
                range=(-1.0, 1.0, 0.02)
                text=Signal::derive(move || percent(amount.get()))
                on_change=move |amount: f64| {
                    set(warp.get_untracked().map(|warp| Warp { amount, ..warp }));
                }
            />
        }
    };
    view! {
        <Fold title=words.bend value=Signal::derive(value) on_reset=move |()| set(None)>
            <Samples
                label=words.bend
                name="text-bend"
                choices=choices()
                text=text
                value=number
                on_change=choose
            />
            {move || (number.get() > 0).then(slider)}
        </Fold>
    }
}
