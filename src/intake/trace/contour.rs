//! The edges between pixels that are inside and those that are not, as closed rings of points. No curves.

use geom::Point;

/// Where a walk along the pixels' corners goes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    Down,
    Left,
    Up,
}

impl Way {
    const fn step(self) -> (i64, i64) {
        match self {
            Self::Right => (1, 0),
            Self::Down => (0, 1),
            Self::Left => (-1, 0),
            Self::Up => (0, -1),
        }
    }

    const fn to_right(self) -> Self {
        match self {
            Self::Right => Self::Down,
            Self::Down => Self::Left,
            Self::Left => Self::Up,
            Self::Up => Self::Right,
        }
    }

    const fn to_left(self) -> Self {
        self.to_right().to_right().to_right()
    }
}

/// Steps in one direction that make a straight run: slanted edges have no two such runs after each other.
const RUN: usize = 3;

/// All rings around inside pixels, what is inside on the right; each point the middle of a pixel's side.
pub(super) fn rings(inside: &[bool], width: usize, height: usize) -> Vec<Vec<Point>> {
    let is_in = |x: i64, y: i64| {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return false };
        x < width && y < height && inside.get(y * width + x).copied().unwrap_or(false)
    };
    // Top sides of inside pixels below outside ones: every ring has at least one.
    let mut walked = vec![false; inside.len()];
    let mut rings = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (column, row) = (x as i64, y as i64);
            if walked[y * width + x] || !is_in(column, row) || is_in(column, row - 1) {
                continue;
            }
            rings.push(walk(&is_in, (column, row), &mut |x, y| {
                if let Some(top) = walked.get_mut(y as usize * width + x as usize) {
                    *top = true;
                }
            }));
        }
    }
    rings
}

/// Walks from a corner to the right along the top side of an inside pixel until it is there again.
fn walk(
    is_in: &impl Fn(i64, i64) -> bool,
    start: (i64, i64),
    top: &mut impl FnMut(i64, i64),
) -> Vec<Point> {
    let ((mut x, mut y), mut way) = (start, Way::Right);
    let mut steps = Vec::new();
    loop {
        if way == Way::Right {
            top(x, y);
        }
        steps.push((x, y, way));
        let (dx, dy) = way.step();
        (x, y) = (x + dx, y + dy);
        // The pixels ahead, to the left and to the right of the way.
        let (left, right) = match way {
            Way::Right => (is_in(x, y - 1), is_in(x, y)),
            Way::Down => (is_in(x, y), is_in(x - 1, y)),
            Way::Left => (is_in(x - 1, y), is_in(x - 1, y - 1)),
            Way::Up => (is_in(x - 1, y - 1), is_in(x, y - 1)),
        };
        way = match (left, right) {
            // Pixels that touch at a corner only are kept apart.
            (_, false) => way.to_right(),
            (true, true) => way.to_left(),
            (false, true) => way,
        };
        if (x, y) == start && way == Way::Right {
            return points(&steps);
        }
    }
}

/// The middles of the steps, which cut off the stairs of slanted edges; and the corners between long straight runs.
fn points(steps: &[(i64, i64, Way)]) -> Vec<Point> {
    let count = steps.len();
    let way = |at: usize| steps[at % count].2;
    let is_run = |from: usize| (1..RUN).all(|step| way(from + step) == way(from));
    let mut ring = Vec::with_capacity(count + 8);
    for (at, &(x, y, own)) in steps.iter().enumerate() {
        let corner = Point::new(x as f64, y as f64);
        if count > 2 * RUN && way(at + count - 1) != own && is_run(at) && is_run(at + count - RUN) {
            ring.push(corner);
        }
        let (dx, dy) = own.step();
        ring.push(Point::new(corner.x + dx as f64 / 2.0, corner.y + dy as f64 / 2.0));
    }
    ring
}
