//! A drawing: vector artwork of our own, made from motifs, uploaded SVG and PDF files, codes and traced pictures.
//!
//! It holds outlines and inks only: no text, scripts, references or filters. Reading other formats is not done here.

use json::{FromJson, ToJson};
use kurbo::{BezPath, Size};

use crate::ink::{is_opaque, opaque};
use crate::{Ink, Rgb};

/// Vector artwork, origin in its top left corner, y down, in its own unit.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Drawing {
    /// Width and height; more than 0.
    pub size: Size,
    /// What is drawn, bottom first.
    pub nodes: Vec<Node>,
}

/// A part of a drawing.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Node {
    /// An outline that is filled.
    Fill {
        /// The outline.
        path: BezPath,
        /// What counts as inside.
        #[json(optional)]
        rule: FillRule,
        /// What it is filled with.
        ink: Ink,
        /// 0 to 1.
        #[json(default = "opaque", skip_serializing_if = "is_opaque")]
        opacity: f64,
    },
    /// An outline that is drawn as a line.
    Line {
        /// The outline.
        path: BezPath,
        /// How it is drawn.
        pen: Pen,
        /// What it is drawn with.
        ink: Ink,
        /// 0 to 1.
        #[json(default = "opaque", skip_serializing_if = "is_opaque")]
        opacity: f64,
    },
    /// Parts that are faded or cut together.
    Group {
        /// 0 to 1, for all together.
        #[json(default = "opaque", skip_serializing_if = "is_opaque")]
        opacity: f64,
        /// What is shown of them; all where `None`.
        #[json(optional)]
        clip: Option<Clip>,
        /// The parts, bottom first.
        nodes: Vec<Node>,
    },
}

/// An outline that something is cut by.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Clip {
    /// The outline.
    pub path: BezPath,
    /// What counts as inside.
    #[json(optional)]
    pub rule: FillRule,
}

/// What counts as the inside of an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum FillRule {
    /// Where the outline winds around.
    #[default]
    NonZero,
    /// Where it winds around an odd number of times.
    EvenOdd,
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Pen {
    /// Width in the drawing's unit.
    pub width: f64,
    /// How it ends.
    #[json(default)]
    pub cap: Cap,
    /// How it turns.
    #[json(default)]
    pub join: Join,
    /// Lengths of dashes and gaps in turn; empty for an unbroken line. Even in number.
    #[json(optional)]
    pub dashes: Vec<f64>,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Cap {
    /// At its end.
    #[default]
    Butt,
    /// With half a circle.
    Round,
    /// With half a square.
    Square,
}

/// How a line turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Join {
    /// With a corner; cut off where it would be longer than four times the line's half width.
    #[default]
    Mitre,
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}

impl Drawing {
    /// The colours that are in it, each once, the most used first.
    pub fn colours(&self) -> Vec<Rgb> {
        let mut counted: Vec<(Rgb, usize)> = Vec::new();
        count(&self.nodes, &mut counted);
        crate::order::sort_by(&mut counted, |a, b| b.1.cmp(&a.1));
        counted.into_iter().map(|(colour, _)| colour).collect()
    }

    /// The same drawing with each colour replaced.
    #[must_use]
    pub fn recoloured(&self, colour: &dyn Fn(Rgb) -> Rgb) -> Self {
        Self { size: self.size, nodes: recolour(&self.nodes, colour) }
    }
}

fn count(nodes: &[Node], counted: &mut Vec<(Rgb, usize)>) {
    for node in nodes {
        match node {
            Node::Fill { ink, .. } | Node::Line { ink, .. } => {
                for colour in ink.colours() {
                    match counted.iter_mut().find(|(known, _)| *known == colour) {
                        Some((_, times)) => *times += 1,
                        None => counted.push((colour, 1)),
                    }
                }
            }
            Node::Group { nodes, .. } => count(nodes, counted),
        }
    }
}

fn recolour(nodes: &[Node], colour: &dyn Fn(Rgb) -> Rgb) -> Vec<Node> {
    let one = |node: &Node| match node {
        Node::Fill { path, rule, ink, opacity } => Node::Fill {
            path: path.clone(),
            rule: *rule,
            ink: ink.recoloured(colour),
            opacity: *opacity,
        },
        Node::Line { path, pen, ink, opacity } => Node::Line {
            path: path.clone(),
            pen: pen.clone(),
            ink: ink.recoloured(colour),
            opacity: *opacity,
        },
        Node::Group { opacity, clip, nodes } => {
            Node::Group { opacity: *opacity, clip: clip.clone(), nodes: recolour(nodes, colour) }
        }
    };
    nodes.iter().map(one).collect()
}
