//! Which art is rasterised, and how finely: windows of the print area, runs of layers, what a drag changes. Arithmetic only.

use catalog::PrintArea;
use design::LayerId;
use geom::{Affine, Rect, Set};
use jobs::RunWish;

use super::picture::{Grid, Part};

/// Texels in a pixel of the screen: a little more than one keeps text crisp.
const DETAIL: f64 = 1.25;
/// Up to so many texels the whole print area is rasterised; else what is in sight.
const MOST_WHOLE: f64 = 2.4e6;
/// Parts of what is in sight that are rasterised beside it, for panning.
const BESIDE: f64 = 0.25;
/// Finest art, in texels a millimetre: at a large zoom nobody sees more.
const FINEST: f64 = 60.0;
/// Most runs; with more the layers are drawn by themselves while they are dragged.
const MOST_RUNS: usize = 7;

/// The grid that art was wanted in last; it stays while it serves.
#[derive(Default)]
pub(super) struct Grids(Option<(PrintArea, Grid)>);

impl Grids {
    /// The grid for what is in sight (mm), at so many pixels of the screen in a millimetre.
    pub(super) fn grid(&mut self, area: &PrintArea, seen: Rect, px_per_mm: f64) -> Grid {
        let scale = (px_per_mm * DETAIL).clamp(0.05, FINEST);
        let (width, height) = (area.width.mm() * scale, area.height.mm() * scale);
        let all = Rect::new(0.0, 0.0, width.round().max(1.0), height.round().max(1.0));
        let seen = Rect::new(seen.x0 * scale, seen.y0 * scale, seen.x1 * scale, seen.y1 * scale);
        let seen_art = seen.intersect(all);
        if let Some((known, grid)) = &self.0 {
            let [left, top, columns, rows] = grid.window.map(f64::from);
            let has = Rect::new(left, top, left + columns, top + rows);
            let serves = has.union(seen_art) == has || seen_art.area() <= 0.0;
            if known == area && grid.scale == scale && serves {
                return *grid;
            }
        }
        let window = if all.area() <= MOST_WHOLE || seen_art.area() <= 0.0 {
            all
        } else {
            seen.inflate(seen.width() * BESIDE, seen.height() * BESIDE).intersect(all)
        };
        // What is out of sight need not be fine.
        let window = if window.area() > MOST_WHOLE * 4.0 { all.intersect(seen) } else { window };
        let (left, top) = (window.x0.floor(), window.y0.floor());
        let side = |from: f64, to: f64| ((to - from).ceil() as i32).clamp(1, 4096);
        let grid = Grid {
            scale,
            window: [left as i32, top as i32, side(left, window.x1), side(top, window.y1)],
            whole: [width, height],
        };
        self.0 = Some((*area, grid));
        grid
    }
}

/// Layers from the bottom up, cut where one that is selected and may be dragged meets one that is not. All in one run
/// where that cannot be: layers that mix with those below cannot be drawn apart from them.
pub(super) fn runs_of(layers: &[(LayerId, bool, bool)], selected: &Set<LayerId>) -> Vec<RunWish> {
    let mut runs: Vec<RunWish> = Vec::new();
    for (id, movable, _) in layers {
        let held = *movable && selected.contains(id);
        match runs.last_mut() {
            Some(run) if run.held == held => run.layers.push(*id),
            _ => runs.push(RunWish { layers: vec![*id], held }),
        }
    }
    let is_mixed = layers.iter().any(|(.., mixes)| *mixes);
    if is_mixed || runs.len() > MOST_RUNS {
        let layers = layers.iter().map(|(id, ..)| *id).collect();
        return vec![RunWish { layers, held: false }];
    }
    runs
}

/// How each run moves when layers do; `None` where layers of one run move differently, or one moves that no run holds.
pub(super) fn same_move(runs: &[RunWish], moved: &[(LayerId, Affine)]) -> Option<Vec<Affine>> {
    let mut moves = vec![Affine::IDENTITY; runs.len()];
    let mut known = 0;
    for (run, by) in runs.iter().zip(&mut moves).filter(|(run, _)| run.held) {
        let mut all = run.layers.iter().map(|id| moved.iter().find(|(other, _)| other == id));
        let Some(Some((_, first))) = all.next() else { continue };
        known += run.layers.len();
        if !all.all(|other| other.is_some_and(|(_, other)| is_near(*other, *first))) {
            return None;
        }
        *by = *first;
    }
    let shown = |id: &LayerId| runs.iter().any(|run| run.layers.contains(id));
    let needed = moved.iter().filter(|(id, _)| shown(id)).count();
    (known == needed).then_some(moves)
}

fn is_near(a: Affine, b: Affine) -> bool {
    a.as_coeffs().iter().zip(b.as_coeffs()).all(|(a, b)| (a - b).abs() < 1e-6)
}

/// The texels of the grid's window that runs (their windows, and how they are moved) can touch.
pub(super) fn dirty_texels(
    grid: Grid,
    runs: impl Iterator<Item = ([i32; 4], Affine)>,
) -> Option<Part> {
    let boxes = runs.map(|([left, top, columns, rows], by)| {
        let run = Rect::from_origin_size(
            (f64::from(left), f64::from(top)),
            (f64::from(columns), f64::from(rows)),
        );
        (Affine::scale(grid.scale) * by * Affine::scale(1.0 / grid.scale)).transform_rect_bbox(run)
    });
    let touched = boxes.reduce(|all, one| all.union(one))?.inflate(2.0, 2.0);
    let [left, top, columns, rows] = grid.window.map(f64::from);
    let touched = touched.intersect(Rect::new(left, top, left + columns, top + rows));
    let (x, y) = (touched.x0.floor(), touched.y0.floor());
    let part = [x - left, y - top, (touched.x1 - x).ceil(), (touched.y1 - y).ceil()];
    Some(part.map(|side| side as u32))
}
