//! A walk over a whole document that notes each field that is set and each variant that is used. Every structure is taken
//! apart without `..` and every enum without `_`, so that what is new in a document does not go unnoticed.

use design::{
    Adjust, Align, Arrangement, Blend, CodeLevel, Content, Crop, Design, Feature, Fill, Fit, Group,
    Head, Image, ImageFormat, Keep, Layer, Mask, Part, Pattern, PixelSize, Placed, Shadow, Shape,
    ShapeKind, Source, Span, Stroke, Swap, Text, TextLimits, TextPath, Tile, Tone, VerticalAlign,
    Warp, WarpKind,
};
use geom::{Cap, Clip, Drawing, FillRule, Ink, Join, Mm, Node, Pen, Rgb, Stop};

use crate::seen::Seen;

/// Every design has it, or it is looked into elsewhere.
fn always<T>(_: &T) -> Option<bool> {
    None
}

fn some<T>(field: &&Option<T>) -> bool {
    field.is_some()
}

fn any<T>(field: &&Vec<T>) -> bool {
    !field.is_empty()
}

fn yes(field: &&bool) -> bool {
    **field
}

fn not_zero(field: &&f64) -> bool {
    **field != 0.0
}

fn long(field: &&Mm) -> bool {
    field.mm() != 0.0
}

/// Notes what a design has.
pub(crate) fn design(seen: &mut Seen, design: &Design) {
    fields!(seen, design, Design { schema: always, id: always, head: always, layers: always });
    fields!(
        seen,
        &design.head,
        Head {
            name: |name: &&String| !name.is_empty(),
            product: always,
            colour: always,
            template: some,
            is_template: yes,
        }
    );
    for layer in design.layers.values() {
        self::layer(seen, layer);
    }
}

fn layer(seen: &mut Seen, layer: &Layer) {
    fields!(
        seen,
        layer,
        Layer {
            id: always,
            side: always,
            order: always,
            name: |name: &&String| !name.is_empty(),
            x: |x: &&Mm| x.mm() < 0.0,
            y: |y: &&Mm| y.mm() < 0.0,
            rotation: |turn: &&geom::Angle| turn.in_degrees() % 90.0 != 0.0,
            opacity: |opacity: &&f64| **opacity < 1.0,
            locked: yes,
            hidden: yes,
            groups: any,
            flip_x: yes,
            flip_y: yes,
            blend: always,
            shadows: any,
            keep: always,
            part: some,
            content: always,
        }
    );
    seen.feature("a layer that nobody sees: opacity 0", layer.opacity == 0.0);
    seen.feature("groups within groups", layer.groups.len() == design::MAX_GROUPS);
    seen.feature("several shadows", layer.shadows.len() == design::MAX_SHADOWS);
    variant!(seen, layer.blend, Blend { Normal, Multiply, Screen, Overlay, Darken, Lighten });
    fields!(seen, &layer.keep, Keep { place: yes, look: yes, content: yes });
    for group in &layer.groups {
        fields!(seen, group, Group { id: always, name: |name: &&String| !name.is_empty() });
    }
    for shadow in &layer.shadows {
        fields!(
            seen,
            shadow,
            Shadow {
                dx: long,
                dy: long,
                blur: long,
                colour: always,
                opacity: |opacity: &&f64| **opacity < 1.0,
            }
        );
        seen.feature("a hard shadow", shadow.blur.mm() == 0.0);
    }
    if let Some(part) = &layer.part {
        fields!(seen, part, Part { layout: always, number: |number: &&u16| **number > 0 });
    }
    variant!(seen, layer.content, Content { Text, Image, Shape, Drawing });
    match &layer.content {
        Content::Text(text) => self::text(seen, text),
        Content::Image(image) => self::image(seen, image),
        Content::Shape(shape) => self::shape(seen, shape),
        Content::Drawing(placed) => self::placed(seen, placed),
    }
}

