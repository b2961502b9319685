//! What a command did, as typed data for the live region, with English wording. Other languages word it themselves.

use design::{Content, Layer, ShapeKind};
use geom::{Angle, Mm};

use crate::{CommandId, OrderTo, Step};

/// Most characters of a text that are read out as a layer's name.
const SPOKEN_TEXT: usize = 30;

/// What a layer is called.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// By the shopper.
    Given(String),
    /// By what the text says, shortened.
    Text(String),
    /// By the picture's file.
    Picture(String),
    /// By the shape.
    Shape(ShapeKind),
    /// By the drawing's name.
    Drawing(String),
}

/// What a layer is called.
pub fn title(layer: &Layer) -> Title {
    if !layer.name.is_empty() {
        return Title::Given(layer.name.clone());
    }
    match &layer.content {
        Content::Text(text) => {
            let words = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut short: String = words.chars().take(SPOKEN_TEXT).collect();
            if short.len() < words.len() {
                short.push('…');
            }
            Title::Text(short)
        }
        Content::Image(image) => Title::Picture(image.file_name.clone()),
        Content::Shape(shape) => Title::Shape(shape.kind),
        Content::Drawing(drawing) => Title::Drawing(drawing.name.clone()),
    }
}

impl Title {
    /// The name in English.
    pub fn to_english(&self) -> String {
        match self {
            Self::Given(name) => name.clone(),
            Self::Text(text) if text.is_empty() => "Empty text".to_owned(),
            Self::Text(text) => format!("“{text}”"),
            Self::Drawing(name) if name.is_empty() => "Artwork".to_owned(),
            Self::Drawing(name) => name.clone(),
            Self::Picture(file) if file.is_empty() => "Picture".to_owned(),
            Self::Picture(file) => file.clone(),
            Self::Shape(kind) => match kind {
                ShapeKind::Rectangle => "Rectangle",
                ShapeKind::RoundedRectangle { .. } => "Rounded rectangle",
                ShapeKind::Ellipse => "Ellipse",
                ShapeKind::Line => "Line",
                ShapeKind::Star { .. } => "Star",
                ShapeKind::Heart => "Heart",
                ShapeKind::Polygon { .. } => "Polygon",
            }
            .to_owned(),
        }
    }
}

/// What a step is called: what was done, and to what.
pub fn step_title(step: &Step) -> String {
    let label = step.label.info().english;
    let mut touched = step.change.layers().values();
    match (touched.next(), touched.next()) {
        (Some(edit), None) => match edit.after.as_ref().or(edit.before.as_ref()) {
            Some(layer) => format!("{label}: {}", title(layer).to_english()),
            None => label.to_owned(),
        },
        (Some(_), Some(_)) => format!("{label}: {}", layers(step.change.layers().len())),
        (None, _) => label.to_owned(),
    }
}

/// What a command did.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "fields are named and typed by what they hold; variants say the rest"
)]
pub enum Said {
    /// Nothing changed.
    Unchanged,
    /// A layer was added.
    Added { title: Title },
    /// Several layers were added.
    AddedMany { count: usize },
    /// A template was filled in anew.
    Refilled { count: usize },
    /// Layers were deleted.
    Deleted { count: usize },
    /// Layers became a group.
    Grouped { count: usize },
    /// Groups were taken apart.
    Ungrouped { count: usize },
    /// A group is selected, whole and alone; its name is empty for the usual one.
    SelectedGroup { name: String, count: usize },
    /// Layers were copied.
    Duplicated { count: usize },
    /// The selection's top left corner is now here.
    Moved { x: Mm, y: Mm },
    /// The selection is now this large.
    Resized { width: Mm, height: Mm },
    /// The selection is now turned so.
    Turned { angle: Angle },
    /// Layers went up or down; the first one's place from the bottom, from 1.
    Ordered { to: OrderTo, place: usize, of: usize },
    /// Layers were locked or unlocked.
    Locked { count: usize, locked: bool },
    /// Layers were hidden or shown.
    Hidden { count: usize, hidden: bool },
    /// How opaque it is now, in percent.
    Opacity { percent: u32 },
    /// A layer or the design got a name; empty for the usual one.
    Renamed { name: String },
    /// A text was cut, because it was too long.
    TextCut { limit: usize },
    /// A command did what its name says.
    Done { label: CommandId },
    /// One layer is selected; its place from the bottom, from 1.
    Selected { title: Title, place: usize, of: usize, locked: bool },
    /// Several layers are selected.
    SelectedMany { count: usize },
    /// Nothing is selected.
    SelectedNone,
    /// A side is shown.
    Side { name: String },
    /// Layers went to another side.
    MovedToSide { count: usize, name: String },
    /// The product has a colour.
    Colour { name: String },
    /// The scale of the stage in percent.
    Zoomed { percent: u32 },
    /// A step was taken back.
    Undone { label: CommandId },
    /// A step was done again.
    Redone { label: CommandId },
    /// So many of the steps that are kept are done; the newest of them.
    AtStep { step: usize, of: usize, label: Option<CommandId> },
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to do again.
    NothingToRedo,
    /// A gesture was cancelled; all is as before.
    Cancelled,
}

