//! Outlines as SVG path data, short and with at most three decimals: what screens draw and SVG files hold.

use std::fmt::Write;

use kurbo::{BezPath, PathEl, Point};

use crate::quantised;

/// SVG path data of an outline in its own unit: absolute commands, rounded to 0.001.
pub fn path_data(path: &BezPath) -> String {
    let mut data = String::with_capacity(path.elements().len() * 16);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => push(&mut data, 'M', &[to]),
            PathEl::LineTo(to) => push(&mut data, 'L', &[to]),
            PathEl::QuadTo(handle, to) => push(&mut data, 'Q', &[handle, to]),
            PathEl::CurveTo(first, second, to) => push(&mut data, 'C', &[first, second, to]),
            PathEl::ClosePath => data.push('Z'),
        }
    }
    data
}

fn push(data: &mut String, command: char, points: &[Point]) {
    data.push(command);
    for (index, point) in points.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(data, "{space}{} {}", quantised(point.x), quantised(point.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_short_and_read_back_the_same() {
        let mut path = BezPath::new();
        path.move_to((0.0, 1.25));
        path.line_to((-0.0001, 2.0));
        path.quad_to((2.5, 3.0004), (4.0, 1.0));
        path.curve_to((1.0, 1.0), (2.0, 2.0), (3.0, 3.0));
        path.close_path();
        let data = path_data(&path);
        assert_eq!(data, "M0 1.25L0 2Q2.5 3 4 1C1 1 2 2 3 3Z");
        assert_eq!(path_data(&BezPath::from_svg(&data).unwrap()), data);
    }
}
