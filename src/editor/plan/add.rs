//! New texts, shapes and pictures: first sizes, colours and places that need no correction on most products.

use design::{
    Align, Content, Fill, FontId, Image, Layer, LayerId, OrderKey, Placed, Shape, ShapeKind,
    Source, Text, broken_rule,
};
use geom::{Frame, Mm, Point, Rect, Rgb, Size, quantised};
use scene::frame_of;

use super::{Draft, Plan, number};
use crate::limits::{MAX_TEXT, edge, written};
use crate::{CommandError, Context, Picture, Said, Session, ShapeStyle, TextStyle, title};

/// The font of a text that names none.
const USUAL_FONT: &str = "inter";
/// Em height of a first text as a part of the print area's height, and its range in mm.
const TEXT_PART: f64 = 0.1;
const TEXT_RANGE: (f64, f64) = (4.0, 40.0);
/// Width of a first shape as a part of the print area's shorter edge.
const SHAPE_PART: f64 = 0.35;
/// Width and height of a first picture as a part of the print area's.
const PICTURE_PART: f64 = 0.6;
/// The same of a motif and of a code, which seldom stand alone.
const MOTIF_PART: f64 = 0.45;
const CODE_PART: f64 = 0.3;
/// A small picture is not shrunk below this for the sake of its resolution: the shopper has to see it, and is told.
const SMALLEST_PICTURE: f64 = 20.0;
/// A new layer is moved aside by this while another one has its centre there, in mm.
const ASIDE: f64 = 6.0;
/// Space between a new text and one that was there, in mm.
const GAP: f64 = 4.0;
/// How often it is moved aside at most.
const MOST_ASIDE: usize = 12;

type At = Option<(f64, f64)>;

/// Adds a text.
pub(super) fn text(
    session: &Session,
    content: &str,
    style: &TextStyle,
    at: At,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let area = session.area();
    let size = (area.height.mm() * TEXT_PART).clamp(TEXT_RANGE.0, TEXT_RANGE.1);
    let mut text = Text {
        align: style.align.unwrap_or(Align::Centre),
        ..Text::plain(
            written(content),
            FontId(USUAL_FONT.to_owned()),
            Mm::new(size.round()),
            contrasting(session),
        )
    };
    style.dress(&mut text);
    let is_cut = content.chars().nth(MAX_TEXT).is_some();
    let mut plan = add(session, Content::Text(text), at, context)?;
    if is_cut {
        plan.said = Said::TextCut { limit: MAX_TEXT };
    }
    Ok(plan)
}

/// Adds a shape.
pub(super) fn shape(
    session: &Session,
    kind: ShapeKind,
    style: &ShapeStyle,
    size: At,
    at: At,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let area = session.area();
    let usual = (area.width.min(area.height).mm() * SHAPE_PART).round();
    let (width, height) = match (size, kind) {
        (Some((width, height)), _) => (number(width)?, number(height)?),
        (None, ShapeKind::Line) => (usual, (usual / 10.0).max(1.0)),
        (None, _) => (usual, usual),
    };
    let colour = contrasting(session);
    let (fill, stroke) = match kind {
        // A line has no inside.
        ShapeKind::Line => (None, Some(design::Stroke { colour, width: Mm::new(1.0) })),
        _ => (Some(colour), None),
    };
    let (width, height) = (Mm::new(edge(width)), Mm::new(edge(height)));
    let mut shape = Shape { kind, width, height, fill, paint: None, stroke };
    ShapeStyle { kind: None, ..style.clone() }.dress(&mut shape);
    add(session, Content::Shape(shape), at, context)
}

/// Adds a picture.
pub(super) fn image(
    session: &Session,
    picture: Picture,
    at: At,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let area = session.area();
    let fits = Size::new(area.width.mm(), area.height.mm()) * PICTURE_PART;
    let floor = session.product().technique.floor_dpi.per_mm();
    let pixels = f64::from(picture.pixels.width.max(picture.pixels.height).max(1));
    let sharp = (pixels / floor.max(0.1)).max(SMALLEST_PICTURE);
    let box_ = Size::new(fits.width.min(sharp), fits.height.min(sharp));
    add(session, Content::Image(fitted(picture, box_)), at, context)
}

/// Adds vector artwork.
pub(super) fn drawing(
    session: &Session,
    drawing: Placed,
    at: At,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let area = session.area();
    let part = match drawing.source {
        Source::Upload | Source::Traced { .. } => PICTURE_PART,
        Source::Motif { .. } => MOTIF_PART,
        Source::Code { .. } => CODE_PART,
    };
    let box_ = Size::new(area.width.mm(), area.height.mm()) * part;
    let ratio = number(drawing.width.mm() / drawing.height.mm())?;
    let width = box_.width.min(box_.height * ratio);
    let (width, height) = (Mm::new(edge(width)), Mm::new(edge(width / ratio)));
    add(session, Content::Drawing(Placed { width, height, ..drawing }), at, context)
}

