//! A view as a stage shows it: what the product bends its print area away from a plain box is taken back, so that art lies
//! where the pointer says. The live picture's shader does the same for each of its pixels. Not here: fitting the mesh.

use crate::prepare::{Pixel, PreparedView, PrintPixel, finest};
use crate::sway::{NODES, Sway, Trim};
use crate::warp::Spot;

/// Beside the trim box the mesh fades out within this part of the box's width.
const FADE: f32 = 0.75;
/// Less weight than this of places in the print area is none.
const LEAST_WEIGHT: f32 = 1e-3;
/// `PreparedView::print` has no pixel there.
const NONE: u32 = u32::MAX;

/// Four pixels around a place with their weights, which are together 1 inside the picture.
type Around = [(usize, f32); 4];

impl PreparedView {
    /// The view with its print area as a plain box, as far as `sway` says how it is bent. Pictures, prints and sizes of it
    /// are made as those of any view. `None` for a photo, which is not bent.
    pub fn straightened(&self, trim: &Trim, sway: &Sway) -> Option<Self> {
        if self.photo.is_some() {
            return None;
        }
        let mut print_at = vec![NONE; self.pixels.len()];
        for (index, print) in self.print.iter().enumerate() {
            print_at[print.at as usize] = index as u32;
        }
        let (mut pixels, mut print) = (self.pixels.clone(), Vec::with_capacity(self.print.len()));
        for (at, pixel) in pixels.iter_mut().enumerate() {
            let here = [(at % self.width) as f32 + 0.5, (at / self.width) as f32 + 0.5];
            let by = bend(here, trim, sway);
            if by == [0.0; 2] {
                print.extend(self.print.get(print_at[at] as usize));
                continue;
            }
            let there = [here[0] + by[0], here[1] + by[1]];
            let around = self.around(there);
            *pixel = self.mixed(&around);
            print.extend(self.printed(&print_at, there, &around, at));
        }
        let finest = finest(&print);
        let (width, height) = (self.width, self.height);
        Some(Self { width, height, pixels, print, finest, photo: None })
    }

    /// The four pixels around a place; nothing weighs what lies beyond the picture.
    fn around(&self, [x, y]: [f32; 2]) -> Around {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - top);
        let weigh = |column: f32, row: f32, weight: f32| {
            let inside = column >= 0.0
                && row >= 0.0
                && (column as usize) < self.width
                && (row as usize) < self.height;
            if inside { (row as usize * self.width + column as usize, weight) } else { (0, 0.0) }
        };
        [
            weigh(left, top, (1.0 - dx) * (1.0 - dy)),
            weigh(left + 1.0, top, dx * (1.0 - dy)),
            weigh(left, top + 1.0, (1.0 - dx) * dy),
            weigh(left + 1.0, top + 1.0, dx * dy),
        ]
    }

    /// A pixel between four: coverage and shadow of all, the surface of those that show the product.
    fn mixed(&self, around: &Around) -> Pixel {
        let (mut cover, mut shadow, mut surface, mut shown) = (0.0, 0.0, [0.0; 4], 0.0);
        for (pixel, weight) in around.iter().map(|(at, weight)| (&self.pixels[*at], *weight)) {
            cover += weight * f32::from(pixel.product);
            shadow += weight * f32::from(pixel.shadow);
            if pixel.product == 0 {
                continue;
            }
            shown += weight;
            let values = [pixel.shade, pixel.highlight, pixel.inner.into(), pixel.handle.into()];
            for (sum, value) in surface.iter_mut().zip(values) {
                *sum += weight * f32::from(value);
            }
        }
        let product = (cover + 0.5) as u8;
        let shadow = (shadow + 0.5) as u16;
        if product == 0 {
            return Pixel { shadow, ..Pixel::default() };
        }
        let [shade, highlight, inner, handle] = surface.map(|sum| sum / shown + 0.5);
        let inner = inner as u8;
        let handle = (handle as u8).min(255 - inner);
        Pixel { shade: shade as u16, highlight: highlight as u16, shadow, product, inner, handle }
    }

    /// The print at a place between four pixels: each one's plane tells where it is in the print area.
    fn printed(
        &self,
        print_at: &[u32],
        there: [f32; 2],
        around: &Around,
        at: usize,
    ) -> Option<PrintPixel> {
        let (mut spot, mut cover, mut total) = (Spot::default(), 0.0, 0.0);
        let add = |sum: &mut [f32; 2], step: [f32; 2], weight: f32| {
            *sum = [sum[0] + weight * step[0], sum[1] + weight * step[1]];
        };
        for (near, weight) in around.iter().copied().filter(|(_, weight)| *weight > 0.0) {
            let Some(print) = self.print.get(print_at[near] as usize) else { continue };
            let middle = [(near % self.width) as f32 + 0.5, (near / self.width) as f32 + 0.5];
            let off = [there[0] - middle[0], there[1] - middle[1]];
            let moved = |place: f32, step: [f32; 2]| place + step[0] * off[0] + step[1] * off[1];
            spot.u += weight * moved(print.spot.u, print.spot.u_step);
            spot.v += weight * moved(print.spot.v, print.spot.v_step);
            add(&mut spot.u_step, print.spot.u_step, weight);
            add(&mut spot.v_step, print.spot.v_step, weight);
            cover += weight * print.cover;
            total += weight;
        }
        if total < LEAST_WEIGHT || cover <= 0.0 {
            return None;
        }
        let even = |step: [f32; 2]| step.map(|change| change / total);
        let spot = Spot {
            u: spot.u / total,
            v: spot.v / total,
            u_step: even(spot.u_step),
            v_step: even(spot.v_step),
        };
        Some(PrintPixel { at: at as u32, cover, spot })
    }
}

/// How far from a place the product has what a plain box has there: as the mesh says in the box, fading around it.
fn bend([x, y]: [f32; 2], trim: &Trim, sway: &Sway) -> [f32; 2] {
    const LAST: f32 = (NODES - 1) as f32;
    let (u, v) = ((x - trim.left) / trim.width, (y - trim.top) / trim.height);
    let inside = [u.clamp(0.0, 1.0), v.clamp(0.0, 1.0)];
    let (across, down) = (u - inside[0], (v - inside[1]) * trim.height / trim.width);
    let beside = ((across * across + down * down).sqrt() / FADE).clamp(0.0, 1.0);
    let left = 1.0 - beside * beside * (3.0 - 2.0 * beside);
    if left <= 0.0 {
        return [0.0; 2];
    }
    let (column, row) = (inside[0] * LAST, inside[1] * LAST);
    let (first, top) = ((column as usize).min(NODES - 2), (row as usize).min(NODES - 2));
    let (dx, dy) = (column - first as f32, row - top as f32);
    let node = |across: usize, down: usize| sway.nodes[(top + down) * NODES + first + across];
    std::array::from_fn(|axis| {
        let upper = node(0, 0)[axis] * (1.0 - dx) + node(1, 0)[axis] * dx;
        let lower = node(0, 1)[axis] * (1.0 - dx) + node(1, 1)[axis] * dx;
        (upper * (1.0 - dy) + lower * dy) * left
    })
}
