//! "See it in your room": WebXR where the device has it, Apple's Quick Look where it has that, nothing elsewhere. The product stands where
//! the camera finds a table or a floor, in its true size.

use std::cell::RefCell;
use std::rc::Rc;
use std::slice;

use jobs::BodyFormat;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use model::Matrix;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Url};

use super::files::Files;
use super::painter::{Painter, Stand};
use super::stage::Stage;
use crate::atelier::Atelier;
use crate::by_name::{call, object, property};
use crate::gl::name;
use crate::parts::{Icon, view};
use crate::words::turning_words;

/// The kind of session that shows the world behind the product.
const SESSION: &str = "immersive-ar";

/// What the device has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Xr,
    QuickLook,
}

/// The button; nothing where the device has no way.
#[component]
pub(super) fn RoomButton(stage: Stage, files: Files) -> impl IntoView {
    let atelier = Atelier::from_context();
    let way = RwSignal::new(None::<Way>);
    let overlay = NodeRef::<leptos::html::Div>::new();
    let is_in = RwSignal::new(false);
    spawn_local(async move {
        let found = way_here().await;
        // The view may be gone by now.
        let _ = way.try_set(found);
    });
    let go = move |way: Way| {
        spawn_local(async move {
            let went = match way {
                Way::Xr => {
                    let overlay = overlay.get_untracked().map(JsValue::from);
                    enter(stage, overlay, is_in).await
                }
                Way::QuickLook => match files.make(BodyFormat::Usdz).await {
                    Some(Ok(file)) => quick_look(&file),
                    Some(Err(error)) => Err(error.to_string().into()),
                    None => Ok(()),
                },
            };
            if went.is_err() {
                leave();
                let _ = is_in.try_set(false);
                stage.come_home();
                atelier.toast(turning_words().room_failed, None);
            }
        });
    };
    view! {
        {move || {
            let way = way.get()?;
            Some(
                view! {
                    <button
                        type="button"
                        class="btn btn-small"
                        data-testid="room"
                        disabled=move || files.is_busy()
                        on:click=move |_| go(way)
                    >
                        <Icon name="device" />
                        <span>{turning_words().room}</span>
                    </button>
                },
            )
        }}
        <div class="turning-room" node_ref=overlay hidden=move || !is_in.get()>
            <p role="status">{move || is_in.get().then_some(turning_words().room_hint)}</p>
            <button type="button" class="btn" data-testid="room-leave" on:click=move |_| leave()>
                <Icon name="x" />
                {turning_words().room_leave}
            </button>
        </div>
    }
}

/// What the device has.
async fn way_here() -> Option<Way> {
    let xr = property(&window().navigator(), "xr");
    if xr.is_truthy() {
        let asked = call(&xr, "isSessionSupported", &[SESSION.into()]);
        if wait(asked).await.is_ok_and(|answer| answer.is_truthy()) {
            return Some(Way::Xr);
        }
    }
    let link: JsValue = document().create_element("a").ok()?.into();
    let kinds = property(&link, "relList");
    call(&kinds, "supports", &["ar".into()]).is_truthy().then_some(Way::QuickLook)
}

/// Waits for a promise; what is none is the answer itself.
async fn wait(asked: JsValue) -> Result<JsValue, JsValue> {
    match asked.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(answer) => Err(answer),
    }
}

/// Opens Quick Look with a file. It wants a link with a picture in it.
fn quick_look(file: &Uint8Array) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(BodyFormat::Usdz.extension_and_type().1);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(file), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    link.set_attribute("rel", "ar")?;
    link.set_attribute("download", "product.usdz")?;
    link.set_attribute("href", &address)?;
    link.append_child(&document().create_element("img")?.into())?;
    call(&link, "click", &[]);
    Ok(())
}

