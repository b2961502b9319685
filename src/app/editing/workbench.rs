//! The tools around the stage: rail, panel, inspector, order; and the keys, drops and pastes that reach them all.

use editor::CommandId;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, Element, EventTarget, KeyboardEvent};

use crate::dom::effect;
use crate::editing::clipboard;
use crate::editing::doors::{self, Panel};
use crate::editing::ideas::Ideas;
use crate::editing::kept_prefs::read_prefs;
use crate::editing::keys;
use crate::editing::library::{
    ArtworkPanel, Library, Purpose, drag_brings_motif, dropped_motif, place_dropped,
};
use crate::editing::order::{OrderDialog, OrderState};
use crate::editing::prefs;
use crate::editing::previews::Previews;
use crate::editing::roster::RosterDialog;
use crate::editing::sized_prints::SizedPrints;
use crate::editing::stage::{Stage, follow_size};
use crate::editing::stage_foot::StageFoot;
use crate::editing::store::EditorStore;
use crate::editing::templates_panel::TemplatesPanel;
use crate::editing::toolbar::SelectionBar;
use crate::editing::tools::{Doors, Tool, lazy_tool, quiet_tool, tool, tool_dialog};
use crate::editing::topbar::Topbar;
use crate::editing::uploads::Uploads;
use crate::lazy::{Work, drawn, late, lazy, lazy_code, lazy_dialog, lazy_view};
use crate::parts::{Icon, IconButton, Show, Waiting, view};
use crate::storage::files;
use crate::words::words;

/// Width up to which the panel starts closed, in pixels: it would cover the stage. The style says the same (48 em of 15).
const NARROW: f64 = 720.0;
/// Width up to which panel and settings do not fit beside each other, in pixels. The style says the same (71.5 em).
const MIDDLE: f64 = 1072.5;

/// Which sheet a phone shows; wide screens show both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// None.
    Closed,
    /// What can be added.
    Panel,
    /// What is selected.
    Inspector,
}

