//! Places and sizes by forms, keys and gestures.

use catalog::PrintArea;
use design::{Content, Fit, Layer, LayerId};
use geom::{Angle, Frame, Mm, Point, Size, Vec2};

use super::{Draft, Plan, number, targets, unlocked};
use crate::hold::{Goal, Hold, Stays, frame_around};
use crate::limits::{angle, edge, font_size};
use crate::{
    Arranged, Arrangement, CommandError, CommandId, Context, Handle, NewSize, Place, Said, Session,
    Target,
};

fn selected(session: &Session) -> Vec<LayerId> {
    session.selection().iter().copied().collect()
}

/// Moves the selection.
pub(super) fn nudge(
    session: &Session,
    dx: f64,
    dy: f64,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let by = Vec2::new(number(dx)?, number(dy)?);
    let ids = selected(session);
    let hold = Hold::of(session, &ids, context.resources)?;
    let plan = arranged(session, Arranged::Moved, &hold.arrangements(&hold.moved(by)), context);
    Ok(plan.amending(CommandId::Move, &ids, 0))
}

/// Turns the selection around its centre.
pub(super) fn turn(
    session: &Session,
    degrees: f64,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let by = angle(number(degrees)?);
    let ids = selected(session);
    let hold = Hold::of(session, &ids, context.resources)?;
    let goals = hold.turned(by, hold.frame.centre);
    let plan = arranged(session, Arranged::Turned, &hold.arrangements(&goals), context);
    Ok(plan.amending(CommandId::Turn, &ids, 0))
}

/// Resizes the selection with its top left corner in place.
pub(super) fn resize(
    session: &Session,
    dx: f64,
    dy: f64,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let (dx, dy) = (number(dx)?, number(dy)?);
    let ids = selected(session);
    let hold = Hold::of(session, &ids, context.resources)?;
    let Size { width, height } = hold.frame.size;
    let goals = if hold.is_one_shape() {
        hold.boxed(Size::new(width + dx, height + dy), Handle::BottomRight, Stays::Opposite)
    } else {
        let factor = if dx != 0.0 { (width + dx) / width } else { (height + dy) / height };
        hold.scaled(factor, Handle::TopLeft.on(&hold.frame))
    };
    let plan = arranged(session, Arranged::Resized, &hold.arrangements(&goals), context);
    Ok(plan.amending(CommandId::Resize, &ids, 0))
}

/// Puts layers where a form says: turn, then size with the upright top left corner in place, then position.
pub(super) fn place(
    session: &Session,
    target: &Target,
    place: &Place,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let Place { x, y, width, height, rotation } = *place;
    for value in [x, y, width, height, rotation].into_iter().flatten() {
        number(value)?;
    }
    let ids = targets(session, target)?;
    let hold = Hold::of(session, &ids, context.resources)?;
    let sized = sized_goals(&hold, width, height);
    let turn = match (rotation, hold.held.len()) {
        (None, _) => Angle::ZERO,
        (Some(degrees), 1) => Angle::degrees(degrees - hold.frame.rotation.in_degrees()),
        (Some(degrees), _) => Angle::degrees(degrees),
    };
    let frame = frame_around(sized.iter().map(|goal| &goal.frame)).unwrap_or(hold.frame);
    let upright = frame.upright();
    let at = Point::new(x.unwrap_or(upright.x0), y.unwrap_or(upright.y0));
    let way = at - upright.origin();
    let pivot = frame.centre + way;
    let around = geom::rotation(turn, pivot);
    let goals: Vec<Goal> = sized
        .iter()
        .map(|goal| {
            let centre = around * (goal.frame.centre + way);
            let rotation = goal.frame.rotation.plus(turn);
            Goal { frame: Frame { centre, rotation, ..goal.frame }, ..*goal }
        })
        .collect();
    let how = match (width.or(height), rotation) {
        (Some(_), _) => Arranged::Resized,
        (None, Some(_)) => Arranged::Turned,
        (None, None) => Arranged::Moved,
    };
    let plan = arranged(session, how, &hold.arrangements(&goals), context);
    let fields = [x, y, width, height, rotation];
    let detail =
        fields.iter().enumerate().map(|(bit, field)| u32::from(field.is_some()) << bit).sum();
    Ok(plan.amending(CommandId::Place, &ids, detail))
}

