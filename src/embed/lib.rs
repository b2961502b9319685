//! The versioned contract with a merchant's page: what the page says by attributes, what it hears by events.
//!
//! Plain data in JSON; dispatching is the app's work, and the loader script only carries it. It knows no DOM and
//! nothing of a design's inner format.

mod attributes;
mod event;
mod roster;

pub use attributes::{AttributeError, Attributes};
pub use event::{
    CartLine, ERROR, Event, PriceLine, PrintFile, PrintedInks, PrintedSize, VERSION, error_detail,
};
pub use roster::{RosterOrder, RosterRow, SizedArea};
