//! QR codes: what they say, how sturdy they are, how they look, and whether a camera will read them in print.

use std::rc::Rc;

use design::{
    CodeContent, CodeGround, CodeLevel, CodeProblem, Placed, Source, Swap, code_drawing,
    code_problems,
};
use editor::Command;
use geom::{Drawing, Mm, Rgb};
use leptos::prelude::*;

use super::Library;
use super::picture::{DrawingPicture, markup};
use super::place::keep_drawing;
use crate::editing::fields::short;
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Show, Switch, Tone, view};
use crate::words::{fill, words};

/// Longest name of a code in the list of layers, in characters.
const LONGEST_NAME: usize = 40;

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Form {
    content: RwSignal<CodeContent>,
    level: RwSignal<CodeLevel>,
    ground: RwSignal<CodeGround>,
}

impl Form {
    fn new(content: CodeContent, level: CodeLevel, ground: CodeGround) -> Self {
        Self {
            content: RwSignal::new(content),
            level: RwSignal::new(level),
            ground: RwSignal::new(ground),
        }
    }

    fn drawing(self) -> Result<Drawing, String> {
        let text = self.content.with(CodeContent::text);
        code_drawing(&text, self.level.get(), self.ground.get())
            .map_err(|error| sentence(&error.to_string()))
    }

    /// The code as it goes on the product.
    fn placed(self, library: Library, swaps: Vec<Swap>) -> Option<Placed> {
        let drawing = untrack(|| self.drawing()).ok()?;
        let content = self.content.with_untracked(CodeContent::text);
        let name: String = content.chars().take(LONGEST_NAME).collect();
        Some(Placed {
            artwork: keep_drawing(library.store, &drawing),
            width: Mm::new(drawing.size.width),
            height: Mm::new(drawing.size.height),
            name: name.replace('\n', " "),
            swaps,
            source: Source::Code { content, level: self.level.get_untracked() },
        })
    }
}

/// The form for a new code.
#[component]
pub(super) fn NewCode(library: Library, open: RwSignal<bool>) -> impl IntoView {
    let content = CodeContent::Text(String::new());
    let form = Form::new(content, CodeLevel::Medium, CodeGround::Light);
    let drawing = Memo::new(move |_| form.drawing());
    let picture = Memo::new(move |_| {
        drawing.with(|drawing| match drawing {
            Ok(drawing) => markup(&Rc::new(drawing.clone()), &|colour| colour),
            Err(_) => String::new(),
        })
    });
    let add = move || {
        if let Some(drawing) = form.placed(library, Vec::new()) {
            library.store.run(Command::AddDrawing { drawing, at: None });
            open.set(false);
        }
    };
    view! {
        <div class="stack" data-testid="code-form">
            <button
                type="button"
                class="btn btn-small btn-quiet"
                on:click=move |_| open.set(false)
            >
                <Icon name="arrow-left" />
                {words().code_back}
            </button>
            <CodeForm form=form on_change=move |()| {} />
            <div class="code-preview" style=move || format!("--c:{}", library.store.colour().parts.body)>
                <DrawingPicture markup=picture />
            </div>
            <Show when=move || drawing.with(Result::is_err) && !form.content.with(|c| c.text().is_empty())>
                <p class="field-error" role="alert">
                    {move || drawing.with(|drawing| drawing.as_ref().err().cloned())}
                </p>
            </Show>
            <button
                type="button"
                class="btn btn-primary btn-block"
                disabled=move || drawing.with(Result::is_err)
                on:click=move |_| add()
            >
                {words().code_add}
            </button>
        </div>
    }
}

/// The form for a code on the product, and what may keep cameras from reading it.
#[component]
pub(super) fn CodeFields(
    library: Library,
    placed: Memo<Option<Placed>>,
    drawing: Signal<Option<Rc<Drawing>>, LocalStorage>,
) -> impl IntoView {
    let store = library.store;
    let (content, level) = match placed.get_untracked().map(|placed| placed.source) {
        Some(Source::Code { content, level }) => (content, level),
        _ => return ().into_any(),
    };
    let form = Form::new(CodeContent::of(&content), level, CodeGround::Light);
    let ground = move || {
        drawing.with(|drawing| match drawing {
            Some(drawing) if drawing.nodes.len() < 2 => CodeGround::Clear,
            _ => CodeGround::Light,
        })
    };
    crate::dom::effect(move || form.ground.set(ground()));
    // What undo brings back is in the fields again.
    crate::dom::effect(move || {
        if let Some(Source::Code { content, level }) = placed.get().map(|placed| placed.source) {
            if form.content.with_untracked(CodeContent::text) != content {
                form.content.set(CodeContent::of(&content));
            }
            if form.level.get_untracked() != level {
                form.level.set(level);
            }
        }
    });
    let change = move |()| {
        let layer = store.selection.with_untracked(|selected| selected.first().copied());
        let swaps = placed.get_untracked().map(|placed| placed.swaps).unwrap_or_default();
        if let Some((layer, drawing)) = layer.zip(form.placed(library, swaps)) {
            store.run(Command::ReplaceDrawing { layer, drawing });
        }
    };
    let problems = move || {
        let (placed, drawing) = (placed.get()?, drawing.get()?);
        let body = store.colour().parts.body;
        let behind = if ground() == CodeGround::Light { placed.swapped(Rgb::WHITE) } else { body };
        let edge = Mm::new(placed.width.mm().min(placed.height.mm()));
        // A code's drawing is one unit a module.
        let side = drawing.size.width as u32;
        Some(code_problems(side, edge, placed.swapped(Rgb::BLACK), behind))
    };
    view! {
        <div class="stack" data-testid="code-fields">
            <CodeForm form=form on_change=change />
            {move || {
                problems()
                    .unwrap_or_default()
                    .into_iter()
                    .map(|problem| {
                        let text = match problem {
                            CodeProblem::Small { needed } => {
                                fill(words().code_small, &[&short(needed.mm())])
                            }
                            CodeProblem::Faint => words().code_faint.to_owned(),
                            CodeProblem::Inverted => words().code_inverted.to_owned(),
                        };
                        view! { <Banner tone=Tone::Warn text=text testid="code-problem" /> }
                    })
                    .collect_view()
            }}
        </div>
    }
}

