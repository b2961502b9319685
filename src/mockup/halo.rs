//! Carrying values over the edge of an area, so that resampling at the edge mixes like with like. Not here: resampling.

use crate::plane::Plane;

/// A pixel that no ring reaches.
const UNREACHED: u8 = u8::MAX;

/// The rings of pixels around an area, nearest first. One halo serves every plane of its size.
pub(crate) struct Halo {
    width: usize,
    /// 0 in the area, else the number of the ring.
    ring_of: Vec<u8>,
    /// Pixels of all rings, nearest ring first.
    order: Vec<usize>,
}

impl Halo {
    /// `reach` rings (at most 254) around the pixels that `area` names, in a picture `width` pixels wide.
    pub(crate) fn new(width: usize, area: &[bool], reach: u8) -> Self {
        let ring_of = area.iter().map(|&inside| if inside { 0 } else { UNREACHED }).collect();
        let mut halo = Self { width, ring_of, order: Vec::new() };
        let mut ring = outline(width, area);
        for number in 1..=reach {
            for &at in &ring {
                halo.ring_of[at] = number;
            }
            let beyond = |&other: &usize| halo.ring_of[other] == UNREACHED;
            let next = ring.iter().flat_map(|&at| halo.neighbours(at)).filter(beyond);
            let mut next: Vec<usize> = next.collect();
            next.sort_unstable();
            next.dedup();
            halo.order.append(&mut ring);
            ring = next;
        }
        halo
    }

    /// Gives each pixel of a ring the mean of its neighbours that are nearer. The rest stays as it is.
    pub(crate) fn fill(&self, plane: &mut Plane) {
        for &at in &self.order {
            let nearer = |&other: &usize| self.ring_of[other] < self.ring_of[at];
            let (sum, count) = self
                .neighbours(at)
                .filter(nearer)
                .fold((0.0, 0.0), |(sum, count), other| (sum + plane.data[other], count + 1.0));
            plane.data[at] = sum / count;
        }
    }

    /// The pixels of all rings, nearest ring first.
    pub(crate) fn reached(&self) -> impl Iterator<Item = usize> + use<> {
        self.order.clone().into_iter()
    }

    /// The up to eight pixels around one.
    fn neighbours(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let width = self.width;
        let height = self.ring_of.len() / width;
        let (x, y) = (at % width, at / width);
        let columns = x.saturating_sub(1)..=(x + 1).min(width - 1);
        let rows = y.saturating_sub(1)..=(y + 1).min(height - 1);
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
            .filter(move |&other| other != at)
    }
}

/// The pixels outside an area that touch it, side or corner.
fn outline(width: usize, area: &[bool]) -> Vec<usize> {
    let mut wide = area.to_vec();
    for (wide, row) in wide.chunks_exact_mut(width).zip(area.chunks_exact(width)) {
        for (wide, pair) in wide.iter_mut().zip(row.windows(2)) {
            *wide |= pair[1];
        }
        for (wide, pair) in wide[1..].iter_mut().zip(row.windows(2)) {
            *wide |= pair[0];
        }
    }
    let in_row = |at: Option<usize>| at.and_then(|at| wide.get(at)).is_some_and(|&near| near);
    (0..area.len())
        .filter(|&at| !area[at])
        .filter(|&at| wide[at] || in_row(at.checked_sub(width)) || in_row(Some(at + width)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_outward_as_far_as_asked_and_the_area_stays() {
        let mut plane = Plane::new(9, 1, |at| if at == 4 { 7.0 } else { 0.0 });
        let area: Vec<bool> = (0..9).map(|at| at == 4).collect();
        Halo::new(9, &area, 2).fill(&mut plane);
        assert_eq!(plane.data, [0.0, 0.0, 7.0, 7.0, 7.0, 7.0, 7.0, 0.0, 0.0]);
    }

    #[test]
    fn a_ring_takes_the_mean_of_what_is_nearer() {
        let mut plane = Plane::new(3, 3, |at| if at < 3 { at as f32 } else { 100.0 });
        let area: Vec<bool> = (0..9).map(|at| at < 3).collect();
        Halo::new(3, &area, 1).fill(&mut plane);
        assert_eq!(plane.data[3..6], [0.5, 1.0, 1.5]);
        assert_eq!(plane.data[6..], [100.0; 3]);
    }

    #[test]
    fn an_empty_area_has_no_halo() {
        let mut plane = Plane::new(4, 4, |_| 1.0);
        Halo::new(4, &[false; 16], 3).fill(&mut plane);
        assert_eq!(plane.data, [1.0; 16]);
    }
}
