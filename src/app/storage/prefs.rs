//! Small values: preferences and the taste profile by name, and the bounded cache of shaped outlines.

use design::{ArtworkId, TextKey};

use super::backend::{Access, Area, Entry, Plan, Read, Step, Write, Writes, find, write};
use super::{Storage, StorageError};

/// Most outlines that are kept; a text needs one per state that was saved. All are dropped when there are more.
const MOST_OUTLINES: usize = 2_000;

impl Storage {
    /// Keeps a whole value under a name.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn put_pref(&self, name: &str, json: &str) -> Result<(), StorageError> {
        let mut writes = Vec::new();
        writes.put(Area::Prefs, name, json.as_bytes());
        write(&*self.first.backend, &[Area::Prefs], writes).await
    }

    /// The value under a name; `None` where there is none or it is not text.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn pref(&self, name: &str) -> Result<Option<String>, StorageError> {
        let found = self.bytes_anywhere(Area::Prefs, name).await?;
        Ok(found.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()))
    }

    /// Forgets the value under a name, in both homes.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn remove_pref(&self, name: &str) -> Result<(), StorageError> {
        for place in self.places() {
            let writes = vec![Write::Remove(Area::Prefs, name.to_owned())];
            write(&*place.backend, &[Area::Prefs], writes).await?;
        }
        Ok(())
    }

    /// Keeps shaped outlines, so that a design draws before the worker is up.
    ///
    /// # Errors
    /// What the browser says; the outlines can always be made again.
    pub(crate) async fn put_outlines(
        &self,
        entries: &[(TextKey, Vec<u8>)],
    ) -> Result<(), StorageError> {
        self.keep_outlines(entries, MOST_OUTLINES).await
    }

    /// Drops the cache of outlines, to make room.
    pub(super) async fn clear_outlines(&self) -> Result<(), StorageError> {
        self.keep_outlines(&[], 0).await
    }

    async fn keep_outlines(
        &self,
        entries: &[(TextKey, Vec<u8>)],
        most: usize,
    ) -> Result<(), StorageError> {
        let plan: Plan<'_> = &mut |found| {
            let [kept] = &*found else { return Err(StorageError::Gone) };
            let mut writes = Vec::new();
            if kept.len() + entries.len() > most {
                writes.remove_all(Area::Outlines, kept);
            }
            for (key, bytes) in entries {
                writes.put(Area::Outlines, &short(key), bytes);
            }
            Ok(writes)
        };
        let (areas, reads) = (&[Area::Outlines], &[Read::Keys(Area::Outlines, "")]);
        self.first.backend.run(Step { access: Access::Write, areas, reads, plan }).await
    }

    /// The outlines of these texts, in their order.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn outlines(
        &self,
        keys: &[TextKey],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        let keys: Vec<_> = keys.iter().map(short).collect();
        let reads: Vec<_> = keys.iter().map(|key| Read::One(Area::Outlines, key)).collect();
        let found = find(&*self.first.backend, &[Area::Outlines], &reads).await?;
        Ok(found.iter().map(|entries| entries.first().and_then(Entry::bytes)).collect())
    }
}

/// A text key holds the shopper's words at any length; its SHA-256 is as good a name.
fn short(key: &TextKey) -> String {
    ArtworkId::of(key.as_str().as_bytes()).to_string()
}