fn text(seen: &mut Seen, text: &Text) {
    fields!(
        seen,
        text,
        Text {
            content: |content: &&String| content.contains('\n'),
            font: always,
            size: always,
            colour: always,
            align: always,
            line_height: |height: &&f64| **height != 1.2,
            letter_spacing: |space: &&f64| **space < 0.0,
            width: some,
            fill: some,
            outlines: any,
            spans: any,
            paragraph_spacing: not_zero,
            fit: always,
            vertical: always,
            features: any,
            path: some,
            warp: some,
            limits: some,
            field: some,
        }
    );
    seen.feature("a text without words", text.content.is_empty());
    seen.feature("a long text", text.content.chars().count() > 4_000);
    seen.feature("a tiny text", text.size.mm() <= 0.1);
    seen.feature("a huge text", text.size.mm() >= 1_000.0);
    seen.feature("letters far apart", text.letter_spacing > 1.0);
    seen.feature("all outlines of a text", text.outlines.len() == design::MAX_OUTLINES);
    seen.feature("a path and a warp", text.path.is_some() && text.warp.is_some());
    variant!(seen, text.align, Align { Left, Centre, Right, Justify });
    variant!(seen, text.fit, Fit { Grow, Fixed, Shrink });
    variant!(seen, text.vertical, VerticalAlign { Top, Middle, Bottom });
    text.fill.iter().for_each(|fill| self::fill(seen, fill));
    text.outlines.iter().for_each(|line| stroke(seen, line));
    text.features.iter().for_each(|feature| self::feature(seen, feature));
    for span in &text.spans {
        fields!(
            seen,
            span,
            Span {
                from: always,
                to: always,
                font: some,
                scale: some,
                colour: some,
                rise: some,
                features: any,
            }
        );
        span.features.iter().for_each(|feature| self::feature(seen, feature));
    }
    if let Some(path) = &text.path {
        variant!(seen, path, TextPath { ArcUp, ArcDown, Circle, Wave });
        if let TextPath::Circle { radius: _, start, inside } = path {
            seen.feature("letters inside of a circle", *inside);
            seen.feature("letters outside of a circle", !*inside);
            seen.feature("a circle's text that begins elsewhere", start.in_degrees() != 0.0);
        }
    }
    if let Some(warp) = &text.warp {
        fields!(seen, warp, Warp { kind: always, amount: |amount: &&f64| **amount < 0.0 });
        variant!(seen, warp.kind, WarpKind { Arch, Bulge, Flag, Perspective, Rise });
    }
    if let Some(limits) = &text.limits {
        fields!(seen, limits, TextLimits { characters: some, lines: some });
    }
}

fn feature(seen: &mut Seen, feature: &Feature) {
    fields!(seen, feature, Feature { tag: always, value: |value: &&u8| **value == 0 });
}

fn fill(seen: &mut Seen, fill: &Fill) {
    variant!(seen, fill, Fill { Linear, Radial, Pattern });
    match fill {
        Fill::Linear { angle, stops } => {
            seen.feature("a turned gradient", angle.in_degrees() % 90.0 != 0.0);
            stops.iter().for_each(|stop| self::stop(seen, stop));
        }
        Fill::Radial { stops } => stops.iter().for_each(|stop| self::stop(seen, stop)),
        Fill::Pattern(pattern) => {
            fields!(
                seen,
                pattern,
                Pattern {
                    tile: always,
                    arrangement: always,
                    width: always,
                    gap: long,
                    angle: |angle: &&geom::Angle| angle.in_degrees() != 0.0,
                }
            );
            variant!(seen, pattern.arrangement, Arrangement { Grid, Brick, HalfDrop });
            variant!(seen, pattern.tile, Tile { Drawing, Image });
            match &pattern.tile {
                Tile::Drawing { artwork: _ } => {}
                Tile::Image { artwork: _, format, pixels: _ } => {
                    self::format(seen, "tile", *format)
                }
            }
        }
    }
}

fn stop(seen: &mut Seen, stop: &Stop) {
    fields!(
        seen,
        stop,
        Stop { at: always, colour: always, opacity: |opacity: &&f64| **opacity < 1.0 }
    );
}

fn stroke(seen: &mut Seen, stroke: &Stroke) {
    fields!(seen, stroke, Stroke { colour: always, width: |width: &&Mm| width.mm() == 0.0 });
}

fn format(seen: &mut Seen, where_: &str, format: ImageFormat) {
    variant!(seen, format, ImageFormat { Png, Jpeg, WebP });
    let all = ["Png", "Jpeg", "WebP"];
    let found = match format {
        ImageFormat::Png => "Png",
        ImageFormat::Jpeg => "Jpeg",
        ImageFormat::WebP => "WebP",
    };
    seen.one_of(where_, &all, found);
}

