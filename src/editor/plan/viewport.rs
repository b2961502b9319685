//! What the stage shows: zoom, pan and tool.

use super::{Plan, number};
use crate::limits::within;
use crate::{CommandError, Context, Said, Session, Tool, Viewport, Zoom};

/// One press of a zoom button.
const STEP: f64 = 1.25;
/// What is smaller than this is zoomed to as if it were this large, in mm.
const SMALLEST_PART: f64 = 1.0;

/// Takes up another tool.
pub(super) fn set_tool(session: &Session, tool: Tool) -> Plan {
    let mut state = session.state().clone();
    state.tool = tool;
    Plan::session(state, Said::Done { label: crate::CommandId::SetTool })
}

/// Changes what the stage shows.
pub(super) fn zoom(
    session: &Session,
    zoom: Zoom,
    context: &Context<'_>,
) -> Result<Plan, CommandError> {
    let mut state = session.state().clone();
    let area = session.area();
    let (width, height) = (area.width.mm(), area.height.mm());
    let viewport = &mut state.viewport;
    let (scale, centre) = match zoom {
        Zoom::In => (viewport.zoom * STEP, viewport.centre),
        Zoom::Out => (viewport.zoom / STEP, viewport.centre),
        Zoom::Fit => (1.0, None),
        Zoom::Selection => {
            let frame = session.selection_frame(context.resources);
            let bounds = frame.ok_or(CommandError::NothingSelected)?.bounds();
            // At 1 the print area fits; a part of it then fits so many times.
            let times = |whole: f64, part: f64| whole / part.max(SMALLEST_PART);
            let scale = times(width, bounds.width()).min(times(height, bounds.height()));
            let centre = bounds.center();
            (scale, Some((centre.x, centre.y)))
        }
        Zoom::To { zoom, centre } => (number(zoom)?, centre.or(viewport.centre)),
        Zoom::Pan { dx, dy } => {
            let (x, y) = viewport.centre.unwrap_or((width / 2.0, height / 2.0));
            (viewport.zoom, Some((x + number(dx)?, y + number(dy)?)))
        }
    };
    let near = |at: f64, edge: f64| within(at, (-edge, 2.0 * edge), edge / 2.0);
    *viewport = Viewport {
        zoom: within(scale, (Viewport::MIN_ZOOM, Viewport::MAX_ZOOM), 1.0),
        centre: centre.map(|(x, y)| (near(x, width), near(y, height))),
    };
    let percent = (viewport.zoom * 100.0).round() as u32;
    let said = match zoom {
        Zoom::Pan { .. } => Said::Unchanged,
        Zoom::In | Zoom::Out | Zoom::Fit | Zoom::Selection | Zoom::To { .. } => {
            Said::Zoomed { percent }
        }
    };
    Ok(Plan::session(state, said))
}
