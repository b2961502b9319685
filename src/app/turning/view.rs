//! The dialog that shows a product in 3D: the stage, ways to turn it without a pointer, what view it is, and ways out of the page. While
//! there is no model, or no 3D here, the picture is shown instead, with a note.

use catalog::PartColours;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use model::{Model, Orbit, Step};
use wasm_bindgen_futures::spawn_local;

use super::Turnable;
use super::files::Files;
use super::hands::{Hands, SIDES};
use super::prints;
use super::room::RoomButton;
use super::stage::{Card, Stage};
use crate::atelier::Atelier;
use crate::dom::effect;
use crate::editing::follow_size;
use crate::fetch::fetch;
use crate::parts::{
    Banner, Dialog, IconButton, ProductPicture, Show, Tone, Waiting, compose, view,
};
use crate::words::{fill, turning_words, words};

/// Edge of the picture that is shown instead, in pixels.
const PICTURE: u32 = 1000;

/// How the model stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coming {
    Loading,
    Shown,
    NoModel,
    NoDrawing,
    Lost,
}

impl Coming {
    fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Shown => "shown",
            Self::NoModel => "no-model",
            Self::NoDrawing => "no-drawing",
            Self::Lost => "lost",
        }
    }
}

/// The dialog.
pub(super) fn dialog(open: RwSignal<bool>, what: StoredValue<Turnable>) -> AnyView {
    let name = what.with_value(|what| what.product.name.clone());
    view! {
        <Dialog
            open=open
            name="turning"
            title=fill(turning_words().title, &[&name])
            class="dialog dialog-turning"
        >
            {body(what.get_value())}
        </Dialog>
    }
    .into_any()
}

fn parts_of(what: &Turnable) -> Memo<Option<PartColours>> {
    let (product, design) = (what.product.clone(), what.design);
    Memo::new(move |_| {
        let colour = design.with(|design| design.head.colour.clone());
        let colour = product.colour(&colour).or(product.colours.first());
        colour.map(|colour| colour.parts)
    })
}

