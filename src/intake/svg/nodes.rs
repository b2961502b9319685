//! A resolved SVG tree as our own nodes. What they do not have is listed, never dropped in silence.

use std::collections::BTreeSet;

use design::{MAX_NESTING, MAX_NODES};
use geom::{
    Affine, BezPath, Cap, Clip, FillRule, Ink, Join, MAX_STOPS, Node, Pen, Point, Rgb, Shape, Stop,
    Vec2,
};
use jobs::Missing;
use usvg::tiny_skia_path::{self as paths, PathSegment};

use super::gradient;
use crate::IntakeError;

/// Most dashes along the drawing's longest edge; finer ones are drawn as a line.
const MOST_DASHES: f64 = 2000.0;
/// Sharpest corner of a mitre that our pen keeps: SVG's usual limit.
const MITRE: f32 = 4.0;

/// Makes nodes of a tree.
pub(super) struct Maker {
    /// What was left out.
    pub(super) missing: BTreeSet<Missing>,
    left: usize,
    longest: f64,
}

impl Maker {
    /// For a drawing whose longest edge is `longest`.
    pub(super) fn new(missing: BTreeSet<Missing>, longest: f64) -> Self {
        Self { missing, left: MAX_NODES, longest }
    }

    /// The nodes of a group's children under a transform.
    pub(super) fn children(
        &mut self,
        group: &usvg::Group,
        transform: Affine,
        depth: usize,
    ) -> Result<Vec<Node>, IntakeError> {
        let mut nodes = Vec::new();
        for child in group.children() {
            match child {
                usvg::Node::Group(inner) => self.group(inner, transform, depth, &mut nodes)?,
                usvg::Node::Path(path) if path.is_visible() => {
                    self.path(path, transform, &mut nodes)?;
                }
                usvg::Node::Path(_) => {}
                usvg::Node::Image(_) => {
                    self.missing.insert(Missing::Pictures);
                }
                usvg::Node::Text(_) => {
                    self.missing.insert(Missing::Text);
                }
            }
        }
        Ok(nodes)
    }

    fn group(
        &mut self,
        group: &usvg::Group,
        outer: Affine,
        depth: usize,
        out: &mut Vec<Node>,
    ) -> Result<(), IntakeError> {
        let transform = outer * affine(group.transform());
        if group.mask().is_some() {
            self.missing.insert(Missing::Masks);
        }
        if !group.filters().is_empty() {
            self.missing.insert(Missing::Filters);
        }
        if group.blend_mode() != usvg::BlendMode::Normal {
            self.missing.insert(Missing::Blending);
        }
        let mut clips = Vec::new();
        let mut next = group.clip_path();
        while let Some(clip) = next {
            clips.push(self.clip(clip, transform));
            next = clip.clip_path();
        }
        let opacity = f64::from(group.opacity().get());
        let layers = clips.len().max(usize::from(opacity < 1.0));
        if depth + layers > MAX_NESTING {
            return Err(IntakeError::not_outlines("has too many groups inside of each other"));
        }
        let mut nodes = self.children(group, transform, depth + layers)?;
        if nodes.is_empty() {
            return Ok(());
        }
        if layers == 0 {
            out.append(&mut nodes);
            return Ok(());
        }
        let mut clips = clips.into_iter();
        for layer in 0..layers {
            self.take()?;
            let opacity = if layer == 0 { opacity } else { 1.0 };
            nodes = vec![Node::Group { opacity, clip: clips.next(), nodes }];
        }
        out.append(&mut nodes);
        Ok(())
    }

    /// The outlines of a clip path as one.
    fn clip(&mut self, clip: &usvg::ClipPath, transform: Affine) -> Clip {
        let mut parts = Vec::new();
        self.gather(clip.root(), transform * affine(clip.transform()), &mut parts);
        match <[(BezPath, FillRule); 1]>::try_from(parts) {
            Ok([(path, rule)]) => Clip { path, rule },
            Err(parts) => {
                let mut path = BezPath::new();
                for (part, rule) in parts {
                    if rule == FillRule::EvenOdd {
                        self.missing.insert(Missing::Masks);
                    }
                    // All wind the same way, so that those on top of each other do not cancel out.
                    let turned = if part.area() < 0.0 { part.reverse_subpaths() } else { part };
                    path.extend(turned);
                }
                Clip { path, rule: FillRule::NonZero }
            }
        }
    }

