//! Parts that several pages use.

mod chrome;
mod controls;
mod picture;
mod why;

pub(crate) use chrome::{Footer, Live, Masthead, Toasts};
pub(crate) use controls::{Icon, IconButton};
pub(crate) use picture::{ProductPicture, compose, paint};
pub(crate) use why::{Quiz, WhyButton};
