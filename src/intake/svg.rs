//! SVG files as drawings of our own, or as pictures. Budgets are checked first; no script runs and nothing is fetched.

mod budget;
mod filters;
mod gradient;
mod inner;
mod nodes;

use std::collections::BTreeSet;

use design::{read_drawing, write_drawing};
use geom::{Affine, Clip, Drawing, FillRule, Node, Rect, Shape, Size, Vec2};
use jobs::Missing;
use prepress::artwork::Pixels;
use resvg::tiny_skia::Pixmap;

use crate::picture::{Kept, Lossy, written};
use crate::{IntakeError, Page};

/// Longest edge of a drawing in its own unit: three decimals are kept, so this is exact to a millionth.
const UNIT: f64 = 1000.0;
/// Longest edge of a picture that is drawn of a drawing, in pixels.
pub const MAX_FLAT: u32 = 6000;
/// How far from the origin an outline may reach, in pages: what our drawings can hold.
const FARTHEST: f32 = 1000.0;

/// A drawing of our own, and what it lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Vectors {
    /// The drawing.
    pub drawing: Drawing,
    /// Its file, as it is kept.
    pub bytes: Vec<u8>,
    /// What the file had and the drawing has not.
    pub missing: Vec<Missing>,
}

/// Reads a page as outlines; what was lost before is listed with what is lost here.
///
/// # Errors
/// As [`vectors`].
pub fn page_vectors(page: &Page) -> Result<Vectors, IntakeError> {
    let mut made = vectors(&page.svg)?;
    let all: BTreeSet<Missing> = made.missing.iter().chain(&page.missing).copied().collect();
    made.missing = all.into_iter().collect();
    Ok(made)
}

/// Reads an SVG file as outlines, cut to what can be seen.
///
/// # Errors
/// [`IntakeError`] says what is wrong with the file and what to do.
pub fn vectors(bytes: &[u8]) -> Result<Vectors, IntakeError> {
    let (tree, mut missing) = tree(bytes)?;
    if !inner::are_whole(tree.root()) {
        missing.insert(Missing::UnreadPictures);
    }
    let seen = seen(&tree)?;
    let longest = seen.width().max(seen.height());
    let scale = UNIT / longest;
    let into = Affine::scale(scale) * Affine::translate(-seen.origin().to_vec2());
    let mut maker = nodes::Maker::new(missing, UNIT);
    let mut nodes = maker.children(tree.root(), into, 1)?;
    if nodes.is_empty() && maker.missing.is_empty() {
        return Err(IntakeError::Nothing);
    }
    let size = Size::new(seen.width() * scale, seen.height() * scale);
    let all = tree.root().abs_stroke_bounding_box();
    let whole = Rect::new(
        f64::from(all.left()),
        f64::from(all.top()),
        f64::from(all.right()),
        f64::from(all.bottom()),
    );
    // What lies beyond the page is cut off, as every program shows it.
    if !nodes.is_empty() && !seen.inflate(0.01, 0.01).contains_rect(whole) {
        let page = Rect::from_origin_size((0.0, 0.0), size).to_path(0.1);
        let clip = Some(Clip { path: page, rule: FillRule::NonZero });
        nodes = vec![Node::Group { opacity: 1.0, clip, nodes }];
    }
    let missing = maker.missing.into_iter().collect();
    let bytes = write_drawing(&Drawing { size, nodes });
    // What is kept is what will be read, so that it is the same now and later.
    let drawing = read_drawing(&bytes).map_err(|_| {
        IntakeError::not_outlines("has numbers or parts that cannot be kept as outlines")
    })?;
    Ok(Vectors { drawing, bytes, missing })
}

/// Draws an SVG file exactly as it looks, `longest` pixels at its longest edge, cut to what can be seen. Where its
/// filters would take too long at that size, it is smaller.
///
/// # Errors
/// [`IntakeError`] says what is wrong with the file and what to do.
pub fn flattened(bytes: &[u8], longest: u32) -> Result<Kept, IntakeError> {
    written(&picture_of(bytes, longest)?, Lossy::No, &mut |_| {})
}

