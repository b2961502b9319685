//! Settings of vector artwork: each of its colours, palettes for all of them, another motif; codes can be edited.

use std::rc::Rc;

use design::{ArtworkId, Content, MAX_DRAWING_BYTES, Placed, Source, Swap, read_drawing};
use editor::{Command, Refinement, Target};
use geom::{Drawing, Rgb};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::code::CodeFields;
use super::palettes::{palettes, swaps};
use super::pattern::RepeatFields;
use super::{Library, Purpose};
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::fields::{ColourField, colour_name};
use crate::editing::font_picker::is_open;
use crate::editing::inspector::Only;
use crate::parts::{Each, Icon, Show, view};
use crate::words::{fill, words};

/// Colours that are shown at once; the others are behind a fold.
const FIRST_COLOURS: usize = 24;
/// Most colours that are shown at all.
const MOST_COLOURS: usize = 240;

/// Settings of vector artwork.
#[component]
pub(crate) fn DrawingFields(
    /// The library.
    library: Library,
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = library.store;
    let placed = Memo::new(move |_| layer.get().and_then(|layer| placed_of(&layer.content)));
    let artwork = Memo::new(move |_| placed.with(|placed| placed.as_ref().map(|p| p.artwork)));
    let drawing = drawing_of(store, artwork);
    let name = move || placed.with(|placed| placed.as_ref().map(|placed| placed.name.clone()));
    let is_code = Memo::new(move |_| {
        placed.with(|p| matches!(p.as_ref().map(|p| &p.source), Some(Source::Code { .. })))
    });
    view! {
        <h3 class="group-title">{words().artwork}</h3>
        <p class="truncate">{name}</p>
        <Show when=move || is_code.get()>
            <CodeFields library=library placed=placed drawing=drawing />
        </Show>
        <Colours store=store placed=placed drawing=drawing />
        <Show when=move || !is_code.get()>
        <div class="row">
                <button
                    type="button"
                    class="btn btn-small"
                    data-testid="replace-motif"
                    on:click=move |_| {
                        if let Some(layer) = layer.get_untracked() {
                            library.purpose.set(Purpose::Replace(layer.id));
                        }
                    }
                >
                    <Icon name="replace" />
                    {words().motif_replace}
                </button>
        </div>
        </Show>
        <Show when=move || !is_code.get()>
            <RepeatFields library=library layer=layer />
        </Show>
    }
}

