//! Artwork by its content: stored once, kept for every design that needs it. Bytes stay in the browser's memory.

use design::{ArtworkId, DesignId};
use js_sys::Uint8Array;

use super::backend::{Access, Area, Plan, Read, Step, Write, find_one};
use super::durability::Waiting;
use super::save::own;
use super::{Storage, StorageError};

/// Which bytes of an artwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArtworkPart {
    /// The file as it was uploaded, for print.
    Original,
    /// A small picture of it, for the screen.
    Proxy,
}

impl ArtworkPart {
    fn area(self) -> Area {
        match self {
            Self::Original => Area::Originals,
            Self::Proxy => Area::Proxies,
        }
    }
}

impl Storage {
    /// Keeps an artwork for a design. Bytes that are stored already are not stored again.
    ///
    /// # Errors
    /// What the browser says. The bytes are then kept in this tab, [`Storage::artwork`] finds them, the durability says
    /// so, and every save tries again.
    pub(crate) async fn put_artwork(
        &self,
        design: DesignId,
        artwork: ArtworkId,
        part: ArtworkPart,
        bytes: &Uint8Array,
    ) -> Result<(), StorageError> {
        // A view would be stored with all that lies around it.
        let is_whole = bytes.byte_length() == bytes.buffer().byte_length();
        let bytes = if is_whole { bytes.clone() } else { bytes.slice(0, bytes.length()) };
        let stored = self.store_artwork(&[design], artwork, part, &bytes).await;
        if let Err(error) = &stored {
            self.note(|ledger| ledger.wait(artwork, part, design, &bytes, error.clone()));
        }
        stored
    }

    async fn store_artwork(
        &self,
        designs: &[DesignId],
        artwork: ArtworkId,
        part: ArtworkPart,
        bytes: &Uint8Array,
    ) -> Result<(), StorageError> {
        let (area, key) = (part.area(), artwork.to_string());
        let plan: Plan<'_> = &mut |found| {
            let mut writes = Vec::new();
            if found.iter().all(Vec::is_empty) {
                writes.push(Write::Put(area, key.clone(), bytes.into()));
            }
            for design in designs {
                own(&mut writes, &key, *design);
            }
            Ok(writes)
        };
        let reads = &[Read::Keys(area, &key)];
        self.first
            .backend
            .run(Step { access: Access::Write, areas: &[area, Area::Owners], reads, plan })
            .await
    }

    /// Tries again what could not be stored before.
    pub(super) async fn store_waiting_artwork(&self) {
        let waiting = self.ledger.borrow().waiting.clone();
        for Waiting { artwork, part, owners, bytes, .. } in waiting {
            if self.store_artwork(&owners, artwork, part, &bytes).await.is_ok() {
                self.note(|ledger| ledger.stored(artwork, part));
            }
        }
    }

    /// The bytes of an artwork, wherever they are; `None` where they are nowhere.
    ///
    /// # Errors
    /// What the first home says, where the second does not have them either.
    pub(crate) async fn artwork(
        &self,
        artwork: ArtworkId,
        part: ArtworkPart,
    ) -> Result<Option<Uint8Array>, StorageError> {
        if let Some(bytes) = self.ledger.borrow().bytes(artwork, part) {
            return Ok(Some(bytes));
        }
        self.bytes_anywhere(part.area(), &artwork.to_string()).await
    }

    /// Keeps the small picture (PNG) of a design for the list.
    ///
    /// # Errors
    /// What the browser says.
    #[cfg_attr(not(test), expect(dead_code, reason = "lists draw their pictures anew so far"))]
    pub(crate) async fn put_thumbnail(
        &self,
        design: DesignId,
        png: &Uint8Array,
    ) -> Result<(), StorageError> {
        let bytes = png.slice(0, png.length()).into();
        let put = vec![Write::Put(Area::Thumbnails, design.to_string(), bytes)];
        super::backend::write(&*self.first.backend, &[Area::Thumbnails], put).await
    }

    /// The small picture of a design.
    ///
    /// # Errors
    /// What the browser says.
    #[cfg_attr(not(test), expect(dead_code, reason = "lists draw their pictures anew so far"))]
    pub(crate) async fn thumbnail(
        &self,
        design: DesignId,
    ) -> Result<Option<Uint8Array>, StorageError> {
        self.bytes_anywhere(Area::Thumbnails, &design.to_string()).await
    }

    /// The bytes under a key, from the first place that has them.
    pub(super) async fn bytes_anywhere(
        &self,
        area: Area,
        key: &str,
    ) -> Result<Option<Uint8Array>, StorageError> {
        let mut failure = None;
        for place in self.places() {
            match find_one(&*place.backend, area, key).await {
                Ok(Some(entry)) => return Ok(entry.array()),
                Ok(None) => {}
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or(Ok(None), Err)
    }
}
