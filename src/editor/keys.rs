//! Key strokes -> commands, and shortcuts as people read them. Text fields do not come here.

use crate::{COMMANDS, Command, CommandId, Session, Tool};

/// No modifier.
pub(crate) const NONE: u8 = 0;
/// Ctrl, or Cmd on Apple's systems.
pub(crate) const PRIMARY: u8 = 1;
/// Shift.
pub(crate) const SHIFT: u8 = 2;
/// Alt, or Option on Apple's systems.
pub(crate) const ALT: u8 = 4;

/// Opens the list of all commands. Not in the table: it is in the way of no design.
pub const FIND: Shortcut = Shortcut::new(PRIMARY, "k");

/// How far an arrow key moves, in mm.
const STEP_MM: f64 = 1.0;
/// With Shift.
const LARGE_STEP_MM: f64 = 10.0;
/// With Alt.
const FINE_STEP_MM: f64 = 0.1;
/// How far the turning key turns, in degrees.
const STEP_DEGREES: f64 = 15.0;
/// With Alt.
const FINE_STEP_DEGREES: f64 = 1.0;

/// Whose keyboard it is: which key is the primary modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Command is primary.
    Apple,
    /// Control is primary.
    Other,
}

/// A key stroke as a browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyStroke {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// `KeyboardEvent.code`, for layouts where the letter is elsewhere.
    pub code: String,
    /// Control is held.
    pub ctrl: bool,
    /// Command or the Windows key is held.
    pub meta: bool,
    /// Alt or Option is held.
    pub alt: bool,
    /// Shift is held.
    pub shift: bool,
}

/// A key with modifiers. `Arrow` stands for all four arrow keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    modifiers: u8,
    key: &'static str,
}

impl Shortcut {
    pub(crate) const fn new(modifiers: u8, key: &'static str) -> Self {
        Self { modifiers, key }
    }

    /// Something that is done with Ctrl held (Cmd on Apple's systems): a key, or what a pointer does, such as `Drag`.
    pub const fn primary(key: &'static str) -> Self {
        Self::new(PRIMARY, key)
    }

    /// The same with Shift.
    pub const fn shift(key: &'static str) -> Self {
        Self::new(SHIFT, key)
    }

    /// The same with Alt (Option on Apple's systems).
    pub const fn alt(key: &'static str) -> Self {
        Self::new(ALT, key)
    }

    /// Whether a key stroke is this one, on any layout of the keys.
    pub fn is_stroke(&self, stroke: &KeyStroke, platform: Platform) -> bool {
        modifiers_of(stroke, platform) == Some(self.modifiers) && key_name(stroke) == self.key
    }

    /// As menus show it: `Ctrl+Shift+Z`, on Apple's systems `⇧⌘Z`.
    pub fn label(&self, platform: Platform) -> String {
        let key = match self.key {
            "Delete" => "Del",
            "Escape" => "Esc",
            "Arrow" => "Arrows",
            "PageUp" => "Page up",
            "PageDown" => "Page down",
            key => key,
        };
        let key = if key.len() == 1 { key.to_ascii_uppercase() } else { key.to_owned() };
        let names: [(u8, &str); 3] = match platform {
            Platform::Apple => [(ALT, "⌥"), (SHIFT, "⇧"), (PRIMARY, "⌘")],
            Platform::Other => [(PRIMARY, "Ctrl+"), (ALT, "Alt+"), (SHIFT, "Shift+")],
        };
        self.written(&names, &key)
    }

    /// As `aria-keyshortcuts` wants it: `Control+Shift+Z`. Empty for the arrow keys, which are four.
    pub fn aria(&self, platform: Platform) -> String {
        if self.key == "Arrow" {
            return String::new();
        }
        let primary = match platform {
            Platform::Apple => "Meta+",
            Platform::Other => "Control+",
        };
        let key = match self.key {
            "+" => "Plus".to_owned(),
            key if key.len() == 1 => key.to_ascii_uppercase(),
            key => key.to_owned(),
        };
        self.written(&[(PRIMARY, primary), (ALT, "Alt+"), (SHIFT, "Shift+")], &key)
    }

    fn written(&self, names: &[(u8, &str)], key: &str) -> String {
        let held = names.iter().filter(|(modifier, _)| self.modifiers & modifier != 0);
        held.map(|(_, name)| *name).chain([key]).collect()
    }
}

