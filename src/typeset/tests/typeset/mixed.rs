//! Spans, features, justified lines and boxes: what holds for each of them.

use design::{Align, Feature, Fit, FontId, Span, Text, VerticalAlign};
use geom::{Mm, Rgb, Shape as _, TextBlock, TextInk};
use typeset::required_fonts;

use crate::loaded::{block, caret_bytes, caret_xs, list, span, text};

fn with_spans(content: &str, spans: Vec<Span>) -> Text {
    Text { spans, ..text("montserrat", content) }
}

fn inks(block: &TextBlock) -> Vec<TextInk> {
    block.pieces.iter().map(|piece| piece.ink.clone()).collect()
}

#[test]
fn each_span_is_a_piece_of_its_own() {
    let block = block(&with_spans("one two three", vec![span(0, 3), span(8, 13)]));
    assert_eq!(inks(&block), [TextInk::Text, TextInk::Span(0), TextInk::Span(1)]);
}

#[test]
fn a_span_that_only_has_a_colour_changes_no_shape() {
    let plain = block(&text("pacifico", "office AVATAR"));
    let mut coloured = text("pacifico", "office AVATAR");
    coloured.spans = vec![Span { colour: Some(Rgb::WHITE), ..span(2, 9) }];
    let coloured = block(&coloured);
    assert_eq!(coloured.lines, plain.lines);
    let area = |block: &TextBlock| block.outline().area();
    assert!((area(&coloured) - area(&plain)).abs() < 1e-6);
}

#[test]
fn a_larger_span_makes_its_line_higher_and_no_other() {
    let spans = vec![Span { scale: Some(2.0), ..span(0, 1) }];
    let block = block(&with_spans("big\nsmall", spans));
    let heights: Vec<f64> = block.lines.iter().map(|line| line.height).collect();
    assert_eq!(heights, [24.0, 12.0]);
    assert_eq!(block.lines[1].top, 24.0);
    assert_eq!(block.height, 36.0);
}

#[test]
fn a_raised_span_lies_higher_and_takes_as_much_room() {
    let level = block(&with_spans("xx", vec![span(1, 2)]));
    let raised = block(&with_spans("xx", vec![Span { rise: Some(0.5), ..span(1, 2) }]));
    assert_eq!(raised.lines, level.lines);
    let bottom = |block: &TextBlock| block.pieces[1].outline.bounding_box().y1;
    assert!((bottom(&level) - bottom(&raised) - 5.0).abs() < 0.01);
}

#[test]
fn fonts_of_spans_are_required_and_used() {
    let spans = vec![Span { font: Some(FontId("anton".into())), ..span(2, 4) }];
    let mixed = with_spans("WWWW", spans);
    let fonts: Vec<String> =
        required_fonts(&mixed, &list()).into_iter().map(|font| font.0).collect();
    assert_eq!(fonts, ["montserrat", "anton"]);
    let xs = caret_xs(&block(&mixed), 0);
    let narrow = caret_xs(&block(&text("anton", "WW")), 0)[2];
    assert!((xs[4] - xs[2] - narrow).abs() < 0.01);
}

#[test]
fn a_span_in_a_font_that_is_not_there_keeps_the_texts_own() {
    let spans = vec![Span { font: Some(FontId("gone".into())), ..span(0, 2) }];
    assert_eq!(
        caret_xs(&block(&with_spans("Wi", spans)), 0),
        caret_xs(&block(&text("montserrat", "Wi")), 0)
    );
}

#[test]
fn spans_beyond_the_text_do_nothing() {
    let beyond = block(&with_spans("ab", vec![Span { scale: Some(3.0), ..span(5, 9) }]));
    assert_eq!(beyond.lines, block(&text("montserrat", "ab")).lines);
}

#[test]
fn ligatures_can_be_switched_off() {
    let off = vec![Feature { tag: "liga".into(), value: 0 }];
    let glyphs = |features: Vec<Feature>| {
        let text = Text { features, ..text("zilla-slab", "office fi fl") };
        block(&text).outline().elements().len()
    };
    assert_ne!(glyphs(off), glyphs(Vec::new()));
}

#[test]
fn a_font_says_which_features_it_offers() {
    let mut library = crate::loaded::library_for(&text("patrick-hand", "a"));
    let offered = library.features(&FontId("patrick-hand".into())).to_vec();
    assert_eq!(offered, ["frac", "liga", "lnum", "onum", "ordn", "smcp", "sups"]);
    assert!(library.features(&FontId("anton".into())).is_empty());
    assert!(typeset::shape(&text("patrick-hand", "a"), &mut library).is_ok());
}

fn justified(font: &str, content: &str, width: f64) -> Text {
    Text { align: Align::Justify, width: Some(Mm::new(width)), ..text(font, content) }
}

