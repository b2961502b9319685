//! Makes the sample designs in this folder: `cargo run -p tests --example make-designs`. It draws their pictures too,
//! all but `waves.webp`, a lossy WebP that no Rust library here can write. Running it again changes nothing.

mod painted;

use std::error::Error;
use std::path::Path;

use catalog::{ColourId, ProductId, SideId};
use design::{
    Align, ArtworkId, Content, Design, DesignId, Fill, FontId, Head, Image, Layer, LayerId,
    OrderKey, Placed, Shape, ShapeKind, Source, Stroke, Swap, Text, write, write_bundle,
    write_drawing,
};
use geom::{Angle, Drawing, Mm, Rgb, Table};

type Made<T> = Result<T, Box<dyn Error>>;

const INK: Rgb = Rgb::new(28, 42, 74);
const RED: Rgb = Rgb::new(214, 40, 57);
const SUN: Rgb = Rgb::new(244, 178, 62);
const TEAL: Rgb = Rgb::new(20, 120, 126);
const CREAM: Rgb = Rgb::new(250, 243, 221);

fn main() -> Made<()> {
    let folder = Path::new("tests/designs");
    let waves = std::fs::read(folder.join("waves.webp"))?;
    for sample in samples(&waves)? {
        sample.write(folder)?;
    }
    Ok(())
}

/// A design being put together.
struct Sample {
    file: &'static str,
    design: Design,
    artworks: Table<ArtworkId, Vec<u8>>,
    side: SideId,
    top: Option<OrderKey>,
}

impl Sample {
    fn new(
        number: u64,
        file: &'static str,
        name: &str,
        product: &str,
        colour: &str,
        side: &str,
    ) -> Made<Self> {
        let head = Head {
            name: name.into(),
            product: ProductId::new(product)?,
            colour: ColourId::new(colour)?,
            template: None,
            is_template: false,
        };
        Ok(Self {
            file,
            design: Design::empty(DesignId(number), head),
            artworks: Table::new(),
            side: SideId::new(side)?,
            top: None,
        })
    }

    /// Puts content on top of the side.
    fn add(
        &mut self,
        (x, y, degrees): (f64, f64, f64),
        opacity: f64,
        content: Content,
    ) -> &mut Layer {
        let id = LayerId(self.design.layers.len() as u64 + 1);
        let order = OrderKey::between(self.top.as_ref(), None);
        self.top = Some(order.clone());
        let layer = Layer {
            x: Mm::new(x),
            y: Mm::new(y),
            rotation: Angle::degrees(degrees),
            opacity,
            ..Layer::plain(id, self.side.clone(), order, content)
        };
        std::sync::Arc::make_mut(self.design.layers.get_or_insert(id, layer.into()))
    }

    fn text(
        &mut self,
        place: (f64, f64, f64),
        font: &str,
        size: f64,
        colour: Rgb,
        content: &str,
    ) -> &mut Text {
        let text = Text::plain(content.into(), FontId(font.into()), Mm::new(size), colour);
        match &mut self.add(place, 1.0, Content::Text(text)).content {
            Content::Text(text) => text,
            _ => unreachable!("a text was added"),
        }
    }

    fn shape(
        &mut self,
        place: (f64, f64, f64),
        kind: ShapeKind,
        (width, height): (f64, f64),
        fill: Option<Rgb>,
        stroke: Option<(Rgb, f64)>,
    ) -> &mut Layer {
        let stroke = stroke.map(|(colour, width)| Stroke { colour, width: Mm::new(width) });
        let (width, height) = (Mm::new(width), Mm::new(height));
        let shape = Shape { kind, width, height, fill, paint: None, stroke };
        self.add(place, 1.0, Content::Shape(shape))
    }

