//! Saving, loading, listing and deleting designs where all goes well.

use wasm_bindgen_test::wasm_bindgen_test;

use super::super::backend::{Area, Read, find};
use super::super::{ArtworkPart, Deleted, DesignHead, Durability, Home, StorageError};
use super::{
    diff, head, id, load, names, payloads, picture, planted, readable, real, revision, save_all,
    snapshot, two_homes,
};

#[wasm_bindgen_test]
async fn a_design_comes_back_with_its_steps_in_order() {
    let storage = real("t-steps").await;
    save_all(&storage, &[snapshot(1, 1, "whole"), diff(1, 1, 2, "b"), diff(1, 2, 3, "c")]).await;
    let loaded = load(&storage, 1).await;
    assert_eq!(payloads(&loaded), ["whole", "b", "c"]);
    assert_eq!((loaded.revision, loaded.home), (revision(3), Home::IndexedDb));
    assert_eq!(loaded.head.name, "Design 1");
    assert_eq!(loaded.set_aside, []);
}

#[wasm_bindgen_test]
async fn a_design_with_artwork_comes_back() {
    let (storage, _, _) = two_homes();
    let artworks = [picture(b"one").0, picture(b"two").0].to_vec();
    let with_artwork = DesignHead { artworks: artworks.clone(), ..head(1) };
    storage.save(&with_artwork, &snapshot(1, 1, "whole")).await.unwrap();
    let loaded = load(&storage, 1).await;
    assert_eq!((loaded.head.artworks, loaded.set_aside), (artworks, Vec::new()));
    assert_eq!(names(&storage).await, ["Design 1"]);
}

#[wasm_bindgen_test]
async fn an_unknown_design_is_none() {
    let (storage, _, _) = two_homes();
    assert!(storage.load(id(9), readable).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_snapshot_takes_the_place_of_earlier_records() {
    let (storage, first, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b"), snapshot(1, 3, "c")]).await;
    assert_eq!(payloads(&load(&storage, 1).await), ["c"]);
    let keys = find(&first, &[Area::Records], &[Read::Keys(Area::Records, "")]).await;
    assert_eq!(keys.unwrap()[0].len(), 1);
}

#[wasm_bindgen_test]
async fn a_diff_on_another_base_is_stale() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b")]).await;
    let stale = storage.save(&head(1), &diff(1, 1, 3, "c")).await;
    assert_eq!(stale, Err(StorageError::Stale { stored: revision(2) }));
    assert_eq!(payloads(&load(&storage, 1).await), ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_snapshot_that_is_not_newer_is_stale() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 5, "a")]).await;
    let stale = storage.save(&head(1), &snapshot(1, 4, "old")).await;
    assert_eq!(stale, Err(StorageError::Stale { stored: revision(5) }));
}

#[wasm_bindgen_test]
async fn saving_the_same_revision_again_changes_nothing() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), diff(1, 1, 2, "b"), diff(1, 1, 2, "b")]).await;
    assert_eq!(payloads(&load(&storage, 1).await), ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_diff_without_a_snapshot_is_gone() {
    let (storage, _, _) = two_homes();
    let gone = storage.save(&head(1), &diff(1, 0, 1, "b")).await;
    assert_eq!(gone, Err(StorageError::Gone));
    assert!(names(&storage).await.is_empty());
}

#[wasm_bindgen_test]
async fn the_last_touched_design_is_first() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), snapshot(2, 50, "b"), diff(1, 1, 2, "c")]).await;
    assert_eq!(names(&storage).await, ["Design 1", "Design 2"]);
}

#[wasm_bindgen_test]
async fn a_deleted_design_comes_back_whole() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a"), snapshot(2, 1, "b")]).await;
    storage.set_deleted(id(1), Deleted::Yes).await.unwrap();
    assert_eq!(names(&storage).await, ["Design 2"]);
    storage.set_deleted(id(1), Deleted::No).await.unwrap();
    assert_eq!(names(&storage).await, ["Design 2", "Design 1"]);
    assert_eq!(payloads(&load(&storage, 1).await), ["a"]);
}

#[wasm_bindgen_test]
async fn a_late_save_does_not_bring_a_deleted_design_back() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(1, 1, "a")]).await;
    storage.set_deleted(id(1), Deleted::Yes).await.unwrap();
    save_all(&storage, &[diff(1, 1, 2, "b")]).await;
    assert!(names(&storage).await.is_empty());
    storage.set_deleted(id(1), Deleted::No).await.unwrap();
    assert_eq!(payloads(&load(&storage, 1).await), ["a", "b"]);
}

