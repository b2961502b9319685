//! How this shopper likes the editor: units, what lies over the stage, and the toolbar. Kept on the device, never undone,
//! never sent. Reading and writing is in `kept_prefs`, which nobody waits for.

use editor::{CommandId, TOOLBAR};
use geom::{Mm, Rgb};

use crate::words::decimals;

/// Most colours that are remembered.
pub(crate) const MOST_RECENT: usize = 12;

/// From so many uses on a tool is used often.
const OFTEN: u32 = 5;

/// The unit that lengths are shown and typed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Millimetres.
    #[default]
    Mm,
    /// Centimetres.
    Cm,
    /// Inches.
    In,
}

impl Unit {
    /// All, in the order of menus.
    pub(crate) const ALL: [Self; 3] = [Self::Mm, Self::Cm, Self::In];

    /// Its sign.
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::Mm => "mm",
            Self::Cm => "cm",
            Self::In => "in",
        }
    }

    /// Millimetres in one.
    pub(crate) const fn in_mm(self) -> f64 {
        match self {
            Self::Mm => 1.0,
            Self::Cm => 10.0,
            Self::In => 25.4,
        }
    }

    /// One step of the arrow keys in a field.
    pub(crate) const fn step(self) -> f64 {
        match self {
            Self::Mm => 1.0,
            Self::Cm | Self::In => 0.1,
        }
    }

    /// A length with the unit, as precise as it can be seen.
    pub(crate) fn shown(self, mm: f64) -> String {
        match self {
            Self::Mm => Mm::new(mm).to_string(),
            Self::Cm | Self::In => format!("{} {}", decimals(mm / self.in_mm(), 2), self.sign()),
        }
    }

    /// Distance of the grid's lines in mm.
    pub(crate) const fn grid_mm(self) -> f64 {
        match self {
            Self::Mm | Self::Cm => 10.0,
            Self::In => 12.7,
        }
    }
}

/// What can be shown over the stage, or switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    /// Rulers along the stage.
    Rulers,
    /// The grid.
    Grid,
    /// Drags are drawn to the grid.
    SnapToGrid,
    /// Drags are drawn to other layers and equal gaps.
    Guides,
    /// The safe zone.
    SafeZone,
    /// The bleed around the trim.
    Bleed,
    /// The hints of a first visit are offered.
    Hints,
}

/// How this shopper likes the editor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EditorPrefs {
    /// Unit of lengths.
    pub unit: Unit,
    /// What is on, as bits of [`Show`].
    on: u8,
    /// The toolbar.
    pub tools: Vec<CommandId>,
    /// Colours that were picked lately, the newest first.
    pub recent: Vec<Rgb>,
    /// How often each tool was used.
    pub uses: Vec<(CommandId, u32)>,
}

impl Default for EditorPrefs {
    fn default() -> Self {
        let (tools, recent, uses) = (TOOLBAR.to_vec(), Vec::new(), Vec::new());
        let mut prefs = Self { unit: Unit::default(), on: 0, tools, recent, uses };
        prefs.set(Show::SafeZone, true);
        prefs.set(Show::Guides, true);
        prefs
    }
}

impl EditorPrefs {
    /// Whether something is on.
    pub(crate) fn shows(&self, what: Show) -> bool {
        self.on & (1 << what as u8) != 0
    }

    /// Switches something on or off.
    pub(crate) fn set(&mut self, what: Show, on: bool) {
        self.on = self.on & !(1 << what as u8) | (u8::from(on) << what as u8);
    }

    /// A tool was used once more.
    pub(crate) fn count_use(&mut self, tool: CommandId) {
        match self.uses.iter_mut().find(|(known, _)| *known == tool) {
            Some((_, uses)) => *uses = uses.saturating_add(1),
            None => self.uses.push((tool, 1)),
        }
    }

    /// Whether a tool is used so often that it may stand in the toolbar.
    pub(crate) fn uses_often(&self, tool: CommandId) -> bool {
        self.uses.iter().any(|(known, uses)| *known == tool && *uses >= OFTEN)
    }

    /// What is on, as one number.
    pub(crate) fn bits(&self) -> u8 {
        self.on
    }

    /// The same with what is on from one number.
    pub(crate) fn with_bits(self, on: u8) -> Self {
        Self { on, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_shown_in_the_unit() {
        assert_eq!(Unit::Mm.shown(12.5), "12.5 mm");
        assert_eq!(Unit::Cm.shown(12.5), "1.25 cm");
        assert_eq!(Unit::In.shown(25.4), "1 in");
    }

    #[test]
    fn a_tool_is_used_often_from_the_fifth_time_on() {
        let mut prefs = EditorPrefs::default();
        (0..4).for_each(|_| prefs.count_use(CommandId::Lock));
        prefs.count_use(CommandId::Group);
        assert!(!prefs.uses_often(CommandId::Lock));
        prefs.count_use(CommandId::Lock);
        assert!(prefs.uses_often(CommandId::Lock) && !prefs.uses_often(CommandId::Group));
    }

    #[test]
    fn switches_are_independent() {
        let mut prefs = EditorPrefs::default();
        assert!(prefs.shows(Show::SafeZone) && !prefs.shows(Show::Grid));
        prefs.set(Show::Grid, true);
        prefs.set(Show::SafeZone, false);
        assert!(!prefs.shows(Show::SafeZone) && prefs.shows(Show::Grid));
        let again = EditorPrefs::default().with_bits(prefs.bits());
        assert_eq!(again, prefs);
    }
}