fn body(what: Turnable) -> AnyView {
    let atelier = Atelier::from_context();
    let words = turning_words();
    let stage = Stage::new();
    let hands = Hands::on(stage);
    let (canvas, area) = (NodeRef::<Canvas>::new(), NodeRef::<Div>::new());
    let coming = RwSignal::new(Coming::Loading);
    let problem = RwSignal::new(None::<String>);
    let size = RwSignal::new((0.0, 0.0));
    let parts = parts_of(&what);
    follow_size(area, size);
    let address = what.product.model_file().map(|model| format!("{}{model}", atelier.place().base));
    spawn_local(async move {
        let Some(model) = load(address).await else {
            let _ = coming.try_set(Coming::NoModel);
            return;
        };
        // The dialog may be closed by now.
        let Some(Some(canvas)) = canvas.try_get_untracked() else { return };
        let Some(Some(parts)) = parts.try_get_untracked() else { return };
        let is_there = stage.show(&canvas, model, parts);
        let _ = coming.try_set(if is_there { Coming::Shown } else { Coming::NoDrawing });
    });
    prints::follow(stage, what.clone(), problem);
    effect(move || {
        if let Some(parts) = parts.get() {
            stage.paint(parts);
        }
    });
    effect(move || {
        size.track();
        atelier.theme.track();
        stage.take_wall();
    });
    effect(move || {
        if let Some(area) = area.get() {
            // Keys work at once. Fails only for what cannot have the focus.
            let _ = area.focus();
        }
    });
    let coming = Memo::new(move |_| match (coming.get(), stage.card.get()) {
        (Coming::Shown, Card::Away) => Coming::Lost,
        (Coming::Shown, Card::Refused) => Coming::NoDrawing,
        (coming, _) => coming,
    });
    let is_shown = move || coming.get() == Coming::Shown;
    let name = what.product.name.clone();
    let instead = StoredValue::new(what.clone());
    let files = Files::new(what.clone());
    view! {
        <div class="turning-body" data-state=move || coming.get().name()>
            <div
                class="turning-stage"
                node_ref=area
                tabindex="0"
                role="application"
                aria-label=fill(words.what, &[&name])
                aria-describedby="turning-how"
                data-testid="turning-stage"
                data-bytes=move || stage.bytes.get().to_string()
                hidden=move || matches!(coming.get(), Coming::NoModel | Coming::NoDrawing)
                on:keydown=move |event| hands.key(&event)
                on:pointerdown=move |event| hands.take(&event)
                on:pointermove=move |event| hands.drag(&event)
                on:pointerup=move |event| hands.release(&event)
                on:pointercancel=move |event| hands.release(&event)
                on:wheel=move |event| hands.wheel(&event)
            >
                <canvas node_ref=canvas aria-hidden="true"></canvas>
            </div>
            <p class="visually-hidden" id="turning-how">{words.how}</p>
            <Show when=move || coming.get() == Coming::Loading>
                <div class="turning-wait" role="status">
                    <Waiting />
                    <span class="visually-hidden">{words.loading}</span>
                </div>
            </Show>
            {move || match coming.get() {
                Coming::NoModel => Some(picture_instead(&instead.get_value(), words.no_model)),
                Coming::NoDrawing => Some(picture_instead(&instead.get_value(), words.no_drawing)),
                Coming::Lost => Some(picture_instead(&instead.get_value(), words.lost)),
                Coming::Loading | Coming::Shown => None,
            }}
            <p class="turning-caption" role="status" data-testid="turning-caption">
                {move || is_shown().then(|| stage.caption.get())}
            </p>
            {move || {
                let why = problem.get()?;
                let text = fill(words.print_failed, &[&why]);
                Some(view! { <Banner tone=Tone::Warn text=text /> })
            }}
        </div>
        <div class="turning-foot">
            <Show when=is_shown>
                {sides(stage)}
                {zooms(stage)}
            </Show>
            <span class="grow"></span>
            <Show when=is_shown>
                <RoomButton stage=stage files=files />
            </Show>
            {files.menu()}
        </div>
    }
    .into_any()
}

/// The model from its address; `None` where it does not come or cannot be read.
async fn load(address: Option<String>) -> Option<Model> {
    let file = fetch(&address?).await.ok()?;
    model::read(&file).ok()
}

fn sides(stage: Stage) -> AnyView {
    let words = turning_words();
    let names = [words.front, words.right, words.back, words.left];
    let button = move |(index, name): (usize, &'static str)| {
        let to = Orbit::from_around(SIDES[index]);
        let is_seen = move || stage.rested.get().turned().eighth == to.turned().eighth;
        view! {
            <button
                type="button"
                class="btn btn-small"
                aria-pressed=move || is_seen().to_string()
                on:click=move |_| stage.go(to)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="turning-sides" role="group" aria-label=words.sides>
            {names.into_iter().enumerate().map(button).collect_view()}
        </div>
    }
    .into_any()
}

fn zooms(stage: Stage) -> AnyView {
    let step = move |step: Step| stage.go(stage.orbit().stepped(step));
    view! {
        <div class="turning-zooms">
            <IconButton
                icon="minus"
                label=words().zoom_out.to_owned()
                on_press=move |()| step(Step::Further)
            />
            <IconButton
                icon="plus"
                label=words().zoom_in.to_owned()
                on_press=move |()| step(Step::Closer)
            />
            <IconButton
                icon="fit"
                label=words().zoom_fit.to_owned()
                on_press=move |()| stage.go(stage.home())
            />
        </div>
    }
    .into_any()
}

fn picture_instead(what: &Turnable, note: &'static str) -> AnyView {
    let (product, design) = (what.product.clone(), what.design);
    let name = product.name.clone();
    let job = Signal::derive(move || {
        let first = product.views.first()?;
        compose(design.get(), &product, first, PICTURE)
    });
    view! {
        <div class="turning-instead">
            <Banner tone=Tone::Info text=note />
            <ProductPicture class="picture" job=job alt=name />
        </div>
    }
    .into_any()
}
