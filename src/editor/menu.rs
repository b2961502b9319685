//! Which rows of the table the context menu and the toolbar show. What they do and what they are called is the table's.

use crate::{COMMANDS, CommandId, Session};

/// What can be asked for with a menu at the pointer, in its order; [`crate::Group`]s are told apart by a line.
const MENU: &[CommandId] = &[
    CommandId::Cut,
    CommandId::Copy,
    CommandId::CopyPicture,
    CommandId::Paste,
    CommandId::Duplicate,
    CommandId::Repeat,
    CommandId::Delete,
    CommandId::SelectAll,
    CommandId::SelectSeveral,
    CommandId::SetText,
    CommandId::Group,
    CommandId::Ungroup,
    CommandId::EnterGroup,
    CommandId::RenameGroup,
    CommandId::Rename,
    CommandId::Lock,
    CommandId::Unlock,
    CommandId::Hide,
    CommandId::Show,
    CommandId::MoveToSide,
    CommandId::ToFront,
    CommandId::Forward,
    CommandId::Backward,
    CommandId::ToBack,
    CommandId::ZoomSelection,
    CommandId::ZoomFit,
];

/// The toolbar of a shopper who has not arranged one.
pub const TOOLBAR: &[CommandId] = &[
    CommandId::SetText,
    CommandId::Duplicate,
    CommandId::ToFront,
    CommandId::ToBack,
    CommandId::Lock,
    CommandId::Unlock,
    CommandId::Delete,
];

/// What the context menu offers now: what would do something.
pub fn context_menu(session: &Session) -> Vec<CommandId> {
    MENU.iter().copied().filter(|id| id.is_offered(session)).collect()
}

/// All that a shopper may put into the toolbar: what works on the selection, at once or in a field that it opens.
pub fn offered_tools() -> impl Iterator<Item = CommandId> {
    use crate::Group::{Arrange, Edit, Layer, Order, Select, View};
    const NEVER: &[CommandId] = &[
        CommandId::Undo,
        CommandId::Redo,
        CommandId::GoTo,
        CommandId::Paste,
        CommandId::Cancel,
        CommandId::Select,
        CommandId::Spans,
        CommandId::TextBox,
        CommandId::Features,
        CommandId::Blend,
        CommandId::RenameGroup,
        CommandId::Reorder,
        CommandId::StyleText,
        CommandId::StyleShape,
        CommandId::ReplaceImage,
        CommandId::Place,
        CommandId::Move,
        CommandId::Resize,
        CommandId::Turn,
        CommandId::SetSide,
        CommandId::SetTool,
        CommandId::ZoomIn,
        CommandId::ZoomOut,
        CommandId::ZoomFit,
        CommandId::ZoomTo,
    ];
    let rows = COMMANDS.iter();
    let fitting =
        rows.filter(|info| matches!(info.group, Edit | Select | Layer | Arrange | Order | View));
    fitting.map(|info| info.id).filter(|id| !NEVER.contains(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestEditor;
    use crate::{Command, Target};

    #[test]
    fn the_menu_offers_only_what_would_do_something() {
        let mut editor = TestEditor::new();
        let empty = context_menu(&editor.session);
        assert_eq!(empty, [CommandId::Paste]);
        editor.text("Hi");
        let text = context_menu(&editor.session);
        assert!(text.contains(&CommandId::SetText) && text.contains(&CommandId::Lock));
        assert!(text.contains(&CommandId::SelectSeveral) && text.contains(&CommandId::MoveToSide));
        assert!(!text.contains(&CommandId::Unlock) && !text.contains(&CommandId::Repeat));
        editor.run(Command::SetLocked { target: Target::Selection, locked: true });
        let locked = context_menu(&editor.session);
        assert!(locked.contains(&CommandId::Unlock) && !locked.contains(&CommandId::Delete));
    }

    #[test]
    fn rows_of_one_group_stand_together_in_the_menu() {
        let mut runs: Vec<_> = MENU.iter().map(|id| id.info().group).collect();
        runs.dedup();
        let mut kinds = runs.clone();
        kinds.sort();
        kinds.dedup();
        assert_eq!(runs.len(), kinds.len(), "{runs:?}");
    }

    #[test]
    fn the_usual_toolbar_is_made_of_what_is_offered() {
        let offered: Vec<_> = offered_tools().collect();
        assert!(TOOLBAR.iter().all(|id| offered.contains(id)));
    }
}
