//! Loading the highest readable state of a design from both homes, and setting aside what cannot be read.

use design::DesignId;

use super::backend::{Access, Area, Entry, Plan, Read, Step, Write, find, value};
use super::home::{Home, Place};
use super::quarantine::{aside, taken};
use super::save::stored_head;
use super::{DesignHead, Flaw, Record, RecordKind, Revision, SetAside, Storage, StorageError};

/// Says whether the editor can use a record.
pub(crate) type Check<'a> = &'a dyn Fn(&Record) -> Result<(), Flaw>;

/// What was loaded of a design.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    /// Its line in the list.
    pub(crate) head: DesignHead,
    /// The state that the snapshot and the diffs lead to.
    pub(crate) revision: Revision,
    /// The whole design at some state.
    pub(crate) snapshot: Record,
    /// The steps from there, in order, each the base of the next.
    pub(crate) diffs: Vec<Record>,
    /// Where the snapshot was.
    pub(crate) home: Home,
    /// What could not be read.
    pub(crate) set_aside: Vec<SetAside>,
}

/// A stored record.
struct Found {
    place: usize,
    area: Area,
    key: String,
    opened: Result<(Record, DesignHead), Flaw>,
}

/// Something to set aside.
struct Fault {
    place: usize,
    area: Area,
    key: String,
    reason: String,
}

