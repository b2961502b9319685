//! A recording: commands as a file that gives the same design wherever it is replayed, without a font or a screen. What
//! the shopper wrote and named is left out of it unless they choose otherwise. It finds no faults; it shows them.

use std::sync::Arc;

use catalog::Product;
use design::{Design, IdSource, design_hash};
use json::{FromJson, ToJson};
use scene::NoneReady;

use crate::mask::{mask_command, masked};
use crate::recorder::{MAX_COMMANDS, Noted};
use crate::{Change, Command, CommandError, CommandId, Context, Select, Session, SessionState};

/// Largest recording that is read.
pub const MAX_RECORDING_BYTES: usize = 64 * 1024 * 1024;
/// The format's number.
const FORMAT: u32 = 1;
/// Each command may need three more to come out as it did.
const MOST_EVENTS: usize = MAX_COMMANDS * 4;

/// Whether a recording holds what the shopper wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// Letters become other letters of the same length in bytes; names of files, layers and the design too. Pictures are
    /// all the same one.
    LeftOut,
    /// All is as it was.
    Kept,
}

/// Commands that give a design.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Recording {
    atelier_recording: u32,
    design: Design,
    state: SessionState,
    events: Vec<Event>,
    /// SHA-256 of the design that the commands give.
    hash: String,
}

/// One command.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct Event {
    at_ms: f64,
    command: Command,
    #[json(optional)]
    ids: Vec<u64>,
    /// Why it was refused.
    #[json(optional)]
    refused: Option<String>,
}

/// Why a recording cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// Too many bytes.
    #[error("the recording has {bytes} bytes; {MAX_RECORDING_BYTES} can be read")]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// Not a recording.
    #[error("this is no recording that can be read: {reason}")]
    Damaged {
        /// What is wrong.
        reason: String,
    },
    /// A design that cannot be opened, or for another product.
    #[error(transparent)]
    Refused(#[from] CommandError),
    /// The design at the end is another one.
    #[error("the replay gives the design {given}, the recording says {expected}")]
    OtherDesign {
        /// What the recording says.
        expected: String,
        /// What came out.
        given: String,
    },
}

impl Recording {
    /// The last commands of a session. Each is tried here without outlines; where it gives something else than it did (a
    /// text's size was known then, or a step from before was taken back), the difference is written down after it. So a
    /// replay always ends where the session is.
    ///
    /// # Errors
    /// Where the recorded design cannot be opened, which a session's always can.
    pub fn of(session: &Session, personal: Personal) -> Result<Self, CommandError> {
        let recorder = session.recorder();
        let mut real = recorder.base.clone();
        let design = masked(personal, &real);
        let state = (*recorder.base_state).clone();
        let mut replica = Session::new(design.clone(), session.product().clone())?;
        replica.enter(state.clone());
        let mut events = Vec::new();
        for noted in &recorder.noted {
            let event = event(noted, personal);
            play(&mut replica, &event);
            events.push(event);
            if let Ok(change) = &noted.outcome {
                change.apply(&mut real);
            }
            let rest = difference(replica.design(), &masked(personal, &real));
            for command in corrections(&replica, rest, &noted.state) {
                let event = Event { at_ms: noted.at_ms, command, ids: Vec::new(), refused: None };
                play(&mut replica, &event);
                events.push(event);
            }
        }
        let hash = design_hash(replica.design());
        Ok(Self { atelier_recording: FORMAT, design, state, events, hash })
    }

    /// The recording as a file.
    pub fn write(&self) -> Vec<u8> {
        // Plain data whose map keys are text cannot fail to be written.
        json::write(self)
    }

