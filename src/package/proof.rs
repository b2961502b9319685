//! The proof of a side: one A4 page with the product's picture, the flat art with its measures, and what was ordered. It is
//! a scene like any other, so the PDF is made as print files are, and words are set by our own text engine.

use std::sync::Arc;

use catalog::{PrintOnSize, Product, Side};
use design::{
    Align, ArtworkId, Content, Design, FontId, ImageFormat, Layer, LayerId, OrderKey, PixelSize,
    Text,
};
use geom::{Affine, BezPath, Clip, FillRule, Frame, Mm, Rect, Rgb, Shape, Size};
use scene::{Cut, Group, Item, Look, Picture, Resources, Scene, SceneLayer, resolve_layer};

use crate::order::OrderLine;
use crate::ticket::{TicketBox, hundredths};

/// Width and height of the page: A4 (ISO 216).
const PAGE: Size = Size::new(210.0, 297.0);
const MARGIN: f64 = 15.0;
/// Where the product's pictures go.
const PICTURES: Rect = Rect::new(MARGIN, 92.0, 195.0, 172.0);
/// Where the flat art goes; beside and below it there is room for measures.
const FLAT: Rect = Rect::new(MARGIN, 180.0, 175.0, 278.0);
/// Between pictures.
const GAP: f64 = 4.0;
/// Longest word of a table in characters.
const LONGEST: usize = 44;
/// Distance of lines of a table.
const ROW: f64 = 6.2;
/// How far from the print area measures are drawn.
const OFF: f64 = 4.0;
/// A part of a measure that is shorter than this on the page has no room for its number; the table has it.
const ROOM: f64 = 13.0;

/// Font of the page. Where a list lacks it, its first font is taken.
const FONT: &str = "inter";
const DARK: Rgb = Rgb { r: 0x22, g: 0x22, b: 0x22 };
const GREY: Rgb = Rgb { r: 0x77, g: 0x77, b: 0x77 };
const RED: Rgb = Rgb { r: 0xc0, g: 0x1c, b: 0x28 };

/// What a proof says.
pub(crate) struct Proof<'a> {
    pub(crate) design: &'a Design,
    pub(crate) hash: &'a str,
    pub(crate) product: &'a Product,
    pub(crate) order: &'a OrderLine,
    pub(crate) side: &'a Side,
    pub(crate) on: &'a PrintOnSize,
    pub(crate) scene: &'a Scene,
    pub(crate) art: Option<TicketBox>,
}

/// A picture of the product as a PNG file.
pub(crate) struct ProductPicture {
    pub(crate) artwork: ArtworkId,
    pub(crate) pixels: PixelSize,
}

