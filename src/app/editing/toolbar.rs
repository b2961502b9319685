//! The toolbar at the selection: what this shopper put into it, of the editor's table.

use editor::CommandId;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::keys::shortcut_label;
use crate::editing::perform::perform;
use crate::editing::workbench::Sheet;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::words::words;

/// What can be done at once with the selection.
#[component]
pub(crate) fn SelectionBar(
    /// The phone's sheet.
    sheet: RwSignal<Sheet>,
    /// Whether the dialog that arranges it is open.
    arranging: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let shown =
        move || !store.selection.with(geom::Set::is_empty) && store.typing.with(Option::is_none);
    // Out of the way while something is dragged, but not out of the layout: the stage must not change its size then.
    let quiet = move || store.preview.with(Option::is_some).then_some("hidden");
    let tools = Memo::new(move |_| {
        let tools = store.prefs.with(|prefs| prefs.tools.clone());
        store.selected();
        store.stack.track();
        let fits = |id: &CommandId| !is_about_some(*id) || is_offered(store, *id);
        tools.into_iter().filter(fits).collect::<Vec<_>>()
    });
    view! {
        <Show when=shown>
            <div
                class="context-bar"
                role="toolbar"
                aria-label=words().selection
                style:visibility=quiet
            >
                <button
                    type="button"
                    class="icon-btn phone-only"
                    aria-label=words().inspector
                    on:click=move |_| sheet.set(Sheet::Inspector)
                >
                    <Icon name="sliders" />
                </button>
                <Each each=move || tools.get() key=|id: &CommandId| id.info().key.to_owned() let:id>
                    {tool(store, id)}
                </Each>
                <span class="bar-rule"></span>
                <IconButton
                    icon="more"
                    label=words().toolbar_arrange.to_owned()
                    on_press=move |()| arranging.set(true)
                />
            </div>
        </Show>
    }
}

fn tool(store: EditorStore, id: CommandId) -> AnyView {
    let disabled = Memo::new(move |_| {
        store.selected();
        store.stack.track();
        store.revision.track();
        !is_offered(store, id)
    });
    match icon_of(id) {
        Some(icon) => view! {
            <IconButton
                icon=icon
                label=id.info().english.to_owned()
                keys=shortcut_label(id).unwrap_or_default()
                disabled=Signal::from(disabled)
                on_press=move |()| perform(store, id)
            />
        },
        None => view! {
            <button
                type="button"
                class="btn btn-quiet btn-small"
                aria-disabled=move || disabled.get().then_some("true")
                on:click=move |_| {
                    if !disabled.get_untracked() {
                        perform(store, id);
                    }
                }
            >
                {id.info().english}
            </button>
        },
    }
}

fn is_offered(store: EditorStore, id: CommandId) -> bool {
    store.read(|session| id.is_offered(session))
}

/// What is about some selections only is not there for others; the rest is greyed out where it does nothing.
const fn is_about_some(id: CommandId) -> bool {
    matches!(
        id,
        CommandId::SetText
            | CommandId::Lock
            | CommandId::Unlock
            | CommandId::Hide
            | CommandId::Show
            | CommandId::Group
            | CommandId::Ungroup
            | CommandId::EnterGroup
            | CommandId::Repeat
            | CommandId::Fill
            | CommandId::Outlines
            | CommandId::TextPath
            | CommandId::Warp
            | CommandId::Shadows
            | CommandId::Crop
            | CommandId::Mask
            | CommandId::Background
            | CommandId::Trace
            | CommandId::Adjust
            | CommandId::Swaps
            | CommandId::ReplaceDrawing
    )
}

/// The icon of a command, where it has one.
pub(crate) const fn icon_of(id: CommandId) -> Option<&'static str> {
    Some(match id {
        CommandId::Cut => "cut",
        CommandId::Copy | CommandId::Duplicate => "copy",
        CommandId::CopyPicture => "image",
        CommandId::Paste => "paste",
        CommandId::Delete => "trash",
        CommandId::SetText | CommandId::Rename | CommandId::RenameGroup => "pencil",
        CommandId::EnterGroup => "arrow-right",
        CommandId::Group => "group",
        CommandId::Ungroup => "ungroup",
        CommandId::Lock => "lock",
        CommandId::Unlock => "unlock",
        CommandId::Hide => "eye-off",
        CommandId::Show => "eye",
        CommandId::AlignLeft => "place-left",
        CommandId::AlignCentre => "place-centre",
        CommandId::AlignRight => "place-right",
        CommandId::AlignTop => "place-top",
        CommandId::AlignMiddle => "place-middle",
        CommandId::AlignBottom => "place-bottom",
        CommandId::DistributeAcross => "spread-across",
        CommandId::DistributeDown => "spread-down",
        CommandId::SameWidth => "same-width",
        CommandId::SameHeight => "same-height",
        CommandId::SameSize => "same-size",
        CommandId::Flip => "flip-x",
        CommandId::FlipDown => "flip-y",
        CommandId::ToFront => "to-front",
        CommandId::ToBack => "to-back",
        CommandId::Forward => "move-up",
        CommandId::Backward => "move-down",
        CommandId::ZoomSelection => "zoom-in",
        CommandId::ZoomFit => "fit",
        CommandId::SelectAll => "expand",
        CommandId::SelectSeveral => "check-circle",
        CommandId::MoveToSide => "shirt",
        CommandId::Crop => "crop",
        CommandId::Background => "eraser",
        CommandId::Trace => "pen",
        CommandId::Adjust => "sliders",
        CommandId::Fill | CommandId::Swaps => "palette",
        CommandId::ReplaceDrawing => "replace",
        _ => return None,
    })
}
