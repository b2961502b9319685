//! "My designs": the list, deletion with undo, and purging for good. Names change with the design, not here.

use design::DesignId;

use super::backend::{Access, Area, Backend, Plan, Read, Step, Writes, find, find_one};
use super::locks::{Asked, Sharing, lock};
use super::save::stored_head;
use super::{DesignHead, Hold, Record, SetAside, Storage, StorageError};
use crate::lazy::{Work, lazy_code};

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
    /// The designs that are kept, from both homes. A line that cannot be read is made anew from the records.
    ///
    /// # Errors
    /// What the first home says, where the second has nothing either.
    pub(crate) async fn list(&self) -> Result<Listing, StorageError> {
        let mut listing = Listing::default();
        let reads = &[Read::Under(Area::Heads, "")];
        let read = find(&*self.first.backend, &[Area::Heads], reads).await;
        let mut heads = Vec::new();
        for entry in read.iter().flatten().flatten() {
            let head = match stored_head(std::slice::from_ref(entry)) {
                Some(Err(reason)) => {
                    listing.set_aside.push(SetAside::new(Area::Heads, &entry.key, &reason));
                    head_of_records(&*self.first.backend, &entry.key).await?
                }
                head => head.and_then(Result::ok),
            };
            heads.extend(head);
        }
        self.add_mirrored(&mut heads).await;
        for head in heads {
            if !head.deleted {
                let order = (head.touched, head.id);
                let at = listing.designs.partition_point(|other| (other.touched, other.id) > order);
                listing.designs.insert(at, head);
            }
        }
        match read {
            Err(error) if listing.designs.is_empty() => Err(error),
            _ => Ok(listing),
        }
    }

    /// Adds designs that only the second home has. What it cannot read is found when the design is opened.
    async fn add_mirrored(&self, heads: &mut Vec<DesignHead>) {
        let Some(place) = self.mirror() else { return };
        let reads = &[Read::Keys(Area::Mirror, "")];
        let keys = find(&*place.backend, &[Area::Mirror], reads).await.unwrap_or_default();
        for entry in keys.iter().flatten() {
            if !heads.iter().any(|head| head.id.to_string() == entry.key) {
                heads.extend(mirrored_head(&*place.backend, &entry.key).await);
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
            let mut writes = Vec::new();
            writes.put(Area::Heads, &key, &head.to_bytes());
            Ok(writes)
        };
        let reads = &[Read::One(Area::Heads, &key)];
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
    /// it is not deleted any more: drop this tab's own [`Hold`] first.
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
        let read = &[Read::Under(Area::Heads, "")];
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

lazy_code! {
    /// Takes out what is not worth a place in the list. Where it cannot be removed it stays there, which loses nothing.
    in tidy: pub(crate) fn forget(storage: Storage, design: DesignId) -> Work {
        Box::pin(async move {
            if storage.set_deleted(design, Deleted::Yes).await.is_ok()
                && storage.purge(design).await == Ok(false)
            {
                // Another tab has it open, or may have.
                drop(storage.set_deleted(design, Deleted::No).await);
            }
        })
    }

    /// As [`Storage::purge_deleted`]. What cannot be purged now is purged the next time.
    in tidy: pub(crate) fn purge_deleted(storage: Storage) -> Work {
        Box::pin(async move { drop(storage.purge_deleted().await) })
    }
}

fn lock_name(design: DesignId) -> String {
    ["atelier-design-", &design.to_string()].concat()
}

/// The head inside a second copy, where that can be read.
async fn mirrored_head(backend: &dyn Backend, key: &str) -> Option<DesignHead> {
    let entry = find_one(backend, Area::Mirror, key).await.ok()??;
    Some(Record::open(entry.bytes().as_deref()).ok()?.1)
}

/// The head inside the newest record of a design, for one whose own head is damaged. Opening the design mends it.
async fn head_of_records(
    backend: &dyn Backend,
    key: &str,
) -> Result<Option<DesignHead>, StorageError> {
    let under = [key, "/"].concat();
    let reads = &[Read::Under(Area::Records, &under)];
    let mut newest: Option<DesignHead> = None;
    for entry in find(backend, &[Area::Records], reads).await?.iter().flatten() {
        if let Ok((_, head)) = Record::open(entry.bytes().as_deref()) {
            newest = Some(head);
        }
    }
    Ok(newest)
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
        let [heads, records, mirrors, thumbnails, owners, originals, proxies] = &*found else {
            return Err(StorageError::Gone);
        };
        let is_wanted = |head: Option<Result<DesignHead, String>>| matches!(head, Some(Ok(head)) if !head.deleted);
        purged = !(is_first && is_wanted(stored_head(heads)));
        if !purged {
            return Ok(Vec::new());
        }
        let mut writes = Vec::new();
        writes.remove_all(Area::Records, records);
        writes.remove_all(Area::Mirror, mirrors);
        writes.remove_all(Area::Thumbnails, thumbnails);
        let (mine, others): (Vec<_>, Vec<_>) =
            owners.iter().cloned().partition(|owner| owner.key.ends_with(&id));
        writes.remove_all(Area::Owners, &mine);
        if orphans == Orphans::Remove {
            for (area, artworks) in [(Area::Originals, originals), (Area::Proxies, proxies)] {
                for artwork in artworks {
                    if !others.iter().any(|owner| owner.key.starts_with(&artwork.key)) {
                        writes.remove_all(area, std::slice::from_ref(artwork));
                    }
                }
            }
        }
        writes.remove_all(Area::Heads, heads);
        Ok(writes)
    };
    let under = [&id, "/"].concat();
    let reads = &[
        Read::One(Area::Heads, &id),
        Read::Keys(Area::Records, &under),
        Read::Keys(Area::Mirror, &id),
        Read::Keys(Area::Thumbnails, &id),
        Read::Keys(Area::Owners, ""),
        Read::Keys(Area::Originals, ""),
        Read::Keys(Area::Proxies, ""),
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
