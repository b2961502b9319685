//! The list, row by row: cells to write in, and below a row what was found in it. Long lists are shown in pages.

use leptos::prelude::*;
use roster::{Problem, Severity, size_of};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::state::{ON_A_PAGE, Roster};
use crate::editing::store::sentence;
use crate::parts::{Banner, Each, Icon, IconButton, Tone, view};
use crate::words::{fill, roster_words, words};

#[component]
pub(super) fn List(roster: Roster) -> impl IntoView {
    let words_here = roster_words();
    let columns = Memo::new(move |_| roster.shown_columns());
    // Rows are made anew only where other columns are shown.
    let kind = move || columns.with(|columns| format!("{columns:?}"));
    let lines = Memo::new(move |_| {
        let first = roster.page.get() * ON_A_PAGE;
        roster.sheet.with(|sheet| {
            let rows = sheet.as_ref().map_or(&[][..], |sheet| &sheet.rows);
            rows.iter().skip(first).take(ON_A_PAGE).map(|row| row.line).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="roster-table" role="group" aria-label=words_here.table data-testid="roster-table">
            <div class="roster-row roster-head" aria-hidden="true">
                <span>{words_here.row}</span>
                {move || {
                    columns
                        .get()
                        .into_iter()
                        .map(|(column, label)| view! { <span data-narrow=is_narrow(roster, column)>{label}</span> })
                        .collect_view()
                }}
            </div>
            <Each
                each=move || {
                    let kind = kind();
                    lines.get().into_iter().map(|line| (line, kind.clone())).collect()
                }
                key=|(line, kind)| format!("{line} {kind}")
                let:row
            >
                {row_of(roster, row.0, columns.get_untracked())}
            </Each>
        </div>
        <Pages roster=roster />
        {move || {
            roster
                .removed
                .get()
                .map(|(index, _)| {
                    let text = fill(words_here.removed, &[&(index + 1).to_string()]);
                    let undo = Callback::new(move |()| roster.undo_removal());
                    view! {
                        <Banner tone=Tone::Info text=text testid="roster-removed" act=(words().undo, undo) />
                    }
                })
        }}
        <button
            type="button"
            class="btn"
            data-testid="roster-add-row"
            on:click=move |_| roster.add_row()
        >
            <Icon name="plus" />
            {words_here.add_row}
        </button>
    }
}

/// Size and pieces need little room.
fn is_narrow(roster: Roster, column: usize) -> Option<&'static str> {
    let is = roster
        .mapping
        .with_untracked(|mapping| mapping.size == Some(column) || mapping.quantity == Some(column));
    is.then_some("")
}

fn row_of(roster: Roster, line: usize, columns: Vec<(usize, String)>) -> AnyView {
    let words = roster_words();
    let index = Memo::new(move |_| roster.index_of(line).unwrap_or_default());
    let number = move || (index.get() + 1).to_string();
    let found = Memo::new(move |_| {
        let told = roster.found(index.get()).into_iter().map(|finding| {
            let severity = finding.problem.severity();
            (finding.column, severity, told(&finding.problem))
        });
        told.collect::<Vec<_>>()
    });
    let worst = move || found.with(|found| found.iter().map(|(_, severity, _)| *severity).max());
    let tone = move || match worst() {
        Some(Severity::Stops) => "error",
        Some(Severity::Warns) => "warn",
        Some(Severity::Notes) => "note",
        None => "",
    };
    let notes = format!("roster-notes-{line}");
    let cells = columns.into_iter().map(|(column, label)| {
        let stops = move || {
            let is_it = |(at, severity, _): &(Option<usize>, Severity, String)| {
                *at == Some(column) && *severity == Severity::Stops
            };
            found.with(|found| found.iter().any(is_it))
        };
        let shown = label.clone();
        let name = Signal::derive(move || {
            fill(words.cell_label, &[&label, &(index.get() + 1).to_string()])
        });
        cell(roster, (line, column), (shown, name), Signal::derive(stops), notes.clone())
    });
    let cells: Vec<_> = cells.collect();
    view! {
        <div
            class="roster-row"
            data-testid="roster-row"
            data-tone=tone
            data-chosen=move || (roster.chosen.get() == index.get()).then_some("")
            on:focusin=move |_| {
                let index = index.get_untracked();
                if roster.chosen.get_untracked() != index {
                    roster.chosen.set(index);
                }
            }
        >
            <button
                type="button"
                class="roster-number"
                aria-pressed=move || (roster.chosen.get() == index.get()).to_string()
                aria-label=move || fill(words.show_row, &[&number()])
                on:click=move |_| roster.chosen.set(index.get_untracked())
            >
                {number}
            </button>
            {cells}
            <IconButton
                icon="trash"
                label=Signal::derive(move || fill(words.remove_row, &[&(index.get() + 1).to_string()]))
                on_press=move |()| roster.remove_row(line)
            />
            <ul class="roster-notes small" id=notes.clone() data-testid="roster-notes">
                {move || {
                    found
                        .get()
                        .into_iter()
                        .map(|(_, severity, text)| {
                            let icon = if severity == Severity::Notes { "info" } else { "warning" };
                            view! {
                                <li data-tone=severity.name()>
                                    <Icon name=icon />
                                    <span>{text}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </div>
    }
    .into_any()
}

/// A finding as a sentence.
fn told(problem: &Problem) -> String {
    sentence(&problem.to_string())
}

fn cell(
    roster: Roster,
    (line, column): (usize, usize),
    (label, name): (String, Signal<String>),
    stops: Signal<bool>,
    notes: String,
) -> AnyView {
    let is_size = roster.mapping.with_untracked(|mapping| mapping.size == Some(column));
    let is_quantity = roster.mapping.with_untracked(|mapping| mapping.quantity == Some(column));
    let invalid = move || stops.get().then_some("true");
    if is_size {
        return size_cell(roster, (line, column), name, stops, notes);
    }
    view! {
        <input
            class="input"
            autocomplete="off"
            spellcheck="false"
            data-narrow=is_quantity.then_some("")
            inputmode=is_quantity.then_some("numeric")
            placeholder=label
            aria-label=name
            aria-invalid=invalid
            aria-describedby=notes
            data-column=column.to_string()
            prop:value=move || roster.cell(line, column)
            on:change=move |event| roster.write(line, column, event_target_value(&event))
            on:keydown=move |event| on_key(roster, &event)
        />
    }
    .into_any()
}

/// A size is chosen, not written; one that is not sold stays until another is chosen.
fn size_cell(
    roster: Roster,
    (line, column): (usize, usize),
    name: Signal<String>,
    stops: Signal<bool>,
    notes: String,
) -> AnyView {
    let product = roster.store.product();
    let sizes = product.sizes.clone();
    let now = Memo::new(move |_| {
        let written = roster.cell(line, column);
        size_of(&product, &written).map_or(Err(written), |size| Ok(size.to_string()))
    });
    let options: Vec<_> = sizes
        .into_iter()
        .map(|size| {
            let id = size.id.to_string();
            let mine = id.clone();
            view! {
                <option value=id selected=move || now.get().as_ref() == Ok(&mine)>
                    {size.name.clone()}
                </option>
            }
        })
        .collect();
    view! {
        <select
            class="input"
            data-narrow=""
            aria-label=name
            aria-invalid=move || stops.get().then_some("true")
            aria-describedby=notes
            data-column=column.to_string()
            on:change=move |event| roster.write(line, column, event_target_value(&event))
        >
            {move || {
                now.get()
                    .err()
                    .map(|written| {
                        let shown = if written.is_empty() { "–".to_owned() } else { written.clone() };
                        view! { <option value=written selected=true>{shown}</option> }
                    })
            }}
            {options}
        </select>
    }
    .into_any()
}

/// Up and down go to the same column of the row above or below; Enter goes down, and in the last row adds one.
fn on_key(roster: Roster, event: &KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowUp" => -1,
        "ArrowDown" | "Enter" => 1,
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(field) = target else { return };
    let Some(column) = field.get_attribute("data-column") else { return };
    let Ok(Some(row)) = field.closest(".roster-row") else { return };
    event.prevent_default();
    let next = match step {
        1 => row.next_element_sibling(),
        _ => row.previous_element_sibling(),
    };
    let selector = format!("[data-column=\"{column}\"]");
    let found = next.and_then(|row| row.query_selector(&selector).ok().flatten());
    match found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // A field that cannot take the focus leaves it where it is.
        Some(found) => drop(found.focus()),
        None if event.key() == "Enter" => {
            // What was typed counts before the row below comes.
            let _ = field.blur();
            roster.add_row();
            focus_last(roster, selector);
        }
        None => {}
    }
}

/// Puts the focus into a column of the last row, once it is drawn.
fn focus_last(roster: Roster, selector: String) {
    wasm_bindgen_futures::spawn_local(async move {
        crate::lazy::drawn().await;
        let all = roster.store.atelier.elements(&format!(".roster-row {selector}"));
        if let Some(last) = all.last() {
            let _ = last.focus();
        }
    });
}

/// The way through a long list.
#[component]
fn Pages(roster: Roster) -> impl IntoView {
    let words = roster_words();
    let last = move || roster.rows().saturating_sub(1) / ON_A_PAGE;
    let turn = move |by: usize, back: bool| {
        let page = roster.page.get_untracked();
        roster.page.set(if back { page.saturating_sub(by) } else { page + by });
    };
    let shown = move || {
        let (page, rows) = (roster.page.get(), roster.rows());
        (rows > ON_A_PAGE).then(|| {
            let (first, end) = (page * ON_A_PAGE + 1, ((page + 1) * ON_A_PAGE).min(rows));
            let shown =
                fill(words.pages, &[&first.to_string(), &end.to_string(), &rows.to_string()]);
            view! {
                <nav class="row roster-pages" aria-label=words.table data-testid="roster-pages">
                    <IconButton
                        icon="chevron-left"
                        label=words.earlier.to_owned()
                        disabled=Signal::derive(move || roster.page.get() == 0)
                        on_press=move |()| turn(1, true)
                    />
                    <span class="small">{shown}</span>
                    <IconButton
                        icon="chevron-right"
                        label=words.later.to_owned()
                        disabled=Signal::derive(move || roster.page.get() >= last())
                        on_press=move |()| turn(1, false)
                    />
                </nav>
            }
        })
    };
    view! { {shown} }
}
