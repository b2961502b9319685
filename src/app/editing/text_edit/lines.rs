//! The lines of a text as they are seen: where a caret stands, what is nearest to a point, where Up, Down, Home and End
//! lead. It knows no field and no screen.

use geom::{BezPath, CaretPost, LineBox, Point, TextBlock, Vec2};

/// Where a caret is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    /// Byte offset in the text.
    pub offset: u32,
    /// Number of its line: where a line is broken between two letters, an offset is on both.
    pub line: usize,
}

/// A way along the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the line above, from the first one to its begin.
    Up,
    /// To the line below, from the last one to its end.
    Down,
    /// To the begin of the line.
    Home,
    /// To the end of the line.
    End,
}

/// Where the caret at a byte offset is seen: on `line` if that has it, else on the last line that does, so that a new
/// line shows its own. The other number is that of its place among the line's carets.
pub(super) fn standing(
    block: &TextBlock,
    offset: u32,
    line: Option<usize>,
) -> Option<(Stand, usize)> {
    let has =
        |line: &usize| block.lines.get(*line).is_some_and(|line| place(line, offset).is_some());
    let line = line.filter(has).or_else(|| (0..block.lines.len()).rev().find(has))?;
    let at = place(block.lines.get(line)?, offset)?;
    Some((Stand { offset, line }, at))
}

/// The number of the caret at a byte offset, or of the last one before it where the line goes on.
fn place(line: &LineBox, offset: u32) -> Option<usize> {
    let (last, _) = line.carets.last()?;
    let at = line.carets.iter().rposition(|(at, _)| *at <= offset)?;
    (offset <= *last).then_some(at)
}

/// The caret place nearest to a point of the block.
pub(super) fn nearest(block: &TextBlock, text: &str, at: Point) -> Option<Stand> {
    if block.lines.iter().any(|line| !line.posts.is_empty()) {
        let on_lines = block.lines.iter().enumerate().flat_map(|(number, line)| {
            let seen = line.carets.iter().zip(&line.posts).take(seen(block, text, number) + 1);
            seen.map(move |((offset, _), post)| {
                (Stand { offset: *offset, line: number }, distance(*post, at))
            })
        });
        return on_lines.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(stand, _)| stand);
    }
    let under = block.lines.iter().position(|line| at.y < line.top + line.height);
    let line = under.or(block.lines.len().checked_sub(1))?;
    nearest_on(block, text, line, at)
}

/// The caret place of a line that is nearest to a point; on a straight line only x counts.
fn nearest_on(block: &TextBlock, text: &str, number: usize, at: Point) -> Option<Stand> {
    let line = block.lines.get(number)?;
    let away = |place: usize| match line.posts.get(place) {
        Some(_) => (spot(line, place) - at).hypot2(),
        None => (spot(line, place).x - at.x).abs(),
    };
    let places = 0..(seen(block, text, number) + 1).min(line.carets.len());
    let place = places.min_by(|a, b| away(*a).total_cmp(&away(*b)))?;
    let (offset, _) = line.carets.get(place)?;
    Some(Stand { offset: *offset, line: number })
}

/// Byte offset of the letter that a point of the block is on, or nearest to.
pub(super) fn letter_at(block: &TextBlock, text: &str, at: Point) -> Option<u32> {
    let stand = nearest(block, text, at)?;
    let line = block.lines.get(stand.line)?;
    let place = place(line, stand.offset)?;
    let away =
        |letter: &usize| (spot(line, *letter).midpoint(spot(line, letter + 1)) - at).hypot2();
    let beside = [place.checked_sub(1), (place + 1 < line.carets.len()).then_some(place)];
    let letter = beside.into_iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b)));
    line.carets.get(letter.unwrap_or(place)).map(|(offset, _)| *offset)
}

