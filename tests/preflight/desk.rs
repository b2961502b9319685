//! A print shop's desk for tests: the shipped catalogue and fonts, designs made layer by layer, checked, and mended by the
//! editor. It tests nothing itself.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{Catalog, Details, Limits, Product, SideId, SizeId, Technique};
use design::{
    ArtworkId, Content, Counter, Design, DesignId, FontId, Head, Image, ImageFormat, Layer,
    LayerId, OrderKey, PixelSize, Shape, ShapeKind, Stroke, Text, TextKey,
};
use editor::{Command, Context, Session};
use geom::{Angle, Drawing, Mm, Rgb, TextBlock};
use prepress::preflight::{
    Check, Finding, PictureFacts, Proposal, check_on, checked_sides, missing_glyphs,
};
use scene::{Resources, drawings, resolve};
use typeset::{FontLibrary, shape};

use crate::sample::{catalog, font_list, load};

/// Artwork by its id.
pub(crate) type Artworks = geom::Table<ArtworkId, Vec<u8>>;

/// The shop.
pub(crate) struct Desk {
    catalog: Catalog,
    library: RefCell<FontLibrary>,
    blocks: RefCell<BTreeMap<TextKey, Result<Arc<TextBlock>, String>>>,
}

/// A design with its artwork, for a product with a technique.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) design: Design,
    pub(crate) artworks: Artworks,
    pub(crate) product: Product,
}

/// Texts and drawings of an order.
struct Ready<'a> {
    desk: &'a Desk,
    drawings: BTreeMap<ArtworkId, Arc<Drawing>>,
}

impl Resources for Ready<'_> {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        let text: Text = json::read(key.as_str().as_bytes()).unwrap();
        self.desk.set(&text).ok()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.get(id).cloned()
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        let library = RefCell::new(FontLibrary::new(font_list()));
        Self { catalog: catalog(), library, blocks: RefCell::default() }
    }

    pub(crate) fn techniques(&self) -> Vec<String> {
        self.catalog.techniques().iter().map(|technique| technique.id.to_string()).collect()
    }

    fn set(&self, text: &Text) -> Result<Arc<TextBlock>, String> {
        if let Some(known) = self.blocks.borrow().get(&text.key()) {
            return known.clone();
        }
        let mut library = self.library.borrow_mut();
        load(text, &mut library);
        let block = shape(text, &mut library).map(Arc::new).map_err(|error| error.to_string());
        self.blocks.borrow_mut().insert(text.key(), block.clone());
        block
    }

    /// A product with another technique.
    pub(crate) fn product(&self, product: &str, technique: &str) -> Product {
        let mut product = self.catalog.product(&product.parse().unwrap()).unwrap().clone();
        let technique = self.catalog.technique(&technique.parse().unwrap()).unwrap().clone();
        let shop_rules = product.technique.shop_rules.clone();
        let also = Details::of(&product).unwrap();
        if also.techniques(&product).contains(&&technique.id) {
            return also.printed_with(&product, &technique).unwrap();
        }
        product.technique = Technique { shop_rules, ..technique };
        product
    }

    /// A white tee with a safe zone of 5 mm, of these layers, numbered from 1, bottom first.
    pub(crate) fn tee(&self, technique: &str, layers: Vec<Layer>) -> Order {
        let mut product = self.product("tee", technique);
        for side in &mut product.sides {
            side.print_area.safe_zone = Mm::new(5.0);
        }
        let head = Head {
            name: String::new(),
            product: product.id.clone(),
            colour: "white".parse().unwrap(),
            template: None,
            is_template: false,
        };
        let mut design = Design::empty(DesignId(1), head);
        let mut order: Option<OrderKey> = None;
        for (number, layer) in layers.into_iter().enumerate() {
            let id = LayerId(number as u64 + 1);
            let key = OrderKey::between(order.as_ref(), None);
            design.layers.insert(id, Arc::new(Layer { id, order: key.clone(), ..layer }));
            order = Some(key);
        }
        Order { design, artworks: Artworks::new(), product }
    }

    fn ready(&self, order: &Order) -> Ready<'_> {
        Ready { desk: self, drawings: drawings(&order.artworks) }
    }

    /// What is found on all sides that are printed, as `atelier check` finds it.
    pub(crate) fn check(&self, order: &Order) -> Vec<(SideId, Finding)> {
        self.check_with(order, &mut PictureFacts::default())
    }

    /// The same with pictures that were looked at before.
    pub(crate) fn check_with(
        &self,
        order: &Order,
        facts: &mut PictureFacts,
    ) -> Vec<(SideId, Finding)> {
        self.check_sizes(order, &[], facts)
    }

    /// What is found on the front where these sizes are ordered.
    pub(crate) fn check_on(&self, order: &Order, sizes: &[&str]) -> Vec<Finding> {
        let sizes: Vec<SizeId> = sizes.iter().map(|size| size.parse().unwrap()).collect();
        let found = self.check_sizes(order, &sizes, &mut PictureFacts::default());
        found.into_iter().map(|(_, finding)| finding).collect()
    }

    fn check_sizes(
        &self,
        order: &Order,
        sizes: &[SizeId],
        facts: &mut PictureFacts,
    ) -> Vec<(SideId, Finding)> {
        let Order { design, artworks, product } = order;
        let ready = self.ready(order);
        let (mut unset, mut restricted) = (BTreeMap::new(), BTreeMap::new());
        for layer in design.layers.values() {
            let Some(text) = layer.content.shaped() else { continue };
            if let Err(reason) = self.set(&text) {
                unset.insert(layer.id, reason);
            }
            restricted.insert(layer.id, self.library.borrow().restricted(&text));
        }
        let mut found = Vec::new();
        for side in checked_sides(product, design) {
            let area = product.side(&side).unwrap().print_area;
            let of_side = Check {
                product,
                limits: &Limits::of(product, &side).unwrap(),
                design,
                scene: &resolve(design, &side, &area, &ready),
                resources: &ready,
                missing_glyphs: &missing_glyphs(design, &side, &ready),
                unset: &unset,
                restricted: &restricted,
                artworks: Some(artworks),
            };
            let details = Details::of(product).unwrap();
            let prints = details.telling_prints(product, &side, sizes).unwrap();
            let findings = check_on(&of_side, &prints, facts);
            found.extend(findings.into_iter().map(|finding| (side.clone(), finding)));
        }
        found
    }

    /// The order after the editor did what a proposal says.
    pub(crate) fn mended(&self, order: &Order, proposal: &Proposal) -> Result<Order, String> {
        let product = Arc::new(order.product.clone());
        let mut session = Session::new(order.design.clone(), product).unwrap();
        let ready = self.ready(order);
        let context = &mut Context { now_ms: 0.0, ids: &mut Counter(1_000), resources: &ready };
        let command = Command::Mend { mends: proposal.mends.clone() };
        let change = session.run(command, context).map_err(|error| error.to_string())?;
        if change.is_empty() {
            return Err("it changes nothing".to_owned());
        }
        assert_eq!(session.history().len(), 1, "one step of history");
        let design = session.design().clone();
        // What a fix makes can be saved and read back.
        assert!(design.layers.iter().all(|(id, layer)| design::broken_rule(*id, layer).is_none()));
        Ok(Order { design, ..order.clone() })
    }
}

