//! Where things lie on the stage: millimetres of the print area <-> pixels of the stage. Pure arithmetic.

use crate::words::decimals;
use catalog::{PrintArea, Side, StageSpot};
use editor::Viewport;
use geom::{Affine, Point, Size, Vec2};

/// Parts of the stage's width and height that the print area takes at most at zoom 1: on a product's picture, so that
/// the product is seen around it.
const SHARE_ON_VIEW: (f64, f64) = (0.62, 0.56);
/// The same on a flat ground, which has nothing around it.
const SHARE_FLAT: (f64, f64) = (0.88, 0.72);

/// The stage's coordinates at a zoom and pan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Board {
    /// Pixels in a millimetre.
    pub px_per_mm: f64,
    /// The print area's top left corner, in pixels from the stage's.
    pub origin: Vec2,
}

impl Board {
    /// The board of a stage of `stage` pixels.
    pub(crate) fn new(stage: Size, side: &Side, viewport: &Viewport) -> Self {
        let size = Size::new(side.print_area.width.mm(), side.print_area.height.mm());
        let (across, down) = match side.stage {
            StageSpot::OnView { .. } => SHARE_ON_VIEW,
            StageSpot::Flat => SHARE_FLAT,
        };
        let fit = (stage.width * across / size.width).min(stage.height * down / size.height);
        let px_per_mm = (fit * viewport.zoom).max(0.01);
        let centre =
            viewport.centre.map_or(Point::new(size.width / 2.0, size.height / 2.0), Point::from);
        let middle = Vec2::new(stage.width / 2.0, stage.height / 2.0);
        Self { px_per_mm, origin: middle - centre.to_vec2() * px_per_mm }
    }

    /// The board with its origin on a whole pixel of the screen, which has `ratio` of them in a pixel of the page: what is
    /// drawn apart and put together again then looks the same.
    pub(crate) fn on_whole_pixels(self, ratio: f64) -> Self {
        let Vec2 { x, y } = self.origin * ratio;
        Self { origin: Vec2::new(x.round(), y.round()) / ratio, ..self }
    }

    /// CSS of an element whose children are placed by [`css_mm`].
    pub(crate) fn style(self) -> String {
        let Self { px_per_mm, origin } = self;
        let (mm, x, y) = (decimals(px_per_mm, 5), decimals(origin.x, 4), decimals(origin.y, 4));
        format!("--mm:{mm}px;transform:translate({x}px,{y}px)")
    }

    /// A point of the stage in millimetres of the print area.
    pub(crate) fn to_mm(self, stage: Point) -> Point {
        ((stage - self.origin).to_vec2() / self.px_per_mm).to_point()
    }

    /// A point of the print area in pixels of the stage.
    pub(crate) fn to_px(self, mm: Point) -> Point {
        (mm.to_vec2() * self.px_per_mm + self.origin).to_point()
    }
}

/// The square of the product's picture in millimetres of the print area: left, top, edge. `None` on a flat ground.
pub(crate) fn picture_square(spot: &StageSpot, area: &PrintArea) -> Option<(f64, f64, f64)> {
    match *spot {
        StageSpot::OnView { left, top, width, .. } => {
            let edge = area.width.mm() / width;
            Some((-left * edge, -top * edge, edge))
        }
        StageSpot::Flat => None,
    }
}

/// CSS for a length of `mm` millimetres on the board.
pub(crate) fn css_mm(mm: f64) -> String {
    format!("calc(var(--mm) * {})", decimals(mm, 4))
}

/// CSS transform that puts an element whose origin is (0, 0) where `affine` (in mm) says.
pub(crate) fn css_transform(affine: Affine) -> String {
    let [.., e, f] = affine.as_coeffs();
    let [a, b, c, d, ..] = affine.as_coeffs().map(|part| decimals(part, 6));
    let turn = if (a, b, c, d) == (1.0, 0.0, 0.0, 1.0) {
        String::new()
    } else {
        format!(" matrix({a},{b},{c},{d},0,0)")
    };
    format!("translate({},{}){turn}", css_mm(e), css_mm(f))
}

#[cfg(test)]
mod tests {
    use geom::Mm;

    use super::*;

    fn tee() -> PrintArea {
        PrintArea {
            width: Mm::new(300.0),
            height: Mm::new(400.0),
            bleed: Mm::ZERO,
            safe_zone: Mm::new(5.0),
        }
    }

    #[test]
    fn a_point_comes_back_from_pixels() {
        let viewport = Viewport { zoom: 2.0, centre: Some((100.0, 50.0)) };
        let side = Side {
            id: "front".parse().unwrap(),
            name: "Front".into(),
            print_area: tee(),
            stage: StageSpot::Flat,
            print_rules: json::Raw::NONE,
            print_area_rules: json::Raw::NONE,
            areas: json::Raw::NONE,
            sizing: json::Raw::NONE,
        };
        let board = Board::new(Size::new(800.0, 600.0), &side, &viewport);
        let there = board.to_px(Point::new(100.0, 50.0));
        assert_eq!(there, Point::new(400.0, 300.0));
        assert!((board.to_mm(there) - Point::new(100.0, 50.0)).hypot2() < 1e-18);
    }

    #[test]
    fn an_origin_lies_on_a_pixel_of_the_screen() {
        let board = Board { px_per_mm: 2.0, origin: Vec2::new(10.3, -4.6) };
        assert_eq!(board.on_whole_pixels(1.0).origin, Vec2::new(10.0, -5.0));
        assert_eq!(board.on_whole_pixels(2.0).origin, Vec2::new(10.5, -4.5));
    }

    #[test]
    fn the_picture_square_puts_the_trim_where_the_catalogue_says() {
        let spot =
            StageSpot::OnView { view: "front".parse().unwrap(), left: 0.35, top: 0.28, width: 0.3 };
        let (left, top, edge) = picture_square(&spot, &tee()).unwrap();
        assert_eq!((left, top, edge), (-350.0, -280.0, 1000.0));
    }
}