thread_local! {
    /// The session that runs, so that its overlay can end it.
    static RUNNING: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

fn leave() {
    let session = RUNNING.with_borrow_mut(Option::take);
    if let Some(session) = session {
        // It ends by its own event.
        call(&session, "end", &[]);
    }
}

/// What a session holds from frame to frame.
struct Session {
    stage: Stage,
    session: JsValue,
    layer: JsValue,
    local: JsValue,
    hits: JsValue,
    /// Where the product stands, once a place was found, and whether it was put down there.
    place: Option<[f64; 3]>,
    is_down: bool,
    is_over: bool,
}

/// Begins a session. It goes on until it is left.
async fn enter(
    stage: Stage,
    overlay: Option<JsValue>,
    is_in: RwSignal<bool>,
) -> Result<(), JsValue> {
    let xr = property(&window().navigator(), "xr");
    let list = |name: &str| JsValue::from(Array::of1(&name.into()));
    let mut wishes =
        vec![("requiredFeatures", list("hit-test")), ("optionalFeatures", list("dom-overlay"))];
    if let Some(root) = overlay {
        wishes.push(("domOverlay", object(&[("root", root)])));
    }
    // First of all, while the press of the button still counts.
    let session = wait(call(&xr, "requestSession", &[SESSION.into(), object(&wishes)])).await?;
    RUNNING.with_borrow_mut(|running| *running = Some(session.clone()));
    let _ = is_in.try_set(true);
    let missing = || JsValue::from("the stage is gone");
    let gl = stage.in_room(|painter| painter.gl().clone()).ok_or_else(missing)?;
    wait(gl.call("makeXRCompatible", &[])).await?;
    let make: Function = Reflect::get(&window(), &"XRWebGLLayer".into())?.dyn_into()?;
    let layer = Reflect::construct(&make, &Array::of2(&session, gl.context()))?;
    call(&session, "updateRenderState", &[object(&[("baseLayer", layer.clone())])]);
    let local = wait(call(&session, "requestReferenceSpace", &["local".into()])).await?;
    let eye = wait(call(&session, "requestReferenceSpace", &["viewer".into()])).await?;
    let hits = wait(call(&session, "requestHitTestSource", &[object(&[("space", eye)])])).await?;
    // The light stands still in a room, so its shadow is made once.
    stage.in_room(|painter| painter.cast_around(0.0));
    let state = Rc::new(RefCell::new(Session {
        stage,
        session: session.clone(),
        layer,
        local,
        hits,
        place: None,
        is_down: false,
        is_over: false,
    }));
    let selected = state.clone();
    let on_select = Closure::<dyn FnMut()>::new(move || {
        let mut state = selected.borrow_mut();
        // Pressed again it is taken up again.
        state.is_down = state.place.is_some() && !state.is_down;
    });
    let ended = state.clone();
    let on_end = Closure::once(move || {
        ended.borrow_mut().is_over = true;
        RUNNING.with_borrow_mut(|running| *running = None);
        let _ = is_in.try_set(false);
        stage.come_home();
    });
    for (name, handler) in [("select", on_select.as_ref()), ("end", on_end.as_ref())] {
        call(&session, "addEventListener", &[name.into(), handler.clone()]);
    }
    on_select.forget();
    on_end.forget();
    ask(state);
    Ok(())
}

/// Asks for the next frame of a session, until it is over.
fn ask(state: Rc<RefCell<Session>>) {
    let session = state.borrow().session.clone();
    let next = Closure::once_into_js(move |_: f64, frame: JsValue| {
        if state.borrow().is_over {
            return;
        }
        state.borrow_mut().draw(&frame);
        ask(state);
    });
    call(&session, "requestAnimationFrame", &[next]);
}

impl Session {
    fn draw(&mut self, frame: &JsValue) {
        let pose = call(frame, "getViewerPose", slice::from_ref(&self.local));
        if !self.is_down {
            self.look_for_a_place(frame);
        }
        let target = property(&self.layer, "framebuffer");
        let views = property(&pose, "views");
        let (layer, place) = (self.layer.clone(), self.place);
        self.stage.in_room(|painter| {
            let gl = painter.gl();
            gl.draw_to(&target);
            gl.clear_all(name::DEPTH_BUFFER_BIT | name::COLOR_BUFFER_BIT);
            let Some(place) = place.filter(|_| views.is_object()) else { return };
            Array::from(&views).iter().for_each(|view| draw_view(painter, &layer, &view, place));
        });
    }

    fn look_for_a_place(&mut self, frame: &JsValue) {
        let found = call(frame, "getHitTestResults", slice::from_ref(&self.hits));
        if !found.is_object() {
            return;
        }
        let first = Array::from(&found).get(0);
        let pose = call(&first, "getPose", slice::from_ref(&self.local));
        if let Some(matrix) = matrix(&property(&pose, "transform"), "matrix") {
            self.place = Some([matrix.0[12], matrix.0[13], matrix.0[14]]);
        }
    }
}

fn draw_view(painter: &Painter, layer: &JsValue, view: &JsValue, place: [f64; 3]) {
    let port = call(layer, "getViewport", slice::from_ref(view));
    let side = |name: &str| property(&port, name);
    painter.gl().call("viewport", &[side("x"), side("y"), side("width"), side("height")]);
    let transform = property(view, "transform");
    let eye = matrix(&transform, "matrix");
    let world = matrix(&property(&transform, "inverse"), "matrix");
    let lens = matrix(view, "projectionMatrix");
    let (Some(eye), Some(world), Some(lens)) = (eye, world, lens) else { return };
    let (least, most) = painter.model().bounds();
    let middle = |axis: usize| f64::from(least[axis] + most[axis]) / 2.0;
    // It stands with the middle of its foot on the place.
    let foot = [-middle(0), -f64::from(least[1]), -middle(2)];
    let turn = world.after(&Matrix::shift(place)).after(&Matrix::shift(foot));
    painter.draw_standing(&Stand { turn, lens, level: eye }, 0.0);
}

/// A matrix of 16 numbers.
fn matrix(object: &JsValue, name: &str) -> Option<Matrix> {
    let list = property(object, name);
    if !list.is_object() {
        return None;
    }
    let numbers: Vec<f64> = Array::from(&list).iter().filter_map(|value| value.as_f64()).collect();
    numbers.try_into().ok().map(Matrix)
}
