//! What is learnt from editing. The taste profile learns what was picked, taken back, taken off; typed text never gets
//! there. The toolbar learns which tools are used.

use design::{Content, Layer, Placed, ShapeKind, Source, Text};
use editor::{Change, Command, CommandId, Paint, StrokeStyle, offered_tools};
use geom::Table;
use leptos::prelude::*;
use taste::{Act, Deed, Subject, Word};

use crate::editing::EditorStore;
use crate::lazy::lazy_code;
use crate::tasting::font_subject;

/// A pick counts once it has stood this long: sliding through colours teaches nothing.
const SETTLE_MS: u64 = 1_500;

/// Picks that have not stood long enough yet, by what was picked for what.
#[derive(Default)]
pub(super) struct Picks {
    waiting: Table<&'static str, Subject>,
    alarm: Option<TimeoutHandle>,
}

lazy_code! {
    /// Learns from a command that was run here and changed something.
    in taste: pub(super) fn learn(store: EditorStore, command: Command, change: Change) -> () {
        store.learn_from(&command, &change)
    }
}

impl EditorStore {
    /// Learns from a command that was run here and changed something.
    fn learn_from(self, command: &Command, change: &Change) {
        self.count_use(command.id());
        match command {
            Command::StyleText { style, .. } => {
                if let Some(subject) = style.font.as_ref().and_then(|font| self.font(font)) {
                    self.pick("font", subject);
                }
                if let Some(colour) = style.colour {
                    self.pick("ink", Subject::Colour(colour));
                }
            }
            Command::StyleShape { style, .. } => {
                if let Some(Paint::Solid(colour)) = style.fill {
                    self.pick("fill", Subject::Colour(colour));
                }
                if let Some(StrokeStyle::Line(stroke)) = style.stroke {
                    self.pick("stroke", Subject::Colour(stroke.colour));
                }
            }
            Command::AddDrawing { drawing, .. } | Command::ReplaceDrawing { drawing, .. } => {
                if let Some(subject) = library_motif(drawing) {
                    self.atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
                }
            }
            Command::AddShape { kind, .. } => {
                if let Some(subject) = motif(kind) {
                    self.atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
                }
            }
            Command::SetColour { .. } => {
                self.pick("product", Subject::Colour(self.colour_untracked().swatch));
            }
            Command::AddLayers { template: Some(template), .. } => {
                self.atelier.learn_template(template, Act::Did(Deed::Taken));
            }
            Command::Delete { .. } => self.learn_removed(change),
            Command::Undo => self.learn_undone(change),
            _ => {}
        }
    }

    /// Counts the use of a tool, so that the toolbar can be offered what is used often.
    pub(super) fn count_use(self, tool: CommandId) {
        if offered_tools().any(|offered| offered == tool) {
            self.prefer(|prefs| prefs.count_use(tool));
        }
    }

    fn pick(self, what: &'static str, subject: Subject) {
        self.picks(|picks| {
            picks.waiting.insert(what, subject);
            if let Some(alarm) = picks.alarm.take() {
                alarm.clear();
            }
            let settle = std::time::Duration::from_millis(SETTLE_MS);
            picks.alarm = set_timeout_with_handle(move || self.settle(), settle).ok();
        });
    }

    fn settle(self) {
        let settled = self.picks(|picks| std::mem::take(&mut picks.waiting));
        for (_, subject) in settled.unwrap_or_default() {
            self.atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
        }
    }

    fn learn_removed(self, change: &Change) {
        for edit in change.layers().values() {
            if let (Some(layer), None) = (&edit.before, &edit.after) {
                for subject in self.parts_of(layer) {
                    self.atelier.taste.learn(Act::Removed, subject, Vec::new());
                }
            }
        }
    }

    /// What an undo takes back: picks that did not stand long enough are forgotten, others count as undone.
    fn learn_undone(self, change: &Change) {
        let unsettled = self.picks(|picks| std::mem::take(&mut picks.waiting)).unwrap_or_default();
        let unsettled: Vec<_> = unsettled.into_iter().map(|(_, subject)| subject).collect();
        if let Some(edit) = change.head() {
            match (&edit.before.template, &edit.after.template) {
                (Some(template), after) if Some(template) != after.as_ref() => {
                    return self.atelier.learn_template(template, Act::Undid(Deed::Taken));
                }
                _ => {}
            }
            if edit.before.colour != edit.after.colour
                && let Some(colour) = self.product().colour(&edit.before.colour)
            {
                self.learn_taken_back(Subject::Colour(colour.swatch), &unsettled);
            }
        }
        for edit in change.layers().values() {
            let (Some(before), Some(after)) = (&edit.before, &edit.after) else { continue };
            let kept = self.parts_of(after);
            for subject in self.parts_of(before).into_iter().filter(|part| !kept.contains(part)) {
                self.learn_taken_back(subject, &unsettled);
            }
        }
    }

    fn learn_taken_back(self, subject: Subject, unsettled: &[Subject]) {
        if !unsettled.contains(&subject) {
            self.atelier.taste.learn(Act::Undid(Deed::Picked), subject, Vec::new());
        }
    }

    fn font(self, font: &design::FontId) -> Option<Subject> {
        font_subject(font, &self.atelier.shop_now()?.fonts)
    }

    /// What a layer consists of, as far as taste goes.
    fn parts_of(self, layer: &Layer) -> Vec<Subject> {
        match &layer.content {
            Content::Text(Text { font, colour, .. }) => {
                self.font(font).into_iter().chain([Subject::Colour(*colour)]).collect()
            }
            Content::Shape(shape) => {
                motif(&shape.kind).into_iter().chain(shape.fill.map(Subject::Colour)).collect()
            }
            Content::Drawing(placed) => library_motif(placed).into_iter().collect(),
            Content::Image(_) => Vec::new(),
        }
    }
}

/// A motif of the library. Variants of one are the same to taste: a dog is a dog in one colour too.
fn library_motif(placed: &Placed) -> Option<Subject> {
    let Source::Motif { motif } = &placed.source else { return None };
    let plain = motif.strip_suffix("-line").unwrap_or(motif);
    let number = |last: &str| last.bytes().all(|byte| byte.is_ascii_digit());
    let plain = plain.rsplit_once('-').filter(|(_, last)| number(last)).map_or(plain, |(of, _)| of);
    Word::new(plain).ok().map(Subject::Motif)
}

/// A shape as a motif.
fn motif(kind: &ShapeKind) -> Option<Subject> {
    let word = match kind {
        ShapeKind::Rectangle | ShapeKind::RoundedRectangle { .. } => "rectangle",
        ShapeKind::Ellipse => "circle",
        ShapeKind::Line => "line",
        ShapeKind::Star { .. } => "star",
        ShapeKind::Heart => "heart",
        ShapeKind::Polygon { .. } => "polygon",
    };
    Word::new(word).ok().map(Subject::Motif)
}