    fn picture(
        &mut self,
        place: (f64, f64, f64),
        width: f64,
        file_name: &str,
        bytes: &[u8],
    ) -> Made<&mut Layer> {
        let header = prepress::artwork::inspect(bytes)?;
        let pixels = header.pixels();
        let artwork = ArtworkId::of(bytes);
        self.artworks.insert(artwork, bytes.to_vec());
        let height = width * f64::from(pixels.height) / f64::from(pixels.width);
        let size = (Mm::new(width).quantised(), Mm::new(height).quantised());
        let image = Image::plain(artwork, header.format, pixels, size, file_name.into());
        Ok(self.add(place, 1.0, Content::Image(image)))
    }

    /// A picture whose details are set afterwards; its height follows from its pixels.
    fn image(&mut self, place: (f64, f64, f64), width: f64, bytes: &[u8]) -> Made<&mut Image> {
        match &mut self.picture(place, width, "photo.jpg", bytes)?.content {
            Content::Image(image) => Ok(image),
            _ => unreachable!("a picture was added"),
        }
    }

    /// Keeps a drawing among the artwork.
    fn drawing(&mut self, drawing: &Drawing) -> ArtworkId {
        let bytes = write_drawing(drawing);
        let artwork = ArtworkId::of(&bytes);
        self.artworks.insert(artwork, bytes);
        artwork
    }

    fn placed(
        &mut self,
        place: (f64, f64, f64),
        artwork: ArtworkId,
        (width, height): (f64, f64),
        swaps: Vec<Swap>,
    ) -> &mut Layer {
        let (width, height) = (Mm::new(width), Mm::new(height));
        let (name, source) = ("drawing".into(), Source::Upload);
        let placed = Placed { artwork, width, height, name, swaps, source };
        self.add(place, 1.0, Content::Drawing(placed))
    }

    /// The layer that was added last.
    fn last(&mut self) -> &mut Layer {
        let id = LayerId(self.design.layers.len() as u64);
        let layer = self.design.layers.get_mut(&id);
        std::sync::Arc::make_mut(layer.unwrap_or_else(|| unreachable!("a layer was added")))
    }

    /// Fills the shape that was added last.
    fn paint(&mut self, fill: Fill) {
        if let Content::Shape(shape) = &mut self.last().content {
            shape.paint = Some(fill);
        }
    }

    /// A bare JSON where there is no artwork, else an `.atelier` file.
    fn write(&self, folder: &Path) -> Made<()> {
        let (ending, bytes) = if self.artworks.is_empty() {
            ("json", write(&self.design))
        } else {
            ("atelier", write_bundle(&self.design, &self.artworks))
        };
        std::fs::write(folder.join(format!("{}.{ending}", self.file)), bytes)?;
        Ok(())
    }
}

