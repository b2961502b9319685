//! Cut lines as an SVG file: millimetres, a group for each name, lines without fill. Nothing else is in it.

use std::fmt::Write;

use geom::{path_data, quantised};

use super::CutSheet;

/// Width of the lines on a screen, in mm. Cutters follow their middle.
const HAIRLINE: f64 = 0.1;

/// The file: one unit is one millimetre of the side, y down. It is as large as the part of the side that was looked at,
/// and larger where lines run over that.
pub fn cut_svg(sheet: &CutSheet) -> String {
    let seen = sheet.part.union(sheet.bounds());
    let [x, y, width, height] = [seen.x0, seen.y0, seen.width(), seen.height()].map(quantised);
    let mut svg = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="{x} {y} {width} {height}">"#
    );
    for layer in &sheet.layers {
        let _ = write!(
            svg,
            r#"<g id="{}" fill="none" stroke="{}" stroke-width="{HAIRLINE}"><path d="{}"/></g>"#,
            layer.name,
            layer.colour,
            path_data(&layer.path())
        );
    }
    svg.push_str("</svg>\n");
    svg
}