/// Fills the print area behind all that is there.
pub(super) fn fill_area(
    session: &Session,
    fill: Fill,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let area = session.area();
    let (width, height) = (area.width, area.height);
    let shape = Shape {
        kind: ShapeKind::Rectangle,
        width,
        height,
        fill: None,
        paint: Some(fill),
        stroke: None,
    };
    let stack = session.design().stack(session.side());
    let order = OrderKey::between(None, stack.first().map(|layer| &layer.order));
    let side = session.side().clone();
    let mut layer = Layer::plain(LayerId(0), side.clone(), order, Content::Shape(shape));
    let centre = Point::new(quantised(width.mm() / 2.0), quantised(height.mm() / 2.0));
    let size = Size::new(width.mm(), height.mm());
    layer.place(&geom::Frame { centre, size, rotation: geom::Angle::ZERO });
    if let Some(reason) = broken_rule(layer.id, &layer) {
        return Err(CommandError::OutOfRange { reason });
    }
    let title = title(&layer);
    let mut draft = Draft::of(session);
    let id = draft.add(layer, context)?;
    let plan = Plan::step(session, draft.finish(context), Said::Added { title });
    Ok(plan.selecting(side, [id]))
}

/// A picture as large as its proportion allows in a box.
pub(super) fn fitted(picture: Picture, box_: Size) -> Image {
    let Picture { artwork, format, pixels, file_name } = picture;
    let ratio = f64::from(pixels.width.max(1)) / f64::from(pixels.height.max(1));
    let width = box_.width.min(box_.height * ratio);
    let size = (Mm::new(edge(width)), Mm::new(edge(width / ratio)));
    Image::plain(artwork, format, pixels, size, file_name)
}

/// Black or white, whichever is easier to see on the product.
fn contrasting(session: &Session) -> Rgb {
    let colour = session.product().colour(&session.design().head.colour);
    let ground =
        colour.or(session.product().colours.first()).map_or(Rgb::WHITE, |known| known.parts.body);
    if ground.contrast(Rgb::BLACK) >= ground.contrast(Rgb::WHITE) { Rgb::BLACK } else { Rgb::WHITE }
}

fn add(
    session: &Session,
    content: Content,
    at: At,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let side = session.side().clone();
    let mut layer = Layer::plain(LayerId(0), side, on_top(session), content);
    let frame = frame_of(&layer, context.resources);
    let centre = match at {
        Some((x, y)) => Point::new(number(x)?, number(y)?),
        None => free_place(session, &layer, &frame, context),
    };
    layer.place(&Frame { centre, ..frame });
    let title = title(&layer);
    let mut draft = Draft::of(session);
    let id = draft.add(layer, context)?;
    let said = Said::Added { title };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(plan.selecting(session.side().clone(), [id]))
}

fn on_top(session: &Session) -> OrderKey {
    let stack = session.design().stack(session.side());
    OrderKey::between(stack.last().map(|layer| &layer.order), None)
}

/// The middle of the print area. A text goes above or below where other words already are; anything else, and a text that
/// finds no room there, beside the middle where another layer's centre already is.
fn free_place(session: &Session, new: &Layer, frame: &Frame, context: &Context<'_>) -> Point {
    let area = session.area();
    let stack = session.design().stack(session.side());
    let mut at = Point::new(quantised(area.width.mm() / 2.0), quantised(area.height.mm() / 2.0));
    let is_text = |layer: &Layer| matches!(layer.content, Content::Text(_));
    if is_text(new) {
        let words = stack.iter().filter(|layer| is_text(layer) && !layer.hidden);
        let taken: Vec<Rect> =
            words.map(|layer| frame_of(layer, context.resources).bounds()).collect();
        if let Some(y) = free_height(&taken, frame.size, at, area.height.mm()) {
            return Point::new(at.x, y);
        }
    }
    let centres: Vec<Point> =
        stack.iter().map(|layer| frame_of(layer, context.resources).centre).collect();
    for _ in 0..MOST_ASIDE {
        if !centres.iter().any(|centre| (*centre - at).hypot2() < 1.0) {
            break;
        }
        at += (ASIDE, ASIDE);
    }
    at
}

/// The height nearest to `middle` at which something of this size, centred there, lies inside the print area and on
/// nothing that is taken; all in mm.
fn free_height(taken: &[Rect], size: Size, middle: Point, height: f64) -> Option<f64> {
    let away = size.height / 2.0 + GAP;
    let candidates = taken.iter().flat_map(|rect| [rect.y0 - away, rect.y1 + away]);
    let is_free = |y: &f64| {
        let place = Rect::from_center_size((middle.x, *y), size);
        place.y0 >= 0.0 && place.y1 <= height && !taken.iter().any(|rect| rect.overlaps(place))
    };
    let far = |y: &f64| (y - middle.y).abs();
    let free = candidates.map(quantised).chain([middle.y]).filter(is_free);
    free.min_by(|one, other| far(one).total_cmp(&far(other)))
}