fn samples(waves: &[u8]) -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::new(1, "plain-text", "Plain text", "tee", "white", "front")?;
    s.text((150.0, 60.0, 0.0), "montserrat", 40.0, INK, "Good\nmorning");
    made.push(s);

    let mut s = Sample::new(2, "many-fonts", "Many fonts", "tee", "heather", "front")?;
    let fonts = ["anton", "dm-serif-display", "pacifico", "space-mono", "bungee", "caveat"];
    for (row, font) in fonts.into_iter().enumerate() {
        let text = s.text((20.0, 20.0 + 60.0 * row as f64, 0.0), font, 30.0, TEAL, "Waffles AV fi");
        text.align = Align::Left;
        text.letter_spacing = row as f64 * 0.02 - 0.02;
    }
    made.push(s);

    let mut s = Sample::new(3, "two-directions", "Two directions", "tee", "white", "front")?;
    s.text((150.0, 30.0, 0.0), "rubik", 26.0, RED, "שלום world 123");
    s.text((150.0, 90.0, 0.0), "cairo", 26.0, INK, "مرحبا بالعالم 2026").width =
        Some(Mm::new(120.0));
    let mixed =
        s.text((280.0, 200.0, 0.0), "cairo", 18.0, TEAL, "Tea شاي and coffee قهوة, both warm");
    (mixed.align, mixed.width) = (Align::Right, Some(Mm::new(150.0)));
    made.push(s);

    let mut s = Sample::new(4, "all-shapes", "All shapes", "tee", "white", "front")?;
    let kinds = [
        ShapeKind::Rectangle,
        ShapeKind::RoundedRectangle { radius: Mm::new(12.0) },
        ShapeKind::Ellipse,
        ShapeKind::Line,
        ShapeKind::Star { points: 5, inner: 0.42 },
        ShapeKind::Star { points: 24, inner: 0.8 },
        ShapeKind::Heart,
        ShapeKind::Polygon { corners: 6 },
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        let place = (80.0 + 140.0 * (index % 2) as f64, 55.0 + 95.0 * (index / 2) as f64, 0.0);
        let layer = s.shape(place, kind, (110.0, 75.0), Some(SUN), Some((INK, 1.0 + index as f64)));
        layer.opacity = 1.0 - index as f64 * 0.1;
    }
    made.push(s);

    let mut s = Sample::new(5, "turned", "Turned", "tee", "navy", "front")?;
    for step in 0..12 {
        let degrees = f64::from(step) * 30.0 - 165.0;
        s.shape(
            (150.0, 190.0, degrees),
            ShapeKind::Rectangle,
            (240.0, 9.0),
            None,
            Some((SUN, 0.8)),
        );
    }
    s.text((150.0, 160.0, -12.5), "alfa-slab-one", 44.0, CREAM, "Spin");
    s.text((60.0, 320.0, 90.0), "inter", 14.0, RED, "sideways");
    made.push(s);

    let mut s = Sample::new(6, "camera-photos", "Camera photos", "tee", "white", "front")?;
    let photo = |width, height, value, progressive| {
        jpeg(&scenery(width, height), width, height, value, progressive)
    };
    s.picture((85.0, 90.0, 0.0), 120.0, "upright.jpg", &photo(360, 270, None, false)?)?;
    s.picture((220.0, 110.0, 8.0), 100.0, "quarter-turn.jpg", &photo(400, 300, Some(6), false)?)?;
    s.picture((90.0, 290.0, -5.0), 130.0, "mirrored.jpg", &photo(300, 200, Some(7), true)?)?;
    s.picture((225.0, 300.0, 0.0), 110.0, "half-turn.jpg", &photo(320, 240, Some(3), true)?)?
        .opacity = 0.6;
    made.push(s);

    let mut s = Sample::new(7, "see-through", "See-through picture", "tee", "charcoal", "front")?;
    let badge = png(&badge(240), 240, png::ColorType::Rgba)?;
    s.shape((150.0, 180.0, 0.0), ShapeKind::Rectangle, (260.0, 60.0), Some(TEAL), None);
    s.picture((110.0, 150.0, 0.0), 140.0, "badge.png", &badge)?;
    s.picture((190.0, 230.0, 33.0), 140.0, "badge.png", &badge)?.opacity = 0.55;
    made.push(s);

    let mut s = Sample::new(8, "mug-webp", "Web pictures on a mug", "mug", "red", "wrap")?;
    s.picture((60.0, 48.0, 0.0), 90.0, "waves.webp", waves)?;
    s.picture((170.0, 48.0, -15.0), 60.0, "badge.webp", &webp(&self::badge(200), 200)?)?;
    made.push(s);

    let mut s = Sample::new(9, "mug-over-the-edge", "Over the edge", "mug", "white", "wrap")?;
    s.shape((115.0, 47.5, 0.0), ShapeKind::Rectangle, (238.0, 103.0), Some(CREAM), None);
    for step in 0..9 {
        let x = 5.0 + 27.5 * f64::from(step);
        s.shape((x, 90.0, 45.0), ShapeKind::Heart, (30.0, 28.0), Some(RED), None).opacity = 0.8;
    }
    s.text((115.0, 18.0, 0.0), "shrikhand", 30.0, INK, "Over the edge");
    made.push(s);

    let mut s = Sample::new(10, "both-sides", "Both sides", "tee", "black", "front")?;
    s.text((150.0, 90.0, 0.0), "graduate", 36.0, SUN, "TEAM 7");
    s.side = SideId::new("back")?;
    s.text((150.0, 40.0, 0.0), "graduate", 24.0, CREAM, "O'MALLEY");
    s.text((150.0, 80.0, 0.0), "graduate", 150.0, CREAM, "7");
    s.shape((150.0, 200.0, 0.0), ShapeKind::Ellipse, (290.0, 390.0), Some(RED), None).hidden = true;
    made.push(s);

    let mut s = Sample::new(11, "mug-signs", "Signs and lines", "mug", "sky", "wrap")?;
    let text =
        "Coffee \u{2615} first, then everything else \u{1f680}. Wrapped where a line may break.";
    s.text((70.0, 20.0, 0.0), "fredoka", 9.0, INK, text).width = Some(Mm::new(90.0));
    let loose = s.text((165.0, 15.0, 0.0), "zilla-slab", 12.0, RED, "loose\nlines\nhere");
    (loose.line_height, loose.letter_spacing) = (1.8, 0.15);
    made.push(s);

    let mut s = Sample::new(12, "crowd", "Crowd", "tee", "white", "front")?;
    for step in 0..90_u32 {
        let (column, row) = (f64::from(step % 9), f64::from(step / 9));
        let place = (22.0 + 32.0 * column, 22.0 + 39.0 * row, f64::from(step) * 7.0);
        let colour = [RED, SUN, TEAL, INK][(step % 4) as usize];
        let corners = (3 + step % 6) as u8;
        let line = Some((INK, 0.5));
        s.shape(place, ShapeKind::Polygon { corners }, (36.0, 36.0), Some(colour), line).opacity =
            0.4 + 0.1 * f64::from(step % 6);
    }
    made.push(s);

    let mut s = Sample::new(13, "grey-and-palette", "Grey and palette", "tee", "heather", "front")?;
    let grey = grey_jpeg(300, 200)?;
    s.picture((100.0, 100.0, 0.0), 150.0, "grey.jpg", &grey)?;
    s.picture((200.0, 260.0, -20.0), 60.0, "grey.jpg", &grey)?;
    s.picture((90.0, 290.0, 0.0), 120.0, "palette.png", &palette_png(120)?)?;
    made.push(s);

    let mut s = Sample::new(14, "glass", "Glass", "mug", "yellow", "wrap")?;
    for step in 0..5 {
        let x = 45.0 + 35.0 * f64::from(step);
        let ring =
            s.shape((x, 47.0, 0.0), ShapeKind::Ellipse, (60.0, 60.0), Some(TEAL), Some((SUN, 6.0)));
        ring.opacity = 0.5;
    }
    s.text((115.0, 34.0, 0.0), "great-vibes", 30.0, INK, "half seen");
    made.push(s);

    let mut s = Sample::new(15, "needs-work", "Needs work", "tee", "navy", "front")?;
    s.picture(
        (150.0, 160.0, 0.0),
        280.0,
        "small.png",
        &png(&self::badge(64), 64, png::ColorType::Rgba)?,
    )?;
    s.text((150.0, 330.0, 0.0), "inter", 3.0, CREAM, "too small to read");
    s.text((150.0, 350.0, 0.0), "inter", 20.0, Rgb::new(34, 48, 80), "hardly there");
    s.shape((290.0, 380.0, 0.0), ShapeKind::Line, (60.0, 4.0), None, Some((RED, 0.1)));
    made.push(s);

    let mut s = Sample::new(16, "every-script", "Every script", "tee", "white", "front")?;
    let lines = [
        ("montserrat", "Żółw, Ærø, Việt Nam"),
        ("comfortaa", "Καλημέρα, привет"),
        ("fredoka", "שלום, יום טוב"),
        ("lalezar", "مرحبا بالعالم"),
        ("poppins", "नमस्ते दुनिया"),
        ("dela-gothic-one", "お誕生日おめでとう"),
        ("anton", "생일 축하합니다"),
        ("zcool-kuaile", "生日快乐"),
        ("inter", "🎉👩🏽\u{200d}🚀🇯🇵1\u{fe0f}\u{20e3}❤\u{fe0f} ❤"),
    ];
    for (row, (font, content)) in lines.into_iter().enumerate() {
        s.text((150.0, 30.0 + 36.0 * row as f64, 0.0), font, 22.0, INK, content);
    }
    let thai = "สุขสันต์วันเกิดพ่อที่ดีที่สุดในโลก";
    s.text((150.0, 365.0, 0.0), "itim", 18.0, RED, thai).width = Some(Mm::new(130.0));
    made.push(s);

    made.extend(painted::samples()?);
    Ok(made)
}

