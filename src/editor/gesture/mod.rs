//! Gestures as values: `begin -> update -> commit`, or dropped without a trace. Every update is computed from what was
//! there at the beginning, never from the update before, and costs the same however many layers the design has (only a
//! marquee compares its rectangle with every layer of the side).

mod handle;
mod pinch;
mod preview;
mod resize;
mod turn;

pub use handle::{Handle, offered_handles};
pub use preview::{Preview, PreviewLayer, Readout};

use design::LayerId;
use geom::Set;
use geom::{Angle, Frame, Point, Rect, Vec2};
use pinch::Fingers;
use scene::{Resources, frame_of};

use crate::hit::{marquee_frames, touches};
use crate::hold::{Goal, Hold, around, frame_around};
use crate::snap::{Guide, SnapSettings, Targets};
use crate::{Arranged, Axis, Command, CommandError, Select, Session};

/// What a drag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GestureKind {
    /// Moves the selection.
    Move,
    /// Resizes the selection by a handle.
    Resize(Handle),
    /// Turns the selection around its centre.
    Rotate,
    /// Moves, scales and turns the selection as two fingers go; updated by [`Gesture::update_pinch`].
    Pinch,
    /// Selects what a rectangle touches.
    Marquee(MarqueeMode),
}

/// What a marquee does with what was selected before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarqueeMode {
    /// It is no longer selected.
    Replace,
    /// It stays selected.
    Add,
}

/// Keys held while dragging.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Moves along one axis, frees a shape's proportion, turns in steps of 15°.
    pub shift: bool,
    /// Resizes from the centre.
    pub alt: bool,
    /// Ctrl, or Cmd on Apple's systems: no snapping.
    pub primary: bool,
}

/// A drag in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Gesture {
    kind: GestureKind,
    start: Point,
    settings: SnapSettings,
    targets: Targets,
    grip: Grip,
    /// Where two fingers began.
    fingers: Option<Fingers>,
}

/// What the drag has hold of.
#[derive(Clone, Debug, PartialEq)]
enum Grip {
    /// Layers, and where the last update wants them.
    Layers { hold: Hold, goals: Option<Vec<Goal>> },
    /// A corner of a rectangle, all that it could touch, and what it touches.
    Marquee { frames: Vec<(LayerId, Frame)>, before: Set<LayerId>, inside: Option<Vec<LayerId>> },
}

/// What one update says.
struct Moment {
    goals: Vec<Goal>,
    /// The frame around all.
    frame: Frame,
    guides: Vec<Guide>,
    /// What the readout shows as the angle.
    angle: Angle,
}

impl Gesture {
    /// Takes hold of the selection (or of nothing, for a marquee) at a point of the side, in mm. All that updates need is
    /// gathered and sorted here.
    ///
    /// # Errors
    /// Where nothing is selected, or all of it is locked.
    pub fn begin(
        session: &Session,
        kind: GestureKind,
        start: Point,
        resources: &dyn Resources,
        settings: &SnapSettings,
    ) -> Result<Self, CommandError> {
        let settings = *settings;
        if let GestureKind::Marquee(mode) = kind {
            let before = match mode {
                MarqueeMode::Replace => Set::new(),
                MarqueeMode::Add => session.selection().clone(),
            };
            let frames = marquee_frames(session, resources);
            let grip = Grip::Marquee { frames, before, inside: None };
            let targets = Targets::default();
            return Ok(Self { kind, start, settings, targets, grip, fingers: None });
        }
        let selected: Vec<LayerId> = session.selection().iter().copied().collect();
        let hold = Hold::of(session, &selected, resources)?;
        let moving: Set<LayerId> = hold.held.iter().map(|held| held.layer.id).collect();
        let others: Vec<Rect> = session
            .design()
            .layers
            .values()
            .filter(|layer| layer.side == *session.side() && !layer.hidden)
            .filter(|layer| !moving.contains(&layer.id))
            .map(|layer| frame_of(layer, resources).bounds())
            .collect();
        let targets = match kind {
            GestureKind::Rotate | GestureKind::Pinch => Targets::default(),
            _ => Targets::gather(session.area(), &others, &settings),
        };
        let grip = Grip::Layers { hold, goals: None };
        Ok(Self { kind, start, settings, targets, grip, fingers: None })
    }

    /// What the drag does.
    pub fn kind(&self) -> GestureKind {
        self.kind
    }

