//! Rows filled in and fitted: the studio sets their words, some rows at a time, and the screen stays quick meanwhile.

use std::sync::Arc;

use design::{Design, Text};
use geom::TextBlock;
use leptos::prelude::*;
use roster::{Entry, Finding, Fitted, Form, Mapping, Setter, fitted};
use scene::Resources;

use super::state::Roster;
use crate::lazy::drawn;
use crate::studio::Studio;

/// Rows that are set together.
const TOGETHER: usize = 16;
/// Most times that the studio is asked for the same rows: a word is set, then set smaller, then once more in its box.
const MOST_ROUNDS: usize = 8;

/// Texts that the studio has set, and those that it has not.
struct Known<'s> {
    studio: &'s Studio,
    unknown: Vec<Text>,
    /// Why the studio could not set one.
    reason: String,
}

impl Setter for Known<'_> {
    fn set(&mut self, text: &Text) -> Result<Arc<TextBlock>, String> {
        if let Some(block) = self.studio.text(&text.key()) {
            return Ok(block);
        }
        self.unknown.push(text.clone());
        Err(self.reason.clone())
    }
}

/// Rows filled in, their words fitted.
async fn together(studio: &Studio, form: &Form, entries: &[Entry]) -> Vec<Fitted> {
    let mut reason = String::new();
    let mut rounds = 0;
    loop {
        let mut known = Known { studio, unknown: Vec::new(), reason: reason.clone() };
        let done: Vec<Fitted> = entries
            .iter()
            .map(|entry| fitted(form, form.filled(&entry.words), &mut known))
            .collect();
        let mut texts = known.unknown;
        if !texts.is_empty() && rounds < MOST_ROUNDS {
            rounds += 1;
            let mut keys = Vec::new();
            texts.retain(|text| {
                let key = text.key();
                let is_new = !keys.contains(&key);
                keys.push(key);
                is_new
            });
            if let Err(error) = studio.shape(texts).await {
                reason = error.to_string();
                // What cannot be set once cannot be set later: the last round says so.
                rounds = rounds.max(MOST_ROUNDS - 1);
            }
            continue;
        }
        return done;
    }
}

/// A row's design.
pub(super) async fn design(roster: Roster, form: &Form, entry: &Entry) -> Option<Design> {
    let studio = roster.store.atelier.studio();
    let mut done = together(&studio, form, std::slice::from_ref(entry)).await;
    done.pop().map(|fitted| fitted.design)
}

/// The designs of all rows, in order; `None` where the dialog has gone.
pub(super) async fn designs(roster: Roster, form: &Form, entries: &[Entry]) -> Option<Vec<Design>> {
    let studio = roster.store.atelier.studio();
    let mut designs = Vec::with_capacity(entries.len());
    for some in entries.chunks(TOGETHER) {
        let done = together(&studio, form, some).await;
        designs.extend(done.into_iter().map(|fitted| fitted.design));
        roster.form.try_get_untracked()?;
    }
    Some(designs)
}

/// What fitting finds; `None` where a later check was begun meanwhile.
pub(super) async fn findings(
    roster: Roster,
    form: &Form,
    mapping: &Mapping,
    entries: &[Entry],
    turn: u32,
) -> Option<Vec<Finding>> {
    let studio = roster.store.atelier.studio();
    let mut found = Vec::new();
    // Whoever types on begins another check: the first rows wait for a moment in which nobody does.
    drawn().await;
    for (part, some) in entries.chunks(TOGETHER).enumerate() {
        if !roster.is_newest(turn) {
            return None;
        }
        for (entry, fitted) in some.iter().zip(together(&studio, form, some).await) {
            for (layer, problem) in fitted.problems {
                let shows = |field: &&roster::Field| field.layers.contains(&layer);
                let fields = form.fields().iter().filter(shows);
                let column = fields.filter_map(|field| mapping.fields.get(&field.id)).next();
                let (row, line) = (entry.row, entry.line);
                found.push(Finding { row, line, column: column.copied(), problem });
            }
        }
        let done = (part * TOGETHER + some.len()).min(entries.len());
        if roster.is_newest(turn) {
            roster.checking.try_set(Some((done, entries.len())));
        }
        drawn().await;
    }
    Some(found)
}
