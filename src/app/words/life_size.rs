//! What the screen of the life size says, by message key.

/// The messages of the shopper's locale.
pub(crate) fn life_words() -> &'static LifeWords {
    &ENGLISH
}

words! {
    LifeWords:
    life_size: "Life size",
    show: "Show in life size",
    fit: "Fit to this screen",
    lead: "Screens differ. Hold a bank card, a driving licence or any other card of that size to the screen, and move the slider until the drawn one is as wide. Once is enough.",
    long_edge: "The card lies: compare its long edge.",
    short_edge: "The card stands: compare its short edge.",
    card: "Your card",
    width: "Width of the drawn card",
    width_value: "{} pixels",
    wider: "Wider",
    narrower: "Narrower",
    shown: "Shown in life size: a millimetre is a millimetre.",
    nearly: "This screen has no room for more; it is shown as near to life size as it goes.",
    not_kept: "The size of this screen could not be kept: {}",
}
