//! The colour space of our pixels as an ICC profile: sRGB, written here number by number. It reads no profiles.

use std::sync::OnceLock;

/// Entries of the tone curve; as many as the profile has that most programs ship.
const CURVE: usize = 1024;
/// White of the connection space (ICC.1:2001-04, 6.3.4.3), as 16.16 fixed point: D50.
const D50: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// Red, green and blue of IEC 61966-2-1 adapted to D50 by Bradford's matrix, as 16.16 fixed point. They add up to D50.
const PRIMARIES: [[u32; 3]; 3] =
    [[0x6FA3, 0x38F6, 0x0391], [0x6294, 0xB785, 0x18DC], [0x249F, 0x0F85, 0xB6C0]];
const NAME: &[u8] = b"sRGB IEC61966-2.1";
const RIGHTS: &[u8] = b"No copyright, use freely";
/// Bytes of the header (ICC.1:2001-04, 6.1).
const HEADER: usize = 128;

/// sRGB as an ICC profile of version 2.1, which every print program reads.
pub(crate) fn srgb_profile() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(written)
}

fn written() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES.map(xyz);
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"desc", description()),
        (b"cprt", [b"text\0\0\0\0", RIGHTS, b"\0"].concat()),
        (b"wtpt", xyz(D50)),
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve()),
    ];
    // The three channels share one curve.
    let entries = tags.len() + 2;
    let mut table = (entries as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = HEADER + 4 + entries * 12;
    for (name, bytes) in &tags {
        let place = (start + data.len()) as u32;
        let names: &[&[u8; 4]] = if *name == b"rTRC" { &[name, b"gTRC", b"bTRC"] } else { &[name] };
        for name in names {
            table.extend_from_slice(*name);
            table.extend_from_slice(&place.to_be_bytes());
            table.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        }
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[2, 0x10]);
    put(12, b"mntrRGB XYZ ");
    // The date that the format asks for; ours is the standard's, so that the bytes do not depend on the day.
    for (at, number) in [(24, 1999_u16), (26, 10), (28, 1)] {
        put(at, &number.to_be_bytes());
    }
    put(36, b"acsp");
    for (at, number) in [(68, D50[0]), (72, D50[1]), (76, D50[2])] {
        put(at, &number.to_be_bytes());
    }
    header
}

fn xyz(numbers: [u32; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    numbers.iter().for_each(|number| tag.extend_from_slice(&number.to_be_bytes()));
    tag
}

/// The name, in the three forms that version 2 wants; two are empty.
fn description() -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend_from_slice(&(NAME.len() as u32 + 1).to_be_bytes());
    tag.extend_from_slice(NAME);
    // The name's end; no Unicode name (language, length), no Macintosh name (code, length, 67 bytes).
    tag.resize(tag.len() + 1 + 8 + 3 + 67, 0);
    tag
}

/// From stored values to light (IEC 61966-2-1).
fn curve() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend_from_slice(&(CURVE as u32).to_be_bytes());
    for step in 0..CURVE {
        let value = step as f64 / (CURVE - 1) as f64;
        let light =
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) };
        tag.extend_from_slice(&((light * 65_535.0).round() as u16).to_be_bytes());
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_the_white_of_the_connection_space() {
        for (axis, white) in D50.into_iter().enumerate() {
            assert_eq!(PRIMARIES.iter().map(|primary| primary[axis]).sum::<u32>(), white);
        }
    }

    #[test]
    fn every_tag_lies_within_the_profile() {
        let profile = srgb_profile();
        let number =
            |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        for entry in 0..number(HEADER) {
            let at = HEADER + 4 + entry * 12;
            let (offset, size) = (number(at + 4), number(at + 8));
            assert!(offset >= HEADER + 4 + 9 * 12 && offset + size <= profile.len());
            assert_eq!(offset % 4, 0);
        }
    }
}