/// Layers with a form's width or height, the upright top left corner in place.
fn sized_goals(hold: &Hold, width: Option<f64>, height: Option<f64>) -> Vec<Goal> {
    let before = hold.frame.upright();
    let wanted =
        Size::new(width.unwrap_or(hold.frame.size.width), height.unwrap_or(hold.frame.size.height));
    let goals = match (width, height) {
        (None, None) => return hold.held.iter().map(|held| Goal::at(held.frame)).collect(),
        _ if hold.is_one_shape() => hold.boxed(wanted, Handle::BottomRight, Stays::Centre),
        (Some(_), _) => hold.boxed(wanted, Handle::Right, Stays::Centre),
        (None, Some(_)) => hold.boxed(wanted, Handle::Bottom, Stays::Centre),
    };
    let Some(after) = frame_around(goals.iter().map(|goal| &goal.frame)) else {
        return goals;
    };
    let way = before.origin() - after.upright().origin();
    goals
        .into_iter()
        .map(|goal| Goal { frame: Frame { centre: goal.frame.centre + way, ..goal.frame }, ..goal })
        .collect()
}

/// Puts layers exactly where a gesture left them. Layers that are gone or locked by now are left out.
pub(super) fn arrange(
    session: &Session,
    how: Arranged,
    layers: &[Arrangement],
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids = layers.iter().map(|arrangement| arrangement.layer).collect();
    let free = unlocked(session, &Target::Layers(ids))?;
    let free: Vec<Arrangement> =
        layers.iter().copied().filter(|arrangement| free.contains(&arrangement.layer)).collect();
    Ok(arranged(session, how, &free, context))
}

/// The plan that writes arrangements, and says where the selection is then.
pub(super) fn arranged(
    session: &Session,
    how: Arranged,
    layers: &[Arrangement],
    context: &mut Context<'_>,
) -> Plan {
    let mut draft = Draft::of(session);
    for arrangement in layers {
        if let Some(layer) = draft.layer(arrangement.layer) {
            put(layer, arrangement);
        }
    }
    let change = draft.finish(context);
    let after: Vec<Frame> = layers
        .iter()
        .filter_map(|arrangement| {
            let drafted =
                change.layers().get(&arrangement.layer).and_then(|edit| edit.after.as_ref());
            drafted.or_else(|| session.design().layers.get(&arrangement.layer))
        })
        .map(|layer| scene::frame_of(layer, context.resources))
        .collect();
    let said = match frame_around(&after) {
        None => Said::Unchanged,
        // Several layers have no turn of their own to tell.
        Some(_) if how == Arranged::Turned && after.len() > 1 => {
            Said::Done { label: CommandId::Turn }
        }
        Some(frame) => spoken(how, &frame),
    };
    Plan::step(session, change, said)
}

fn spoken(how: Arranged, frame: &Frame) -> Said {
    let upright = frame.upright();
    match how {
        Arranged::Moved => Said::Moved { x: Mm::new(upright.x0), y: Mm::new(upright.y0) },
        Arranged::Resized => {
            Said::Resized { width: Mm::new(upright.width()), height: Mm::new(upright.height()) }
        }
        Arranged::Turned => Said::Turned { angle: frame.rotation },
    }
}

/// Puts a layer where an arrangement says.
pub(super) fn put(layer: &mut Layer, arrangement: &Arrangement) {
    layer.x = arrangement.x;
    layer.y = arrangement.y;
    layer.rotation = arrangement.rotation;
    match (&mut layer.content, arrangement.size) {
        (Content::Text(text), Some(NewSize::Text { size, width, height })) => {
            text.resize(font_size(size));
            text.width = width;
            if let (Some(to), Fit::Fixed { height } | Fit::Shrink { height, .. }) =
                (height, &mut text.fit)
            {
                *height = Mm::new(edge(to.mm()));
            }
        }
        (Content::Image(image), Some(NewSize::Box { width, height })) => {
            image.width = width;
            image.height = height;
        }
        (Content::Shape(shape), Some(NewSize::Box { width, height })) => {
            shape.width = width;
            shape.height = height;
        }
        (Content::Drawing(drawing), Some(NewSize::Box { width, height })) => {
            drawing.width = width;
            drawing.height = height;
        }
        (Content::Text(_) | Content::Image(_) | Content::Shape(_) | Content::Drawing(_), _) => {}
    }
}

/// Moves a layer so that it is as far from the middle of one print area as it was from the other's.
pub(super) fn carried_over(layer: &mut Layer, from: &PrintArea, to: &PrintArea) {
    layer.x = layer.x + (to.width - from.width) / 2.0;
    layer.y = layer.y + (to.height - from.height) / 2.0;
}
