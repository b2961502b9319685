//! Session scope: side, selection, tool and viewport. It is saved for the tab only and never sent to others.

use catalog::SideId;
use design::{GroupId, LayerId};
use geom::Set;
use json::{FromJson, ToJson};

/// What the session is at. Invariant, kept by [`crate::Session`]: the product has the side, and every selected layer
/// exists and lies on it.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct SessionState {
    /// The side that is shown.
    pub side: SideId,
    /// The selected layers.
    pub selection: Set<LayerId>,
    /// The group that was entered: a press means what is in it. All that is selected is in it too.
    #[json(optional)]
    pub entered: Option<GroupId>,
    /// The tool in hand.
    #[json(default)]
    pub tool: Tool,
    /// What the stage shows.
    #[json(default)]
    pub viewport: Viewport,
}

/// The side and selection that come back with a step (rule H3).
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct View {
    /// The side.
    pub side: SideId,
    /// The selected layers.
    pub selection: Set<LayerId>,
}

impl SessionState {
    /// At a side, with nothing selected.
    pub(crate) fn on(side: SideId) -> Self {
        let (tool, viewport) = (Tool::default(), Viewport::default());
        Self { side, selection: Set::new(), entered: None, tool, viewport }
    }

    /// Side and selection.
    pub(crate) fn view(&self) -> View {
        View { side: self.side.clone(), selection: self.selection.clone() }
    }
}

/// What the pointer does on the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Tool {
    /// Selects and changes layers.
    #[default]
    Select,
    /// Moves what is shown.
    Hand,
}

/// What the stage shows. Lengths do not depend on the screen, so it survives a resized window.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Viewport {
    /// Scale; at 1 the print area fits the stage.
    pub zoom: f64,
    /// The point in the middle of the stage in mm; `None` for the middle of the print area.
    pub centre: Option<(f64, f64)>,
}

impl Viewport {
    /// Smallest zoom: the print area fills a quarter of the stage.
    pub const MIN_ZOOM: f64 = 0.25;
    /// Largest zoom: a millimetre is about a finger wide.
    pub const MAX_ZOOM: f64 = 16.0;
}

impl Default for Viewport {
    /// The whole print area.
    fn default() -> Self {
        Self { zoom: 1.0, centre: None }
    }
}