fn image(seen: &mut Seen, image: &Image) {
    fields!(
        seen,
        image,
        Image {
            artwork: always,
            format: always,
            pixels: |pixels: &&PixelSize| pixels.width == 1,
            width: always,
            height: always,
            file_name: always,
            original: some,
            crop: some,
            mask: some,
            adjust: always,
            tone: some,
        }
    );
    format(seen, "picture", image.format);
    fields!(
        seen,
        &image.adjust,
        Adjust {
            brightness: not_zero,
            contrast: not_zero,
            saturation: not_zero,
            temperature: not_zero,
        }
    );
    if let Some(crop) = &image.crop {
        fields!(
            seen,
            crop,
            Crop { left: not_zero, top: not_zero, right: not_zero, bottom: not_zero }
        );
    }
    if let Some(mask) = &image.mask {
        variant!(seen, mask, Mask { Shape, Text, Drawing });
        if let Mask::Shape(kind) = mask {
            kind_of(seen, "mask", kind);
        }
    }
    if let Some(tone) = &image.tone {
        variant!(seen, tone, Tone { Greyscale, Duotone, Threshold, Posterise });
    }
}

fn shape(seen: &mut Seen, shape: &Shape) {
    fields!(
        seen,
        shape,
        Shape {
            kind: always,
            width: |width: &&Mm| width.mm() >= 5_000.0,
            height: |height: &&Mm| height.mm() <= 0.01,
            fill: some,
            paint: some,
            stroke: some,
        }
    );
    kind_of(seen, "shape", &shape.kind);
    shape.paint.iter().for_each(|fill| self::fill(seen, fill));
    shape.stroke.iter().for_each(|line| stroke(seen, line));
}

fn kind_of(seen: &mut Seen, where_: &str, kind: &ShapeKind) {
    let all = ["Rectangle", "RoundedRectangle", "Ellipse", "Line", "Star", "Heart", "Polygon"];
    let found = match kind {
        ShapeKind::Rectangle => "Rectangle",
        ShapeKind::RoundedRectangle { radius: _ } => "RoundedRectangle",
        ShapeKind::Ellipse => "Ellipse",
        ShapeKind::Line => "Line",
        ShapeKind::Star { points: _, inner: _ } => "Star",
        ShapeKind::Heart => "Heart",
        ShapeKind::Polygon { corners: _ } => "Polygon",
    };
    seen.one_of(where_, &all, found);
}

fn placed(seen: &mut Seen, placed: &Placed) {
    fields!(
        seen,
        placed,
        Placed {
            artwork: always,
            width: always,
            height: always,
            name: always,
            swaps: any,
            source: always,
        }
    );
    for swap in &placed.swaps {
        fields!(seen, swap, Swap { from: |from: &&Rgb| **from == Rgb::BLACK, to: always });
    }
    variant!(seen, placed.source, Source { Upload, Motif, Code, Traced });
    if let Source::Code { content: _, level } = &placed.source {
        variant!(seen, level, CodeLevel { Low, Medium, Quartile, High });
    }
}

/// Notes what a drawing has.
pub(crate) fn drawing(seen: &mut Seen, drawing: &Drawing) {
    fields!(seen, drawing, Drawing { size: always, nodes: any });
    nodes(seen, &drawing.nodes);
}

fn nodes(seen: &mut Seen, nodes: &[Node]) {
    for node in nodes {
        variant!(seen, node, Node { Fill, Line, Group });
        match node {
            Node::Fill { path: _, rule, ink, opacity } => {
                variant!(seen, rule, FillRule { NonZero, EvenOdd });
                seen.feature("a faded fill of a drawing", *opacity < 1.0);
                self::ink(seen, "fill", ink);
            }
            Node::Line { path: _, pen, ink, opacity } => {
                fields!(seen, pen, Pen { width: not_zero, cap: always, join: always, dashes: any });
                variant!(seen, pen.cap, Cap { Butt, Round, Square });
                variant!(seen, pen.join, Join { Mitre, Round, Bevel });
                seen.feature("a faded line of a drawing", *opacity < 1.0);
                self::ink(seen, "line", ink);
            }
            Node::Group { opacity, clip, nodes } => {
                seen.feature("a faded group of a drawing", *opacity < 1.0);
                seen.feature("a cut group of a drawing", clip.is_some());
                if let Some(Clip { path: _, rule }) = clip {
                    seen.feature("a cut by winding", *rule == FillRule::NonZero);
                    seen.feature("a cut by counting", *rule == FillRule::EvenOdd);
                }
                self::nodes(seen, nodes);
            }
        }
    }
}

fn ink(seen: &mut Seen, what: &str, ink: &Ink) {
    variant!(seen, ink, Ink { Solid, Linear, Radial });
    match ink {
        Ink::Solid(_) => seen.feature(&format!("a {what} of one colour"), true),
        Ink::Linear { from: _, to: _, stops } | Ink::Radial { centre: _, radius: _, stops } => {
            seen.feature(&format!("a {what} with a gradient"), true);
            seen.feature("as many stops as can be", stops.len() == geom::MAX_STOPS);
            stops.iter().for_each(|stop| self::stop(seen, stop));
        }
    }
}
