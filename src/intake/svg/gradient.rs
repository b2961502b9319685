//! Gradients of an SVG as our inks: exact for lines and circles, simplified for what our inks do not have.

use geom::{Affine, Ink, Point, Vec2};

use super::nodes::{affine, even_scale, keeps_stops, stops};

/// An ink, and whether it looks the same.
pub(super) type Made = Option<(Ink, bool)>;

/// A linear gradient under a transform. Its lines of equal colour may be skewed; the ink runs across them.
pub(super) fn linear(gradient: &usvg::LinearGradient, outer: Affine) -> Made {
    let transform = outer * affine(gradient.transform());
    let from = Point::new(f64::from(gradient.x1()), f64::from(gradient.y1()));
    let to = Point::new(f64::from(gradient.x2()), f64::from(gradient.y2()));
    let along = to - from;
    let stops = stops(gradient);
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let determinant = a * d - b * c;
    if along.hypot2() <= 0.0 || determinant.abs() < 1e-12 {
        return stops.last().map(|stop| (Ink::Solid(stop.colour), true));
    }
    // How fast the offset grows at each place: the direction over its square, through the inverse's transpose.
    let grows = along / along.hypot2();
    let seen = Vec2::new(d * grows.x - b * grows.y, a * grows.y - c * grows.x) / determinant;
    let start = transform * from;
    let ink = Ink::Linear { from: start, to: start + seen / seen.hypot2(), stops };
    let exact = gradient.spread_method() == usvg::SpreadMethod::Pad && keeps_stops(gradient);
    Some((ink, exact))
}

/// A radial gradient under a transform. Ellipses become circles of the same area; a moved focus is centred.
pub(super) fn radial(gradient: &usvg::RadialGradient, outer: Affine) -> Made {
    let transform = outer * affine(gradient.transform());
    let even = even_scale(transform);
    let scale = even.unwrap_or_else(|| transform.determinant().abs().sqrt());
    let radius = f64::from(gradient.r().get());
    let centre = Point::new(f64::from(gradient.cx()), f64::from(gradient.cy()));
    let focus = Point::new(f64::from(gradient.fx()), f64::from(gradient.fy()));
    let exact = even.is_some()
        && (focus - centre).hypot2().sqrt() <= radius * 0.01
        && f64::from(gradient.fr().get()) <= radius * 0.01
        && gradient.spread_method() == usvg::SpreadMethod::Pad
        && keeps_stops(gradient);
    let stops = stops(gradient);
    if radius * scale <= 0.0 {
        return stops.last().map(|stop| (Ink::Solid(stop.colour), true));
    }
    Some((Ink::Radial { centre: transform * centre, radius: radius * scale, stops }, exact))
}
