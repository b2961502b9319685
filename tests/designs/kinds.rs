//! Which kinds of picture files and of writing there are, told from bytes and characters.

use design::ImageFormat;
use prepress::artwork::{Orientation, inspect};

use crate::seen::Seen;

/// Colour type and depth of every PNG that the format allows (PNG, table 11.1).
const PNG_KINDS: [(u8, u8); 15] = [
    (0, 1),
    (0, 2),
    (0, 4),
    (0, 8),
    (0, 16),
    (2, 8),
    (2, 16),
    (3, 1),
    (3, 2),
    (3, 4),
    (3, 8),
    (4, 8),
    (4, 16),
    (6, 8),
    (6, 16),
];

/// Notes how a picture's file stores it.
pub(crate) fn picture(seen: &mut Seen, bytes: &[u8]) {
    let header = inspect(bytes).unwrap();
    let format = format!("{:?}", header.format);
    let orientations = [
        Orientation::Upright,
        Orientation::Mirrored,
        Orientation::HalfTurn,
        Orientation::Flipped,
        Orientation::Transposed,
        Orientation::QuarterTurn,
        Orientation::Transversed,
        Orientation::ThreeQuarterTurn,
    ];
    for orientation in orientations {
        let name = format!("{format} {orientation:?}");
        seen.feature(&name, header.orientation == orientation);
    }
    let has = |name: &[u8; 4]| bytes.windows(4).any(|part| part == name);
    match header.format {
        ImageFormat::Png => {
            for (colour, depth) in PNG_KINDS {
                let is_this = (bytes[25], bytes[24]) == (colour, depth);
                seen.feature(&format!("PNG colour type {colour}, depth {depth}"), is_this);
                // Types 4 and 6 have an alpha channel.
                if colour < 4 {
                    let is_keyed = bytes[25] == colour && has(b"tRNS");
                    seen.feature(&format!("PNG colour type {colour} with tRNS"), is_keyed);
                }
            }
            seen.feature("PNG interlaced", bytes[28] == 1);
        }
        ImageFormat::Jpeg => {
            let (marker, frame) = jpeg_frame(bytes);
            seen.feature("JPEG baseline", marker == 0xc0);
            seen.feature("JPEG progressive", marker == 0xc2);
            let components = frame[7];
            for (count, name) in [(1, "grey"), (3, "colour"), (4, "four inks")] {
                seen.feature(&format!("JPEG {name}"), components == count);
            }
            // Adobe's segment says whether three of the four inks are mixed.
            let adobe = bytes.windows(5).position(|part| part == b"Adobe");
            let transform = adobe.and_then(|at| bytes.get(at + 11)).copied();
            seen.feature("JPEG CMYK", components == 4 && transform == Some(0));
            seen.feature("JPEG YCCK", components == 4 && transform == Some(2));
            for sampling in [0x11, 0x21, 0x12, 0x22, 0x41] {
                let name = format!("JPEG sampling {sampling:02x}");
                seen.feature(&name, components == 3 && frame[9] == sampling);
            }
            let restarts = bytes.windows(4).any(|part| part == [0xff, 0xdd, 0, 4]);
            seen.feature("JPEG with restarts", restarts);
        }
        ImageFormat::WebP => {
            seen.feature("WebP lossy", has(b"VP8 ") && !has(b"ALPH"));
            seen.feature("WebP lossy with alpha", has(b"VP8 ") && has(b"ALPH"));
            seen.feature("WebP lossless", has(b"VP8L"));
        }
    }
}

/// The marker of the frame header, and the header from its length on.
fn jpeg_frame(bytes: &[u8]) -> (u8, &[u8]) {
    let mut at = 2;
    loop {
        let marker = bytes[at + 1];
        if matches!(marker, 0xc0..=0xc2) {
            return (marker, &bytes[at + 2..]);
        }
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
}

/// Notes which scripts and which kinds of signs a text has.
pub(crate) fn scripts(seen: &mut Seen, content: &str) {
    let ranges = [
        ("Latin", '\u{61}', '\u{7a}'),
        ("Latin with accents", '\u{e0}', '\u{17f}'),
        ("Vietnamese", '\u{1ea0}', '\u{1ef9}'),
        ("Combining marks", '\u{300}', '\u{36f}'),
        ("Greek", '\u{370}', '\u{3ff}'),
        ("Cyrillic", '\u{400}', '\u{4ff}'),
        ("Hebrew", '\u{5d0}', '\u{5ea}'),
        ("Hebrew points", '\u{5b0}', '\u{5c2}'),
        ("Arabic", '\u{620}', '\u{64a}'),
        ("Arabic marks", '\u{64b}', '\u{652}'),
        ("Arabic digits", '\u{660}', '\u{669}'),
        ("Devanagari", '\u{900}', '\u{97f}'),
        ("Thai", '\u{e00}', '\u{e7f}'),
        ("Hiragana", '\u{3041}', '\u{3096}'),
        ("Katakana", '\u{30a1}', '\u{30fa}'),
        ("Halfwidth Katakana", '\u{ff66}', '\u{ff9f}'),
        ("Han", '\u{4e00}', '\u{9fff}'),
        ("Hangul", '\u{ac00}', '\u{d7a3}'),
        ("Hangul letters", '\u{1100}', '\u{11ff}'),
        ("Emoji", '\u{1f600}', '\u{1f64f}'),
        ("Skin tones", '\u{1f3fb}', '\u{1f3ff}'),
        ("Flags", '\u{1f1e6}', '\u{1f1ff}'),
        ("Keycaps", '\u{20e3}', '\u{20e3}'),
        ("Text or picture", '\u{fe0e}', '\u{fe0f}'),
        ("Joiners", '\u{200c}', '\u{200d}'),
        ("Marks of direction", '\u{200e}', '\u{200f}'),
        ("Isolates", '\u{2066}', '\u{2069}'),
        ("Overrides", '\u{202a}', '\u{202e}'),
        ("Control characters", '\u{1}', '\u{8}'),
        ("Private use", '\u{e000}', '\u{f8ff}'),
    ];
    for (name, first, last) in ranges {
        seen.feature(name, content.chars().any(|letter| (first..=last).contains(&letter)));
    }
    let has = |first: char, last: char| content.chars().any(|c| (first..=last).contains(&c));
    seen.feature("both directions", has('a', 'z') && has('\u{5d0}', '\u{64a}'));
}