impl Proof<'_> {
    /// The words of the page as layers, to be set by whoever has fonts.
    pub(crate) fn words(&self) -> Vec<Layer> {
        let mut words = Words::new(self.side);
        words.add(&format!("Proof: {}", self.side.name), (MARGIN, 11.0), 7.0, DARK, Align::Left);
        words.add(&self.design.head.name, (MARGIN, 21.0), 4.2, GREY, Align::Left);
        let rows = |words: &mut Words, (x, value_x): (f64, f64), rows: &[(&str, String)]| {
            for (number, (label, value)) in rows.iter().enumerate() {
                let y = 32.0 + ROW * number as f64;
                words.add(label, (x, y), 3.2, GREY, Align::Left);
                words.add(value, (value_x, y), 3.2, DARK, Align::Left);
            }
        };
        let (order, product) = (self.order, self.product);
        let colour = product.colour(&self.design.head.colour).map(|colour| colour.name.clone());
        let size = product.size(&order.size).map(|size| size.name.clone());
        let ordered = [
            ("Order", format!("{}, line {}", order.order, order.line)),
            ("Product", product.name.clone()),
            ("Colour", colour.unwrap_or_default()),
            ("Size", size.unwrap_or_default()),
            ("SKU", product.sku(&self.design.head.colour, &order.size).to_string()),
            ("Quantity", order.quantity.to_string()),
            ("Technique", product.technique.name.clone()),
        ];
        rows(&mut words, (MARGIN, 40.0), &ordered);
        let area = &self.on.area;
        let mm = |length: f64| format!("{} mm", hundredths(length));
        let by = |width: f64, height: f64| format!("{} x {}", hundredths(width), mm(height));
        let mut measures = vec![("Print area", by(area.width.mm(), area.height.mm()))];
        if let Some(art) = self.art {
            measures.extend([
                ("Print size", by(art.width, art.height)),
                ("From left trim edge", mm(art.from_left)),
                ("From top trim edge", mm(art.from_top)),
                ("To right trim edge", mm(art.to_right)),
                ("To bottom trim edge", mm(art.to_bottom)),
            ]);
        }
        let bleed = format!("{}, safe zone {}", mm(area.bleed.mm()), mm(area.safe_zone.mm()));
        measures.push(("Bleed", bleed));
        if self.on.print != 1.0 {
            let percent = format!("{} % of the design", hundredths(self.on.print * 100.0));
            measures.push(("Scaled for size", percent));
        }
        rows(&mut words, (112.0, 148.0), &measures);
        let hash = format!("Design SHA-256 {}", self.hash);
        words.add_whole(&hash, (MARGIN, 79.0), 3.0, GREY, Align::Left);
        self.measure_words(&mut words, &mm);
        words.layers
    }

    /// Numbers beside the flat art.
    fn measure_words(&self, words: &mut Words, mm: &dyn Fn(f64) -> String) {
        let Some(art) = self.art else { return };
        let (trim, box_) = (self.trim_on_page(), self.art_on_page(&art));
        let below = trim.y1 + OFF + 0.8;
        let across = [
            (trim.x0, box_.x0, art.from_left, GREY),
            (box_.x0, box_.x1, art.width, RED),
            (box_.x1, trim.x1, art.to_right, GREY),
        ];
        for (from, to, length, colour) in across {
            if (to - from).abs() >= ROOM || colour == RED {
                words.add(
                    &mm(length),
                    (f64::midpoint(from, to), below),
                    2.8,
                    colour,
                    Align::Centre,
                );
            }
        }
        let beside = trim.x1 + OFF + 1.5;
        let down = [
            (trim.y0, box_.y0, art.from_top, GREY),
            (box_.y0, box_.y1, art.height, RED),
            (box_.y1, trim.y1, art.to_bottom, GREY),
        ];
        for (from, to, length, colour) in down {
            if (to - from).abs() >= ROOM / 2.0 || colour == RED {
                let y = f64::midpoint(from, to) - 1.7;
                words.add(&mm(length), (beside, y), 2.8, colour, Align::Left);
            }
        }
    }

    /// The page, drawn. `resources` has the outlines of [`Proof::words`].
    pub(crate) fn page(&self, pictures: &[ProductPicture], resources: &dyn Resources) -> Scene {
        let mut layers = vec![plain(self.ground()), plain(product_pictures(pictures))];
        layers.extend(self.art());
        layers.push(plain(self.lines()));
        layers.extend(self.words().iter().map(|layer| resolve_layer(layer, resources)));
        Scene { side: self.side.id.clone(), trim: PAGE, bleed: Mm::ZERO, layers }
    }

    fn scale(&self) -> f64 {
        let Size { width, height } = self.scene.trim;
        (FLAT.width() / width).min(FLAT.height() / height)
    }

    fn trim_on_page(&self) -> Rect {
        let size = self.scene.trim * self.scale();
        let left = FLAT.x0 + (FLAT.width() - size.width) / 2.0;
        Rect::from_origin_size((left, FLAT.y0), size)
    }

    fn art_on_page(&self, art: &TicketBox) -> Rect {
        let corner = geom::Point::new(art.from_left, art.from_top);
        self.to_page().transform_rect_bbox(Rect::from_origin_size(corner, (art.width, art.height)))
    }

    fn to_page(&self) -> Affine {
        Affine::translate(self.trim_on_page().origin().to_vec2()) * Affine::scale(self.scale())
    }

    /// The product's colour below the art.
    fn ground(&self) -> Vec<Item> {
        let colour = self.product.colour(&self.design.head.colour);
        let body = colour.map_or(Rgb::WHITE, |colour| colour.parts.body);
        vec![Item::fill(path(self.trim_on_page()), body)]
    }

    /// The side's own layers, smaller, cut where print files end.
    fn art(&self) -> Vec<SceneLayer> {
        let bleed = self.scene.bleed.mm();
        let part = Rect::from_origin_size((0.0, 0.0), self.scene.trim).inflate(bleed, bleed);
        let cut = |layer: &SceneLayer| {
            // A layer that is flat has nothing to show.
            let back = layer.to_side.inverse();
            let corner = back * part.to_path(0.1);
            let clip = Clip { path: corner, rule: FillRule::NonZero };
            back.is_finite().then(|| SceneLayer {
                to_side: self.to_page() * layer.to_side,
                items: vec![Item::Group(Group {
                    place: Affine::IDENTITY,
                    opacity: 1.0,
                    cut: Some(Cut::Path(Arc::new(clip))),
                    items: Arc::new(layer.items.clone()),
                })],
                ..layer.clone()
            })
        };
        self.scene.layers.iter().filter_map(cut).collect()
    }

    /// Trim, safe zone, and the measures.
    fn lines(&self) -> Vec<Item> {
        let trim = self.trim_on_page();
        let safe = self.on.area.safe_zone.mm() * self.scale();
        let mut items = vec![Item::line(path(trim), 0.25, DARK)];
        if safe > 0.0 && safe * 2.0 < trim.width().min(trim.height()) {
            items.push(Item::line(path(trim.inflate(-safe, -safe)), 0.12, GREY));
        }
        let Some(art) = self.art else { return items };
        let box_ = self.art_on_page(&art);
        items.push(Item::line(path(box_), 0.18, RED));
        let (y, x) = (trim.y1 + OFF, trim.x1 + OFF);
        let mut measure = BezPath::new();
        let mut line = |from: (f64, f64), to: (f64, f64)| {
            measure.move_to(from);
            measure.line_to(to);
        };
        line((trim.x0.min(box_.x0), y), (trim.x1.max(box_.x1), y));
        line((x, trim.y0.min(box_.y0)), (x, trim.y1.max(box_.y1)));
        for at in [trim.x0, box_.x0, box_.x1, trim.x1] {
            line((at, y - 1.2), (at, y + 1.2));
        }
        for at in [trim.y0, box_.y0, box_.y1, trim.y1] {
            line((x - 1.2, at), (x + 1.2, at));
        }
        items.push(Item::line(Arc::new(measure), 0.18, RED));
        items
    }
}

