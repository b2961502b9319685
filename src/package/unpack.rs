//! One ZIP archive -> its files, judged before anything is unpacked: every length, name and place is checked against what
//! is there, and what is unpacked is bounded. Nothing is written anywhere; names are names, never paths to open.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use crate::names::{is_device, is_safe};
use crate::pack::{
    CENTRAL, CENTRAL_LENGTH, DEFLATED, END, END_LENGTH, LOCAL, LOCAL_LENGTH, MAX_PACKAGE, STORED,
};

/// Most files of a package.
pub const MAX_FILES: usize = 1_000;
/// Longest path in a package, in bytes.
pub const MAX_PATH: usize = 200;
/// Most folders above a file.
pub const MAX_DEPTH: usize = 3;
/// Most bytes that all files have together when they are unpacked.
pub const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// A file may be this many times as large unpacked as it is packed; packages that this program makes stay below half of it.
pub const MAX_RATIO: u64 = 200;
/// Files up to this size may have any ratio.
const SMALL: u64 = 4 * 1024;

/// Why an archive is not unpacked. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Larger than [`MAX_PACKAGE`].
    #[error("the package is {bytes} bytes; at most {MAX_PACKAGE} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// No ZIP archive, or its end is missing.
    #[error("this is not a package, or its end is missing; copy or download it again")]
    NotAnArchive,
    /// A length or a place that cannot be.
    #[error("the package's directory is damaged at entry {entry}; copy or download it again")]
    Directory {
        /// Number of the entry, from 0.
        entry: usize,
    },
    /// ZIP64, several disks, a comment: what packages never have.
    #[error("the package uses {what}, which packages do not have")]
    Unsupported {
        /// What it uses.
        what: &'static str,
    },
    /// More than [`MAX_FILES`].
    #[error("the package has {count} files; at most {MAX_FILES} are read")]
    TooManyFiles {
        /// How many.
        count: usize,
    },
    /// A name that leads out of the package or that some system does not take.
    #[error("the package has a file named `{name}`: {reason}")]
    Name {
        /// The name, its strange bytes written as escapes, cut to 80 characters.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two names that are the same on some system.
    #[error("the package has two files named `{name}`")]
    Twice {
        /// The name.
        name: String,
    },
    /// A link or a device.
    #[error("`{name}` in the package is a link or a device and not a file")]
    NotAFile {
        /// Its name.
        name: String,
    },
    /// Two files share bytes, or a file lies in the directory.
    #[error("`{name}` in the package overlaps another part of it")]
    Overlap {
        /// Its name.
        name: String,
    },
    /// The header before the file says something else than the directory.
    #[error("`{name}` is described in two ways in the package")]
    TwoHeaders {
        /// Its name.
        name: String,
    },
    /// Far more bytes than it seems: more than [`MAX_RATIO`] times as many as are packed.
    #[error(
        "`{name}` would unpack to {bytes} bytes from {packed}; more than {MAX_RATIO} to 1 is refused"
    )]
    Bomb {
        /// Its name.
        name: String,
        /// Size when it is unpacked.
        bytes: u64,
        /// Size in the package.
        packed: u64,
    },
    /// More than [`MAX_UNPACKED`] in all.
    #[error("the package would unpack to more than {MAX_UNPACKED} bytes")]
    TooMuch,
}

/// What is wrong with one file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Other bytes than its checksum says.
    #[error("its CRC-32 is {found:08x}; the package says {stated:08x}")]
    Crc {
        /// What the directory says.
        stated: u32,
        /// What it is.
        found: u32,
    },
    /// Not as many bytes as are stated.
    #[error("it does not unpack to the {stated} bytes that the package states")]
    Size {
        /// What the directory says.
        stated: u64,
    },
    /// Cannot be unpacked.
    #[error("it cannot be unpacked")]
    Damaged,
}

