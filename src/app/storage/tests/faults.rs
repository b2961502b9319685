//! Damage, full disks and broken homes: what can be read is read, nothing is overwritten, and the state shown is true.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::backend::Area;
use super::super::{ArtworkPart, DesignHead, Durability, Home, Record, StorageError};
use super::{
    diff, head, id, load, names, payloads, picture, plant, planted, readable, real, revision,
    save_all, snapshot, two_homes,
};

fn thrown(name: &str) -> StorageError {
    let exception = js_sys::Error::new("the browser's words");
    exception.set_name(name);
    StorageError::from_js(&exception)
}

/// Changes one byte in the middle of a sealed record.
fn damaged(record: &Record) -> Vec<u8> {
    let mut bytes = record.seal(&head(record.design.0));
    let middle = bytes.len() - 1;
    bytes[middle] ^= 1;
    bytes
}

#[wasm_bindgen_test]
fn the_browsers_errors_have_our_names() {
    assert_eq!(thrown("QuotaExceededError"), StorageError::Full);
    assert_eq!(thrown("InvalidStateError"), StorageError::Closed);
    let reason = "the browser's words".to_owned();
    assert_eq!(thrown("SecurityError"), StorageError::Unavailable { reason });
    let reason = "UnknownError the browser's words".to_owned();
    assert_eq!(thrown("UnknownError"), StorageError::Failed { reason });
    assert!(matches!(StorageError::from_js(&JsValue::NULL), StorageError::Failed { .. }));
}

#[wasm_bindgen_test]
fn a_cut_or_changed_record_does_not_open() {
    let whole = diff(1, 2, 3, "payload").seal(&head(1));
    assert_eq!(Record::open(Some(&whole)).unwrap().0, diff(1, 2, 3, "payload"));
    for length in 0..whole.len() {
        assert!(Record::open(Some(&whole[..length])).is_err(), "cut to {length}");
    }
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        assert!(Record::open(Some(&changed)).is_err(), "changed at {place}");
    }
}

#[wasm_bindgen_test]
async fn a_damaged_step_is_set_aside_and_what_came_before_is_loaded() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b"), diff(1, 2, 3, "c")]).await;
    save_all(&storage, &[diff(1, 3, 4, "d")]).await;
    let bytes = damaged(&diff(1, 2, 3, "c"));
    let key = diff(1, 2, 3, "c").key();
    plant(&first, Area::Records, &key, &bytes).await;

    let loaded = load(&storage, 1).await;
    assert_eq!(payloads(&loaded), ["a", "b"]);
    assert_eq!(loaded.revision, revision(2));
    let reasons: Vec<_> = loaded.set_aside.iter().map(|aside| aside.reason.as_str()).collect();
    assert_eq!(reasons, ["it was cut or changed", "a step before it is missing"]);

    // Kept byte for byte, reported in later visits, and out of the way of the next save.
    let kept = planted(&first, Area::Quarantine, &format!("records/{key}")).await;
    assert_eq!(kept, Some(bytes));
    assert_eq!(storage.set_aside().await.unwrap().len(), 2);
    save_all(&storage, &[diff(1, 2, 5, "e")]).await;
    let loaded = load(&storage, 1).await;
    assert_eq!((payloads(&loaded), loaded.set_aside.len()), (vec!["a", "b", "e"], 0));
}

#[wasm_bindgen_test]
async fn what_the_editor_refuses_is_set_aside_too() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "bad")]).await;
    let loaded = load(&storage, 1).await;
    assert_eq!(payloads(&loaded), ["a"]);
    assert_eq!(loaded.set_aside[0].reason, "it says bad");
}

#[wasm_bindgen_test]
async fn setting_aside_twice_keeps_both() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    let key = diff(1, 1, 2, "b").key();
    for bytes in [b"one", b"two"] {
        plant(&first, Area::Records, &key, bytes).await;
        load(&storage, 1).await;
    }
    let kept = |suffix: &str| format!("records/{key}{suffix}");
    assert_eq!(planted(&first, Area::Quarantine, &kept("")).await.as_deref(), Some(&b"one"[..]));
    assert_eq!(planted(&first, Area::Quarantine, &kept("+")).await.as_deref(), Some(&b"two"[..]));
}

