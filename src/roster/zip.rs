//! One file that holds many, for a browser that hands over a whole roster: a zip without compression, since print files are
//! compressed already. It only writes; the same files give the same bytes, so there is no time in it.

/// Bytes that a zip without the 64-bit extension can hold, with room for its directory.
const MAX_ZIP: usize = 0xf000_0000;
/// 1980-01-01, the first day that a zip knows, in MS-DOS's form.
const FIRST_DAY: u16 = 0x21;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// A zip that is being written.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Zip {
    /// Adds a file. False where it would be more than a zip can hold; then it is not added.
    pub fn add(&mut self, name: &str, content: &[u8]) -> bool {
        let (start, length) = (self.bytes.len(), content.len());
        let is_short = name.len() <= usize::from(u16::MAX);
        if !is_short || self.count == u16::MAX || start + length + self.directory.len() > MAX_ZIP {
            return false;
        }
        // What both headers say of a file, from the version that is needed to the length of its name. All numbers fit: see
        // above.
        let mut about = Vec::with_capacity(26);
        for number in [20, UTF8, 0, 0, FIRST_DAY] {
            about.extend(u16::to_le_bytes(number));
        }
        for number in [crc32(content), length as u32, length as u32] {
            about.extend(u32::to_le_bytes(number));
        }
        for number in [name.len() as u16, 0] {
            about.extend(u16::to_le_bytes(number));
        }
        self.bytes.extend(*b"PK\x03\x04");
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);
        self.directory.extend(*b"PK\x01\x02");
        self.directory.extend(u16::to_le_bytes(20));
        self.directory.extend(&about);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(u32::to_le_bytes(start as u32));
        self.directory.extend(name.as_bytes());
        self.count += 1;
        true
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        let (start, length) = (self.bytes.len() as u32, self.directory.len() as u32);
        self.bytes.append(&mut self.directory);
        self.bytes.extend(*b"PK\x05\x06\0\0\0\0");
        for number in [self.count, self.count] {
            self.bytes.extend(u16::to_le_bytes(number));
        }
        for number in [length, start] {
            self.bytes.extend(u32::to_le_bytes(number));
        }
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// CRC-32 as in ISO 3309, which zip uses: by fours of bits, so that there is no large table.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = table();
    let step = |crc: u32, byte: &u8| {
        let crc = crc ^ u32::from(*byte);
        let crc = (crc >> 4) ^ TABLE[(crc & 15) as usize];
        (crc >> 4) ^ TABLE[(crc & 15) as usize]
    };
    !bytes.iter().fold(!0, step)
}

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn headers_say_where_files_are() {
        let mut zip = Zip::default();
        assert!(zip.add("a.txt", b"hello") && zip.add("ü.txt", b""));
        let bytes = zip.finish();
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let (length, start) = (number(end + 12), number(end + 16));
        assert_eq!(start + length, end);
        assert_eq!(&bytes[start..start + 4], b"PK\x01\x02");
        assert_eq!(number(start + 42), 0, "the first file begins the zip");
        assert_eq!(&bytes[30..40], b"a.txthello");
        let second = number(start + 46 + 5 + 42);
        assert_eq!(&bytes[second..second + 4], b"PK\x03\x04");
    }
}
