//! Saved states as bytes, with limits. What cannot be used is reported, never guessed.

use design::{Design, DesignId, SCHEMA, broken_rule};
use geom::order;
use json::{FromJson, Json, ToJson};

use super::{LoadError, Loaded, Part, Problem, Saved};
use crate::stamp::{MAX_COUNT, Stamps, StampsOf};
use crate::{Change, Entry, History, Revision, Session};

/// Largest snapshot that is read: a full history and a full design.
pub const MAX_SNAPSHOT_BYTES: usize = 128 * 1024 * 1024;
/// Largest diff that is read.
pub const MAX_DIFF_BYTES: usize = 64 * 1024 * 1024;
/// Most diffs that are read after one snapshot; autosave writes far fewer.
pub const MAX_DIFFS: usize = 1_000;

/// First line of a snapshot; the design is the second, the history the third. So a damaged history costs no design.
#[derive(ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct Header {
    schema: u32,
    revision: Revision,
    #[json(default)]
    stamps: Stamps,
}

#[derive(ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct Diff {
    schema: u32,
    design: DesignId,
    base: Revision,
    revision: Revision,
    entries: Vec<Entry>,
    #[json(default)]
    stamps: StampsOf,
}

/// Only the schema, whatever else there is: read first, so that a newer format is named and not called damaged.
#[derive(FromJson)]
pub(crate) struct SchemaOnly {
    pub(crate) schema: u32,
}

/// The whole state as bytes.
pub fn write_snapshot(session: &Session, stamps: &Stamps, revision: Revision) -> Vec<u8> {
    snapshot(session.design(), session.history(), stamps, revision)
}

/// The state without undo and redo as bytes, for the second home: small enough to be written whole every time.
pub fn write_mirror(session: &Session, stamps: &Stamps, revision: Revision) -> Vec<u8> {
    snapshot(session.design(), &History::default(), stamps, revision)
}

fn snapshot(design: &Design, history: &History, stamps: &Stamps, revision: Revision) -> Vec<u8> {
    let header = Header { schema: SCHEMA, revision, stamps: stamps.clone() };
    // Serialising plain data to memory has no way to fail: all map keys are text.
    let mut bytes = json::write(&header);
    bytes.push(b'\n');
    bytes.extend(design::write(design));
    bytes.push(b'\n');
    bytes.extend(json::write(history));
    bytes
}

/// What happened since `base` as bytes.
pub fn write_diff(
    design: DesignId,
    base: Revision,
    revision: Revision,
    entries: Vec<Entry>,
    stamps: &Stamps,
) -> Vec<u8> {
    let stamps = stamps.of(entries.iter().map(Entry::change));
    let diff = Diff { schema: SCHEMA, design, base, revision, entries, stamps };
    json::write(&diff)
}

/// Reads a snapshot and the diffs after it, in any order. Diffs that the snapshot already contains are passed over; at the
/// first one that is damaged or does not follow, reading stops with what there is and says so.
///
/// # Errors
/// Where the snapshot itself cannot be used.
pub fn read_saved<B: AsRef<[u8]>>(snapshot: &[u8], diffs: &[B]) -> Result<Loaded, LoadError> {
    let mut loaded = read_snapshot(snapshot)?;
    if diffs.len() > MAX_DIFFS {
        return Err(LoadError::TooMany { what: "changes", count: diffs.len(), limit: MAX_DIFFS });
    }
    let mut read: Vec<(usize, Diff)> = Vec::with_capacity(diffs.len());
    for (place, bytes) in diffs.iter().enumerate() {
        match read_diff(bytes.as_ref()) {
            Ok(diff) => read.push((place, diff)),
            Err(error) => loaded.problems.push(Problem { part: Part::Diff(place), error }),
        }
    }
    order::sort_by(&mut read, |(_, a), (_, b)| a.revision.cmp(&b.revision));
    let mut is_whole = true;
    for (place, diff) in read {
        if diff.revision <= loaded.saved.revision && is_whole {
            continue;
        }
        if is_whole && diff.base == loaded.saved.revision && diff.design == loaded.saved.design.id {
            replay(&mut loaded.saved, &diff);
            continue;
        }
        is_whole = false;
        let (expected, found) = (loaded.saved.revision.number, diff.base.number);
        let error = LoadError::Gap { expected, found };
        loaded.problems.push(Problem { part: Part::Diff(place), error });
    }
    Ok(loaded)
}

