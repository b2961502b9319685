//! What a text may hold, told beside the fields that it is written in: how much of it is used, and what was left out. The
//! rules are the editor's.

use design::TextLimits;
use editor::limits::MAX_TEXT;
use leptos::prelude::*;

use crate::parts::{Icon, view};
use crate::words::{Words, fill, words};

/// How much of what a template allows is used: `18 of 20 characters, 2 of 3 lines`. `None` where nothing is limited.
pub(crate) fn used(words: &Words, content: &str, limits: TextLimits) -> Option<String> {
    let part = |message: &str, used: usize, most: Option<u16>| {
        most.map(|most| fill(message, &[&used.to_string(), &most.to_string()]))
    };
    let parts = [
        part(words.letters_count, content.chars().count(), limits.characters),
        part(words.lines_count, content.split('\n').count(), limits.lines),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What is said of words that are longer than any text, of which only the begin was taken.
pub(crate) fn cut_note(written: &str) -> Option<String> {
    let is_cut = written.chars().nth(MAX_TEXT).is_some();
    is_cut.then(|| fill(words().text_cut, &[&MAX_TEXT.to_string()]))
}

/// A note on what was left out. It is spoken when it comes, so it is silent here.
pub(crate) fn limit_note(note: String) -> AnyView {
    view! {
        <span class="limit-note small" data-testid="limit-note">
            <Icon name="warning" />
            <span>{note}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_where_only_they_are_limited() {
        let used = |characters, lines| used(words(), "ab\nc", TextLimits { characters, lines });
        assert_eq!(used(None, Some(3)).as_deref(), Some("2 of 3 lines"));
        assert_eq!(used(Some(20), None).as_deref(), Some("4 of 20 characters"));
        assert_eq!(used(Some(9), Some(2)).as_deref(), Some("4 of 9 characters, 2 of 2 lines"));
        assert_eq!(used(None, None), None);
    }

    #[test]
    fn only_words_longer_than_any_text_are_told_as_cut() {
        assert_eq!(cut_note(&"é".repeat(MAX_TEXT)), None);
        assert!(cut_note(&"é".repeat(MAX_TEXT + 1)).is_some_and(|note| note.contains("5000")));
    }
}
