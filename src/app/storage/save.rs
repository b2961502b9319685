//! Saving a state of a design in the first and the second home. When to save, and what to do when it fails, is autosave's.

use design::DesignId;

use super::backend::{Access, Area, Backend, Entry, Plan, Read, Step, Write, Writes};
use super::quarantine::{TAKEN, aside};
use super::{DesignHead, Flaw, Record, RecordKind, Revision, Storage, StorageError};

/// Where the counter over all designs is kept.
const TOUCHED: &str = "~touched";

impl Storage {
    /// Saves a state in the first home, in one transaction: the record, the line in the list, and that its artwork is
    /// needed. A snapshot takes the place of all earlier records. Saving the same revision again changes nothing.
    ///
    /// # Errors
    /// `Stale` where the stored state is not the base of the diff or not older than the snapshot; `Gone` where a diff has
    /// no snapshot; `Newer` where a newer Atelier saved; else what the browser says. Nothing was stored then.
    pub(crate) async fn save(
        &self,
        head: &DesignHead,
        record: &Record,
    ) -> Result<(), StorageError> {
        self.store_waiting_artwork().await;
        let mut result = self.save_in_first(head, record).await;
        if result == Err(StorageError::Full) && self.clear_outlines().await.is_ok() {
            result = self.save_in_first(head, record).await;
        }
        self.note(|ledger| ledger.first(record.design, record.revision, &result));
        result
    }

    async fn save_in_first(&self, head: &DesignHead, record: &Record) -> Result<(), StorageError> {
        let design = record.design.to_string();
        let mut touched = 0;
        let plan: Plan<'_> = &mut |found| {
            let [heads, records, counter, aside_already] = &*found else {
                return Err(StorageError::Gone);
            };
            let mut writes = Vec::new();
            let mut head = DesignHead { revision: record.revision, deleted: false, ..head.clone() };
            match stored_head(heads) {
                Some(Ok(stored)) if stored.schema > record.schema => {
                    return Err(StorageError::Newer { schema: stored.schema });
                }
                Some(Ok(stored)) => head.deleted = stored.deleted,
                Some(Err(reason)) => {
                    for entry in heads {
                        aside(&mut writes, aside_already, Area::Heads, entry, &reason);
                    }
                }
                None => {}
            }
            let newest = records.last().and_then(|entry| Revision::of_key(&entry.key));
            if !follows(newest, record)? {
                return Ok(Vec::new());
            }
            touched = counter_after(counter);
            head.touched = touched;
            let count = touched.to_string();
            writes.put(Area::Records, &record.key(), &record.seal(&head));
            if record.kind == RecordKind::Snapshot {
                writes.remove_all(Area::Records, records);
            }
            writes.put(Area::Prefs, TOUCHED, count.as_bytes());
            writes.put(Area::Heads, &design, &head.to_bytes());
            for artwork in &head.artworks {
                own(&mut writes, &artwork.to_string(), head.id);
            }
            Ok(writes)
        };
        let under = [&design, "/"].concat();
        let reads = &[
            Read::One(Area::Heads, &design),
            Read::Keys(Area::Records, &under),
            Read::One(Area::Prefs, TOUCHED),
            TAKEN,
        ];
        let areas = &[Area::Heads, Area::Records, Area::Prefs, Area::Owners, Area::Quarantine];
        self.first.backend.run(Step { access: Access::Write, areas, reads, plan }).await?;
        self.note(|ledger| ledger.touched = ledger.touched.max(touched));
        Ok(())
    }

    /// Saves the whole newest state (a snapshot) in the second home, unless a newer one is there.
    ///
    /// # Errors
    /// `Unavailable` where there is no second home; `Stale` or `Newer` where something newer is there; else what the
    /// browser says. Nothing was stored then.
    pub(crate) async fn save_mirror(
        &self,
        head: &DesignHead,
        record: &Record,
    ) -> Result<(), StorageError> {
        let Some(place) = self.mirror() else {
            return Err(StorageError::Unavailable { reason: "no files for this page".into() });
        };
        let touched = self.note(|ledger| ledger.touched);
        let head = DesignHead { revision: record.revision, touched, ..head.clone() };
        let saved = save_mirror_in(&*place.backend, &head, record).await;
        if saved.is_ok() {
            self.note(|ledger| ledger.second(record.design, record.revision));
        }
        saved
    }
}

async fn save_mirror_in(
    backend: &dyn Backend,
    head: &DesignHead,
    record: &Record,
) -> Result<(), StorageError> {
    let key = record.design.to_string();
    let plan: Plan<'_> = &mut |found| {
        let [mirrors, aside_already] = &*found else { return Err(StorageError::Gone) };
        let mut writes = Vec::new();
        for entry in mirrors {
            match Record::open(entry.bytes().as_deref()) {
                Ok((stored, _)) if stored.schema > record.schema => {
                    return Err(StorageError::Newer { schema: stored.schema });
                }
                Ok((stored, _)) if stored.revision > record.revision => {
                    return Err(StorageError::Stale { stored: stored.revision });
                }
                Ok(_) => {}
                Err(Flaw::Newer(schema)) => return Err(StorageError::Newer { schema }),
                Err(Flaw::Corrupt(reason)) => {
                    aside(&mut writes, aside_already, Area::Mirror, entry, &reason)
                }
            }
        }
        writes.put(Area::Mirror, &key, &record.seal(head));
        Ok(writes)
    };
    let reads = &[Read::One(Area::Mirror, &key), TAKEN];
    let areas = &[Area::Mirror, Area::Quarantine];
    backend.run(Step { access: Access::Write, areas, reads, plan }).await
}

/// Whether the record is to be written on what is stored; not again where it is stored already.
fn follows(stored: Option<Revision>, record: &Record) -> Result<bool, StorageError> {
    match (stored, record.kind) {
        (Some(stored), _) if stored == record.revision => Ok(false),
        (None, RecordKind::Snapshot) => Ok(true),
        (None, RecordKind::Diff { .. }) => Err(StorageError::Gone),
        (Some(stored), RecordKind::Snapshot) if stored < record.revision => Ok(true),
        (Some(stored), RecordKind::Diff { base }) if stored == base => Ok(true),
        (Some(stored), _) => Err(StorageError::Stale { stored }),
    }
}

/// The head that was found, or why it cannot be read.
pub(super) fn stored_head(found: &[Entry]) -> Option<Result<DesignHead, String>> {
    let entry = found.first()?;
    Some(DesignHead::read(&entry.key, entry.bytes().as_deref()).map_err(|flaw| match flaw {
        Flaw::Corrupt(reason) => reason,
        Flaw::Newer(schema) => format!("version {schema}"),
    }))
}

/// Says that a design needs an artwork.
pub(super) fn own(writes: &mut Vec<Write>, artwork: &str, design: DesignId) {
    writes.put(Area::Owners, &[artwork, "/", &design.to_string()].concat(), &[]);
}

fn counter_after(found: &[Entry]) -> u64 {
    let text = found.first().and_then(Entry::bytes).and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| text.parse::<u64>().ok()).unwrap_or_default().saturating_add(1)
}
