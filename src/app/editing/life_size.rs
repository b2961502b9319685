//! Showing the product in life size. How many pixels this screen has in a millimetre no page can know, so the shopper holds a
//! card to it once. Kept on the device, as other preferences are. Zooming itself is the editor's.

use editor::{Command, Zoom};
use json::{FromJson, ToJson};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::editing::EditorStore;
use crate::parts::{Dialog, IconButton, view};
use crate::words::{decimals, fill, life_words};

/// The name that the screen's density is kept under.
const NAME: &str = "screen";
/// Edges of a card in mm (ISO/IEC 7810, ID-1): bank cards, licences.
const CARD: (f64, f64) = (85.6, 53.98);
/// Narrower windows, in pixels of the page, have no room for the long edge.
const NARROW: f64 = 640.0;
/// Pixels of the page in a millimetre before anybody measured: 96 to an inch.
const USUAL: f64 = 96.0 / 25.4;
/// Fewest and most pixels of the page in a millimetre that can be set.
const DENSITY: (f64, f64) = (2.0, 9.0);
/// Fewest and most pixels of the screen in a millimetre that are read: from walls of light to the finest phones.
const KEPT: (f64, f64) = (0.5, 60.0);
/// One step of the buttons, in pixels of the card.
const STEP: f64 = 1.0;

#[derive(ToJson, FromJson)]
struct Kept {
    /// Pixels of the screen, not of the page, in a millimetre.
    per_mm: f64,
}

/// What is known of the screen, and the dialog in which it is told.
#[derive(Clone, Copy)]
pub(crate) struct LifeSize {
    store: EditorStore,
    /// Pixels of the screen in a millimetre; `None` until somebody measured.
    per_mm: RwSignal<Option<f64>>,
    open: RwSignal<bool>,
}

impl LifeSize {
    /// What was measured before, once it is read.
    pub(crate) fn new(store: EditorStore) -> Self {
        let life = Self { store, per_mm: RwSignal::new(None), open: RwSignal::new(false) };
        spawn_local(async move {
            let Some(storage) = store.atelier.storage.get_untracked() else { return };
            let Ok(Some(kept)) = storage.pref(NAME).await else { return };
            // What cannot be read is as if it were not there.
            let Ok(Kept { per_mm }) = json::read(kept.as_bytes()) else { return };
            if (KEPT.0..=KEPT.1).contains(&per_mm) {
                let _ = life.per_mm.try_set(Some(per_mm));
            }
        });
        life
    }

    /// Shows the side in life size, or asks for the screen first.
    pub(crate) fn show(self) {
        match self.per_mm.get_untracked() {
            None => self.open.set(true),
            Some(per_mm) => self.zoom(per_mm / ratio()),
        }
    }

    /// Opens the dialog.
    pub(crate) fn measure(self) {
        self.open.set(true);
    }

    /// Zooms so far that a millimetre takes so many pixels of the page.
    fn zoom(self, px_per_mm: f64) {
        let Some(now) = board_px_per_mm() else { return };
        let viewport = self.store.viewport.get_untracked();
        let zoom = Zoom::To { zoom: viewport.zoom * px_per_mm / now, centre: viewport.centre };
        self.store.run(Command::Zoom { zoom });
        let reached = self.store.viewport.get_untracked().zoom / viewport.zoom * now;
        let exact = (reached / px_per_mm - 1.0).abs() < 0.01;
        self.store.atelier.say(if exact { life_words().shown } else { life_words().nearly });
    }

    /// Keeps what was measured, and shows the side.
    fn keep(self, px_per_mm: f64) {
        let per_mm = px_per_mm * ratio();
        self.per_mm.set(Some(per_mm));
        self.open.set(false);
        self.zoom(px_per_mm);
        spawn_local(async move {
            let Some(storage) = self.store.atelier.storage.get_untracked() else { return };
            if let Err(error) = storage.put_pref(NAME, &json::write_text(&Kept { per_mm })).await {
                let said = fill(life_words().not_kept, &[&error.to_string()]);
                self.store.atelier.say(&said);
            }
        });
    }
}

