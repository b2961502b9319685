//! Archives built byte by byte, right or wrong in any field; what other programs would write. It tests nothing itself.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A file of an archive and what its headers say.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: Vec<u8>,
    pub(crate) content: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) crc: u32,
    pub(crate) packed: u32,
    pub(crate) bytes: u32,
    pub(crate) made_by: u16,
    pub(crate) attributes: u32,
    /// What the header before the file says instead of the directory's name.
    pub(crate) local_name: Option<Vec<u8>>,
    /// Where the directory says that it lies, if not where it does.
    pub(crate) offset: Option<u32>,
}

impl File {
    /// A file as it is.
    pub(crate) fn stored(name: &str, bytes: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        Self {
            name: name.as_bytes().to_vec(),
            content: bytes.to_vec(),
            method: 0,
            flags: 0,
            crc: crc.sum(),
            packed: bytes.len() as u32,
            bytes: bytes.len() as u32,
            made_by: 20,
            attributes: 0,
            local_name: None,
            offset: None,
        }
    }

    /// A file, deflated.
    pub(crate) fn deflated(name: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(9));
        encoder.write_all(bytes).unwrap();
        let content = encoder.finish().unwrap();
        let packed = content.len() as u32;
        Self { content, packed, method: 8, ..Self::stored(name, bytes) }
    }
}

/// Writes an archive.
pub(crate) fn zip(files: &[File]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let header = |name: &[u8]| {
            let mut bytes = Vec::new();
            for field in [20, file.flags, file.method, 0, 33] {
                bytes.extend_from_slice(&field.to_le_bytes());
            }
            for field in [file.crc, file.packed, file.bytes] {
                bytes.extend_from_slice(&field.to_le_bytes());
            }
            bytes.extend_from_slice(&(name.len() as u16).to_le_bytes());
            bytes.extend_from_slice(&[0; 2]);
            bytes
        };
        let offset = file.offset.unwrap_or(archive.len() as u32);
        let local = file.local_name.as_ref().unwrap_or(&file.name);
        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&header(local));
        archive.extend_from_slice(local);
        archive.extend_from_slice(&file.content);
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&file.made_by.to_le_bytes());
        directory.extend_from_slice(&header(&file.name));
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&file.attributes.to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(&file.name);
    }
    let (start, length, count) = (archive.len() as u32, directory.len() as u32, files.len() as u16);
    archive.append(&mut directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    archive.extend_from_slice(&count.to_le_bytes());
    archive.extend_from_slice(&count.to_le_bytes());
    archive.extend_from_slice(&length.to_le_bytes());
    archive.extend_from_slice(&start.to_le_bytes());
    archive.extend_from_slice(&[0; 2]);
    archive
}