/// The files of an archive, by name.
#[derive(Clone, Debug)]
pub struct Archive<'a> {
    files: BTreeMap<String, Entry<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    is_packed: bool,
    crc: u32,
    bytes: u64,
    content: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Judges an archive. Nothing is unpacked yet.
    ///
    /// # Errors
    /// [`ArchiveError`] names the limit or the file.
    pub fn open(archive: &'a [u8]) -> Result<Self, ArchiveError> {
        if archive.len() > MAX_PACKAGE {
            return Err(ArchiveError::TooLarge { bytes: archive.len() });
        }
        let directory = Directory::find(archive)?;
        let mut files = BTreeMap::new();
        let mut folded = BTreeSet::new();
        let mut places = Vec::new();
        let mut total = 0_u64;
        let mut rest = directory.bytes;
        for number in 0..directory.count {
            let damaged = ArchiveError::Directory { entry: number };
            let (row, after) = Row::take(rest).ok_or(damaged.clone())?;
            rest = after;
            let name = safe_name(row.name)?;
            row.check(&name)?;
            let place = row.place(archive, directory.start).ok_or(damaged)?;
            if !place.agrees {
                return Err(ArchiveError::TwoHeaders { name });
            }
            places.push((place.start, place.end, name.clone()));
            if !folded.insert(name.trim_end_matches('/').to_ascii_lowercase()) {
                return Err(ArchiveError::Twice { name });
            }
            total = total.saturating_add(row.bytes.into());
            if total > MAX_UNPACKED {
                return Err(ArchiveError::TooMuch);
            }
            if !name.ends_with('/') {
                let (is_packed, bytes) = (row.method == DEFLATED, u64::from(row.bytes));
                files
                    .insert(name, Entry { is_packed, crc: row.crc, bytes, content: place.content });
            }
        }
        if !rest.is_empty() {
            return Err(ArchiveError::Directory { entry: directory.count });
        }
        // A file cannot be a folder too.
        let lower = |name: &String| name.to_ascii_lowercase();
        let plain: BTreeSet<String> = files.keys().map(lower).collect();
        let above = |name: &&String| {
            let name = lower(name);
            name.match_indices('/').any(|(at, _)| plain.contains(&name[..at]))
        };
        if let Some(name) = files.keys().find(above) {
            return Err(ArchiveError::Twice { name: name.clone() });
        }
        places.sort();
        let overlap = places.windows(2).find(|pair| pair[1].0 < pair[0].1);
        match overlap {
            Some(pair) => Err(ArchiveError::Overlap { name: pair[1].2.clone() }),
            None => Ok(Self { files }),
        }
    }

    /// The names, rising.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Unpacks a file. `None` where there is none.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn bytes(&self, name: &str) -> Option<Result<Vec<u8>, FileError>> {
        self.files.get(name).map(Entry::unpacked)
    }
}

impl Entry<'_> {
    fn unpacked(&self) -> Result<Vec<u8>, FileError> {
        let stated = self.bytes;
        let mut bytes = Vec::new();
        if self.is_packed {
            let mut decoder = DeflateDecoder::new(self.content);
            // One byte more than stated, so that a lie shows without unpacking it.
            let read = decoder.by_ref().take(stated + 1).read_to_end(&mut bytes);
            read.map_err(|_| FileError::Damaged)?;
            if bytes.len() as u64 == stated && decoder.total_in() != self.content.len() as u64 {
                return Err(FileError::Damaged);
            }
        } else {
            bytes.extend_from_slice(self.content);
        }
        if bytes.len() as u64 != stated {
            return Err(FileError::Size { stated });
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        match crc.sum() {
            found if found == self.crc => Ok(bytes),
            found => Err(FileError::Crc { stated: self.crc, found }),
        }
    }
}

/// Where the directory lies.
struct Directory<'a> {
    bytes: &'a [u8],
    start: usize,
    count: usize,
}

impl<'a> Directory<'a> {
    fn find(archive: &'a [u8]) -> Result<Self, ArchiveError> {
        let at = archive.len().checked_sub(END_LENGTH).ok_or(ArchiveError::NotAnArchive)?;
        let end = &archive[at..];
        if long(end, 0) != END {
            let commented = archive.windows(4).rev().take(1 << 16).any(|four| long(four, 0) == END);
            let what = "a comment, or bytes after its end";
            return Err(match commented {
                true => ArchiveError::Unsupported { what },
                false => ArchiveError::NotAnArchive,
            });
        }
        if short(end, 20) != 0 {
            return Err(ArchiveError::Unsupported { what: "a comment" });
        }
        let (count, length, start) = (short(end, 10), long(end, 12), long(end, 16));
        if short(end, 4) != 0 || short(end, 6) != 0 || short(end, 8) != count {
            return Err(ArchiveError::Unsupported { what: "several disks" });
        }
        if count == u16::MAX || length == u32::MAX || start == u32::MAX {
            return Err(ArchiveError::Unsupported { what: "ZIP64" });
        }
        if usize::from(count) > MAX_FILES {
            return Err(ArchiveError::TooManyFiles { count: count.into() });
        }
        let (start, length) = (start as usize, length as usize);
        let bytes = archive.get(start..at).filter(|bytes| bytes.len() == length);
        let bytes = bytes.ok_or(ArchiveError::Directory { entry: 0 })?;
        Ok(Self { bytes, start, count: count.into() })
    }
}

/// An entry of the directory.
struct Row<'a> {
    made_by: u16,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    bytes: u32,
    attributes: u32,
    offset: u32,
    name: &'a [u8],
}