#[wasm_bindgen_test]
async fn the_highest_revision_of_both_homes_wins() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b")]).await;
    storage.save_mirror(&head(1), &snapshot(1, 2, "ab")).await.unwrap();
    // A draw: the first home, with its history.
    assert_eq!(payloads(&load(&storage, 1).await), ["a", "b"]);
    storage.save_mirror(&head(1), &snapshot(1, 3, "abc")).await.unwrap();
    let loaded = load(&storage, 1).await;
    assert_eq!((payloads(&loaded), loaded.home), (vec!["abc"], Home::Opfs));
    save_all(&storage, &[snapshot(1, 4, "abcd")]).await;
    assert_eq!(payloads(&load(&storage, 1).await), ["abcd"]);
}

#[wasm_bindgen_test]
async fn the_second_home_bridges_a_damaged_step() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b"), diff(1, 2, 3, "c")]).await;
    storage.save_mirror(&head(1), &snapshot(1, 2, "ab")).await.unwrap();
    plant(&first, Area::Records, &diff(1, 1, 2, "b").key(), b"broken").await;
    assert_eq!(payloads(&load(&storage, 1).await), ["ab", "c"]);
}

#[wasm_bindgen_test]
async fn a_damaged_second_copy_does_not_hide_the_first() {
    let storage = real("t-second-damaged").await;
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    let second = storage.second.clone().unwrap();
    plant(&*second.backend, Area::Mirror, &id(1).to_string(), b"broken").await;
    let loaded = load(&storage, 1).await;
    assert_eq!((payloads(&loaded), loaded.set_aside.len()), (vec!["a"], 1));
    storage.save_mirror(&head(1), &snapshot(1, 1, "a")).await.unwrap();
    let key = format!("mirror/{}", id(1));
    assert_eq!(
        planted(&*second.backend, Area::Quarantine, &key).await.as_deref(),
        Some(&b"broken"[..])
    );
}

#[wasm_bindgen_test]
async fn a_broken_first_home_is_read_from_the_second() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    storage.save_mirror(&head(1), &snapshot(1, 1, "a")).await.unwrap();
    first.fail(StorageError::Failed { reason: "UnknownError".into() });
    assert_eq!(names(&storage).await, ["Design 1"]);
    let loaded = load(&storage, 1).await;
    assert_eq!((payloads(&loaded), loaded.home), (vec!["a"], Home::Opfs));
}

#[wasm_bindgen_test]
async fn a_broken_first_home_without_a_second_is_an_error() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    first.fail(StorageError::Closed);
    assert_eq!(storage.load(id(1), readable).await.err(), Some(StorageError::Closed));
    assert_eq!(storage.list().await.err(), Some(StorageError::Closed));
    first.heal();
    assert_eq!(payloads(&load(&storage, 1).await), ["a"]);
}