/// The tools around the stage.
#[component]
pub(crate) fn Workbench(
    /// The design's store.
    store: EditorStore,
) -> impl IntoView {
    provide_context(store);
    // Until the editor was measured: it is no wider than the window.
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(f64::MAX);
    let narrow = width <= NARROW;
    let panel = RwSignal::new((!narrow).then_some(Panel::Ideas));
    let sheet = RwSignal::new(Sheet::Closed);
    let (editor_ref, size) = (NodeRef::<Div>::new(), RwSignal::new((width, 0.0)));
    follow_size(editor_ref, size);
    let preview = RwSignal::new(false);
    let help = RwSignal::new(false);
    let palette = RwSignal::new(false);
    let arranging = RwSignal::new(false);
    let hints = RwSignal::new(None::<usize>);
    let order = OrderState::new(store);
    provide_context(SizedPrints::follow(store, order));
    let uploads = Uploads::new(store);
    let library = Library::new(store);
    provide_context(library);
    provide_context(uploads);
    let file_over = RwSignal::new(false);
    let is_drawn = RwSignal::new(false);
    let owner = Owner::current().unwrap_or_default();
    let announcing = owner.clone();
    // The panels and the taste come behind what everybody waits for, so that they are there when they are needed.
    spawn_local(async move {
        drawn().await;
        // The shopper may have left by now.
        is_drawn.try_set(true);
        store.atelier.taste.begin(store.atelier);
        // Where they do not come now, they are asked for again when they are opened.
        let _ = tool(Tool::Layers).await;
        if let Ok(work) = read_prefs(order, owner).await {
            work.await;
        }
    });
    if store.atelier.place().host.is_some() {
        spawn_local(async move {
            if announce(store, order, announcing).await.is_err() {
                store.atelier.toast(words().part_failed, None);
            }
        });
    }
    effect(move || {
        let nothing = store.selection.with(geom::Set::is_empty);
        if nothing && sheet.get_untracked() == Sheet::Inspector {
            sheet.set(Sheet::Closed);
        }
        // Where there is no room for both, the settings of what is selected take the panel's place.
        let (width, _) = size.get_untracked();
        if !nothing && width > NARROW && width <= MIDDLE {
            panel.set(None);
        }
    });
    effect(move || {
        if store.renaming.with(Option::is_some) || store.naming.with(Option::is_some) {
            panel.set(Some(Panel::Layers));
            sheet.set(Sheet::Panel);
        }
    });
    effect(move || {
        let Some(id) = store.asked.get() else { return };
        store.asked.set(None);
        spawn_local(async move {
            match open_door(store, panel, sheet, id).await {
                Ok(work) => work.await,
                Err(_) => store.atelier.toast(words().part_failed, None),
            }
        });
    });
    effect(move || {
        // Another motif is chosen in the panel.
        if library.purpose.get() != Purpose::Add {
            panel.set(Some(Panel::Artwork));
            sheet.set(Sheet::Panel);
        }
    });
    // Where there is little room a panel is a sheet, and another one may be in its place.
    let in_sight = move |which: Panel| {
        let is_sheet = size.get().0 <= NARROW;
        panel.get() == Some(which) && (!is_sheet || sheet.get() == Sheet::Panel)
    };
    let dye = move || format!("--dye:{}", store.colour().swatch);
    let take_files = move |files: Vec<web_sys::File>| {
        panel.set(Some(Panel::Image));
        sheet.set(Sheet::Panel);
        spawn_local(async move {
            if read_files(uploads, files).await.is_err() {
                store.atelier.toast(words().part_failed, None);
            }
        });
    };
    effect(move || {
        let files = store.brought.get();
        if !files.is_empty() {
            store.brought.set(Vec::new());
            take_files(files);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let primary = event.ctrl_key() || event.meta_key();
        let finds = editor::FIND.is_stroke(&keys::stroke_of(&event), keys::platform());
        if finds && !event.default_prevented() {
            event.prevent_default();
            return palette.set(true);
        }
        if event.default_prevented() || in_field(event.target()) {
            return;
        }
        match event.key().as_str() {
            "?" => help.set(true),
            // What lies over the sheet goes first; the browser sees to that.
            "Escape" if store.atelier.element(":popover-open").is_some() => {}
            "Escape" if sheet.get_untracked() != Sheet::Closed => sheet.set(Sheet::Closed),
            _ if primary => keys::on_key(store, &event),
            _ => {}
        }
    };

    view! {
        <div
            class="editor room"
            node_ref=editor_ref
            style=dye
            data-panel=move || panel.get().map_or("", Panel::name)
            data-sheet=move || match sheet.get() {
                Sheet::Closed => "",
                Sheet::Panel => "panel",
                Sheet::Inspector => "inspector",
            }
            data-testid="editor"
            on:keydown=on_key
            on:paste=move |event: ClipboardEvent| {
                if !in_field(event.target()) {
                    clipboard::on_paste(store, &event);
                }
            }
            on:copy=move |event: ClipboardEvent| {
                if !in_field(event.target()) {
                    clipboard::on_copy(store, &event);
                }
            }
            on:cut=move |event: ClipboardEvent| {
                if !in_field(event.target()) && clipboard::on_copy(store, &event) {
                    store.run_id(CommandId::Delete);
                }
            }
            on:dragover=move |event: DragEvent| {
                if files::brings_files(&event) {
                    event.prevent_default();
                    file_over.set(true);
                } else if drag_brings_motif(&event) {
                    event.prevent_default();
                }
            }
            on:dragleave=move |event: DragEvent| {
                if event.related_target().is_none() {
                    file_over.set(false);
                }
            }
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                file_over.set(false);
                if let Some(place) = dropped_motif(&event) {
                    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
                    spawn_local(async move {
                        // Its tile was shown, so its code is here.
                        let _ = drop_motif(library, place, at).await;
                    });
                    return;
                }
                take_files(files::dropped(&event));
            }
        >
            <div class="editor-grid">
                <Topbar preview=preview help=help palette=palette order=order on_history=move |()| {
                    let open = untrack(|| in_sight(Panel::History));
                    panel.set((!open).then_some(Panel::History));
                    sheet.set(if open { Sheet::Closed } else { Sheet::Panel });
                } />
                <Rail panel=panel sheet=sheet in_sight=Callback::new(in_sight) />
                <aside class="panel" aria-label=move || panel.get().map(Panel::label)>
                    <span class="sheet-grip"></span>
                    <header class="panel-head">
                        <h2 class="subheading">{move || panel.get().map(Panel::label)}</h2>
                        <IconButton
                            icon="x"
                            label=words().close.to_owned()
                            on_press=move |()| {
                                panel.set(None);
                                sheet.set(Sheet::Closed);
                            }
                        />
                    </header>
                    <div class="panel-body">
                        {move || match panel.get() {
                            Some(Panel::Text) => lazy_tool(Tool::Text),
                            Some(Panel::Image) => lazy_tool(Tool::Image(uploads)),
                            Some(Panel::Artwork) => lazy(move || Box::pin(artwork_panel(library))),
                            Some(Panel::Shapes) => lazy_tool(Tool::Shapes),
                            // It is open at the start: what the design needs comes first.
                            Some(Panel::Ideas) if is_drawn.get() => lazy(|| Box::pin(suggestions(Panel::Ideas))),
                            Some(Panel::Ideas) => view! { <Waiting /> },
                            Some(Panel::Templates) => lazy(|| Box::pin(suggestions(Panel::Templates))),
                            Some(Panel::Layers) => lazy_tool(Tool::Layers),
                            Some(Panel::History) => lazy_tool(Tool::History),
                            None => ().into_any(),
                        }}
                    </div>
                </aside>
                <div
                    class="stage"
                    id="main"
                    role=store.atelier.place().main_role()
                    data-rulers=move || {
                        store.prefs.with(|prefs| prefs.shows(prefs::Show::Rulers)).then_some("")
                    }
                    data-typing=move || store.typing.with(Option::is_some).then_some("")
                >
                    {(store.atelier.place().host.is_none())
                        .then(|| {
                            view! {
                                <h1 class="visually-hidden">
                                    {move || store.head.with(|head| head.name.clone())}
                                </h1>
                            }
                        })}
                    <Show
                        when=move || !preview.get()
                        fallback=|| lazy_tool(Tool::Preview)
                    >
                        <Stage />
                    </Show>
                    <Previews preview=preview />
                    <SelectionBar sheet=sheet arranging=arranging />
                    <StageFoot sheet=sheet />
                    {quiet_tool(Tool::Hints(hints))}
                    {tool_dialog(store.several, Tool::Several)}
                    {tool_dialog(store.menu.open, Tool::Menu)}
                    <div class="drop-zone" data-on=move || file_over.get().then_some("")>
                        <Icon name="upload" />
                        <strong>{words().drop_here}</strong>
                        <span>{words().drop_kinds}</span>
                    </div>
                </div>
                <Inspector order=order sheet=sheet is_drawn=is_drawn />
            </div>
            {move || {
                let is_asking = uploads.asking.with(Option::is_some);
                is_asking.then(|| lazy_tool(Tool::Choice(uploads)))
            }}
            {lazy_dialog(order.open, move || Box::pin(order_dialog(order)))}
            {lazy_dialog(order.roster, move || Box::pin(roster_dialog(order.roster)))}
            {tool_dialog(help, Tool::Help(help, hints))}
            {tool_dialog(arranging, Tool::Toolbar(arranging))}
            {tool_dialog(
                palette,
                Tool::Palette(Doors { palette, panel, sheet, preview, help, arranging, hints, order }),
            )}
        </div>
    }
}

lazy_code! {
    in host: fn announce(store: EditorStore, order: OrderState, owner: Owner) -> () {
        owner.with(|| {
            store.announce();
            order.announce_price();
        })
    }

    in tools: fn open_door(store: EditorStore, panel: RwSignal<Option<Panel>>, sheet: RwSignal<Sheet>, id: CommandId) -> Work {
        doors::open(store, panel, sheet, id)
    }

    in library: fn drop_motif(library: Library, place: usize, at: (f64, f64)) -> () {
        place_dropped(library, place, at)
    }

    in tools: fn read_files(uploads: Uploads, files: Vec<web_sys::File>) -> () {
        uploads.add(files)
    }
}

lazy_view! {
    in order: fn order_dialog(order: OrderState) {
        view! { <OrderDialog order=order /> }
    }

    in roster: fn roster_dialog(open: RwSignal<bool>) {
        view! { <RosterDialog open=open /> }
    }

    in library: fn artwork_panel(library: Library) {
        view! { <ArtworkPanel library=library /> }
    }

    in ideas: fn suggestions(panel: Panel) {
        match panel {
            Panel::Templates => view! { <TemplatesPanel /> }.into_any(),
            _ => view! { <Ideas /> }.into_any(),
        }
    }
}

#[component]
fn Rail(
    panel: RwSignal<Option<Panel>>,
    sheet: RwSignal<Sheet>,
    in_sight: Callback<Panel, bool>,
) -> impl IntoView {
    let press = move |which: Panel| {
        let same = untrack(|| in_sight.run(which));
        panel.set((!same).then_some(which));
        sheet.set(if same { Sheet::Closed } else { Sheet::Panel });
    };
    let button = move |which: Panel| {
        let icon = which.name();
        view! {
            <button
                type="button"
                class="rail-btn"
                data-testid=format!("tool-{icon}")
                aria-pressed=move || in_sight.run(which).to_string()
                on:click=move |_| press(which)
            >
                <Icon name=icon />
                <span>{which.label()}</span>
            </button>
        }
    };
    view! {
        <nav class="rail" aria-label=words().tools>
            {Panel::RAIL.into_iter().map(button).collect_view()}
        </nav>
    }
}

/// What is selected; where nothing is, the product itself.
#[component]
fn Inspector(
    order: OrderState,
    sheet: RwSignal<Sheet>,
    /// Whether the design was drawn once.
    is_drawn: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let nothing = late(Memo::new(move |_| store.selection.with(geom::Set::is_empty)));
    let title = move || {
        if nothing.get() { store.product().name.clone() } else { words().inspector.to_owned() }
    };
    view! {
        <aside class="inspector" aria-label=words().inspector>
            <span class="sheet-grip"></span>
            <header class="panel-head">
                <h2 class="subheading">{title}</h2>
                <span class="phone-only">
                    <IconButton
                        icon="x"
                        label=words().close.to_owned()
                        on_press=move |()| sheet.set(Sheet::Closed)
                    />
                </span>
            </header>
            <div class="panel-body">
                {move || {
                    // What the design needs comes first.
                    if !is_drawn.get() {
                        ().into_any()
                    } else if nothing.get() {
                        quiet_tool(Tool::Product(order))
                    } else {
                        lazy_tool(Tool::Inspector)
                    }
                }}
            </div>
        </aside>
    }
}

/// Whether an event comes from a field that has keys and a clipboard of its own.
fn in_field(target: Option<EventTarget>) -> bool {
    let element: Option<Element> = target.and_then(|target| target.dyn_into().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}
