//! Checks before printing: what would look bad or go missing, as typed findings with a plain sentence each, and what mends
//! them.
//!
//! It judges by the limits that the catalogue states for the side and never changes anything. Findings come in the order of
//! the layers. Work is capped, since it runs while somebody designs: see the limits in `parts`, `pictures` and `place`.

mod check;
mod colour;
mod coverage;
mod finding;
mod fixes;
mod lines;
mod parts;
mod pictures;
mod place;
mod resolution;
mod sizes;
mod solid;
mod text;
mod words;

pub use check::{Check, check, checked_sides, unusable_rules};
pub use finding::{Finding, Hidden, Problem, Proposal, Severity};
pub use pictures::PictureFacts;
pub use sizes::check_on;
pub use text::missing_glyphs;