/// Where a caret comes to that goes a way. `goal` is the point that Up and Down aim at; without one it is where the caret
/// is. It is given back, to be kept while the caret goes on up and down.
pub(super) fn moved(
    block: &TextBlock,
    text: &str,
    from: Stand,
    way: Way,
    goal: Option<Point>,
) -> Option<(Stand, Option<Point>)> {
    let line = block.lines.get(from.line)?;
    let goal = goal.unwrap_or_else(|| spot(line, place(line, from.offset).unwrap_or_default()));
    let at = |number: usize, place: usize| {
        let (offset, _) = block.lines.get(number)?.carets.get(place)?;
        Some((Stand { offset: *offset, line: number }, None))
    };
    let to = |number| nearest_on(block, text, number, goal).map(|stand| (stand, Some(goal)));
    let below = from.line + 1;
    match way {
        Way::Up if from.line > 0 => to(from.line - 1),
        Way::Down if below < block.lines.len() => to(below),
        Way::Up | Way::Home => at(from.line, 0),
        Way::Down | Way::End => at(from.line, seen(block, text, from.line)),
    }
}

/// The lines as they are written, each letter as wide as the other: where the outlines are not there yet.
pub(super) fn as_written(text: &str) -> TextBlock {
    let mut begin = 0;
    let line = |(number, words): (usize, &str)| {
        let from = begin;
        begin += words.len() as u32 + 1;
        let offsets = words.char_indices().map(|(at, _)| at).chain([words.len()]);
        let carets = offsets.enumerate().map(|(x, at)| (from + at as u32, x as f64)).collect();
        let top = number as f64;
        LineBox { top, height: 1.0, baseline: top + 1.0, carets, posts: Vec::new() }
    };
    let lines = text.split('\n').enumerate().map(line).collect();
    TextBlock { lines, ..TextBlock::plain(BezPath::new(), 0.0, 0.0) }
}

/// Whether a line runs from right to left.
pub(super) fn is_rtl(line: &LineBox) -> bool {
    matches!((line.carets.first(), line.carets.last()), (Some((_, first)), Some((_, last))) if first > last)
}

/// The number of the last caret place that is seen on a line. Spaces at which it was broken hang over its end: the caret
/// behind them is that of the next line.
fn seen(block: &TextBlock, text: &str, number: usize) -> usize {
    let Some(line) = block.lines.get(number) else { return 0 };
    let last = line.carets.len().saturating_sub(1);
    let ends = line.carets.first().zip(line.carets.last());
    let (Some(((first, _), (end, _))), Some(next)) = (ends, block.lines.get(number + 1)) else {
        return last;
    };
    let is_broken = next.carets.first().is_some_and(|(begin, _)| begin == end);
    let words = text.get(*first as usize..*end as usize).map(str::trim_end).unwrap_or_default();
    if !is_broken || words.is_empty() {
        return last;
    }
    place(line, first + words.len() as u32).unwrap_or(last)
}

/// The middle of a caret.
fn spot(line: &LineBox, place: usize) -> Point {
    if let Some(post) = line.posts.get(place) {
        return post.foot().midpoint(post.head());
    }
    let x = line.carets.get(place).map_or(0.0, |(_, x)| *x);
    Point::new(x, line.top + line.height / 2.0)
}

