//! Choke and trap: the underbase shrinks, a lighter ink reaches under its darker neighbour. Rows come in from the top and
//! go out later, when all rows are known that reach into them. Distances are round, measured between the middles of pixels.

use std::collections::VecDeque;

use super::reduce::ART;

/// The underbase's bit of a mask.
pub(super) const BASE: u16 = 1 << 14;

/// How far each row of a disc reaches to either side, from its middle row outwards.
struct Disc(Vec<u8>);

impl Disc {
    /// A disc of a radius in pixels.
    fn new(radius: f64) -> Self {
        // Further than this no byte counts; plates that fine are not made.
        let radius = radius.clamp(0.0, 250.0);
        let rows = radius as usize;
        let reach = |row: usize| (radius * radius - (row * row) as f64).max(0.0).sqrt() as u8;
        Self((0..=rows).map(reach).collect())
    }

    fn rows(&self) -> usize {
        self.0.len() - 1
    }

    /// The reach of a row that is so far from the middle one; `None` outside the disc.
    fn reach(&self, from_middle: usize) -> Option<u8> {
        self.0.get(from_middle).copied()
    }
}

/// A row on its way.
pub(super) struct Passing<T> {
    /// The inks of each pixel, and whether there is art.
    pub(super) mask: Vec<u16>,
    /// What else belongs to the row.
    pub(super) with: T,
    /// How far each pixel is from the next one without art, along the row.
    to_bare: Vec<u8>,
    /// How far each pixel is from the next one of each ink, along the row; empty for an ink that is not in the row.
    to_ink: Vec<Vec<u8>>,
}

/// What is done to rows.
pub(super) struct Spread<T> {
    choke: Disc,
    trap: Option<Disc>,
    /// The inks that are printed on the underbase; none where there is no underbase.
    based: u16,
    inks: usize,
    /// Rows that are known, the oldest first, and the number of the oldest.
    rows: VecDeque<Passing<T>>,
    first: usize,
    /// The next row to go out.
    next: usize,
}

impl<T> Spread<T> {
    /// `choke` and `trap` in pixels; without a trap where inks do not lie side by side.
    pub(super) fn new(choke: f64, trap: Option<f64>, based: u16, inks: usize) -> Self {
        let trap = trap.filter(|trap| *trap >= 1.0 && inks > 1).map(Disc::new);
        let choke = Disc::new(if based == 0 { 0.0 } else { choke });
        Self { choke, trap, based, inks, rows: VecDeque::new(), first: 0, next: 0 }
    }

    /// How many rows later a row goes out.
    pub(super) fn delay(&self) -> usize {
        self.choke.rows().max(self.trap.as_ref().map_or(0, Disc::rows))
    }

    /// Takes a row, and gives the one that is ready, if there is one.
    pub(super) fn push(&mut self, mask: Vec<u16>, with: T) -> Option<(Vec<u16>, &T)> {
        let to_bare = if self.based == 0 {
            Vec::new()
        } else {
            distances(mask.iter().map(|mask| mask & ART == 0), mask.len(), true)
        };
        let to_ink = match &self.trap {
            None => Vec::new(),
            Some(_) => (0..self.inks)
                .map(|ink| {
                    let bit = 1 << ink;
                    if mask.iter().all(|mask| mask & bit == 0) {
                        return Vec::new();
                    }
                    distances(mask.iter().map(|mask| mask & bit != 0), mask.len(), false)
                })
                .collect(),
        };
        self.rows.push_back(Passing { mask, with, to_bare, to_ink });
        let known = self.first + self.rows.len();
        if known > self.next + self.delay() { self.out() } else { None }
    }

    /// Gives what is left, one by one, after the last row came in.
    pub(super) fn rest(&mut self) -> Option<(Vec<u16>, &T)> {
        if self.next < self.first + self.rows.len() { self.out() } else { None }
    }

    fn out(&mut self) -> Option<(Vec<u16>, &T)> {
        let row = self.next;
        self.next += 1;
        while self.first + self.delay() < row {
            self.rows.pop_front();
            self.first += 1;
        }
        let mut mask = self.rows.get(row - self.first)?.mask.clone();
        if let Some(trap) = &self.trap {
            self.trapped(row, trap, &mut mask);
        }
        if self.based != 0 {
            self.based(row, &mut mask);
        }
        self.rows.get(row - self.first).map(|passing| (mask, &passing.with))
    }

    /// The rows that a disc around a row reaches, with its reach in each; `None` for a row outside the picture.
    fn around(&self, row: usize, disc: &Disc) -> impl Iterator<Item = (Option<&Passing<T>>, u8)> {
        let rows = disc.rows() as isize;
        (-rows..=rows).filter_map(move |way| {
            let reach = disc.reach(way.unsigned_abs())?;
            let at = row.checked_add_signed(way).and_then(|row| row.checked_sub(self.first));
            Some((at.and_then(|at| self.rows.get(at)), reach))
        })
    }

