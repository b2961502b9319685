//! A drawing as SVG on the screen, for tiles and previews: one piece of markup made from our own numbers and colours.
//! The stage draws scenes; this is not what is printed.

use std::fmt::Write;
use std::rc::Rc;

use geom::{Cap, Drawing, FillRule, Ink, Join, Node, Rgb, path_data};
use leptos::prelude::*;

use crate::parts::view;

/// Replaces colours.
pub(crate) type Recolour<'a> = &'a dyn Fn(Rgb) -> Rgb;

/// A drawing, or a place for it until it comes.
#[component]
pub(crate) fn DrawingPicture(
    /// What is drawn.
    #[prop(into)]
    markup: Signal<String>,
) -> impl IntoView {
    view! { <span class="motif-picture" aria-hidden="true" prop:innerHTML=markup></span> }
}

/// The SVG of a drawing.
pub(crate) fn markup(drawing: &Rc<Drawing>, colour: Recolour<'_>) -> String {
    let mut out = format!(
        "<svg viewBox=\"0 0 {} {}\" focusable=\"false\">",
        drawing.size.width, drawing.size.height
    );
    nodes(&mut out, &drawing.nodes, colour);
    out.push_str("</svg>");
    out
}

// Writing to a String cannot fail. Names and words of others are never written: only numbers, colours and our own tags.
fn nodes(out: &mut String, list: &[Node], colour: Recolour<'_>) {
    for node in list {
        match node {
            Node::Fill { path, rule, ink, opacity } => {
                let rule = match rule {
                    FillRule::NonZero => "",
                    FillRule::EvenOdd => " fill-rule=\"evenodd\"",
                };
                let ink = plain(ink, colour);
                let _ = write!(out, "<path d=\"{}\" fill=\"{ink}\"{rule}", path_data(path));
                faded(out, *opacity);
                out.push_str("/>");
            }
            Node::Line { path, pen, ink, opacity } => {
                let cap = match pen.cap {
                    Cap::Butt => "butt",
                    Cap::Round => "round",
                    Cap::Square => "square",
                };
                let join = match pen.join {
                    Join::Mitre => "miter",
                    Join::Round => "round",
                    Join::Bevel => "bevel",
                };
                let ink = plain(ink, colour);
                let _ = write!(
                    out,
                    "<path d=\"{}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{}\" \
                     stroke-linecap=\"{cap}\" stroke-linejoin=\"{join}\"",
                    path_data(path),
                    pen.width
                );
                if !pen.dashes.is_empty() {
                    let dashes: Vec<String> = pen.dashes.iter().map(f64::to_string).collect();
                    let _ = write!(out, " stroke-dasharray=\"{}\"", dashes.join(" "));
                }
                faded(out, *opacity);
                out.push_str("/>");
            }
            // A tile's clip is its box, which the picture's own edge cuts off already.
            Node::Group { opacity, clip: _, nodes: parts } => {
                out.push_str("<g");
                faded(out, *opacity);
                out.push('>');
                nodes(out, parts, colour);
                out.push_str("</g>");
            }
        }
    }
}

fn faded(out: &mut String, opacity: f64) {
    if opacity < 1.0 {
        let _ = write!(out, " opacity=\"{opacity}\"");
    }
}

/// A small picture needs no gradients: the first colour stands for all.
fn plain(ink: &Ink, colour: Recolour<'_>) -> String {
    ink.colours().first().map_or_else(|| "none".to_owned(), |first| colour(*first).to_string())
}