/// From a point to the nearest one of a post, squared.
fn distance(post: CaretPost, at: Point) -> f64 {
    let way: Vec2 = post.head() - post.foot();
    let along = if way.hypot2() > 0.0 { (at - post.foot()).dot(way) / way.hypot2() } else { 0.0 };
    (at - (post.foot() + way * along.clamp(0.0, 1.0))).hypot2()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines 10 mm high, each letter 5 mm wide; given by the bytes where they begin and end.
    fn block(lines: &[(u32, u32)]) -> TextBlock {
        let line = |(number, (from, to)): (usize, &(u32, u32))| LineBox {
            top: number as f64 * 10.0,
            height: 10.0,
            baseline: number as f64 * 10.0 + 8.0,
            carets: (*from..=*to).map(|at| (at, f64::from(at - from) * 5.0)).collect(),
            posts: Vec::new(),
        };
        let lines = lines.iter().enumerate().map(line).collect();
        TextBlock { lines, ..TextBlock::plain(BezPath::new(), 50.0, 30.0) }
    }

    const WORDS: &str = "one two three\nab";

    /// `one two ` broken before `three`, then `ab`.
    fn broken() -> TextBlock {
        block(&[(0, 8), (8, 13), (14, 16)])
    }

    fn go(from: (u32, usize), way: Way, goal: Option<Point>) -> (u32, usize, Option<Point>) {
        let (offset, line) = from;
        let (to, goal) = moved(&broken(), WORDS, Stand { offset, line }, way, goal).unwrap();
        (to.offset, to.line, goal)
    }

    #[test]
    fn up_and_down_go_by_the_lines_that_are_seen() {
        assert_eq!(go((6, 0), Way::Down, None).0, 13);
        assert_eq!(go((9, 1), Way::Up, None).0, 1);
        assert_eq!(go((9, 1), Way::Down, None).0, 15);
    }

    #[test]
    fn the_column_is_kept_over_a_shorter_line() {
        let (offset, line, goal) = go((12, 1), Way::Down, None);
        assert_eq!(offset, 16);
        assert_eq!(go((offset, line), Way::Up, goal).0, 12);
        assert_eq!(go((offset, line), Way::Up, None).0, 10);
    }

    #[test]
    fn up_from_the_first_and_down_from_the_last_line_go_to_the_ends() {
        assert_eq!(go((5, 0), Way::Up, None).0, 0);
        assert_eq!(go((15, 2), Way::Down, None).0, 16);
    }

    #[test]
    fn the_end_of_a_broken_line_is_before_the_space_that_hangs_over_it() {
        assert_eq!(go((2, 0), Way::End, None), (7, 0, None));
        assert_eq!(go((9, 1), Way::End, None), (13, 1, None));
        assert_eq!(go((12, 1), Way::Home, None), (8, 1, None));
        let beyond = nearest(&broken(), WORDS, Point::new(90.0, 5.0)).unwrap();
        assert_eq!(beyond, Stand { offset: 7, line: 0 });
    }

    #[test]
    fn the_end_of_a_line_that_is_broken_in_a_word_is_on_that_line() {
        let block = block(&[(0, 4), (4, 6)]);
        let stand = Stand { offset: 1, line: 0 };
        let (end, _) = moved(&block, "abcdef", stand, Way::End, None).unwrap();
        assert_eq!(end, Stand { offset: 4, line: 0 });
        assert_eq!(standing(&block, 4, Some(0)).unwrap(), (end, 4));
        assert_eq!(standing(&block, 4, None).unwrap(), (Stand { offset: 4, line: 1 }, 0));
    }

    #[test]
    fn lines_as_they_are_written_begin_behind_their_breaks() {
        let block = as_written("aé\n\nb");
        let offsets = |line: &LineBox| line.carets.iter().map(|(at, _)| *at).collect::<Vec<_>>();
        let lines: Vec<_> = block.lines.iter().map(offsets).collect();
        assert_eq!(lines, [vec![0, 1, 3], vec![4], vec![5, 6]]);
    }

    #[test]
    fn a_letter_is_found_by_either_half_of_it() {
        let at = |x: f64| letter_at(&broken(), WORDS, Point::new(x, 15.0)).unwrap();
        assert_eq!([at(0.5), at(4.5), at(5.5), at(24.5), at(99.0)], [8, 8, 9, 12, 12]);
    }

    #[test]
    fn a_click_finds_the_nearest_post_of_a_bent_line() {
        let post =
            |x: f64, lean: f64| CaretPost::new(Point::new(x, 10.0), Point::new(x + lean, 0.0));
        let mut block = block(&[(0, 2)]);
        block.lines[0].posts = vec![post(0.0, -4.0), post(5.0, 0.0), post(10.0, 4.0)];
        let at = |x: f64, y: f64| nearest(&block, "ab", Point::new(x, y)).unwrap().offset;
        assert_eq!([at(9.0, 9.0), at(8.0, 0.0), at(-9.0, 1.0)], [2, 1, 0]);
    }
}
