//! Commands: what a shopper wants, as plain data for menu, keyboard, tests and bug reports. How it is done is in `plan`.

use catalog::{ColourId, SideId};
use design::{Fill, GroupId, Layer, LayerId, Mend, Placed, ShapeKind, TemplateId};
use geom::{Angle, Mm};
use json::{FromJson, ToJson};

use crate::{Change, Picture, Refinement, ShapeStyle, TextStyle, Tool};

/// Which layers a command is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Target {
    /// The selected ones.
    #[default]
    Selection,
    /// These, on whatever side they lie.
    Layers(Vec<LayerId>),
}

/// What a shopper wants. Lengths in mm of the current side's print area, angles in degrees clockwise. Everything that is
/// written is rounded and kept within the limits of [`crate::limits`].
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "fields are named and typed by what they hold; variants say the rest"
)]
pub enum Command {
    /// Adds a text; `at` is its centre, the middle of the print area where `None`.
    AddText { content: String, style: TextStyle, at: Option<(f64, f64)> },
    /// Adds a shape; without a size, one that suits the print area.
    AddShape {
        kind: ShapeKind,
        style: ShapeStyle,
        size: Option<(f64, f64)>,
        at: Option<(f64, f64)>,
    },
    /// Adds a picture, sized to fit the print area and not to fall below the technique's resolution.
    AddImage { picture: Picture, at: Option<(f64, f64)> },
    /// Adds a template's or a suggestion's layers as one step. They get new ids and lie on top in their order; those for
    /// sides that the product lacks go to the current side.
    AddLayers { layers: Vec<Layer>, template: Option<TemplateId>, replace: Replace },
    /// Puts the layers of a template as they are with other words, colours or fonts; those that are gone are left out.
    Refill { layers: Vec<Layer>, what: Refill },
    /// Adds copied layers to the current side, moved aside where they would cover their originals.
    Paste { layers: Vec<Layer> },
    /// Changes what a text says.
    SetText { layer: LayerId, content: String },
    /// Changes how texts look; other layers of the target are left alone.
    StyleText { target: Target, style: TextStyle },
    /// Changes how shapes look; other layers of the target are left alone.
    StyleShape { target: Target, style: ShapeStyle },
    /// Sets one property of what layers hold; other layers of the target are left alone.
    Refine { target: Target, how: Refinement },
    /// Adds vector artwork, sized to fit the print area; its width and height give the proportion.
    AddDrawing { drawing: Placed, at: Option<(f64, f64)> },
    /// Puts another picture in a picture's place: same centre, turn and box, its own proportion.
    ReplaceImage { layer: LayerId, picture: Picture },
    /// Fills the whole print area, behind all that is on the side.
    FillArea { fill: Fill },
    /// Puts other vector artwork in a drawing's place: same centre, turn and box, its own proportion.
    ReplaceDrawing { layer: LayerId, drawing: Placed },
    /// Sets how opaque layers are, 0 to 1.
    SetOpacity { target: Target, opacity: f64 },
    /// Puts layers where a form says.
    Place { target: Target, place: Place },
    /// Moves the selection.
    Nudge { dx: f64, dy: f64 },
    /// Turns the selection around its centre.
    Turn { degrees: f64 },
    /// Resizes the selection as if its bottom right handle were moved.
    Resize { dx: f64, dy: f64 },
    /// Brings the selection's layers to an edge or a middle.
    Align { edge: AlignEdge, to: AlignTo },
    /// Mirrors the selection as one, in the axes of its frame: a single layer in its own.
    Mirror { axis: Axis },
    /// Makes the gaps between the selected layers equal.
    Distribute { axis: Axis },
    /// Makes the selected layers as wide or as high as the largest of them.
    SameSize { edge: SizeEdge },
    /// Puts layers exactly so; what gestures commit.
    Arrange { how: Arranged, layers: Vec<Arrangement> },
    /// Moves layers in the stack.
    Order { target: Target, to: OrderTo },
    /// Copies layers, a little aside.
    Duplicate { target: Target },
    /// Makes a group of the selection.
    Group,
    /// Takes the selected groups apart.
    Ungroup,
    /// Goes into a layer's group, to select what is in it.
    EnterGroup { layer: LayerId },
    /// Names a group; an empty name gives it the usual one.
    RenameGroup { group: GroupId, name: String },
    /// Copies the newest copies again, as far from them as they are from their originals.
    Repeat,
    /// Deletes layers.
    Delete { target: Target },
    /// Locks or unlocks layers.
    SetLocked { target: Target, locked: bool },
    /// Hides or shows layers.
    SetHidden { target: Target, hidden: bool },
    /// Names a layer; an empty name gives it the usual one.
    Rename { layer: LayerId, name: String },
    /// Moves layers to another side, as far from its middle as they are now.
    MoveToSide { target: Target, side: SideId },
    /// Sets the product's colour.
    SetColour { colour: ColourId },
    /// Names the design.
    RenameDesign { name: String },
    /// Does what mends a finding of the check before printing, as one step; layers that are gone or locked are refused.
    Mend { mends: Vec<Mend> },
    /// Changes what is selected.
    Select { select: Select },
    /// Shows another side.
    SetSide { side: SideId },
    /// Takes up another tool.
    SetTool { tool: Tool },
    /// Changes what the stage shows.
    Zoom { zoom: Zoom },
    /// Takes the last step back; while a gesture runs, cancels it instead.
    Undo,
    /// Does the last undone step again; while a gesture runs, cancels it instead.
    Redo,
    /// Goes back or forth until so many of the steps that are kept are done; 0 is before the oldest of them.
    GoTo { step: usize },
    /// Cancels the running gesture; without one, selects nothing.
    Cancel,
    /// Takes over what another tab did; not in the history.
    Absorb { change: Change },
}

