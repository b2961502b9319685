//! The app: a storefront and an editor in Leptos. The only crate with signals and a DOM; rules live in the other crates.

#![expect(unreachable_pub, reason = "the component macro makes the props of components public")]

mod atelier;
mod bundle;
mod cart;
mod changed;
mod dom;
mod editing;
mod embedding;
mod fetch;
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
mod words;

fn main() {
    embedding::start();
}
