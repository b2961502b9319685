//! What the stage says where it has no live picture, by message key.

/// The messages of the shopper's locale.
pub(crate) fn live_words() -> &'static LiveWords {
    &ENGLISH
}

words! {
    LiveWords:
    flat: "Shown flat here. Finished picture shows it on the product.",
    whole: "The picture follows when you pause.",
    lost: "One moment: the picture is being drawn anew.",
}
