//! Where things go that cannot be read: kept byte for byte with the reason, never overwritten, never read again by itself.

use super::backend::{Area, Entry, Read, Write, Writes, find};
use super::{Storage, StorageError};

/// End of the keys that hold reasons.
const REASON: &str = "~why";

/// Something that could not be read and was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetAside {
    /// What it was, and of which design.
    pub(crate) what: String,
    /// What is wrong with it.
    pub(crate) reason: String,
}

impl SetAside {
    pub(super) fn new(area: Area, key: &str, reason: &str) -> Self {
        let id = key.split('/').next().unwrap_or(key);
        let what = match area {
            Area::Heads => "the entry in the list of design ",
            Area::Records => "a saved step of design ",
            Area::Mirror => "the second copy of design ",
            _ => "the stored ",
        };
        Self { what: [what, id].concat(), reason: reason.to_owned() }
    }
}

/// The lookup that [`aside`] needs.
pub(super) const TAKEN: Read<'_> = Read::Keys(Area::Quarantine, "");

/// Sets an entry aside, under a key that is not taken yet.
pub(super) fn aside(
    writes: &mut Vec<Write>,
    taken: &[Entry],
    area: Area,
    entry: &Entry,
    reason: &str,
) {
    let mut key = [area.name(), "/", &entry.key].concat();
    while taken.iter().any(|taken| taken.key == key) {
        key.push('+');
    }
    writes.put(Area::Quarantine, &[&key, REASON].concat(), reason.as_bytes());
    writes.push(Write::Put(Area::Quarantine, key, entry.value.clone()));
    writes.remove_all(area, std::slice::from_ref(entry));
}

impl Storage {
    /// What was set aside, in this visit and before.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn set_aside(&self) -> Result<Vec<SetAside>, StorageError> {
        let mut all = Vec::new();
        for place in self.places() {
            let backend = &*place.backend;
            let keys = find(backend, &[Area::Quarantine], &[TAKEN]).await?;
            let reasons = keys.iter().flatten().filter(|entry| entry.key.ends_with(REASON));
            let reads: Vec<_> =
                reasons.map(|entry| Read::One(Area::Quarantine, &entry.key)).collect();
            for entry in find(backend, &[Area::Quarantine], &reads).await?.iter().flatten() {
                let (area, key) = entry.key.split_once('/').unwrap_or_default();
                let key = key.strip_suffix(REASON).unwrap_or(key);
                let Some(area) = Area::ALL.into_iter().find(|known| known.name() == area) else {
                    continue;
                };
                let reason = entry.bytes().unwrap_or_default();
                all.push(SetAside::new(
                    area,
                    key.trim_end_matches('+'),
                    &String::from_utf8_lossy(&reason),
                ));
            }
        }
        Ok(all)
    }
}
