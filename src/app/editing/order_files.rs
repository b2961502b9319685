//! Print files to download from the order's dialog: the usual ones, and those that print shops ask for.

use catalog::{SideId, SizeId};
use geom::{Dpi, Mm};
use jobs::{JobError, PrintColour, PrintFormat, PrintOn};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::order::{OrderState, file_name, slug};
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Show, Tone, view};
use crate::press::{Printing, print_on};
use crate::storage::files;
use crate::words::{fill, words};

/// Resolution of print files of pixels.
const PRINT_DPI: f64 = 300.0;
/// How far white ink ends inside of the art, so that none looks out.
const WHITE_CHOKE: Mm = Mm::new(0.3);
/// How far outside of the art a cut line runs.
const KISS_CUT: Mm = Mm::new(2.0);

/// A file that is being made.
#[derive(Clone)]
struct Making {
    name: String,
    done: f32,
}

/// The file that is being made; that goes on while the dialog is closed.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    side: RwSignal<SideId>,
    making: RwSignal<Option<Making>>,
    problem: RwSignal<Option<String>>,
    printing: StoredValue<Option<Printing>, LocalStorage>,
}

impl Files {
    /// Nothing is being made.
    pub(crate) fn new(store: EditorStore) -> Self {
        Self {
            side: RwSignal::new(store.side.get_untracked()),
            making: RwSignal::new(None),
            problem: RwSignal::new(None),
            printing: StoredValue::new_local(None),
        }
    }
}

/// Files to download, a side at a time.
#[component]
pub(crate) fn PrintFiles(
    /// The order: files are made for its size and technique.
    order: OrderState,
    /// What is being made.
    files: Files,
) -> impl IntoView {
    let store = order.store;
    let product = store.product();
    let Files { side, making, problem, printing } = files;
    let make = move |format: PrintFormat| {
        if making.with_untracked(Option::is_some) {
            return;
        }
        problem.set(None);
        let design = store.design();
        let id = side.get_untracked();
        let (extension, media) = format.extension_and_type();
        let on = print_on(&order.product_untracked(), &id, &order.size.get_untracked());
        let on = match on {
            Ok(on) => on,
            Err(error) => return problem.set(Some(sentence(&error.to_string()))),
        };
        // Prints that grow have a file for each size, and say which.
        let grown = on.is_some_and(|on| on.print != 1.0);
        let of = grown.then(|| order.size.get_untracked());
        let name = sized_name(&design.head.name, &id, of.as_ref(), extension);
        making.set(Some(Making { name: name.clone(), done: 0.0 }));
        let press = Printing::new(&store.atelier.place().base);
        printing.set_value(Some(press.clone()));
        spawn_local(async move {
            let outcome = print(store, &press, design, (id, on), format, making).await;
            if making.try_set(None).is_some() {
                return;
            }
            printing.set_value(None);
            match outcome {
                Ok(bytes) => {
                    if let Err(error) = files::download(&name, media, &bytes) {
                        problem.set(Some(sentence(&error.to_string())));
                    } else {
                        store.atelier.toast(&fill(words().file_saved, &[&name]), None);
                    }
                }
                Err(JobError::WorkerGone) => store.atelier.say(words().file_cancelled),
                Err(error) => problem.set(Some(sentence(&error.to_string()))),
            }
        });
    };
    let cancel = move |_| {
        if let Some(press) = printing.get_value() {
            press.cancel();
        }
    };
    let dpi = Dpi::new(PRINT_DPI);
    let png = PrintFormat::Png { dpi };
    let for_shops = PrintFormat::PdfX { colour: PrintColour::Cmyk, marks: true, white: false };
    let tiff = PrintFormat::Tiff { dpi, white: Some(WHITE_CHOKE) };
    let button = move |label: &'static str, format: PrintFormat| {
        view! {
            <button
                type="button"
                class="btn"
                disabled=move || making.with(Option::is_some)
                on:click=move |_| make(format)
            >
                <Icon name="download" />
                {label}
            </button>
        }
    };
    view! {
        <section class="stack">
            <h3 class="subheading">{words().print_files}</h3>
            <p class="muted">{words().print_files_hint}</p>
            <Show when={
                let sides = product.sides.len();
                move || sides > 1
            }>
                <div class="segmented" role="radiogroup" aria-label=words().side_of>
                    {store
                        .product()
                        .sides
                        .iter()
                        .map(|option| {
                            let (mine, picked) = (option.id.clone(), option.id.clone());
                            view! {
                                <label>
                                    <input
                                        type="radio"
                                        name="print-side"
                                        prop:checked=move || side.get() == mine
                                        on:change=move |_| side.set(picked.clone())
                                    />
                                    <span>{option.name.clone()}</span>
                                </label>
                            }
                        })
                        .collect_view()}
                </div>
            </Show>
            <div class="row">
                {button("PDF", PrintFormat::Pdf)} {button("PNG, 300 DPI", png)}
                {button("SVG", PrintFormat::Svg)}
            </div>
            <details class="fold" data-testid="shop-files">
                <summary class="fold-head">
                    <span>{words().shop_files}</span>
                </summary>
                <div class="stack fold-body">
                    <p class="muted small">{words().shop_files_hint}</p>
                    <div class="row">
                        {button(words().file_pdfx, for_shops)} {button(words().file_tiff, tiff)}
                        {button(words().file_dxf, PrintFormat::Dxf { offset: KISS_CUT })}
                    </div>
                </div>
            </details>
            {move || {
                making
                    .get()
                    .map(|making| {
                        view! {
                            <div class="row" data-testid="making">
                                <progress
                                    class="progress grow"
                                    max="1"
                                    prop:value=making.done
                                    aria-label=fill(words().making_file, &[&making.name])
                                ></progress>
                                <button type="button" class="btn btn-small" on:click=cancel>
                                    {words().cancel}
                                </button>
                            </div>
                        }
                    })
            }}
            {move || problem.get().map(|text| view! { <Banner tone=Tone::Error text=text /> })}
        </section>
    }
}

/// A file's name: `for-mum-front.pdf`, with a size `for-mum-front-50x70.pdf`.
fn sized_name(design: &str, side: &SideId, size: Option<&SizeId>, extension: &str) -> String {
    match size {
        None => file_name(design, side, extension),
        Some(size) => format!("{}-{side}-{size}.{extension}", slug(design)),
    }
}

async fn print(
    store: EditorStore,
    press: &Printing,
    design: design::Design,
    (side, on): (SideId, Option<PrintOn>),
    format: PrintFormat,
    making: RwSignal<Option<Making>>,
) -> Result<js_sys::Uint8Array, JobError> {
    let area = store.product().side(&side).map(|side| side.print_area);
    let area =
        area.ok_or_else(|| JobError::Print { reason: "the product has no such side".into() })?;
    let progress = move |done: f32| {
        // The dialog may be gone by now.
        let _ = making.try_update(|making| {
            if let Some(making) = making {
                making.done = done;
            }
        });
    };
    press.print(store.atelier, design, (side, area, on), format, progress).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_prints_that_grow_name_their_size() {
        let (side, size) = (SideId::new("front").unwrap(), "50x70".parse::<SizeId>().unwrap());
        assert_eq!(sized_name("A poster", &side, None, "pdf"), "a-poster-front.pdf");
        assert_eq!(sized_name("A poster", &side, Some(&size), "pdf"), "a-poster-front-50x70.pdf");
    }
}
