//! What packages promise: made and read again, tampering named, hostile archives refused, names that cannot collide.

mod archive;
mod fixture;
mod hostile;
mod names;
mod schema;
mod sizes;
mod tampering;
mod tickets;
mod xjdf;