/// What a template is filled in with anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Refill {
    /// Other words in the field of this number; typing on is the same step.
    Words(u32),
    /// Another palette.
    Colours,
    /// Other fonts.
    Fonts,
}

/// What happens to the layers of the template before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Replace {
    /// They stay.
    #[default]
    Keep,
    /// They go, so that templates can be tried one after the other.
    PreviousTemplate,
}

/// Fields of a form; `None` leaves as it is. X and Y name the top left corner of the frame before turning.
#[derive(Clone, Copy, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Place {
    /// Left edge in mm.
    #[json(optional)]
    pub x: Option<f64>,
    /// Top edge in mm.
    #[json(optional)]
    pub y: Option<f64>,
    /// Width in mm: pictures keep their proportion, a text breaks its lines there.
    #[json(optional)]
    pub width: Option<f64>,
    /// Height in mm: pictures and texts keep their proportion.
    #[json(optional)]
    pub height: Option<f64>,
    /// Clockwise turn in degrees; several layers turn together by it.
    #[json(optional)]
    pub rotation: Option<f64>,
}

/// An edge or a middle to align to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum AlignEdge {
    /// Left edges.
    Left,
    /// Middles, left to right.
    Centre,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Middles, top to bottom.
    Middle,
    /// Bottom edges.
    Bottom,
}

/// What layers are aligned to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum AlignTo {
    /// The print area; the selection moves as one.
    #[default]
    PrintArea,
    /// The selection's frame; each layer moves on its own.
    Selection,
}

/// Which sizes become equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum SizeEdge {
    /// Widths.
    Width,
    /// Heights.
    Height,
    /// Both; what keeps its proportion fits inside.
    Both,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Axis {
    /// Left to right: x.
    Across,
    /// Top to bottom: y.
    Down,
}

/// Where in the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum OrderTo {
    /// One up.
    Forward,
    /// One down.
    Backward,
    /// To the top.
    Front,
    /// To the bottom.
    Back,
    /// Directly above a layer, or above its group at this depth, in the groups around it.
    Above {
        /// The layer.
        layer: LayerId,
        /// How many groups are around the place.
        depth: usize,
    },
    /// Directly below a layer, or below its group at this depth, in the groups around it.
    Below {
        /// The layer.
        layer: LayerId,
        /// How many groups are around the place.
        depth: usize,
    },
}

/// Which layers get selected. Hidden layers only by name.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Select {
    /// These alone; shows the side of the first.
    Set(Vec<LayerId>),
    /// These too.
    Add(Vec<LayerId>),
    /// This one if it was not, and the other way round.
    Toggle(LayerId),
    /// All of this side that are neither hidden nor locked.
    All,
    /// None.
    None,
    /// The next one up in the stack.
    Next,
    /// The next one down in the stack.
    Previous,
}

/// What the stage shows.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Zoom {
    /// Closer.
    In,
    /// Farther.
    Out,
    /// The whole print area.
    Fit,
    /// What is selected.
    Selection,
    /// A scale, 1 for the whole print area, and the point in the middle of the stage.
    To {
        /// 0.25 to 16.
        zoom: f64,
        /// In mm; `None` leaves it.
        centre: Option<(f64, f64)>,
    },
    /// Moves what is shown, in mm.
    Pan {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
}

/// How layers came to their place, for the step's name and for speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Arranged {
    /// Moved.
    Moved,
    /// Made larger or smaller.
    Resized,
    /// Turned.
    Turned,
}

/// Where one layer goes.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Arrangement {
    /// The layer.
    pub layer: LayerId,
    /// Its anchor.
    pub x: Mm,
    /// Its anchor.
    pub y: Mm,
    /// Its turn.
    pub rotation: Angle,
    /// Its size, where that changes.
    #[json(optional)]
    pub size: Option<NewSize>,
}

/// A new size of a layer.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum NewSize {
    /// The box of a shape or a picture.
    Box {
        /// Width.
        width: Mm,
        /// Height.
        height: Mm,
    },
    /// Font size and wrap width of a text.
    Text {
        /// Em height.
        size: Mm,
        /// Where lines break.
        width: Option<Mm>,
        /// Height of a box that stays; `None` leaves it to the font size.
        #[json(optional)]
        height: Option<Mm>,
    },
}