impl Said {
    /// The sentence in English; empty where there is nothing to say.
    pub fn to_english(&self) -> String {
        match self {
            Self::Unchanged => String::new(),
            Self::Added { title } => format!("Added {}.", title.to_english()),
            Self::AddedMany { count } => format!("Added {}.", layers(*count)),
            Self::Refilled { count } => format!("Changed {}.", layers(*count)),
            Self::Deleted { count } => format!("Deleted {}.", layers(*count)),
            Self::Grouped { count } => format!("Grouped {}.", layers(*count)),
            Self::Ungrouped { count: 1 } => "Took the group apart.".to_owned(),
            Self::Ungrouped { count } => format!("Took {count} groups apart."),
            Self::SelectedGroup { name, count } if name.is_empty() => {
                format!("Group of {} selected.", layers(*count))
            }
            Self::SelectedGroup { name, count } => {
                format!("Group {name} selected, {}.", layers(*count))
            }
            Self::Duplicated { count } => format!("Duplicated {}.", layers(*count)),
            Self::Moved { x, y } => format!("Moved to {x}, {y}."),
            Self::Resized { width, height } => format!("Now {width} by {height}."),
            Self::Turned { angle } => format!("Turned to {angle}."),
            Self::Ordered { to, place, of } => {
                let direction = match to {
                    OrderTo::Forward => "forward",
                    OrderTo::Backward => "backward",
                    OrderTo::Front => "to the front",
                    OrderTo::Back => "to the back",
                    OrderTo::Above { .. } | OrderTo::Below { .. } => "to its place",
                };
                format!("Brought {direction}. Layer {place} of {of}.")
            }
            Self::Locked { count, locked: true } => format!("Locked {}.", layers(*count)),
            Self::Locked { count, locked: false } => format!("Unlocked {}.", layers(*count)),
            Self::Hidden { count, hidden: true } => format!("Hid {}.", layers(*count)),
            Self::Hidden { count, hidden: false } => format!("Showing {}.", layers(*count)),
            Self::Opacity { percent } => format!("Opacity {percent} %."),
            Self::Renamed { name } if name.is_empty() => "Name removed.".to_owned(),
            Self::Renamed { name } => format!("Renamed to {name}."),
            Self::TextCut { limit } => format!("Text cut: it can have {limit} characters."),
            Self::Done { label } => format!("{}: done.", label.info().english),
            Self::Selected { title, place, of, locked } => {
                let lock = if *locked { ", locked" } else { "" };
                format!("{} selected, layer {place} of {of}{lock}.", title.to_english())
            }
            Self::SelectedMany { count } => format!("{} selected.", layers(*count)),
            Self::SelectedNone => "Nothing selected.".to_owned(),
            Self::Side { name } => format!("Showing {name}."),
            Self::MovedToSide { count, name } => format!("Moved {} to {name}.", layers(*count)),
            Self::Colour { name } => format!("Colour: {name}."),
            Self::Zoomed { percent } => format!("Zoom {percent} %."),
            Self::Undone { label } => {
                format!("Undone: {}.", label.info().english.to_ascii_lowercase())
            }
            Self::Redone { label } => {
                format!("Redone: {}.", label.info().english.to_ascii_lowercase())
            }
            Self::AtStep { step, of, label: Some(label) } => {
                format!("Step {step} of {of}: {}.", label.info().english.to_ascii_lowercase())
            }
            Self::AtStep { of, label: None, .. } => format!("Before the first of {of} steps."),
            Self::NothingToUndo => "Nothing to undo.".to_owned(),
            Self::NothingToRedo => "Nothing to redo.".to_owned(),
            Self::Cancelled => "Cancelled.".to_owned(),
        }
    }
}

fn layers(count: usize) -> String {
    if count == 1 { "1 layer".to_owned() } else { format!("{count} layers") }
}
