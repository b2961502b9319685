//! Hostile texts and fonts: whatever comes in, a block or a typed error comes out.

use design::{Align, FontId, Text};
use geom::{Mm, TextBlock};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use typeset::{FontLibrary, FontList, shape};

use crate::loaded::{block, bytes, coordinates, list, text};

/// What holds for every block.
fn check(text: &Text, block: &TextBlock) {
    assert!(coordinates(block).iter().all(|number| number.is_finite()));
    assert!(block.width > 0.0 && block.height > 0.0);
    let mut at = 0;
    for line in &block.lines {
        let bytes: Vec<usize> = line.carets.iter().map(|&(byte, _)| byte as usize).collect();
        assert!(bytes.is_sorted_by(|a, b| a < b), "{bytes:?}");
        assert!(bytes.iter().all(|&byte| text.content.is_char_boundary(byte)));
        assert!(bytes[0] >= at, "lines follow each other");
        at = bytes[bytes.len() - 1];
    }
    assert_eq!(at, text.content.len(), "the last caret stands at the end");
}

fn hostile_text() -> impl Strategy<Value = String> {
    let joiners = prop::sample::select(vec![
        "\u{200d}",
        "\u{200c}",
        "\u{fe0f}",
        "\u{202e}",
        "\u{2067}",
        "\u{2069}",
        "\u{301}",
        "\u{20dd}",
        "\u{1f3fd}",
        "\u{e0067}",
        "\n",
        "\r\n",
        " ",
        "\u{ad}",
        "\u{5b0}",
        "ſ",
        "ﷺ",
        "لا",
        "क्ष",
        "ﬃ",
        "\u{feff}",
        "\u{fffc}",
        "👩",
        "🇩",
        "a",
        "א",
        "ب",
        "\u{0}",
        "\u{10ffff}",
        "각",
        "\u{600}",
    ]);
    let pieces = prop_oneof![any::<char>().prop_map(String::from), joiners.prop_map(String::from)];
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(
        content in hostile_text(),
        font in prop::sample::select(vec!["anton", "pacifico", "rubik", "space-mono", "gone"]),
        align in prop::sample::select(vec![Align::Left, Align::Centre, Align::Right]),
        width in prop::option::of(-5.0..80.0),
        letter_spacing in -1.0..2.0,
        size in 0.0..300.0,
    ) {
        let width = width.map(Mm::new);
        let text = Text { align, width, letter_spacing, size: Mm::new(size), ..text(font, &content) };
        check(&text, &block(&text));
    }

    #[test]
    fn no_font_makes_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let id = FontId("graduate".into());
        let mut bytes = bytes(&list(), &id);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let list = FontList::parse(&format!(
            r#"[{{"id":"graduate","name":"-","file":"-","category":"slab","moods":[],"scripts":[],
            "coverage":"20-7e","licence":"-","source":"-","sha256":"{sha256}"}}]"#
        )).unwrap();
        let mut library = FontLibrary::new(list);
        library.add_list("slices.json", b"[]").unwrap();
        if library.add(id, bytes).is_ok() {
            let text = text("graduate", "AVATAR office e\u{301} 123 שלום");
            check(&text, &shape(&text, &mut library).unwrap());
        }
    }

    #[test]
    fn no_font_in_colour_makes_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let slice = list().find(&FontId("noto-color-emoji-19".into())).unwrap().clone();
        let mut bytes = bytes(&list(), &slice.id);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let slices = format!(
            r#"[{{"id":"colour","name":"-","made_for":"emoji","licence":"-","source":"-","slices":[
            {{"coverage":"{}","sha256":"{sha256}"}}]}}]"#,
            slice.coverage
        );
        let mut library = FontLibrary::new(list());
        library.add_list("slices.json", slices.as_bytes()).unwrap();
        let emoji = slice.coverage.characters().filter(|&it| it > '\u{1f3ff}').take(40);
        let content: String = emoji.flat_map(|character| [character, ' ']).collect();
        let text = text("anton", &content);
        let anton = FontId("anton".into());
        library.add(anton.clone(), crate::loaded::bytes(&list(), &anton)).unwrap();
        if library.add(FontId("colour-0".into()), bytes).is_ok() {
            prop_assert_eq!(shape(&text, &mut library).err(), None);
        }
    }
}

#[test]
fn five_thousand_marks_on_one_letter_are_set() {
    let text = text("montserrat", &format!("a{}", "\u{301}".repeat(4_900)));
    check(&text, &block(&text));
}

#[test]
fn thousands_of_flags_are_refused_in_words() {
    let text = text("anton", &"🇲🇽".repeat(2_000));
    let refused = shape(&text, &mut crate::loaded::library_for(&text));
    assert_eq!(refused.unwrap_err().to_string().split(';').nth(1), Some(" use fewer"));
}

#[test]
fn deep_nesting_of_directions_is_set() {
    let text = text("rubik", &"\u{202b}a\u{202a}א".repeat(1_000));
    check(&text, &block(&text));
}
