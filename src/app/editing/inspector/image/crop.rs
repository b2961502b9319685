//! Choosing the part of a picture that is shown: drag the box or its edges, press arrow keys, choose a proportion, or
//! type. How a box may move is the editor's.

use design::{Crop, Image};
use editor::{Command, CropGrip, Refinement, Target, WHOLE, crop_in_ratio, crop_moved};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

use super::preview::Preview;
use crate::editing::EditorStore;
use crate::editing::fields::{Number, NumberField};
use crate::editing::inspector::fold::{Choices, Row};
use crate::parts::{Dialog, view};
use crate::words::words;

/// One step of an arrow key, and with Shift.
const STEP: (f64, f64) = (0.01, 0.1);
/// The grips at the box's edges, by compass.
const GRIPS: [(&str, i8, i8); 8] = [
    ("nw", -1, -1),
    ("n", 0, -1),
    ("ne", 1, -1),
    ("e", 1, 0),
    ("se", 1, 1),
    ("s", 0, 1),
    ("sw", -1, 1),
    ("w", -1, 0),
];
/// Proportions that are offered; `None` is any, 0 the picture's own.
const RATIOS: [(&str, Option<f64>); 6] = [
    ("", None),
    ("", Some(0.0)),
    ("1:1", Some(1.0)),
    ("4:3", Some(4.0 / 3.0)),
    ("3:4", Some(3.0 / 4.0)),
    ("16:9", Some(16.0 / 9.0)),
];

/// Where a drag began.
#[derive(Clone, Copy)]
struct Drag {
    grip: CropGrip,
    from: (f64, f64),
    crop: Crop,
}

/// The dialog.
#[component]
pub(super) fn CropDialog(
    /// The selected picture.
    image: Memo<Option<Image>>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let crop = RwSignal::new(WHOLE);
    crate::dom::effect(move || {
        if open.get() {
            let now = image.get_untracked().and_then(|image| image.crop);
            crop.set(now.unwrap_or(WHOLE));
        }
    });
    let apply = move || {
        let chosen = crop.get_untracked();
        let how = Refinement::Crop((chosen != WHOLE).then_some(chosen));
        store.run(Command::Refine { target: Target::Selection, how });
        open.set(false);
    };
    view! {
        <Dialog open=open name="crop" title=words().crop>
            <div class="dialog-body stack">
                <CropBox image=image crop=crop />
            </div>
            <div class="dialog-foot">
                <button type="button" class="btn btn-quiet" on:click=move |_| crop.set(WHOLE)>
                    {words().whole_picture}
                </button>
                <button type="button" class="btn btn-primary" on:click=move |_| apply()>
                    {words().apply}
                </button>
            </div>
        </Dialog>
    }
}

/// The picture with the box, proportions and numbers.
#[component]
fn CropBox(image: Memo<Option<Image>>, crop: RwSignal<Crop>) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let chosen = RwSignal::new(0_usize);
    let drag = StoredValue::new(None::<Drag>);
    let pixels = move || {
        image.get_untracked().map_or(1.0, |image| {
            f64::from(image.pixels.width.max(1)) / f64::from(image.pixels.height.max(1))
        })
    };
    // A proportion of pixels as one of parts of the picture.
    let ratio = move || match RATIOS[chosen.get_untracked()].1 {
        None => None,
        Some(0.0) => Some(1.0),
        Some(ratio) => Some(ratio / pixels()),
    };
    let begin = move |event: PointerEvent, grip: CropGrip| {
        event.prevent_default();
        event.stop_propagation();
        let from = (f64::from(event.client_x()), f64::from(event.client_y()));
        drag.set_value(Some(Drag { grip, from, crop: crop.get_untracked() }));
        if let Some(frame) = frame.get_untracked() {
            // Fails only for a pointer that is up already.
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
    };
    let follow = move |event: PointerEvent| {
        let (Some(drag), Some(frame)) = (drag.get_value(), frame.get_untracked()) else { return };
        let bounds = frame.get_bounding_client_rect();
        let by = (
            (f64::from(event.client_x()) - drag.from.0) / bounds.width().max(1.0),
            (f64::from(event.client_y()) - drag.from.1) / bounds.height().max(1.0),
        );
        crop.set(crop_moved(drag.crop, drag.grip, by, ratio()));
    };
    let press = move |event: KeyboardEvent, grip: CropGrip| {
        let step = if event.shift_key() { STEP.1 } else { STEP.0 };
        let by = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        crop.update(|crop| *crop = crop_moved(*crop, grip, by, ratio()));
    };
    let all = CropGrip { x: 0, y: 0 };
    let inset = move || {
        let percent = |part: f64| format!("{}%", part * 100.0);
        crop.with(|crop| {
            format!(
                "inset:{} {} {} {}",
                percent(crop.top),
                percent(crop.right),
                percent(crop.bottom),
                percent(crop.left)
            )
        })
    };
    let ratios = RATIOS.into_iter().enumerate().map(|(index, (label, _))| {
        let label = match index {
            0 => words().any_proportion,
            1 => words().own_proportion,
            _ => label,
        };
        (index, label)
    });
    view! {
        <div
            class="crop-frame"
            node_ref=frame
            on:pointermove=follow
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
        >
            <Preview image=image />
            <div class="crop-shade">
                <div style=inset></div>
            </div>
            <div
                class="crop-box"
                style=inset
                tabindex="0"
                role="group"
                aria-label=words().crop_box
                on:pointerdown=move |event| begin(event, all)
                on:keydown=move |event| press(event, all)
            >
                {GRIPS
                    .into_iter()
                    .zip(words().crop_grips.split('|'))
                    .map(|((dir, x, y), name)| {
                        let grip = CropGrip { x, y };
                        view! {
                            <button
                                type="button"
                                class="handle"
                                data-dir=dir
                                aria-label=name
                                on:pointerdown=move |event| begin(event, grip)
                                on:keydown=move |event| press(event, grip)
                            ></button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
        <Choices
            label=words().proportion
            name="crop-ratio"
            choices=ratios.collect()
            value=Signal::derive(move || Some(chosen.get()))
            on_change=move |index: usize| {
                chosen.set(index);
                if let Some(ratio) = ratio() {
                    crop.update(|crop| *crop = crop_in_ratio(*crop, ratio));
                }
            }
            row=Row::Chips
        />
        <Numbers crop=crop />
    }
}

/// What is cut off at each edge, in percent.
#[component]
fn Numbers(crop: RwSignal<Crop>) -> impl IntoView {
    type Pick = fn(&Crop) -> f64;
    let edges: [(&'static str, CropGrip, Pick, f64); 4] = [
        (words().cut_left, CropGrip { x: -1, y: 0 }, |crop| crop.left, 1.0),
        (words().cut_top, CropGrip { x: 0, y: -1 }, |crop| crop.top, 1.0),
        (words().cut_right, CropGrip { x: 1, y: 0 }, |crop| crop.right, -1.0),
        (words().cut_bottom, CropGrip { x: 0, y: 1 }, |crop| crop.bottom, -1.0),
    ];
    let field = move |(name, grip, pick, sign): (&'static str, CropGrip, Pick, f64)| {
        view! {
            <NumberField
                label=name
                unit="%"
                value=Signal::derive(move || Some(crop.with(pick) * 100.0))
                on_change=move |number: Number| {
                    let Some(number) = number else { return };
                    let by = (number / 100.0 - crop.with_untracked(pick)) * sign;
                    crop.update(|crop| *crop = crop_moved(*crop, grip, (by, by), None));
                }
            />
        }
    };
    view! { <div class="num-grid">{edges.into_iter().map(field).collect_view()}</div> }
}