/// Whether bytes are a snapshot that can be used, if perhaps without its history.
///
/// # Errors
/// [`LoadError`] says why not.
pub fn check_snapshot(bytes: &[u8]) -> Result<(), LoadError> {
    read_snapshot(bytes).map(drop)
}

/// Whether bytes are a diff that can be used.
///
/// # Errors
/// [`LoadError`] says why not.
pub fn check_diff(bytes: &[u8]) -> Result<(), LoadError> {
    read_diff(bytes).map(drop)
}

fn read_snapshot(bytes: &[u8]) -> Result<Loaded, LoadError> {
    if bytes.len() > MAX_SNAPSHOT_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len(), limit: MAX_SNAPSHOT_BYTES });
    }
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let (header, design, history) =
        (lines.next().unwrap_or_default(), lines.next().unwrap_or_default(), lines.next());
    let header: Header = read_part("state", header)?;
    check_count(header.revision.number)?;
    check_count(header.stamps.latest())?;
    let mut saved = Saved { revision: header.revision, ..Saved::fresh(design::read(design)?) };
    saved.stamps = header.stamps;
    saved.stamps.forget_old(&saved.design);
    let mut problems = Vec::new();
    match read_history(history.unwrap_or_default()) {
        Ok(history) => saved.history = history,
        Err(error) => problems.push(Problem { part: Part::History, error }),
    }
    Ok(Loaded { saved, problems })
}

fn read_history(bytes: &[u8]) -> Result<History, LoadError> {
    let history: History =
        json::read(bytes).map_err(|error| LoadError::damaged("history", error))?;
    for step in history.done().chain(history.undone()) {
        check_change(&step.change)?;
    }
    Ok(history)
}

fn read_diff(bytes: &[u8]) -> Result<Diff, LoadError> {
    if bytes.len() > MAX_DIFF_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len(), limit: MAX_DIFF_BYTES });
    }
    let diff: Diff = read_part("change", bytes)?;
    check_count(diff.revision.number)?;
    for entry in &diff.entries {
        check_change(entry.change())?;
    }
    Ok(diff)
}

fn replay(saved: &mut Saved, diff: &Diff) {
    for entry in &diff.entries {
        entry.change().apply(&mut saved.design);
        saved.history.record(entry);
    }
    saved.stamps.extend(&diff.stamps);
    saved.revision = diff.revision;
}

/// Reads a part whose schema is looked at first.
pub(crate) fn read_part<T: FromJson>(part: &'static str, bytes: &[u8]) -> Result<T, LoadError> {
    let json = Json::new(bytes).map_err(|error| LoadError::damaged(part, error))?;
    let damaged = |error| LoadError::damaged(part, error);
    let SchemaOnly { schema } = json.read().map_err(damaged)?;
    if schema > SCHEMA {
        return Err(LoadError::Newer { found: schema });
    }
    json.read().map_err(damaged)
}

fn check_count(number: u64) -> Result<(), LoadError> {
    if number <= MAX_COUNT {
        return Ok(());
    }
    let reason = "it is out of range".to_owned();
    Err(LoadError::Damaged { part: "state", path: "revision".to_owned(), reason })
}

/// Whether the layers of a change from outside can be used, both ways.
pub(crate) fn check_change(change: &Change) -> Result<(), LoadError> {
    for (id, edit) in change.layers() {
        for layer in [&edit.before, &edit.after].into_iter().flatten() {
            if let Some(reason) = broken_rule(*id, layer) {
                return Err(LoadError::Layer { layer: *id, reason });
            }
        }
    }
    Ok(())
}
