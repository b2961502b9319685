//! Aligning and distributing, by the upright bounds of layers; equal sizes, by their own edges.

use design::{GroupId, LayerId};
use geom::{Angle, Frame, Rect, Size, Vec2, order};
use scene::frame_of;

use super::geometry::arranged;
use super::{Draft, Plan};
use crate::groups::shared_depth;
use crate::hold::{Goal, Hold, Stays, around};
use crate::snap::span;
use crate::{
    AlignEdge, AlignTo, Arranged, Arrangement, Axis, Command, CommandError, Context, Handle, Said,
    Session, SizeEdge,
};

/// Brings layers to an edge or a middle: to the print area's as one, to the selection's each on its own. Locked layers
/// stay, and count for the selection's frame; groups move as one.
pub(super) fn align(
    session: &Session,
    edge: AlignEdge,
    to: AlignTo,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids: Vec<LayerId> = session.selection().iter().copied().collect();
    let hold = Hold::of(session, &ids, context.resources)?;
    let goals: Vec<Goal> = match to {
        AlignTo::PrintArea => {
            let area = session.area();
            let area = Rect::new(0.0, 0.0, area.width.mm(), area.height.mm());
            let bounds = around(hold.held.iter().map(|held| &held.frame)).unwrap_or(area);
            hold.moved(way(edge, &bounds, &area))
        }
        AlignTo::Selection => {
            if ids.len() < 2 {
                return Err(CommandError::TooFew { needed: 2 });
            }
            let frames: Vec<Frame> = session
                .selected()
                .into_iter()
                .map(|layer| frame_of(layer, context.resources))
                .collect();
            let all = around(&frames).unwrap_or_default();
            let mut goals: Vec<Goal> = hold.held.iter().map(|held| Goal::at(held.frame)).collect();
            for block in blocks(session, &hold) {
                let by = way(edge, &block.bounds, &all);
                block.held.iter().for_each(|held| goals[*held].frame.centre += by);
            }
            goals
        }
    };
    Ok(arranged(session, Arranged::Moved, &hold.arrangements(&goals), context))
}

/// What moves as one: a layer, or the layers of a group.
struct Block {
    /// Places in the hold.
    held: Vec<usize>,
    bounds: Rect,
}

