//! Which column of the list fills what, as fields to choose from; and in which letters words are printed.

use leptos::prelude::*;
use roster::{Case, Field};

use super::state::Roster;
use crate::parts::{Icon, view};
use crate::words::roster_words;

#[component]
pub(super) fn Columns(roster: Roster) -> impl IntoView {
    let words = roster_words();
    let fields = move || {
        let Some(form) = roster.form.get() else { return ().into_any() };
        let fields: Vec<_> = form.fields().iter().map(|field| column_of(roster, field)).collect();
        view! { {fields} }.into_any()
    };
    let letters = [
        (Case::AsWritten, words.as_written),
        (Case::Upper, words.upper),
        (Case::Lower, words.lower),
    ];
    view! {
        <section class="stack" data-testid="roster-columns">
            <div class="row roster-source">
                <p class="grow small muted">{move || roster.read_as.get()}</p>
                <button
                    type="button"
                    class="btn btn-quiet btn-small"
                    data-testid="roster-another"
                    on:click=move |_| roster.clear()
                >
                    <Icon name="replace" />
                    {words.another}
                </button>
            </div>
            <h3 class="subheading">{words.columns}</h3>
            <div class="roster-columns">
                {fields} <label class="field">
                    <span class="field-label">{words.letters}</span>
                    <select
                        class="input"
                        data-testid="roster-case"
                        on:change=move |event| {
                            let value = event_target_value(&event);
                            let chosen = letters.iter().find(|(_, label)| *label == value);
                            if let Some((case, _)) = chosen {
                                roster.case.set(*case);
                            }
                        }
                    >
                        {letters
                            .into_iter()
                            .map(|(case, label)| {
                                view! {
                                    <option value=label selected=move || roster.case.get() == case>
                                        {label}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
            </div>
        </section>
    }
}

/// A field, and the column that fills it.
fn column_of(roster: Roster, field: &Field) -> AnyView {
    let (id, label) = (field.id.clone(), field.label.clone());
    let mine = id.clone();
    let filled =
        Memo::new(move |_| roster.mapping.with(|mapping| mapping.fields.get(&mine).copied()));
    let columns = roster.sheet.with_untracked(|sheet| {
        sheet.as_ref().map_or_else(Vec::new, |sheet| sheet.columns.clone())
    });
    let options: Vec<_> = columns
        .into_iter()
        .enumerate()
        .map(|(column, name)| {
            view! {
                <option value=column.to_string() selected=move || filled.get() == Some(column)>
                    {name}
                </option>
            }
        })
        .collect();
    let choose = move |event: web_sys::Event| {
        let column = event_target_value(&event).parse::<usize>().ok();
        roster.mapping.update(|mapping| match column {
            Some(column) => {
                mapping.fields.insert(id.clone(), column);
            }
            None => {
                mapping.fields.remove(&id);
            }
        });
    };
    view! {
        <label class="field">
            <span class="field-label">{label.clone()}</span>
            <select class="input" data-field=label on:change=choose>
                <option value="" selected=move || filled.get().is_none()>
                    {roster_words().not_filled}
                </option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
