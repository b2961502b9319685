//! Which row of the table each command belongs to: the label of its step, its button and its key.

use crate::{AlignEdge, Arranged, Axis, Command, CommandId, OrderTo, Select, SizeEdge, Zoom};

impl Command {
    /// Which entry of [`crate::COMMANDS`] it belongs to.
    pub fn id(&self) -> CommandId {
        match self {
            Self::AddText { .. } => CommandId::AddText,
            Self::AddShape { .. } => CommandId::AddShape,
            Self::AddImage { .. } => CommandId::AddImage,
            Self::AddLayers { template: None, .. } => CommandId::AddLayers,
            Self::AddLayers { template: Some(_), .. } => CommandId::ApplyTemplate,
            Self::Paste { .. } => CommandId::Paste,
            Self::SetText { .. } => CommandId::SetText,
            Self::StyleText { .. } => CommandId::StyleText,
            Self::StyleShape { .. } => CommandId::StyleShape,
            Self::Refine { how, .. } => how.id(),
            Self::AddDrawing { .. } => CommandId::AddDrawing,
            Self::ReplaceImage { .. } => CommandId::ReplaceImage,
            Self::SetOpacity { .. } => CommandId::SetOpacity,
            Self::Place { .. } => CommandId::Place,
            Self::Nudge { .. } | Self::Arrange { how: Arranged::Moved, .. } => CommandId::Move,
            Self::Turn { .. } | Self::Arrange { how: Arranged::Turned, .. } => CommandId::Turn,
            Self::Resize { .. } | Self::Arrange { how: Arranged::Resized, .. } => CommandId::Resize,
            Self::Align { edge, .. } => match edge {
                AlignEdge::Left => CommandId::AlignLeft,
                AlignEdge::Centre => CommandId::AlignCentre,
                AlignEdge::Right => CommandId::AlignRight,
                AlignEdge::Top => CommandId::AlignTop,
                AlignEdge::Middle => CommandId::AlignMiddle,
                AlignEdge::Bottom => CommandId::AlignBottom,
            },
            Self::Distribute { axis: Axis::Across } => CommandId::DistributeAcross,
            Self::Distribute { axis: Axis::Down } => CommandId::DistributeDown,
            Self::SameSize { edge } => match edge {
                SizeEdge::Width => CommandId::SameWidth,
                SizeEdge::Height => CommandId::SameHeight,
                SizeEdge::Both => CommandId::SameSize,
            },
            Self::Order { to, .. } => match to {
                OrderTo::Forward => CommandId::Forward,
                OrderTo::Backward => CommandId::Backward,
                OrderTo::Front => CommandId::ToFront,
                OrderTo::Back => CommandId::ToBack,
            },
            Self::Duplicate { .. } => CommandId::Duplicate,
            Self::Repeat => CommandId::Repeat,
            Self::Delete { .. } => CommandId::Delete,
            Self::SetLocked { locked: true, .. } => CommandId::Lock,
            Self::SetLocked { locked: false, .. } => CommandId::Unlock,
            Self::SetHidden { hidden: true, .. } => CommandId::Hide,
            Self::SetHidden { hidden: false, .. } => CommandId::Show,
            Self::Rename { .. } => CommandId::Rename,
            Self::MoveToSide { .. } => CommandId::MoveToSide,
            Self::SetColour { .. } => CommandId::SetColour,
            Self::RenameDesign { .. } => CommandId::RenameDesign,
            Self::Select { select } => match select {
                Select::All => CommandId::SelectAll,
                Select::None => CommandId::SelectNone,
                Select::Next => CommandId::SelectNext,
                Select::Previous => CommandId::SelectPrevious,
                Select::Set(_) | Select::Add(_) | Select::Toggle(_) => CommandId::Select,
            },
            Self::SetSide { .. } => CommandId::SetSide,
            Self::SetTool { .. } => CommandId::SetTool,
            Self::Zoom { zoom } => match zoom {
                Zoom::In => CommandId::ZoomIn,
                Zoom::Out => CommandId::ZoomOut,
                Zoom::Fit => CommandId::ZoomFit,
                Zoom::Selection => CommandId::ZoomSelection,
                Zoom::To { .. } | Zoom::Pan { .. } => CommandId::ZoomTo,
            },
            Self::Undo => CommandId::Undo,
            Self::Redo => CommandId::Redo,
            Self::GoTo { .. } => CommandId::GoTo,
            Self::Cancel => CommandId::Cancel,
            Self::Absorb { .. } => CommandId::Absorb,
        }
    }
}
