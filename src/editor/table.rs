//! The table of commands: what menus, toolbar, palette and keyboard offer. Key codes are read in `keys`.

use design::Content;
use json::{FromJson, ToJson};

use crate::groups;
use crate::keys::{ALT, NONE, PRIMARY, SHIFT, Shortcut};
use crate::{
    AlignEdge, AlignTo, Axis, Command, OrderTo, Select, Session, ShapeStyle, SizeEdge, Target,
    TextStyle, Tool, Viewport, Zoom,
};

/// Where an entry belongs in a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Undo, delete, duplicate.
    Edit,
    /// What is selected.
    Select,
    /// New layers.
    Add,
    /// Content and looks of layers.
    Layer,
    /// Places and sizes.
    Arrange,
    /// The stack.
    Order,
    /// The design as a whole.
    Design,
    /// What the stage shows.
    View,
}

/// What a person reads about a command.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// Which command.
    pub id: CommandId,
    /// Key of its wording in other languages.
    pub key: &'static str,
    /// Its wording in English; in lower case it also names a step.
    pub english: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// Keys that run it, the usual one first.
    pub shortcuts: &'static [Shortcut],
}

macro_rules! commands {
    ($($id:ident $key:literal $english:literal $group:ident [$($mods:expr, $name:literal);*])*) => {
        /// Names of commands: rows of the table, labels of steps.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
        #[json(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the table's English wording says what each is")]
        pub enum CommandId {
            $($id,)*
        }

        /// All commands, in the order of menus.
        pub static COMMANDS: &[CommandInfo] = &[
            $(CommandInfo {
                id: CommandId::$id,
                key: concat!("command.", $key),
                english: $english,
                group: Group::$group,
                shortcuts: &[$(Shortcut::new($mods, $name)),*],
            },)*
        ];
    };
}

