//! Preferences, outlines, thumbnails, files and tabs.

use std::cell::RefCell;
use std::rc::Rc;

use design::{FontId, Text, TextKey};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::backend::{Area, Read, Writes, find, write};
use super::super::files::{FileError, download, dropped, read};
use super::super::prefs::short;
use super::{id, real, two_homes};
use crate::tabs::Tabs;

/// The key of a text that says this.
pub(super) fn text_key(content: &str) -> TextKey {
    let size = geom::Mm::new(10.0);
    Text::plain(content.into(), FontId("inter".into()), size, geom::Rgb::BLACK).key()
}

fn file(name: &str, bytes: &[u8]) -> web_sys::File {
    let parts = Array::of1(&Uint8Array::from(bytes));
    web_sys::File::new_with_u8_array_sequence(&parts, name).unwrap()
}

#[wasm_bindgen_test]
async fn preferences_come_back_until_they_are_forgotten() {
    let storage = real("t-prefs").await;
    storage.put_pref("profile", "{\"a\":1}").await.unwrap();
    assert_eq!(storage.pref("profile").await, Ok(Some("{\"a\":1}".into())));
    storage.remove_pref("profile").await.unwrap();
    assert_eq!(storage.pref("profile").await, Ok(None));
}

#[wasm_bindgen_test]
async fn outlines_come_back_in_the_order_asked() {
    let storage = real("t-outlines").await;
    let long = text_key(&"long words with / and \u{1f}".repeat(500));
    let entries = [(text_key("a"), b"A".to_vec()), (long.clone(), b"L".to_vec())];
    storage.put_outlines(&entries).await.unwrap();
    let found = storage.outlines(&[long, text_key("never"), text_key("a")]).await.unwrap();
    assert_eq!(found, [Some(b"L".to_vec()), None, Some(b"A".to_vec())]);
}

#[wasm_bindgen_test]
async fn outlines_of_another_text_of_the_same_hash_are_not_taken() {
    let (storage, _, _) = two_homes();
    storage.put_outlines(&[(text_key("b"), b"B".to_vec())]).await.unwrap();
    let backend = &*storage.first.backend;
    let reads = [Read::One(Area::Outlines, &short(&text_key("b")))];
    let found = find(backend, &[Area::Outlines], &reads).await.unwrap();
    let mut writes = Vec::new();
    writes.put(Area::Outlines, &short(&text_key("a")), &found[0][0].bytes().unwrap());
    write(backend, &[Area::Outlines], writes).await.unwrap();
    let found = storage.outlines(&[text_key("a"), text_key("b")]).await.unwrap();
    assert_eq!(found, [None, Some(b"B".to_vec())]);
}

#[wasm_bindgen_test]
async fn the_cache_of_outlines_is_bounded() {
    let (storage, _, _) = two_homes();
    let many: Vec<_> = (0..1_500).map(|n| (text_key(&n.to_string()), vec![1])).collect();
    storage.put_outlines(&many).await.unwrap();
    let more: Vec<_> = (1_500..2_100).map(|n| (text_key(&n.to_string()), vec![2])).collect();
    storage.put_outlines(&more).await.unwrap();
    let found = storage.outlines(&[text_key("0"), text_key("2000")]).await.unwrap();
    assert_eq!(found, [None, Some(vec![2])]);
}

#[wasm_bindgen_test]
async fn thumbnails_come_back() {
    let storage = real("t-thumbnails").await;
    storage.put_thumbnail(id(1), &Uint8Array::from(&b"png"[..])).await.unwrap();
    let found = storage.thumbnail(id(1)).await.unwrap().map(|bytes| bytes.to_vec());
    assert_eq!(found.as_deref(), Some(&b"png"[..]));
    assert!(storage.thumbnail(id(2)).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn files_are_read_within_the_limit() {
    let bytes = read(&file("a.png", b"1234"), 4).await.unwrap();
    assert_eq!(bytes.to_vec(), b"1234");
    let large = read(&file("a.png", b"12345"), 4).await;
    let expected = FileError::TooLarge { name: "a.png".into(), bytes: 5, limit: 4 };
    assert_eq!(large.err(), Some(expected));
    let empty = read(&file("b.png", b""), 4).await;
    assert_eq!(empty.err(), Some(FileError::Empty { name: "b.png".into() }));
}

#[wasm_bindgen_test]
async fn dropped_files_are_found() {
    let data = web_sys::DataTransfer::new().unwrap();
    data.items().add_with_file(&file("a.png", b"1")).unwrap();
    data.items().add_with_file(&file("b.png", b"2")).unwrap();
    let options = web_sys::DragEventInit::new();
    options.set_data_transfer(Some(&data));
    let event = web_sys::DragEvent::new_with_event_init_dict("drop", &options).unwrap();
    let names: Vec<_> = dropped(&event).iter().map(web_sys::File::name).collect();
    assert_eq!(names, ["a.png", "b.png"]);
    assert!(dropped(&web_sys::DragEvent::new("drop").unwrap()).is_empty());
}

#[wasm_bindgen_test]
async fn a_download_is_offered_under_its_name() {
    let offered: Rc<RefCell<Vec<String>>> = Rc::default();
    let log = Rc::clone(&offered);
    let document = web_sys::window().unwrap().document().unwrap();
    // The click of a link outside the page does not bubble, so the link's own click is listened to by its prototype.
    let prototype = js_sys::Reflect::get(
        &super::interface(&["HTMLAnchorElement", "prototype"]).unwrap(),
        &"click".into(),
    )
    .unwrap();
    let spy = Closure::<dyn Fn(JsValue)>::new(move |link: JsValue| {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        log.borrow_mut().push(format!("{} {}", link.download(), link.href().starts_with("blob:")));
    });
    let click = js_sys::Function::new_with_args("spy", "return function () { spy(this) }");
    let click = click.call1(&JsValue::NULL, spy.as_ref()).unwrap();
    let anchor = super::interface(&["HTMLAnchorElement", "prototype"]).unwrap();
    js_sys::Reflect::set(&anchor, &"click".into(), &click).unwrap();
    let result = download("mine.atelier", "application/json", &Uint8Array::from(&b"{}"[..]));
    js_sys::Reflect::set(&anchor, &"click".into(), &prototype).unwrap();
    assert_eq!(result, Ok(()));
    assert_eq!(*offered.borrow(), ["mine.atelier true"]);
    drop(document);
}

#[wasm_bindgen_test]
async fn messages_reach_other_tabs_in_order_and_not_their_sender() {
    let mine: Rc<RefCell<Vec<String>>> = Rc::default();
    let theirs: Rc<RefCell<Vec<String>>> = Rc::default();
    let own = Rc::clone(&mine);
    let here = Tabs::open("t-tabs", move |text| own.borrow_mut().push(text));
    let log = Rc::clone(&theirs);
    let mut arrived = None;
    let third = Promise::new(&mut |resolve, _| arrived = Some(resolve));
    let there = Tabs::open("t-tabs", move |text| {
        log.borrow_mut().push(text);
        if log.borrow().len() == 3 {
            arrived.as_ref().unwrap().call0(&JsValue::NULL).unwrap();
        }
    });
    assert!(here.connected() && there.connected());
    for text in ["1", "2", "3"] {
        here.send(text);
    }
    JsFuture::from(third).await.unwrap();
    assert_eq!(*theirs.borrow(), ["1", "2", "3"]);
    assert!(mine.borrow().is_empty());
}
