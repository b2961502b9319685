//! Places where a caret can stand.

use design::Text;
use geom::Mm;

use crate::loaded::{block, caret_bytes, caret_xs, text};

#[test]
fn a_line_has_one_caret_place_more_than_graphemes() {
    let check = |content: &str, graphemes: usize| {
        let block = block(&text("inter", content));
        assert_eq!(block.lines[0].carets.len(), graphemes + 1, "{content}");
    };
    check("plain", 5);
    check("e\u{301}a\u{308}", 2);
    check("❤\u{fe0f}x", 2);
    check("👨\u{200d}👩\u{200d}👧!", 2);
    check("🇩🇪🇫🇷", 2);
    check("office", 6);
    check("שלום", 4);
    check("لا إله", 6);
}

#[test]
fn carets_of_text_from_left_to_right_ascend() {
    for font in ["pacifico", "great-vibes", "space-mono", "inter"] {
        let block = block(&text(font, "AVATAR office, e\u{301}t Tö!"));
        let xs = caret_xs(&block, 0);
        assert!(xs.is_sorted_by(|a, b| a < b), "{font}: {xs:?}");
        assert_eq!((xs[0], xs[xs.len() - 1]), (0.0, block.width), "{font}");
    }
}

#[test]
fn carets_of_text_from_right_to_left_descend() {
    let block = block(&text("rubik", "שלום עולם"));
    let xs = caret_xs(&block, 0);
    assert!(xs.is_sorted_by(|a, b| a > b), "{xs:?}");
    assert_eq!((xs[0], xs[xs.len() - 1]), (block.width, 0.0));
}

#[test]
fn carets_count_bytes_of_the_whole_text() {
    let block = block(&text("inter", "é\r\nab\n\nc"));
    let lines: Vec<Vec<u32>> = (0..4).map(|line| caret_bytes(&block, line)).collect();
    assert_eq!(lines, [vec![0, 2], vec![4, 5, 6], vec![7], vec![8, 9]]);
}

#[test]
fn a_broken_line_ends_where_the_next_one_starts() {
    let block = block(&Text { width: Some(Mm::new(25.0)), ..text("inter", "one two three four") });
    assert!(block.lines.len() > 2);
    for line in 1..block.lines.len() {
        let before = caret_bytes(&block, line - 1);
        assert_eq!(before.last(), caret_bytes(&block, line).first());
    }
}
