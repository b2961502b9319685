//! Fuzz target: any outlines, filled or drawn with any pen, become cut lines with any wishes, and files of them.
#![no_main]

use std::sync::Arc;

use catalog::SideId;
use design::{ArtworkId, LayerId};
use geom::{
    Affine, Anchor, Angle, BezPath, Cap, Clip, FillRule, Frame, Ink, Join, Mm, PathEl, Pen, Point,
    Rgb, Size, Table,
};
use libfuzzer_sys::fuzz_target;
use prepress::cut::{CutLines, CutRequest, cut_lines, cut_svg, dxf};
use prepress::{Extent, Flow};
use scene::{Cut, Group, Item, Scene, SceneLayer};

/// Bytes as the numbers that are asked for; zeros at their end.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// A place: near the side mostly, anywhere at times.
    fn place(&mut self) -> f64 {
        let (high, low) = (self.byte(), self.byte());
        let near = f64::from(i16::from_be_bytes([high, low])) / 256.0;
        match high {
            0x7f => f64::from_bits(u64::from_be_bytes(std::array::from_fn(|_| self.byte()))),
            _ => near + 40.0,
        }
    }

    fn point(&mut self) -> Point {
        Point::new(self.place(), self.place())
    }

    fn share(&mut self) -> f64 {
        f64::from(self.byte()) / 255.0
    }

    fn path(&mut self) -> BezPath {
        let mut path = BezPath::from_vec(vec![PathEl::MoveTo(self.point())]);
        for _ in 0..self.byte() % 24 {
            match self.byte() % 8 {
                0 => path.move_to(self.point()),
                1 => path.close_path(),
                2 => path.quad_to(self.point(), self.point()),
                3 | 4 => path.curve_to(self.point(), self.point(), self.point()),
                _ => path.line_to(self.point()),
            }
        }
        path
    }

    fn rule(&mut self) -> FillRule {
        if self.byte() % 2 == 0 { FillRule::NonZero } else { FillRule::EvenOdd }
    }

    fn item(&mut self, depth: u8) -> Item {
        let colour = [Rgb::BLACK, Rgb::new(200, 30, 30), Rgb::new(30, 30, 200)];
        let ink = Ink::Solid(colour[usize::from(self.byte() % 3)]);
        let opacity = self.share();
        match self.byte() % 4 {
            0 if depth > 0 => {
                let number = [(); 6].map(|()| self.share() * 4.0 - 2.0);
                let items = Arc::new((0..self.byte() % 4).map(|_| self.item(depth - 1)).collect());
                let cut = match self.byte() % 3 {
                    0 => None,
                    1 => {
                        let clip = Clip { path: self.path(), rule: self.rule() };
                        Some(Cut::Path(Arc::new(clip)))
                    }
                    _ => Some(Cut::Alpha(Arc::new(vec![self.item(depth - 1)]))),
                };
                Item::Group(Group { place: Affine::new(number), opacity, cut, items })
            }
            1 => {
                let pen = Pen {
                    width: self.place(),
                    cap: [Cap::Butt, Cap::Round, Cap::Square][usize::from(self.byte() % 3)],
                    join: [Join::Mitre, Join::Round, Join::Bevel][usize::from(self.byte() % 3)],
                    dashes: (0..self.byte() % 3 * 2).map(|_| self.share() * 9.0).collect(),
                };
                Item::Line { path: Arc::new(self.path()), pen, ink, opacity }
            }
            _ => Item::Fill { path: Arc::new(self.path()), rule: self.rule(), ink, opacity },
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes(bytes);
    let by_colour = bytes.byte() % 2 == 1;
    let request = CutRequest {
        lines: if by_colour { CutLines::ByColour } else { CutLines::Contour },
        extent: Extent::Bleed,
        offset: Mm::new(bytes.share() * 10.0),
        join: Mm::new(bytes.share() * 5.0),
        smallest_hole: bytes.share(),
        smallest_part: bytes.share(),
        tolerance: Mm::new(0.01 + bytes.share()),
        mirrored: bytes.byte() % 2 == 1,
        ..CutRequest::default()
    };
    let size = Size::new(80.0, 60.0);
    let frame = Frame::anchored(Point::ORIGIN, Anchor::TopLeft, size, Angle::degrees(0.0));
    let mut layers = Vec::new();
    while !bytes.0.is_empty() && layers.len() < 6 {
        let items = (0..=bytes.byte() % 3).map(|_| bytes.item(2)).collect();
        layers.push(SceneLayer::plain(LayerId(layers.len() as u64 + 1), frame, items));
    }
    let side = SideId::new("front").expect("a good name");
    let scene = Scene { side, trim: size, bleed: Mm::new(3.0), layers };
    let nothing: Table<ArtworkId, Vec<u8>> = Table::new();
    let made = cut_lines(&scene, &nothing, &request, &mut |_| Flow::Continue);
    let Ok(sheet) = made else { return };
    for layer in &sheet.layers {
        assert!(layer.area() > 0.0 && layer.length().is_finite(), "{}", layer.name);
    }
    // An offset and a join lead no farther than they say.
    let reach = request.offset.mm() + 2.0 * request.tolerance.mm();
    assert!(sheet.report.beyond <= reach, "{} beyond {reach}", sheet.report.beyond);
    assert!(dxf(&sheet).ends_with(b"EOF\r\n") && cut_svg(&sheet).ends_with("</svg>\n"));
});
