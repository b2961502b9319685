//! The last commands of a session, kept within limits, so that a fault can be shown to those who mend it. It keeps them in
//! memory only; what leaves the device is a [`crate::Recording`], made when the shopper asks for one.

use std::collections::VecDeque;
use std::sync::Arc;

use design::{Design, IdSource};

use crate::{Change, Command, CommandError, SessionState};

/// Most commands that are kept.
pub(crate) const MAX_COMMANDS: usize = 400;
/// Most layers and bytes of text that kept commands hold, about, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A command that was run, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) at_ms: f64,
    pub(crate) command: Command,
    /// The ids that it drew.
    pub(crate) ids: Vec<u64>,
    pub(crate) outcome: Result<Change, CommandError>,
    /// The session's state after it.
    pub(crate) state: Arc<SessionState>,
}

/// The last commands, and the design that they began with.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    pub(crate) base: Design,
    pub(crate) base_state: Arc<SessionState>,
    pub(crate) noted: VecDeque<Noted>,
    weight: usize,
}

impl Recorder {
    /// Begins with a design as it is.
    pub(crate) fn of(base: Design, state: SessionState) -> Self {
        Self { base, base_state: Arc::new(state), noted: VecDeque::new(), weight: 0 }
    }

    /// Whether a command is worth keeping: what the stage shows changes no design.
    pub(crate) fn wants(command: &Command) -> bool {
        !matches!(command, Command::Zoom { .. } | Command::SetTool { .. })
    }

    /// Keeps a command; the oldest ones go where there are too many.
    pub(crate) fn note(&mut self, mut noted: Noted) {
        let newest = self.noted.back().map_or(&self.base_state, |last| &last.state);
        if **newest == *noted.state {
            noted.state = newest.clone();
        }
        self.weight += weight(&noted);
        self.noted.push_back(noted);
        while self.noted.len() > MAX_COMMANDS || self.weight > MAX_BYTES {
            let Some(oldest) = self.noted.pop_front() else { break };
            self.weight -= weight(&oldest);
            if let Ok(change) = &oldest.outcome {
                change.apply(&mut self.base);
            }
            self.base_state = oldest.state;
        }
    }
}

/// About how many bytes a noted command keeps alive.
fn weight(noted: &Noted) -> usize {
    /// A command without anything long in it.
    const FRAME: usize = 300;
    let own = match &noted.command {
        Command::AddText { content, .. } | Command::SetText { content, .. } => content.len(),
        Command::AddLayers { layers, .. }
        | Command::Refill { layers, .. }
        | Command::Paste { layers } => layers.len() * FRAME,
        Command::Absorb { change } => change.weight(),
        _ => 0,
    };
    let selected = noted.state.selection.len() * size_of::<u64>();
    FRAME + own + selected + noted.outcome.as_ref().map_or(0, Change::weight)
}

/// Hands ids on and remembers them.
pub(crate) struct Drawn<'a> {
    pub(crate) from: &'a mut dyn IdSource,
    pub(crate) ids: Vec<u64>,
}

impl IdSource for Drawn<'_> {
    fn next(&mut self) -> u64 {
        let id = self.from.next();
        self.ids.push(id);
        id
    }
}
