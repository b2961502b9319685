//! The caret and the marked letters of a text that is edited in place. They follow lines that are bent.

use geom::{CaretPost, Point, TextBlock};
use leptos::prelude::*;

use super::entry::Marked;
use super::lines::standing;
use crate::editing::board::css_mm;
use crate::parts::view;

/// The caret, or the marked stretches of the lines.
pub(super) fn caret_view(block: &TextBlock, marked: Marked) -> AnyView {
    if block.lines.iter().any(|line| !line.posts.is_empty()) {
        return bent_view(block, marked);
    }
    let Marked { start, end, .. } = marked;
    if marked.is_caret() {
        let caret = standing(block, start, marked.line)
            .and_then(|(stand, at)| block.lines.get(stand.line).map(|line| (line, at)))
            .and_then(|(line, at)| line.carets.get(at).map(|(_, x)| (line, x)));
        let Some((line, x)) = caret else { return ().into_any() };
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
fn bent_view(block: &TextBlock, marked: Marked) -> AnyView {
    let Marked { start, end, .. } = marked;
    let line_to = |point: Point| format!("{} {}", point.x, point.y);
    let data = if marked.is_caret() {
        let caret = standing(block, start, marked.line);
        let post = caret
            .and_then(|(stand, at)| block.lines.get(stand.line).and_then(|it| it.posts.get(at)));
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
    let class = if marked.is_caret() { "caret-post" } else { "marked-patch" };
    let view_box = format!("0 0 {} {}", block.width.max(0.001), block.height.max(0.001));
    view! {
        <svg class="typing-marks" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">
            <path class=class d=data></path>
        </svg>
    }
}

/// The lower end of a caret, as a point of the block.
pub(super) fn foot_of(block: &TextBlock, offset: u32, line: Option<usize>) -> Option<Point> {
    let (stand, at) = standing(block, offset, line)?;
    let line = block.lines.get(stand.line)?;
    let straight = || line.carets.get(at).map(|(_, x)| Point::new(*x, line.top + line.height));
    line.posts.get(at).map(|post| post.foot()).or_else(straight)
}
