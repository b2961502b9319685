//! The invisible text field: what is marked in it, in bytes of the text. It knows neither lines nor pointers.

use leptos::html::Textarea;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

/// The field and what is marked in it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The element.
    pub field: NodeRef<Textarea>,
    /// What is marked.
    pub marked: RwSignal<Marked>,
}

/// What is marked: a range of bytes, or a caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// Whether the end that moves is the first one.
    pub backward: bool,
    /// The line that a caret was put on, where it could be on two.
    pub line: Option<usize>,
}

impl Marked {
    /// The end that stays when more is marked.
    pub(super) const fn anchor(self) -> u32 {
        if self.backward { self.end } else { self.start }
    }

    /// The end that moves.
    pub(super) const fn head(self) -> u32 {
        if self.backward { self.start } else { self.end }
    }

    /// Whether nothing is marked.
    pub(super) const fn is_caret(self) -> bool {
        self.start == self.end
    }
}

impl Entry {
    pub(super) fn new() -> Self {
        Self { field: NodeRef::new(), marked: RwSignal::default() }
    }

    /// The element; `None` also where typing has ended meanwhile.
    fn element(self) -> Option<HtmlTextAreaElement> {
        self.field.try_get_untracked().flatten()
    }

    /// What the field holds.
    pub(super) fn value(self) -> String {
        self.element().map_or_else(String::new, |field| field.value())
    }

    /// Gives the field the focus.
    pub(super) fn focus(self) {
        if let Some(field) = self.element() {
            // A field that cannot take the focus is still reachable by Tab.
            let _ = field.focus();
        }
    }

    /// Takes over what the browser marked.
    pub(super) fn read(self) {
        let Some(field) = self.element() else { return };
        let at = |place: Option<u32>| place.unwrap_or_default();
        let start = at(field.selection_start().ok().flatten());
        let end = at(field.selection_end().ok().flatten());
        let value = field.value();
        let backward = field.selection_direction().ok().flatten().as_deref() == Some("backward");
        let (start, end) = (byte_offset(&value, start), byte_offset(&value, end));
        let before = self.marked.get_untracked();
        let stays = (before.start, before.end) == (start, end);
        let now = Marked { start, end, backward, line: before.line.filter(|_| stays) };
        if now != before {
            self.marked.set(now);
        }
    }

    /// Marks from one byte to another, which is the end that moves; `line` is where that is seen.
    pub(super) fn mark(self, anchor: u32, head: u32, line: Option<usize>) {
        let Some(field) = self.element() else { return };
        let value = field.value();
        let backward = head < anchor;
        let (start, end) = (anchor.min(head), anchor.max(head));
        let direction = if backward { "backward" } else { "forward" };
        let (from, to) = (utf16_offset(&value, start), utf16_offset(&value, end));
        // Fails only in fields that have no selection.
        let _ = field.set_selection_range_with_direction(from, to, direction);
        self.marked.set(Marked { start, end, backward, line });
    }

    /// Marks all of it.
    pub(super) fn mark_all(self) {
        self.mark(0, self.value().len() as u32, None);
    }

    /// Holds what the text says instead of what was written; the caret stays with its letters.
    pub(super) fn show(self, kept: &str) {
        let Some(field) = self.element() else { return };
        let value = field.value();
        if value == kept {
            return;
        }
        let caret = field.selection_end().ok().flatten().unwrap_or_default();
        let caret = caret_in(kept, &value, byte_offset(&value, caret));
        field.set_value(kept);
        self.mark(caret, caret, None);
    }
}

/// Where the caret at `caret` of `written` belongs in what is kept of it: before the same letters, if they are still there.
fn caret_in(kept: &str, written: &str, caret: u32) -> u32 {
    let after = written.get(caret as usize..).unwrap_or_default();
    if kept.ends_with(after) {
        return (kept.len() - after.len()) as u32;
    }
    kept.floor_char_boundary(caret as usize) as u32
}

/// The byte offset of an offset in UTF-16.
pub(super) fn byte_offset(text: &str, utf16: u32) -> u32 {
    let mut units = 0;
    for (offset, letter) in text.char_indices() {
        if units >= utf16 {
            return offset as u32;
        }
        units += letter.len_utf16() as u32;
    }
    text.len() as u32
}

/// The offset in UTF-16 of a byte offset.
pub(super) fn utf16_offset(text: &str, byte: u32) -> u32 {
    text.char_indices()
        .take_while(|(offset, _)| (*offset as u32) < byte)
        .map(|(_, letter)| letter.len_utf16() as u32)
        .sum()
}

/// The number of the character at a byte offset.
pub(super) fn character_at(text: &str, byte: u32) -> u32 {
    text.char_indices().take_while(|(at, _)| (*at as u32) < byte).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_between_utf16_and_bytes() {
        let text = "aé😀b";
        for (units, bytes) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8)] {
            assert_eq!(byte_offset(text, units), bytes);
            assert_eq!(utf16_offset(text, bytes), units);
        }
    }

    #[test]
    fn the_caret_stays_with_its_letters_when_words_are_left_out() {
        for (kept, written, caret, expected) in [
            ("abcd", "abXcd", 3, 2),
            ("abcde", "abcdefgh", 8, 5),
            ("abXX", "abXXXXcd", 6, 4),
            ("é", "éü", 3, 2),
        ] {
            assert_eq!(caret_in(kept, written, caret), expected, "{kept} of {written}");
        }
    }
}