#[component]
fn CodeForm(form: Form, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let kind = Memo::new(move |_| {
        form.content.with(|content| match content {
            CodeContent::Text(_) => 0,
            CodeContent::Wifi { .. } => 1,
            CodeContent::Contact { .. } => 2,
        })
    });
    let kinds = [
        (words().code_text, CodeContent::Text(String::new())),
        (words().code_wifi, CodeContent::Wifi { name: String::new(), password: String::new() }),
        (
            words().code_contact,
            CodeContent::Contact {
                name: String::new(),
                phone: String::new(),
                mail: String::new(),
                link: String::new(),
            },
        ),
    ];
    let levels = [
        (CodeLevel::Low, words().code_low),
        (CodeLevel::Medium, words().code_medium),
        (CodeLevel::Quartile, words().code_quartile),
        (CodeLevel::High, words().code_high),
    ];
    view! {
        <div class="segmented" role="radiogroup" aria-label=words().code_kind>
            {kinds
                .into_iter()
                .enumerate()
                .map(|(place, (name, empty))| {
                    view! {
                        <label>
                            <input
                                type="radio"
                                name="code-kind"
                                prop:checked=move || kind.get() == place
                                on:change=move |_| form.content.set(empty.clone())
                            />
                            <span>{name}</span>
                        </label>
                    }
                })
                .collect_view()}
        </div>
        {move || fields(kind.get(), form, on_change)}
        <label class="field">
            <span class="field-label">{words().code_level}</span>
            <select
                class="input"
                on:change=move |event| {
                    let value = event_target_value(&event);
                    let level = levels.iter().enumerate().find(|(at, _)| at.to_string() == value);
                    if let Some((_, (level, _))) = level {
                        form.level.set(*level);
                        on_change.run(());
                    }
                }
            >
                {levels
                    .iter()
                    .enumerate()
                    .map(|(at, (level, name))| {
                        let level = *level;
                        view! {
                            <option value=at.to_string() prop:selected=move || form.level.get() == level>
                                {*name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
        <Switch
            label=words().code_ground
            on=Signal::derive(move || form.ground.get() == CodeGround::Light)
            on_change=move |on: bool| {
                form.ground.set(if on { CodeGround::Light } else { CodeGround::Clear });
                on_change.run(());
            }
        />
    }
}

/// The fields of a kind of content.
fn fields(kind: usize, form: Form, on_change: Callback<()>) -> AnyView {
    type Part = fn(&mut CodeContent) -> Option<&mut String>;
    let field = move |label: &'static str, input: &'static str, part: Part| {
        let value = move || {
            let mut content = form.content.get();
            part(&mut content).cloned().unwrap_or_default()
        };
        view! {
            <label class="field">
                <span class="field-label">{label}</span>
                <input
                    class="input"
                    type=input
                    autocomplete="off"
                    prop:value=value
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        form.content.update(|content| {
                            if let Some(part) = part(content) {
                                *part = typed;
                            }
                        });
                        on_change.run(());
                    }
                />
            </label>
        }
    };
    match kind {
        0 => field(words().code_link, "text", |content| match content {
            CodeContent::Text(text) => Some(text),
            _ => None,
        }),
        1 => {
            let name = field(words().code_network, "text", |content| match content {
                CodeContent::Wifi { name, .. } => Some(name),
                _ => None,
            });
            let password = field(words().code_password, "text", |content| match content {
                CodeContent::Wifi { password, .. } => Some(password),
                _ => None,
            });
            view! {
                {name}
                {password}
            }
        }
        _ => {
            let name = field(words().code_name, "text", |content| match content {
                CodeContent::Contact { name, .. } => Some(name),
                _ => None,
            });
            let phone = field(words().code_phone, "tel", |content| match content {
                CodeContent::Contact { phone, .. } => Some(phone),
                _ => None,
            });
            let mail = field(words().code_mail, "email", |content| match content {
                CodeContent::Contact { mail, .. } => Some(mail),
                _ => None,
            });
            let link = field(words().code_page, "url", |content| match content {
                CodeContent::Contact { link, .. } => Some(link),
                _ => None,
            });
            view! {
                {name}
                {phone}
                {mail}
                {link}
            }
        }
    }
}
