//! The size that an AVIF file states, from its boxes. Its pixels are decoded by the browser, in a worker.

use design::PixelSize;

use crate::IntakeError;
use crate::picture::check_size;

/// Most boxes that are looked at.
const MAX_BOXES: usize = 4096;
/// Boxes that lead to the sizes, and how many bytes of their own come before what they hold.
const HOLDERS: [(&[u8; 4], usize); 3] = [(b"meta", 4), (b"iprp", 0), (b"ipco", 0)];

/// The largest size that any picture in the file states (ISO/IEC 23008-12, `ispe`), checked against the limits.
///
/// # Errors
/// [`IntakeError`] where no size is stated or it is too large: then nobody should decode it.
pub fn avif_size(bytes: &[u8]) -> Result<PixelSize, IntakeError> {
    let mut largest: Option<PixelSize> = None;
    let mut left = MAX_BOXES;
    let mut waiting = vec![bytes];
    while let Some(mut rest) = waiting.pop() {
        while let Some((kind, content, after)) = next_box(rest) {
            left = left
                .checked_sub(1)
                .ok_or_else(|| IntakeError::damaged("AVIF", "it has too many parts"))?;
            if let Some((_, skip)) = HOLDERS.iter().find(|(holder, _)| **holder == kind) {
                waiting.extend(content.get(*skip..));
            } else if &kind == b"ispe"
                && let Some(&[w3, w2, w1, w0, h3, h2, h1, h0]) = content.get(4..12)
            {
                let width = u32::from_be_bytes([w3, w2, w1, w0]);
                let height = u32::from_be_bytes([h3, h2, h1, h0]);
                check_size(width, height, "AVIF")?;
                let area = |size: &PixelSize| u64::from(size.width) * u64::from(size.height);
                let here = PixelSize { width, height };
                largest = largest.filter(|known| area(known) >= area(&here)).or(Some(here));
            }
            rest = after;
        }
    }
    largest.ok_or_else(|| IntakeError::damaged("AVIF", "it states no size"))
}

/// The first box: its kind, what it holds, and what follows it.
fn next_box(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let &[s3, s2, s1, s0, a, b, c, d] = bytes.get(..8)? else { return None };
    let stated = u32::from_be_bytes([s3, s2, s1, s0]) as usize;
    let (from, to) = match stated {
        0 => (8, bytes.len()),
        1 => {
            let long: [u8; 8] = bytes.get(8..16)?.try_into().ok()?;
            (16, usize::try_from(u64::from_be_bytes(long)).ok()?)
        }
        size => (8, size),
    };
    Some(([a, b, c, d], bytes.get(from..to.min(bytes.len()))?, bytes.get(to..).unwrap_or_default()))
}
