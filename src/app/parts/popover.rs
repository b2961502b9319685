//! Where a popover stands: beside the button that opens it, inside the window. Opening and closing are the browser's.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// Distance from the button, in pixels.
const GAP: f64 = 6.0;
/// Least distance from the window's edges, in pixels.
const EDGE: f64 = 8.0;

/// The style that places a popover of this width beside the button that was pressed; above it in the window's lower half.
pub(crate) fn beside(event: &MouseEvent, width: f64) -> String {
    let button = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(button) = button else { return String::new() };
    let edge = button.get_bounding_client_rect();
    let size = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let (across, down) = (size(window().inner_width()), size(window().inner_height()));
    style((edge.left(), edge.right(), edge.top(), edge.bottom()), (across, down), width)
}

/// The same from plain numbers: the button's left, right, top and bottom, the window's size.
fn style(button: (f64, f64, f64, f64), window: (f64, f64), width: f64) -> String {
    let (left, right, top, bottom) = button;
    let (across, down) = window;
    // A button in the right half is where its popover ends.
    let wanted = if left + right > across { right - width } else { left };
    let x = wanted.min(across - width - EDGE).max(EDGE);
    if top + bottom > down {
        let y = (down - top + GAP).max(EDGE);
        format!("left:{}px;bottom:{}px", x.round(), y.round())
    } else {
        format!("left:{}px;top:{}px", x.round(), (bottom + GAP).round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_popover_opens_below_its_button() {
        let place = style((100.0, 140.0, 200.0, 230.0), (1440.0, 900.0), 320.0);
        assert_eq!(place, "left:100px;top:236px");
    }

    #[test]
    fn a_popover_of_a_low_button_opens_above_it() {
        let place = style((100.0, 140.0, 800.0, 830.0), (1440.0, 900.0), 320.0);
        assert_eq!(place, "left:100px;bottom:106px");
    }

    #[test]
    fn a_popover_stays_inside_a_narrow_window() {
        let place = style((250.0, 290.0, 100.0, 130.0), (390.0, 844.0), 320.0);
        assert_eq!(place, "left:8px;top:136px");
    }
}
