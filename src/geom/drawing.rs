//! A drawing: vector artwork of our own, made from motifs, uploaded SVG and PDF files, codes and traced pictures.
//!
//! It holds outlines and inks only: no text, scripts, references or filters. Reading other formats is not done here.

use json::{FromJson, ToJson};
use kurbo::{BezPath, ParamCurve, Shape, Size};

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

    /// The same colours, those first that cover the most: by the size of what they fill, whatever lies above it.
    pub fn colours_by_cover(&self) -> Vec<Rgb> {
        let mut covers: Vec<(Rgb, f64)> =
            self.colours().into_iter().map(|colour| (colour, 0.0)).collect();
        cover(&self.nodes, &mut covers);
        crate::order::sort_by(&mut covers, |a, b| b.1.total_cmp(&a.1));
        covers.into_iter().map(|(colour, _)| colour).collect()
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

fn cover(nodes: &[Node], covers: &mut [(Rgb, f64)]) {
    for node in nodes {
        let (ink, area) = match node {
            Node::Fill { path, ink, .. } => (ink, path.area().abs()),
            Node::Line { path, pen, ink, .. } => {
                // Bows are a little longer than their chords.
                let chords =
                    path.segments().map(|part| (part.end() - part.start()).hypot2().sqrt());
                (ink, pen.width * chords.sum::<f64>())
            }
            Node::Group { nodes, .. } => {
                cover(nodes, covers);
                continue;
            }
        };
        let colours = ink.colours();
        let share = area / colours.len().max(1) as f64;
        for colour in colours {
            if let Some((_, covered)) = covers.iter_mut().find(|(known, _)| *known == colour) {
                *covered += share;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FillRule;

    #[test]
    fn the_colour_of_the_largest_part_comes_first_however_often_others_are_used() {
        let square = |colour: Rgb, edge: f64| Node::Fill {
            path: kurbo::Rect::new(0.0, 0.0, edge, edge).to_path(0.1),
            rule: FillRule::NonZero,
            ink: Ink::Solid(colour),
            opacity: 1.0,
        };
        let [dots, ground, line] = [Rgb::BLACK, Rgb::WHITE, Rgb::new(200, 0, 0)];
        let mut nodes = vec![square(dots, 1.0), square(dots, 1.0), square(ground, 10.0)];
        let pen = Pen { width: 1.0, cap: Cap::Butt, join: Join::Mitre, dashes: Vec::new() };
        let path = kurbo::Line::new((0.0, 0.0), (30.0, 0.0)).to_path(0.1);
        nodes.push(Node::Line { path, pen, ink: Ink::Solid(line), opacity: 1.0 });
        let drawing = Drawing { size: Size::new(40.0, 40.0), nodes };
        assert_eq!(drawing.colours().first(), Some(&dots));
        assert_eq!(drawing.colours_by_cover(), [ground, line, dots]);
    }
}
