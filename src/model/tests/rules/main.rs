//! The rules of models: what is read, what is refused, what is written. Nothing is drawn.

mod fixture;
mod hostile;
mod own;
mod quantised;
mod written;
