//! Designs in and out of storage and `.atelier` files, whole, with their pictures. While one is edited, `saving` keeps it.

use design::{ArtworkId, Bundle, Design, DesignId, IdSource, read_bundle, write_bundle};
use editor::{Revision, Saved, Session, Stamps, TabId};
use geom::Table;
use js_sys::Uint8Array;
use leptos::prelude::*;
use web_sys::File;

use crate::atelier::{Atelier, RandomIds};
use crate::editing::{read_stored, sentence, slug};
use crate::lazy::{Work, lazy_code};
use crate::route::Route;
use crate::storage::{ArtworkPart, DesignHead, Record, RecordKind, StorageError, files};
use crate::words::{fill, words};

/// Largest `.atelier` file that is read.
const MOST_BYTES: u64 = design::MAX_BUNDLE as u64;

/// Gathers a design with its pictures and downloads it. What goes wrong is shown.
pub(crate) async fn download(atelier: Atelier, design: Design) {
    let name = format!("{}.atelier", slug(&design.head.name));
    let outcome = async {
        let mut artworks = Table::new();
        for id in design.artworks() {
            let bytes = atelier.original(id).await.ok_or(words().picture_gone)?;
            artworks.insert(id, bytes.to_vec());
        }
        let bytes = write_bundle(&design, &artworks);
        files::download(&name, "application/octet-stream", &Uint8Array::from(&bytes[..]))
            .map_err(|error| error.to_string())
    };
    match outcome.await {
        Ok(()) => atelier.toast(&fill(words().file_saved, &[&name]), None),
        Err(error) => atelier.toast(&sentence(&error), None),
    }
}

lazy_code! {
    /// [`download`] for where its code is not at hand.
    in files: pub(crate) fn lazy_download(atelier: Atelier, design: Design) -> Work {
        Box::pin(download(atelier, design))
    }

    /// [`keep`] for where its code is not at hand. Where it cannot be kept now, nobody is told: the editor tries again.
    in files: pub(crate) fn lazy_keep(atelier: Atelier, design: Design) -> Work {
        Box::pin(async move { drop(keep(atelier, design).await) })
    }
}

/// Reads a `.atelier` file, keeps what is in it as a design of its own, and opens it; a template joins the shopper's own.
/// What goes wrong is shown.
pub(crate) async fn open(atelier: Atelier, file: &File) {
    match take_in(atelier, file, |_| {}).await {
        Ok(head) if head.is_template => atelier.router.go(&Route::Templates),
        Ok(head) => atelier.router.go(&Route::Editor(head.id)),
        Err(problem) => atelier.toast(&problem, None),
    }
}

/// Reads a `.atelier` file and keeps what is in it as a template of the shopper's own. What goes wrong is shown.
pub(crate) async fn open_template(atelier: Atelier, file: &File) {
    match take_in(atelier, file, |design| design.head.is_template = true).await {
        Ok(head) => atelier.toast(&fill(words().save_template_done, &[&head.name]), None),
        Err(problem) => atelier.toast(&problem, None),
    }
}

async fn take_in(
    atelier: Atelier,
    file: &File,
    change: impl FnOnce(&mut Design),
) -> Result<DesignHead, String> {
    let outcome = async {
        let bytes = files::read(file, MOST_BYTES).await.map_err(|error| error.to_string())?;
        let bytes = bytes.to_vec();
        let Bundle { mut design, artworks } =
            read_bundle(&bytes).map_err(|error| error.to_string())?;
        // A file may be opened twice, or where the design still is: it always becomes a new one.
        design.id = DesignId(RandomIds.next());
        change(&mut design);
        let head = DesignHead::of(&design);
        for (artwork, bytes) in artworks {
            keep_artwork(atelier, head.id, artwork, &Uint8Array::from(bytes)).await?;
        }
        keep(atelier, design).await?;
        Ok::<_, String>(head)
    };
    outcome.await.map_err(|error| {
        let name = file.name();
        let problem = if error.starts_with(&name) { error } else { sentence(&error) };
        files::about(&name, &problem)
    })
}

/// Keeps a picture's original with a proxy for the screen.
async fn keep_artwork(
    atelier: Atelier,
    design: DesignId,
    id: ArtworkId,
    original: &Uint8Array,
) -> Result<(), String> {
    atelier.keep_original(id, original);
    let mut parts = vec![(ArtworkPart::Original, original.clone())];
    // A drawing is drawn as it is.
    if !design::is_drawing(&original.slice(0, 16).to_vec()) {
        let imported = atelier.studio().import(original).await;
        let (_, proxy) = imported.map_err(|error| error.to_string())?;
        atelier.keep_proxy(id, &proxy);
        parts.push((ArtworkPart::Proxy, proxy));
    }
    let Some(storage) = atelier.storage.get_untracked() else { return Ok(()) };
    for (part, bytes) in &parts {
        // Where storage refuses, the bytes stay at hand and the save state says so.
        let _ = storage.put_artwork(design, id, *part, bytes).await;
    }
    Ok(())
}

/// A stored design as it is now.
///
/// # Errors
/// A sentence for the shopper.
pub(crate) async fn stored_design(atelier: Atelier, id: DesignId) -> Result<Design, String> {
    stored(atelier, id).await.map(|saved| saved.design)
}

async fn stored(atelier: Atelier, id: DesignId) -> Result<Saved, String> {
    let storage = atelier.storage.get_untracked().ok_or(words().loading)?;
    read_stored(&storage, id).await?.ok_or_else(|| words().design_gone.to_owned())
}

/// Keeps a design that is not open in an editor: a copy, or one from a file.
///
/// # Errors
/// A sentence for the shopper.
pub(crate) async fn keep(atelier: Atelier, design: Design) -> Result<(), String> {
    write(atelier, Saved::fresh(design)).await
}

/// Renames a stored design. Undo and redo of the design stay.
///
/// # Errors
/// A sentence for the shopper.
pub(crate) async fn rename(atelier: Atelier, id: DesignId, name: &str) -> Result<(), String> {
    let mut saved = stored(atelier, id).await?;
    saved.design.head.name = name.trim().chars().take(editor::limits::MAX_NAME).collect();
    write(atelier, saved).await
}

async fn write(atelier: Atelier, saved: Saved) -> Result<(), String> {
    let storage = atelier.storage.get_untracked().ok_or(words().loading)?;
    let shop = atelier.shop_now().ok_or(words().shop_failed)?;
    let product = shop
        .product(&saved.design.head.product)
        .cloned()
        .ok_or_else(|| fill(words().product_gone, &[saved.design.head.product.as_str()]))?;
    let head = DesignHead::of(&saved.design);
    let tab = TabId(RandomIds.next());
    let revision = Revision { number: saved.revision.number + 1, tab };
    let stamps: Stamps = saved.stamps.clone();
    let session = Session::restore(saved, product, None).map_err(|error| error.to_string())?;
    let record = Record {
        design: head.id,
        schema: design::SCHEMA,
        revision: crate::storage::Revision { number: revision.number, tab: revision.tab.0 },
        kind: RecordKind::Snapshot,
        payload: editor::write_snapshot(&session, &stamps, revision),
    };
    storage.save(&head, &record).await.map_err(|error: StorageError| error.to_string())
}
