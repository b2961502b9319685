//! A package that is about to be made: what was ordered, checked, its sides finished. First it says what it needs (words
//! of the proof, maps of pictures), then it is made. Nothing is fetched here.

use std::collections::BTreeMap;

use catalog::{Product, Side, View, ViewId};
use design::{ArtworkId, Content, Design, PixelSize, Text, design_hash, write_bundle};
use geom::{Dpi, Table};
use mockup::{PreparedView, ProductMaps};
use prepress::{Artworks, Flow, PressError, Progress, pdf, raster, screen_png};
use scene::{Resources, Scene};

use crate::PackageError;
use crate::fonts::UsedFont;
use crate::manifest::{
    DESIGN, FONTS, MANIFEST, Manifest, ManifestFile, PACKAGE_KIND, PACKAGE_SCHEMA, PRINT, PROOF,
    TICKET, XJDF,
};
use crate::names::{NameTemplate, NameValues};
use crate::order::OrderLine;
use crate::pack::pack;
use crate::print::{FORMATS, each_file, print_file, sha256};
use crate::proof::{ProductPicture, Proof};
use crate::sized::{PrintSize, SizedSide, art_box, print_sizes, sized_sides};
use crate::ticket::{
    JobTicket, TICKET_KIND, TICKET_SCHEMA, TicketArtwork, TicketColour, TicketDesign, TicketFile,
    TicketFont, TicketOrder, TicketProduct, TicketSide, TicketSize, TicketTechnique,
};
use crate::xjdf::xjdf;

/// The program and its version, as manifests and tickets name it.
pub const MADE_BY: &str = concat!("Atelier ", env!("CARGO_PKG_VERSION"));
/// Most pictures of the product on a proof.
const MOST_VIEWS: usize = 3;
/// Width of a product picture on a proof, in pixels.
const PICTURE_WIDTH: u32 = 900;
/// Part of the time that print files take; the rest is for proofs.
const PRINT_SHARE: f32 = 0.85;

/// What a package is made of beside the design.
pub struct Materials<'a> {
    /// The original bytes of the design's artwork.
    pub artworks: &'a Table<ArtworkId, Vec<u8>>,
    /// The outlines of [`Plan::words`].
    pub words: &'a dyn Resources,
    /// The maps of [`Plan::views`].
    pub maps: &'a BTreeMap<ViewId, ProductMaps>,
    /// The fonts of the design's texts.
    pub fonts: &'a [UsedFont],
    /// Texts of the fonts' licences by [`licence_file`].
    pub licences: &'a BTreeMap<&'static str, Vec<u8>>,
}

/// A package that can be made.
pub struct Plan<'a> {
    design: &'a Design,
    hash: String,
    product: &'a Product,
    order: OrderLine,
    names: NameTemplate,
    sides: Vec<SizedSide<'a>>,
    scenes: Vec<Scene>,
}

/// The files of a package, by path, rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFiles {
    files: Vec<(String, Vec<u8>)>,
}

/// The file beside the font list with the text of a licence (SPDX) that allows to pass a font on where that text goes
/// along. `None` for any other: fonts of those are only named.
pub fn licence_file(licence: &str) -> Option<&'static str> {
    match licence {
        "OFL-1.1" => Some("OFL.txt"),
        _ => None,
    }
}

impl<'a> Plan<'a> {
    /// Checks what was ordered and finishes the sides. `resources` has the outlines of the design's texts and its drawings.
    ///
    /// # Errors
    /// [`PackageError`] names what cannot be ordered.
    pub fn new(
        design: &'a Design,
        product: &'a Product,
        order: OrderLine,
        names: NameTemplate,
        resources: &dyn Resources,
    ) -> Result<Self, PackageError> {
        order.check(design, product)?;
        let (sides, scenes) = sized_sides(design, product, &order.size, resources)?;
        Ok(Self { design, hash: design_hash(design), product, order, names, sides, scenes })
    }

    /// The finished sides that are printed, as they are printed on the ordered size, in the product's order.
    pub fn scenes(&self) -> &[Scene] {
        &self.scenes
    }

    /// Resolution of the PNG files: what the technique aims at.
    pub fn dpi(&self) -> Dpi {
        self.product.technique.aim_dpi
    }

    /// The words of the proofs, to be set before [`Plan::files`].
    pub fn words(&self) -> Vec<Text> {
        let layers = self.printed().flat_map(|(side, scene)| self.proof(side, scene).words());
        let texts = layers.filter_map(|layer| match layer.content {
            Content::Text(text) => Some(text),
            Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
        });
        texts.collect()
    }

