//! Loading the highest readable state of a design from both homes, and setting aside what cannot be read.

use std::rc::Rc;

use design::DesignId;

use super::backend::{Access, Area, Entry, Plan, Read, Step, Writes, find};
use super::home::Home;
use super::quarantine::{TAKEN, aside};
use super::save::stored_head;
use super::{DesignHead, Flaw, Record, RecordKind, Revision, SetAside, Storage, StorageError};
use crate::lazy::{Work, lazy_code};

/// Says whether the editor can use a record.
pub(crate) type Check = fn(&Record) -> Result<(), Flaw>;

/// What was loaded of a design.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    /// Its line in the list.
    #[cfg_attr(not(test), expect(dead_code, reason = "the snapshot says it too; tests compare"))]
    pub(crate) head: DesignHead,
    /// The state that the snapshot and the diffs lead to.
    #[cfg_attr(not(test), expect(dead_code, reason = "the snapshot says it too; tests compare"))]
    pub(crate) revision: Revision,
    /// The whole design at some state.
    pub(crate) snapshot: Record,
    /// The steps from there, in order, each the base of the next.
    pub(crate) diffs: Vec<Record>,
    /// Where the snapshot was.
    #[cfg_attr(not(test), expect(dead_code, reason = "for tests"))]
    pub(crate) home: Home,
    /// What could not be read.
    pub(crate) set_aside: Vec<SetAside>,
}

/// A stored record, or why it cannot be used.
struct Found {
    place: usize,
    area: Area,
    key: String,
    opened: Result<(Record, DesignHead), String>,
}

/// Something to set aside.
struct Fault {
    place: usize,
    area: Area,
    key: String,
    reason: String,
}

/// Everything that the homes have of one design.
#[derive(Default)]
struct Trove {
    id: String,
    found: Vec<Found>,
    /// The head in the first home.
    heads: Vec<Entry>,
    /// A home that could not be read.
    failure: Option<StorageError>,
}

impl Storage {
    /// Loads the highest state of both homes that can be read. What `check` refuses, what is damaged and what has lost
    /// its base is set aside, and the next best state is loaded. `None` where no such design is stored.
    ///
    /// # Errors
    /// `Newer` where a newer Atelier saved it: all is left as it is. `Corrupt` where nothing can be read: all was set
    /// aside. Else what the browser says.
    pub(crate) async fn load(
        &self,
        design: DesignId,
        check: Check,
    ) -> Result<Option<Loaded>, StorageError> {
        let mut trove = Trove { id: design.to_string(), ..Trove::default() };
        let under = [&trove.id, "/"].concat();
        for (number, place) in self.places().enumerate() {
            let reads = &[
                Read::One(Area::Heads, &trove.id),
                Read::Under(Area::Records, &under),
                Read::One(Area::Mirror, &trove.id),
            ];
            let areas = [Area::Heads, Area::Records, Area::Mirror];
            match find(&*place.backend, &areas, reads).await {
                Ok(answers) => trove.add(number, answers, check)?,
                Err(error) => trove.failure = Some(error),
            }
        }
        let chain = trove.best_chain();
        let newest = trove.newest_head(&chain);
        let faults: Rc<[Fault]> = trove.faults(newest.as_ref().map(|head| head.revision)).into();
        if !faults.is_empty() {
            let id = trove.id.clone();
            let work = repair(self.clone(), id, faults.clone(), newest.clone(), check).await;
            // Reported either way; where even setting aside fails, the design is opened all the same.
            if let Ok(work) = work {
                work.await;
            }
        }
        let homes = [self.first.home, Home::Opfs];
        trove.loaded(&chain, newest, &faults, homes)
    }

    /// Sets the faults aside. A damaged head is made anew.
    async fn repair(
        &self,
        id: &str,
        faults: &[Fault],
        newest: Option<&DesignHead>,
        check: Check,
    ) -> Result<(), StorageError> {
        for (number, place) in self.places().enumerate() {
            let here: Vec<&Fault> = faults.iter().filter(|fault| fault.place == number).collect();
            if here.is_empty() {
                continue;
            }
            let plan: Plan<'_> = &mut |found| {
                let [aside_already, entries @ ..] = &*found else {
                    return Err(StorageError::Gone);
                };
                let mut writes = Vec::new();
                let mut head_is_wrong = false;
                for (fault, entries) in here.iter().zip(entries) {
                    head_is_wrong |= fault.area == Area::Heads;
                    for entry in entries {
                        // The second copy is the one key that other tabs may have written anew meanwhile.
                        if fault.area != Area::Mirror || open(entry, check).is_err() {
                            aside(&mut writes, aside_already, fault.area, entry, &fault.reason);
                        }
                    }
                }
                if let Some(newest) = newest.filter(|_| head_is_wrong) {
                    writes.put(Area::Heads, id, &newest.to_bytes());
                }
                Ok(writes)
            };
            let mut reads = vec![TAKEN];
            reads.extend(here.iter().map(|fault| Read::One(fault.area, &fault.key)));
            let areas = &[Area::Heads, Area::Records, Area::Mirror, Area::Quarantine];
            place.backend.run(Step { access: Access::Write, areas, reads: &reads, plan }).await?;
        }
        Ok(())
    }
}