commands! {
    Undo "undo" "Undo" Edit [PRIMARY, "z"]
    Redo "redo" "Redo" Edit [PRIMARY | SHIFT, "z"; PRIMARY, "y"]
    GoTo "go_to" "Go to a step" Edit []
    Duplicate "duplicate" "Duplicate" Edit [PRIMARY, "d"]
    Repeat "repeat" "Duplicate again" Edit [PRIMARY | SHIFT, "d"]
    Delete "delete" "Delete" Edit [NONE, "Delete"; NONE, "Backspace"]
    Cut "cut" "Cut" Edit [PRIMARY, "x"]
    Copy "copy" "Copy" Edit [PRIMARY, "c"]
    CopyPicture "copy_picture" "Copy as a picture" Edit []
    Paste "paste" "Paste" Edit [PRIMARY, "v"]
    Cancel "cancel" "Cancel" Edit [NONE, "Escape"]
    SelectAll "select_all" "Select all" Select [PRIMARY, "a"]
    SelectSeveral "select_several" "Select several" Select []
    SelectNone "select_none" "Select nothing" Select [PRIMARY | SHIFT, "a"]
    SelectNext "select_next" "Select next" Select [NONE, "Tab"]
    SelectPrevious "select_previous" "Select previous" Select [SHIFT, "Tab"]
    Select "select" "Select" Select []
    AddText "add_text" "Add text" Add [NONE, "t"]
    AddShape "add_shape" "Add shape" Add []
    AddImage "add_image" "Add picture" Add []
    AddDrawing "add_drawing" "Add artwork" Add []
    FillArea "fill_area" "Fill print area" Add []
    AddLayers "add_layers" "Add suggestion" Add []
    ApplyTemplate "apply_template" "Apply template" Add []
    FillTemplate "fill_template" "Change template" Add []
    SetText "set_text" "Edit text" Layer [NONE, "Enter"]
    StyleText "style_text" "Style text" Layer []
    StyleShape "style_shape" "Style shape" Layer []
    ReplaceImage "replace_image" "Replace picture" Layer []
    ReplaceDrawing "replace_drawing" "Replace artwork" Layer []
    Fill "fill" "Set fill" Layer []
    Outlines "outlines" "Set outlines" Layer []
    Spans "spans" "Style part of text" Layer []
    TextBox "text_box" "Set text box" Layer []
    Features "features" "Set letter forms" Layer []
    TextPath "text_path" "Set text on a path" Layer []
    Warp "warp" "Bend text" Layer []
    Shadows "shadows" "Set shadow" Layer []
    Blend "blend" "Set blending" Layer []
    Flip "flip" "Mirror left to right" Layer []
    FlipDown "flip_down" "Mirror top to bottom" Layer []
    Crop "crop" "Crop picture" Layer []
    Mask "mask" "Cut picture to shape" Layer []
    Background "background" "Change background" Layer []
    Trace "trace" "Trace picture" Layer []
    Adjust "adjust" "Adjust picture" Layer []
    Swaps "swaps" "Change artwork's colours" Layer []
    SetOpacity "set_opacity" "Set opacity" Layer []
    Lock "lock" "Lock" Layer [PRIMARY, "l"]
    Unlock "unlock" "Unlock" Layer [PRIMARY, "l"]
    Hide "hide" "Hide" Layer [PRIMARY | SHIFT, "h"]
    Show "show" "Show" Layer [PRIMARY | SHIFT, "h"]
    Group "group" "Group" Layer [PRIMARY, "g"]
    Ungroup "ungroup" "Ungroup" Layer [PRIMARY | SHIFT, "g"]
    EnterGroup "enter_group" "Enter group" Layer [NONE, "Enter"]
    RenameGroup "rename_group" "Rename group" Layer [NONE, "F2"]
    Rename "rename" "Rename layer" Layer [NONE, "F2"]
    MoveToSide "move_to_side" "Move to other side" Layer []
    Place "place" "Set position and size" Arrange []
    Move "move" "Move" Arrange [NONE, "Arrow"; SHIFT, "Arrow"; ALT, "Arrow"]
    Resize "resize" "Resize" Arrange [PRIMARY, "Arrow"; PRIMARY | SHIFT, "Arrow"]
    Turn "turn" "Turn" Arrange [NONE, "r"; SHIFT, "r"; ALT, "r"; ALT | SHIFT, "r"]
    AlignLeft "align_left" "Align left" Arrange []
    AlignCentre "align_centre" "Align centre" Arrange []
    AlignRight "align_right" "Align right" Arrange []
    AlignTop "align_top" "Align top" Arrange []
    AlignMiddle "align_middle" "Align middle" Arrange []
    AlignBottom "align_bottom" "Align bottom" Arrange []
    DistributeAcross "distribute_across" "Distribute across" Arrange []
    DistributeDown "distribute_down" "Distribute down" Arrange []
    SameWidth "same_width" "Same width" Arrange []
    SameHeight "same_height" "Same height" Arrange []
    SameSize "same_size" "Same size" Arrange []
    Forward "forward" "Bring forward" Order [NONE, "]"; NONE, "PageUp"]
    Backward "backward" "Send backward" Order [NONE, "["; NONE, "PageDown"]
    ToFront "to_front" "Bring to front" Order [SHIFT, "]"; SHIFT, "PageUp"]
    ToBack "to_back" "Send to back" Order [SHIFT, "["; SHIFT, "PageDown"]
    Reorder "reorder" "Change the order" Order []
    SetColour "set_colour" "Change product colour" Design []
    RenameDesign "rename_design" "Rename design" Design []
    SetSide "set_side" "Show other side" View []
    SetTool "set_tool" "Change tool" View [NONE, "v"; NONE, "h"]
    ZoomIn "zoom_in" "Zoom in" View [NONE, "+"; SHIFT, "+"; NONE, "="]
    ZoomOut "zoom_out" "Zoom out" View [NONE, "-"]
    ZoomFit "zoom_fit" "Show all" View [NONE, "0"]
    ZoomSelection "zoom_selection" "Zoom to selection" View [NONE, "9"]
    ZoomTo "zoom_to" "Zoom" View []
    Absorb "absorb" "Change in another tab" Design []
    Mend "mend" "Fix for printing" Design []
}