impl Storage {
    /// The highest state of both homes that can be read. What `check` refuses, what is damaged and what has lost its
    /// base is set aside, and the next best state is loaded. `None` where no such design is stored.
    ///
    /// # Errors
    /// `Newer` where a newer Atelier saved it: all is left as it is. `Corrupt` where nothing can be read: all was set
    /// aside. Else what the browser says.
    pub(crate) async fn load(
        &self,
        design: DesignId,
        check: Check<'_>,
    ) -> Result<Option<Loaded>, StorageError> {
        let id = design.to_string();
        let (mut found, mut heads, mut failure) = (Vec::new(), Vec::new(), None);
        for (number, place) in self.places().enumerate() {
            match read_place(place, number, &id, check).await {
                Ok((records, head)) => {
                    found.extend(records);
                    if number == 0 {
                        heads = head;
                    }
                }
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        if let Some(schema) = found.iter().find_map(|found| match found.opened {
            Err(Flaw::Newer(schema)) => Some(schema),
            Ok(_) | Err(Flaw::Corrupt(_)) => None,
        }) {
            return Err(StorageError::Newer { schema });
        }
        let best = best_chain(&found);
        let end = best
            .as_ref()
            .and_then(|chain| Some(found[*chain.last()?].opened.as_ref().ok()?.0.revision));
        let mut faults = faults(&found, end);
        let rebuilt = best
            .as_ref()
            .and_then(|chain| Some(found[*chain.first()?].opened.as_ref().ok()?.1.clone()));
        let head = match (stored_head(&heads), end) {
            (Some(Ok(_)), None) if failure.is_none() => Some("nothing of it is left".to_owned()),
            (Some(Err(reason)), _) => Some(reason),
            (Some(Ok(_)) | None, _) => None,
        };
        faults.extend(head.map(|reason| Fault {
            place: 0,
            area: Area::Heads,
            key: id.clone(),
            reason,
        }));
        let set_aside = faults
            .iter()
            .map(|fault| SetAside::new(fault.area, &fault.key, &fault.reason))
            .collect();
        // Reported either way; where even setting aside fails, the design is opened all the same.
        let _ = self.repair(&id, &faults, end, rebuilt.as_ref(), check).await;
        let (Some(chain), Some(revision)) = (best, end) else {
            return match (faults.into_iter().next(), failure) {
                (_, Some(error)) => Err(error),
                (Some(fault), None) => {
                    Err(StorageError::Corrupt { what: "this design".into(), reason: fault.reason })
                }
                (None, None) => Ok(None),
            };
        };
        let home =
            self.places().nth(found[chain[0]].place).map_or(self.first.home, |place| place.home);
        let mut records: Vec<(usize, Record, DesignHead)> = Vec::new();
        for (index, found) in found.into_iter().enumerate() {
            if let (Some(place), Ok((record, head))) =
                (chain.iter().position(|link| *link == index), found.opened)
            {
                records.push((place, record, head));
            }
        }
        records.sort_by_key(|(place, _, _)| *place);
        let mut records = records.into_iter();
        let Some((_, snapshot, embedded)) = records.next() else { return Ok(None) };
        let head = stored_head(&heads).and_then(Result::ok).unwrap_or(embedded);
        let diffs = records.map(|(_, record, _)| record).collect();
        Ok(Some(Loaded {
            head: DesignHead { revision, ..head },
            revision,
            snapshot,
            diffs,
            home,
            set_aside,
        }))
    }

    /// Sets the faults aside, and brings the first home's head in line with the state that was loaded.
    async fn repair(
        &self,
        id: &str,
        faults: &[Fault],
        end: Option<Revision>,
        rebuilt: Option<&DesignHead>,
        check: Check<'_>,
    ) -> Result<(), StorageError> {
        for (number, place) in self.places().enumerate() {
            let here: Vec<&Fault> = faults.iter().filter(|fault| fault.place == number).collect();
            if here.is_empty() {
                continue;
            }
            let plan: Plan<'_> =
                &mut |found| {
                    let [aside_already, heads, entries @ ..] = &*found else {
                        return Err(StorageError::Gone);
                    };
                    let mut writes = Vec::new();
                    for (fault, entry) in here.iter().zip(entries) {
                        // The one key that other tabs write again meanwhile.
                        let is_mended = |entry: &&Entry| {
                            fault.area != Area::Mirror || open(entry, check).is_err()
                        };
                        let entry = entry.iter().find(is_mended);
                        writes.extend(entry.into_iter().flat_map(|entry| {
                            aside(aside_already, fault.area, entry, &fault.reason)
                        }));
                    }
                    let head = match (stored_head(heads), end) {
                        (Some(Ok(stored)), Some(end)) if stored.revision > end => {
                            Some(DesignHead { revision: end, ..stored })
                        }
                        (Some(Err(_)), Some(end)) => {
                            rebuilt.map(|head| DesignHead { revision: end, ..head.clone() })
                        }
                        (Some(_) | None, _) => None,
                    };
                    let head = head.filter(|_| number == 0);
                    writes.extend(head.map(|head| {
                        Write::Put(Area::Heads, id.to_owned(), value(&head.to_bytes()))
                    }));
                    Ok(writes)
                };
            let mut reads = vec![taken(), Read::One(Area::Heads, id.to_owned())];
            reads.extend(here.iter().map(|fault| Read::One(fault.area, fault.key.clone())));
            let areas = &[Area::Heads, Area::Records, Area::Mirror, Area::Quarantine];
            place.backend.run(Step { access: Access::Write, areas, reads, plan }).await?;
        }
        Ok(())
    }
}

/// All records of a design in a place, and its head there.
async fn read_place(
    place: &Place,
    number: usize,
    id: &str,
    check: Check<'_>,
) -> Result<(Vec<Found>, Vec<Entry>), StorageError> {
    let reads = vec![
        Read::One(Area::Heads, id.to_owned()),
        Read::Under(Area::Records, [id, "/"].concat()),
        Read::One(Area::Mirror, id.to_owned()),
    ];
    let areas = [Area::Heads, Area::Records, Area::Mirror];
    let mut answers = find(&*place.backend, &areas, reads).await?.into_iter();
    let heads = answers.next().unwrap_or_default();
    let areas = areas.into_iter().skip(1).zip(answers);
    let records =
        areas.flat_map(|(area, entries)| entries.into_iter().map(move |entry| (area, entry)));
    let open = |(area, entry): (Area, Entry)| {
        let opened = open(&entry, check).and_then(|opened| {
            let is_its = opened.0.design.to_string() == id;
            if is_its {
                Ok(opened)
            } else {
                Err(Flaw::Corrupt("it belongs to another design".into()))
            }
        });
        Found { place: number, area, key: entry.key, opened }
    };
    Ok((records.map(open).collect(), heads))
}

fn open(entry: &Entry, check: Check<'_>) -> Result<(Record, DesignHead), Flaw> {
    let opened = Record::open(entry.bytes().as_deref())?;
    check(&opened.0)?;
    Ok(opened)
}

/// The snapshot and the diffs that lead to the highest state, as places in `found`; the first home wins a draw.
fn best_chain(found: &[Found]) -> Option<Vec<usize>> {
    let records: Vec<(usize, &Record)> = found
        .iter()
        .enumerate()
        .filter_map(|(index, found)| Some((index, &found.opened.as_ref().ok()?.0)))
        .collect();
    let mut best: Option<(Revision, Vec<usize>)> = None;
    for (index, snapshot) in
        records.iter().filter(|(_, record)| record.kind == RecordKind::Snapshot)
    {
        let (mut end, mut chain) = (snapshot.revision, vec![*index]);
        let follows = |end, record: &Record| {
            record.kind == RecordKind::Diff { base: end } && record.revision > end
        };
        while let Some((next, diff)) = records.iter().find(|(_, record)| follows(end, record)) {
            end = diff.revision;
            chain.push(*next);
        }
        if best.as_ref().is_none_or(|(highest, _)| end > *highest) {
            best = Some((end, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// What is damaged, and what lies beyond the highest state that can be reached.
fn faults(found: &[Found], end: Option<Revision>) -> Vec<Fault> {
    let reason = |found: &Found| match &found.opened {
        Err(Flaw::Corrupt(reason)) => Some(reason.clone()),
        Ok((record, _)) if end.is_none_or(|end| record.revision > end) => {
            Some("a step before it is missing".to_owned())
        }
        Ok(_) | Err(Flaw::Newer(_)) => None,
    };
    let fault = |found: &Found| {
        Some(Fault {
            place: found.place,
            area: found.area,
            key: found.key.clone(),
            reason: reason(found)?,
        })
    };
    found.iter().filter_map(fault).collect()
}
