//! Adding shapes: one tile each, drawn by the same outlines that are printed.

use design::ShapeKind;
use editor::{Command, Paint, ShapeStyle, StrokeStyle};
use geom::{Mm, Size, path_data};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::panels::add_text::readable_on;
use crate::parts::view;
use crate::words::words;

/// A new shape's longer edge as part of the print area's shorter one.
const PART: f64 = 0.3;
/// Width of a new line, in mm.
const LINE_WIDTH: f64 = 1.5;

/// The shapes with their names and proportions (height to width).
fn shapes() -> [(ShapeKind, &'static str, f64); 9] {
    let words = words();
    [
        (ShapeKind::Rectangle, words.rectangle, 0.7),
        (ShapeKind::RoundedRectangle { radius: Mm::new(8.0) }, words.rounded, 0.7),
        (ShapeKind::Ellipse, words.ellipse, 1.0),
        (ShapeKind::Line, words.line, 0.05),
        (ShapeKind::Star { points: 5, inner: 0.45 }, words.star, 0.95),
        (ShapeKind::Heart, words.heart, 0.92),
        (ShapeKind::Polygon { corners: 3 }, words.triangle, 0.87),
        (ShapeKind::Polygon { corners: 6 }, words.polygon, 1.1),
        (ShapeKind::Star { points: 16, inner: 0.8 }, words.badge, 1.0),
    ]
}

/// Tiles that add a shape.
#[component]
pub(crate) fn AddShape() -> impl IntoView {
    let store = EditorStore::from_context();
    let add = move |kind: ShapeKind, proportion: f64| {
        let area = store.read(|session| *session.area());
        let edge = area.width.mm().min(area.height.mm()) * PART;
        let ink = readable_on(store.colour_untracked().parts.body);
        let line = matches!(kind, ShapeKind::Line);
        let stroke = design::Stroke { colour: ink, width: Mm::new(LINE_WIDTH) };
        let style = ShapeStyle {
            kind: Some(kind),
            fill: Some(if line { Paint::None } else { Paint::Solid(ink) }),
            stroke: Some(if line { StrokeStyle::Line(stroke) } else { StrokeStyle::None }),
        };
        let size = Some((edge, edge * proportion));
        store.run(Command::AddShape { kind, style, size, at: None });
    };
    view! {
        <div class="tile-grid">
            {shapes()
                .into_iter()
                .map(|(kind, name, proportion)| {
                    view! {
                        <button type="button" class="tile" on:click=move |_| add(kind, proportion)>
                            <ShapeIcon kind=kind proportion=proportion />
                            {name}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// A small picture of a shape.
#[component]
pub(crate) fn ShapeIcon(
    /// Which shape.
    kind: ShapeKind,
    /// Height to width.
    #[prop(default = 1.0)]
    proportion: f64,
) -> impl IntoView {
    let size = if proportion > 1.0 {
        Size::new(24.0 / proportion, 24.0)
    } else {
        Size::new(24.0, 24.0 * proportion)
    };
    let scaled = match kind {
        ShapeKind::RoundedRectangle { .. } => ShapeKind::RoundedRectangle { radius: Mm::new(5.0) },
        other => other,
    };
    let data = path_data(&scene::shape_outline(&scaled, size));
    let place = format!("translate({} {})", (28.0 - size.width) / 2.0, (28.0 - size.height) / 2.0);
    let line = matches!(kind, ShapeKind::Line);
    view! {
        <svg class="shape-icon" viewBox="0 0 28 28" width="36" height="36" aria-hidden="true">
            <path
                transform=place
                d=data
                fill=if line { "none" } else { "currentColor" }
                stroke=line.then_some("currentColor")
                stroke-width="2"
            ></path>
        </svg>
    }
}
