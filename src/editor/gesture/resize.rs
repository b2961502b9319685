//! Resizing by a handle. Pictures, texts and several layers keep their proportion; a shape too, unless Shift frees it.

use geom::{Frame, Point, Rect, Size, Vec2, rotation};

use super::{Gesture, Keys, Moment, frame_of_goals};
use crate::hold::{Hold, Stays};
use crate::snap::Guide;
use crate::{Axis, Handle};

impl Gesture {
    pub(super) fn resized(&self, hold: &Hold, handle: Handle, to: Point, keys: Keys) -> Moment {
        let stays = if keys.alt { Stays::Centre } else { Stays::Opposite };
        let fixed = match stays {
            Stays::Opposite => handle.opposite().on(&hold.frame),
            Stays::Centre => hold.frame.centre,
        };
        // The handle keeps its distance from the pointer that took it.
        let held = handle.on(&hold.frame) + (to - self.start);
        let is_free = match handle.is_corner() {
            true => hold.is_one_shape() && keys.shift,
            false => hold.is_one_shape() || hold.is_box_of_text(handle),
        };
        let drag = Drag { frame: hold.frame, handle, fixed, stays };
        let goals = if is_free {
            hold.boxed(drag.size_at(self.drawn(&drag, held, keys)), handle, stays)
        } else {
            hold.scaled(self.factor(&drag, held, keys), fixed)
        };
        let frame = frame_of_goals(&goals, &hold.frame);
        let guides = self.resize_guides(&drag, &frame, keys);
        Moment { goals, frame, guides, angle: frame.rotation }
    }

    /// Only upright frames are drawn to lines: the edges of turned ones are parallel to none.
    fn snaps(&self, drag: &Drag, keys: Keys) -> bool {
        self.tolerance(keys) > 0.0 && drag.frame.rotation.in_degrees() == 0.0
    }

    /// The held point drawn to lines.
    fn drawn(&self, drag: &Drag, held: Point, keys: Keys) -> Point {
        if !self.snaps(drag, keys) {
            return held;
        }
        let tolerance = self.tolerance(keys);
        let (x, y) = drag.handle.direction();
        let near = |axis: Axis, at: f64, moves: f64| {
            let line = self.targets.nearest(axis, at, tolerance).filter(|_| moves != 0.0);
            line.map_or(at, |line| line.at)
        };
        Point::new(near(Axis::Across, held.x, x), near(Axis::Down, held.y, y))
    }

    /// The factor that brings the handle's ray nearest to the held point, drawn to a line.
    fn factor(&self, drag: &Drag, held: Point, keys: Keys) -> f64 {
        let ray = drag.handle.on(&drag.frame) - drag.fixed;
        let length = ray.hypot2();
        if length <= 0.0 {
            return 1.0;
        }
        let wanted = (held - drag.fixed).dot(ray) / length;
        if !self.snaps(drag, keys) {
            return wanted;
        }
        let tolerance = self.tolerance(keys);
        let at = drag.fixed + ray * wanted;
        let candidates =
            [(Axis::Across, at.x, drag.fixed.x, ray.x), (Axis::Down, at.y, drag.fixed.y, ray.y)];
        candidates
            .into_iter()
            .filter(|(_, _, _, ray)| *ray != 0.0)
            .filter_map(|(axis, at, fixed, ray)| {
                let line = self.targets.nearest(axis, at, tolerance)?;
                Some(((line.at - at).abs(), (line.at - fixed) / ray))
            })
            .filter(|(_, factor)| *factor > 0.0)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(wanted, |(_, factor)| factor)
    }

    fn resize_guides(&self, drag: &Drag, frame: &Frame, keys: Keys) -> Vec<Guide> {
        if !self.snaps(drag, keys) {
            return Vec::new();
        }
        let (x, y) = drag.handle.direction();
        let rect: Rect = frame.upright();
        let moving = |moves: f64| [moves < 0.0, false, moves > 0.0];
        let mut guides = self.targets.guides(&rect, Axis::Across, moving(x));
        guides.extend(self.targets.guides(&rect, Axis::Down, moving(y)));
        guides
    }
}

/// What a handle is dragged against.
struct Drag {
    frame: Frame,
    handle: Handle,
    fixed: Point,
    stays: Stays,
}

impl Drag {
    /// The size with the handle at a point. Past the fixed point it does not turn over: limits keep it at the least.
    fn size_at(&self, held: Point) -> Size {
        let back = geom::Angle::degrees(-self.frame.rotation.in_degrees());
        let way: Vec2 = (rotation(back, Point::ORIGIN) * (held - self.fixed).to_point()).to_vec2();
        let (x, y) = self.handle.direction();
        let times = match self.stays {
            Stays::Opposite => 1.0,
            Stays::Centre => 2.0,
        };
        let Size { width, height } = self.frame.size;
        Size::new(
            if x == 0.0 { width } else { x * way.x * times },
            if y == 0.0 { height } else { y * way.y * times },
        )
    }
}
