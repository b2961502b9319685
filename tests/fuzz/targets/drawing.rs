//! Fuzz target: a drawing of our own format (motifs, traced pictures, uploads), read and written again.
#![no_main]

use design::{is_drawing, read_drawing, write_drawing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(drawing) = read_drawing(bytes) else { return };
    let written = write_drawing(&drawing);
    assert!(is_drawing(&written));
    let again = read_drawing(&written).expect("what we wrote can be read");
    assert_eq!(write_drawing(&again), written);
    let colours = drawing.colours();
    assert_eq!(drawing.colours_by_cover().len(), colours.len());
});
