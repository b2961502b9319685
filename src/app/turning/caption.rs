//! What a view of a product is called: "Back, a little from above". From where it is looked at, `model` knows.

use model::Orbit;

use crate::words::{fill, percent, turning_words};

/// The least enlargement that is worth a word.
const ENLARGED: f64 = 1.05;

/// The words for a view.
pub(super) fn caption(orbit: Orbit) -> String {
    let words = turning_words();
    let turned = orbit.turned();
    let side = [
        words.front,
        words.front_right,
        words.right_side,
        words.back_right,
        words.back,
        words.back_left,
        words.left_side,
        words.front_left,
    ];
    let side = side[turned.eighth % side.len()];
    let seen = match turned.height {
        -1 => fill(words.from_below, &[side]),
        1 => fill(words.a_little_above, &[side]),
        2 => fill(words.from_above, &[side]),
        _ => side.to_owned(),
    };
    if orbit.zoom < ENLARGED {
        return seen;
    }
    fill(words.enlarged, &[&seen, &percent(orbit.zoom)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_view_is_called_by_side_height_and_size() {
        assert_eq!(caption(Orbit::HOME), "Front, a little from above");
        let back = Orbit { around: 3.1, above: 0.0, zoom: 1.0 };
        assert_eq!(caption(back), "Back");
        let near = Orbit { around: -0.8, above: 1.0, zoom: 2.0 };
        assert_eq!(caption(near), "Front and left side, from above, enlarged to 200 %");
    }
}
