//! One property of what layers hold: fills, outlines, paths, crops and the like.

use design::{Content, Crop, Fit, Image, Layer, Mask, broken_rule};
use geom::{Frame, Mm, Size, Vec2, rotation};
use scene::frame_of;

use super::content::of_kind;
use super::{Draft, Plan, unlocked};
use crate::limits::{edge, tame};
use crate::{CommandError, Context, Refinement, Said, Session, Target};

/// Sets one property of the target's layers.
pub(super) fn refine(
    session: &Session,
    target: &Target,
    how: &Refinement,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids = match how.needed() {
        Some(kind) => of_kind(session, target, kind)?,
        None => unlocked(session, target)?,
    };
    let mut draft = Draft::of(session);
    for id in &ids {
        let Some(layer) = draft.layer(*id) else { continue };
        let before = frame_of(layer, context.resources);
        match how {
            Refinement::Crop(crop) => cropped(layer, *crop, &before),
            Refinement::Fit(fit) => boxed(layer, *fit, &before),
            Refinement::Traced(_) | Refinement::Plain => {
                cropped(layer, None, &before);
                how.dress(layer);
            }
            _ => how.dress(layer),
        }
        let mut tamed = layer.clone();
        tame(&mut tamed);
        if let Some(reason) = broken_rule(*id, &tamed) {
            return Err(CommandError::OutOfRange { reason });
        }
    }
    let said = Said::Done { label: how.id() };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(match how {
        // Pressed, not slid: taking a background off and putting it back are two steps, however quick.
        Refinement::Repaint { .. }
        | Refinement::Traced(_)
        | Refinement::Plain
        | Refinement::Mask(None | Some(Mask::Drawing { .. })) => plan,
        _ => plan.amending(how.id(), &ids, 0),
    })
}

/// Sets how a text's box follows the text. A text that grew is put into the box that it fills: its lines stay as they are.
fn boxed(layer: &mut Layer, fit: Fit, before: &Frame) {
    /// So much wider than its longest line that no line is broken.
    const AIR: f64 = 0.01;
    let Content::Text(text) = &mut layer.content else { return };
    let is_straight = text.path.is_none() && text.warp.is_none();
    if text.fit == Fit::Grow && fit != Fit::Grow && text.width.is_none() && is_straight {
        text.width = Some(Mm::new(edge(before.size.width + AIR)));
    }
    text.fit = fit;
    if is_straight {
        layer.place(before);
    }
}

/// Shows another part of a picture: its scale stays, and so does the place of what is shown.
fn cropped(layer: &mut Layer, crop: Option<Crop>, before: &Frame) {
    let Content::Image(image) = &mut layer.content else { return };
    let whole = whole_size(image);
    let old = part(image.crop);
    let new = part(crop);
    let middle = |[left, top, right, bottom]: [f64; 4]| {
        Vec2::new(
            (left + 1.0 - right) / 2.0 * whole.width,
            (top + 1.0 - bottom) / 2.0 * whole.height,
        )
    };
    let shift = middle(new) - middle(old);
    let size = Size::new(
        edge(whole.width * (1.0 - new[0] - new[2])),
        edge(whole.height * (1.0 - new[1] - new[3])),
    );
    image.crop = crop;
    image.width = Mm::new(size.width);
    image.height = Mm::new(size.height);
    let mirrored = Vec2::new(
        if layer.flip_x { -shift.x } else { shift.x },
        if layer.flip_y { -shift.y } else { shift.y },
    );
    let turned = rotation(before.rotation, geom::Point::ORIGIN) * mirrored.to_point();
    let centre = before.centre + turned.to_vec2();
    layer.place(&Frame { centre, size, rotation: before.rotation });
}

/// The size that the whole picture would have at the scale at which its part is shown.
fn whole_size(image: &Image) -> Size {
    let [left, top, right, bottom] = part(image.crop);
    Size::new(image.width.mm() / (1.0 - left - right), image.height.mm() / (1.0 - top - bottom))
}

fn part(crop: Option<Crop>) -> [f64; 4] {
    crop.map_or([0.0; 4], |crop| [crop.left, crop.top, crop.right, crop.bottom])
}
