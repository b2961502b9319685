//! What a shopper likes: signals -> profile -> ranked suggestions, each with a true reason.
//!
//! Pure: no I/O, no clock (time is passed in as milliseconds), no design files, no network. Typed text never gets in:
//! everything is named by a [`Word`], a colour or a catalogue id.
//!
//! ```
//! use taste::{Act, Candidate, Context, Deed, Profile, Recipient, Signal, Standing, Subject, Word};
//!
//! let navy = "#1c2a4a".parse().unwrap();
//! let mut profile = Profile::default();
//! for at_ms in [1_000, 2_000, 3_000] {
//!     profile.record(&Signal {
//!         act: Act::Did(Deed::Picked),
//!         subject: Subject::Colour(navy),
//!         made_of: Vec::new(),
//!         recipient: Recipient::Me,
//!         at_ms,
//!     });
//! }
//! let candidates = [
//!     Candidate::new(Subject::Colour("#d62828".parse().unwrap()), Standing::Editors(0.5)),
//!     Candidate::new(Subject::Colour("#1f2d50".parse().unwrap()), Standing::Editors(0.5)),
//! ];
//! let context = Context::new(Recipient::Me, 4_000);
//! let first = &profile.suggest(&candidates, &context, 2)[0];
//! assert_eq!(first.subject, candidates[1].subject);
//! assert_eq!(first.reason().sentence(&context, &|_| None), "You picked navy 3 times");
//! ```

mod anchor;
mod candidate;
mod evidence;
mod file;
mod known;
mod profile;
mod rank;
mod reason;
mod recipient;
mod signal;
mod subject;
mod word;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod rules;

pub use anchor::{Anchor, UnknownAnchor};
pub use candidate::{Candidate, Context, Standing, Suggestion};
pub use evidence::{HALF_LIFE_MS, Stance, Tally};
pub use file::{MAX_BYTES, SCHEMA, TasteError};
pub use known::Known;
pub use profile::{Change, Correction, MAX_ENTRIES, Profile, Recorded};
pub use rank::MIN_CONTRAST;
pub use reason::{Reason, default_label};
pub use recipient::Recipient;
pub use signal::{Act, Deed, MAX_PARTS, Signal};
pub use subject::{Attribute, Family, Subject};
pub use word::{InvalidWord, Word};