/// A layer on the front with its middle (for texts the middle of its upper edge) at a place of 300 x 400 mm.
pub(crate) fn at(x: f64, y: f64, content: Content) -> Layer {
    let side = "front".parse().unwrap();
    let plain = Layer::plain(LayerId(0), side, OrderKey::first(), content);
    Layer { x: Mm::new(x), y: Mm::new(y), rotation: Angle::ZERO, ..plain }
}

pub(crate) fn rgb(hex: &str) -> Rgb {
    hex.parse().unwrap()
}

pub(crate) fn rectangle(width: f64, height: f64, fill: &str) -> Shape {
    Shape {
        kind: ShapeKind::Rectangle,
        width: Mm::new(width),
        height: Mm::new(height),
        fill: Some(rgb(fill)),
        paint: None,
        stroke: None,
    }
}

/// A black rectangle in the middle of the upper part.
pub(crate) fn block() -> Layer {
    at(150.0, 80.0, Content::Shape(rectangle(60.0, 40.0, "#1d1d1b")))
}

pub(crate) fn text(content: &str, font: &str, size: f64) -> Text {
    Text::plain(content.into(), FontId(font.into()), Mm::new(size), rgb("#1d1d1b"))
}

pub(crate) fn line(width: f64) -> Stroke {
    Stroke { colour: rgb("#e30613"), width: Mm::new(width) }
}

/// Straight RGBA as a PNG file.
pub(crate) fn png_file(width: u32, height: u32, rgba: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data: Vec<u8> = pixels.flat_map(|(x, y)| rgba(x, y)).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    file
}

/// A picture of a file in the middle, as wide as is said.
pub(crate) fn picture(file: &[u8], pixels: (u32, u32), width: f64) -> Image {
    let height = width * f64::from(pixels.1) / f64::from(pixels.0);
    Image::plain(
        ArtworkId::of(file),
        ImageFormat::Png,
        PixelSize { width: pixels.0, height: pixels.1 },
        (Mm::new(width), Mm::new(height)),
        "a.png".into(),
    )
}
