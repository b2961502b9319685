//! Fields of a shape: fill, outline, and the figures of its kind.

use design::{Content, Shape, ShapeKind, Stroke};
use editor::{Command, Paint, Refinement, ShapeStyle, StrokeStyle, Target};
use geom::{Mm, Rgb};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::fields::{ColourField, Number, NumberField, Slider};
use crate::editing::inspector::fold::Fold;
use crate::editing::inspector::paint_fields::{GradientFields, fill_name};
use crate::editing::inspector::{Only, refine};
use crate::parts::{Show, Switch, view};
use crate::words::{percent, words};

/// Width of an outline that is switched on, in mm.
const FIRST_STROKE: f64 = 1.0;

/// Fields of a shape.
#[component]
pub(crate) fn ShapeFields(
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let shape = Memo::new(move |_| layer.get().and_then(|layer| shape_of(&layer.content)));
    let style = move |style: ShapeStyle| {
        store.run(Command::StyleShape { target: Target::Selection, style });
    };
    let fill = Signal::derive(move || shape.with(|shape| shape.as_ref().and_then(|s| s.fill)));
    let paint =
        Signal::derive(move || shape.with(|shape| shape.as_ref().and_then(|it| it.paint.clone())));
    let set_paint = move |paint| refine(store, Refinement::Fill(paint));
    let stroke = Signal::derive(move || shape.with(|shape| shape.as_ref().and_then(|s| s.stroke)));
    let set_fill = move |fill: Option<Rgb>| {
        let fill = Some(fill.map_or(Paint::None, Paint::Solid));
        style(ShapeStyle { fill, ..ShapeStyle::default() });
    };
    let set_stroke = move |stroke: Option<Stroke>| {
        let stroke = Some(stroke.map_or(StrokeStyle::None, StrokeStyle::Line));
        style(ShapeStyle { stroke, ..ShapeStyle::default() });
    };
    let set_kind =
        move |kind: ShapeKind| style(ShapeStyle { kind: Some(kind), ..ShapeStyle::default() });
    let is_line = move || {
        shape.with(|shape| shape.as_ref().is_some_and(|s| matches!(s.kind, ShapeKind::Line)))
    };
    let stroke_or_first = move || {
        stroke
            .get_untracked()
            .unwrap_or(Stroke { colour: Rgb::BLACK, width: Mm::new(FIRST_STROKE) })
    };
    view! {
        <h3 class="group-title">{words().shape}</h3>
        <Show when=move || !is_line()>
            <Switch
                label=words().fill
                on=Signal::derive(move || fill.get().is_some())
                on_change=move |on: bool| set_fill(on.then_some(Rgb::BLACK))
            />
            <Show when=move || fill.get().is_some()>
                <ColourField
                    label=words().fill
                    value=fill
                    on_change=move |colour| set_fill(Some(colour))
                />
                <Fold
                    title=words().gradient
                    value=Signal::derive(move || paint.with(|paint| fill_name(paint.as_ref())))
                    on_reset=move |()| set_paint(None)
                >
                    <GradientFields value=paint colour=fill on_change=set_paint />
                </Fold>
            </Show>
        </Show>
        <Switch
            label=words().stroke
            on=Signal::derive(move || stroke.get().is_some())
            on_change=move |on: bool| set_stroke(on.then(stroke_or_first))
        />
        <Show when=move || stroke.get().is_some()>
            <ColourField
                label=words().stroke
                value=Signal::derive(move || stroke.get().map(|stroke| stroke.colour))
                on_change=move |colour| set_stroke(Some(Stroke { colour, ..stroke_or_first() }))
            />
            <div class="num-grid">
                <NumberField
                    label="≡"
                    name=words().stroke_width
                    unit="mm"
                    step=0.1
                    value=Signal::derive(move || stroke.get().map(|stroke| stroke.width.mm()))
                    on_change=move |width: Number| {
                        if let Some(width) = width {
                            set_stroke(Some(Stroke { width: Mm::new(width), ..stroke_or_first() }));
                        }
                    }
                />
            </div>
        </Show>
        <KindFields
            kind=Signal::derive(move || {
                shape.with(|shape| shape.as_ref().map_or(ShapeKind::Rectangle, |shape| shape.kind))
            })
            on_change=set_kind
        />
    }
}

/// Fields that only some kinds have. They stay while the kind does, so that a slider can be moved.
#[component]
pub(super) fn KindFields(
    /// The kind.
    kind: Signal<ShapeKind>,
    /// Another was chosen.
    #[prop(into)]
    on_change: Callback<ShapeKind>,
) -> impl IntoView {
    let count = move |label: &'static str, make: fn(u8) -> ShapeKind| {
        let value = Signal::derive(move || {
            f64::from(match kind.get() {
                ShapeKind::Star { points, .. } => points,
                ShapeKind::Polygon { corners } => corners,
                _ => 0,
            })
        });
        view! {
            <Slider
                label=label
                value=value
                range=(3.0, 24.0, 1.0)
                text=Signal::derive(move || value.get().to_string())
                on_change=move |number: f64| {
                    let made = match (make(number as u8), kind.get_untracked()) {
                        (ShapeKind::Star { points, .. }, ShapeKind::Star { inner, .. }) => {
                            ShapeKind::Star { points, inner }
                        }
                        (made, _) => made,
                    };
                    on_change.run(made);
                }
            />
        }
    };
    let radius = Signal::derive(move || match kind.get() {
        ShapeKind::RoundedRectangle { radius } => Some(radius.mm()),
        _ => None,
    });
    let inner = Signal::derive(move || match kind.get() {
        ShapeKind::Star { inner, .. } => inner,
        _ => 0.0,
    });
    view! {
        <Show when=move || matches!(kind.get(), ShapeKind::RoundedRectangle { .. })>
            <div class="num-grid">
                <NumberField
                    label="◜"
                    name=words().radius
                    unit="mm"
                    value=radius
                    on_change=move |radius: Number| {
                        if let Some(radius) = radius {
                            let radius = Mm::new(radius.max(0.0));
                            on_change.run(ShapeKind::RoundedRectangle { radius });
                        }
                    }
                />
            </div>
        </Show>
        <Show when=move || matches!(kind.get(), ShapeKind::Star { .. })>
            {count(words().points, |points| ShapeKind::Star { points, inner: 0.5 })}
            <Slider
                label=words().inner_radius
                value=inner
                range=(0.1, 0.95, 0.01)
                text=Signal::derive(move || percent(1.0 - inner.get()))
                on_change=move |inner| {
                    if let ShapeKind::Star { points, .. } = kind.get_untracked() {
                        on_change.run(ShapeKind::Star { points, inner });
                    }
                }
            />
        </Show>
        <Show when=move || matches!(kind.get(), ShapeKind::Polygon { .. })>
            {count(words().corners, |corners| ShapeKind::Polygon { corners })}
        </Show>
    }
}

fn shape_of(content: &Content) -> Option<Shape> {
    match content {
        Content::Shape(shape) => Some(shape.clone()),
        Content::Text(_) | Content::Image(_) | Content::Drawing(_) => None,
    }
}