    /// What it looks like with the pointer at a point, in mm. Nothing is written.
    pub fn update(&mut self, to: Point, keys: Keys) -> Preview {
        let to = if to.is_finite() { to } else { self.start };
        let moment = match &self.grip {
            Grip::Marquee { .. } => None,
            Grip::Layers { hold, .. } => Some(match self.kind {
                GestureKind::Resize(handle) => self.resized(hold, handle, to, keys),
                GestureKind::Rotate => self.rotated(hold, to, keys),
                GestureKind::Move | GestureKind::Pinch | GestureKind::Marquee(_) => {
                    self.moved(hold, to, keys)
                }
            }),
        };
        match (&mut self.grip, moment) {
            (Grip::Layers { hold, goals }, Some(moment)) => {
                let preview = Preview::of_layers(hold, &moment);
                *goals = Some(moment.goals);
                preview
            }
            (Grip::Marquee { frames, before, inside }, _) => {
                let rect = Rect::from_points(self.start, to);
                let touched = frames.iter().filter(|(_, frame)| touches(frame, &rect));
                let mut found: Vec<LayerId> = touched.map(|(id, _)| *id).collect();
                found.extend(
                    before.iter().filter(|id| !found.contains(id)).copied().collect::<Vec<_>>(),
                );
                *inside = Some(found.clone());
                Preview::of_marquee(rect, found)
            }
            (Grip::Layers { .. }, None) => Preview::default(),
        }
    }

    /// What it looks like with two fingers at these points, in mm. The first call says where they began.
    pub fn update_pinch(&mut self, first: Point, second: Point) -> Preview {
        let now = (first, second);
        let before = *self.fingers.get_or_insert(now);
        let moment = match &self.grip {
            Grip::Layers { hold, .. } if first.is_finite() && second.is_finite() => {
                Some(self.pinched(hold, before, now))
            }
            _ => None,
        };
        match (&mut self.grip, moment) {
            (Grip::Layers { hold, goals }, Some(moment)) => {
                let preview = Preview::of_layers(hold, &moment);
                *goals = Some(moment.goals);
                preview
            }
            _ => Preview::default(),
        }
    }

    /// The command that makes the last update real; `None` where nothing moved.
    pub fn commit(self) -> Option<Command> {
        match self.grip {
            Grip::Marquee { inside, .. } => Some(Command::Select { select: Select::Set(inside?) }),
            Grip::Layers { hold, goals } => {
                let layers = hold.arrangements(&goals?);
                let how = match self.kind {
                    GestureKind::Resize(_) | GestureKind::Pinch => Arranged::Resized,
                    GestureKind::Rotate => Arranged::Turned,
                    GestureKind::Move | GestureKind::Marquee(_) => Arranged::Moved,
                };
                Some(Command::Arrange { how, layers })
            }
        }
    }

    fn tolerance(&self, keys: Keys) -> f64 {
        if keys.primary { 0.0 } else { self.settings.tolerance_mm }
    }

    fn moved(&self, hold: &Hold, to: Point, keys: Keys) -> Moment {
        let wanted = to - self.start;
        let (wanted, axes) = match (keys.shift, wanted.x.abs() >= wanted.y.abs()) {
            (false, _) => (wanted, &[Axis::Across, Axis::Down][..]),
            (true, true) => (Vec2::new(wanted.x, 0.0), &[Axis::Across][..]),
            (true, false) => (Vec2::new(0.0, wanted.y), &[Axis::Down][..]),
        };
        let wanted = hold.reachable(wanted);
        // A single turned layer is snapped by its upright bounds, like those that it is snapped to.
        let bounds = around(hold.held.iter().map(|held| &held.frame)).unwrap_or_default();
        let tolerance = self.tolerance(keys);
        let near = match tolerance > 0.0 {
            true => self.targets.draw_near(&(bounds + wanted), axes, tolerance),
            false => Vec2::ZERO,
        };
        let by = hold.reachable(wanted + near);
        let frame = Frame { centre: hold.frame.centre + by, ..hold.frame };
        let guides = match tolerance > 0.0 {
            true => axes
                .iter()
                .flat_map(|axis| self.targets.guides(&(bounds + by), *axis, [true; 3]))
                .collect(),
            false => Vec::new(),
        };
        Moment { goals: hold.moved(by), frame, guides, angle: frame.rotation }
    }
}

/// The frame around goals: a single one's own, several ones' upright bounds.
fn frame_of_goals(goals: &[Goal], fallback: &Frame) -> Frame {
    frame_around(goals.iter().map(|goal| &goal.frame)).unwrap_or(*fallback)
}
