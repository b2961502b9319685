//! Huffman codes of limited length, and how deflate writes them down (RFC 1951, 3.2.2 and 3.2.7).

use super::Bits;

/// The order in which a block says the lengths of the codes of lengths.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// Bits of the longest code of a length.
const LONGEST: u8 = 7;

/// Bits of each symbol's code, none longer than `longest`; 0 for symbols that never come. At least two symbols must come,
/// and not more than `1 << longest`.
pub(super) fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut leaves: Vec<(u32, usize)> =
        counts.iter().zip(0..).filter(|(n, _)| **n > 0).map(|(n, symbol)| (*n, symbol)).collect();
    leaves.sort_unstable();
    let mut of_length = limited(depths(&leaves), longest);
    // The rarest symbols have the longest codes.
    let mut lengths = vec![0; counts.len()];
    let mut length = longest;
    for (_, symbol) in leaves {
        while length > 1 && of_length[usize::from(length)] == 0 {
            length -= 1;
        }
        of_length[usize::from(length)] = of_length[usize::from(length)].saturating_sub(1);
        lengths[symbol] = length;
    }
    lengths
}

/// How many leaves lie how deep in the tree of leaves that are sorted by their counts.
fn depths(leaves: &[(u32, usize)]) -> [u32; 64] {
    let count = leaves.len();
    let mut of_depth = [0; 64];
    if count < 2 {
        of_depth[1] = count as u32;
        return of_depth;
    }
    // Leaves first, then inner nodes in the order in which they are made: their counts rise as well.
    let mut weights: Vec<u64> = leaves.iter().map(|(n, _)| u64::from(*n)).collect();
    let mut parents = vec![0; 2 * count - 1];
    let (mut leaf, mut node) = (0, count);
    for made in count..2 * count - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let takes_leaf = leaf < count && (node >= made || weights[leaf] <= weights[node]);
            let taken = if takes_leaf { &mut leaf } else { &mut node };
            weight += weights[*taken];
            parents[*taken] = made;
            *taken += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0_u8; 2 * count - 1];
    for index in (0..2 * count - 2).rev() {
        depths[index] = depths[parents[index]] + 1;
        if index < count {
            // Counts below 2^32 make no tree deeper than 47.
            of_depth[usize::from(depths[index].min(63))] += 1;
        }
    }
    of_depth
}

/// Lengths cut to the longest, and the room that this takes found again among shorter ones.
fn limited(mut of_length: [u32; 64], longest: u8) -> [u32; 64] {
    let longest = usize::from(longest);
    for deeper in longest + 1..64 {
        of_length[longest] += std::mem::take(&mut of_length[deeper]);
    }
    let mut room: u64 =
        (1..=longest).map(|length| u64::from(of_length[length]) << (longest - length)).sum();
    while room > 1 << longest {
        let Some(shorter) = (1..longest).rev().find(|length| of_length[*length] > 0) else { break };
        of_length[longest] -= 1;
        of_length[shorter] -= 1;
        of_length[shorter + 1] += 2;
        room -= 1;
    }
    of_length
}

/// A code: for each symbol its bits, first bit lowest, and how many they are.
pub(super) struct Code {
    symbols: Vec<(u32, u32)>,
}

impl Code {
    /// The code that has these lengths.
    pub(super) fn of(lengths: &[u8]) -> Self {
        let mut next = [0_u32; 17];
        let mut code = 0;
        for (length, first) in next.iter_mut().enumerate().skip(1) {
            *first = code;
            let many = lengths.iter().filter(|other| usize::from(**other) == length).count();
            code = (code + many as u32) << 1;
        }
        let mut symbol = |length: &u8| {
            if *length == 0 {
                return (0, 0);
            }
            let code = &mut next[usize::from(*length)];
            let bits = code.reverse_bits() >> (32 - u32::from(*length));
            *code += 1;
            (bits, u32::from(*length))
        };
        let symbols = lengths.iter().map(&mut symbol).collect();
        Self { symbols }
    }

    #[inline]
    pub(super) fn symbol(&self, symbol: usize) -> (u32, u32) {
        self.symbols[symbol]
    }
}

/// Writes the head of a block that has a code of its own: the lengths of bytes and matches, then those of distances.
pub(super) fn write_lengths(lengths: &[u8], distances: &[u8], out: &mut Bits) {
    let used = lengths.iter().rposition(|length| *length > 0).map_or(257, |last| last + 1).max(257);
    let all = [&lengths[..used], distances].concat();
    let said = runs(&all);
    let mut counts = [0_u32; 19];
    said.iter().for_each(|(symbol, ..)| counts[*symbol] += 1);
    // A code of one symbol is not a code.
    if counts.iter().filter(|n| **n > 0).count() < 2 {
        counts[0] += 1;
        counts[1] += 1;
    }
    let of_lengths = self::lengths(&counts, LONGEST);
    let code = Code::of(&of_lengths);
    let shown = ORDER.iter().rposition(|symbol| of_lengths[*symbol] > 0).map_or(4, |last| last + 1);
    let shown = shown.max(4);
    out.put((used - 257) as u64, 5);
    out.put((distances.len() - 1) as u64, 5);
    out.put((shown - 4) as u64, 4);
    for symbol in &ORDER[..shown] {
        out.put(u64::from(of_lengths[*symbol]), 3);
    }
    for (symbol, extra, bits) in said {
        let (code, length) = code.symbol(symbol);
        out.put(u64::from(code), length as u8);
        out.put(extra, bits);
    }
}

/// Lengths as symbols with extra bits: 16 is the last length 3 to 6 times, 17 and 18 are zeros.
fn runs(lengths: &[u8]) -> Vec<(usize, u64, u8)> {
    let mut said = Vec::new();
    for run in lengths.chunk_by(|a, b| a == b) {
        let (value, mut left) = (usize::from(run[0]), run.len());
        if value > 0 {
            said.push((value, 0, 0));
            left -= 1;
        }
        while left > 0 {
            let (symbol, most, least, bits) = match value {
                0 if left > 10 => (18, 138, 11, 7),
                0 => (17, 10, 3, 3),
                _ => (16, 6, 3, 2),
            };
            if left < least {
                said.push((value, 0, 0));
                left -= 1;
                continue;
            }
            let many = left.min(most);
            said.push((symbol, (many - least) as u64, bits));
            left -= many;
        }
    }
    said
}
