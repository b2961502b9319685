//! Files -> one ZIP archive (PKWARE APPNOTE 6.3.10), the same bytes for the same files: sorted by name, one date, no
//! attributes, fixed compression. Neither ZIP64 nor encryption.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::PackageError;

/// Largest archive that is written or read: what a ZIP archive without extensions holds is 4 GiB.
pub const MAX_PACKAGE: usize = 1024 * 1024 * 1024;

/// 1 January 1980, the first day that ZIP knows: equal orders give equal archives.
pub(crate) const DATE: u16 = (1 << 5) | 1;
pub(crate) const LOCAL: u32 = 0x0403_4b50;
pub(crate) const CENTRAL: u32 = 0x0201_4b50;
pub(crate) const END: u32 = 0x0605_4b50;
pub(crate) const LOCAL_LENGTH: usize = 30;
pub(crate) const CENTRAL_LENGTH: usize = 46;
pub(crate) const END_LENGTH: usize = 22;
/// As it is.
pub(crate) const STORED: u16 = 0;
/// RFC 1951.
pub(crate) const DEFLATED: u16 = 8;

/// Endings of files that are compressed already.
const COMPRESSED: [&str; 4] = ["png", "pdf", "atelier", "woff2"];
/// Compression that is too good is left out, so that readers can take it for a bomb.
const BEST_RATIO: usize = 100;

/// Makes the archive.
///
/// # Errors
/// [`PackageError::TooLarge`].
pub(crate) fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, PackageError> {
    let mut sorted: Vec<&(String, Vec<u8>)> = files.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in &sorted {
        let mut crc = Crc::new();
        crc.update(bytes);
        let packed = deflated(name, bytes);
        let method = if packed.is_some() { DEFLATED } else { STORED };
        let content = packed.as_deref().unwrap_or(bytes);
        let too_large = PackageError::TooLarge { limit: MAX_PACKAGE };
        if archive.len() + directory.len() + content.len() > MAX_PACKAGE {
            return Err(too_large);
        }
        let mut shared = Vec::with_capacity(26);
        // Version 2.0; ASCII names, so no flags.
        for field in [20, 0, method, 0, DATE] {
            shared.extend_from_slice(&field.to_le_bytes());
        }
        for field in [crc.sum(), content.len() as u32, bytes.len() as u32] {
            shared.extend_from_slice(&field.to_le_bytes());
        }
        for field in [name.len() as u16, 0] {
            shared.extend_from_slice(&field.to_le_bytes());
        }
        let offset = archive.len() as u32;
        archive.extend_from_slice(&LOCAL.to_le_bytes());
        archive.extend_from_slice(&shared);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(content);
        directory.extend_from_slice(&CENTRAL.to_le_bytes());
        directory.extend_from_slice(&20_u16.to_le_bytes());
        directory.extend_from_slice(&shared);
        // No comment, first disk, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let (start, length, count) =
        (archive.len() as u32, directory.len() as u32, sorted.len() as u16);
    archive.append(&mut directory);
    archive.extend_from_slice(&END.to_le_bytes());
    archive.extend_from_slice(&[0; 4]);
    for field in [count, count] {
        archive.extend_from_slice(&field.to_le_bytes());
    }
    for field in [length, start] {
        archive.extend_from_slice(&field.to_le_bytes());
    }
    archive.extend_from_slice(&[0; 2]);
    Ok(archive)
}

/// The bytes in RFC 1951, where that is worth it.
fn deflated(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    if COMPRESSED.contains(&ending) {
        return None;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory has no way to fail.
    encoder.write_all(bytes).ok()?;
    let packed = encoder.finish().ok()?;
    let is_worth_it = packed.len() < bytes.len() && packed.len() * BEST_RATIO >= bytes.len();
    is_worth_it.then_some(packed)
}
