//! Deflate (RFC 1951) for rows of pixels that went through a filter: zeros in runs, all else as it is, under a Huffman code
//! that is made for each piece. A piece stands alone and ends at a whole byte, so pieces can be made in any order and
//! put one after the other. It looks for no other repetitions: after a filter there are few, and looking takes long.

mod huffman;

use simd_adler32::Adler32;

use self::huffman::{Code, lengths, write_lengths};

/// What zlib streams begin with: deflate, a window of 32 KiB, no preset dictionary.
pub(crate) const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];
/// An empty last block; what ends a stream of pieces.
pub(crate) const LAST_BLOCK: [u8; 2] = [0x03, 0x00];

/// Bits of the longest code of a byte or a length: four of them fit in a word beside a begun byte.
const LONGEST: u8 = 12;
/// Zeros in a row that are worth a run.
const SHORTEST_RUN: usize = 8;
/// The longest match, and its symbol.
const LONGEST_MATCH: usize = 258;
const END: usize = 256;
const SYMBOLS: usize = 286;
/// Largest prime below 65,536: the modulus of Adler-32 (RFC 1950).
const ADLER: u32 = 65_521;

/// A packed piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Whole deflate blocks, none of them the last of a stream.
    pub(crate) bytes: Vec<u8>,
    /// Adler-32 of what was packed.
    pub(crate) adler: u32,
    /// Bytes that were packed.
    pub(crate) length: u64,
}

/// Takes bytes and packs them. It can be used again and again, and keeps its memory.
pub(crate) struct Packer {
    /// Bytes that are not in runs.
    literals: Vec<u8>,
    /// In turns: how many bytes come next, and how many zeros after them.
    parts: Vec<(u32, u32)>,
    /// Where in `literals` the current part began.
    begun: usize,
    /// Zeros that came last.
    zeros: usize,
    adler: Adler32,
    length: u64,
}

impl Packer {
    pub(crate) fn new() -> Self {
        Self {
            literals: Vec::new(),
            parts: Vec::new(),
            begun: 0,
            zeros: 0,
            adler: Adler32::new(),
            length: 0,
        }
    }

