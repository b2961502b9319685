//! Preflight as a whole: each rule with a design that trips it and one that nearly does, and every fix that is offered,
//! done by the editor and checked again.

mod desk;
mod mending;
mod rules;
#[path = "../designs/sample.rs"]
mod sample;
mod sizes;
