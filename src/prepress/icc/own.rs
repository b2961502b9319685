//! ICC profiles of our own: sRGB as a display's, sRGB as a printing condition (files for garment printers are RGB, and
//! PDF/X wants a profile of an output device), and grey with sRGB's curve. Version 2, written byte by byte from the
//! formulas of IEC 61966-2-1; no profile of somebody else is copied.

/// White of all profiles: D50, as s15Fixed16.
const D50: [u32; 3] = [0xf6d6, 0x1_0000, 0xd32d];
/// Columns of linear sRGB to XYZ under D50, as s15Fixed16: red, green, blue.
const COLUMNS: [[u32; 3]; 3] =
    [[0x6fa2, 0x38f5, 0x390], [0x6299, 0xb785, 0x18da], [0x24a0, 0xf84, 0xb6cf]];
/// Their inverse: rows of XYZ to linear sRGB.
const ROWS: [[f64; 3]; 3] = [
    [3.134_135_9, -1.617_386_2, -0.490_662_2],
    [-0.978_794_8, 1.916_254_5, 0.033_442_8],
    [0.071_955_6, -0.228_976_8, 1.405_386_2],
];
const COPYRIGHT: &str = "Public domain";
/// Samples of the curve to linear light, and back from it.
const SAMPLES: usize = 1024;
const SAMPLES_BACK: usize = 4096;

/// sRGB for screens: three colours and a curve.
pub fn srgb_display_profile() -> Vec<u8> {
    let curve = curve();
    let mut tags = described("sRGB");
    for (name, column) in [b"rXYZ", b"gXYZ", b"bXYZ"].into_iter().zip(COLUMNS) {
        tags.push((*name, xyz(column)));
    }
    tags.extend([b"rTRC", b"gTRC", b"bTRC"].map(|name| (*name, curve.clone())));
    profile(b"mntr", b"RGB ", tags)
}

/// Grey with sRGB's curve.
pub fn grey_profile() -> Vec<u8> {
    let mut tags = described("Grey with the curve of sRGB");
    tags.push((*b"kTRC", curve()));
    profile(b"mntr", b"GRAY", tags)
}

/// sRGB as a printing condition, with tables both ways: the output intent of RGB files.
pub fn srgb_print_profile() -> Vec<u8> {
    let (seen, device) = (seen_table(), device_table());
    let mut tags = described("sRGB as a printing condition");
    tags.extend([b"A2B0", b"A2B1", b"A2B2"].map(|name| (*name, seen.clone())));
    tags.extend([b"B2A0", b"B2A1", b"B2A2"].map(|name| (*name, device.clone())));
    tags.push((*b"gamt", gamut_table()));
    profile(b"prtr", b"RGB ", tags)
}

type Tag = ([u8; 4], Vec<u8>);

