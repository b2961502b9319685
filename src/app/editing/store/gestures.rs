//! Drags. Their code comes behind the drawn design; who drags before that goes on when it is here.

use design::LayerId;
use editor::{Change, CommandError, Context, GestureKind, Keys, Preview, Session, SnapSettings};
use geom::{Point, Size};
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::EditorStore;
use crate::editing::board::Board;
use crate::editing::saving::Origin;
use crate::editing::still::Still;
use crate::words::words;

type Begun = Result<(), CommandError>;
type Sight = (Board, Size);
type Held<'a> = (LayerId, &'a Element);

/// What is called of the code of drags.
#[derive(Clone, Copy)]
pub(super) struct Gestures {
    pub(super) begin: fn(&mut Session, GestureKind, Point, &dyn Resources, &SnapSettings) -> Begun,
    pub(super) drag: fn(&mut Session, Point, Keys) -> Option<Preview>,
    pub(super) pinch: fn(&mut Session, Point, Point) -> Option<Preview>,
    pub(super) commit: fn(&mut Session, &mut Context<'_>) -> Result<Change, CommandError>,
    pub(super) still: fn(EditorStore, Sight, &[Held<'_>]) -> Option<Still>,
}

impl EditorStore {
    /// Whether something can be dragged by now. Where it cannot, that is seen to.
    pub(crate) fn can_drag(self) -> bool {
        let is_here = self.gestures().is_some();
        if !is_here {
            spawn_local(async move {
                if self.await_later().await.is_none() {
                    self.atelier.toast(words().part_failed, None);
                }
            });
        }
        is_here
    }

    fn gestures(self) -> Option<Gestures> {
        self.core.with_value(|core| core.later.map(|later| later.gestures))
    }

    fn with_gestures<T>(self, act: impl FnOnce(&Gestures, &mut Session) -> T) -> Option<T> {
        let gestures = self.gestures()?;
        self.core.try_update_value(|core| act(&gestures, &mut core.session))
    }

    /// Begins a gesture; false where it is refused.
    pub(crate) fn begin(self, kind: GestureKind, at: Point, snap: &SnapSettings) -> bool {
        let studio = self.atelier.studio();
        let begun = self
            .with_gestures(|gestures, session| (gestures.begin)(session, kind, at, &studio, snap))
            .unwrap_or(Err(CommandError::NothingSelected));
        if let Err(error) = &begun {
            self.refused(error);
        }
        begun.is_ok()
    }

    /// Pictures of the layers that lie still while others are dragged.
    pub(in crate::editing) fn still(self, sight: Sight, dragged: &[Held<'_>]) -> Option<Still> {
        (self.gestures()?.still)(self, sight, dragged)
    }

    /// Moves the gesture's pointer: once a frame, with the newest sample.
    pub(crate) fn drag(self, to: Point, keys: Keys) -> Option<Preview> {
        self.show(self.with_gestures(|gestures, session| (gestures.drag)(session, to, keys))?)
    }

    /// Moves the fingers of a pinch: once a frame.
    pub(crate) fn pinch(self, first: Point, second: Point) -> Option<Preview> {
        self.show(self.with_gestures(|gestures, session| (gestures.pinch)(session, first, second))?)
    }

    fn show(self, preview: Option<Preview>) -> Option<Preview> {
        self.preview.set(preview.clone());
        preview
    }

    /// Ends the gesture and keeps what it did.
    pub(crate) fn commit(self) {
        let Some(gestures) = self.gestures() else { return };
        let change = self.with_context(|session, context| (gestures.commit)(session, context));
        self.preview.set(None);
        match change {
            Ok(change) => self.after(&change, Origin::Here),
            Err(error) => self.refused(&error),
        }
    }

    /// Ends the gesture without a trace.
    pub(crate) fn cancel(self) -> bool {
        let cancelled = self.core.try_update_value(|core| core.session.cancel()).unwrap_or(false);
        self.preview.set(None);
        cancelled
    }
}
