//! Fields for a text's spacing and its box: how it follows the words, and where lines lie in it.

use design::{Fit, Text, VerticalAlign};
use editor::{Command, Refinement, Target, TextStyle};
use geom::Mm;
use leptos::prelude::*;
use scene::Resources;

use crate::editing::EditorStore;
use crate::editing::fields::{Number, NumberField, Slider, short};
use crate::editing::inspector::fold::{Choices, Fold};
use crate::editing::inspector::refine;
use crate::parts::{Show, view};
use crate::words::words;

/// The smallest letters of a text that shrinks, as a part of its size, until the shopper says otherwise.
const SMALLEST: f64 = 0.3;
/// What a text begins with.
const LINE_HEIGHT: f64 = 1.2;

/// Space between lines, letters and paragraphs.
#[component]
pub(crate) fn SpacingFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let style = move |style: TextStyle| {
        store.run(Command::StyleText { target: Target::Selection, style });
    };
    let number = move |pick: fn(&Text) -> f64| {
        Signal::derive(move || text.with(|text| text.as_ref().map_or(0.0, pick)))
    };
    let (line_height, letter_spacing, paragraphs) = (
        number(|text| text.line_height),
        number(|text| text.letter_spacing),
        number(|text| text.paragraph_spacing),
    );
    let ems = |value: Signal<f64>| Signal::derive(move || format!("{} em", short(value.get())));
    let value = move || {
        let usual = line_height.get() == LINE_HEIGHT
            && letter_spacing.get() == 0.0
            && paragraphs.get() == 0.0;
        (!usual).then(|| format!("{} ×", short(line_height.get())))
    };
    let reset = move |()| {
        style(TextStyle {
            line_height: Some(LINE_HEIGHT),
            letter_spacing: Some(0.0),
            ..TextStyle::default()
        });
        if paragraphs.get_untracked() != 0.0 {
            refine(store, Refinement::ParagraphSpacing(0.0));
        }
    };
    view! {
        <Fold title=words().text_spacing value=Signal::derive(value) on_reset=reset>
            <Slider
                label=words().line_height
                value=line_height
                range=(0.7, 2.5, 0.05)
                text=Signal::derive(move || format!("{} ×", short(line_height.get())))
                on_change=move |height| style(TextStyle { line_height: Some(height), ..TextStyle::default() })
            />
            <Slider
                label=words().letter_spacing
                value=letter_spacing
                range=(-0.1, 0.5, 0.01)
                text=ems(letter_spacing)
                on_change=move |spacing| {
                    style(TextStyle { letter_spacing: Some(spacing), ..TextStyle::default() });
                }
            />
            <Slider
                label=words().paragraph_spacing
                value=paragraphs
                range=(0.0, 3.0, 0.05)
                text=ems(paragraphs)
                on_change=move |space| refine(store, Refinement::ParagraphSpacing(space))
            />
        </Fold>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Grow,
    Fixed,
    Shrink,
}

fn kind_of(fit: Fit) -> Kind {
    match fit {
        Fit::Grow => Kind::Grow,
        Fit::Fixed { .. } => Kind::Fixed,
        Fit::Shrink { .. } => Kind::Shrink,
    }
}

/// The box of a text.
#[component]
pub(crate) fn BoxFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let words = words();
    let fit =
        Memo::new(move |_| text.with(|text| text.as_ref().map_or(Fit::Grow, |text| text.fit)));
    let kind = Memo::new(move |_| kind_of(fit.get()));
    let vertical =
        Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.vertical)));
    let is_bent = move || {
        text.with(|text| text.as_ref().is_some_and(|it| it.path.is_some() || it.warp.is_some()))
    };
    let set = move |fit: Fit| refine(store, Refinement::Fit(fit));
    let choose = move |kind: Kind| {
        let Some(text) = text.get_untracked() else { return };
        let now = || {
            let block = store.atelier.studio().text(&text.key());
            Mm::new(block.map_or(text.size.mm() * 1.2, |block| block.height)).quantised()
        };
        let height = text.fit.height().unwrap_or_else(now);
        // Not smaller than can be printed.
        let printed = store.product().technique.min_text.mm();
        let smallest = (text.size.mm() * SMALLEST).max(printed).min(text.size.mm());
        let smallest = Mm::new(smallest).quantised();
        set(match kind {
            Kind::Grow => Fit::Grow,
            Kind::Fixed => Fit::Fixed { height },
            Kind::Shrink => Fit::Shrink { height, smallest },
        });
    };
    let set_height = move |height: f64| {
        let height = Mm::new(height.clamp(0.5, 3_000.0));
        match fit.get_untracked() {
            Fit::Grow => {}
            Fit::Fixed { .. } => set(Fit::Fixed { height }),
            Fit::Shrink { smallest, .. } => set(Fit::Shrink { height, smallest }),
        }
    };
    let hint = move || match kind.get() {
        _ if is_bent() => words.fit_bent,
        Kind::Grow => words.fit_hint_grow,
        Kind::Fixed => words.fit_hint_fixed,
        Kind::Shrink => words.fit_hint_shrink,
    };
    let value = move || match kind.get() {
        Kind::Grow => None,
        Kind::Fixed => Some(words.fit_fixed.to_owned()),
        Kind::Shrink => Some(words.fit_shrink.to_owned()),
    };
    view! {
        <Fold title=words.text_box value=Signal::derive(value) on_reset=move |()| set(Fit::Grow)>
            <Choices
                label=words.text_box
                name="text-fit"
                choices=vec![
                    (Kind::Grow, words.fit_grow),
                    (Kind::Fixed, words.fit_fixed),
                    (Kind::Shrink, words.fit_shrink),
                ]
                value=Signal::derive(move || Some(kind.get()))
                on_change=choose
            />
            <p class="muted small">{hint}</p>
            <Show when=move || kind.get() != Kind::Grow>
                <div class="num-grid">
                    <NumberField
                        label="↕"
                        name=words.box_height
                        unit="mm"
                        value=Signal::derive(move || fit.get().height().map(Mm::mm))
                        on_change=move |height: Number| {
                            if let Some(height) = height {
                                set_height(height);
                            }
                        }
                    />
                    <Show when=move || kind.get() == Kind::Shrink>
                        <NumberField
                            label="≥"
                            name=words.smallest_size
                            unit="mm"
                            value=Signal::derive(move || match fit.get() {
                                Fit::Shrink { smallest, .. } => Some(smallest.mm()),
                                Fit::Grow | Fit::Fixed { .. } => None,
                            })
                            on_change=move |smallest: Number| {
                                if let (Some(to), Fit::Shrink { height, .. }) = (smallest, fit.get_untracked()) {
                                    set(Fit::Shrink { height, smallest: Mm::new(to.clamp(0.5, 1_000.0)) });
                                }
                            }
                        />
                    </Show>
                </div>
                <Choices
                    label=words.vertical_align
                    name="text-vertical"
                    choices=vec![
                        (VerticalAlign::Top, words.vertical_top),
                        (VerticalAlign::Middle, words.vertical_middle),
                        (VerticalAlign::Bottom, words.vertical_bottom),
                    ]
                    value=vertical
                    on_change=move |vertical| refine(store, Refinement::Vertical(vertical))
                />
            </Show>
        </Fold>
    }
}