impl CommandId {
    /// The command's row of the table.
    pub fn info(self) -> &'static CommandInfo {
        // The table is made from the enum, in its order.
        &COMMANDS[self as usize]
    }

    /// Whether the command would do something now: what greys out a button.
    pub fn is_enabled(self, session: &Session) -> bool {
        let selected = session.selected();
        let unlocked = selected.iter().filter(|layer| !layer.locked).count();
        let holds = |wanted: fn(&Content) -> bool| {
            selected.iter().any(|layer| !layer.locked && wanted(&layer.content))
        };
        match self {
            Self::Undo => session.gesture().is_some() || session.undo_label().is_some(),
            Self::Redo => session.redo_label().is_some(),
            Self::Cancel => session.gesture().is_some() || !selected.is_empty(),
            Self::Delete
            | Self::SetOpacity
            | Self::Place
            | Self::Move
            | Self::Resize
            | Self::Turn
            | Self::AlignLeft
            | Self::AlignCentre
            | Self::AlignRight
            | Self::AlignTop
            | Self::AlignMiddle
            | Self::AlignBottom
            | Self::Shadows
            | Self::Blend => unlocked > 0,
            // A mirrored code is one that few cameras read.
            Self::Flip | Self::FlipDown => holds(|held| !held.is_code()),
            Self::Fill => holds(|held| matches!(held, Content::Text(_) | Content::Shape(_))),
            Self::Outlines
            | Self::Spans
            | Self::TextBox
            | Self::Features
            | Self::TextPath
            | Self::Warp => holds(|held| matches!(held, Content::Text(_))),
            Self::Crop | Self::Mask | Self::Adjust | Self::Background | Self::Trace => {
                holds(|held| matches!(held, Content::Image(_)))
            }
            Self::Swaps => holds(|held| matches!(held, Content::Drawing(_))),
            Self::Cut => unlocked > 0,
            Self::Copy | Self::CopyPicture | Self::Duplicate | Self::SelectNone => {
                !selected.is_empty()
            }
            Self::DistributeAcross | Self::DistributeDown => unlocked > 2,
            Self::SameWidth | Self::SameHeight | Self::SameSize => {
                unlocked > 0 && selected.len() > 1
            }
            // A group of nothing but one group would be no other.
            Self::Group => unlocked > 1 && groups::selected_group(session).is_none(),
            Self::Ungroup | Self::EnterGroup => !groups::selected_groups(session).is_empty(),
            Self::RenameGroup => groups::selected_group(session).is_some(),
            Self::Reorder => unlocked > 0,
            Self::Repeat => session.repeats().is_some(),
            Self::GoTo => !session.history().is_empty(),
            Self::ZoomSelection => !selected.is_empty(),
            Self::Forward | Self::ToFront => unlocked > 0 && session.can_rise(),
            Self::Backward | Self::ToBack => unlocked > 0 && session.can_sink(),
            Self::Lock => unlocked > 0,
            Self::Unlock => unlocked == 0 && !selected.is_empty(),
            Self::Hide => selected.iter().any(|layer| !layer.hidden),
            Self::Show => !selected.is_empty() && selected.iter().all(|layer| layer.hidden),
            Self::Rename => selected.len() == 1,
            Self::MoveToSide => unlocked > 0 && session.product().sides.len() > 1,
            Self::SetText => selected.len() == 1 && holds(|held| matches!(held, Content::Text(_))),
            Self::StyleText => holds(|held| matches!(held, Content::Text(_))),
            Self::StyleShape => holds(|held| matches!(held, Content::Shape(_))),
            Self::ReplaceImage => {
                selected.len() == 1 && holds(|held| matches!(held, Content::Image(_)))
            }
            Self::ReplaceDrawing => {
                selected.len() == 1 && holds(|held| matches!(held, Content::Drawing(_)))
            }
            Self::SelectAll | Self::SelectSeveral => {
                let on_side = session.design().stack(session.side());
                on_side.iter().any(|layer| !layer.hidden && !layer.locked)
            }
            Self::SelectNext => session.neighbour(Select::Next).is_some(),
            Self::SelectPrevious => session.neighbour(Select::Previous).is_some(),
            Self::SetSide => session.product().sides.len() > 1,
            Self::SetColour => session.product().colours.len() > 1,
            Self::ZoomIn => session.state().viewport.zoom < Viewport::MAX_ZOOM,
            Self::ZoomOut => session.state().viewport.zoom > Viewport::MIN_ZOOM,
            Self::ZoomFit => session.state().viewport != Viewport::default(),
            Self::Paste
            | Self::Select
            | Self::AddText
            | Self::AddShape
            | Self::AddImage
            | Self::AddDrawing
            | Self::FillArea
            | Self::AddLayers
            | Self::ApplyTemplate
            | Self::FillTemplate
            | Self::RenameDesign
            | Self::SetTool
            | Self::ZoomTo
            | Self::Mend
            | Self::Absorb => true,
        }
    }

    /// The command with its usual values, as a button or a key runs it. `None` where it needs more than that: a picture, a
    /// name, a colour.
    pub fn command(self, session: &Session) -> Option<Command> {
        let target = Target::Selection;
        let aligned = |edge| {
            let alone = session.selection().len() < 2 || groups::selected_group(session).is_some();
            let to = if alone { AlignTo::PrintArea } else { AlignTo::Selection };
            Some(Command::Align { edge, to })
        };
        let ordered = |to| Some(Command::Order { target: Target::Selection, to });
        match self {
            Self::Undo => Some(Command::Undo),
            Self::Redo => Some(Command::Redo),
            Self::Cancel => Some(Command::Cancel),
            Self::Duplicate => Some(Command::Duplicate { target }),
            Self::Delete => Some(Command::Delete { target }),
            Self::SelectAll => Some(Command::Select { select: Select::All }),
            Self::SelectNone => Some(Command::Select { select: Select::None }),
            Self::SelectNext => Some(Command::Select { select: Select::Next }),
            Self::SelectPrevious => Some(Command::Select { select: Select::Previous }),
            Self::AddText => Some(Command::AddText {
                content: "Your text".to_owned(),
                style: TextStyle::default(),
                at: None,
            }),
            Self::AddShape => Some(Command::AddShape {
                kind: design::ShapeKind::Rectangle,
                style: ShapeStyle::default(),
                size: None,
                at: None,
            }),
            Self::Lock => Some(Command::SetLocked { target, locked: true }),
            Self::Unlock => Some(Command::SetLocked { target, locked: false }),
            Self::Hide => Some(Command::SetHidden { target, hidden: true }),
            Self::Show => Some(Command::SetHidden { target, hidden: false }),
            Self::Flip => Some(Command::Mirror { axis: Axis::Across }),
            Self::FlipDown => Some(Command::Mirror { axis: Axis::Down }),
            Self::AlignLeft => aligned(AlignEdge::Left),
            Self::AlignCentre => aligned(AlignEdge::Centre),
            Self::AlignRight => aligned(AlignEdge::Right),
            Self::AlignTop => aligned(AlignEdge::Top),
            Self::AlignMiddle => aligned(AlignEdge::Middle),
            Self::AlignBottom => aligned(AlignEdge::Bottom),
            Self::DistributeAcross => Some(Command::Distribute { axis: Axis::Across }),
            Self::DistributeDown => Some(Command::Distribute { axis: Axis::Down }),
            Self::SameWidth => Some(Command::SameSize { edge: SizeEdge::Width }),
            Self::SameHeight => Some(Command::SameSize { edge: SizeEdge::Height }),
            Self::SameSize => Some(Command::SameSize { edge: SizeEdge::Both }),
            Self::Group => Some(Command::Group),
            Self::Ungroup => Some(Command::Ungroup),
            Self::EnterGroup => {
                let lowest = session.selected().first()?.id;
                Some(Command::EnterGroup { layer: lowest })
            }
            Self::Repeat => Some(Command::Repeat),
            Self::Forward => ordered(OrderTo::Forward),
            Self::Backward => ordered(OrderTo::Backward),
            Self::ToFront => ordered(OrderTo::Front),
            Self::ToBack => ordered(OrderTo::Back),
            Self::SetSide => {
                let side = session.other_sides().first()?.id.clone();
                Some(Command::SetSide { side })
            }
            Self::SetTool => Some(Command::SetTool {
                tool: match session.state().tool {
                    Tool::Select => Tool::Hand,
                    Tool::Hand => Tool::Select,
                },
            }),
            Self::MoveToSide => {
                let side = session.other_sides().first()?.id.clone();
                Some(Command::MoveToSide { target, side })
            }
            Self::ZoomIn => Some(Command::Zoom { zoom: Zoom::In }),
            Self::ZoomOut => Some(Command::Zoom { zoom: Zoom::Out }),
            Self::ZoomFit => Some(Command::Zoom { zoom: Zoom::Fit }),
            Self::ZoomSelection => Some(Command::Zoom { zoom: Zoom::Selection }),
            Self::Cut
            | Self::Copy
            | Self::CopyPicture
            | Self::Paste
            | Self::GoTo
            | Self::RenameGroup
            | Self::Reorder
            | Self::Select
            | Self::SelectSeveral
            | Self::AddImage
            | Self::AddDrawing
            | Self::FillArea
            | Self::AddLayers
            | Self::ApplyTemplate
            | Self::FillTemplate
            | Self::SetText
            | Self::StyleText
            | Self::StyleShape
            | Self::ReplaceImage
            | Self::ReplaceDrawing
            | Self::SetOpacity
            | Self::Fill
            | Self::Outlines
            | Self::Spans
            | Self::TextBox
            | Self::Features
            | Self::TextPath
            | Self::Warp
            | Self::Shadows
            | Self::Blend
            | Self::Crop
            | Self::Mask
            | Self::Background
            | Self::Trace
            | Self::Adjust
            | Self::Swaps
            | Self::Rename
            | Self::Place
            | Self::Move
            | Self::Resize
            | Self::Turn
            | Self::SetColour
            | Self::RenameDesign
            | Self::ZoomTo
            | Self::Mend
            | Self::Absorb => None,
        }
    }
}
