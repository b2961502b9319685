//! Screen printing: a side's art reduced to a merchant's real inks, and a plate for each of them. The same bytes everywhere.
//!
//! [`Sample::choices`] says what the art becomes with one ink, two inks and so on; [`Sample::preview`] shows it;
//! [`plates`] makes the films. Inks are printed from the lightest to the darkest, so that the darkest of a place is seen;
//! they are taken as lying on the cloth, or on the underbase, by their opacity, and as covering each other. Not here: prices
//! (`catalog::ScreenPrint`), and how a press spreads its dots (dot gain is the printer's own curve).

mod book;
mod choice;
mod error;
mod film;
mod lettering;
mod light;
mod mixture;
mod plate;
mod reduce;
mod sample;
mod screen;
mod shelf;
mod spread;

pub use book::book;
pub use choice::{Choice, Use};
pub use error::SeparationError;
pub use plate::{Depth, Plate, PlateKind, PlateRequest, Separated, plates};
pub use reduce::Mode;
pub use sample::Sample;
pub use screen::Screen;
pub use shelf::Shelf;
