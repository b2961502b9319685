//! The parts that one file of code brings behind the drawn design: panels, settings, dialogs. One function fetches them all,
//! since each way of its own to ask for code is code that everybody waits for.

use design::LayerId;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::board::Board;
use crate::editing::check_chip::CheckChip;
use crate::editing::context_menu::ContextMenu;
use crate::editing::doors::Panel;
use crate::editing::dropper::DropperGlass;
use crate::editing::help::HelpDialog;
use crate::editing::hints::Hints;
use crate::editing::inspector::InspectorFields;
use crate::editing::live::{LivePicture, Place};
use crate::editing::order::OrderState;
use crate::editing::other_products::OtherProducts;
use crate::editing::palette::{Act, Palette};
use crate::editing::panels::{AddShape, AddText, HistoryList, LayerList};
use crate::editing::previews::PreviewStage;
use crate::editing::product_fields::ProductFields;
use crate::editing::rulers::Rulers;
use crate::editing::several::SeveralBar;
use crate::editing::text_edit::TypingField;
use crate::editing::toolbar_dialog::ToolbarDialog;
use crate::editing::uploads::{AddImage, Choice, Uploads};
use crate::editing::view_menu::{ViewMenu, view_acts};
use crate::editing::workbench::Sheet;
use crate::lazy::{drawn, lazy, lazy_dialog, lazy_quietly, lazy_view};
use crate::parts::view;
use crate::words::{fill, words};

/// A part, with what it needs.
#[derive(Clone, Copy)]
pub(crate) enum Tool {
    /// Panel: text to add.
    Text,
    /// Panel: pictures to add.
    Image(Uploads),
    /// Panel: shapes to add.
    Shapes,
    /// Panel: the list of layers.
    Layers,
    /// Panel: the history.
    History,
    /// The settings of what is selected.
    Inspector,
    /// The settings of the product.
    Product(OrderState),
    /// The realistic picture.
    Preview,
    /// What a file that was brought is to become.
    Choice(Uploads),
    /// The live picture of the stage.
    Live(Place),
    /// Where the eyedropper is.
    Dropper(Memo<Board>),
    /// The rulers, beside a stage of this size.
    Rulers(Memo<Board>, RwSignal<(f64, f64)>),
    /// The field of a text that is edited in place.
    Typing(LayerId, Memo<Board>),
    /// What lies over the stage, and what the check says.
    Check,
    /// The bar for selecting several layers by touch.
    Several,
    /// The menu at the pointer.
    Menu,
    /// The hints of a first visit.
    Hints(RwSignal<Option<usize>>),
    /// The help.
    Help(RwSignal<bool>, RwSignal<Option<usize>>),
    /// The toolbar's settings.
    Toolbar(RwSignal<bool>),
    /// The command palette.
    Palette(Doors),
}

lazy_view! {
    in tools: pub(crate) fn tool(which: Tool) {
        match which {
            Tool::Text => view! { <AddText /> }.into_any(),
            Tool::Image(uploads) => view! { <AddImage uploads=uploads /> }.into_any(),
            Tool::Shapes => view! { <AddShape /> }.into_any(),
            Tool::Layers => view! { <LayerList /> }.into_any(),
            Tool::History => view! { <HistoryList /> }.into_any(),
            Tool::Inspector => view! { <InspectorFields /> }.into_any(),
            Tool::Product(order) => view! {
                <ProductFields order=order />
                <OtherProducts />
            }
            .into_any(),
            Tool::Preview => view! { <PreviewStage /> }.into_any(),
            Tool::Choice(uploads) => view! { <Choice uploads=uploads /> }.into_any(),
            Tool::Live(place) => view! { <LivePicture place=place /> }.into_any(),
            Tool::Dropper(board) => view! { <DropperGlass board=board /> }.into_any(),
            Tool::Rulers(board, stage) => view! { <Rulers board=board stage=stage /> }.into_any(),
            Tool::Typing(id, board) => view! { <TypingField id=id board=board /> }.into_any(),
            Tool::Check => view! {
                <div class="check-bar">
                    <ViewMenu />
                    <CheckChip />
                </div>
            }
            .into_any(),
            Tool::Several => view! { <SeveralBar /> }.into_any(),
            Tool::Menu => view! { <ContextMenu /> }.into_any(),
            Tool::Hints(at) => view! { <Hints at=at /> }.into_any(),
            Tool::Help(open, hints) => view! { <HelpDialog open=open hints=hints /> }.into_any(),
            Tool::Toolbar(open) => view! { <ToolbarDialog open=open /> }.into_any(),
            Tool::Palette(doors) => view! {
                <Palette open=doors.palette acts=doors.acts() />
            }
            .into_any(),
        }
    }
}

/// Shows a part: a spinner until its code is there.
pub(crate) fn lazy_tool(which: Tool) -> AnyView {
    lazy(move || Box::pin(tool(which)))
}

/// Shows a part that is an extra: nothing until its code is there.
pub(crate) fn quiet_tool(which: Tool) -> AnyView {
    lazy_quietly(move || {
        Box::pin(async move {
            if matches!(which, Tool::Check | Tool::Hints(_)) {
                // They are there from the start, and the design comes first.
                drawn().await;
            }
            tool(which).await
        })
    })
}

/// Adds a dialog when it is first opened.
pub(crate) fn tool_dialog(open: RwSignal<bool>, which: Tool) -> AnyView {
    lazy_dialog(open, move || Box::pin(tool(which)))
}

/// What can be opened around the stage.
#[derive(Clone, Copy)]
pub(crate) struct Doors {
    pub palette: RwSignal<bool>,
    pub panel: RwSignal<Option<Panel>>,
    pub sheet: RwSignal<Sheet>,
    pub preview: RwSignal<bool>,
    pub help: RwSignal<bool>,
    pub arranging: RwSignal<bool>,
    pub hints: RwSignal<Option<usize>>,
    pub order: OrderState,
}

impl Doors {
    /// For the palette: what the editor's table does not know.
    fn acts(self) -> Vec<Act> {
        let Self { panel, sheet, preview, help, arranging, hints, order, .. } = self;
        let store = EditorStore::from_context();
        let all = Panel::RAIL.into_iter().chain([Panel::History]);
        let panels = all.map(|which| {
            let label = fill(words().palette_panel, &[which.label()]);
            let open = Callback::new(move |()| {
                panel.set(Some(which));
                sheet.set(Sheet::Panel);
            });
            (label, open)
        });
        let others = [
            (words().preview, Callback::new(move |()| preview.update(|on| *on = !*on))),
            (words().order_title, Callback::new(move |()| order.open.set(true))),
            (words().roster_title, Callback::new(move |()| order.roster.set(true))),
            (words().save_file, Callback::new(move |()| store.save_to_file())),
            (words().keys_title, Callback::new(move |()| help.set(true))),
            (words().toolbar_title, Callback::new(move |()| arranging.set(true))),
            (words().hints_show, Callback::new(move |()| hints.set(Some(0)))),
        ];
        let others = others.map(|(label, run)| (label.to_owned(), run));
        panels.chain(others).chain(view_acts(store)).collect()
    }
}
