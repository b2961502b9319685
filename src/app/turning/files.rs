//! The finished product as a file: for other 3D programs, and for looking at it in a room. Made by the press, off the page's thread; how
//! such files look inside is `model`'s.

use jobs::{BodyFormat, JobError};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Turnable;
use crate::atelier::Atelier;
use crate::editing::{sentence, slug};
use crate::parts::popover::beside;
use crate::parts::{Icon, Show, view};
use crate::press::Printing;
use crate::storage::files;
use crate::words::{fill, turning_words, words};

/// Width of the menu, in pixels: that of `.menu-pad`.
const WIDTH: f64 = 320.0;

/// The files of a product, one made at a time.
#[derive(Clone, Copy)]
pub(super) struct Files {
    atelier: Atelier,
    what: StoredValue<Turnable>,
    /// How much of a file is made, 0 to 1.
    making: RwSignal<Option<f32>>,
    press: StoredValue<Option<Printing>, LocalStorage>,
}

impl Files {
    /// None is made yet.
    pub(super) fn new(what: Turnable) -> Self {
        let files = Self {
            atelier: Atelier::from_context(),
            what: StoredValue::new(what),
            making: RwSignal::new(None),
            press: StoredValue::new_local(None),
        };
        on_cleanup(move || {
            if let Some(press) = files.press.try_update_value(Option::take).flatten() {
                press.cancel();
            }
        });
        files
    }

    /// Whether a file is being made.
    pub(super) fn is_busy(self) -> bool {
        self.making.with(Option::is_some)
    }

    /// Makes the product as a file. `None` where another one is being made or the view is gone.
    pub(super) async fn make(self, format: BodyFormat) -> Option<Result<Uint8Array, JobError>> {
        if self.making.try_get_untracked()?.is_some() {
            return None;
        }
        self.making.set(Some(0.0));
        let (product, design) =
            self.what.with_value(|what| ((*what.product).clone(), what.design.get_untracked()));
        let press = Printing::new(&self.atelier.place().base);
        self.press.set_value(Some(press.clone()));
        let making = self.making;
        let progress = move |done| {
            // The view may be gone by now.
            let _ = making.try_set(Some(done));
        };
        let outcome = press.body(self.atelier, design, product, format, progress).await;
        self.press.try_set_value(None);
        // Nothing is handed back where the view is gone.
        match making.try_set(None) {
            None => Some(outcome),
            Some(_) => None,
        }
    }

    fn save(self, format: BodyFormat) {
        let name = self.what.with_value(|what| slug(&what.product.name));
        let (extension, media) = format.extension_and_type();
        let name = format!("{name}.{extension}");
        spawn_local(async move {
            let outcome = match self.make(format).await {
                Some(Ok(file)) => {
                    files::download(&name, media, &file).map_err(|error| error.to_string())
                }
                Some(Err(error)) => Err(error.to_string()),
                None => return,
            };
            match outcome {
                Ok(()) => self.atelier.toast(&fill(words().file_saved, &[&name]), None),
                Err(error) => self.atelier.toast(&sentence(&error), None),
            }
        });
    }

    /// The button with a menu of formats.
    pub(super) fn menu(self) -> AnyView {
        let text = turning_words();
        let place = RwSignal::new(String::new());
        let kinds = [(BodyFormat::Glb, text.save_glb), (BodyFormat::Usdz, text.save_usdz)];
        let item = move |(format, label): (BodyFormat, &'static str)| {
            view! {
                <button
                    type="button"
                    class="btn btn-quiet menu-item"
                    data-testid=format!("save-{}", format.extension_and_type().0)
                    popovertarget="turning-files"
                    on:click=move |_| self.save(format)
                >
                    <Icon name="download" />
                    <span>{label}</span>
                </button>
            }
        };
        view! {
            <button
                type="button"
                class="btn btn-small"
                data-testid="turning-save"
                popovertarget="turning-files"
                aria-haspopup="dialog"
                aria-busy=move || self.is_busy().to_string()
                disabled=move || self.is_busy()
                on:click=move |event| place.set(beside(&event, WIDTH))
            >
                <Icon name="download" />
                <span>{text.save}</span>
            </button>
            <Show when=move || self.is_busy()>
                <progress
                    class="progress"
                    max="1"
                    prop:value=move || self.making.get().unwrap_or(0.0)
                    aria-label=turning_words().saving
                ></progress>
            </Show>
            <div
                class="menu"
                popover="auto"
                role="dialog"
                aria-label=text.save
                id="turning-files"
                style=place
            >
                {kinds.into_iter().map(item).collect_view()}
            </div>
        }
        .into_any()
    }
}
