//! Layers that are moved, resized or turned together: the geometry behind forms, keys and gestures alike. It computes
//! where layers go, from where they are at the beginning; it writes nothing.

use std::sync::Arc;

use catalog::PrintArea;
use design::{Content, Layer, LayerId, Text};
use geom::{Angle, Frame, Mm, Point, Rect, Size, Vec2, rotation};
use scene::{Resources, frame_of};

use crate::limits::{MAX_FONT, MAX_SIZE, MIN_FONT, MIN_SIZE, edge};
use crate::{Arrangement, CommandError, Handle, NewSize, Session};

/// A layer and the frame that it had at the beginning.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) layer: Arc<Layer>,
    pub(crate) frame: Frame,
}

/// Unlocked layers of one side, held together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hold {
    pub(crate) held: Vec<Held>,
    /// The turned frame of a single layer, the upright one around several.
    pub(crate) frame: Frame,
    /// By how much they may move, so that each centre stays near the print area.
    reach: Rect,
    /// Smallest and largest factor, so that each size stays within the limits.
    factors: (f64, f64),
}

/// Where a held layer goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Goal {
    pub(crate) frame: Frame,
    pub(crate) size: Option<NewSize>,
}

impl Goal {
    pub(crate) fn at(frame: Frame) -> Self {
        Self { frame, size: None }
    }
}

/// The upright rectangle around frames.
pub(crate) fn around<'a>(frames: impl IntoIterator<Item = &'a Frame>) -> Option<Rect> {
    frames.into_iter().map(Frame::bounds).reduce(|all, bounds| all.union(bounds))
}

/// The frame of several layers: of a single one its own.
pub(crate) fn frame_around<'a>(frames: impl IntoIterator<Item = &'a Frame>) -> Option<Frame> {
    let mut frames = frames.into_iter().peekable();
    let first = *frames.peek()?;
    let mut count = 0;
    let bounds = around(frames.inspect(|_| count += 1))?;
    if count == 1 {
        return Some(*first);
    }
    Some(Frame { centre: bounds.center(), size: bounds.size(), rotation: Angle::ZERO })
}

impl Hold {
    /// The unlocked ones of `layers`.
    ///
    /// # Errors
    /// Where all are locked, or there are none.
    pub(crate) fn of(
        session: &Session,
        layers: &[LayerId],
        resources: &dyn Resources,
    ) -> Result<Self, CommandError> {
        let found: Vec<_> =
            layers.iter().filter_map(|id| session.design().layers.get(id)).collect();
        let first = found.first().ok_or(CommandError::NothingSelected)?;
        let held: Vec<Held> = found
            .iter()
            .filter(|layer| !layer.locked)
            .map(|layer| Held { layer: (*layer).clone(), frame: frame_of(layer, resources) })
            .collect();
        let Some(frame) = frame_around(held.iter().map(|held| &held.frame)) else {
            return Err(CommandError::Locked { layer: first.id });
        };
        let area = session.area_of(&held[0].layer.side).unwrap_or_else(|| session.area());
        let reach = reach(&held, area);
        let factors = held
            .iter()
            .map(Held::factors)
            .fold((0.0, f64::MAX), |all, own| (f64::max(all.0, own.0), f64::min(all.1, own.1)));
        Ok(Self { held, frame, reach, factors: (factors.0.min(1.0), factors.1.max(1.0)) })
    }

    /// The part of a move that keeps all centres near.
    pub(crate) fn reachable(&self, by: Vec2) -> Vec2 {
        let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
        Vec2::new(
            finite(by.x).clamp(self.reach.x0, self.reach.x1),
            finite(by.y).clamp(self.reach.y0, self.reach.y1),
        )
    }

    /// A factor within the limits of all.
    pub(crate) fn factor(&self, wanted: f64) -> f64 {
        if wanted.is_finite() { wanted.clamp(self.factors.0, self.factors.1) } else { 1.0 }
    }

    /// All moved.
    pub(crate) fn moved(&self, by: Vec2) -> Vec<Goal> {
        let by = self.reachable(by);
        self.goals(|held| Goal::at(Frame { centre: held.frame.centre + by, ..held.frame }))
    }

    /// All turned around a point.
    pub(crate) fn turned(&self, by: Angle, around: Point) -> Vec<Goal> {
        let turn = rotation(by, around);
        self.goals(|held| {
            Goal::at(Frame {
                centre: turn * held.frame.centre,
                rotation: held.frame.rotation.plus(by),
                ..held.frame
            })
        })
    }

    /// All scaled from a point that stays, proportions kept.
    pub(crate) fn scaled(&self, factor: f64, fixed: Point) -> Vec<Goal> {
        let factor = self.factor(factor);
        self.goals(|held| {
            let Frame { centre, size, rotation } = held.frame;
            let frame =
                Frame { centre: fixed + (centre - fixed) * factor, size: size * factor, rotation };
            Goal { frame, size: Some(held.scaled_size(factor)) }
        })
    }