    fn gather(
        &mut self,
        group: &usvg::Group,
        transform: Affine,
        parts: &mut Vec<(BezPath, FillRule)>,
    ) {
        for child in group.children() {
            match child {
                usvg::Node::Group(inner) => {
                    if inner.clip_path().is_some() {
                        self.missing.insert(Missing::Masks);
                    }
                    self.gather(inner, transform * affine(inner.transform()), parts);
                }
                usvg::Node::Path(path) if path.is_visible() => {
                    let rule = path.fill().map_or(FillRule::NonZero, |fill| rule(fill.rule()));
                    parts.push((outline(path.data(), transform), rule));
                }
                usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
    }

    fn path(
        &mut self,
        path: &usvg::Path,
        transform: Affine,
        out: &mut Vec<Node>,
    ) -> Result<(), IntakeError> {
        let fill = path.fill().and_then(|fill| {
            let ink = self.ink(fill.paint(), transform)?;
            Some(Node::Fill {
                path: outline(path.data(), transform),
                rule: rule(fill.rule()),
                ink,
                opacity: f64::from(fill.opacity().get()),
            })
        });
        let line = path.stroke().and_then(|stroke| self.line(path, stroke, transform));
        let both = match path.paint_order() {
            usvg::PaintOrder::FillAndStroke => [fill, line],
            usvg::PaintOrder::StrokeAndFill => [line, fill],
        };
        for node in both.into_iter().flatten() {
            self.take()?;
            out.push(node);
        }
        Ok(())
    }

    fn line(
        &mut self,
        path: &usvg::Path,
        stroke: &usvg::Stroke,
        transform: Affine,
    ) -> Option<Node> {
        let ink = self.ink(stroke.paint(), transform)?;
        let opacity = f64::from(stroke.opacity().get());
        let scale = even_scale(transform);
        let mut plain = stroke.to_tiny_skia();
        let period: f32 = stroke.dasharray().unwrap_or_default().iter().sum();
        let longest = self.longest / transform.determinant().abs().sqrt().max(1e-9);
        if plain.dash.is_some() && f64::from(period) * MOST_DASHES < longest {
            plain.dash = None;
            self.missing.insert(Missing::Dashes);
        }
        let sharp = matches!(stroke.linejoin(), usvg::LineJoin::Miter)
            && (stroke.miterlimit().get() - MITRE).abs() > 0.01;
        let shifted = plain.dash.is_some() && stroke.dashoffset() != 0.0;
        let clipped = matches!(stroke.linejoin(), usvg::LineJoin::MiterClip);
        if let (Some(scale), false, false, false) = (scale, sharp, shifted, clipped) {
            let dashes = match &plain.dash {
                Some(_) => even(stroke.dasharray().unwrap_or_default(), scale),
                None => Vec::new(),
            };
            if plain.dash.is_some() && dashes.is_empty() {
                self.missing.insert(Missing::Dashes);
            }
            let pen = Pen {
                width: f64::from(stroke.width().get()) * scale,
                cap: match stroke.linecap() {
                    usvg::LineCap::Butt => Cap::Butt,
                    usvg::LineCap::Round => Cap::Round,
                    usvg::LineCap::Square => Cap::Square,
                },
                join: match stroke.linejoin() {
                    usvg::LineJoin::Round => Join::Round,
                    usvg::LineJoin::Bevel => Join::Bevel,
                    usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => Join::Mitre,
                },
                dashes,
            };
            return Some(Node::Line { path: outline(path.data(), transform), pen, ink, opacity });
        }
        // Our pen has no such line: its outline is filled instead.
        let resolution = transform.determinant().abs().sqrt().clamp(0.01, 100.0) as f32;
        let dashed = match &plain.dash {
            Some(dash) => path.data().dash(dash, resolution),
            None => None,
        };
        if plain.dash.is_some() && dashed.is_none() {
            self.missing.insert(Missing::Dashes);
        }
        let outlined = dashed.as_ref().unwrap_or(path.data()).stroke(&plain, resolution)?;
        Some(Node::Fill {
            path: outline(&outlined, transform),
            rule: FillRule::NonZero,
            ink,
            opacity,
        })
    }

    fn ink(&mut self, paint: &usvg::Paint, transform: Affine) -> Option<Ink> {
        let (ink, exact) = match paint {
            usvg::Paint::Color(colour) => (Ink::Solid(rgb(*colour)), true),
            usvg::Paint::LinearGradient(linear) => gradient::linear(linear, transform)?,
            usvg::Paint::RadialGradient(radial) => gradient::radial(radial, transform)?,
            usvg::Paint::Pattern(_) => {
                self.missing.insert(Missing::Patterns);
                return None;
            }
        };
        let sound = ink.is_sound();
        if !exact || !sound {
            self.missing.insert(Missing::Gradients);
        }
        sound.then_some(ink)
    }

    fn take(&mut self) -> Result<(), IntakeError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            IntakeError::not_outlines(format!("has more than {MAX_NODES} outlines"))
        })?;
        Ok(())
    }
}

