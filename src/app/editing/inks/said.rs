//! What the screens about inks say. Not in `words.rs`: that list comes with the app, and these words only with their screens.

pub(super) const TITLE: &str = "Inks";
pub(super) const HINT: &str =
    "Each ink goes through a screen of its own, so every ink less makes the order cheaper.";
pub(super) const WORKING: &str = "Finding the inks that come closest to your design";
pub(super) const FAILED: &str = "The inks could not be found: {}";
pub(super) const STOPPED: &str = "The inks were not counted, so the price is without them.";
pub(super) const COUNT: &str = "Count the inks";
pub(super) const ONE_INK: &str = "1 ink";
pub(super) const INKS: &str = "{} inks";
pub(super) const AND_BASE: &str = "and a white underbase";
pub(super) const COMPARE: &str = "Compare with fewer inks";
pub(super) const PLATES_FILE: &str = "Plates, PDF";
pub(super) const HOW: &str = "How colours are made";
pub(super) const FLAT: &str = "Flat areas";
pub(super) const DOTS: &str = "Fine dots";
pub(super) const FLAT_HINT: &str = "Crisp areas of one ink each: best for lettering and signs.";
pub(super) const DOTS_HINT: &str = "Tiny dots mix in between colours: best for photos and shades.";
pub(super) const SIDE: &str = "Side";
pub(super) const HOW_MANY: &str = "How many inks";
pub(super) const SAME: &str = "Looks like your design";
pub(super) const NEARLY: &str = "Barely different";
pub(super) const CHANGED: &str = "{} looks different";
pub(super) const HOLD: &str = "Show my design";
pub(super) const AS_DESIGNED: &str = "As designed";
pub(super) const AS_PRINTED: &str = "As printed";
pub(super) const PICTURE: &str = "The print with {}: {}";
pub(super) const DESIGN_PICTURE: &str = "Your design before it is printed";
pub(super) const SAVES: &str = "saves {}";
pub(super) const USE: &str = "Use these inks";
pub(super) const USED: &str = "Inks";
pub(super) const PRICE_INKS: &str = "Printing with {} screens";
pub(super) const PRICE_SETUP: &str = "Making {} screens, once";
pub(super) const PRICE_INK: &str = "Printing with 1 screen";
pub(super) const PRICE_ONE_SETUP: &str = "Making 1 screen, once";