    /// The product's pictures on the proofs, whose maps [`Plan::files`] needs.
    pub fn views(&self) -> Vec<&'a View> {
        self.printed().flat_map(|(sized, _)| self.views_of(sized.side)).collect()
    }

    /// Makes all files.
    ///
    /// # Errors
    /// [`PackageError`], cancelled included.
    pub fn files(
        &self,
        materials: &Materials<'_>,
        progress: &mut Progress<'_>,
    ) -> Result<PackageFiles, PackageError> {
        let held = |id: &ArtworkId| materials.artworks.contains_key(id);
        let printed = self.printed_artworks();
        if let Some(artwork) = printed.iter().find(|id| !held(id)) {
            return Err(PackageError::MissingArtwork { artwork: *artwork });
        }
        let mut paths = self.paths()?.into_iter();
        let mut path = || paths.next().unwrap_or_default();
        let mut files = Vec::new();
        let mut ticket = self.ticket(materials);
        let mut made = Vec::new();
        let mut print_progress = |done: f32| progress(done * PRINT_SHARE);
        each_file(&self.scenes, &mut print_progress, &mut |scene, format, progress| {
            let mut bytes = Vec::new();
            let mut sink = |piece: &[u8]| bytes.extend_from_slice(piece);
            let what = (format, self.dpi());
            print_file(scene, materials.artworks, what, &mut sink, progress)?;
            made.push(bytes);
            Ok(())
        })?;
        let mut made = made.into_iter();
        for side in &mut ticket.sides {
            for (format, bytes) in FORMATS.into_iter().zip(made.by_ref()) {
                let path = format!("{PRINT}{}", path());
                let (size, hash) = (bytes.len() as u64, sha256(&bytes));
                side.files.push(TicketFile {
                    format,
                    path: path.clone(),
                    bytes: size,
                    sha256: hash,
                });
                files.push((path, bytes));
            }
        }
        let count = self.scenes.len().max(1) as f32;
        for (number, (side, scene)) in self.printed().enumerate() {
            let done = PRINT_SHARE + (1.0 - PRINT_SHARE) * number as f32 / count;
            if progress(done) == Flow::Cancel {
                return Err(PressError::Cancelled.into());
            }
            let path = format!("{PROOF}{}", path());
            files.push((path.clone(), self.proof_file(side, scene, materials)?));
            if let Some(row) = ticket.sides.get_mut(number) {
                row.proof = path;
            }
        }
        self.add_fonts(materials, &mut files);
        files.push((DESIGN.to_owned(), write_bundle(self.design, materials.artworks)));
        files.push((XJDF.to_owned(), xjdf(&ticket).into_bytes()));
        files.push((TICKET.to_owned(), text(&ticket)));
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|a, b| a.0 == b.0);
        let rows = files.iter().map(|(path, bytes)| ManifestFile::of(path, bytes)).collect();
        files.push((MANIFEST.to_owned(), text(&self.manifest(rows))));
        files.sort_by(|a, b| a.0.cmp(&b.0));
        progress(1.0);
        Ok(PackageFiles { files })
    }

    /// Each side that is printed with its scene.
    fn printed(&self) -> impl Iterator<Item = (&SizedSide<'a>, &Scene)> {
        self.sides.iter().zip(&self.scenes)
    }

    /// The artwork that shows on a side.
    fn printed_artworks(&self) -> Vec<ArtworkId> {
        let mut shown = self.design.clone();
        shown.layers.retain(|_, layer| {
            !layer.hidden && self.scenes.iter().any(|scene| scene.side == layer.side)
        });
        shown.artworks()
    }

    fn views_of(&self, side: &Side) -> Vec<&'a View> {
        let of_side = self.product.views.iter().filter(|view| view.side == side.id);
        of_side.take(MOST_VIEWS).collect()
    }

    /// Names: the sides' print files, then the sides' proofs.
    fn paths(&self) -> Result<Vec<String>, PackageError> {
        let values = |side: String, ending: &str| NameValues {
            order: self.order.order.clone(),
            line: self.order.line.clone(),
            sku: self.product.sku(&self.design.head.colour, &self.order.size).to_string(),
            product: self.product.id.to_string(),
            colour: self.design.head.colour.to_string(),
            size: self.order.size.to_string(),
            quantity: self.order.quantity.to_string(),
            side,
            name: self.design.head.name.clone(),
            design: self.hash.chars().take(12).collect(),
            ext: ending.to_owned(),
        };
        let mut all = Vec::new();
        for scene in &self.scenes {
            let print = |format: crate::Format| values(scene.side.to_string(), format.ending());
            all.extend(FORMATS.map(print));
        }
        let proof = |scene: &Scene| values(format!("{}-proof", scene.side), "pdf");
        all.extend(self.scenes.iter().map(proof));
        Ok(self.names.names(&all)?)
    }

    fn proof<'b>(&'b self, sized: &'b SizedSide<'a>, scene: &'b Scene) -> Proof<'b> {
        Proof {
            design: self.design,
            hash: &self.hash,
            product: self.product,
            order: &self.order,
            side: sized.side,
            on: &sized.on,
            scene,
            art: art_box(&sized.on.area, scene),
        }
    }

    fn proof_file(
        &self,
        sized: &SizedSide<'_>,
        scene: &Scene,
        materials: &Materials<'_>,
    ) -> Result<Vec<u8>, PackageError> {
        let mut own = Table::new();
        let mut pictures = Vec::new();
        for view in self.views_of(sized.side) {
            let (file, pixels) = self.picture(view, sized, materials)?;
            let artwork = ArtworkId::of(&file);
            own.insert(artwork, file);
            pictures.push(ProductPicture { artwork, pixels });
        }
        let page = self.proof(sized, scene).page(&pictures, materials.words);
        let artworks = Both { first: &own, second: materials.artworks };
        Ok(pdf(&page, &artworks, &mut |_| Flow::Continue)?)
    }

    fn picture(
        &self,
        view: &View,
        sized: &SizedSide<'_>,
        materials: &Materials<'_>,
    ) -> Result<(Vec<u8>, PixelSize), PackageError> {
        let maps = materials.maps.get(&view.id);
        let maps = maps.ok_or_else(|| PackageError::NoMaps { view: view.id.to_string() })?;
        let prepared = PreparedView::at_scale(maps, PICTURE_WIDTH, sized.on.picture)?;
        let (width, _) = prepared.print_size(&sized.side.print_area);
        let scene = &sized.designed;
        let ground = prepress::Ground::Transparent;
        let print = raster(scene, materials.artworks, width, ground)?;
        if let Some(skipped) = print.skipped.into_iter().next() {
            return Err(skipped.reason.into());
        }
        let print = mockup::Raster::new(print.width, print.height, &print.pixels)?;
        let head = &self.design.head;
        let colour = self.product.colour(&head.colour);
        let colour = colour.ok_or_else(|| PackageError::Colour { colour: head.colour.clone() })?;
        let picture = prepared.compose(&colour.parts, Some(&print), mockup::Ground::Studio);
        let size = PixelSize { width: picture.width, height: picture.height };
        Ok((screen_png(&picture.rgba, size)?, size))
    }

    fn add_fonts(&self, materials: &Materials<'_>, files: &mut Vec<(String, Vec<u8>)>) {
        for font in materials.fonts {
            let Some((name, text)) = licence_of(font, materials) else { continue };
            files.push((format!("{FONTS}{}", font.file), font.bytes.clone()));
            files.push((format!("{FONTS}{name}"), text.to_vec()));
        }
    }

    fn ticket(&self, materials: &Materials<'_>) -> JobTicket {
        let (head, product, order) = (&self.design.head, self.product, &self.order);
        let colour = product.colour(&head.colour);
        let side = |(sized, scene): (&SizedSide<'_>, &Scene)| TicketSide {
            id: sized.side.id.clone(),
            name: sized.side.name.clone(),
            trim_width: sized.on.area.width.mm(),
            trim_height: sized.on.area.height.mm(),
            bleed: sized.on.area.bleed.mm(),
            safe_zone: sized.on.area.safe_zone.mm(),
            print_scale: (sized.on.print != 1.0).then_some(sized.on.print),
            art: art_box(&sized.on.area, scene),
            files: Vec::new(),
            proof: String::new(),
        };
        JobTicket {
            kind: TICKET_KIND.to_owned(),
            schema: TICKET_SCHEMA,
            made_by: MADE_BY.to_owned(),
            order: TicketOrder {
                order: order.order.clone(),
                line: order.line.clone(),
                quantity: order.quantity,
            },
            product: TicketProduct {
                id: product.id.clone(),
                name: product.name.clone(),
                sku: product.sku(&head.colour, &order.size).to_string(),
                colour: TicketColour {
                    id: head.colour.clone(),
                    name: colour.map(|colour| colour.name.clone()).unwrap_or_default(),
                    ground: colour.map_or(geom::Rgb::WHITE, |colour| colour.parts.body),
                },
                size: TicketSize {
                    id: order.size.clone(),
                    name: product
                        .size(&order.size)
                        .map(|size| size.name.clone())
                        .unwrap_or_default(),
                },
                technique: TicketTechnique {
                    id: product.technique.id.clone(),
                    name: product.technique.name.clone(),
                    dpi: self.dpi().dpi(),
                },
            },
            design: TicketDesign {
                name: head.name.clone(),
                sha256: self.hash.clone(),
                file: DESIGN.to_owned(),
            },
            sides: self.printed().map(side).collect(),
            fonts: materials.fonts.iter().map(|font| font_row(font, materials)).collect(),
            artworks: self.artwork_rows(materials.artworks),
        }
    }

    /// Pictures and drawings, each once, by SHA-256.
    fn artwork_rows(&self, held: &Table<ArtworkId, Vec<u8>>) -> Vec<TicketArtwork> {
        let mut names: BTreeMap<ArtworkId, (String, Option<PixelSize>)> = BTreeMap::new();
        for layer in self.design.layers.values() {
            match &layer.content {
                Content::Image(image) => {
                    let row = (image.file_name.clone(), Some(image.pixels));
                    names.entry(image.artwork).or_insert(row);
                }
                Content::Drawing(drawing) => {
                    names.entry(drawing.artwork).or_insert((drawing.name.clone(), None));
                }
                Content::Text(_) | Content::Shape(_) => {}
            }
        }
        let row = |id: ArtworkId| {
            let bytes = held.get(&id)?;
            let (name, pixels) = names.get(&id).cloned().unwrap_or_default();
            let what = if design::is_drawing(bytes) { "drawing" } else { "picture" };
            Some(TicketArtwork {
                name,
                what: what.to_owned(),
                sha256: id.to_string(),
                bytes: bytes.len() as u64,
                pixels_wide: pixels.map(|pixels| pixels.width),
                pixels_high: pixels.map(|pixels| pixels.height),
            })
        };
        self.design.artworks().into_iter().filter_map(row).collect()
    }

    /// How large prints are, where one of them is of another size than the design.
    fn grown_prints(&self) -> Vec<PrintSize> {
        let mut prints = print_sizes(&self.sides, &self.scenes, &self.order.size);
        if prints.iter().all(|print| print.scale == 1.0) {
            prints.clear();
        }
        prints
    }

    fn manifest(&self, files: Vec<ManifestFile>) -> Manifest {
        Manifest {
            kind: PACKAGE_KIND.to_owned(),
            schema: PACKAGE_SCHEMA,
            made_by: MADE_BY.to_owned(),
            order: self.order.clone(),
            design: self.hash.clone(),
            names: self.names.as_str().to_owned(),
            prints: self.grown_prints(),
            files,
        }
    }
}