    /// A single shape in another box, or a single text broken at another width, with the point opposite of `handle` in
    /// place. Several layers, or a picture, are scaled.
    pub(crate) fn boxed(&self, size: Size, handle: Handle, stays: Stays) -> Vec<Goal> {
        if let [held] = &self.held[..] {
            match &held.layer.content {
                Content::Shape(_) => {
                    let size = Size::new(edge(size.width), edge(size.height));
                    let frame = resized(&held.frame, size, handle, stays);
                    let (width, height) = (Mm::new(size.width), Mm::new(size.height));
                    return vec![Goal { frame, size: Some(NewSize::Box { width, height }) }];
                }
                Content::Text(text) if handle.changes_width_only() => {
                    let size = Size::new(edge(size.width), held.frame.size.height);
                    let frame = resized(&held.frame, size, handle, stays);
                    let width = Some(Mm::new(size.width));
                    return vec![Goal {
                        frame,
                        size: Some(NewSize::Text { size: text.size, width, height: None }),
                    }];
                }
                Content::Text(text) if handle.changes_height_only() && stays_high(text) => {
                    let size = Size::new(held.frame.size.width, edge(size.height));
                    let frame = resized(&held.frame, size, handle, stays);
                    let height = Some(Mm::new(size.height));
                    return vec![Goal {
                        frame,
                        size: Some(NewSize::Text { size: text.size, width: text.width, height }),
                    }];
                }
                Content::Text(_) | Content::Image(_) | Content::Drawing(_) => {}
            }
        }
        let Size { width, height } = self.frame.size;
        let factor = match handle.changes_height_only() {
            true => size.height / height,
            false => size.width / width,
        };
        let fixed = match stays {
            Stays::Opposite => handle.opposite().on(&self.frame),
            Stays::Centre => self.frame.centre,
        };
        self.scaled(factor, fixed)
    }

    /// Whether a single shape is held: all that can lose its proportion.
    pub(crate) fn is_one_shape(&self) -> bool {
        matches!(&self.held[..], [held] if matches!(held.layer.content, Content::Shape(_)))
    }

    /// Whether a single text is held whose box a side handle changes: its width, or its height where that stays.
    pub(crate) fn is_box_of_text(&self, handle: Handle) -> bool {
        match &self.held[..] {
            [held] => match &held.layer.content {
                Content::Text(text) => {
                    handle.changes_width_only()
                        || (handle.changes_height_only() && stays_high(text))
                }
                Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => false,
            },
            _ => false,
        }
    }

    fn goals(&self, goal: impl Fn(&Held) -> Goal) -> Vec<Goal> {
        self.held.iter().map(goal).collect()
    }

    /// The goals as data of a command.
    pub(crate) fn arrangements(&self, goals: &[Goal]) -> Vec<Arrangement> {
        self.held.iter().zip(goals).map(|(held, goal)| held.arrangement(goal)).collect()
    }
}

/// Whether a text has a box whose height stays: one that is bent has none.
pub(crate) fn stays_high(text: &Text) -> bool {
    text.fit.height().is_some() && !is_bent(text)
}

/// Whether a text is on a path or warped: its frame is what is bent, and nothing that lines are broken at.
pub(crate) fn is_bent(text: &Text) -> bool {
    text.path.is_some() || text.warp.is_some()
}

/// What stays in place while a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stays {
    /// The point opposite of the handle.
    Opposite,
    /// The centre.
    Centre,
}

/// A frame with another size, the point opposite of the handle or the centre in place.
pub(crate) fn resized(frame: &Frame, size: Size, handle: Handle, stays: Stays) -> Frame {
    let centre = match stays {
        Stays::Centre => frame.centre,
        Stays::Opposite => {
            let (x, y) = handle.direction();
            let fixed = handle.opposite().on(frame);
            fixed + frame.turned(Vec2::new(x * size.width / 2.0, y * size.height / 2.0))
        }
    };
    Frame { centre, size, ..*frame }
}

impl Held {
    /// Smallest and largest factor that its size allows.
    fn factors(&self) -> (f64, f64) {
        let of_box = |width: Mm, height: Mm| {
            (MIN_SIZE / width.min(height).mm(), MAX_SIZE / width.max(height).mm())
        };
        match &self.layer.content {
            Content::Text(text) => {
                let (low, high) = (MIN_FONT / text.size.mm(), MAX_FONT / text.size.mm());
                text.width.map_or((low, high), |width| {
                    (low.max(MIN_SIZE / width.mm()), high.min(MAX_SIZE / width.mm()))
                })
            }
            Content::Image(image) => of_box(image.width, image.height),
            Content::Shape(shape) => of_box(shape.width, shape.height),
            Content::Drawing(drawing) => of_box(drawing.width, drawing.height),
        }
    }

    fn scaled_size(&self, factor: f64) -> NewSize {
        let boxed = |width: Mm, height: Mm| NewSize::Box {
            width: (width * factor).quantised(),
            height: (height * factor).quantised(),
        };
        match &self.layer.content {
            Content::Text(text) => NewSize::Text {
                size: (text.size * factor).quantised(),
                width: text.width.map(|width| (width * factor).quantised()),
                height: None,
            },
            Content::Image(image) => boxed(image.width, image.height),
            Content::Shape(shape) => boxed(shape.width, shape.height),
            Content::Drawing(drawing) => boxed(drawing.width, drawing.height),
        }
    }

    fn arrangement(&self, goal: &Goal) -> Arrangement {
        let at = goal.frame.anchor(self.layer.anchor());
        Arrangement {
            layer: self.layer.id,
            x: Mm::new(at.x).quantised(),
            y: Mm::new(at.y).quantised(),
            rotation: goal.frame.rotation.quantised(),
            size: goal.size,
        }
    }
}

/// By how much all may move; nothing is always allowed, wherever a file put them.
fn reach(held: &[Held], area: &PrintArea) -> Rect {
    let (width, height) = (area.width.mm(), area.height.mm());
    let all = Rect::new(f64::MIN, f64::MIN, f64::MAX, f64::MAX);
    let reach = held.iter().fold(all, |reach, held| {
        let Point { x, y } = held.frame.centre;
        reach.intersect(Rect::new(-width - x, -height - y, 2.0 * width - x, 2.0 * height - y))
    });
    Rect::new(reach.x0.min(0.0), reach.y0.min(0.0), reach.x1.max(0.0), reach.y1.max(0.0))
}
