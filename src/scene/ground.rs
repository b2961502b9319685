//! What a layer lies on: the product, a shape below it, a picture. It judges no colours.

use std::borrow::Borrow;

use geom::{Affine, FillRule, Ink, PathEl, Point, Rect, Rgb, Shape};

use crate::{Item, SceneLayer};

/// From this opacity on a layer counts as one that hides what is below.
const HIDES: f64 = 0.95;
/// How far the points that are looked at lie from where they are drawn, as a part of the way to the layer's middle.
const INSET: f64 = 0.08;
/// About how many points of a layer are looked at.
const POINTS: usize = 32;

/// What a layer lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The product, at least in part.
    Product,
    /// One colour.
    Colour(Rgb),
    /// More than one colour: a picture or a gradient.
    Colours,
}

impl Ground {
    /// Closer colours than this (OKLab) are hard to tell apart on cloth or clay; 0.02 is just visible on a screen.
    pub const FAINT: f64 = 0.08;

    /// What a layer lies on, of the layers below it, highest first: the first that has all of it inside. Some points of
    /// its outlines are looked at. Its bounds would not do: corners of the bounds of letters around a badge lie beside
    /// the badge.
    pub fn of<L: Borrow<SceneLayer>>(
        layer: &SceneLayer,
        mut below: impl Iterator<Item = L>,
    ) -> Self {
        let points: Vec<Point> =
            probes(layer).into_iter().map(|point| layer.to_side * point).collect();
        if points.is_empty() {
            return Self::Product;
        }
        below.find_map(|layer| under(layer.borrow(), &points)).unwrap_or(Self::Product)
    }

    /// The colour that what lies here must be told apart from, where the product's is `product`; `None` where that is not
    /// to be judged. A shape on one of its own colour makes one shape of two; letters (`is_text`) are lost there.
    pub fn to_differ_from(self, product: Option<Rgb>, is_text: bool) -> Option<Rgb> {
        match self {
            Self::Product => product,
            Self::Colour(colour) => is_text.then_some(colour),
            Self::Colours => None,
        }
    }
}

/// Points of what a layer draws, in its own space, a little further in than they are drawn.
fn probes(layer: &SceneLayer) -> Vec<Point> {
    let mut points = Vec::new();
    layer.each(&mut |item, place| match item {
        Item::Fill { path, .. } | Item::Line { path, .. } => {
            let ends = path.elements().iter().filter_map(PathEl::end_point);
            points.extend(ends.map(|point| place * point));
        }
        Item::Picture(picture) => {
            let Rect { x0, y0, x1, y1 } = picture.size.to_rect();
            points.extend(
                [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|corner| place * Point::from(corner)),
            );
        }
        Item::Group(_) | Item::Soft(_) => {}
    });
    let around = |bounds: Rect, point: &Point| bounds.union_pt(*point);
    let Some(first) = points.first() else { return points };
    let bounds = points.iter().fold(Rect::from_points(*first, *first), around);
    let every = points.len().div_ceil(POINTS).max(1);
    let inwards = |point: Point| point.lerp(bounds.center(), INSET);
    points.into_iter().step_by(every).map(inwards).collect()
}

/// What a layer is where all the points lie; `None` where it does not hide what is below all of them.
fn under(layer: &SceneLayer, points: &[Point]) -> Option<Ground> {
    (layer.opacity >= HIDES).then(|| among(&layer.items, layer.to_side, points)).flatten()
}

