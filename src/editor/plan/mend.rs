//! What mends findings of the check before printing: each fix is done to a draft, all of them as one step. Whether a fix
//! helps is preflight's to say.

use design::{Content, Fill, Fix, Layer, LayerId, Mend, Stroke, Swap, Tone, broken_rule};
use geom::{Mm, Rgb, Vec2};

use super::geometry::put;
use super::stack::{slots, write_keys};
use super::{Draft, Plan, number};
use crate::error::Kind;
use crate::hold::{Goal, Hold};
use crate::limits::tame;
use crate::{CommandError, CommandId, Context, Said, Session};

/// Does all of it, or nothing.
pub(super) fn mend(
    session: &Session,
    mends: &[Mend],
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    if mends.is_empty() {
        return Err(CommandError::NothingSelected);
    }
    let mut draft = Draft::of(session);
    for Mend { layer, fix } in mends {
        let id = *layer;
        let known = session.design().layers.get(&id);
        let known = known.ok_or(CommandError::NoSuchLayer { layer: id })?;
        if known.locked {
            return Err(CommandError::Locked { layer: id });
        }
        match fix {
            Fix::Remove => draft.delete(id),
            Fix::ToFront => {
                let mut order = slots(session, &known.side);
                order.retain(|slot| slot.0 != id);
                order.push((id, None));
                write_keys(&mut draft, &order);
            }
            Fix::Place { scale, dx, dy } => {
                let by = Vec2::new(number(dx.mm())?, number(dy.mm())?);
                placed(session, &mut draft, (id, number(*scale)?), by, context)?;
            }
            _ => {
                // A layer that an earlier fix deleted is gone.
                let layer = draft.layer(id).ok_or(CommandError::NoSuchLayer { layer: id })?;
                dress(layer, fix)?;
                let mut tamed = layer.clone();
                tame(&mut tamed);
                if let Some(reason) = broken_rule(id, &tamed) {
                    return Err(CommandError::OutOfRange { reason });
                }
            }
        }
    }
    let said = Said::Done { label: CommandId::Mend };
    Ok(Plan::step(session, draft.finish(context), said))
}

/// Scales a layer around its middle and moves it.
fn placed(
    session: &Session,
    draft: &mut Draft<'_>,
    (id, scale): (LayerId, f64),
    by: Vec2,
    context: &Context<'_>,
) -> Result<(), CommandError> {
    let hold = Hold::of(session, &[id], context.resources)?;
    let mut goals = match scale == 1.0 {
        true => hold.held.iter().map(|held| Goal::at(held.frame)).collect(),
        false => hold.scaled(scale, hold.frame.centre),
    };
    let by = hold.reachable(by);
    goals.iter_mut().for_each(|goal| goal.frame.centre += by);
    for arrangement in hold.arrangements(&goals) {
        if let Some(layer) = draft.layer(id) {
            put(layer, &arrangement);
        }
    }
    Ok(())
}

/// What a fix makes of what a layer holds.
fn dress(layer: &mut Layer, fix: &Fix) -> Result<(), CommandError> {
    let only = |needed| Err(CommandError::WrongKind { needed });
    match (fix, &mut layer.content) {
        (Fix::Reveal, _) => layer.hidden = false,
        (Fix::Opaque, content) => {
            layer.opacity = 1.0;
            // One that is not drawn at all stays away.
            let drawn = layer.shadows.iter_mut().filter(|shadow| shadow.opacity > 0.0);
            drawn.for_each(|shadow| shadow.opacity = 1.0);
            if let Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) = fill_of(content) {
                stops.iter_mut().for_each(|stop| stop.opacity = 1.0);
            }
        }
        (Fix::HardEdges, _) => {
            layer.shadows.iter_mut().for_each(|shadow| shadow.blur = Mm::ZERO);
        }
        (Fix::Recolour { from, to }, _) => recolour(layer, *from, *to),
        (Fix::Lines { width }, Content::Text(text)) => {
            text.outlines.iter_mut().for_each(|line| thicken(line, *width));
        }
        (Fix::Lines { width }, Content::Shape(shape)) => {
            shape.stroke.iter_mut().for_each(|line| thicken(line, *width));
        }
        (Fix::Lines { .. }, _) => return only(Kind::Filled),
        (Fix::Letters { scale }, Content::Text(text)) => {
            for span in &mut text.spans {
                span.scale = span.scale.map(|own| own.max(*scale));
            }
        }
        (Fix::Bolder { width }, Content::Text(text)) => {
            text.outlines.insert(0, Stroke { colour: text.colour, width: *width });
        }
        (Fix::Without { characters }, Content::Text(text)) => {
            let kept = text.content.chars().filter(|letter| !characters.contains(*letter));
            let kept = kept.collect();
            text.rewrite(kept);
        }
        (Fix::Letters { .. } | Fix::Bolder { .. } | Fix::Without { .. }, _) => {
            return only(Kind::Text);
        }
        (Fix::Reduce { tone }, Content::Image(image)) => image.tone = Some(*tone),
        (Fix::Reduce { .. }, _) => return only(Kind::Picture),
        (Fix::Place { .. } | Fix::ToFront | Fix::Remove, _) => {}
    }
    Ok(())
}

fn thicken(line: &mut Stroke, width: Mm) {
    // A line without a width is none.
    if line.width > Mm::ZERO {
        line.width = line.width.max(width);
    }
}

fn fill_of(content: &mut Content) -> Option<&mut Fill> {
    match content {
        Content::Text(text) => text.fill.as_mut(),
        Content::Shape(shape) => shape.paint.as_mut(),
        Content::Image(_) | Content::Drawing(_) => None,
    }
}

fn recolour(layer: &mut Layer, from: Rgb, to: Rgb) {
    let change = |colour: &mut Rgb| {
        if *colour == from {
            *colour = to;
        }
    };
    layer.shadows.iter_mut().for_each(|shadow| change(&mut shadow.colour));
    if let Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) = fill_of(&mut layer.content) {
        stops.iter_mut().for_each(|stop| change(&mut stop.colour));
    }
    match &mut layer.content {
        Content::Text(text) => {
            change(&mut text.colour);
            text.spans.iter_mut().flat_map(|span| &mut span.colour).for_each(change);
            text.outlines.iter_mut().for_each(|line| change(&mut line.colour));
        }
        Content::Shape(shape) => {
            shape.fill.iter_mut().for_each(change);
            shape.stroke.iter_mut().for_each(|line| change(&mut line.colour));
        }
        Content::Drawing(drawing) => {
            let is_swapped = drawing.swaps.iter().any(|swap| swap.from == from);
            drawing.swaps.iter_mut().for_each(|swap| change(&mut swap.to));
            if !is_swapped {
                drawing.swaps.push(Swap { from, to });
            }
        }
        Content::Image(image) => {
            if let Some(Tone::Duotone { dark, light }) = &mut image.tone {
                change(dark);
                change(light);
            }
        }
    }
}
