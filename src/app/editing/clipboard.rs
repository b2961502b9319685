//! The system's clipboard: layers, words and pictures out and in. What comes in is read by `editor`; nothing of it ever
//! becomes a part of the page.

use editor::{Clipboard, Command, CommandId, Copied, PasteError, Pasted, TextStyle};
use geom::Dpi;
use geom::order::Ordered;
use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ClipboardEvent, File};

use crate::editing::EditorStore;
use crate::editing::keys::shortcut_label;
use crate::editing::store::sentence;
use crate::lazy::lazy_code;
use crate::press::Printing;
use crate::storage::{ArtworkPart, files};
use crate::words::{fill, words};
use jobs::PrintFormat;

/// Resolution of a copied picture where it is not larger than [`MOST_PIXELS`] then.
const DPI: f64 = 300.0;
/// Longest edge of a copied picture in pixels.
const MOST_PIXELS: f64 = 4_000.0;
/// Kinds of pictures that are pasted where there is no drawing, the best first.
const PICTURES: [&str; 3] = ["image/png", "image/webp", "image/jpeg"];
/// What a pasted drawing is called.
const DRAWING: &str = "picture.svg";

/// What a paste event brought, as text.
#[derive(Default)]
pub(crate) struct Brought {
    /// As [`editor::CLIP_TYPE`].
    pub layers: String,
    /// As HTML.
    pub html: String,
    /// As [`editor::SVG_TYPE`].
    pub svg: String,
    /// As plain text.
    pub text: String,
}

impl Brought {
    fn found(&self) -> Result<Pasted, PasteError> {
        let Self { layers, html, svg, text } = self;
        editor::pasted(Clipboard { layers, html, svg, text })
    }
}

/// Something was pasted on the editor.
pub(crate) fn on_paste(store: EditorStore, event: &ClipboardEvent) {
    event.prevent_default();
    let (data, files) = (event.clipboard_data(), files::pasted(event));
    let of =
        |kind: &str| data.as_ref().and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
    let brought = Brought {
        layers: of(editor::CLIP_TYPE),
        html: of("text/html"),
        svg: of(editor::SVG_TYPE),
        text: of("text/plain"),
    };
    spawn_local(async move {
        if paste(store, brought, files).await.is_err() {
            store.atelier.toast(words().part_failed, None);
        }
    });
}

/// The selection is to be copied. Whether it was.
pub(crate) fn on_copy(store: EditorStore, event: &ClipboardEvent) -> bool {
    let (Some(copied), Some(data)) = (store.read(editor::copied), event.clipboard_data()) else {
        return false;
    };
    event.prevent_default();
    let Copied { layers, html, text } = &copied;
    let forms = [(editor::CLIP_TYPE, layers), ("text/html", html), ("text/plain", text)];
    let put = forms.map(|(kind, form)| data.set_data(kind, form).is_ok());
    say_copied(store, store.selection.with_untracked(geom::Set::len));
    put.contains(&true)
}

lazy_code! {
    /// Pastes what an event brought: layers before a drawing before pictures before words.
    in tools: fn paste(store: EditorStore, brought: Brought, files: Vec<File>) -> () {
        match brought.found() {
            Ok(Pasted::Words(_)) | Err(PasteError::Empty) if !files.is_empty() => {
                store.brought.set(files);
            }
            found => put(store, found),
        }
    }
}

/// Runs a command of the table that needs the clipboard.
pub(crate) async fn perform(store: EditorStore, id: CommandId) {
    let done = match id {
        CommandId::Copy => copy(store).await,
        CommandId::Cut => {
            let copied = copy(store).await;
            if copied.is_ok() {
                store.run_id(CommandId::Delete);
            }
            copied
        }
        CommandId::CopyPicture => copy_picture(store).await,
        _ => paste_from_system(store).await,
    };
    // Browsers refuse without a reason that would help a shopper.
    if done.is_err() {
        let (refused, by_key) = match id {
            CommandId::Paste => (words().paste_refused, CommandId::Paste),
            _ => (words().copy_refused, CommandId::Copy),
        };
        let keys = shortcut_label(by_key).unwrap_or_default();
        store.atelier.toast(&fill(refused, &[&keys]), None);
    }
}

