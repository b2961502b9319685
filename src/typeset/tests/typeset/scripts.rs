//! Scripts: direction, joining, fallback, missing characters.

use design::{Align, Text};
use geom::{Mm, Shape as _, TextInk, TextPiece};

use crate::loaded::{NONE, block, caret_xs, text};

#[test]
fn hebrew_inside_latin_runs_from_right_to_left() {
    let block = block(&text("inter", "ab שלום cd"));
    let xs = caret_xs(&block, 0);
    let (latin, hebrew, after) = (&xs[..3], &xs[3..7], &xs[8..]);
    assert!(latin.is_sorted_by(|a, b| a < b));
    assert!(hebrew.is_sorted_by(|a, b| a > b));
    assert!(hebrew.iter().all(|x| *x > latin[2] && *x < after[0]));
}

#[test]
fn a_paragraph_that_starts_in_hebrew_runs_from_right_to_left() {
    let block = block(&text("inter", "שלום ab\nab שלום"));
    let (first, second) = (caret_xs(&block, 0), caret_xs(&block, 1));
    assert!(first[0] > first[5], "the Hebrew word lies right of the Latin one");
    assert!(second[0] < second[3], "the Latin word lies left of the Hebrew one");
}

#[test]
fn brackets_are_mirrored_in_text_from_right_to_left() {
    let drawn = |content: &str| block(&text("rubik", content)).outline();
    let (opening, closing) = (drawn("(").bounding_box(), drawn(")").bounding_box());
    assert!((opening.width() - closing.width()).abs() < 0.2);
    let hebrew = caret_xs(&block(&text("rubik", "(א")), 0);
    assert!(hebrew[0] > hebrew[1]);
    assert_ne!(drawn("(א"), drawn(")א"));
}

#[test]
fn arabic_letters_join() {
    for font in ["rubik", "cairo"] {
        let joined = block(&text(font, "سسس"));
        let isolated = block(&text(font, "س\u{200c}س\u{200c}س"));
        assert!(joined.width < isolated.width - 0.5, "{font}");
        assert_ne!(joined.outline(), isolated.outline(), "{font}");
    }
}

#[test]
fn devanagari_letters_make_conjuncts() {
    for font in ["poppins", "teko", "anton"] {
        let joined = block(&text(font, "क्ष"));
        let apart = block(&text(font, "क्\u{200c}ष"));
        assert_eq!(joined.missing, NONE, "{font}");
        assert!(joined.width < apart.width - 0.5, "{font}");
    }
}

#[test]
fn thai_marks_take_no_room() {
    for font in ["kanit", "anton"] {
        let (plain, marked) = (block(&text(font, "นา")), block(&text(font, "น้า")));
        assert_eq!(marked.missing, NONE, "{font}");
        assert!((plain.width - marked.width).abs() < 0.002, "{font}");
        assert_ne!(plain.outline(), marked.outline(), "{font}");
    }
}

#[test]
fn trailing_spaces_of_a_broken_line_hang_left_in_text_from_right_to_left() {
    let width = Some(Mm::new(30.0));
    let text = Text { width, align: Align::Right, ..text("rubik", "שלום   עולם שלום") };
    let block = block(&text);
    assert!(block.lines.len() > 1);
    let first = caret_xs(&block, 0);
    assert!((first[0] - 30.0).abs() < 0.002, "{first:?}");
}

#[test]
fn a_fallback_draws_what_the_font_lacks() {
    for content in [
        "漢字かな",
        "한국어",
        "简体中文",
        "שלום",
        "مرحبا",
        "Привет",
        "Γειά",
        "Tiếng Việt",
        "สวัสดีปีใหม่",
        "नमस्ते",
        "→★",
        "🎉❤\u{fe0f}",
    ] {
        let block = block(&text("anton", content));
        assert_eq!(block.missing, NONE, "{content}");
        assert!(!block.outline().is_empty(), "{content}");
    }
}

/// The pieces of a text that are not in its own colour.
fn coloured(content: &str) -> Vec<TextPiece> {
    let block = block(&text("anton", content));
    assert_eq!(block.missing, NONE, "{content}");
    block.pieces.into_iter().filter(|piece| piece.ink != TextInk::Text).collect()
}

