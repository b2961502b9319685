//! What is kept of a design: its line in the list and its records, sealed so that damage shows. Payloads are opaque.

use std::fmt;

use catalog::{ColourId, ProductId};
use design::{ArtworkId, Design, DesignId};

/// First word of every record, with the version of what stands around the payload.
const RECORD: &str = "atelier-record-1";
/// First word of every head, with its version.
const HEAD: &str = "atelier-head-1";

/// Last word of a head that is a template's.
const TEMPLATE: &str = "template";

/// A saved state of a design: counted up by the tab that saved, compared by number and then tab; never by a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Revision {
    /// Counts up with every save.
    pub(crate) number: u64,
    /// The tab that saved.
    pub(crate) tab: u64,
}

/// One line of "my designs".
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether it is a template of the shopper's own.
    pub(crate) is_template: bool,
    /// Artwork that it shows. A save adds to what is kept for it and takes nothing away.
    pub(crate) artworks: Vec<ArtworkId>,
    /// Its newest stored state. Filled by the storage.
    pub(crate) revision: Revision,
    /// Place in the list: counts up over all designs with every save. Filled by the storage.
    pub(crate) touched: u64,
    /// Whether it is only waiting to be purged. Filled by the storage.
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
            is_template: design.head.is_template,
            artworks: design.artworks(),
            revision: Revision::default(),
            touched: 0,
            deleted: false,
        }
    }

    /// The head, sealed: two lines, the second is the name.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Self {
            id, name, product, colour, schema, artworks, revision, touched, deleted, ..
        } = self;
        let mut outside =
            format!("{HEAD} {id} {schema} {revision} {touched} {deleted} {product} {colour} ");
        for artwork in artworks {
            outside.push_str(&artwork.to_string());
            outside.push(',');
        }
        outside.push(' ');
        if self.is_template {
            outside.push_str(TEMPLATE);
            outside.push(' ');
        }
        seal(outside, name.replace('\n', " ").as_bytes())
    }

    /// Reads the head that is stored under this key.
    pub(super) fn read(key: &str, bytes: Option<&[u8]>) -> Result<Self, Flaw> {
        let (outside, name) = unseal(bytes.unwrap_or_default())?;
        let mut words = outside.split(' ');
        let mut read = || {
            let magic = words.next()?;
            let id = words.next().filter(|id| magic == HEAD && *id == key)?.parse().ok()?;
            let schema = words.next()?.parse().ok()?;
            let revision = Revision::read(words.next()?)?;
            let touched = words.next()?.parse().ok()?;
            let deleted = words.next()? == "true";
            let product = words.next()?.parse().ok()?;
            let colour = words.next()?.parse().ok()?;
            let artworks = words.next()?.split_terminator(',');
            let artworks = artworks.map(|id| id.parse().ok()).collect::<Option<_>>()?;
            let is_template = words.next() == Some(TEMPLATE);
            let name = String::from_utf8_lossy(name).into_owned();
            Some(Self {
                id,
                name,
                product,
                colour,
                schema,
                is_template,
                artworks,
                revision,
                touched,
                deleted,
            })
        };
        read().ok_or_else(|| Flaw::Corrupt("its first line is wrong".to_owned()))
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

impl Record {
    /// The key in the area of records: in order of revision, snapshots apart from diffs.
    pub(super) fn key(&self) -> String {
        let Revision { number, tab } = self.revision;
        let kind = if self.kind == RecordKind::Snapshot { 's' } else { 'd' };
        format!("{}/{number:016x}/{tab:016x}/{kind}", self.design)
    }

    /// The record with its head, sealed: a line, the lines of the head, the payload.
    pub(super) fn seal(&self, head: &DesignHead) -> Vec<u8> {
        let Self { design, schema, revision, kind, payload } = self;
        let base = match kind {
            RecordKind::Snapshot => String::from("-"),
            RecordKind::Diff { base } => base.to_string(),
        };
        let mut inside = head.to_bytes();
        inside.push(b'\n');
        inside.extend_from_slice(payload);
        seal(format!("{RECORD} {design} {schema} {revision} {base} "), &inside)
    }

    /// Opens a sealed record.
    ///
    /// # Errors
    /// The flaw, where it was cut, changed, or never was a record.
    pub(super) fn open(sealed: Option<&[u8]>) -> Result<(Self, DesignHead), Flaw> {
        let (outside, inside) = unseal(sealed.unwrap_or_default())?;
        let mut words = outside.split(' ');
        let mut read = || {
            let magic = words.next()?;
            let id = words.next().filter(|_| magic == RECORD)?;
            let schema = words.next()?.parse().ok()?;
            let revision = Revision::read(words.next()?)?;
            let kind = match words.next()? {
                "-" => RecordKind::Snapshot,
                base => RecordKind::Diff { base: Revision::read(base)? },
            };
            let (_, after) = split_line(inside)?;
            let (_, payload) = split_line(after)?;
            let head = DesignHead::read(id, inside.get(..inside.len() - payload.len() - 1)).ok()?;
            let payload = payload.to_vec();
            Some((Self { design: head.id, schema, revision, kind, payload }, head))
        };
        read().ok_or_else(|| Flaw::Corrupt("its first lines are wrong".to_owned()))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.number, self.tab)
    }
}

impl Revision {
    /// The revision in the key of a record.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.split('/').skip(1);
        let mut next = || u64::from_str_radix(parts.next()?, 16).ok();
        Some(Self { number: next()?, tab: next()? })
    }

    fn read(text: &str) -> Option<Self> {
        let (number, tab) = text.split_once('.')?;
        Some(Self { number: number.parse().ok()?, tab: tab.parse().ok()? })
    }
}

/// Puts bytes under a line that ends in their sum. The line ends in a space before.
fn seal(mut line: String, inside: &[u8]) -> Vec<u8> {
    let sum = sum(&line, inside);
    line.push_str(&format!("{sum:016x}\n"));
    [line.as_bytes(), inside].concat()
}

/// The line and the bytes under it, where the sum is right.
fn unseal(sealed: &[u8]) -> Result<(&str, &[u8]), Flaw> {
    let read = || {
        let (line, inside) = split_line(sealed)?;
        let line = std::str::from_utf8(line).ok()?;
        let (outside, found) = line.split_at_checked(line.rfind(' ')? + 1)?;
        (u64::from_str_radix(found, 16) == Ok(sum(outside, inside))).then_some((outside, inside))
    };
    read().ok_or_else(|| Flaw::Corrupt("it was cut or changed".to_owned()))
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// FNV-1a over 64 bits: finds damage, not malice.
fn sum(outside: &str, inside: &[u8]) -> u64 {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in outside.bytes().chain(inside.iter().copied()) {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    sum
}
