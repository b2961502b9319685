//! The app: a storefront and an editor in Leptos. The only crate with signals and a DOM; rules live in the other crates.

#![expect(unreachable_pub, reason = "the component macro makes the props of components public")]

mod atelier;
mod bundle;
mod by_name;
mod cart;
mod changed;
mod dom;
mod editing;
mod embedding;
mod fetch;
mod gl;
mod lazy;
mod link;
mod pages;
mod parts;
mod press;
mod reader;
mod route;
mod shop;
mod storage;
mod studio;
mod tabs;
mod tasting;
mod templates;
mod turning;
mod words;

fn main() {
    embedding::start();
}