fn blocks(session: &Session, hold: &Hold) -> Vec<Block> {
    let depth = shared_depth(session.design(), session.selection());
    let mut blocks: Vec<(Option<GroupId>, Block)> = Vec::new();
    for (place, held) in hold.held.iter().enumerate() {
        let group = held.layer.groups.get(depth).map(|group| group.id);
        let bounds = held.frame.bounds();
        let known = blocks.iter_mut().find(|(known, _)| group.is_some() && *known == group);
        if let Some((_, block)) = known {
            block.held.push(place);
            block.bounds = block.bounds.union(bounds);
        } else {
            blocks.push((group, Block { held: vec![place], bounds }));
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// The way that brings one rectangle to another's edge or middle.
fn way(edge: AlignEdge, of: &Rect, to: &Rect) -> Vec2 {
    let across = |place: usize| {
        Vec2::new(span(to, Axis::Across)[place] - span(of, Axis::Across)[place], 0.0)
    };
    let down =
        |place: usize| Vec2::new(0.0, span(to, Axis::Down)[place] - span(of, Axis::Down)[place]);
    match edge {
        AlignEdge::Left => across(0),
        AlignEdge::Centre => across(1),
        AlignEdge::Right => across(2),
        AlignEdge::Top => down(0),
        AlignEdge::Middle => down(1),
        AlignEdge::Bottom => down(2),
    }
}

/// Makes the gaps equal; the outermost layers stay, and groups move as one.
pub(super) fn distribute(
    session: &Session,
    axis: Axis,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    const NEEDED: usize = 3;
    let ids: Vec<LayerId> = session.selection().iter().copied().collect();
    let hold = Hold::of(session, &ids, context.resources)?;
    let blocks = blocks(session, &hold);
    if blocks.len() < NEEDED {
        return Err(CommandError::TooFew { needed: NEEDED });
    }
    let spans: Vec<[f64; 3]> = blocks.iter().map(|block| span(&block.bounds, axis)).collect();
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order::sort_by(&mut order, |a, b| spans[*a][1].total_cmp(&spans[*b][1]));
    let first = spans[order[0]];
    let last = spans[order[order.len() - 1]];
    let filled: f64 = spans.iter().map(|[low, _, high]| high - low).sum();
    let gap = (last[2] - first[0] - filled) / (spans.len() - 1) as f64;
    let mut goals: Vec<Goal> = hold.held.iter().map(|held| Goal::at(held.frame)).collect();
    let mut at = first[0];
    for index in order {
        let [low, _, high] = spans[index];
        let by = match axis {
            Axis::Across => Vec2::new(at - low, 0.0),
            Axis::Down => Vec2::new(0.0, at - low),
        };
        blocks[index].held.iter().for_each(|held| goals[*held].frame.centre += by);
        at += high - low + gap;
    }
    Ok(arranged(session, Arranged::Moved, &hold.arrangements(&goals), context))
}

/// Mirrors what is held as one: its middle stays. Codes change their place and stay as they are: few cameras read mirrored ones.
pub(super) fn mirror(
    session: &Session,
    axis: Axis,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids: Vec<LayerId> = session.selection().iter().copied().collect();
    let hold = Hold::of(session, &ids, context.resources)?;
    let is_alone = hold.held.len() == 1;
    let middle = hold.frame.centre;
    let mut draft = Draft::of(session);
    for held in &hold.held {
        let Some(layer) = draft.layer(held.layer.id) else { continue };
        let is_code = layer.content.is_code();
        if !is_alone {
            let Frame { centre, size, rotation } = held.frame;
            let way = centre - middle;
            let way = match axis {
                Axis::Across => Vec2::new(-way.x, way.y),
                Axis::Down => Vec2::new(way.x, -way.y),
            };
            let turned = Angle::degrees(-rotation.in_degrees());
            let rotation = if is_code { rotation } else { turned };
            layer.place(&Frame { centre: middle + way, size, rotation });
        }
        match axis {
            Axis::Across => layer.flip_x ^= !is_code,
            Axis::Down => layer.flip_y ^= !is_code,
        }
    }
    let label = Command::Mirror { axis }.id();
    Ok(Plan::step(session, draft.finish(context), Said::Done { label }))
}

/// Makes layers as wide or as high as the largest one, each around its own centre. Locked layers stay, and count for the
/// largest. Only shapes lose their proportion.
pub(super) fn same_size(
    session: &Session,
    edge: SizeEdge,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    const NEEDED: usize = 2;
    let ids: Vec<LayerId> = session.selection().iter().copied().collect();
    let hold = Hold::of(session, &ids, context.resources)?;
    if ids.len() < NEEDED {
        return Err(CommandError::TooFew { needed: NEEDED });
    }
    let sizes = session.selected().into_iter().map(|layer| frame_of(layer, context.resources).size);
    let largest = sizes.fold(Size::ZERO, |largest, size| {
        Size::new(largest.width.max(size.width), largest.height.max(size.height))
    });
    let mut written: Vec<Arrangement> = Vec::with_capacity(hold.held.len());
    for held in &hold.held {
        let alone = Hold::of(session, &[held.layer.id], context.resources)?;
        let Size { width, height } = held.frame.size;
        let wanted = match edge {
            SizeEdge::Width => Size::new(largest.width, height),
            SizeEdge::Height => Size::new(width, largest.height),
            SizeEdge::Both => largest,
        };
        let goals = if alone.is_one_shape() {
            alone.boxed(wanted, Handle::BottomRight, Stays::Centre)
        } else {
            let (across, down) = (wanted.width / width, wanted.height / height);
            let factor = match edge {
                SizeEdge::Width => across,
                SizeEdge::Height => down,
                SizeEdge::Both => across.min(down),
            };
            alone.scaled(factor, held.frame.centre)
        };
        written.extend(alone.arrangements(&goals));
    }
    Ok(arranged(session, Arranged::Resized, &written, context))
}
