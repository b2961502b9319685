//! Lines: breaking, alignment, spacing, sizes.

use design::{Align, Text};
use geom::{Mm, Shape as _, quantised};
use sha2::{Digest, Sha256};
use typeset::{FontLibrary, MAX_CHARACTERS, TypesetError, shape};

use crate::loaded::{block, caret_bytes, caret_xs, coordinates, library_for, text};

fn width_of(font: &str, content: &str) -> f64 {
    block(&text(font, content)).width
}

#[test]
fn kerning_brings_a_and_v_together() {
    for font in ["montserrat", "inter", "anton", "graduate", "dm-serif-display"] {
        let apart = width_of(font, "A") + width_of(font, "V");
        assert!(width_of(font, "AV") < apart - 0.1, "{font}");
    }
}

#[test]
fn letter_spacing_is_added_between_letters_only() {
    let plain = block(&text("anton", "abc")).width;
    let spaced = Text { letter_spacing: 0.5, ..text("anton", "abc") };
    assert!((block(&spaced).width - plain - 10.0).abs() < 0.002);
}

#[test]
fn height_is_lines_times_size_times_line_height() {
    let text = Text { line_height: 1.5, ..text("anton", "a\nb\nc") };
    let block = block(&text);
    assert_eq!(block.height, 45.0);
    let tops: Vec<f64> = block.lines.iter().map(|line| line.top).collect();
    assert_eq!(tops, [0.0, 15.0, 30.0]);
    assert!(block.lines.iter().all(|line| line.height == 15.0));
    assert!(block.lines.iter().all(|line| line.baseline > line.top + 7.5));
}

#[test]
fn letters_stand_on_the_baseline() {
    let block = block(&text("anton", "HE"));
    let bottom = block.outline().bounding_box().y1;
    assert!((bottom - block.lines[0].baseline).abs() < 0.05, "{bottom}");
}

#[test]
fn empty_text_is_one_line_high_and_half_an_em_wide() {
    let block = block(&text("anton", ""));
    assert_eq!((block.width, block.height), (5.0, 12.0));
    assert_eq!(block.lines.len(), 1);
    assert_eq!(block.lines[0].carets, [(0, 0.0)]);
    assert!(block.outline().is_empty());
}

#[test]
fn a_text_is_broken_at_its_width() {
    let text = Text { width: Some(Mm::new(40.0)), ..text("montserrat", "good old days are back") };
    let block = block(&text);
    assert_eq!(block.width, 40.0);
    let starts: Vec<u32> =
        (0..block.lines.len()).map(|line| caret_bytes(&block, line)[0]).collect();
    assert_eq!(starts, [0, 5, 9, 14, 18]);
    assert!(block.outline().bounding_box().x1 <= 40.0);
}

#[test]
fn a_text_that_fits_its_width_exactly_is_not_broken() {
    for letter_spacing in [0.0, 0.25] {
        let one_line = Text { letter_spacing, ..text("inter", "two words") };
        let width = Some(Mm::new(block(&one_line).width + 0.001));
        assert_eq!(block(&Text { width, ..one_line }).lines.len(), 1);
    }
}

#[test]
fn a_word_longer_than_the_line_breaks_anywhere() {
    let text = Text { width: Some(Mm::new(20.0)), ..text("montserrat", "Donaudampfschiff") };
    let block = block(&text);
    assert!(block.lines.len() > 3);
    assert!(block.outline().bounding_box().x1 <= 20.0);
}

#[test]
fn a_width_too_small_for_a_letter_puts_one_letter_on_a_line() {
    let text = Text { width: Some(Mm::new(0.0)), ..text("montserrat", "abc") };
    assert_eq!(block(&text).lines.len(), 3);
}

#[test]
fn alignment_moves_the_shorter_line() {
    let left_of_second_line = |align| {
        let block = block(&Text { align, ..text("montserrat", "wide line\ni") });
        (block.width, caret_xs(&block, 1))
    };
    let (width, left) = left_of_second_line(Align::Left);
    let (_, centre) = left_of_second_line(Align::Centre);
    let (_, right) = left_of_second_line(Align::Right);
    assert_eq!(left[0], 0.0);
    assert!((centre[0] + centre[1] - width).abs() < 0.003, "{centre:?} of {width}");
    assert!((right[1] - width).abs() < 0.003, "{right:?} of {width}");
}

