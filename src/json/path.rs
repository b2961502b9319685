//! Outlines as SVG path data, short and with at most three decimals: what files and screens hold of them.

use std::fmt::Write;

use kurbo::{BezPath, PathEl, Point};

use crate::number;

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

/// A number rounded to three decimals (a micrometre, for millimetres); never `-0`.
pub fn quantised(value: f64) -> f64 {
    let scaled = (value * 1000.0).round() / 1000.0;
    if scaled == 0.0 { 0.0 } else { scaled }
}

fn push(data: &mut String, command: char, points: &[Point]) {
    data.push(command);
    for (index, point) in points.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(data, "{space}{} {}", quantised(point.x), quantised(point.y));
    }
}

/// Reads what [`path_data`] wrote: absolute commands with all their letters. `None` for anything else.
pub fn read_path_data(data: &str) -> Option<BezPath> {
    let mut path = BezPath::new();
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        let after = &rest[command.len_utf8()..];
        let end = after.find(|letter: char| letter.is_ascii_uppercase()).unwrap_or(after.len());
        let (numbers, next) = after.split_at(end);
        rest = next;
        let mut numbers = numbers.split_ascii_whitespace().map(number);
        let mut point = || Some(Point::new(numbers.next()??, numbers.next()??));
        let element = match command {
            'M' => PathEl::MoveTo(point()?),
            // An outline begins by saying where.
            _ if path.elements().is_empty() => return None,
            'L' => PathEl::LineTo(point()?),
            'Q' => PathEl::QuadTo(point()?, point()?),
            'C' => PathEl::CurveTo(point()?, point()?, point()?),
            'Z' => PathEl::ClosePath,
            _ => return None,
        };
        if numbers.next().is_some() {
            return None;
        }
        path.push(element);
    }
    Some(path)
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
        assert_eq!(read_path_data(&data), BezPath::from_svg(&data).ok());
        assert_eq!(read_path_data(""), Some(BezPath::new()));
    }

    #[test]
    fn what_is_no_outline_is_none() {
        for data in [
            "L1 2", "M1", "M1 2 3", "M1 2L3", "M1 2Q3 4", "M1 2a3 4", "M1 2H3", "Mx 2", "ä",
            "M1 2Z1",
        ] {
            assert_eq!(read_path_data(data), None, "{data}");
        }
    }
}
