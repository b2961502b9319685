//! What can be seen through and what fades, for techniques that print neither.

use design::{Content, Fill, Fix, Layer};
use scene::{Item, Note};

use super::check::View;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, may, proposal};
use super::pictures::PictureFacts;

/// From this opacity on something is solid.
const SOLID: f64 = 0.995;
/// A picture with a smaller part of such pixels is taken as it is.
const LEAST_PART: f64 = 0.005;

/// Something that can be seen through.
pub(super) fn transparency(
    view: &View<'_>,
    facts: &mut PictureFacts,
) -> Option<(Problem, Option<Proposal>)> {
    if view.check.limits.transparency {
        return None;
    }
    let stated = view.stated.is_some_and(is_see_through);
    let mut inner = false;
    view.drawn.each(&mut |item, _| {
        inner |= match item {
            Item::Fill { ink, opacity, .. } | Item::Line { ink, opacity, .. } => {
                *opacity < SOLID || has_clear_stop(ink)
            }
            Item::Group(group) => group.opacity < SOLID,
            Item::Picture(picture) => {
                let facts =
                    view.check.artworks.and_then(|artworks| facts.of(picture.artwork, artworks));
                facts.is_some_and(|facts| facts.translucent > LEAST_PART)
            }
            Item::Soft(_) => false,
        };
    });
    if !(view.drawn.opacity < SOLID || inner) {
        return None;
    }
    // What the document says can be mended; what is in a drawing's or a picture's file cannot.
    let fix = view.stated.filter(|layer| {
        let own = match &layer.content {
            Content::Text(text) => !is_pattern(text.fill.as_ref()) && !has_coloured_glyphs(view),
            Content::Shape(shape) => !is_pattern(shape.paint.as_ref()),
            Content::Image(_) | Content::Drawing(_) => false,
        };
        stated && (own || !file_is_clear(view, facts)) && may(layer, Touch::Look)
    });
    let fix = fix.map(|layer| proposal("Make it opaque", layer.id, Fix::Opaque));
    Some((Problem::Transparency, fix))
}

/// An edge that fades: a soft shadow, or a picture that fades out.
pub(super) fn soft_edge(
    view: &View<'_>,
    facts: &mut PictureFacts,
) -> Option<(Problem, Option<Proposal>)> {
    let (mut soft, mut fading) = (false, false);
    view.drawn.each(&mut |item, _| match item {
        Item::Soft(_) => soft = true,
        Item::Picture(picture) if picture.look.flat.is_none() => {
            let facts =
                view.check.artworks.and_then(|artworks| facts.of(picture.artwork, artworks));
            fading |= facts.is_some_and(|facts| facts.fading > LEAST_PART);
        }
        Item::Fill { .. } | Item::Line { .. } | Item::Group(_) | Item::Picture(_) => {}
    });
    if view.check.limits.soft_edges {
        return soft.then_some((Problem::BecomesPixels, None));
    }
    let fix = view.stated.filter(|layer| soft && !fading && may(layer, Touch::Look));
    let fix = fix.map(|layer| proposal("Make the shadow hard", layer.id, Fix::HardEdges));
    (soft || fading).then_some((Problem::SoftEdge, fix))
}

/// A pattern whose tiles became larger.
pub(super) fn larger_tiles(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    view.drawn.notes.iter().find_map(|note| match *note {
        Note::LargerTiles { by } => {
            Some((Problem::LargerTiles { by: (by * 10.0).ceil() / 10.0 }, None))
        }
        Note::MissingDrawing(_) => None,
    })
}

fn has_clear_stop(ink: &geom::Ink) -> bool {
    match ink {
        geom::Ink::Solid(_) => false,
        geom::Ink::Linear { stops, .. } | geom::Ink::Radial { stops, .. } => {
            stops.iter().any(|stop| stop.opacity < SOLID)
        }
    }
}

fn is_see_through(layer: &Layer) -> bool {
    let stops = match layer.content.fill() {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => stops.as_slice(),
        Some(Fill::Pattern(_)) | None => &[],
    };
    layer.opacity < SOLID
        || layer.shadows.iter().any(|shadow| shadow.opacity > 0.0 && shadow.opacity < SOLID)
        || stops.iter().any(|stop| stop.opacity < SOLID)
}

fn is_pattern(fill: Option<&Fill>) -> bool {
    matches!(fill, Some(Fill::Pattern(_)))
}

/// Whether letters have inks of their own, as emoji do.
pub(super) fn has_coloured_glyphs(view: &View<'_>) -> bool {
    let Some(Content::Text(text)) = view.stated.map(|layer| &layer.content) else { return false };
    let block = view.check.resources.text(&text.key());
    block.is_some_and(|block| {
        block.pieces.iter().any(|piece| matches!(piece.ink, geom::TextInk::Glyph(_)))
    })
}

/// Whether what is in files, not what the document says, can be seen through.
fn file_is_clear(view: &View<'_>, facts: &mut PictureFacts) -> bool {
    let mut clear = false;
    for item in view.own() {
        item.each(geom::Affine::IDENTITY, &mut |item, _| {
            clear |= match item {
                Item::Fill { ink, opacity, .. } | Item::Line { ink, opacity, .. } => {
                    *opacity < SOLID || has_clear_stop(ink)
                }
                Item::Group(group) => group.opacity < SOLID,
                Item::Picture(picture) => {
                    let facts = view
                        .check
                        .artworks
                        .and_then(|artworks| facts.of(picture.artwork, artworks));
                    facts.is_some_and(|facts| facts.translucent > LEAST_PART)
                }
                Item::Soft(_) => false,
            };
        });
    }
    clear
}
