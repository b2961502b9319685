//! The bytes of an ICC profile: header, tags and numbers, each looked up within bounds. No colours are computed.

use super::{IccError, MAX_PROFILE, MAX_TAGS};

/// Bytes of the header before the tags.
const HEADER: usize = 128;
/// Bytes of an entry of the tag table.
const ENTRY: usize = 12;

/// A profile's bytes whose header was checked.
pub(super) struct Tags<'a> {
    bytes: &'a [u8],
    entries: &'a [u8],
    /// Whether colours between profiles are Lab; XYZ otherwise.
    pub(super) is_lab: bool,
}

/// Bytes of a tag or of a part of it; every look is checked.
#[derive(Clone, Copy)]
pub(super) struct Part<'a>(pub(super) &'a [u8]);

const TRUNCATED: IccError = IccError::Damaged { reason: "a part of it is cut off" };

impl<'a> Tags<'a> {
    /// Reads the header of a CMYK output profile.
    pub(super) fn of_cmyk_output(bytes: &'a [u8]) -> Result<Self, IccError> {
        if bytes.len() > MAX_PROFILE {
            return Err(IccError::TooLarge { bytes: bytes.len() });
        }
        let whole = Part(bytes);
        if bytes.len() < HEADER + 4 || whole.signature(36)? != *b"acsp" {
            return Err(IccError::NoProfile);
        }
        let major = whole.byte(8)?;
        if !matches!(major, 2 | 4) {
            return Err(IccError::Version { major });
        }
        let (class, space) = (whole.signature(12)?, whole.signature(16)?);
        if (class, space) != (*b"prtr", *b"CMYK") {
            let found = [class, space].map(|name| plain(&name)).join(" ");
            return Err(IccError::WrongKind { found });
        }
        let is_lab = match &whole.signature(20)? {
            b"Lab " => true,
            b"XYZ " => false,
            _ => return Err(IccError::Damaged { reason: "its connection space is unknown" }),
        };
        let count = whole.long(HEADER)? as usize;
        if count > MAX_TAGS {
            return Err(IccError::TooManyTags { count });
        }
        let entries = whole.part(HEADER + 4, count * ENTRY)?.0;
        Ok(Self { bytes, entries, is_lab })
    }

    /// A tag's bytes, if there is one of that name.
    pub(super) fn find(&self, name: &[u8; 4]) -> Result<Option<Part<'a>>, IccError> {
        for entry in self.entries.chunks_exact(ENTRY).map(Part) {
            if entry.signature(0)? == *name {
                let (at, length) = (entry.long(4)? as usize, entry.long(8)? as usize);
                return Part(self.bytes).part(at, length).map(Some);
            }
        }
        Ok(None)
    }

    /// What the profile calls itself: ASCII only, at most 120 letters.
    pub(super) fn description(&self) -> Option<String> {
        let tag = self.find(b"desc").ok().flatten()?;
        let text: String = match &tag.signature(0).ok()? {
            b"desc" => {
                let length = tag.long(8).ok()? as usize;
                tag.part(12, length).ok()?.0.iter().map(|byte| char::from(*byte)).collect()
            }
            b"mluc" => {
                let (length, at) = (tag.long(20).ok()? as usize, tag.long(24).ok()? as usize);
                let units = tag.part(at, length).ok()?.0.chunks_exact(2);
                char::decode_utf16(units.map(|unit| u16::from_be_bytes([unit[0], unit[1]])))
                    .map(|letter| letter.unwrap_or('?'))
                    .collect()
            }
            _ => return None,
        };
        let text: String =
            text.chars().filter(|letter| matches!(letter, ' '..='~')).take(120).collect();
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    }
}

/// A signature for people.
fn plain(name: &[u8; 4]) -> String {
    let letters = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters.map(|byte| char::from(*byte)).collect()
}

impl<'a> Part<'a> {
    pub(super) fn part(&self, at: usize, length: usize) -> Result<Self, IccError> {
        let end = at.checked_add(length).ok_or(TRUNCATED)?;
        self.0.get(at..end).map(Self).ok_or(TRUNCATED)
    }

    /// All from a place on.
    pub(super) fn from(&self, at: usize) -> Result<Self, IccError> {
        self.0.get(at..).map(Self).ok_or(TRUNCATED)
    }

    fn array<const N: usize>(&self, at: usize) -> Result<[u8; N], IccError> {
        <[u8; N]>::try_from(self.part(at, N)?.0).map_err(|_| TRUNCATED)
    }

    pub(super) fn signature(&self, at: usize) -> Result<[u8; 4], IccError> {
        self.array(at)
    }

    pub(super) fn byte(&self, at: usize) -> Result<u8, IccError> {
        self.array::<1>(at).map(|[byte]| byte)
    }

    pub(super) fn short(&self, at: usize) -> Result<u16, IccError> {
        self.array(at).map(u16::from_be_bytes)
    }

    pub(super) fn long(&self, at: usize) -> Result<u32, IccError> {
        self.array(at).map(u32::from_be_bytes)
    }

    /// An s15Fixed16 number.
    pub(super) fn fixed(&self, at: usize) -> Result<f64, IccError> {
        self.array(at).map(|bytes| f64::from(i32::from_be_bytes(bytes)) / 65_536.0)
    }

    /// `count` values from 0 to 1, of one byte or two each.
    pub(super) fn values(
        &self,
        at: usize,
        count: usize,
        width: usize,
    ) -> Result<Vec<f32>, IccError> {
        let bytes = self.part(at, count.checked_mul(width).ok_or(TRUNCATED)?)?.0;
        Ok(match width {
            1 => bytes.iter().map(|byte| f32::from(*byte) / 255.0).collect(),
            _ => bytes
                .chunks_exact(2)
                .map(|pair| f32::from(u16::from_be_bytes([pair[0], pair[1]])) / 65_535.0)
                .collect(),
        })
    }
}
