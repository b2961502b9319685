//! Fields of a picture: file, effective resolution and what the technique makes of it.

use design::{Content, Image};
use geom::Dpi;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::inspector::Only;
use crate::parts::{Icon, view};
use crate::words::{decimals, fill, words};

/// Fields of a picture.
#[component]
pub(crate) fn ImageFields(
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = EditorStore::from_context();
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
        let dpi = effective_dpi(&image);
        let technique = &store.product().technique;
        let (floor, aim) = (technique.floor_dpi, technique.aim_dpi);
        let shown = |dpi: Dpi| decimals(dpi.dpi(), 0).to_string();
        Some(if dpi >= aim {
            ("ok", "check", fill(words().dpi_good, &[&shown(dpi)]))
        } else if dpi >= floor {
            ("info", "info", fill(words().dpi_fair, &[&shown(dpi), &shown(aim)]))
        } else {
            ("warn", "warning", fill(words().dpi_poor, &[&shown(dpi), &shown(floor)]))
        })
    };
    view! {
        <h3 class="group-title">{words().picture}</h3>
        <p class="truncate" title=name>
            {name}
        </p>
        <p class="muted num-text">{pixels}</p>
        {move || {
            judged()
                .map(|(tone, icon, text)| {
                    view! {
                        <div class="banner" data-tone=tone role="status" data-testid="dpi">
                            <Icon name=icon />
                            <div class="banner-text">{text}</div>
                        </div>
                    }
                })
        }}
    }
}

/// The effective resolution of a picture: the worse of both directions.
pub(crate) fn effective_dpi(image: &Image) -> Dpi {
    let across = Dpi::of(image.pixels.width, image.width);
    let down = Dpi::of(image.pixels.height, image.height);
    if across < down { across } else { down }
}

fn image_of(content: &Content) -> Option<Image> {
    match content {
        Content::Image(image) => Some(image.clone()),
        Content::Text(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