/// Hills, a sun and grain, RGB: what a photo is to a decoder.
fn scenery(width: u32, height: u32) -> Vec<u8> {
    let mut grain = 1_u32;
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (grain >> 28) as i32 - 8;
            let (u, v) = (x * 1000 / width, y * 1000 / height);
            let hill = 620 + (u % 400).abs_diff(200) / 2 - u / 10;
            let (dx, dy) = (u.abs_diff(720), v.abs_diff(250));
            let colour = if v > hill {
                [60, 120 - (v - hill) as i32 / 8, 70]
            } else if dx * dx + dy * dy < 12_000 {
                [250, 200, 90]
            } else {
                [120 + v as i32 / 8, 170 + v as i32 / 16, 220]
            };
            rgb.extend(colour.map(|channel| (channel + noise).clamp(0, 255) as u8));
        }
    }
    rgb
}

/// A round badge with a soft edge and a hole, RGBA.
fn badge(side: u32) -> Vec<u8> {
    let centre = f64::from(side) / 2.0;
    let mut rgba = Vec::new();
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (f64::from(x) + 0.5 - centre, f64::from(y) + 0.5 - centre);
            let radius = (dx * dx + dy * dy).sqrt() / centre;
            let ring = ((radius * 6.0) as u32).is_multiple_of(2);
            let soft =
                ((1.0 - radius) * 4.0).clamp(0.0, 1.0) * ((radius - 0.2) * 20.0).clamp(0.0, 1.0);
            let Rgb { r, g, b } = if ring { RED } else { SUN };
            rgba.extend_from_slice(&[r, g, b, (soft * 255.0).round() as u8]);
        }
    }
    rgba
}

