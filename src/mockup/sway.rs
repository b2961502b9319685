//! How far the product bends its print area away from a plain box: what a stage takes back, so that art lies where the
//! pointer says. Folds that are finer than the mesh stay as they are. Not here: drawing.

use crate::prepare::{PreparedView, PrintPixel};

/// Nodes of the mesh along each edge of the print area: fine enough for the folds of cloth, coarse enough to be smooth.
pub const NODES: usize = 25;
/// Passes that fit the mesh; more change nothing that can be seen.
const PASSES: usize = 24;
/// Nodes with less weight than this are out of sight: their neighbours tell where they would be.
const LEAST_WEIGHT: f32 = 0.5;
/// Only pixels that show this much print area count.
const WELL_COVERED: f32 = 0.5;

/// A box on the picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trim {
    /// Its left edge.
    pub left: f32,
    /// Its top edge.
    pub top: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// A mesh over the print area that says how far each place lies from where a plain box would have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sway {
    /// Pixels to the right and down, node by node in [`NODES`] rows of [`NODES`].
    pub nodes: Vec<[f32; 2]>,
    /// The largest of them, in pixels.
    pub greatest: f32,
    /// What the mesh leaves, in pixels: all but a hundredth of the places lie nearer than this.
    pub left_over: f32,
}

impl PreparedView {
    /// Fits the mesh to where the print area is seen. All zero where it is not seen at all.
    pub fn sway(&self, trim: Trim) -> Sway {
        let seen = || self.print.iter().filter(|print| print.cover >= WELL_COVERED).step_by(3);
        let mut nodes = vec![[0.0_f32; 2]; NODES * NODES];
        let mut weights = vec![0.0_f32; NODES * NODES];
        for print in seen() {
            for (node, weight) in corners(print) {
                weights[node] += weight;
            }
        }
        for _ in 0..PASSES {
            let mut errors = vec![[0.0_f32; 2]; NODES * NODES];
            for print in seen() {
                let error = self.error(print, &trim, &nodes);
                for (node, weight) in corners(print) {
                    errors[node][0] += weight * error[0];
                    errors[node][1] += weight * error[1];
                }
            }
            for ((node, error), &weight) in nodes.iter_mut().zip(&errors).zip(&weights) {
                if weight >= LEAST_WEIGHT {
                    *node = [node[0] + error[0] / weight, node[1] + error[1] / weight];
                }
            }
        }
        spread(&mut nodes, &weights);
        let length = |[x, y]: [f32; 2]| (x * x + y * y).sqrt();
        let greatest = nodes.iter().map(|&node| length(node)).fold(0.0, f32::max);
        let mut rest: Vec<f32> =
            seen().map(|print| length(self.error(print, &trim, &nodes))).collect();
        let worst = rest.len() - rest.len() / 100;
        let left_over = match worst.checked_sub(1) {
            Some(index) => *rest.select_nth_unstable_by(index, f32::total_cmp).1,
            None => 0.0,
        };
        Sway { nodes, greatest, left_over }
    }

    /// Whether the print area ends where the product does, as on a case, a poster, or a cushion: a stage that made it a plain box
    /// would bend the outline of the product itself.
    pub fn print_ends_with_product(&self) -> bool {
        /// Pixels to the side that are looked at: the outline is soft.
        const BESIDE: usize = 3;
        /// Of the print area's edge so much lies at the product's.
        const MUCH: f64 = 0.2;
        let mut is_print = vec![false; self.pixels.len()];
        for print in self.print.iter().filter(|print| print.cover >= WELL_COVERED) {
            is_print[print.at as usize] = true;
        }
        let (mut edge, mut outline) = (0_u32, 0_u32);
        for (at, _) in is_print.iter().enumerate().filter(|(_, is_print)| **is_print) {
            let (x, y) = (at % self.width, at / self.width);
            let beside = [
                (x >= BESIDE).then(|| at - BESIDE),
                (x + BESIDE < self.width).then_some(at + BESIDE),
                (y >= BESIDE).then(|| at - BESIDE * self.width),
                (y + BESIDE < self.height).then_some(at + BESIDE * self.width),
            ];
            let mut off = beside.into_iter().flatten().filter(|near| !is_print[*near]).peekable();
            edge += u32::from(off.peek().is_some());
            outline += u32::from(off.any(|near| self.pixels[near].product == 0));
        }
        f64::from(outline) > MUCH * f64::from(edge)
    }

    /// How far a pixel lies from where box and mesh have its place.
    fn error(&self, print: &PrintPixel, trim: &Trim, nodes: &[[f32; 2]]) -> [f32; 2] {
        let at = print.at as usize;
        let (x, y) = ((at % self.width) as f32 + 0.5, (at / self.width) as f32 + 0.5);
        let mut sway = [0.0; 2];
        for (node, weight) in corners(print) {
            sway[0] += weight * nodes[node][0];
            sway[1] += weight * nodes[node][1];
        }
        let spot = print.spot;
        [
            x - trim.left - spot.u * trim.width - sway[0],
            y - trim.top - spot.v * trim.height - sway[1],
        ]
    }
}

/// The four nodes around a place, with their weights.
fn corners(print: &PrintPixel) -> [(usize, f32); 4] {
    const LAST: f32 = (NODES - 1) as f32;
    let (x, y) = (print.spot.u.clamp(0.0, 1.0) * LAST, print.spot.v.clamp(0.0, 1.0) * LAST);
    let (left, top) = ((x as usize).min(NODES - 2), (y as usize).min(NODES - 2));
    let (dx, dy) = (x - left as f32, y - top as f32);
    let node = top * NODES + left;
    [
        (node, (1.0 - dx) * (1.0 - dy)),
        (node + 1, dx * (1.0 - dy)),
        (node + NODES, (1.0 - dx) * dy),
        (node + NODES + 1, dx * dy),
    ]
}

/// Gives nodes out of sight the mean of their neighbours, from the seen ones outward.
fn spread(nodes: &mut [[f32; 2]], weights: &[f32]) {
    let mut known: Vec<bool> = weights.iter().map(|&weight| weight >= LEAST_WEIGHT).collect();
    if !known.contains(&true) {
        return;
    }
    while known.contains(&false) {
        let before = known.clone();
        for at in 0..nodes.len() {
            if before[at] {
                continue;
            }
            let (x, y) = (at % NODES, at / NODES);
            let beside = [
                (x > 0).then(|| at - 1),
                (x + 1 < NODES).then_some(at + 1),
                (y > 0).then(|| at - NODES),
                (y + 1 < NODES).then_some(at + NODES),
            ];
            let mut sum = [0.0_f32; 3];
            for node in beside.into_iter().flatten().filter(|&node| before[node]) {
                sum = [sum[0] + nodes[node][0], sum[1] + nodes[node][1], sum[2] + 1.0];
            }
            if sum[2] > 0.0 {
                nodes[at] = [sum[0] / sum[2], sum[1] / sum[2]];
                known[at] = true;
            }
        }
    }
}