#[test]
fn spaces_at_a_broken_end_do_not_shift_a_centred_line() {
    let centred = |content: &str| {
        let width = Some(Mm::new(60.0));
        block(&Text { width, align: Align::Centre, ..text("inter", content) })
    };
    let (one, many) = (centred("happy birthday"), centred("happy     birthday"));
    assert_eq!((one.lines.len(), many.lines.len()), (2, 2));
    assert_eq!(caret_xs(&one, 0)[0], caret_xs(&many, 0)[0]);
}

#[test]
fn an_outline_scales_with_the_size_and_is_quantised() {
    let small = block(&text("pacifico", "Hello"));
    let large = block(&Text { size: Mm::new(100.0), ..text("pacifico", "Hello") });
    for (small, large) in coordinates(&small).into_iter().zip(coordinates(&large)) {
        assert!((small * 10.0 - large).abs() < 0.006, "{small} {large}");
        assert_eq!(small, quantised(small));
    }
}

#[test]
fn numbers_out_of_bounds_are_brought_inside() {
    let usual = text("anton", "ab");
    let wild = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1.0, 0.0];
    for number in wild {
        let texts = [
            Text { size: Mm::new(number), ..usual.clone() },
            Text { width: Some(Mm::new(number)), ..usual.clone() },
            Text { line_height: number, ..usual.clone() },
            Text { letter_spacing: number, ..usual.clone() },
        ];
        for text in texts {
            let block = block(&text);
            assert!(block.width > 0.0 && block.width.is_finite(), "{text:?}");
            assert!(block.height > 0.0 && block.height.is_finite(), "{text:?}");
            assert!(coordinates(&block).iter().all(|number| number.is_finite()), "{text:?}");
        }
    }
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let at_limit = text("anton", &"é".repeat(MAX_CHARACTERS));
    assert!(shape(&at_limit, &mut library_for(&at_limit)).is_ok());
    let over = text("anton", &"é".repeat(MAX_CHARACTERS + 1));
    let refused = shape(&over, &mut library_for(&over));
    assert_eq!(
        refused,
        Err(TypesetError::TooLong { characters: MAX_CHARACTERS + 1, limit: MAX_CHARACTERS })
    );
}

#[test]
fn a_line_of_thai_breaks_between_words() {
    let content = "สุขสันต์วันเกิดพ่อที่ดีที่สุดในโลก";
    let text = Text { width: Some(Mm::new(45.0)), ..text("kanit", content) };
    let block = block(&text);
    assert!(block.lines.len() > 2);
    let starts = (1..block.lines.len()).map(|line| caret_bytes(&block, line)[0] as usize);
    let words = ["สุขสันต์", "วัน", "เกิด", "พ่อ", "ที่", "ดี", "ที่สุด", "ใน", "โลก"];
    for start in starts {
        assert!(words.iter().any(|word| content[start..].starts_with(word)), "{start}");
    }
}

#[test]
fn the_words_of_thai_are_needed_only_where_lines_of_it_are_broken() {
    let lists = |text: &Text| FontLibrary::new(crate::loaded::list()).wanted_lists(text);
    let (free, other) = (text("kanit", "ภาษาไทย"), text("kanit", "Hello"));
    let width = Some(Mm::new(45.0));
    assert_eq!(lists(&Text { width, ..free.clone() }), ["thai-words.txt"]);
    assert_eq!(lists(&free), [""; 0]);
    assert_eq!(lists(&Text { width, ..other }), [""; 0]);
    let broken = Text { width, ..free };
    let refused = shape(&broken, &mut FontLibrary::new(crate::loaded::list()));
    assert!(matches!(refused, Err(TypesetError::NotLoaded { .. })), "{refused:?}");
}

#[test]
fn the_same_text_has_the_same_outline_everywhere() {
    let text = Text {
        align: Align::Centre,
        letter_spacing: 0.03,
        width: Some(Mm::new(70.0)),
        ..text("pacifico", "Avocado Töast № 7\nשלום world 🎉 مرحبا, office AVAST")
    };
    let block = block(&text);
    let all: Vec<String> = coordinates(&block).iter().map(ToString::to_string).collect();
    let hash = Sha256::digest(format!("{} {} {}", block.width, block.height, all.join(" ")));
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "a7bbc974fcb4a21cb50e2164bd6cc5fd8db9ba5f88f92c2d4cfdb5566f19b105");
}