#[test]
fn justified_lines_end_at_the_edge_but_for_the_last_of_a_paragraph() {
    let words = "we met on a train to the sea and never got off";
    let block = block(&justified("montserrat", &format!("{words}\n{words}"), 70.0));
    let starts: Vec<u32> =
        (0..block.lines.len()).map(|line| caret_bytes(&block, line)[0]).collect();
    let second = words.len() as u32 + 1;
    for (number, line) in block.lines.iter().enumerate() {
        let is_last = number + 1 == block.lines.len() || starts[number + 1] == second;
        // The caret behind the space that hangs over the edge is further right.
        let end = line.carets.iter().rev().nth(usize::from(!is_last)).unwrap().1;
        assert_eq!((end - 70.0).abs() < 0.01, !is_last, "line {number} ends at {end}");
        assert_eq!(line.carets[0].1, 0.0);
        assert!(line.carets.is_sorted_by(|a, b| a.1 < b.1));
    }
}

#[test]
fn a_justified_paragraph_from_right_to_left_ends_at_the_right() {
    let block = block(&justified("rubik", "שלום לכם אנחנו כאן עכשיו", 40.0));
    let last = block.lines.last().unwrap();
    assert!((last.carets[0].1 - 40.0).abs() < 0.01);
    assert!(last.carets.last().unwrap().1 > 1.0);
    let first = &block.lines[0];
    assert!((first.carets[0].1 - 40.0).abs() < 0.01);
}

#[test]
fn a_line_of_one_word_is_not_stretched() {
    let block = block(&justified("montserrat", "Donaudampfschiff so", 110.0));
    let plain = caret_xs(&crate::loaded::block(&text("montserrat", "Donaudampfschiff so")), 0);
    assert_eq!(caret_xs(&block, 0)[..10], plain[..10]);
}

#[test]
fn space_is_put_between_paragraphs_and_not_between_lines() {
    let spaced = Text {
        paragraph_spacing: 0.5,
        width: Some(Mm::new(30.0)),
        ..text("montserrat", "one two three\nfour")
    };
    let block = block(&spaced);
    let last = block.lines.len() - 1;
    let gap = |line: usize| {
        block.lines[line].top - block.lines[line - 1].top - block.lines[line - 1].height
    };
    assert!(last >= 2);
    assert!((1..last).all(|line| gap(line).abs() < 0.01));
    assert!((gap(last) - 5.0).abs() < 0.01);
    assert!((block.height - 12.0 * block.lines.len() as f64 - 5.0).abs() < 0.01);
}

#[test]
fn lines_lie_where_a_box_says() {
    let top = |vertical: VerticalAlign| {
        let fit = Fit::Fixed { height: Mm::new(40.0) };
        let block = block(&Text { vertical, fit, ..text("montserrat", "one") });
        assert_eq!(block.height, 40.0);
        block.lines[0].top
    };
    assert_eq!(top(VerticalAlign::Top), 0.0);
    assert_eq!(top(VerticalAlign::Middle), 14.0);
    assert_eq!(top(VerticalAlign::Bottom), 28.0);
}

#[test]
fn what_does_not_fit_a_fixed_box_runs_over_its_lower_edge() {
    let fit = Fit::Fixed { height: Mm::new(5.0) };
    let block = block(&Text { fit, vertical: VerticalAlign::Bottom, ..text("montserrat", "a\nb") });
    assert_eq!((block.height, block.lines[0].top), (5.0, 0.0));
}

fn shrunk(content: &str, width: f64, height: f64, smallest: f64) -> TextBlock {
    let fit = Fit::Shrink { height: Mm::new(height), smallest: Mm::new(smallest) };
    block(&Text { fit, width: Some(Mm::new(width)), ..text("montserrat", content) })
}

#[test]
fn letters_shrink_until_they_fit_and_no_further() {
    let content = "a text that is far too long for the small box that it was given";
    let block = shrunk(content, 60.0, 30.0, 1.0);
    let bottom = block.lines.last().map(|line| line.top + line.height).unwrap();
    assert!(bottom <= 30.001 && bottom > 22.0, "{bottom}");
    assert_eq!((block.width, block.height), (60.0, 30.0));
    assert!(block.outline().bounding_box().x1 <= 60.01);
}

#[test]
fn letters_do_not_shrink_where_there_is_room_nor_below_the_smallest() {
    assert_eq!(shrunk("short", 60.0, 30.0, 1.0).lines[0].height, 12.0);
    let crowded = shrunk(&"word ".repeat(200), 30.0, 20.0, 6.0);
    assert!((crowded.lines[0].height - 7.2).abs() < 0.01, "{}", crowded.lines[0].height);
}

#[test]
fn a_word_is_made_smaller_before_it_is_cut() {
    let block = shrunk("Donaudampfschifffahrt", 40.0, 40.0, 1.0);
    assert_eq!(block.lines.len(), 1);
}

#[test]
fn carets_of_shrunk_and_mixed_texts_are_one_more_than_graphemes() {
    let fit = Fit::Shrink { height: Mm::new(9.0), smallest: Mm::new(1.0) };
    let mut mixed =
        Text { fit, width: Some(Mm::new(50.0)), ..text("montserrat", "e\u{301}é 👍 ab") };
    mixed.spans = vec![Span { scale: Some(1.5), ..span(1, 4) }];
    let block = block(&mixed);
    let carets: usize = block.lines.iter().map(|line| line.carets.len()).sum();
    assert_eq!(carets - block.lines.len(), 7);
}
