//! Tests of the product pictures on the maps that ship with the project.

mod bad_input;
mod golden;
mod photo;
mod picture;
mod planes;
mod scale;
mod shop;
mod small;