/// Pixels of the screen in one of the page.
fn ratio() -> f64 {
    window().device_pixel_ratio().max(0.1)
}

/// Pixels of the page in a millimetre of the board now: its style says so.
fn board_px_per_mm() -> Option<f64> {
    let board = document().query_selector(".board").ok()??;
    let board: HtmlElement = board.dyn_into().ok()?;
    let said = board.style().get_property_value("--mm").ok()?;
    geom::number(said.trim().strip_suffix("px")?).filter(|px| *px > 0.0)
}

/// The two buttons of the view's menu.
#[component]
pub(crate) fn LifeSizeButtons(
    /// What is known of the screen.
    life: LifeSize,
) -> impl IntoView {
    view! {
        <div class="stack" role="group" aria-label=life_words().life_size>
            <button
                type="button"
                class="btn btn-block"
                data-testid="life-size"
                popovertarget="view-menu"
                popovertargetaction="hide"
                on:click=move |_| life.show()
            >
                {life_words().show}
            </button>
            <button
                type="button"
                class="btn btn-quiet btn-block"
                popovertarget="view-menu"
                popovertargetaction="hide"
                on:click=move |_| life.measure()
            >
                {life_words().fit}
            </button>
        </div>
    }
}

/// The dialog with a card to compare.
#[component]
pub(crate) fn LifeSizeDialog(
    /// What is known of the screen.
    life: LifeSize,
) -> impl IntoView {
    view! {
        <Dialog open=life.open name="life-size" title=life_words().life_size>
            <Measuring life=life />
        </Dialog>
    }
}

#[component]
fn Measuring(life: LifeSize) -> impl IntoView {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(f64::MAX);
    let (edge, said) = match width < NARROW {
        true => (CARD.1, life_words().short_edge),
        false => (CARD.0, life_words().long_edge),
    };
    let (low, high) = (DENSITY.0 * edge, (DENSITY.1 * edge).min(width - 56.0));
    let known = life.per_mm.get_untracked().map_or(USUAL, |per_mm| per_mm / ratio());
    let card = RwSignal::new((known * edge).clamp(low, high.max(low)));
    let set = move |px: f64| card.set(decimals(px.clamp(low, high.max(low)), 1));
    let text = move || fill(life_words().width_value, &[&decimals(card.get(), 0).to_string()]);
    view! {
        <div class="dialog-body stack">
            <p>{life_words().lead}</p>
            <p class="muted">{said}</p>
            <div
                class="life-card"
                data-testid="life-card"
                aria-hidden="true"
                style=move || format!("inline-size:{}px", card.get())
            >
                <span class="life-chip"></span>
                <span>{life_words().card}</span>
            </div>
            <div class="row">
                <IconButton
                    icon="minus"
                    label=life_words().narrower.to_owned()
                    on_press=move |()| set(card.get_untracked() - STEP)
                />
                <div class="slider grow">
                    <input
                        type="range"
                        min=low
                        max=high
                        step="0.5"
                        aria-label=life_words().width
                        aria-valuetext=text
                        prop:value=move || card.get().to_string()
                        on:input=move |event| {
                            if let Some(px) = geom::number(&event_target_value(&event)) {
                                set(px);
                            }
                        }
                    />
                </div>
                <IconButton
                    icon="plus"
                    label=life_words().wider.to_owned()
                    on_press=move |()| set(card.get_untracked() + STEP)
                />
            </div>
        </div>
        <div class="dialog-foot">
            <button
                type="button"
                class="btn btn-primary grow"
                data-testid="life-size-show"
                on:click=move |_| life.keep(card.get_untracked() / edge)
            >
                {life_words().show}
            </button>
        </div>
    }
}