    /// Reads a recording.
    ///
    /// # Errors
    /// [`ReplayError`] says what is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, ReplayError> {
        if bytes.len() > MAX_RECORDING_BYTES {
            return Err(ReplayError::TooLarge { bytes: bytes.len() });
        }
        let damaged = |reason: String| ReplayError::Damaged { reason };
        let recording: Self = json::read(bytes).map_err(|error| damaged(error.to_string()))?;
        if recording.atelier_recording != FORMAT {
            let format = recording.atelier_recording;
            return Err(damaged(format!("its format is {format}, not {FORMAT}")));
        }
        if recording.events.len() > MOST_EVENTS {
            return Err(damaged(format!("it has more than {MOST_EVENTS} events")));
        }
        // The rules of a design file hold for the design in here too.
        design::read(&design::write(&recording.design))
            .map_err(|error| damaged(error.to_string()))?;
        Ok(recording)
    }

    /// Number of commands, corrections included.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing was done.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The product that it was made with.
    pub fn product(&self) -> &catalog::ProductId {
        &self.design.head.product
    }

    /// Does it all again.
    ///
    /// # Errors
    /// Where the design cannot be opened with this product, or another design comes out.
    pub fn replay(&self, product: Arc<Product>) -> Result<Session, ReplayError> {
        self.replayed(product)?.checked()
    }

    /// Does it all again and tells what each command gave, also where another design comes out.
    ///
    /// # Errors
    /// Where the design cannot be opened with this product, or what comes out is no design.
    pub fn replayed(&self, product: Arc<Product>) -> Result<Replayed, ReplayError> {
        let mut session = Session::new(self.design.clone(), product)?;
        session.enter(self.state.clone());
        let steps = self.events.iter().map(|event| Played {
            at_ms: event.at_ms,
            label: event.command.id(),
            refused_then: event.refused.clone(),
            refused: play(&mut session, event),
        });
        let steps = steps.collect();
        // A recording that somebody wrote by hand may hold layers that no command of this editor makes.
        design::read(&design::write(session.design()))
            .map_err(|error| ReplayError::Damaged { reason: error.to_string() })?;
        Ok(Replayed { session, steps, expected: self.hash.clone() })
    }
}

/// A command of a recording, done again.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// When it was done, in ms of the recorded session's clock.
    pub at_ms: f64,
    /// What kind of command it was.
    pub label: CommandId,
    /// Why it was refused in the recorded session.
    pub refused_then: Option<String>,
    /// Why it is refused now.
    pub refused: Option<String>,
}

/// A recording that was done again.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The session at the end.
    pub session: Session,
    /// The commands, the first one first.
    pub steps: Vec<Played>,
    expected: String,
}

impl Replayed {
    /// The session, if its design is the recorded one.
    ///
    /// # Errors
    /// [`ReplayError::OtherDesign`].
    pub fn checked(self) -> Result<Session, ReplayError> {
        let given = design_hash(self.session.design());
        if given == self.expected {
            Ok(self.session)
        } else {
            Err(ReplayError::OtherDesign { expected: self.expected, given })
        }
    }
}

/// Ids that were drawn once.
struct Again<'a>(std::slice::Iter<'a, u64>, u64);

impl IdSource for Again<'_> {
    fn next(&mut self) -> u64 {
        // A command that draws more now than it did gets numbers that nothing else uses, and is corrected after.
        self.1 -= 1;
        self.0.next().copied().unwrap_or(self.1)
    }
}

/// Runs an event; one that is refused changes nothing, as it did. Gives why it is refused.
fn play(session: &mut Session, event: &Event) -> Option<String> {
    let mut ids = Again(event.ids.iter(), u64::MAX);
    let mut context = Context { now_ms: event.at_ms, ids: &mut ids, resources: &NoneReady };
    let outcome = session.run(event.command.clone(), &mut context);
    session.take_journal();
    outcome.err().map(|error| error.to_string())
}

fn event(noted: &Noted, personal: Personal) -> Event {
    let mut command = noted.command.clone();
    if personal == Personal::LeftOut {
        mask_command(&mut command);
    }
    let refused = noted.outcome.as_ref().err().map(ToString::to_string);
    Event { at_ms: noted.at_ms, command, ids: noted.ids.clone(), refused }
}

/// What turns one design into another.
fn difference(from: &Design, to: &Design) -> Change {
    let mut change = Change::none();
    change.note_head(from.head.clone(), to.head.clone());
    for (id, layer) in &to.layers {
        change.note_layer(*id, from.layers.get(id).cloned(), Some(layer.clone()));
    }
    for (id, layer) in &from.layers {
        if !to.layers.contains_key(id) {
            change.note_layer(*id, Some(layer.clone()), None);
        }
    }
    change
}

/// The commands that bring a replica where the session was.
fn corrections(replica: &Session, rest: Change, state: &SessionState) -> Vec<Command> {
    let mut commands = Vec::new();
    let other_side = *replica.side() != state.side;
    let other_selection = other_side || !rest.is_empty() || *replica.selection() != state.selection;
    if !rest.is_empty() {
        commands.push(Command::Absorb { change: rest });
    }
    if other_side {
        commands.push(Command::SetSide { side: state.side.clone() });
    }
    if other_selection {
        let ids: Vec<_> = state.selection.iter().copied().collect();
        let select = if ids.is_empty() { Select::None } else { Select::Set(ids) };
        commands.push(Command::Select { select });
    }
    commands
}
