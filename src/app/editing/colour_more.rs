//! More colours for a colour field: from the screen, of the design, of the printer, of the product, used lately, and
//! those that go with the one that is chosen. And a word where it can hardly be seen on the product.

use catalog::Colour;
use design::{Content, Design, Fill, IdSource};
use geom::Rgb;
use geom::order::Ordered;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use scene::{Ground, Resources};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::atelier::RandomIds;
use crate::editing::EditorStore;
use crate::editing::fields::colour_name;
use crate::editing::prefs::MOST_RECENT;
use crate::parts::popover::beside;
use crate::parts::{Icon, Show, view};
use crate::words::{fill, lower, words};

/// Width of the note, in pixels: that of `.menu-pad`.
const WIDTH: f64 = 320.0;
/// Closer colours than this look like one.
const ALIKE: f64 = 0.02;
/// Most layers below the selection that are looked at; a design of a thousand is still quick.
const MOST_BELOW: usize = 100;
/// Most colours of a design that are offered.
const MOST_OF_DESIGN: usize = 36;
/// Most colours of one drawing that are offered, its most used: a traced photo has hundreds.
const MOST_OF_DRAWING: usize = 8;

/// The button with its note, and the warning.
#[component]
pub(crate) fn MoreColours(
    /// The colour that is chosen.
    value: Signal<Option<Rgb>>,
    /// Another was chosen.
    on_change: Callback<Rgb>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let id = format!("colours-{:x}", RandomIds.next());
    let (place, opened) = (RwSignal::new(String::new()), RwSignal::new(false));
    let pick = Callback::new(move |colour: Rgb| {
        remember(store, colour);
        on_change.run(colour);
    });
    let faint = Memo::new(move |_| {
        let (ground, name) = ground(store)?;
        value.get().filter(|colour| colour.distance(ground) < Ground::FAINT)?;
        Some(name)
    });
    view! {
        <div class="row colour-acts">
            <button
                type="button"
                class="btn btn-small btn-quiet"
                popovertarget=id.clone()
                aria-haspopup="dialog"
                on:click=move |event| {
                    place.set(beside(&event, WIDTH));
                    opened.set(true);
                }
            >
                <Icon name="palette" />
                {words().more_colours}
            </button>
            <Show when=has_eye_dropper>
                <button
                    type="button"
                    class="btn btn-small btn-quiet"
                    on:click=move |_| spawn_local(async move {
                        // Leaving it by Escape is no fault.
                        if let Some(colour) = from_screen().await {
                            pick.run(colour);
                        }
                    })
                >
                    <Icon name="pipette" />
                    {words().pick_colour}
                </button>
            </Show>
        </div>
        <p class="field-hint faint" role="status">
            {move || {
                faint.get().map(|name| fill(words().faint_colour, &[&lower(&name)]))
            }}
        </p>
        <div
            class="menu menu-pad stack"
            popover="auto"
            role="dialog"
            aria-label=words().more_colours
            id=id
            data-testid="more-colours"
            style=place
        >
            <Show when=move || opened.get()>
                {sections(store, value, pick)}
            </Show>
        </div>
    }
}

/// Colours under their titles; a title without colours is left out.
fn sections(store: EditorStore, value: Signal<Option<Rgb>>, pick: Callback<Rgb>) -> AnyView {
    let product = store.product();
    let of_product: Vec<(Rgb, String)> =
        product.colours.iter().map(|Colour { swatch, name, .. }| (*swatch, name.clone())).collect();
    let of_printer: Vec<(Rgb, String)> =
        product.technique.inks.iter().map(|ink| (ink.colour, ink.name.clone())).collect();
    let named = |colours: Vec<Rgb>| {
        colours.into_iter().map(|colour| (colour, colour_name(colour))).collect::<Vec<_>>()
    };
    let recent = move || named(store.prefs.with(|prefs| prefs.recent.clone()));
    let of_design = move || {
        store.revision.track();
        named(store.read(|session| colours_of(store, session.design())))
    };
    let harmonies = move || named(value.get().map_or_else(Vec::new, matching));
    let section = move |title: &'static str,
                        colours: Box<dyn Fn() -> Vec<(Rgb, String)> + Send>| {
        view! {
            {move || {
                let colours = colours();
                (!colours.is_empty()).then(|| swatches(title, colours, value, pick))
            }}
        }
    };
    view! {
        {section(words().colours_matching, Box::new(harmonies))}
        {section(words().colours_of_design, Box::new(of_design))}
        {section(words().colours_of_printer, Box::new(move || of_printer.clone()))}
        {section(words().colours_of_product, Box::new(move || of_product.clone()))}
        {section(words().colours_recent, Box::new(recent))}
    }
}