/// The pixels of [`flattened`].
///
/// # Errors
/// As [`flattened`].
pub fn picture_of(bytes: &[u8], longest: u32) -> Result<Pixels, IntakeError> {
    let (tree, _) = tree(bytes)?;
    drawn(&tree, seen(&tree)?, longest)
}

/// The part of a tree as pixels.
fn drawn(tree: &usvg::Tree, part: Rect, longest: u32) -> Result<Pixels, IntakeError> {
    let wanted = f64::from(longest.clamp(1, MAX_FLAT)) / part.width().max(part.height());
    let scale = filters::affordable(tree, part, wanted);
    let edge = |length: f64| ((length * scale).round() as u32).max(1);
    let (width, height) = (edge(part.width()), edge(part.height()));
    let mut pixmap =
        Pixmap::new(width, height).ok_or(IntakeError::TooManyPixels { width, height })?;
    let into = usvg::Transform::from_translate(-part.x0 as f32, -part.y0 as f32)
        .post_scale(scale as f32, scale as f32);
    resvg::render(tree, into, &mut pixmap.as_mut());
    let mut rgba = pixmap.take();
    prepress::unpremultiply(&mut rgba);
    Ok(Pixels { width, height, rgba })
}

/// What of a tree can be seen: its contents, within its page.
fn seen(tree: &usvg::Tree) -> Result<Rect, IntakeError> {
    let all = tree.root().abs_layer_bounding_box();
    let page = Rect::new(0.0, 0.0, f64::from(tree.size().width()), f64::from(tree.size().height()));
    let whole = Rect::new(
        f64::from(all.left()),
        f64::from(all.top()),
        f64::from(all.right()),
        f64::from(all.bottom()),
    );
    let part = page.intersect(whole);
    // A line without width or height still needs a box.
    let least = page.width().max(page.height()) * 1e-3;
    let part = if part.width() < least || part.height() < least {
        let room = Vec2::new((least - part.width()).max(0.0), (least - part.height()).max(0.0));
        part.inflate(room.x / 2.0, room.y / 2.0)
    } else {
        part
    };
    let is_good = tree.root().has_children()
        && part.is_finite()
        && part.width() > 0.0
        && part.height() > 0.0
        && whole.x0 < page.x1
        && whole.y0 < page.y1
        && whole.x1 > 0.0
        && whole.y1 > 0.0;
    if is_good { Ok(part) } else { Err(IntakeError::Nothing) }
}

/// Checks and resolves a file.
fn tree(bytes: &[u8]) -> Result<(usvg::Tree, BTreeSet<Missing>), IntakeError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| IntakeError::damaged("SVG", "it is not written in UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut missing = budget::check(text)?;
    let unread = inner::Unread::default();
    let options =
        usvg::Options { image_href_resolver: inner::resolver(&unread), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(text, &options).map_err(|error| match error {
        usvg::Error::InvalidSize => IntakeError::Nothing,
        other => IntakeError::damaged("SVG", other),
    })?;
    let farthest = tree.size().width().max(tree.size().height()) * FARTHEST;
    if !is_near(tree.root(), farthest) {
        return Err(IntakeError::refused("has sizes or places that are far too large"));
    }
    filters::check(&tree)?;
    if unread.is_any() {
        missing.insert(Missing::UnreadPictures);
    }
    Ok((tree, missing))
}

/// Whether all outlines lie within a distance: what draws them counts in small numbers.
fn is_near(group: &usvg::Group, farthest: f32) -> bool {
    group.children().iter().all(|node| {
        let bounds = node.abs_stroke_bounding_box();
        let sides = [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()];
        let mut near = sides.iter().all(|side| side.abs() <= farthest);
        if let usvg::Node::Group(inner) = node {
            near = near && is_near(inner, farthest);
        }
        // Clips, masks and patterns have a space of their own.
        node.subroots(|root| near = near && is_near(root, farthest));
        near
    })
}
