//! Tracing a picture to outlines: how many colours, how soft, how small; with a look at the result before it is used.

use std::sync::Arc;

use design::{ArtworkId, Image, Placed, Source, read_drawing};
use editor::{Command, Refinement, Target};
use geom::{Drawing, Ink, Mm, Node, path_data};
use jobs::{ImportedDrawing, ReaderJob, Reply};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::preview::proxy_of;
use super::working::Working;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::fields::Slider;
use crate::editing::uploads::keep;
use crate::parts::{Dialog, view};
use crate::words::{fill, percent, words};

/// Colours, softness and smallest region at first.
const FIRST: (f64, f64, f64) = (6.0, 0.5, 16.0);

/// Outlines that are not used yet.
#[derive(Clone)]
struct Made {
    known: ImportedDrawing,
    file: Uint8Array,
    drawing: Arc<Drawing>,
}

/// The dialog. It begins by itself.
#[component]
pub(super) fn TraceDialog(
    /// The selected picture.
    image: Memo<Option<Image>>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let work = Working::new(store);
    let made = RwSignal::new_local(None::<Made>);
    let colours = RwSignal::new(FIRST.0);
    let smoothness = RwSignal::new(FIRST.1);
    let specks = RwSignal::new(FIRST.2);
    let source = move || image.get_untracked().map(|image| image.artwork);
    let run = move || {
        let Some(original) = source() else { return };
        let job = ReaderJob::Trace {
            colours: colours.get_untracked() as u8,
            smoothness: smoothness.get_untracked(),
            specks: specks.get_untracked() as u32,
        };
        work.begin(original, job, move |reply, file| {
            if let Reply::Drawn { drawing: known } = reply
                && let Ok(known) = known.read()
                && let Ok(drawing) = read_drawing(&file.to_vec())
            {
                made.set(Some(Made { known, file, drawing: Arc::new(drawing) }));
            }
        });
    };
    effect(move || {
        if open.get() {
            made.set(None);
            run();
        } else {
            work.cancel();
        }
    });
    let apply = move || {
        let (Some(image), Some(made)) = (image.get_untracked(), made.get_untracked()) else {
            return;
        };
        open.set(false);
        spawn_local(async move { use_it(store, &image, made).await });
    };
    let figure =
        move |label: &'static str, value: RwSignal<f64>, range: (f64, f64, f64), is_part: bool| {
            let text = move || {
                let value = value.get();
                if is_part { percent(value) } else { value.to_string() }
            };
            view! {
                <Slider
                    label=label
                    value=value
                    range=range
                    text=Signal::derive(text)
                    on_change=move |number| {
                        value.set(number);
                        work.soon(run);
                    }
                />
            }
        };
    view! {
        <Dialog open=open name="trace" title=words().trace>
            <div class="dialog-body stack">
                <Outlines made=made source=Signal::derive(source) />
                <p class="muted small">{words().trace_hint}</p>
                {work.view()}
                {move || made.get().map(|made| counted(&made.drawing))}
                {figure(words().trace_colours, colours, (2.0, 16.0, 1.0), false)}
                {figure(words().trace_softness, smoothness, (0.0, 1.0, 0.05), true)}
                {figure(words().trace_specks, specks, (0.0, 200.0, 2.0), false)}
            </div>
            <div class="dialog-foot">
                {work.apply_button(move || made.with(Option::is_some), apply)}
            </div>
        </Dialog>
    }
}

/// The outlines, or the picture until there are some.
#[component]
fn Outlines(
    made: RwSignal<Option<Made>, LocalStorage>,
    source: Signal<Option<ArtworkId>>,
) -> impl IntoView {
    let before = proxy_of(source);
    view! {
        <div class="tool-view">
            {move || match made.get() {
                Some(made) => drawn(&made.drawing),
                None => {
                    let url = before.get().unwrap_or_default().to_string();
                    view! { <img class="tool-picture" alt="" src=url /> }
                }
            }}
        </div>
    }
}

/// Traced outlines: fills of one colour each.
fn drawn(drawing: &Drawing) -> AnyView {
    let outline = |node: &Node| match node {
        Node::Fill { path, ink: Ink::Solid(colour), .. } => Some(view! {
            <path d=path_data(path) fill=colour.to_string() fill-rule="evenodd"></path>
        }),
        _ => None,
    };
    let view_box = format!("0 0 {} {}", drawing.size.width, drawing.size.height);
    let proportion = format!("aspect-ratio:{}/{}", drawing.size.width, drawing.size.height);
    view! {
        <svg
            class="tool-picture"
            viewBox=view_box
            style=proportion
            role="img"
            aria-label=words().trace
            data-testid="trace-result"
        >
            {drawing.nodes.iter().filter_map(outline).collect_view()}
        </svg>
    }
}

fn counted(drawing: &Drawing) -> AnyView {
    let colours = drawing.colours().len().to_string();
    view! { <p role="status" class="small">{fill(words().trace_count, &[&colours])}</p> }
}

async fn use_it(store: EditorStore, image: &Image, made: Made) {
    keep(store, made.known.id, &made.file, &made.file).await;
    let drawing = Placed {
        artwork: made.known.id,
        width: Mm::new(made.known.size.width),
        height: Mm::new(made.known.size.height),
        name: image.file_name.clone(),
        swaps: Vec::new(),
        source: Source::Traced { original: image.original.unwrap_or(image.artwork) },
    };
    let how = Refinement::Traced(drawing);
    store.run(Command::Refine { target: Target::Selection, how });
}