lazy_code! {
    /// Sets the faults of a design aside, as far as that can be done.
    in tidy: fn repair(storage: Storage, id: String, faults: Rc<[Fault]>, newest: Option<DesignHead>, check: Check) -> Work {
        Box::pin(async move {
            drop(storage.repair(&id, &faults, newest.as_ref(), check).await);
        })
    }
}

fn open(entry: &Entry, check: Check) -> Result<(Record, DesignHead), Flaw> {
    let opened = Record::open(entry.bytes().as_deref())?;
    check(&opened.0)?;
    Ok(opened)
}

impl Found {
    fn record(&self) -> Option<&Record> {
        self.opened.as_ref().ok().map(|(record, _)| record)
    }
}

impl Trove {
    /// Opens all that a place has; the answers are its heads, its records and its second copy.
    fn add(
        &mut self,
        place: usize,
        answers: Vec<Vec<Entry>>,
        check: Check,
    ) -> Result<(), StorageError> {
        let areas = [Area::Heads, Area::Records, Area::Mirror];
        for (area, entries) in areas.into_iter().zip(answers) {
            if area == Area::Heads {
                if place == 0 {
                    self.heads = entries;
                }
                continue;
            }
            for entry in entries {
                let opened = match open(&entry, check) {
                    Ok((record, _)) if record.design.to_string() != self.id => {
                        Err("it belongs to another design".to_owned())
                    }
                    Ok(opened) => Ok(opened),
                    Err(Flaw::Corrupt(reason)) => Err(reason),
                    Err(Flaw::Newer(schema)) => return Err(StorageError::Newer { schema }),
                };
                self.found.push(Found { place, area, key: entry.key, opened });
            }
        }
        Ok(())
    }

    /// The snapshot and the diffs that lead to the highest state, by their place in what was found; the first home wins
    /// a draw.
    fn best_chain(&self) -> Vec<usize> {
        let (mut best, mut highest) = (Vec::new(), Revision::default());
        for (start, snapshot) in self.found.iter().enumerate() {
            let Some(Record { kind: RecordKind::Snapshot, revision, .. }) = snapshot.record()
            else {
                continue;
            };
            let (mut chain, mut end) = (vec![start], *revision);
            while let Some((next, revision)) = self.step_from(end) {
                chain.push(next);
                end = revision;
            }
            if best.is_empty() || end > highest {
                (best, highest) = (chain, end);
            }
        }
        best
    }

    /// A diff on this state, and where it leads; always higher, so that damage cannot make a circle.
    fn step_from(&self, base: Revision) -> Option<(usize, Revision)> {
        self.found.iter().enumerate().find_map(|(place, found)| {
            let record = found.record()?;
            let follows = record.kind == RecordKind::Diff { base } && record.revision > base;
            follows.then_some((place, record.revision))
        })
    }

    /// The head of the highest state; its place in the list and its deletion are only in the stored one.
    fn newest_head(&self, chain: &[usize]) -> Option<DesignHead> {
        let (newest, inside) = self.found.get(*chain.last()?)?.opened.as_ref().ok()?;
        let mut head = DesignHead { revision: newest.revision, ..inside.clone() };
        if let Some(Ok(stored)) = stored_head(&self.heads) {
            (head.touched, head.deleted) = (stored.touched, stored.deleted);
        }
        Some(head)
    }

    /// What is damaged, and what lies beyond the highest state that can be reached.
    fn faults(&self, end: Option<Revision>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for found in &self.found {
            let reason = match &found.opened {
                Err(reason) => reason.clone(),
                Ok((record, _)) if end.is_none_or(|end| record.revision > end) => {
                    "a step before it is missing".to_owned()
                }
                Ok(_) => continue,
            };
            let (place, area, key) = (found.place, found.area, found.key.clone());
            faults.push(Fault { place, area, key, reason });
        }
        let reason = match stored_head(&self.heads) {
            Some(Err(reason)) => reason,
            Some(Ok(_)) if end.is_none() && self.failure.is_none() => {
                "nothing of it is left".to_owned()
            }
            Some(Ok(_)) | None => return faults,
        };
        faults.push(Fault { place: 0, area: Area::Heads, key: self.id.clone(), reason });
        faults
    }

    /// What is handed out: the records of the chain, or why there are none.
    fn loaded(
        mut self,
        chain: &[usize],
        newest: Option<DesignHead>,
        faults: &[Fault],
        homes: [Home; 2],
    ) -> Result<Option<Loaded>, StorageError> {
        let Some(head) = newest else {
            return match (self.failure, faults.first()) {
                (Some(error), _) => Err(error),
                (None, Some(Fault { reason, .. })) => {
                    let (what, reason) = ("this design".to_owned(), reason.clone());
                    Err(StorageError::Corrupt { what, reason })
                }
                (None, None) => Ok(None),
            };
        };
        let (mut snapshot, mut diffs, mut home) = (None, Vec::new(), homes[0]);
        for place in chain {
            let found = &mut self.found[*place];
            let opened = std::mem::replace(&mut found.opened, Err(String::new()));
            let record = opened.ok().map(|(record, _)| record);
            if snapshot.is_none() {
                home = homes[found.place.min(1)];
                snapshot = record;
            } else {
                diffs.extend(record);
            }
        }
        let set_aside = faults
            .iter()
            .map(|fault| SetAside::new(fault.area, &fault.key, &fault.reason))
            .collect();
        let revision = head.revision;
        Ok(snapshot.map(|snapshot| Loaded { head, revision, snapshot, diffs, home, set_aside }))
    }
}