    /// Adds bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.adler.write(bytes);
        self.length += bytes.len() as u64;
        let (chunks, rest) = bytes.as_chunks::<16>();
        for chunk in chunks {
            let word = u128::from_le_bytes(*chunk);
            if word == 0 {
                self.zeros += 16;
                continue;
            }
            let mut from = 0;
            if self.zeros > 0 {
                from = word.trailing_zeros() as usize / 8;
                self.zeros += from;
                self.end_run();
            }
            let zeros = word.leading_zeros() as usize / 8;
            if zeros < 4 && from == 0 {
                self.literals.extend_from_slice(chunk);
            } else {
                self.literals.extend_from_slice(&chunk[from..16 - zeros]);
                self.zeros = zeros;
            }
        }
        for byte in rest {
            if *byte == 0 {
                self.zeros += 1;
            } else {
                self.end_run();
                self.literals.push(*byte);
            }
        }
    }

    /// Adds `count` zeros.
    pub(crate) fn add_zeros(&mut self, count: usize) {
        let sums = self.adler.finish();
        let (low, high) = (sums & 0xFFFF, sums >> 16);
        let added = (count as u64 % u64::from(ADLER) * u64::from(low)) % u64::from(ADLER);
        let high = (high + added as u32) % ADLER;
        self.adler = Adler32::from_checksum(high << 16 | low);
        self.length += count as u64;
        self.zeros += count;
    }

    fn end_run(&mut self) {
        if self.zeros < SHORTEST_RUN {
            self.literals.resize(self.literals.len() + self.zeros, 0);
        } else {
            let bytes = self.literals.len() - self.begun;
            self.parts.push((bytes as u32, self.zeros as u32));
            self.begun = self.literals.len();
        }
        self.zeros = 0;
    }

    /// Packs what was added, and is empty again.
    pub(crate) fn finish(&mut self) -> Packed {
        self.end_run();
        let bytes = self.literals.len() - self.begun;
        self.parts.push((bytes as u32, 0));
        let packed =
            Packed { bytes: self.block(), adler: self.adler.finish(), length: self.length };
        self.literals.clear();
        self.parts.clear();
        (self.begun, self.length) = (0, 0);
        self.adler = Adler32::new();
        packed
    }

    /// How often each symbol is needed.
    fn counts(&self) -> [u32; SYMBOLS] {
        let mut counts = [0; SYMBOLS];
        // Four tables: the same byte twice in a row would wait for itself.
        let mut tables = [[0_u32; 256]; 4];
        let (fours, rest) = self.literals.as_chunks::<4>();
        for four in fours {
            for (table, byte) in tables.iter_mut().zip(four) {
                table[usize::from(*byte)] += 1;
            }
        }
        rest.iter().for_each(|byte| tables[0][usize::from(*byte)] += 1);
        for table in &tables {
            counts.iter_mut().zip(table).for_each(|(count, more)| *count += more);
        }
        for (_, zeros) in &self.parts {
            let run = Run::of(*zeros as usize);
            counts[0] += run.bytes as u32;
            counts[END + 29] += run.whole as u32;
            if run.rest > 0 {
                counts[length_symbol(run.rest).0] += 1;
            }
        }
        // A code of one symbol is not a code.
        counts[0] += 1;
        counts[END] = 1;
        counts
    }

    fn block(&self) -> Vec<u8> {
        let counts = self.counts();
        let lengths = lengths(&counts, LONGEST);
        let code = Code::of(&lengths);
        let bits: u64 =
            counts.iter().zip(&lengths).map(|(n, l)| u64::from(*n) * u64::from(*l)).sum();
        let extra = self.parts.iter().map(|(_, zeros)| *zeros as usize / LONGEST_MATCH + 8);
        let mut out = Bits::with_capacity(bits as usize / 8 + extra.sum::<usize>() + 512);
        // Not the last block; with a code of its own.
        out.put(0b100, 3);
        write_lengths(&lengths, &[1], &mut out);
        let mut literals = &self.literals[..];
        for (bytes, zeros) in &self.parts {
            let (part, others) = literals.split_at(*bytes as usize);
            literals = others;
            let (fours, rest) = part.as_chunks::<4>();
            for four in fours {
                out.put_four(four.map(|byte| code.symbol(usize::from(byte))));
            }
            for byte in rest {
                out.put_symbol(code.symbol(usize::from(*byte)));
            }
            let run = Run::of(*zeros as usize);
            for _ in 0..run.bytes {
                out.put_symbol(code.symbol(0));
            }
            let (bits, length) = code.symbol(END + 29);
            for _ in 0..run.whole {
                // The distance is the only one: one bit, zero.
                out.put_symbol((bits, length + 1));
            }
            if run.rest > 0 {
                let (symbol, extra, extra_bits) = length_symbol(run.rest);
                out.put_symbol(code.symbol(symbol));
                out.put(extra, extra_bits + 1);
            }
        }
        out.put_symbol(code.symbol(END));
        // An empty stored block: to the next whole byte.
        out.put(0, 3);
        let mut bytes = out.finish();
        bytes.extend_from_slice(&[0, 0, 0xFF, 0xFF]);
        bytes
    }
}

/// How a run of zeros is said: zeros as they are, whole matches of the zero before, and a shorter one.
struct Run {
    bytes: usize,
    whole: usize,
    rest: usize,
}

impl Run {
    fn of(zeros: usize) -> Self {
        if zeros == 0 {
            return Self { bytes: 0, whole: 0, rest: 0 };
        }
        let (whole, rest) = ((zeros - 1) / LONGEST_MATCH, (zeros - 1) % LONGEST_MATCH);
        // No match is shorter than three.
        if rest < 3 {
            Self { bytes: 1 + rest, whole, rest: 0 }
        } else {
            Self { bytes: 1, whole, rest }
        }
    }
}

/// The symbol of a match of 3 to 257 bytes, its extra bits and how many they are (RFC 1951, 3.2.5).
fn length_symbol(length: usize) -> (usize, u64, u8) {
    let over = length - 3;
    if over < 8 {
        return (END + 1 + over, 0, 0);
    }
    let bits = over.ilog2() as usize - 2;
    let symbol = END + 1 + 4 * bits + (over >> bits);
    (symbol, (over & ((1 << bits) - 1)) as u64, bits as u8)
}

/// Bits in a row, the first in the lowest place.
pub(crate) struct Bits {
    out: Vec<u8>,
    /// Bytes of `out` that are whole.
    at: usize,
    word: u64,
    held: u32,
}

impl Bits {
    fn with_capacity(bytes: usize) -> Self {
        Self { out: vec![0; bytes + 8], at: 0, word: 0, held: 0 }
    }

