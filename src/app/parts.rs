//! Parts that several pages use.

mod chrome;
mod controls;
mod each;
mod in_sight;
mod messages;
mod modal;
mod picture;
pub(crate) mod popover;
mod show;
mod size_table;
mod swatches;
mod why;

pub(crate) use chrome::{Footer, Live, Masthead, Toasts};
pub(crate) use controls::{Icon, IconButton, Switch};
pub(crate) use each::Each;
pub(crate) use in_sight::when_seen;
pub(crate) use markup::view;
pub(crate) use messages::{Banner, Tone, Waiting};
pub(crate) use modal::{Dialog, follow_open, tell_closed};
pub(crate) use picture::{ProductPicture, compose, front_view, paint};
pub(crate) use popover::beside;
pub(crate) use show::Show;
pub(crate) use size_table::{size_name, size_table};
pub(crate) use swatches::ColourChoice;
pub(crate) use why::{Quiz, WhyButton};
