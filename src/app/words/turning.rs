//! What the view of a product in 3D says, by message key.

/// The messages of the shopper's locale.
pub(crate) fn turning_words() -> &'static TurningWords {
    &ENGLISH
}

words! {
    TurningWords:
    open: "Turn in 3D",
    title: "{} in 3D",
    what: "3D view of {}",
    how: "Arrow keys turn it, plus and minus zoom, Home shows the first view again. Keys 1 to 4 show front, right, back and left.",
    sides: "Show a side",
    front: "Front",
    right: "Right",
    back: "Back",
    left: "Left",
    front_right: "Front and right side",
    right_side: "Right side",
    back_right: "Back and right side",
    back_left: "Back and left side",
    left_side: "Left side",
    front_left: "Front and left side",
    from_below: "{}, from below",
    a_little_above: "{}, a little from above",
    from_above: "{}, from above",
    enlarged: "{}, enlarged to {}",
    loading: "The 3D model is on its way",
    no_model: "The 3D model did not load. This is the picture instead.",
    no_drawing: "This browser cannot draw in 3D here. This is the picture instead.",
    lost: "The browser interrupted 3D. This is the picture until it is back.",
    print_failed: "The design could not be drawn on the model: {}",
    room: "See it in your room",
    room_hint: "Point the camera at a table or the floor, then tap to put it down",
    room_leave: "Leave the room",
    room_failed: "The room view did not start. You can still turn it here.",
    save: "Save as 3D file",
    save_glb: "GLB, for most programs",
    save_usdz: "USDZ, for iPhone and iPad",
    saving: "Making the file",
}