/// Puts what was pasted on the product, or says why not.
fn put(store: EditorStore, found: Result<Pasted, PasteError>) {
    match found {
        Ok(Pasted::Layers { layers, left_out }) => {
            let artworks = layers.iter().flat_map(|layer| layer.content.artworks()).each_once();
            store.run(Command::Paste { layers });
            if left_out > 0 {
                let said = fill(words().paste_left_out, &[&left_out.to_string()]);
                store.atelier.toast(&said, None);
            }
            spawn_local(own_artwork(store, artworks));
        }
        Ok(Pasted::Drawing(source)) => {
            match file(&JsString::from(source), DRAWING, editor::SVG_TYPE) {
                Ok(file) => store.brought.set(vec![file]),
                // There is no memory for it.
                Err(_) => store.atelier.toast(words().paste_refused, None),
            }
        }
        Ok(Pasted::Words(content)) => {
            store.run(Command::AddText { content, style: TextStyle::default(), at: None });
        }
        Err(error) => store.atelier.toast(&sentence(&error.to_string()), None),
    }
}

/// Keeps the pictures of pasted layers for this design too, so that they stay when the other one is deleted.
async fn own_artwork(store: EditorStore, artworks: Vec<design::ArtworkId>) {
    let design = store.read(|session| session.design().id);
    let mut missing = false;
    for id in artworks {
        let (original, proxy) = (store.atelier.original(id).await, store.atelier.proxy(id).await);
        missing |= original.is_none();
        let Some(storage) = store.atelier.storage.get_untracked() else { continue };
        let parts = [(ArtworkPart::Original, original), (ArtworkPart::Proxy, proxy)];
        for (part, bytes) in parts.into_iter().filter_map(|(part, bytes)| Some((part, bytes?))) {
            // Storage tries again, and says by itself where it cannot.
            let _ = storage.put_artwork(design, id, part, &bytes).await;
        }
    }
    if missing {
        store.atelier.toast(words().picture_gone, None);
    }
}

async fn copy(store: EditorStore) -> Result<(), JsValue> {
    let Some(Copied { layers, html, text }) = store.read(editor::copied) else { return Ok(()) };
    let own = format!("web {}", editor::CLIP_TYPE);
    let with_own = [("text/plain", &text), ("text/html", &html), (own.as_str(), &layers)];
    let count = store.selection.with_untracked(geom::Set::len);
    let mut parts: Vec<(&str, JsValue)> = Vec::new();
    for (kind, text) in with_own {
        parts.push((kind, blob(&JsString::from(text.as_str()), kind)?.into()));
    }
    // Not every browser keeps types of its own.
    if write(&parts).await.is_err() {
        write(&parts[..2]).await?;
    }
    say_copied(store, count);
    Ok(())
}

/// Says how much was copied.
fn say_copied(store: EditorStore, count: usize) {
    store.atelier.say(&fill(words().copied, &[&count.to_string()]));
}

async fn copy_picture(store: EditorStore) -> Result<(), JsValue> {
    let studio = store.atelier.studio();
    let Some(bounds) = store.read(|s| s.selection_frame(&studio)).map(|frame| frame.bounds())
    else {
        return Ok(());
    };
    store.atelier.say(words().copying_picture);
    // The selection alone, on a print area that is just as large.
    let (mut design, side) =
        store.read(|session| (session.design().clone(), session.side().clone()));
    let selected = store.selection.get_untracked();
    design.layers.retain(|id, _| selected.contains(id));
    for layer in design.layers.values_mut() {
        let layer = std::sync::Arc::make_mut(layer);
        layer.x = layer.x - geom::Mm::new(bounds.x0);
        layer.y = layer.y - geom::Mm::new(bounds.y0);
        layer.hidden = false;
    }
    let edge = |length: f64| geom::Mm::new(length.max(0.1));
    let (width, height) = (edge(bounds.width()), edge(bounds.height()));
    let none = geom::Mm::ZERO;
    let area = catalog::PrintArea { width, height, bleed: none, safe_zone: none };
    let dpi = DPI.min(MOST_PIXELS / (width.max(height).mm() / 25.4));
    let draw = |format: PrintFormat| {
        let (design, side, atelier) = (design.clone(), side.clone(), store.atelier);
        future_to_promise(async move {
            let press = Printing::new(&atelier.place().base);
            let drawn = press.print(atelier, design, (side, area, None), format, |_| {}).await;
            let bytes = drawn.map_err(|error| JsValue::from(error.to_string()))?;
            let (_, kind) = format.extension_and_type();
            Ok(blob(&bytes, kind)?.into())
        })
    };
    // A promise keeps the shopper's press valid while the picture is drawn.
    let mut parts = vec![("image/png", draw(PrintFormat::Png { dpi: Dpi::new(dpi) }).into())];
    if supports(editor::SVG_TYPE) {
        parts.push((editor::SVG_TYPE, draw(PrintFormat::Svg).into()));
    }
    write(&parts).await?;
    store.atelier.toast(words().copied_picture, None);
    Ok(())
}