#[wasm_bindgen_test]
async fn nothing_readable_is_an_error_and_all_is_kept() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    plant(&first, Area::Records, &snapshot(1, 1, "a").key(), b"broken").await;
    let error = storage.load(id(1), readable).await.err();
    assert!(matches!(error, Some(StorageError::Corrupt { .. })), "{error:?}");
    assert!(names(&storage).await.is_empty());
    assert_eq!(storage.set_aside().await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn a_newer_schema_is_left_alone() {
    let (storage, first, _) = two_homes();
    let schema = design::SCHEMA + 1;
    let future = DesignHead { schema, ..head(1) };
    let newer = Record { schema, ..snapshot(1, 1, "newer") };
    storage.save(&future, &newer).await.unwrap();
    let expected = StorageError::Newer { schema };
    assert_eq!(storage.load(id(1), readable).await.err(), Some(expected.clone()));
    assert_eq!(storage.save(&head(1), &snapshot(1, 2, "old")).await, Err(expected));
    assert!(planted(&first, Area::Records, &newer.key()).await.is_some());
    assert_eq!(storage.set_aside().await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_damaged_line_of_the_list_is_made_anew() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b"), snapshot(2, 1, "c")]).await;
    plant(&first, Area::Heads, &id(1).to_string(), b"{\"id\":").await;
    let listing = storage.list().await.unwrap();
    assert_eq!((listing.designs.len(), listing.set_aside.len()), (2, 1));
    // The next step of the design still fits.
    save_all(&storage, &[diff(1, 2, 3, "d")]).await;
    assert_eq!(payloads(&load(&storage, 1).await), ["a", "b", "d"]);
}

#[wasm_bindgen_test]
async fn a_full_device_is_said_until_a_save_fits() {
    let (storage, first, _) = two_homes();
    let seen: Rc<RefCell<Vec<Durability>>> = Rc::default();
    let log = Rc::clone(&seen);
    storage.watch(move |now| log.borrow_mut().push(now));
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    first.fail(StorageError::Full);
    assert_eq!(storage.save(&head(1), &diff(1, 1, 2, "b")).await, Err(StorageError::Full));
    assert_eq!(storage.durability(), Durability::Full);
    first.heal();
    save_all(&storage, &[diff(1, 1, 2, "b")]).await;
    assert_eq!(*seen.borrow(), [Durability::Full, Durability::Saved]);
}

#[wasm_bindgen_test]
async fn one_design_saved_does_not_hide_another_that_is_not() {
    let (storage, first, _) = two_homes();
    first.fail(StorageError::Closed);
    assert!(storage.save(&head(1), &snapshot(1, 1, "a")).await.is_err());
    first.heal();
    save_all(&storage, &[snapshot(2, 1, "b")]).await;
    assert_eq!(storage.durability(), Durability::NotSaved(StorageError::Closed));
}

#[wasm_bindgen_test]
async fn the_second_home_counts_only_for_the_state_that_it_has() {
    let (storage, first, _) = two_homes();
    first.fail(StorageError::Closed);
    assert!(storage.save(&head(1), &snapshot(1, 3, "c")).await.is_err());
    storage.save_mirror(&head(1), &snapshot(1, 2, "b")).await.unwrap();
    assert_eq!(storage.durability(), Durability::NotSaved(StorageError::Closed));
    storage.save_mirror(&head(1), &snapshot(1, 3, "c")).await.unwrap();
    assert_eq!(storage.durability(), Durability::SecondHome(StorageError::Closed));
}

#[wasm_bindgen_test]
async fn a_full_device_gives_up_its_cache_first() {
    let (storage, first, _) = two_homes();
    let key = super::things::text_key("hello");
    storage.put_outlines(&[(key.clone(), b"outline".to_vec())]).await.unwrap();
    first.fail_once(StorageError::Full);
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    assert_eq!(storage.durability(), Durability::Saved);
    assert_eq!(storage.outlines(&[key]).await, Ok(vec![None]));
}

#[wasm_bindgen_test]
async fn artwork_that_does_not_fit_stays_in_the_tab_and_is_tried_again() {
    let (storage, first, _) = two_homes();
    let (artwork, bytes) = picture(b"large");
    first.fail(StorageError::Full);
    let full = storage.put_artwork(id(1), artwork, ArtworkPart::Original, &bytes).await;
    assert_eq!(full, Err(StorageError::Full));
    let found = storage.artwork(artwork, ArtworkPart::Original).await.unwrap().unwrap();
    assert_eq!(found.to_vec(), b"large");
    assert_eq!(storage.durability(), Durability::Full);
    first.heal();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    assert_eq!(storage.durability(), Durability::Saved);
    assert!(planted(&first, Area::Originals, &artwork.to_string()).await.is_some());
}
