//! Up, Down, Home and End in the text that is typed: by the lines that are seen, which the invisible field does not know.
//! All other keys are the field's own.

use editor::Platform;
use geom::{Point, TextBlock};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::entry::Entry;
use super::lines::{Way, as_written, is_rtl, moved, standing};
use super::sight::Sight;
use crate::dom::effect;
use crate::editing::keys::platform;

/// Keys along the lines of a text.
#[derive(Clone, Copy)]
pub(super) struct Arrows {
    entry: Entry,
    sight: Sight,
    /// What Up and Down aim at, while the caret is at the byte where they brought it.
    goal: StoredValue<Option<(u32, Point)>>,
    /// Keys that were pressed while the lines were on their way.
    waiting: StoredValue<Vec<Step>>,
}

#[derive(Clone, Copy)]
struct Step {
    key: Key,
    /// Whether what is passed is marked.
    marks: bool,
}

#[derive(Clone, Copy)]
enum Key {
    Along(Way),
    Left,
    Right,
}

impl Arrows {
    pub(super) fn new(entry: Entry, sight: Sight) -> Self {
        let (goal, waiting) = (StoredValue::new(None), StoredValue::new(Vec::new()));
        let arrows = Self { entry, sight, goal, waiting };
        effect(move || {
            if let Some(block) = sight.block() {
                untrack(|| arrows.go_on(&block));
            }
        });
        arrows
    }

    /// Does what waits for the lines.
    fn go_on(self, block: &TextBlock) {
        for step in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            self.step(block, step);
        }
    }

    /// Another key comes, which cannot wait: what waits is done by the lines as they are written.
    pub(super) fn settle(self) {
        if self.waiting.with_value(|waiting| !waiting.is_empty()) {
            self.go_on(&as_written(&untrack(|| self.sight.words())));
        }
    }

    /// Whether a key leads along the lines; then it was done.
    pub(super) fn press(self, event: &KeyboardEvent) -> bool {
        let Some(key) = key_of(event) else { return false };
        let step = Step { key, marks: event.shift_key() };
        match untrack(|| self.sight.block()) {
            Some(block) => self.step(&block, step),
            None => self.waiting.update_value(|waiting| waiting.push(step)),
        }
        true
    }

    /// The words are others now.
    pub(super) fn forget(self) {
        self.waiting.update_value(Vec::clear);
        self.goal.set_value(None);
    }

    fn step(self, block: &TextBlock, step: Step) {
        let words = untrack(|| self.sight.words());
        self.entry.read();
        let marked = self.entry.marked.get_untracked();
        let way = |key| match key {
            Key::Along(way) => way,
            Key::Left | Key::Right => {
                let stand = standing(block, marked.head(), marked.line);
                let line = stand.and_then(|(stand, _)| block.lines.get(stand.line));
                let to_begin = matches!(key, Key::Left) != line.is_some_and(is_rtl);
                if to_begin { Way::Home } else { Way::End }
            }
        };
        let way = way(step.key);
        let from = match way {
            Way::Up if !step.marks => marked.start,
            Way::Down if !step.marks => marked.end,
            _ => marked.head(),
        };
        let Some((stand, _)) = standing(block, from, marked.line) else { return };
        let goal = self.goal.get_value().filter(|(at, _)| *at == from).map(|(_, goal)| goal);
        let Some((to, goal)) = moved(block, &words, stand, way, goal) else { return };
        let anchor = if step.marks { marked.anchor() } else { to.offset };
        self.entry.mark(anchor, to.offset, Some(to.line));
        self.goal.set_value(goal.map(|goal| (to.offset, goal)));
    }
}

fn key_of(event: &KeyboardEvent) -> Option<Key> {
    if event.alt_key() || event.ctrl_key() {
        return None;
    }
    match (event.key().as_str(), event.meta_key()) {
        ("ArrowUp", false) => Some(Key::Along(Way::Up)),
        ("ArrowDown", false) => Some(Key::Along(Way::Down)),
        ("Home", false) => Some(Key::Along(Way::Home)),
        ("End", false) => Some(Key::Along(Way::End)),
        ("ArrowLeft", true) if platform() == Platform::Apple => Some(Key::Left),
        ("ArrowRight", true) if platform() == Platform::Apple => Some(Key::Right),
        _ => None,
    }
}