/// A transform of the library.
pub(super) fn affine(transform: usvg::Transform) -> Affine {
    let usvg::Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}

pub(super) fn rgb(colour: usvg::Color) -> Rgb {
    Rgb::new(colour.red, colour.green, colour.blue)
}

/// Whether all stops of a gradient are kept.
pub(super) fn keeps_stops(gradient: &usvg::BaseGradient) -> bool {
    gradient.stops().len() <= MAX_STOPS
}

/// The stops of a gradient, thinned out where there are too many.
pub(super) fn stops(gradient: &usvg::BaseGradient) -> Vec<Stop> {
    let all = gradient.stops();
    let each = all.len().div_ceil(MAX_STOPS).max(1);
    let mut last = 0.0;
    all.iter()
        .enumerate()
        .filter(|(index, _)| index % each == 0 || index + 1 == all.len())
        .take(MAX_STOPS)
        .map(|(_, stop)| {
            last = f64::from(stop.offset().get()).clamp(last, 1.0);
            Stop {
                at: last,
                colour: rgb(stop.color()),
                opacity: f64::from(stop.opacity().get()).clamp(0.0, 1.0),
            }
        })
        .collect()
}

/// By how much a transform enlarges, where it does so evenly in all directions.
pub(super) fn even_scale(transform: Affine) -> Option<f64> {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let (across, down) = (Vec2::new(a, b), Vec2::new(c, d));
    let (wide, high) = (across.hypot2().sqrt(), down.hypot2().sqrt());
    let is_even = (wide - high).abs() <= 1e-3 * wide.max(high)
        && across.dot(down).abs() <= 1e-3 * wide * high;
    is_even.then_some(wide)
}

/// Dashes and gaps in turn: SVG repeats an odd number.
fn even(dashes: &[f32], scale: f64) -> Vec<f64> {
    /// Most that a drawing's file holds.
    const MOST: usize = 32;
    let once: Vec<f64> = dashes.iter().map(|length| f64::from(*length) * scale).collect();
    let twice = once.len() % 2 == 1;
    let all = if twice { [once.clone(), once].concat() } else { once };
    if all.len() > MOST { Vec::new() } else { all }
}

fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

fn outline(path: &paths::Path, transform: Affine) -> BezPath {
    let at = |point: paths::Point| transform * Point::new(f64::from(point.x), f64::from(point.y));
    let mut out = BezPath::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => out.move_to(at(to)),
            PathSegment::LineTo(to) => out.line_to(at(to)),
            PathSegment::QuadTo(handle, to) => out.quad_to(at(handle), at(to)),
            PathSegment::CubicTo(first, second, to) => {
                out.curve_to(at(first), at(second), at(to));
            }
            PathSegment::Close => out.close_path(),
        }
    }
    out
}
