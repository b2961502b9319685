//! What can be opened around the stage: its panels, and for rows of the editor's table that need more than a press their
//! panel or their field, unfolded and focused. Which rows these are is the editor's to say.

use editor::CommandId;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::editing::EditorStore;
use crate::editing::workbench::Sheet;
use crate::lazy::{Work, drawn};
use crate::words::words;

/// Most frames that a field may take to be there: its code may have to be fetched.
const MOST_FRAMES: u32 = 300;
/// What can be typed in or pressed.
const FIELDS: &str = ":is(input, textarea, select, button):not([disabled])";

/// The panels beside the stage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Panel {
    Text,
    Image,
    Artwork,
    Shapes,
    Templates,
    Ideas,
    Layers,
    History,
}

impl Panel {
    /// Those of the rail.
    pub(crate) const RAIL: [Self; 7] = [
        Self::Text,
        Self::Image,
        Self::Artwork,
        Self::Shapes,
        Self::Templates,
        Self::Ideas,
        Self::Layers,
    ];

    /// Its name in the page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Artwork => "artwork",
            Self::Shapes => "shapes",
            Self::Templates => "templates",
            Self::Ideas => "ideas",
            Self::Layers => "layers",
            Self::History => "history",
        }
    }

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        let words = words();
        match self {
            Self::Text => words.tool_text,
            Self::Image => words.tool_image,
            Self::Artwork => words.tool_artwork,
            Self::Shapes => words.tool_shapes,
            Self::Templates => words.templates,
            Self::Ideas => words.tool_ideas,
            Self::Layers => words.tool_layers,
            Self::History => words.history,
        }
    }
}

/// Where a field is.
enum Place {
    /// Its section folds: the name of it.
    Fold(&'static str),
    /// In the settings, by a selector.
    Settings(String),
    /// A button in the settings that opens a dialog: its name.
    Dialog(&'static str),
    /// Beside the settings, by a selector.
    Elsewhere(&'static str),
}

/// Opens what a row of the table asks for.
pub(crate) fn open(
    store: EditorStore,
    panel: RwSignal<Option<Panel>>,
    sheet: RwSignal<Sheet>,
    id: CommandId,
) -> Work {
    Box::pin(async move {
        if let Some(which) = panel_of(id) {
            panel.set(Some(which));
            sheet.set(Sheet::Panel);
            return;
        }
        let Some(place) = place_of(id) else { return };
        if !matches!(place, Place::Elsewhere(_)) {
            sheet.set(Sheet::Inspector);
            drawn().await;
            let hidden = |inspector: HtmlElement| inspector.offset_width() == 0;
            if store.atelier.element(".inspector").is_some_and(hidden) {
                // Where there is no room for both, the panel makes way.
                panel.set(None);
            }
        }
        let selector = place.selector();
        let Some(found) = until_there(|| in_sight(store, &selector)).await else { return };
        if matches!(place, Place::Dialog(_)) {
            return found.click();
        }
        if found.tag_name() == "DETAILS" {
            // The section makes its fields when it hears that it is open.
            let _ = found.set_attribute("open", "");
            let field = until_there(|| first_field(&found)).await;
            scroll_to(&found);
            return focus(&field.unwrap_or(found));
        }
        scroll_to(&found);
        focus(&first_field(&found).unwrap_or(found));
    })
}

/// The panel that has what a row of the table needs.
const fn panel_of(id: CommandId) -> Option<Panel> {
    Some(match id {
        CommandId::AddImage => Panel::Image,
        CommandId::AddDrawing => Panel::Artwork,
        CommandId::ApplyTemplate | CommandId::FillTemplate => Panel::Templates,
        CommandId::GoTo => Panel::History,
        _ => return None,
    })
}

fn place_of(id: CommandId) -> Option<Place> {
    let words = words();
    let group = |number: usize| {
        Place::Settings(format!(".inspector .place-fields .num:nth-child({number})"))
    };
    Some(match id {
        CommandId::RenameDesign => Place::Elsewhere(".doc-name"),
        CommandId::Place | CommandId::Move => group(1),
        CommandId::Resize => group(3),
        CommandId::Turn => group(5),
        CommandId::SetOpacity => {
            Place::Settings(format!(".inspector input[aria-label=\"{}\"]", words.opacity))
        }
        CommandId::Blend => Place::Settings(".inspector [data-testid=blend]".to_owned()),
        CommandId::StyleText => Place::Settings(".inspector .font-picker".to_owned()),
        CommandId::StyleShape => Place::Settings(".inspector .switch".to_owned()),
        CommandId::Fill => {
            // A shape's fill has a switch before its gradient.
            let fold = Place::Fold(words.fill).selector();
            Place::Settings(format!("{fold}, .inspector .group > .switch"))
        }
        CommandId::Outlines => Place::Fold(words.outlines),
        CommandId::TextBox => Place::Fold(words.text_box),
        CommandId::Features => Place::Fold(words.features),
        CommandId::TextPath => Place::Fold(words.on_a_path),
        CommandId::Warp => Place::Fold(words.bend),
        CommandId::Shadows => Place::Fold(words.shadow),
        CommandId::Mask => Place::Fold(words.mask),
        CommandId::Adjust => Place::Fold(words.picture_colours),
        CommandId::Crop => Place::Dialog(words.crop),
        CommandId::Background => Place::Dialog(words.remove_background),
        CommandId::Trace => Place::Dialog(words.trace),
        CommandId::Swaps => {
            Place::Settings(format!(".inspector [aria-label=\"{}\"]", words.artwork_colours))
        }
        CommandId::ReplaceDrawing => {
            Place::Settings(".inspector [data-testid=replace-motif]".to_owned())
        }
        _ => return None,
    })
}

impl Place {
    fn selector(&self) -> String {
        match self {
            Self::Fold(name) => format!(".inspector details[data-part=\"{name}\"]"),
            Self::Dialog(name) => format!(".inspector button[data-part=\"{name}\"]"),
            Self::Settings(selector) => selector.clone(),
            Self::Elsewhere(selector) => (*selector).to_owned(),
        }
    }
}

/// What comes with one of the next frames.
async fn until_there(find: impl Fn() -> Option<HtmlElement>) -> Option<HtmlElement> {
    for _ in 0..MOST_FRAMES {
        if let Some(found) = find() {
            return Some(found);
        }
        drawn().await;
    }
    None
}

fn in_sight(store: EditorStore, selector: &str) -> Option<HtmlElement> {
    store.atelier.element(selector).filter(|found| found.offset_width() > 0)
}

/// The first field; of choices the one that holds.
fn first_field(within: &Element) -> Option<HtmlElement> {
    let find = |selector: &str| within.query_selector(selector).ok().flatten();
    let first = find(FIELDS)?;
    let holds = first.matches("[type=radio]").unwrap_or(false).then(|| find(":checked")).flatten();
    holds.unwrap_or(first).dyn_into().ok()
}

fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus(element: &HtmlElement) {
    // A field that cannot take the focus is in sight all the same.
    let _ = element.focus();
    if let Some(field) = element.dyn_ref::<HtmlInputElement>()
        && matches!(field.type_().as_str(), "text" | "")
    {
        field.select();
    }
}
