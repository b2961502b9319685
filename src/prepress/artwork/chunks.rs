//! The chunks of a PNG file: those that make the picture, without those that only describe it.

/// Chunks without which a PNG does not show the same values.
const NEEDED: [&[u8]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
const SIGNATURE: usize = 8;
/// Length, type and checksum around a chunk's content.
const AROUND: usize = 12;

/// The same picture without texts, EXIF, profiles and times: colour values mean sRGB, as everywhere else. Bytes that
/// are not whole chunks are left out.
pub(crate) fn png_without_descriptions(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes[..SIGNATURE.min(bytes.len())].to_vec();
    let mut at = SIGNATURE;
    while let Some(header) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([header[0], header[1], header[2], header[3]]) as usize;
        let Some(chunk) = bytes.get(at..at.saturating_add(length + AROUND)) else { break };
        if NEEDED.contains(&&header[4..]) {
            kept.extend_from_slice(chunk);
        }
        at += chunk.len();
    }
    kept
}