/// Each colour of the drawing as a swatch, the palette for the chosen one, and palettes for all.
#[component]
fn Colours(
    store: EditorStore,
    placed: Memo<Option<Placed>>,
    drawing: Signal<Option<Rc<Drawing>>, LocalStorage>,
) -> impl IntoView {
    let colours = RwSignal::new(Vec::<Rgb>::new());
    effect(move || {
        let found = drawing.with(|drawing| drawing.as_ref().map(|d| d.colours_by_cover()));
        colours.set(found.unwrap_or_default());
    });
    let chosen = RwSignal::new(0_usize);
    let shown = move |from: Rgb| placed.with(|p| p.as_ref().map_or(from, |p| p.swapped(from)));
    let run = move |swaps: Vec<Swap>| {
        let how = Refinement::Swaps(swaps);
        store.run(Command::Refine { target: Target::Selection, how });
    };
    let current = Signal::derive(move || {
        let from = colours.with(|colours| colours.get(chosen.get()).or(colours.first()).copied());
        from.map(shown)
    });
    let set = move |to: Rgb| {
        let from = colours.with_untracked(|colours| {
            colours.get(chosen.get_untracked()).or(colours.first()).copied()
        });
        let Some((from, placed)) = from.zip(placed.get_untracked()) else { return };
        let mut swaps = placed.swaps;
        swaps.retain(|swap| swap.from != from);
        if from != to {
            swaps.push(Swap { from, to });
        }
        run(swaps);
    };
    let swatches = move |label: &'static str, from: usize, to: usize| {
        let some = move || {
            let all = colours.get().into_iter().enumerate();
            all.skip(from).take(to - from).collect::<Vec<_>>()
        };
        view! {
            <div class="swatches" role="radiogroup" aria-label=label>
                <Each
                    each=some
                    key=|(place, colour)| format!("{place}{colour}")
                    let:entry
                >
                    <button
                        type="button"
                        class="swatch"
                        role="radio"
                        style=move || format!("--c:{}", shown(entry.1))
                        aria-label=move || {
                            let name = colour_name(shown(entry.1));
                            fill(words().artwork_colour, &[&(entry.0 + 1).to_string(), &name])
                        }
                        aria-checked=move || (chosen.get() == entry.0).to_string()
                        on:click=move |_| chosen.set(entry.0)
                    ></button>
                </Each>
            </div>
        }
    };
    let is_unfolded = RwSignal::new(false);
    let body = Memo::new(move |_| store.colour().parts.body);
    let offered = move || palettes(body.get());
    let apply = move |palette: &[Rgb]| {
        if let Some(drawing) = drawing.get_untracked() {
            run(swaps(&drawing, palette));
        }
    };
    view! {
        <Show when=move || !colours.with(Vec::is_empty)>
            {move || swatches(words().artwork_colours, 0, FIRST_COLOURS)}
            <Show when=move || colours.with(|colours| colours.len() > FIRST_COLOURS)>
                <details class="fold" on:toggle=move |event| is_unfolded.set(is_open(&event))>
                    <summary class="fold-head">
                        <span>{words().artwork_more}</span>
                        <span class="muted small">
                            {move || (colours.with(Vec::len) - FIRST_COLOURS).to_string()}
                        </span>
                    </summary>
                    <Show when=move || is_unfolded.get()>
                        <div class="stack fold-body">
                            {move || swatches(words().artwork_more, FIRST_COLOURS, MOST_COLOURS)}
                            <Show when=move || colours.with(|colours| colours.len() > MOST_COLOURS)>
                                <p class="muted small">
                                    {move || {
                                        let left = colours.with(Vec::len) - MOST_COLOURS;
                                        fill(words().artwork_too_many, &[&left.to_string()])
                                    }}
                                </p>
                            </Show>
                        </div>
                    </Show>
                </details>
            </Show>
            <ColourField label=words().artwork_change value=current on_change=set />
            <fieldset class="field">
                <legend class="field-label">{words().artwork_palettes}</legend>
                <div class="palettes">
                    {move || {
                        offered()
                            .into_iter()
                            .enumerate()
                            .map(|(place, palette)| {
                                let stops: Vec<String> = palette
                                    .iter()
                                    .enumerate()
                                    .map(|(at, colour)| {
                                        let part = 100 / palette.len();
                                        format!("{colour} {}% {}%", at * part, (at + 1) * part)
                                    })
                                    .collect();
                                let style = format!("--p:linear-gradient(90deg,{})", stops.join(","));
                                view! {
                                    <button
                                        type="button"
                                        class="palette-swatch"
                                        style=style
                                        aria-label=fill(
                                            words().artwork_palette,
                                            &[&(place + 1).to_string()],
                                        )
                                        on:click=move |_| apply(&palette)
                                    ></button>
                                }
                            })
                            .collect_view()
                    }}
                </div>
            </fieldset>
            <Show when=move || placed.with(|p| p.as_ref().is_some_and(|p| !p.swaps.is_empty()))>
                <button
                    type="button"
                    class="btn btn-small btn-quiet"
                    on:click=move |_| run(Vec::new())
                >
                    <Icon name="reset" />
                    {words().artwork_reset}
                </button>
            </Show>
        </Show>
    }
}

/// The drawing behind an artwork, read anew when that is another.
fn drawing_of(
    store: EditorStore,
    artwork: Memo<Option<ArtworkId>>,
) -> Signal<Option<Rc<Drawing>>, LocalStorage> {
    let drawing = RwSignal::new_local(None::<Rc<Drawing>>);
    effect(move || {
        let Some(id) = artwork.get() else { return drawing.set(None) };
        spawn_local(async move {
            let bytes = store.atelier.original(id).await;
            let bytes = bytes.filter(|bytes| bytes.length() as usize <= MAX_DRAWING_BYTES);
            let read = bytes.and_then(|bytes| read_drawing(&bytes.to_vec()).ok());
            // Another may be selected by now.
            if artwork.try_get_untracked() == Some(Some(id)) {
                let _ = drawing.try_set(read.map(Rc::new));
            }
        });
    });
    drawing.into()
}

fn placed_of(content: &Content) -> Option<Placed> {
    match content {
        Content::Drawing(placed) => Some(placed.clone()),
        Content::Text(_) | Content::Image(_) | Content::Shape(_) => None,
    }
}
