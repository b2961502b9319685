//! The caret and the marked letters of a text that is edited in place. They follow lines that are bent.

use geom::{CaretPost, LineBox, Point, TextBlock, Vec2};
use leptos::prelude::*;

use crate::editing::board::css_mm;
use crate::parts::view;

/// The caret, or the marked stretches of the lines.
pub(crate) fn caret_view(block: &TextBlock, (start, end): (u32, u32)) -> AnyView {
    if block.lines.iter().any(|line| !line.posts.is_empty()) {
        return bent_view(block, (start, end));
    }
    if start == end {
        let Some((line, at)) = caret_at(block, start) else { return ().into_any() };
        let Some((_, x)) = line.carets.get(at) else { return ().into_any() };
        let style =
            format!("left:{};top:{};height:{}", css_mm(*x), css_mm(line.top), css_mm(line.height));
        return view! { <span class="caret" style=style></span> };
    }
    let marked = block.lines.iter().filter_map(|line| {
        let inside = line.carets.iter().filter(|(offset, _)| (start..=end).contains(offset));
        let (left, right) = inside
            .fold((f64::MAX, f64::MIN), |(left, right), (_, x)| (left.min(*x), right.max(*x)));
        (right > left).then(|| {
            let style = format!(
                "left:{};top:{};width:{};height:{}",
                css_mm(left),
                css_mm(line.top),
                css_mm(right - left),
                css_mm(line.height),
            );
            view! { <span class="marked" style=style></span> }
        })
    });
    marked.collect_view().into_any()
}

/// The same on bent lines: a post for the caret, a patch for each marked letter.
fn bent_view(block: &TextBlock, (start, end): (u32, u32)) -> AnyView {
    let line_to = |point: Point| format!("{} {}", point.x, point.y);
    let data = if start == end {
        let post = caret_at(block, start).and_then(|(line, at)| line.posts.get(at));
        post.map_or_else(String::new, |post| {
            format!("M{}L{}", line_to(post.foot()), line_to(post.head()))
        })
    } else {
        let patch = |pair: (&[(u32, f64)], &[CaretPost])| match pair {
            ([(from, _), (to, _)], [a, b]) if *from >= start && *to <= end => Some(format!(
                "M{}L{}L{}L{}Z",
                line_to(a.foot()),
                line_to(a.head()),
                line_to(b.head()),
                line_to(b.foot()),
            )),
            _ => None,
        };
        let lines = block.lines.iter();
        lines
            .flat_map(|line| line.carets.windows(2).zip(line.posts.windows(2)))
            .filter_map(patch)
            .collect()
    };
    let class = if start == end { "caret-post" } else { "marked-patch" };
    let view_box = format!("0 0 {} {}", block.width.max(0.001), block.height.max(0.001));
    view! {
        <svg class="typing-marks" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">
            <path class=class d=data></path>
        </svg>
    }
}

/// The line and the number of the caret at a byte offset: the last line that has it, so that a new line shows its own.
fn caret_at(block: &TextBlock, offset: u32) -> Option<(&LineBox, usize)> {
    let on_line = |line: &LineBox| line.carets.iter().position(|(at, _)| *at == offset);
    block.lines.iter().rev().find_map(|line| on_line(line).map(|at| (line, at)))
}

/// The byte offset of the caret place nearest to a point of the block.
pub(crate) fn nearest_caret(block: &TextBlock, at: Point) -> u32 {
    let posts = block.lines.iter().flat_map(|line| line.carets.iter().zip(&line.posts));
    let nearest = posts.min_by(|(_, a), (_, b)| distance(**a, at).total_cmp(&distance(**b, at)));
    if let Some(((offset, _), _)) = nearest {
        return *offset;
    }
    let line = block.lines.iter().find(|line| at.y < line.top + line.height).or(block.lines.last());
    let carets = line.map_or(&[][..], |line| &line.carets);
    let nearest = carets.iter().min_by(|a, b| (a.1 - at.x).abs().total_cmp(&(b.1 - at.x).abs()));
    nearest.map_or(0, |(offset, _)| *offset)
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

    #[test]
    fn a_click_finds_the_nearest_post_of_a_bent_line() {
        let post =
            |x: f64, lean: f64| CaretPost::new(Point::new(x, 10.0), Point::new(x + lean, 0.0));
        let line = LineBox {
            top: 0.0,
            height: 10.0,
            baseline: 8.0,
            carets: vec![(0, 0.0), (1, 5.0), (2, 10.0)],
            posts: vec![post(0.0, -4.0), post(5.0, 0.0), post(10.0, 4.0)],
        };
        let block =
            TextBlock { lines: vec![line], ..TextBlock::plain(geom::BezPath::new(), 14.0, 10.0) };
        assert_eq!(nearest_caret(&block, Point::new(9.0, 9.0)), 2);
        assert_eq!(nearest_caret(&block, Point::new(8.0, 0.0)), 1);
        assert_eq!(nearest_caret(&block, Point::new(-9.0, 1.0)), 0);
    }
}
