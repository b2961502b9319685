//! "My designs": the list, deletion with undo, and purging for good. Names change with the design, not here.

use std::collections::BTreeMap;

use design::DesignId;

use super::backend::{
    Access, Area, Backend, Entry, Plan, Read, Step, Write, find, find_one, value,
};
use super::locks::{Asked, Sharing, lock};
use super::quarantine::{aside, taken};
use super::save::stored_head;
use super::{DesignHead, Hold, Record, SetAside, Storage, StorageError};

/// The designs that are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// Last touched first, without deleted ones.
    pub(crate) designs: Vec<DesignHead>,
    /// What could not be read.
    pub(crate) set_aside: Vec<SetAside>,
}

/// Whether a design waits to be purged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deleted {
    /// Not listed, but everything of it is there.
    Yes,
    /// Listed.
    No,
}

/// What becomes of artwork that no design needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Orphans {
    Remove,
    Keep,
}

impl Storage {
    /// The designs that are kept, from both homes. A line that cannot be read is set aside and made anew from its records.
    ///
    /// # Errors
    /// What the first home says, where the second has nothing either.
    pub(crate) async fn list(&self) -> Result<Listing, StorageError> {
        let mut set_aside = Vec::new();
        let mut heads = BTreeMap::new();
        let read = find(
            &*self.first.backend,
            &[Area::Heads],
            vec![Read::Under(Area::Heads, String::new())],
        )
        .await;
        let (entries, failure) = match read {
            Ok(found) => (found.into_iter().flatten().collect(), None),
            Err(error) => (Vec::new(), Some(error)),
        };
        for entry in entries {
            let head = match stored_head(std::slice::from_ref(&entry)) {
                Some(Err(reason)) => {
                    set_aside.push(SetAside::new(Area::Heads, &entry.key, &reason));
                    mend_head(&*self.first.backend, &entry.key).await?
                }
                head => head.and_then(Result::ok),
            };
            heads.extend(head.map(|head| (head.id.to_string(), head)));
        }
        self.add_mirrored(&mut heads).await;
        let mut designs: Vec<_> = heads.into_values().filter(|head| !head.deleted).collect();
        designs.sort_by(|a, b| b.touched.cmp(&a.touched).then(a.id.cmp(&b.id)));
        match failure {
            Some(error) if designs.is_empty() => Err(error),
            _ => Ok(Listing { designs, set_aside }),
        }
    }

    /// Adds designs that only the second home has. What it cannot read is found when the design is opened.
    async fn add_mirrored(&self, heads: &mut BTreeMap<String, DesignHead>) {
        let Some(place) = self.mirror() else { return };
        let keys =
            find(&*place.backend, &[Area::Mirror], vec![Read::Keys(Area::Mirror, String::new())])
                .await;
        for key in keys.unwrap_or_default().into_iter().flatten().map(|entry| entry.key) {
            if !heads.contains_key(&key) {
                heads.extend(mirrored_head(&*place.backend, &key).await.map(|head| (key, head)));
            }
        }
    }

    /// Takes a design out of the list, or brings it back. Everything of it stays.
    ///
    /// # Errors
    /// `Gone` where there is none; else what the browser says.
    pub(crate) async fn set_deleted(
        &self,
        design: DesignId,
        deleted: Deleted,
    ) -> Result<(), StorageError> {
        let key = design.to_string();
        let mirrored = match self.mirror() {
            Some(place) => mirrored_head(&*place.backend, &key).await,
            None => None,
        };
        let plan: Plan<'_> = &mut |found| {
            let stored = stored_head(found.first().map(Vec::as_slice).unwrap_or_default());
            let head = match stored {
                Some(Ok(head)) => head,
                Some(Err(reason)) => {
                    return Err(StorageError::Corrupt { what: "this design".into(), reason });
                }
                None => mirrored.clone().ok_or(StorageError::Gone)?,
            };
            let head = DesignHead { deleted: deleted == Deleted::Yes, ..head };
            Ok(vec![Write::Put(Area::Heads, key.clone(), value(&head.to_bytes()))])
        };
        let reads = vec![Read::One(Area::Heads, key.clone())];
        self.first
            .backend
            .run(Step { access: Access::Write, areas: &[Area::Heads], reads, plan })
            .await
    }

    /// Keeps a design from being purged by any tab, until the hold is dropped.
    pub(crate) async fn hold(&self, design: DesignId) -> Hold {
        match lock(&lock_name(design), Sharing::Shared).await {
            Asked::Held(hold) => hold,
            Asked::Taken | Asked::Absent => Hold::nothing(),
        }
    }

    /// Removes a deleted design for good, and the artwork that no other design needs. `false` where a tab holds it or
    /// it is not deleted any more: release this tab's own [`Hold`] first.
    ///
    /// # Errors
    /// What the browser says; the design is still there, deleted.
    pub(crate) async fn purge(&self, design: DesignId) -> Result<bool, StorageError> {
        let turn = lock(&lock_name(design), Sharing::AloneOrNot).await;
        let orphans = match turn {
            Asked::Held(_) => Orphans::Remove,
            // Another tab may need them: it cannot be asked here.
            Asked::Absent => Orphans::Keep,
            Asked::Taken => return Ok(false),
        };
        for (number, place) in self.places().enumerate() {
            if !purge_in(&*place.backend, design, number == 0, orphans).await? {
                return Ok(false);
            }
        }
        self.note(|ledger| ledger.forget(design));
        Ok(true)
    }

    /// Purges every deleted design that no tab holds, and says how many.
    ///
    /// # Errors
    /// What the browser says.
    pub(crate) async fn purge_deleted(&self) -> Result<u32, StorageError> {
        let read = vec![Read::Under(Area::Heads, String::new())];
        let found = find(&*self.first.backend, &[Area::Heads], read).await?;
        let mut purged = 0;
        for entry in found.into_iter().flatten() {
            let head = stored_head(&[entry]).and_then(Result::ok);
            if let Some(head) = head.filter(|head| head.deleted) {
                purged += u32::from(self.purge(head.id).await?);
            }
        }
        Ok(purged)
    }
}

