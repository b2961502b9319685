//! Checks before printing: what would look bad or go missing, as typed findings with a plain sentence each.
//!
//! It judges by the product's technique and never changes anything. Findings come in the order of the layers.

mod finding;
mod rules;

pub use finding::{Finding, Problem, Severity};
pub use rules::{Check, check, missing_glyphs};