#[wasm_bindgen_test]
async fn purging_removes_both_homes_but_only_what_is_deleted() {
    let storage = real("t-purge").await;
    save_all(&storage, &[snapshot(0x71, 1, "a")]).await;
    storage.save_mirror(&head(0x71), &snapshot(0x71, 1, "a")).await.unwrap();
    assert!(!storage.purge(id(0x71)).await.unwrap());
    assert_eq!(names(&storage).await, ["Design 113"]);
    storage.set_deleted(id(0x71), Deleted::Yes).await.unwrap();
    assert!(storage.purge(id(0x71)).await.unwrap());
    assert!(storage.load(id(0x71), readable).await.unwrap().is_none());
    assert!(names(&storage).await.is_empty());
}

#[wasm_bindgen_test]
async fn a_held_design_is_not_purged() {
    let (storage, _, _) = two_homes();
    save_all(&storage, &[snapshot(0x72, 1, "a")]).await;
    storage.set_deleted(id(0x72), Deleted::Yes).await.unwrap();
    let hold = storage.hold(id(0x72)).await;
    assert_eq!(storage.purge_deleted().await, Ok(0));
    drop(hold);
    assert_eq!(storage.purge_deleted().await, Ok(1));
}

#[wasm_bindgen_test]
async fn artwork_is_stored_once_and_kept_while_any_design_needs_it() {
    let storage = real("t-artwork").await;
    let (shared, shared_bytes) = picture(b"shared");
    let (own, own_bytes) = picture(b"own");
    for design in [0x81, 0x82] {
        storage
            .put_artwork(id(design), shared, ArtworkPart::Original, &shared_bytes)
            .await
            .unwrap();
        save_all(&storage, &[snapshot(design, 1, "a")]).await;
    }
    storage.put_artwork(id(0x81), own, ArtworkPart::Original, &own_bytes).await.unwrap();
    storage.put_artwork(id(0x81), own, ArtworkPart::Proxy, &picture(b"small").1).await.unwrap();
    let originals = &[Read::Keys(Area::Originals, "")];
    let stored = find(&*storage.first.backend, &[Area::Originals], originals).await.unwrap();
    assert_eq!(stored[0].len(), 2);

    storage.set_deleted(id(0x81), Deleted::Yes).await.unwrap();
    assert!(storage.purge(id(0x81)).await.unwrap());
    let kept = storage.artwork(shared, ArtworkPart::Original).await.unwrap().unwrap();
    assert_eq!(kept.to_vec(), b"shared");
    assert!(storage.artwork(own, ArtworkPart::Original).await.unwrap().is_none());
    assert!(storage.artwork(own, ArtworkPart::Proxy).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_copy_of_a_design_needs_its_artwork_too() {
    let (storage, _, _) = two_homes();
    let (artwork, bytes) = picture(b"copied");
    storage.put_artwork(id(0x91), artwork, ArtworkPart::Original, &bytes).await.unwrap();
    save_all(&storage, &[snapshot(0x91, 1, "a")]).await;
    let copy = DesignHead { artworks: vec![artwork], ..head(0x92) };
    storage.save(&copy, &snapshot(0x92, 1, "a")).await.unwrap();
    storage.set_deleted(id(0x91), Deleted::Yes).await.unwrap();
    assert!(storage.purge(id(0x91)).await.unwrap());
    assert!(storage.artwork(artwork, ArtworkPart::Original).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn a_view_of_a_large_buffer_is_stored_alone() {
    let storage = real("t-view").await;
    let large = js_sys::Uint8Array::new_with_length(1_000_000);
    let view = large.subarray(10, 20);
    let (artwork, _) = picture(&[0; 10]);
    storage.put_artwork(id(1), artwork, ArtworkPart::Original, &view).await.unwrap();
    let stored = storage.artwork(artwork, ArtworkPart::Original).await.unwrap().unwrap();
    assert_eq!((stored.length(), stored.buffer().byte_length()), (10, 10));
}

#[wasm_bindgen_test]
async fn a_mirror_never_replaces_a_newer_one() {
    let (storage, _, second) = two_homes();
    storage.save_mirror(&head(1), &snapshot(1, 5, "new")).await.unwrap();
    let stale = storage.save_mirror(&head(1), &snapshot(1, 4, "old")).await;
    assert_eq!(stale, Err(StorageError::Stale { stored: revision(5) }));
    let kept = planted(&second, Area::Mirror, &id(1).to_string()).await.unwrap();
    assert!(kept.ends_with(b"new"));
    assert_eq!(storage.durability(), Durability::Saved);
}
