//! A design being put together, layer by layer. What the sample designs are is not said here.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use catalog::{ColourId, ProductId, SideId};
use design::{
    ArtworkId, Content, Design, DesignId, Fill, FontId, Head, Image, Layer, LayerId, OrderKey,
    Placed, Shadow, Shape, ShapeKind, Source, Stroke, Swap, Text, write, write_bundle,
    write_drawing,
};
use geom::{Angle, Drawing, Mm, Rgb, Table};

pub(crate) type Made<T> = Result<T, Box<dyn Error>>;

pub(crate) const INK: Rgb = Rgb::new(28, 42, 74);
pub(crate) const RED: Rgb = Rgb::new(214, 40, 57);
pub(crate) const SUN: Rgb = Rgb::new(244, 178, 62);
pub(crate) const TEAL: Rgb = Rgb::new(20, 120, 126);
pub(crate) const CREAM: Rgb = Rgb::new(250, 243, 221);

/// A design being put together.
pub(crate) struct Sample {
    pub(crate) file: &'static str,
    pub(crate) design: Design,
    artworks: Table<ArtworkId, Vec<u8>>,
    pub(crate) side: SideId,
    top: Option<OrderKey>,
}

impl Sample {
    pub(crate) fn new(
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

    /// A design on a white mug, 230 x 95 mm with bleed: small, so that a list of many is quickly compared.
    pub(crate) fn mug(number: u64, file: &'static str, name: &str) -> Made<Self> {
        Self::new(number, file, name, "mug", "white", "wrap")
    }

    /// Puts content on top of the side.
    pub(crate) fn add(
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
        Arc::make_mut(self.design.layers.get_or_insert(id, layer.into()))
    }

    pub(crate) fn text(
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

    pub(crate) fn shape(
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

    pub(crate) fn picture(
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
    pub(crate) fn image(
        &mut self,
        place: (f64, f64, f64),
        width: f64,
        bytes: &[u8],
    ) -> Made<&mut Image> {
        match &mut self.picture(place, width, "photo.jpg", bytes)?.content {
            Content::Image(image) => Ok(image),
            _ => unreachable!("a picture was added"),
        }
    }

    /// Keeps a file among the artwork.
    pub(crate) fn keep(&mut self, bytes: Vec<u8>) -> ArtworkId {
        let artwork = ArtworkId::of(&bytes);
        self.artworks.insert(artwork, bytes);
        artwork
    }

    /// Keeps a drawing among the artwork.
    pub(crate) fn drawing(&mut self, drawing: &Drawing) -> ArtworkId {
        self.keep(write_drawing(drawing))
    }

    pub(crate) fn placed(
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
    pub(crate) fn last(&mut self) -> &mut Layer {
        let id = LayerId(self.design.layers.len() as u64);
        let layer = self.design.layers.get_mut(&id);
        Arc::make_mut(layer.unwrap_or_else(|| unreachable!("a layer was added")))
    }

    /// Says where the drawing came from that was added last.
    pub(crate) fn sourced(&mut self, name: &str, from: Source) {
        if let Content::Drawing(placed) = &mut self.last().content {
            (placed.name, placed.source) = (name.into(), from);
        }
    }

    /// Fills the shape that was added last.
    pub(crate) fn paint(&mut self, fill: Fill) {
        if let Content::Shape(shape) = &mut self.last().content {
            shape.paint = Some(fill);
        }
    }

    /// A bare JSON where there is no artwork, else an `.atelier` file.
    pub(crate) fn write(&self, folder: &Path) -> Made<()> {
        let (ending, bytes) = if self.artworks.is_empty() {
            ("json", write(&self.design))
        } else {
            ("atelier", write_bundle(&self.design, &self.artworks))
        };
        std::fs::write(folder.join(format!("{}.{ending}", self.file)), bytes)?;
        Ok(())
    }
}

/// The middle of a cell of a mug's area, cut into columns and rows, from the top left.
pub(crate) fn cell(index: usize, columns: usize, rows: usize) -> (f64, f64) {
    let middle = |at: usize, count: usize, length: f64| {
        Mm::new((at as f64 + 0.5) * length / count as f64).quantised().mm()
    };
    (middle(index % columns, columns, 230.0), middle(index / columns, rows, 95.0))
}

/// An outline of a text.
pub(crate) fn line((colour, width): (Rgb, f64)) -> Stroke {
    Stroke { colour, width: Mm::new(width) }
}

/// A shadow by its offset, its blur, its colour and its opacity.
pub(crate) fn shadow(dx: f64, dy: f64, blur: f64, colour: Rgb, opacity: f64) -> Shadow {
    Shadow { dx: Mm::new(dx), dy: Mm::new(dy), blur: Mm::new(blur), colour, opacity }
}