fn png(pixels: &[u8], side: u32, colour: png::ColorType) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

/// Four colours, one of them transparent, two bits a pixel.
fn palette_png(side: u32) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Two);
    let palette: Vec<u8> = [INK, RED, SUN, CREAM].iter().flat_map(|c| [c.r, c.g, c.b]).collect();
    encoder.set_palette(palette);
    encoder.set_trns(vec![255, 255, 200, 0]);
    let mut writer = encoder.write_header()?;
    let rows: Vec<u8> = (0..side * side / 4)
        .map(|at| {
            let (x, y) = (at % (side / 4), at / (side / 4));
            [0x00, 0x55, 0xaa, 0xff][((x / 2 + y / 8) % 4) as usize]
        })
        .collect();
    writer.write_image_data(&rows)?;
    writer.finish()?;
    Ok(file)
}

fn jpeg(
    rgb: &[u8],
    width: u32,
    height: u32,
    orientation: Option<u8>,
    progressive: bool,
) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 82);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_progressive(progressive);
    if let Some(value) = orientation {
        // A big-endian TIFF block with one entry: tag 0x0112.
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend_from_slice(&[value, 0, 0, 0, 0, 0, 0]);
        encoder.add_exif_metadata(&exif)?;
    }
    encoder.encode(
        rgb,
        u16::try_from(width)?,
        u16::try_from(height)?,
        jpeg_encoder::ColorType::Rgb,
    )?;
    Ok(file)
}

fn grey_jpeg(width: u16, height: u16) -> Made<Vec<u8>> {
    let rgb = scenery(u32::from(width), u32::from(height));
    let grey: Vec<u8> = rgb.chunks_exact(3).map(|p| p[1]).collect();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 85).encode(
        &grey,
        width,
        height,
        jpeg_encoder::ColorType::Luma,
    )?;
    Ok(file)
}

fn webp(rgba: &[u8], side: u32) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file).encode(
        rgba,
        side,
        side,
        image_webp::ColorType::Rgba8,
    )?;
    Ok(file)
}
