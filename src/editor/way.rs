//! What happens when a row of the table is pressed: it runs, or leads to where more is asked. It opens nothing by itself.

use design::{Content, ShapeKind, Source};

use crate::{CommandId, Session};

/// How a row of the table is done by who presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At once, with the usual values.
    Run,
    /// By the system's clipboard.
    Clipboard,
    /// By typing in the text on the stage.
    Typing,
    /// By typing a name in the list of layers.
    Naming,
    /// By presses on layers, each of which adds one or takes it out.
    Several,
    /// In a field: of the selection's settings, or of the design.
    Field,
    /// In a panel.
    Panel,
}

impl CommandId {
    /// How the row is done now. `None` where there is nothing to press: it needs what is selected to be something else, or
    /// only a gesture, a list or another tab brings it about.
    pub fn way(self, session: &Session) -> Option<Way> {
        let only = match session.selected()[..] {
            [layer] => Some(&layer.content),
            _ => None,
        };
        // The settings of several layers are their places alone.
        let field_where = |shown: bool| shown.then_some(Way::Field);
        match self {
            Self::Cut | Self::Copy | Self::CopyPicture | Self::Paste => Some(Way::Clipboard),
            Self::SetText | Self::Spans => only.map(|_| Way::Typing),
            Self::Rename | Self::RenameGroup => Some(Way::Naming),
            Self::SelectSeveral => Some(Way::Several),
            Self::RenameDesign
            | Self::SetOpacity
            | Self::Blend
            | Self::Place
            | Self::Move
            | Self::Resize
            | Self::Turn => Some(Way::Field),
            Self::StyleText
            | Self::StyleShape
            | Self::Outlines
            | Self::TextBox
            | Self::Features
            | Self::TextPath
            | Self::Warp
            | Self::Shadows
            | Self::Crop
            | Self::Mask
            | Self::Background
            | Self::Trace
            | Self::Adjust
            | Self::Swaps => field_where(only.is_some()),
            Self::Fill => field_where(only.is_some_and(|held| !is_line(held))),
            Self::ReplaceDrawing => field_where(only.is_some_and(|held| !is_code(held))),
            Self::AddImage | Self::AddDrawing | Self::ApplyTemplate | Self::GoTo => {
                Some(Way::Panel)
            }
            Self::FillTemplate => session.design().head.template.is_some().then_some(Way::Panel),
            // Each colour of the product is a row of its own.
            Self::SetColour
            | Self::Select
            | Self::Reorder
            | Self::FillArea
            | Self::AddLayers
            | Self::ReplaceImage
            | Self::ZoomTo
            | Self::Mend
            | Self::Absorb => None,
            _ => Some(Way::Run),
        }
    }

    /// Whether pressing the row would do something now: what lists, menus and the toolbar offer.
    pub fn is_offered(self, session: &Session) -> bool {
        self.is_enabled(session) && self.way(session).is_some()
    }
}

/// A line has no inside.
fn is_line(content: &Content) -> bool {
    matches!(content, Content::Shape(shape) if shape.kind == ShapeKind::Line)
}

fn is_code(content: &Content) -> bool {
    matches!(content, Content::Drawing(placed) if matches!(placed.source, Source::Code { .. }))
}
