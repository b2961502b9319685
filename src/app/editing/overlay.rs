//! What lies over the layers while they are edited: frame, handles, guides, marquee and the read-out of a drag.

use editor::{Axis, Guide, Readout, offered_handles};
use geom::{Frame, Rect};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::board::{css_mm, css_transform};
use crate::editing::prefs::Unit;
use crate::editing::stage::handle_name;
use crate::parts::{Each, Icon, Show, view};
use crate::words::{decimals, words};

/// Frame, handles, guides and marquee.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let store = EditorStore::from_context();
    let frame = Memo::new(move |_| {
        let dragged =
            store.preview.with(|preview| preview.as_ref().and_then(|preview| preview.frame));
        dragged.or_else(|| store.selection_frame())
    });
    let guides = Memo::new(move |_| {
        store.preview.with(|preview| preview.as_ref().map(|p| p.guides.clone()).unwrap_or_default())
    });
    let marquee =
        Memo::new(move |_| store.preview.with(|preview| preview.as_ref().and_then(|p| p.marquee)));
    let readout = Memo::new(move |_| {
        store.preview.with(|preview| {
            let preview = preview.as_ref()?;
            Some((preview.readout?, preview.frame?))
        })
    });
    view! {
        // As many elements as there are guides; they stay while guides move, so that the layers need not be looked at again.
        <Each
            each=move || (0..guides.with(Vec::len)).collect()
            key=|at: &usize| at.to_string()
            let:at
        >
            {guide_view(Memo::new(move |_| guides.with(|guides| guides.get(at).copied())))}
        </Each>
        <div
            class="marquee"
            hidden=move || marquee.with(Option::is_none)
            style=move || marquee.get().map(marquee_style)
        ></div>
        <Show when=move || frame.with(Option::is_some) && store.typing.with(Option::is_none)>
            <Selection frame=frame />
        </Show>
        <div
            class="readout"
            aria-hidden="true"
            hidden=move || readout.with(Option::is_none)
            style=move || readout.get().map(|(_, frame)| readout_style(&frame))
        >
            <span>{move || readout.get().map(|(readout, _)| readout_text(&readout, store.prefs.with_untracked(|prefs| prefs.unit)))}</span>
        </div>
    }
}

/// The frame around the selection, with the handles that it offers.
#[component]
fn Selection(frame: Memo<Option<Frame>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let style = move || frame.get().map_or_else(String::new, |frame| frame_style(&frame));
    let locked =
        Memo::new(move |_| store.selected().iter().any(|layer| layer.locked || layer.hidden));
    let dragged = Memo::new(move |_| store.preview.with(Option::is_some));
    // What is offered depends on what is selected and on how it is set, not on where it is.
    let handles = Memo::new(move |_| {
        store.selected();
        store.read(offered_handles).iter().map(|handle| handle_name(*handle)).collect::<Vec<_>>()
    });
    view! {
        <div
            class="selection"
            style=style
            data-testid="selection"
            data-locked=move || locked.get().then_some("")
            data-dragged=move || dragged.get().then_some("")
        >
            // Handles would be in the way of presses on what lies near.
            <Show when=move || !locked.get() && !store.several.get()>
                <Each each=move || handles.get() key=|name| (*name).to_owned() let:name>
                    <button
                        type="button"
                        class="handle"
                        data-dir=name
                        tabindex="-1"
                        aria-label=words().resize_handle
                    ></button>
                </Each>
                <button
                    type="button"
                    class="handle-rotate"
                    data-dir="rotate"
                    tabindex="-1"
                    aria-label=words().rotate_handle
                >
                    <Icon name="rotate" />
                </button>
            </Show>
        </div>
    }
}

/// Size and place of an element that covers a frame.
pub(crate) fn frame_style(frame: &Frame) -> String {
    format!(
        "width:{};height:{};transform:{}",
        css_mm(frame.size.width),
        css_mm(frame.size.height),
        css_transform(frame.to_side()),
    )
}

fn guide_view(guide: Memo<Option<Guide>>) -> AnyView {
    let axis = move || guide.get().map(|guide| if guide.axis == Axis::Across { "x" } else { "y" });
    let style = move || guide.get().map(|guide| guide_style(&guide));
    view! { <div class="guide" data-axis=axis style=style></div> }
}

/// A transform alone, so that nothing is laid out: the element is a millimetre long.
fn guide_style(guide: &Guide) -> String {
    let length = decimals(guide.to - guide.from, 3);
    let (at, from) = (css_mm(guide.at), css_mm(guide.from));
    match guide.axis {
        Axis::Across => format!("transform:translate({at},{from}) scaleY({length})"),
        Axis::Down => format!("transform:translate({from},{at}) scaleX({length})"),
    }
}

fn marquee_style(rect: Rect) -> String {
    format!(
        "left:{};top:{};width:{};height:{}",
        css_mm(rect.x0),
        css_mm(rect.y0),
        css_mm(rect.width()),
        css_mm(rect.height()),
    )
}

fn readout_style(frame: &Frame) -> String {
    let bounds = frame.bounds();
    format!("transform:translate({},{})", css_mm(bounds.center().x), css_mm(bounds.y1))
}

fn readout_text(readout: &Readout, unit: Unit) -> String {
    let Readout { x, y, width, height, angle } = *readout;
    let mm = |value: f64| unit.shown(value);
    format!("{}, {}   {} × {}   {angle}", mm(x), mm(y), mm(width), mm(height))
}