fn lock_name(design: DesignId) -> String {
    ["atelier-design-", &design.to_string()].concat()
}

/// The head inside a second copy, where that can be read.
async fn mirrored_head(backend: &dyn Backend, key: &str) -> Option<DesignHead> {
    let entry = find_one(backend, Area::Mirror, key.to_owned()).await.ok()??;
    Some(Record::open(entry.bytes().as_deref()).ok()?.1)
}

/// Sets a damaged head aside and makes it anew from the newest record.
async fn mend_head(backend: &dyn Backend, key: &str) -> Result<Option<DesignHead>, StorageError> {
    let mut mended = None;
    let plan: Plan<'_> = &mut |found| {
        let [heads, records, aside_already] = &*found else { return Err(StorageError::Gone) };
        let (entry, reason) = match (heads.first(), stored_head(heads)) {
            (Some(entry), Some(Err(reason))) => (entry, reason),
            // Another tab was faster.
            (_, head) => {
                mended = head.and_then(Result::ok);
                return Ok(Vec::new());
            }
        };
        let mut writes = Vec::from(aside(aside_already, Area::Heads, entry, &reason));
        let opened = records.iter().filter_map(|entry| Record::open(entry.bytes().as_deref()).ok());
        let newest = opened.max_by_key(|(record, _)| record.revision);
        mended = newest.map(|(record, head)| DesignHead { revision: record.revision, ..head });
        writes.extend(
            mended
                .iter()
                .map(|head| Write::Put(Area::Heads, key.to_owned(), value(&head.to_bytes()))),
        );
        Ok(writes)
    };
    let reads = vec![
        Read::One(Area::Heads, key.to_owned()),
        Read::Under(Area::Records, [key, "/"].concat()),
        taken(),
    ];
    let areas = &[Area::Heads, Area::Records, Area::Quarantine];
    backend.run(Step { access: Access::Write, areas, reads, plan }).await?;
    Ok(mended)
}

/// Removes a design from a place in one step. `false` where its head says that it is wanted.
async fn purge_in(
    backend: &dyn Backend,
    design: DesignId,
    is_first: bool,
    orphans: Orphans,
) -> Result<bool, StorageError> {
    let id = design.to_string();
    let mut purged = true;
    let plan: Plan<'_> = &mut |found| {
        let [heads, records, mirrors, owners, originals, proxies] = &*found else {
            return Err(StorageError::Gone);
        };
        let is_wanted = |head: Option<Result<DesignHead, String>>| matches!(head, Some(Ok(head)) if !head.deleted);
        purged = !(is_first && is_wanted(stored_head(heads)));
        if !purged {
            return Ok(Vec::new());
        }
        let (mine, others): (Vec<_>, Vec<_>) =
            owners.iter().partition(|owner| owner.key.ends_with(&id));
        let remove = |area: Area, entry: &Entry| Write::Remove(area, entry.key.clone());
        let mut writes = vec![Write::Remove(Area::Thumbnails, id.clone())];
        writes.extend(records.iter().map(|entry| remove(Area::Records, entry)));
        writes.extend(mirrors.iter().map(|entry| remove(Area::Mirror, entry)));
        writes.extend(mine.into_iter().map(|entry| remove(Area::Owners, entry)));
        let is_orphan = |entry: &&Entry| {
            orphans == Orphans::Remove
                && !others.iter().any(|owner| owner.key.starts_with(&entry.key))
        };
        writes
            .extend(originals.iter().filter(is_orphan).map(|entry| remove(Area::Originals, entry)));
        writes.extend(proxies.iter().filter(is_orphan).map(|entry| remove(Area::Proxies, entry)));
        writes.extend(heads.iter().map(|entry| remove(Area::Heads, entry)));
        Ok(writes)
    };
    let reads = vec![
        Read::One(Area::Heads, id.clone()),
        Read::Keys(Area::Records, [&id, "/"].concat()),
        Read::Keys(Area::Mirror, id.clone()),
        Read::Keys(Area::Owners, String::new()),
        Read::Keys(Area::Originals, String::new()),
        Read::Keys(Area::Proxies, String::new()),
    ];
    let areas = &[
        Area::Heads,
        Area::Records,
        Area::Mirror,
        Area::Owners,
        Area::Originals,
        Area::Proxies,
        Area::Thumbnails,
    ];
    backend.run(Step { access: Access::Write, areas, reads, plan }).await?;
    Ok(purged)
}
