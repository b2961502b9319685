//! What is kept of a design: its line in the list and its records, sealed so that damage shows. Payloads are opaque.

use catalog::{ColourId, ProductId};
use design::{ArtworkId, Design, DesignId};
use serde::{Deserialize, Serialize};

/// First word of every record, with the version of its outside.
const MAGIC: &str = "atelier-record-1";

/// A saved state of a design: counted up by the tab that saved, compared by number and then tab; never by a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Revision {
    /// Counts up with every save.
    pub(crate) number: u64,
    /// The tab that saved.
    pub(crate) tab: u64,
}

/// One line of "my designs".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DesignHead {
    /// The design.
    pub(crate) id: DesignId,
    /// Its name.
    pub(crate) name: String,
    /// The product that it is made for.
    pub(crate) product: ProductId,
    /// The product's colour.
    pub(crate) colour: ColourId,
    /// Schema that it is saved with.
    pub(crate) schema: u32,
    /// Artwork that it shows. A save adds to what is kept for it and takes nothing away.
    pub(crate) artworks: Vec<ArtworkId>,
    /// Its newest stored state. Filled by the storage.
    #[serde(default)]
    pub(crate) revision: Revision,
    /// Place in the list: counts up over all designs with every save. Filled by the storage.
    #[serde(default)]
    pub(crate) touched: u64,
    /// Whether it is only waiting to be purged. Filled by the storage.
    #[serde(default)]
    pub(crate) deleted: bool,
}

impl DesignHead {
    /// The line of a design.
    pub(crate) fn of(design: &Design) -> Self {
        Self {
            id: design.id,
            name: design.head.name.clone(),
            product: design.head.product.clone(),
            colour: design.head.colour.clone(),
            schema: design.schema,
            artworks: design.artworks(),
            revision: Revision::default(),
            touched: 0,
            deleted: false,
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Plain data without special numbers or keys: serialising has no way to fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads the head that is stored under this key.
    pub(super) fn read(key: &str, bytes: Option<&[u8]>) -> Result<Self, Flaw> {
        let head: Self =
            serde_json::from_slice(bytes.unwrap_or_default()).map_err(|error| Flaw::of(&error))?;
        if head.id.to_string() == key {
            Ok(head)
        } else {
            Err(Flaw::Corrupt("it names another design".into()))
        }
    }
}

/// Whether a record stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordKind {
    /// The whole design.
    Snapshot,
    /// What changed since a state.
    Diff {
        /// That state.
        base: Revision,
    },
}

/// A saved state of a design, or the step to it. The payload is the editor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The design.
    pub(crate) design: DesignId,
    /// Schema of the payload.
    pub(crate) schema: u32,
    /// The state that it leads to.
    pub(crate) revision: Revision,
    /// Whole or step.
    pub(crate) kind: RecordKind,
    /// The editor's bytes.
    pub(crate) payload: Vec<u8>,
}

/// Why a record cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It is damaged: what is wrong with it.
    Corrupt(String),
    /// A newer Atelier wrote it with this schema.
    Newer(u32),
}

impl Flaw {
    fn of(error: &serde_json::Error) -> Self {
        Self::Corrupt(["not readable at column ", &error.column().to_string()].concat())
    }
}

impl Record {
    /// The key in the area of records: in order of revision, snapshots apart from diffs.
    pub(super) fn key(&self) -> String {
        let Revision { number, tab } = self.revision;
        let kind = if self.kind == RecordKind::Snapshot { 's' } else { 'd' };
        format!("{}/{number:016x}/{tab:016x}/{kind}", self.design)
    }

    /// The record with its head, sealed.
    pub(super) fn seal(&self, head: &DesignHead) -> Vec<u8> {
        let base = match self.kind {
            RecordKind::Snapshot => String::from("-"),
            RecordKind::Diff { base } => format!("{}.{}", base.number, base.tab),
        };
        let Revision { number, tab } = self.revision;
        let outside = format!("{MAGIC} {} {} {number}.{tab} {base}", self.design, self.schema);
        let mut inside = head.to_bytes();
        inside.push(b'\n');
        inside.extend(&self.payload);
        let mut sealed = format!("{outside} {:016x}\n", seal_of(&outside, &inside)).into_bytes();
        sealed.extend(inside);
        sealed
    }

    /// Opens a sealed record.
    ///
    /// # Errors
    /// The flaw, where it was cut, changed, or never was a record.
    pub(super) fn open(sealed: Option<&[u8]>) -> Result<(Self, DesignHead), Flaw> {
        let corrupt = |reason: &str| Flaw::Corrupt(reason.to_owned());
        let (outside, inside) = split_line(sealed.unwrap_or_default())
            .ok_or_else(|| corrupt("it has no first line"))?;
        let outside =
            std::str::from_utf8(outside).map_err(|_| corrupt("it does not begin as a record"))?;
        let (outside, seal) = outside.rsplit_once(' ').unwrap_or_default();
        if u64::from_str_radix(seal, 16) != Ok(seal_of(outside, inside)) {
            return Err(corrupt("it was cut or changed"));
        }
        let words: Vec<&str> = outside.split(' ').collect();
        let [MAGIC, design, schema, state, base] = *words else {
            return Err(Flaw::Newer(u32::MAX));
        };
        let (head, payload) = split_line(inside).ok_or_else(|| corrupt("it has no second line"))?;
        let read = || {
            let kind = match base {
                "-" => RecordKind::Snapshot,
                base => RecordKind::Diff { base: revision(base)? },
            };
            let (design, schema) = (design.parse().ok()?, schema.parse().ok()?);
            Some(Self {
                design,
                schema,
                revision: revision(state)?,
                kind,
                payload: payload.to_vec(),
            })
        };
        let record = read().ok_or_else(|| corrupt("its first line is wrong"))?;
        Ok((record, DesignHead::read(design, Some(head))?))
    }
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn revision(text: &str) -> Option<Revision> {
    let (number, tab) = text.split_once('.')?;
    Some(Revision { number: number.parse().ok()?, tab: tab.parse().ok()? })
}

/// FNV-1a over 64 bits: finds damage, not malice.
fn seal_of(outside: &str, inside: &[u8]) -> u64 {
    let bytes = outside.bytes().chain(inside.iter().copied());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