    /// Adds to each ink what lies near it under a darker one.
    fn trapped(&self, row: usize, trap: &Disc, mask: &mut [u16]) {
        let all = mask.iter().fold(0, |all, mask| all | mask) & !ART;
        let mut near = vec![false; mask.len()];
        let own: Vec<u16> = mask.to_vec();
        for ink in 0..self.inks {
            let darker = !((2_u16 << ink) - 1) & !ART & !BASE;
            if all & darker == 0 {
                continue;
            }
            near.fill(false);
            for (passing, reach) in self.around(row, trap) {
                let Some(distances) = passing.and_then(|passing| passing.to_ink.get(ink)) else {
                    continue;
                };
                for (near, distance) in near.iter_mut().zip(distances) {
                    *near |= *distance <= reach;
                }
            }
            for ((mask, own), near) in mask.iter_mut().zip(&own).zip(&near) {
                if *near && own & darker != 0 {
                    *mask |= 1 << ink;
                }
            }
        }
    }

    /// Adds the underbase: below the inks that want one, but not near the edge of the art.
    fn based(&self, row: usize, mask: &mut [u16]) {
        let mut inside = vec![true; mask.len()];
        for (passing, reach) in self.around(row, &self.choke) {
            let Some(passing) = passing else { return };
            for (inside, distance) in inside.iter_mut().zip(&passing.to_bare) {
                *inside &= *distance > reach;
            }
        }
        for (mask, inside) in mask.iter_mut().zip(inside) {
            if inside && *mask & self.based != 0 {
                *mask |= BASE;
            }
        }
    }
}

/// How far each pixel of a row is from the next one that is marked, at most 255. `beyond`: whether what lies beside the row
/// counts as marked.
fn distances(marked: impl Iterator<Item = bool>, width: usize, beyond: bool) -> Vec<u8> {
    let start = if beyond { 0 } else { u8::MAX };
    let mut distances = Vec::with_capacity(width);
    let mut far = start;
    for marked in marked {
        far = if marked { 0 } else { far.saturating_add(1) };
        distances.push(far);
    }
    let mut far = start;
    for distance in distances.iter_mut().rev() {
        far = if *distance == 0 { 0 } else { far.saturating_add(1) };
        *distance = far.min(*distance);
    }
    distances
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 40;

    /// Two squares side by side: a light ink at 8 to 20, a dark one at 20 to 32, in rows 8 to 32.
    fn squares() -> Vec<Vec<u16>> {
        let row = |y: usize| {
            let inside = (8..32).contains(&y);
            (0..WIDTH).map(move |x| match x {
                8..20 if inside => ART | 1,
                20..32 if inside => ART | 2,
                _ => 0,
            })
        };
        (0..WIDTH).map(|y| row(y).collect()).collect()
    }

    fn spread(choke: f64, trap: Option<f64>, based: u16) -> Vec<Vec<u16>> {
        let mut spread = Spread::new(choke, trap, based, 2);
        let mut out: Vec<Vec<u16>> = Vec::new();
        for row in squares() {
            out.extend(spread.push(row, ()).map(|(mask, ())| mask));
        }
        while let Some((mask, ())) = spread.rest() {
            out.push(mask);
        }
        assert_eq!(out.len(), WIDTH);
        out
    }

    /// Whether any pixel within a radius is so, by looking at all of them.
    fn any_within(radius: f64, x: usize, y: usize, is: &dyn Fn(usize, usize) -> bool) -> bool {
        (0..WIDTH * WIDTH).any(|at| {
            let (dx, dy) = ((at % WIDTH).abs_diff(x) as f64, (at / WIDTH).abs_diff(y) as f64);
            dx * dx + dy * dy <= radius * radius && is(at % WIDTH, at / WIDTH)
        })
    }

    #[test]
    fn the_underbase_is_the_art_shrunk_by_the_choke() {
        let art = squares();
        for choke in [0.0, 1.0, 2.5, 4.0] {
            let out = spread(choke, None, 3);
            for (y, row) in out.iter().enumerate() {
                for (x, inks) in row.iter().enumerate() {
                    let bare = any_within(choke, x, y, &|x, y| art[y][x] == 0);
                    assert_eq!(inks & BASE != 0, !bare, "{choke} at {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn a_lighter_ink_reaches_under_the_darker_one_and_nowhere_else() {
        let art = squares();
        let out = spread(0.0, Some(3.0), 0);
        for y in 0..WIDTH {
            for x in 0..WIDTH {
                let near = any_within(3.0, x, y, &|x, y| art[y][x] & 1 != 0);
                let expected = art[y][x] | u16::from(near && art[y][x] & 2 != 0);
                assert_eq!(out[y][x], expected, "{x}, {y}");
            }
        }
    }
}
