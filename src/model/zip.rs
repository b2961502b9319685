//! A ZIP archive as USDZ wants it: nothing packed, the bytes of every file at a multiple of 64. Same files, same bytes. It cannot hold
//! more than 4 GB, which nothing here comes near.

const ALIGNED: usize = 64;
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Version 2.0 is needed to read it.
const VERSION: u16 = 20;
/// The first of January 1980 at midnight, where ZIP's time begins.
const DATE: u16 = 0x0021;
/// Kind of an extra field that is padding; readers pass over what they do not know.
const PADDING: u16 = 0x1986;
/// Bytes of a local header before its name.
const HEADER: usize = 30;

/// Names and bytes as an archive, in this order.
pub(crate) fn stored(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let start = archive.len();
        let bare = start + HEADER + name.len();
        // A field takes at least its own head of 4 bytes.
        let padding = match bare.next_multiple_of(ALIGNED) - bare {
            0 => 0,
            gap if gap < 4 => gap + ALIGNED,
            gap => gap,
        };
        let (crc, length) = (crc32fast::hash(bytes), bytes.len() as u32);
        let mut about = Vec::new();
        for half in [VERSION, 0, 0, 0, DATE] {
            about.extend(half.to_le_bytes());
        }
        for word in [crc, length, length] {
            about.extend(word.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        archive.extend(LOCAL.to_le_bytes());
        archive.extend(&about);
        archive.extend((padding as u16).to_le_bytes());
        archive.extend(name.bytes());
        if padding > 0 {
            archive.extend(PADDING.to_le_bytes());
            archive.extend((padding as u16 - 4).to_le_bytes());
            archive.resize(archive.len() + padding - 4, 0);
        }
        archive.extend(bytes);
        directory.extend(CENTRAL.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&about);
        // No extra field, no comment, one disk, no attributes.
        directory.extend([0; 12]);
        directory.extend((start as u32).to_le_bytes());
        directory.extend(name.bytes());
    }
    let (start, length) = (archive.len() as u32, directory.len() as u32);
    archive.extend(directory);
    archive.extend(END.to_le_bytes());
    archive.extend([0; 4]);
    for count in [files.len() as u16; 2] {
        archive.extend(count.to_le_bytes());
    }
    archive.extend(length.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}
