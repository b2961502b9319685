//! Small values: preferences and the taste profile by name, and the bounded cache of shaped outlines.

use design::TextKey;

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
                let named = [key.as_str().as_bytes(), &[END], bytes].concat();
                writes.put(Area::Outlines, &short(key), &named);
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
        let names: Vec<_> = keys.iter().map(short).collect();
        let reads: Vec<_> = names.iter().map(|name| Read::One(Area::Outlines, name)).collect();
        let found = find(&*self.first.backend, &[Area::Outlines], &reads).await?;
        let of_key = |(key, entries): (&TextKey, &Vec<Entry>)| {
            let bytes = entries.first()?.bytes()?;
            let outlines = bytes.strip_prefix(key.as_str().as_bytes())?.strip_prefix(&[END])?;
            Some(outlines.to_vec())
        };
        Ok(keys.iter().zip(&found).map(of_key).collect())
    }
}

/// No text holds this byte: it ends the text key that stands before its outlines.
const END: u8 = 0xff;

/// A text key holds the shopper's words at any length. Its entry is named by its 64-bit FNV-1a hash, and the key stands
/// in the entry: of two texts with one hash the older one's outlines are not found, and are made again.
pub(super) fn short(key: &TextKey) -> String {
    let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", key.as_str().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix))
}