fn swatches(
    title: &'static str,
    colours: Vec<(Rgb, String)>,
    value: Signal<Option<Rgb>>,
    pick: Callback<Rgb>,
) -> AnyView {
    let swatch = move |(colour, name): (Rgb, String)| {
        view! {
            <button
                type="button"
                class="swatch"
                style=format!("--c:{colour}")
                aria-label=name
                aria-pressed=move || (value.get() == Some(colour)).to_string()
                on:click=move |_| pick.run(colour)
            ></button>
        }
    };
    view! {
        <div class="stack" role="group" aria-label=title>
            <span class="field-label">{title}</span>
            <div class="swatches">{colours.into_iter().map(swatch).collect_view()}</div>
        </div>
    }
}

/// Colours that go with one and can be told from it and from each other: a grey has no hue to turn.
fn matching(colour: Rgb) -> Vec<Rgb> {
    let mut told_apart = vec![colour];
    for other in colour.harmonies() {
        if told_apart.iter().all(|known| known.distance(other) > ALIKE) {
            told_apart.push(other);
        }
    }
    told_apart.split_off(1)
}

/// The colour that the selection lies on, with its name; `None` where it is not to be judged.
fn ground(store: EditorStore) -> Option<(Rgb, String)> {
    store.revision.track();
    let selection = store.selection.get();
    let (ground, is_text) = store.read(|session| {
        let stack = session.design().stack(session.side());
        let shown = stack.into_iter().filter(|layer| !layer.hidden).collect::<Vec<_>>();
        // What is selected lies on what is below the lowest of it.
        let at = shown.iter().position(|layer| selection.contains(&layer.id))?;
        let layer = shown.get(at)?;
        let below = shown.iter().take(at).rev().take(MOST_BELOW);
        let below = below.map(|below| store.scene_layer(below));
        let ground = Ground::of(&store.scene_layer(layer), below);
        Some((ground, matches!(layer.content, Content::Text(_))))
    })?;
    let product = store.colour();
    let colour = ground.to_differ_from(Some(product.parts.body), is_text)?;
    let name = if ground == Ground::Product { product.name } else { colour_name(colour) };
    Some((colour, name))
}

/// Puts a colour first among those that were used lately.
pub(crate) fn remember(store: EditorStore, colour: Rgb) {
    store.prefer(|prefs| {
        prefs.recent.retain(|known| *known != colour);
        prefs.recent.insert(0, colour);
        prefs.recent.truncate(MOST_RECENT);
    });
}

/// The colours of a design, each once: of letters and parts of them, outlines, shapes, gradients, shadows, and artwork as it
/// is drawn.
fn colours_of(store: EditorStore, design: &Design) -> Vec<Rgb> {
    let studio = store.atelier.studio();
    let colours = design.layers.values().flat_map(|layer| {
        let own: Vec<Rgb> = match &layer.content {
            Content::Text(text) => {
                let spans = text.spans.iter().filter_map(|span| span.colour);
                let outlines = text.outlines.iter().map(|stroke| stroke.colour);
                spans.chain(outlines).chain([text.colour]).collect()
            }
            Content::Shape(shape) => {
                shape.fill.into_iter().chain(shape.stroke.map(|stroke| stroke.colour)).collect()
            }
            Content::Drawing(placed) => {
                let drawn = studio.drawing(&placed.artwork).map(|drawing| drawing.colours());
                let drawn = drawn.unwrap_or_default();
                drawn.into_iter().take(MOST_OF_DRAWING).map(|from| placed.swapped(from)).collect()
            }
            Content::Image(_) => Vec::new(),
        };
        let stops = match layer.content.fill() {
            Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => stops.as_slice(),
            Some(Fill::Pattern(_)) | None => &[],
        };
        let stops = stops.iter().map(|stop| stop.colour);
        let shadows = layer.shadows.iter().map(|shadow| shadow.colour);
        own.into_iter().chain(stops).chain(shadows).collect::<Vec<_>>()
    });
    let mut colours = colours.each_once();
    colours.truncate(MOST_OF_DESIGN);
    colours
}

fn has_eye_dropper() -> bool {
    Reflect::has(&window(), &"EyeDropper".into()).unwrap_or(false)
}

/// A colour from anywhere on the screen; `None` where it was left, or the browser refused.
async fn from_screen() -> Option<Rgb> {
    let class: Function = Reflect::get(&window(), &"EyeDropper".into()).ok()?.dyn_into().ok()?;
    let dropper = Reflect::construct(&class, &js_sys::Array::new()).ok()?;
    let open: Function = Reflect::get(&dropper, &"open".into()).ok()?.dyn_into().ok()?;
    let picked: Promise = open.call0(&dropper).ok()?.dyn_into().ok()?;
    let picked = JsFuture::from(picked).await.ok()?;
    Reflect::get(&picked, &"sRGBHex".into()).ok()?.as_string()?.parse().ok()
}
