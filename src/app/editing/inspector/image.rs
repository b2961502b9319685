//! Fields of a picture: file, effective resolution and what the technique makes of it, and its tools.

mod background;
mod colours;
mod crop;
mod mask;
mod points;
mod preview;
mod tracing;
mod working;

use design::{Content, Image};
use editor::{Command, Refinement, Target};
use geom::Dpi;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::inspector::Only;
use crate::editing::sized_prints::SizedPrints;
use crate::lazy::{lazy, lazy_dialog, lazy_view};
use crate::parts::{Banner, Icon, Show, Tone, view};
use crate::words::{decimals, fill, words};

use background::BackgroundDialog;
use colours::Colours;
use crop::CropDialog;
use mask::MaskFields;
use tracing::TraceDialog;

/// Fields of a picture.
#[component]
pub(crate) fn ImageFields(
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let order = expect_context::<SizedPrints>().order;
    let image = Memo::new(move |_| layer.get().and_then(|layer| image_of(&layer.content)));
    let name = move || image.with(|image| image.as_ref().map(|image| image.file_name.clone()));
    let pixels = move || {
        image.with(|image| {
            image
                .as_ref()
                .map(|image| format!("{} × {} px", image.pixels.width, image.pixels.height))
        })
    };
    let judged = move || {
        let image = image.get()?;
        // As the order is printed: prints may grow with sizes, and techniques ask for more or less.
        let product = order.product();
        let on = catalog::Details::of(&product)
            .and_then(|details| details.print_on(&product, &store.side.get(), &order.size.get()));
        let designed = image.effective_dpi();
        let dpi = match on.map_or(1.0, |on| on.print) {
            1.0 => designed,
            // As the check says it.
            scale => Dpi::new((designed.dpi() / scale).floor()),
        };
        let technique = &product.technique;
        let (floor, aim) = (technique.floor_dpi, technique.aim_dpi);
        let shown = |dpi: Dpi| decimals(dpi.dpi(), 0).to_string();
        Some(if dpi >= aim {
            (Tone::Good, fill(words().dpi_good, &[&shown(dpi)]))
        } else if dpi >= floor {
            (Tone::Info, fill(words().dpi_fair, &[&shown(dpi), &shown(aim)]))
        } else {
            (Tone::Warn, fill(words().dpi_poor, &[&shown(dpi), &shown(floor)]))
        })
    };
    view! {
        <h3 class="group-title">{words().picture}</h3>
        <p class="truncate" title=name>
            {name}
        </p>
        <p class="muted num-text">{pixels}</p>
        {move || judged().map(|(tone, text)| view! { <Banner tone=tone text=text testid="dpi" /> })}
        <Tools layer=layer image=image />
    }
}

/// Buttons of the tools, and the folds with their fields.
#[component]
fn Tools(layer: Only, image: Memo<Option<Image>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let (cropping, removing, tracing) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let refine =
        move |how: Refinement| store.run(Command::Refine { target: Target::Selection, how });
    let flips = Memo::new(move |_| layer.get().map_or((false, false), |it| (it.flip_x, it.flip_y)));
    let is_cut_out = move || image.with(|it| it.as_ref().is_some_and(|it| it.original.is_some()));
    let is_changed = move || {
        flips.get() != (false, false) || image.with(|it| it.as_ref().is_some_and(is_refined))
    };
    let tool = |icon: &'static str, label: &'static str, open: RwSignal<bool>| {
        view! {
            <button type="button" class="btn btn-small" data-part=label on:click=move |_| open.set(true)>
                <Icon name=icon />
                {label}
            </button>
        }
    };
    view! {
        <div class="row" data-testid="picture-tools">
            {tool("crop", words().crop, cropping)}
            {tool("eraser", words().remove_background, removing)}
            {tool("pen", words().trace, tracing)}
        </div>
        <Show when=is_cut_out>
            <button
                type="button"
                class="btn btn-small"
                on:click=move |_| {
                    if let Some(image) = image.get_untracked() {
                        background::restore(store, &image);
                    }
                }
            >
                <Icon name="undo" />
                {words().restore_background}
            </button>
        </Show>
        {fold(words().mask, move || lazy(move || Box::pin(mask_fields(image))))}
        {fold(words().picture_colours, move || lazy(move || Box::pin(colour_fields(image))))}
        <Show when=is_changed>
            <button type="button" class="btn btn-small" on:click=move |_| refine(Refinement::Plain)>
                <Icon name="reset" />
                {words().as_it_came}
            </button>
        </Show>
        {lazy_dialog(cropping, move || Box::pin(crop_dialog(image, cropping)))}
        {lazy_dialog(removing, move || Box::pin(background_dialog(image, removing)))}
        {lazy_dialog(tracing, move || Box::pin(trace_dialog(image, tracing)))}
    }
}

/// A part that can be opened; it is made when it first is.
fn fold(label: &'static str, make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let open = RwSignal::new(false);
    let make = StoredValue::new(make);
    view! {
        <details
            class="fold"
            data-part=label
            on:toggle=move |_| open.set(true)
        >
            <summary class="fold-head">{label}</summary>
            <Show when=move || open.get()>{make.with_value(|make| make())}</Show>
        </details>
    }
}

fn is_refined(image: &Image) -> bool {
    image.crop.is_some() || image.mask.is_some() || !image.adjust.is_none() || image.tone.is_some()
}

lazy_view! {
    in tools: fn mask_fields(image: Memo<Option<Image>>) {
        view! { <MaskFields image=image /> }
    }

    in tools: fn colour_fields(image: Memo<Option<Image>>) {
        view! { <Colours image=image /> }
    }

    in tools: fn crop_dialog(image: Memo<Option<Image>>, open: RwSignal<bool>) {
        view! { <CropDialog image=image open=open /> }
    }

    in tools: fn background_dialog(image: Memo<Option<Image>>, open: RwSignal<bool>) {
        view! { <BackgroundDialog image=image open=open /> }
    }

    in tools: fn trace_dialog(image: Memo<Option<Image>>, open: RwSignal<bool>) {
        view! { <TraceDialog image=image open=open /> }
    }
}

fn image_of(content: &Content) -> Option<Image> {
    match content {
        Content::Image(image) => Some(image.clone()),
        Content::Text(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