fn among(items: &[Item], to_side: Affine, points: &[Point]) -> Option<Ground> {
    if to_side.determinant() == 0.0 {
        return None;
    }
    let back = to_side.inverse();
    let has_all = |inside: &dyn Fn(Point) -> bool| points.iter().all(|point| inside(back * *point));
    items.iter().rev().find_map(|item| match item {
        Item::Fill { path, rule, ink, opacity } => {
            let is_inside = |winding: i32| match rule {
                FillRule::NonZero => winding != 0,
                FillRule::EvenOdd => winding % 2 != 0,
            };
            (*opacity >= HIDES && has_all(&|at| is_inside(path.winding(at)))).then_some(match ink {
                Ink::Solid(colour) => Ground::Colour(*colour),
                Ink::Linear { .. } | Ink::Radial { .. } => Ground::Colours,
            })
        }
        Item::Picture(picture) => {
            let area = picture.size.to_rect();
            has_all(&|at| area.contains(at)).then_some(Ground::Colours)
        }
        Item::Group(group) if group.cut.is_none() && group.opacity >= HIDES => {
            among(&group.items, to_side * group.place, points)
        }
        // What a cut leaves is not looked at.
        Item::Group(_) | Item::Line { .. } | Item::Soft(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use design::LayerId;
    use geom::{Angle, Frame, Size};

    use super::*;

    fn tile(id: u64, x: f64, side: f64, ink: impl Into<Ink>) -> SceneLayer {
        let frame = Frame {
            centre: Point::new(x, 50.0),
            size: Size::new(side, side),
            rotation: Angle::degrees(20.0),
        };
        let path = Rect::new(0.0, 0.0, side, side).to_path(0.1);
        SceneLayer::plain(LayerId(id), frame, vec![Item::fill(Arc::new(path), ink)])
    }

    fn ground(layers: &[SceneLayer], index: usize) -> Ground {
        Ground::of(&layers[index], layers[..index].iter().rev())
    }

    #[test]
    fn a_layer_lies_on_the_highest_that_has_all_of_it_inside() {
        let (red, blue) = (Rgb::new(255, 0, 0), Rgb::new(0, 0, 255));
        let layers = [
            tile(1, 50.0, 60.0, red),
            tile(2, 50.0, 40.0, blue),
            tile(3, 62.0, 10.0, red),
            tile(4, 50.0, 10.0, red),
            tile(5, 90.0, 20.0, red),
        ];
        let grounds: Vec<_> = (0..5).map(|index| ground(&layers, index)).collect();
        let (on_red, on_blue) = (Ground::Colour(red), Ground::Colour(blue));
        assert_eq!(grounds, [Ground::Product, on_red, on_blue, on_blue, Ground::Product]);
    }

    #[test]
    fn letters_around_a_badge_lie_on_the_badge() {
        let frame = Frame {
            centre: Point::new(50.0, 50.0),
            size: Size::new(60.0, 60.0),
            rotation: Angle::degrees(0.0),
        };
        let badge = crate::shape_outline(&design::ShapeKind::Ellipse, frame.size);
        let badge = Item::fill(Arc::new(badge), Rgb::BLACK);
        let letter = |(x, y): (f64, f64)| {
            let place = Rect::from_center_size((x, y), (4.0, 4.0));
            Item::fill(Arc::new(place.to_path(0.1)), Rgb::WHITE)
        };
        // Left, top and right, each 25 mm from the middle of a badge with a radius of 30 mm.
        let letters = [(5.0, 30.0), (12.0, 12.0), (30.0, 5.0), (48.0, 12.0), (55.0, 30.0)];
        let layers = [
            SceneLayer::plain(LayerId(1), frame, vec![badge]),
            SceneLayer::plain(LayerId(2), frame, letters.map(letter).to_vec()),
        ];
        assert_eq!(ground(&layers, 1), Ground::Colour(Rgb::BLACK));
    }

    #[test]
    fn what_can_be_seen_through_is_no_ground() {
        let mut layers = [tile(1, 50.0, 60.0, Rgb::BLACK), tile(2, 50.0, 20.0, Rgb::WHITE)];
        assert_eq!(ground(&layers, 1), Ground::Colour(Rgb::BLACK));
        layers[0].opacity = 0.5;
        assert_eq!(ground(&layers, 1), Ground::Product);
    }
}