#[test]
fn an_emoji_is_drawn_in_colours_of_its_own_and_a_sign_in_that_of_the_text() {
    assert!(coloured("🎉").len() > 3);
    assert!(!coloured("❤\u{fe0f}").is_empty());
    for plain in ["❤", "❤\u{fe0e}", "→ © 1"] {
        assert_eq!(coloured(plain), [], "{plain}");
    }
}

#[test]
fn inks_of_emoji_can_be_drawn() {
    let all = "😀🎂🐶🏀🍕❤\u{fe0f}👍🏽🇩🇪🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
    for piece in coloured(all) {
        let TextInk::Glyph(ink) = &piece.ink else { panic!("{:?}", piece.ink) };
        assert!(ink.is_sound(), "{ink:?}");
    }
}

#[test]
fn joined_emoji_are_one_and_have_a_caret_before_and_after_them_only() {
    let zwj = '\u{200d}';
    for emoji in [
        format!("👨{zwj}👩{zwj}👧{zwj}👦"),
        format!("👩🏽{zwj}🚀"),
        format!("🏳\u{fe0f}{zwj}🌈"),
        "👍🏽".to_owned(),
        "🇩🇪".to_owned(),
        "1\u{fe0f}\u{20e3}".to_owned(),
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}".to_owned(),
    ] {
        let (one, joined) = (block(&text("anton", "😀")), block(&text("anton", &emoji)));
        assert_eq!(joined.missing, NONE, "{emoji}");
        assert_eq!(joined.width, one.width, "{emoji}");
        assert_eq!(joined.lines[0].carets.len(), 2, "{emoji}");
    }
}

#[test]
fn a_skin_tone_changes_the_colours_of_an_emoji() {
    assert_ne!(coloured("👍🏿"), coloured("👍🏻"));
    assert_ne!(coloured("👍🏿"), coloured("👍"));
}

#[test]
fn a_korean_syllable_in_parts_is_drawn_as_the_syllable() {
    let (whole, parts) = (
        block(&text("anton", "한글")),
        block(&text("anton", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}")),
    );
    assert_eq!(parts.missing, NONE);
    assert_eq!(parts.outline(), whole.outline());
}

#[test]
fn a_fallback_does_not_change_the_letters_before_it() {
    let plain = block(&text("anton", "Hello "));
    let mixed = block(&text("anton", "Hello 🎉"));
    let (plain, mixed) = (plain.outline(), mixed.outline());
    let letters = plain.elements();
    assert_eq!(&mixed.elements()[..letters.len()], letters);
}

#[test]
fn characters_that_no_font_has_are_reported_once_in_order() {
    let block = block(&text("anton", "aཀbཁཀ\u{200b}\u{2060}"));
    assert_eq!(block.missing, ['ཀ', 'ཁ']);
}

#[test]
fn a_character_that_no_font_has_is_drawn_as_a_sign_of_its_own() {
    for font in ["anton", "caveat", "press-start-2p", "noto-sans-jp"] {
        let (one, other) = (block(&text(font, "ཀ")), block(&text(font, "ཁ")));
        assert!(one.outline().bounding_box().area() > 5.0, "{font}");
        assert_ne!(one.outline(), other.outline(), "{font}");
    }
}

#[test]
fn an_accent_apart_from_its_letter_looks_like_the_letter_with_accent() {
    for font in ["montserrat", "dm-serif-display", "caveat"] {
        let (one, two) = (block(&text(font, "é")), block(&text(font, "e\u{301}")));
        assert_eq!(one.outline(), two.outline(), "{font}");
        assert_eq!(two.missing, NONE, "{font}");
    }
}

#[test]
fn control_characters_are_set_as_spaces() {
    let block = block(&text("anton", "a\tb\u{7}c\u{9f}d"));
    assert_eq!(block.missing, NONE);
    assert_eq!(block.outline(), crate::loaded::block(&text("anton", "a b c d")).outline());
}