    /// Adds the lowest `count` bits, at most 48; those above are zero.
    #[inline]
    pub(crate) fn put(&mut self, bits: u64, count: u8) {
        self.word |= bits << self.held;
        self.held += u32::from(count);
        if self.at + 8 > self.out.len() {
            self.out.resize(self.out.len() * 2 + 64, 0);
        }
        self.out[self.at..self.at + 8].copy_from_slice(&self.word.to_le_bytes());
        let whole = self.held / 8;
        self.at += whole as usize;
        self.word >>= whole * 8;
        self.held %= 8;
    }

    #[inline]
    fn put_symbol(&mut self, (bits, length): (u32, u32)) {
        self.put(u64::from(bits), length as u8);
    }

    #[inline]
    fn put_four(&mut self, [a, b, c, d]: [(u32, u32); 4]) {
        let (first, second) = (u64::from(a.0 | b.0 << a.1), u64::from(c.0 | d.0 << c.1));
        let half = a.1 + b.1;
        self.put(first | second << half, (half + c.1 + d.1) as u8);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.held > 0 {
            let rest = 8 - self.held as u8;
            self.put(0, rest);
        }
        self.out.truncate(self.at);
        self.out
    }
}

/// Adler-32 of two parts that lie one after the other, from those of the parts.
pub(crate) fn joined_adler(first: u32, second: u32, second_length: u64) -> u32 {
    let (a1, b1) = (first & 0xFFFF, first >> 16);
    let (a2, b2) = (second & 0xFFFF, second >> 16);
    let length = (second_length % u64::from(ADLER)) as u32;
    let a = (a1 + a2 + ADLER - 1) % ADLER;
    let carried = u64::from(length) * u64::from(a1 + ADLER - 1) % u64::from(ADLER);
    let b = (b1 + b2 + carried as u32) % ADLER;
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A zlib stream of pieces.
    fn stream(pieces: &[Packed]) -> Vec<u8> {
        let mut file = ZLIB_HEADER.to_vec();
        let mut adler = 1;
        for piece in pieces {
            file.extend_from_slice(&piece.bytes);
            adler = joined_adler(adler, piece.adler, piece.length);
        }
        file.extend_from_slice(&LAST_BLOCK);
        file.extend_from_slice(&adler.to_be_bytes());
        file
    }

    fn unpacked(file: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut reader = flate2::read::ZlibDecoder::new(file);
        std::io::Read::read_to_end(&mut reader, &mut out).unwrap();
        out
    }

    /// Bytes with many zeros, in runs of all lengths.
    fn rows() -> impl Strategy<Value = Vec<u8>> {
        let part = prop_oneof![
            (0_usize..1200).prop_map(|zeros| vec![0; zeros]),
            proptest::collection::vec(any::<u8>(), 0..80),
            proptest::collection::vec(0_u8..3, 0..80),
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_is_packed_in_pieces_comes_out_whole(
            parts in proptest::collection::vec((rows(), 0_usize..3000), 1..5)
        ) {
            let mut packer = Packer::new();
            let (mut whole, mut pieces) = (Vec::new(), Vec::new());
            for (bytes, zeros) in &parts {
                for row in bytes.chunks(97) {
                    packer.add(row);
                }
                packer.add_zeros(*zeros);
                whole.extend_from_slice(bytes);
                whole.resize(whole.len() + zeros, 0);
                pieces.push(packer.finish());
            }
            // The reader checks Adler-32, too.
            prop_assert_eq!(unpacked(&stream(&pieces)), whole);
        }
    }

    #[test]
    fn every_length_of_a_run_comes_back() {
        for zeros in 0..1100 {
            let mut packer = Packer::new();
            let bytes = [vec![7], vec![0; zeros], vec![9]].concat();
            packer.add(&bytes);
            assert_eq!(unpacked(&stream(&[packer.finish()])), bytes, "{zeros}");
        }
    }

    #[test]
    fn counts_that_grow_like_fibonacci_stay_within_the_longest_code() {
        let mut packer = Packer::new();
        let (mut count, mut before) = (1_usize, 1);
        let mut whole = Vec::new();
        for byte in 1..=22_u8 {
            whole.resize(whole.len() + count, byte);
            (count, before) = (count + before, count);
        }
        packer.add(&whole);
        assert_eq!(unpacked(&stream(&[packer.finish()])), whole);
    }
}