/// Pictures side by side, in proportion.
fn product_pictures(pictures: &[ProductPicture]) -> Vec<Item> {
    let count = pictures.len().max(1) as f64;
    let width = (PICTURES.width() - GAP * (count - 1.0)) / count;
    let place = |(number, picture): (usize, &ProductPicture)| {
        let (across, down) = (f64::from(picture.pixels.width), f64::from(picture.pixels.height));
        let scale = (width / across).min(PICTURES.height() / down);
        let size = Size::new(across * scale, down * scale);
        let left = PICTURES.x0 + (width + GAP) * number as f64 + (width - size.width) / 2.0;
        let top = PICTURES.y0 + (PICTURES.height() - size.height) / 2.0;
        let picture = Item::Picture(Picture {
            artwork: picture.artwork,
            format: ImageFormat::Png,
            pixels: picture.pixels,
            size,
            crop: None,
            look: Look::default(),
        });
        let (place, items) = (Affine::translate((left, top)), Arc::new(vec![picture]));
        Item::Group(Group { place, opacity: 1.0, cut: None, items })
    };
    pictures.iter().enumerate().map(place).collect()
}

/// A layer of the page itself.
fn plain(items: Vec<Item>) -> SceneLayer {
    let origin = geom::Point::new(0.0, 0.0);
    let frame = Frame::anchored(origin, geom::Anchor::TopLeft, PAGE, geom::Angle::ZERO);
    SceneLayer::plain(LayerId(0), frame, items)
}

fn path(rect: Rect) -> Arc<BezPath> {
    Arc::new(rect.to_path(0.1))
}

/// Words of a page.
struct Words {
    side: catalog::SideId,
    layers: Vec<Layer>,
}

impl Words {
    fn new(side: &Side) -> Self {
        Self { side: side.id.clone(), layers: Vec::new() }
    }

    /// Adds words, cut where they are long.
    fn add(&mut self, words: &str, at: (f64, f64), size: f64, colour: Rgb, align: Align) {
        let cut: String = words.chars().take(LONGEST).collect();
        let dots = if cut.len() < words.len() { "..." } else { "" };
        self.add_whole(&format!("{cut}{dots}"), at, size, colour, align);
    }

    fn add_whole(&mut self, words: &str, at: (f64, f64), size: f64, colour: Rgb, align: Align) {
        let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let font = FontId(FONT.to_owned());
        let text = Text { align, ..Text::plain(words, font, Mm::new(size), colour) };
        let id = LayerId(self.layers.len() as u64 + 1);
        let content = Content::Text(text);
        let layer = Layer::plain(id, self.side.clone(), OrderKey::first(), content);
        self.layers.push(Layer { x: Mm::new(at.0), y: Mm::new(at.1), ..layer });
    }
}