async fn paste_from_system(store: EditorStore) -> Result<(), JsValue> {
    let clipboard = clipboard()?;
    let items: Array = method(&clipboard, "read", &[])?;
    let items: Array = JsFuture::from(Promise::resolve(&items)).await?.unchecked_into();
    let own = format!("web {}", editor::CLIP_TYPE);
    let mut brought = Brought::default();
    let mut picture = None;
    for item in items.iter() {
        let types: Array = Reflect::get(&item, &"types".into())?.unchecked_into();
        let has = |kind: &str| types.includes(&kind.into(), 0);
        let places = [
            (own.as_str(), &mut brought.layers),
            ("text/html", &mut brought.html),
            (editor::SVG_TYPE, &mut brought.svg),
            ("text/plain", &mut brought.text),
        ];
        for (kind, text) in places {
            if has(kind) && text.is_empty() {
                let blob = of_type(&item, kind).await?;
                // A number of bytes is a whole number below 2^53.
                if blob.size() as usize > 3 * editor::MAX_CLIP_BYTES {
                    continue;
                }
                *text = JsFuture::from(blob.text()).await?.as_string().unwrap_or_default();
            }
        }
        if let Some(kind) = PICTURES.into_iter().find(|kind| has(kind)) {
            picture = Some((kind, of_type(&item, kind).await?));
        }
    }
    match (brought.found(), picture) {
        (Ok(Pasted::Words(_)) | Err(PasteError::Empty), Some((kind, blob))) => {
            let name = kind.replace("image/", "picture.");
            store.brought.set(vec![file(&blob, &name, kind)?]);
        }
        (found, _) => put(store, found),
    }
    Ok(())
}

async fn of_type(item: &JsValue, kind: &str) -> Result<Blob, JsValue> {
    let coming: Promise = method(item, "getType", &[kind.into()])?;
    Ok(JsFuture::from(coming).await?.unchecked_into())
}

async fn write(parts: &[(&str, JsValue)]) -> Result<(), JsValue> {
    let item = Object::new();
    for (kind, value) in parts {
        Reflect::set(&item, &(*kind).into(), value)?;
    }
    let class: Function = Reflect::get(&window(), &"ClipboardItem".into())?.dyn_into()?;
    let item = Reflect::construct(&class, &Array::of1(&item))?;
    let written: Promise = method(&clipboard()?, "write", &[Array::of1(&item).into()])?;
    JsFuture::from(written).await?;
    Ok(())
}

/// A file as if the shopper had chosen it.
fn file(content: &JsValue, name: &str, kind: &str) -> Result<File, JsValue> {
    let options = web_sys::FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_blob_sequence_and_options(&Array::of1(content), name, &options)
}

fn supports(kind: &str) -> bool {
    let class = Reflect::get(&window(), &"ClipboardItem".into());
    let answer = class.and_then(|class| method::<JsValue>(&class, "supports", &[kind.into()]));
    answer.is_ok_and(|answer| answer.is_truthy())
}

fn clipboard() -> Result<JsValue, JsValue> {
    let found = Reflect::get(&window().navigator(), &"clipboard".into())?;
    if found.is_undefined() { Err(found) } else { Ok(found) }
}

fn method<T: JsCast>(of: &JsValue, name: &str, given: &[JsValue]) -> Result<T, JsValue> {
    let method: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    let given: Array = given.iter().collect();
    Ok(method.apply(of, &given)?.unchecked_into())
}

fn blob(part: &JsValue, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_buffer_source_sequence_and_options(&Array::of1(part), &options)
}