impl PackageFiles {
    /// Each path with its bytes, rising.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(name, _)| name == path);
        found.map(|(_, bytes)| bytes.as_slice())
    }

    /// The package: one ZIP archive.
    ///
    /// # Errors
    /// [`PackageError::TooLarge`].
    pub fn pack(&self) -> Result<Vec<u8>, PackageError> {
        pack(&self.files)
    }
}

/// The text that has to go along with a font, where it may go at all.
fn licence_of<'a>(font: &UsedFont, materials: &Materials<'a>) -> Option<(&'static str, &'a [u8])> {
    let name = licence_file(&font.licence)?;
    Some((name, materials.licences.get(name)?.as_slice()))
}

fn font_row(font: &UsedFont, materials: &Materials<'_>) -> TicketFont {
    TicketFont {
        id: font.id.clone(),
        name: font.name.clone(),
        licence: font.licence.clone(),
        source: font.source.clone(),
        sha256: font.sha256.clone(),
        file: licence_of(font, materials).map(|_| format!("{FONTS}{}", font.file)),
    }
}

/// JSON for people, with a line's end.
fn text<T: json::ToJson>(value: &T) -> Vec<u8> {
    (json::pretty(&json::write_text(value)) + "\n").into_bytes()
}

/// Artwork of the page and of the design.
struct Both<'a> {
    first: &'a dyn Artworks,
    second: &'a dyn Artworks,
}

impl Artworks for Both<'_> {
    fn bytes(&self, id: ArtworkId) -> Option<&[u8]> {
        self.first.bytes(id).or_else(|| self.second.bytes(id))
    }
}