/// The command that a key stroke on the stage asks for. `None` where it is no shortcut or its command is not enabled: then
/// the browser gets the key, so that Tab leaves the stage after the last layer.
pub fn parse_key(stroke: &KeyStroke, platform: Platform, session: &Session) -> Option<Command> {
    let modifiers = modifiers_of(stroke, platform)?;
    let primary = modifiers & PRIMARY != 0;
    let key = key_name(stroke);
    let (id, command) = match (key.as_str(), modifiers) {
        ("v", NONE) => (CommandId::SetTool, Command::SetTool { tool: Tool::Select }),
        ("h", NONE) => (CommandId::SetTool, Command::SetTool { tool: Tool::Hand }),
        ("r", modifiers) if modifiers & PRIMARY == 0 => {
            let degrees = if stroke.alt { FINE_STEP_DEGREES } else { STEP_DEGREES };
            let degrees = if stroke.shift { -degrees } else { degrees };
            (CommandId::Turn, Command::Turn { degrees })
        }
        (arrow, _) if arrow.starts_with("Arrow") => arrow_command(arrow, stroke, primary)?,
        (key, modifiers) => {
            let id = COMMANDS.iter().find_map(|info| {
                let is_its = info.shortcuts.contains(&Shortcut { modifiers, key: known(key)? });
                (is_its && info.id.is_enabled(session)).then_some(info.id)
            })?;
            (id, id.command(session)?)
        }
    };
    id.is_enabled(session).then_some(command)
}

/// What is held; `None` with the modifier that belongs to the system.
fn modifiers_of(stroke: &KeyStroke, platform: Platform) -> Option<u8> {
    let (primary, other) = match platform {
        Platform::Apple => (stroke.meta, stroke.ctrl),
        Platform::Other => (stroke.ctrl, stroke.meta),
    };
    let held = [(primary, PRIMARY), (stroke.shift, SHIFT), (stroke.alt, ALT)];
    let modifiers = held.iter().filter(|(held, _)| *held).map(|(_, modifier)| modifier).sum();
    (!other).then_some(modifiers)
}

/// The table's own name of a key, if any shortcut uses it.
fn known(key: &str) -> Option<&'static str> {
    COMMANDS
        .iter()
        .flat_map(|info| info.shortcuts)
        .map(|shortcut| shortcut.key)
        .find(|of| *of == key)
}

/// The key's name in the table. Letters count by what they write, on layouts without Latin letters (and with Alt, which
/// writes other signs on Apple's systems) by where they are.
fn key_name(stroke: &KeyStroke) -> String {
    let mut letters = stroke.key.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(letter), None) if letter.is_ascii_alphabetic() && !stroke.alt => {
            letter.to_ascii_lowercase().to_string()
        }
        (Some(_), None) => {
            if let Some(letter) = stroke.code.strip_prefix("Key") {
                return letter.to_ascii_lowercase();
            }
            match stroke.code.as_str() {
                "BracketLeft" => "[".to_owned(),
                "BracketRight" => "]".to_owned(),
                _ => stroke.key.clone(),
            }
        }
        _ => stroke.key.clone(),
    }
}

fn arrow_command(arrow: &str, stroke: &KeyStroke, primary: bool) -> Option<(CommandId, Command)> {
    let step = match (stroke.shift, stroke.alt) {
        (true, _) => LARGE_STEP_MM,
        (false, true) => FINE_STEP_MM,
        (false, false) => STEP_MM,
    };
    let (dx, dy) = match arrow {
        "ArrowLeft" => (-step, 0.0),
        "ArrowRight" => (step, 0.0),
        "ArrowUp" => (0.0, -step),
        "ArrowDown" => (0.0, step),
        _ => return None,
    };
    Some(if primary {
        (CommandId::Resize, Command::Resize { dx, dy })
    } else {
        (CommandId::Move, Command::Nudge { dx, dy })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(key: &str, code: &str, platform: Platform, [ctrl, meta, shift]: [bool; 3]) -> bool {
        let (key, code) = (key.to_owned(), code.to_owned());
        FIND.is_stroke(&KeyStroke { key, code, ctrl, meta, alt: false, shift }, platform)
    }

    #[test]
    fn the_list_of_commands_opens_on_every_layout_and_with_caps_lock() {
        let (ctrl, meta) = ([true, false, false], [false, true, false]);
        for key in ["k", "K", "\u{43b}", "\u{3ba}", "\u{5dc}", "\u{646}"] {
            assert!(finds(key, "KeyK", Platform::Other, ctrl), "{key}");
            assert!(finds(key, "KeyK", Platform::Apple, meta), "{key}");
        }
        // Where the letter is elsewhere, it counts by what it writes.
        assert!(finds("k", "KeyV", Platform::Other, ctrl));
        assert!(!finds("v", "KeyK", Platform::Other, ctrl));
    }

    #[test]
    fn the_list_of_commands_leaves_other_strokes_alone() {
        assert!(!finds("k", "KeyK", Platform::Other, [false, false, false]));
        assert!(!finds("K", "KeyK", Platform::Other, [true, false, true]));
        assert!(!finds("k", "KeyK", Platform::Apple, [true, false, false]));
    }

    #[test]
    fn what_a_pointer_does_is_written_as_the_platform_writes_keys() {
        assert_eq!(Shortcut::primary("Drag").label(Platform::Other), "Ctrl+Drag");
        assert_eq!(Shortcut::primary("Drag").label(Platform::Apple), "⌘Drag");
        assert_eq!(Shortcut::alt("Click").label(Platform::Apple), "⌥Click");
    }
}