/// A whole profile; tags with equal contents share them.
fn profile(class: &[u8; 4], space: &[u8; 4], tags: Vec<Tag>) -> Vec<u8> {
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let mut placed: Vec<(Vec<u8>, usize)> = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    table.extend((tags.len() as u32).to_be_bytes());
    for (name, content) in tags {
        let known = placed.iter().find(|(known, _)| *known == content).map(|(_, at)| *at);
        let at = known.unwrap_or_else(|| {
            let at = start + data.len();
            data.extend(&content);
            data.resize(data.len().next_multiple_of(4), 0);
            at
        });
        table.extend(name);
        table.extend((at as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        placed.push((content, at));
    }
    let mut head = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &((start + data.len()) as u32).to_be_bytes());
    put(8, &[2, 0x20, 0, 0]);
    put(12, class);
    put(16, space);
    put(20, b"XYZ ");
    // A fixed day: nothing in a file depends on when it was made.
    put(24, &[0x07, 0xd0, 0, 1, 0, 1]);
    put(36, b"acsp");
    put(64, &1_u32.to_be_bytes());
    for (index, value) in D50.into_iter().enumerate() {
        put(68 + 4 * index, &value.to_be_bytes());
    }
    head.extend(table);
    head.extend(data);
    head
}

/// The tags that every profile has.
fn described(name: &str) -> Vec<Tag> {
    let mut text = b"text\0\0\0\0".to_vec();
    text.extend(COPYRIGHT.as_bytes());
    text.push(0);
    // Name in ASCII; none in Unicode (8 bytes) or for Macs (70 bytes).
    let mut desc = b"desc\0\0\0\0".to_vec();
    desc.extend((name.len() as u32 + 1).to_be_bytes());
    desc.extend(name.as_bytes());
    desc.resize(desc.len() + 1 + 8 + 70, 0);
    vec![(*b"desc", desc), (*b"cprt", text), (*b"wtpt", xyz(D50))]
}

fn xyz(value: [u32; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    value.into_iter().for_each(|part| bytes.extend(part.to_be_bytes()));
    bytes
}

/// Linear light of an sRGB value.
fn linear(encoded: f64) -> f64 {
    if encoded <= 0.040_45 { encoded / 12.92 } else { libm::pow((encoded + 0.055) / 1.055, 2.4) }
}

/// The sRGB value of linear light.
fn encoded(linear: f64) -> f64 {
    if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055
    }
}

fn sixteen(value: f64) -> [u8; 2] {
    ((value.clamp(0.0, 1.0) * 65_535.0 + 0.5) as u16).to_be_bytes()
}

fn samples(count: usize, value: impl Fn(f64) -> f64) -> Vec<u8> {
    (0..count).flat_map(|at| sixteen(value(at as f64 / (count - 1) as f64))).collect()
}

fn curve() -> Vec<u8> {
    let mut bytes = b"curv\0\0\0\0".to_vec();
    bytes.extend((SAMPLES as u32).to_be_bytes());
    bytes.extend(samples(SAMPLES, linear));
    bytes
}

/// The head of a table of 16 bits from three channels, with a grid of two points along each axis.
fn table(outputs: u8, matrix: [[f64; 3]; 3], (before, after): (usize, usize)) -> Vec<u8> {
    let mut bytes = b"mft2\0\0\0\0".to_vec();
    bytes.extend([3, outputs, 2, 0]);
    for value in matrix.into_iter().flatten() {
        bytes.extend(((value * 65_536.0).round() as i32).to_be_bytes());
    }
    bytes.extend((before as u16).to_be_bytes());
    bytes.extend((after as u16).to_be_bytes());
    bytes
}

const UNCHANGED: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// The corners of a grid of two points along each axis, the last channel quickest.
fn corners() -> impl Iterator<Item = [f64; 3]> {
    (0..8_u8).map(|at| [at >> 2 & 1, at >> 1 & 1, at & 1].map(f64::from))
}

/// RGB to XYZ: curves, then a grid whose corners are sums of the three colours; between them that is the matrix.
fn seen_table() -> Vec<u8> {
    let mut bytes = table(3, UNCHANGED, (SAMPLES, 2));
    (0..3).for_each(|_| bytes.extend(samples(SAMPLES, linear)));
    for corner in corners() {
        for axis in 0..3_usize {
            let parts = corner.iter().zip(&COLUMNS);
            let sum: f64 = parts.map(|(light, column)| light * f64::from(column[axis])).sum();
            // s15Fixed16 counts 65536 a unit, a table 32768.
            bytes.extend(((sum / 2.0).round() as u16).to_be_bytes());
        }
    }
    (0..3).for_each(|_| bytes.extend(samples(2, |value| value)));
    bytes
}

/// XYZ to RGB: the matrix, a grid that changes nothing, curves. XYZ of 1 is 32768 of 65535, hence the factor.
fn device_table() -> Vec<u8> {
    const FACTOR: f64 = 65_535.0 / 32_768.0;
    let mut bytes = table(3, ROWS.map(|row| row.map(|value| value * FACTOR)), (2, SAMPLES_BACK));
    (0..3).for_each(|_| bytes.extend(samples(2, |value| value)));
    corners().for_each(|corner| corner.into_iter().for_each(|value| bytes.extend(sixteen(value))));
    (0..3).for_each(|_| bytes.extend(samples(SAMPLES_BACK, encoded)));
    bytes
}

/// Says of every colour that it can be printed: what cannot is clipped by the tables.
fn gamut_table() -> Vec<u8> {
    let mut bytes = table(1, UNCHANGED, (2, 2));
    (0..3).for_each(|_| bytes.extend(samples(2, |value| value)));
    corners().for_each(|_| bytes.extend([0, 0]));
    bytes.extend(samples(2, |value| value));
    bytes
}
