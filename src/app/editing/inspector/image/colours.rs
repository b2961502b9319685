//! Colours of a picture: adjustments and what they are reduced to. How pixels change is `prepress`'s.

use design::{Adjust, Image, Tone};
use editor::{Command, Refinement, Target};
use geom::Rgb;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::fields::{ColourField, Slider};
use crate::editing::inspector::fold::{Choices, Row};
use crate::parts::view;
use crate::words::{percent, words};

/// From which lightness on a picture of two colours is white at first.
const LEVEL: f64 = 0.5;
/// Steps of a posterised picture at first.
const STEPS: u8 = 4;

/// Which tone is chosen; its figures have fields of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    None,
    Greyscale,
    Duotone,
    Threshold,
    Posterise,
}

impl Choice {
    const ALL: [Self; 5] =
        [Self::None, Self::Greyscale, Self::Duotone, Self::Threshold, Self::Posterise];

    fn of(tone: Option<Tone>) -> Self {
        match tone {
            None => Self::None,
            Some(Tone::Greyscale) => Self::Greyscale,
            Some(Tone::Duotone { .. }) => Self::Duotone,
            Some(Tone::Threshold { .. }) => Self::Threshold,
            Some(Tone::Posterise { .. }) => Self::Posterise,
        }
    }

    /// The tone with which it begins.
    fn first(self) -> Option<Tone> {
        match self {
            Self::None => None,
            Self::Greyscale => Some(Tone::Greyscale),
            Self::Duotone => Some(Tone::Duotone {
                dark: Rgb::new(0x1c, 0x2a, 0x4a),
                light: Rgb::new(0xf6, 0xd1, 0x55),
            }),
            Self::Threshold => Some(Tone::Threshold { level: LEVEL }),
            Self::Posterise => Some(Tone::Posterise { levels: STEPS }),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::None => words().tone_none,
            Self::Greyscale => words().tone_grey,
            Self::Duotone => words().tone_duo,
            Self::Threshold => words().tone_threshold,
            Self::Posterise => words().tone_posterise,
        }
    }
}

/// Sliders and tones.
#[component]
pub(super) fn Colours(
    /// The selected picture.
    image: Memo<Option<Image>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let refine =
        move |how: Refinement| store.run(Command::Refine { target: Target::Selection, how });
    let adjust = Signal::derive(move || {
        image.with(|it| it.as_ref().map(|it| it.adjust)).unwrap_or_default()
    });
    let tone = Signal::derive(move || image.with(|it| it.as_ref().and_then(|it| it.tone)));
    let slider = move |label: &'static str, pick: fn(&mut Adjust) -> &mut f64| {
        let value = Signal::derive(move || *pick(&mut adjust.get()));
        view! {
            <Slider
                label=label
                value=Signal::derive(move || value.get() * 100.0)
                range=(-100.0, 100.0, 1.0)
                text=Signal::derive(move || percent(value.get()))
                on_change=move |number: f64| {
                    let mut changed = adjust.get_untracked();
                    *pick(&mut changed) = number / 100.0;
                    refine(Refinement::Adjust(changed));
                }
            />
        }
    };
    let choice = Memo::new(move |_| Choice::of(tone.get()));
    let set = move |tone: Tone| refine(Refinement::Tone(Some(tone)));
    view! {
        <div class="stack" data-testid="picture-colours">
            {slider(words().brightness, |adjust| &mut adjust.brightness)}
            {slider(words().contrast, |adjust| &mut adjust.contrast)}
            {slider(words().saturation, |adjust| &mut adjust.saturation)}
            {slider(words().temperature, |adjust| &mut adjust.temperature)}
            <Choices
                label=words().tone
                name="tone"
                choices=Choice::ALL.map(|own| (own, own.label())).to_vec()
                value=Signal::derive(move || Some(choice.get()))
                on_change=move |own: Choice| refine(Refinement::Tone(own.first()))
                row=Row::Chips
            />
            {move || figures(choice.get(), tone, Callback::new(set))}
        </div>
    }
}

/// The figures of a tone.
fn figures(choice: Choice, tone: Signal<Option<Tone>>, set: Callback<Tone>) -> AnyView {
    match choice {
        Choice::None | Choice::Greyscale => ().into_any(),
        Choice::Duotone => {
            let both = Signal::derive(move || match tone.get() {
                Some(Tone::Duotone { dark, light }) => (dark, light),
                _ => (Rgb::BLACK, Rgb::WHITE),
            });
            view! {
                <ColourField
                    label=words().dark_colour
                    value=Signal::derive(move || Some(both.get().0))
                    on_change=move |dark| set.run(Tone::Duotone { dark, light: both.get_untracked().1 })
                />
                <ColourField
                    label=words().light_colour
                    value=Signal::derive(move || Some(both.get().1))
                    on_change=move |light| set.run(Tone::Duotone { dark: both.get_untracked().0, light })
                />
            }
        }
        Choice::Threshold => {
            let level = Signal::derive(move || match tone.get() {
                Some(Tone::Threshold { level }) => level,
                _ => LEVEL,
            });
            view! {
                <Slider
                    label=words().threshold_level
                    value=Signal::derive(move || level.get() * 100.0)
                    range=(1.0, 99.0, 1.0)
                    text=Signal::derive(move || percent(level.get()))
                    on_change=move |number: f64| set.run(Tone::Threshold { level: number / 100.0 })
                />
            }
        }
        Choice::Posterise => {
            let levels = Signal::derive(move || match tone.get() {
                Some(Tone::Posterise { levels }) => f64::from(levels),
                _ => f64::from(STEPS),
            });
            view! {
                <Slider
                    label=words().posterise_steps
                    value=levels
                    range=(2.0, 16.0, 1.0)
                    text=Signal::derive(move || levels.get().to_string())
                    on_change=move |number: f64| set.run(Tone::Posterise { levels: number as u8 })
                />
            }
        }
    }
}
