//! What the shopper brought, offered where a motif is chosen to repeat or to cut: artwork of the design, or a file. What is
//! put on the product is brought in elsewhere.

use std::rc::Rc;
use std::sync::Arc;

use design::{Content, Layer, LayerId, Tile};
use editor::title;
use geom::Rgb;
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen_futures::spawn_local;

use super::picture::{DrawingPicture, markup};
use super::place::first_pattern;
use super::tile::tile_of;
use super::{Library, Purpose};
use crate::editing::uploads::{Brought, UploadList, Uploads};
use crate::parts::{Each, Icon, Show, view};
use crate::words::words;

/// Most layers that are offered: four rows.
const MOST: usize = 16;

/// What is done with what is chosen here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Fill(LayerId),
    Cut(LayerId),
}

/// Artwork of the design and the way to a file, while something to repeat or to cut is looked for.
#[component]
pub(super) fn OwnArt(
    /// The library.
    library: Library,
) -> impl IntoView {
    let wanted = Memo::new(move |_| match library.purpose.get() {
        Purpose::Fill(layer) => Some(Use::Fill(layer)),
        Purpose::Mask(layer) => Some(Use::Cut(layer)),
        Purpose::Add | Purpose::Replace(_) => None,
    });
    view! { {move || wanted.get().map(|wanted| section(library, wanted))} }
}

fn section(library: Library, wanted: Use) -> AnyView {
    let store = library.store;
    let uploads = expect_context::<Uploads>();
    let own = Memo::new(move |_| {
        store.revision.track();
        store.read(|session| offered(session.design().layers.values(), wanted))
    });
    let is_drawing = RwSignal::new(false);
    let choose = Callback::new(move |layer: Arc<Layer>| {
        if is_drawing.get_untracked() {
            return;
        }
        is_drawing.set(true);
        spawn_local(async move {
            match tile_of(store, &layer).await {
                Ok(Some(tile)) => use_tile(library, wanted, tile),
                Ok(None) => {}
                Err(why) => store.atelier.toast(&why, None),
            }
            // The panel may be closed by now.
            let _ = is_drawing.try_set(false);
        });
    });
    let take = Callback::new(move |brought: Brought| {
        use_tile(
            library,
            wanted,
            match brought {
                Brought::Drawing(placed) => Tile::Drawing { artwork: placed.artwork },
                Brought::Picture(picture) => Tile::Image {
                    artwork: picture.artwork,
                    format: picture.format,
                    pixels: picture.pixels,
                },
            },
        );
    });
    let key = |layer: &Arc<Layer>| layer.id.to_string();
    let body = move || library.store.colour().parts.body;
    view! {
        <section class="stack" data-testid="own-art" aria-busy=move || is_drawing.get().then_some("true")>
            <h3 class="group-title">{words().own_art}</h3>
            <Show when=move || !own.with(Vec::is_empty)>
                <div
                    class="motif-grid"
                    style=move || format!("--c:{}", body())
                    role="group"
                    aria-label=words().own_art
                >
                    <Each each=move || own.get() key=key let:layer>
                        {tile(library, layer, choose)}
                    </Each>
                </div>
            </Show>
            <button type="button" class="btn btn-block" on:click=move |_| uploads.pick_for(take)>
                <Icon name="upload" />
                {words().own_upload}
            </button>
            <UploadList uploads=uploads />
            <h3 class="group-title">{words().own_library}</h3>
        </section>
    }
}

fn tile(library: Library, layer: Arc<Layer>, choose: Callback<Arc<Layer>>) -> AnyView {
    let atelier = library.store.atelier;
    let name = title(&layer).to_english();
    let picture = match &layer.content {
        Content::Drawing(placed) => {
            let swap = |colour: Rgb| placed.swapped(colour);
            let drawing = atelier.studio().drawing(&placed.artwork);
            let drawn = drawing.map(|drawing| markup(&Rc::new((*drawing).clone()), &swap));
            view! { <DrawingPicture markup=drawn.unwrap_or_default() /> }
        }
        Content::Image(image) => {
            let url = RwSignal::new(atelier.shown_url(image.artwork));
            let artwork = image.artwork;
            spawn_local(async move {
                let found = atelier.proxy_url(artwork).await;
                // The panel may be closed by now.
                let _ = url.try_set(found);
            });
            view! {
                <img
                    class="motif-picture"
                    alt=""
                    src=move || url.get().map(|url| url.to_string())
                />
            }
        }
        Content::Text(_) | Content::Shape(_) => ().into_any(),
    };
    view! {
        <button
            type="button"
            class="motif"
            aria-label=name.clone()
            title=name
            on:click=move |_| choose.run(layer.clone())
        >
            {picture}
        </button>
    }
}

fn use_tile(library: Library, wanted: Use, tile: Tile) {
    let store = library.store;
    match (wanted, tile) {
        (Use::Fill(layer), tile) => library.fill_with(layer, first_pattern(store, tile)),
        (Use::Cut(layer), Tile::Drawing { artwork }) => library.cut_to(layer, artwork),
        (Use::Cut(_), Tile::Image { .. }) => {
            return store.atelier.toast(words().mask_is_pixels, None);
        }
    }
    library.purpose.set(Purpose::Add);
}

/// Layers that can be used so, each look once.
fn offered<'a>(layers: impl Iterator<Item = &'a Arc<Layer>>, wanted: Use) -> Vec<Arc<Layer>> {
    let mut found: Vec<Arc<Layer>> = Vec::new();
    let fits = |layer: &&Arc<Layer>| match layer.content {
        Content::Drawing(_) => true,
        Content::Image(_) => matches!(wanted, Use::Fill(_)),
        Content::Text(_) | Content::Shape(_) => false,
    };
    for layer in layers.filter(fits) {
        if !found.iter().any(|known| looks_like(known, layer)) {
            found.push(layer.clone());
        }
    }
    found.truncate(MOST);
    found
}

/// Whether both would repeat or cut alike.
fn looks_like(a: &Layer, b: &Layer) -> bool {
    let flips = (a.flip_x, a.flip_y) == (b.flip_x, b.flip_y);
    match (&a.content, &b.content) {
        (Content::Drawing(a), Content::Drawing(b)) => a.artwork == b.artwork && a.swaps == b.swaps,
        (Content::Image(a), Content::Image(b)) => {
            let same = (a.artwork, a.crop, a.tone) == (b.artwork, b.crop, b.tone);
            flips && same && a.adjust == b.adjust && a.mask == b.mask
        }
        _ => false,
    }
}