/// Where a file lies, its header included.
struct Place<'a> {
    start: usize,
    end: usize,
    content: &'a [u8],
    /// Whether its own header says the same as the directory.
    agrees: bool,
}

impl<'a> Row<'a> {
    fn take(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let head = bytes.get(..CENTRAL_LENGTH).filter(|head| long(head, 0) == CENTRAL)?;
        let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(short(head, at)));
        let rest = bytes.get(CENTRAL_LENGTH + name + extra + comment..)?;
        let row = Self {
            made_by: short(head, 4),
            flags: short(head, 8),
            method: short(head, 10),
            crc: long(head, 16),
            packed: long(head, 20),
            bytes: long(head, 24),
            attributes: long(head, 38),
            offset: long(head, 42),
            name: bytes.get(CENTRAL_LENGTH..CENTRAL_LENGTH + name)?,
        };
        Some((row, rest))
    }

    /// What can be said from the directory alone.
    fn check(&self, name: &str) -> Result<(), ArchiveError> {
        const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
        const UNIX: u16 = 3;
        const KIND: u32 = 0o170_000;
        let kind = (self.attributes >> 16) & KIND;
        let is_folder = name.ends_with('/');
        let wanted = if is_folder { 0o040_000 } else { 0o100_000 };
        if self.made_by >> 8 == UNIX && kind != 0 && kind != wanted {
            return Err(ArchiveError::NotAFile { name: name.to_owned() });
        }
        if self.flags & ENCRYPTED != 0 {
            return Err(ArchiveError::Unsupported { what: "encryption" });
        }
        if self.method != STORED && self.method != DEFLATED {
            return Err(ArchiveError::Unsupported { what: "a compression other than deflate" });
        }
        if [self.packed, self.bytes, self.offset].contains(&u32::MAX) {
            return Err(ArchiveError::Unsupported { what: "ZIP64" });
        }
        let (bytes, packed) = (u64::from(self.bytes), u64::from(self.packed));
        if bytes > SMALL && bytes / MAX_RATIO > packed {
            return Err(ArchiveError::Bomb { name: name.to_owned(), bytes, packed });
        }
        if is_folder && bytes != 0 {
            let reason = "a folder has no bytes";
            return Err(ArchiveError::Name { name: name.to_owned(), reason });
        }
        Ok(())
    }

    /// Finds the file before `limit`, where the directory begins.
    fn place(&self, archive: &'a [u8], limit: usize) -> Option<Place<'a>> {
        /// Sizes and checksum follow the file.
        const AFTERWARDS: u16 = 1 << 3;
        let start = self.offset as usize;
        let head = archive.get(start..start.checked_add(LOCAL_LENGTH)?)?;
        let [name, extra] = [26, 28].map(|at| usize::from(short(head, at)));
        let from = start + LOCAL_LENGTH + name;
        let content_from = from + extra;
        let end = content_from.checked_add(self.packed as usize)?;
        let content = archive.get(content_from..end).filter(|_| end <= limit)?;
        let sums = [long(head, 14), long(head, 18), long(head, 22)];
        let flags = short(head, 6);
        let agrees = long(head, 0) == LOCAL
            && archive.get(start + LOCAL_LENGTH..from) == Some(self.name)
            && short(head, 8) == self.method
            && flags == self.flags
            && (flags & AFTERWARDS != 0 || sums == [self.crc, self.packed, self.bytes]);
        Some(Place { start, end, content, agrees })
    }
}

/// A name that stays inside of the package and that every system takes. A folder ends in `/`.
fn safe_name(bytes: &[u8]) -> Result<String, ArchiveError> {
    let shown: String = bytes.escape_ascii().map(char::from).take(80).collect();
    let wrong = |reason| ArchiveError::Name { name: shown.clone(), reason };
    let name = std::str::from_utf8(bytes).map_err(|_| wrong("it is not ASCII"))?;
    if name.is_empty() || name.len() > MAX_PATH {
        return Err(wrong("a name has 1 to 200 bytes"));
    }
    if name.starts_with('/') || name.contains(['\\', ':']) {
        return Err(wrong("it is an absolute path, or one of another system"));
    }
    let parts: Vec<&str> = name.strip_suffix('/').unwrap_or(name).split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
        return Err(wrong("it leads out of the package"));
    }
    if parts.len() > MAX_DEPTH + 1 {
        return Err(wrong("it lies in more than 3 folders"));
    }
    if !parts.iter().all(|part| part.chars().all(is_safe)) {
        return Err(wrong("it has characters that not every system takes"));
    }
    if parts.iter().any(|part| is_device(part) || part.ends_with('.')) {
        return Err(wrong("Windows keeps that name for itself"));
    }
    Ok(name.to_owned())
}

/// A number of two bytes; 0 where they are not there.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// A number of four bytes; 0 where they are not there.
fn long(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}
