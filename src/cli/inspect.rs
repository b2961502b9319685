//! `atelier inspect`: what is in a design, for people or as JSON. Neither catalogue nor fonts are needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use design::{ArtworkId, Content, Design, FontId, design_hash};
use json::ToJson;
use prepress::artwork;

use crate::args::{InspectArgs, ProjectArgs};
use crate::error::CliError;
use crate::job;
use crate::output::say;

/// What is told of a design.
#[derive(ToJson)]
struct Facts<'a> {
    name: &'a str,
    id: String,
    hash: String,
    schema: u32,
    product: &'a str,
    colour: &'a str,
    sides: BTreeMap<&'a str, Counts>,
    fonts: BTreeSet<&'a str>,
    artworks: Vec<Artwork>,
}

/// Layers of a side.
#[derive(Default, ToJson)]
struct Counts {
    texts: usize,
    pictures: usize,
    shapes: usize,
    drawings: usize,
    hidden: usize,
}

#[derive(ToJson)]
struct Artwork {
    sha256: ArtworkId,
    file_name: String,
    width: u32,
    height: u32,
    /// `None` where the file does not hold it.
    bytes: Option<usize>,
    /// Why it cannot be used, where that is so.
    problem: Option<String>,
}

pub(crate) fn run(args: &InspectArgs, _: &ProjectArgs) -> Result<(), CliError> {
    let (design, artworks) = job::read(&args.design)?;
    let facts = facts(&design, &artworks);
    // Plain data with text keys always serialises.
    let json = || json::pretty(&json::write_text(&facts)) + "\n";
    say(&if args.json { json() } else { as_text(&facts) })
}

fn facts<'a>(design: &'a Design, held: &geom::Table<ArtworkId, Vec<u8>>) -> Facts<'a> {
    let mut sides: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut fonts = BTreeSet::new();
    let mut artworks = BTreeMap::new();
    for layer in design.layers.values() {
        let counts = sides.entry(layer.side.as_str()).or_default();
        counts.hidden += usize::from(layer.hidden);
        match &layer.content {
            Content::Text(text) => {
                counts.texts += 1;
                fonts.insert(FontId::as_str(&text.font));
            }
            Content::Shape(_) => counts.shapes += 1,
            Content::Drawing(_) => counts.drawings += 1,
            Content::Image(image) => {
                counts.pictures += 1;
                let bytes = held.get(&image.artwork);
                artworks.entry(image.artwork).or_insert_with(|| Artwork {
                    sha256: image.artwork,
                    file_name: image.file_name.clone(),
                    width: image.pixels.width,
                    height: image.pixels.height,
                    bytes: bytes.map(Vec::len),
                    problem: bytes
                        .and_then(|bytes| artwork::inspect(bytes).err())
                        .map(|error| error.to_string()),
                });
            }
        }
    }
    Facts {
        name: &design.head.name,
        id: design.id.to_string(),
        hash: design_hash(design),
        schema: design.schema,
        product: design.head.product.as_str(),
        colour: design.head.colour.as_str(),
        sides,
        fonts,
        artworks: artworks.into_values().collect(),
    }
}

fn as_text(facts: &Facts<'_>) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "name     {}", facts.name);
    let _ = writeln!(text, "id       {}", facts.id);
    let _ = writeln!(text, "hash     {}", facts.hash);
    let _ = writeln!(text, "schema   {}", facts.schema);
    let _ = writeln!(text, "product  {}, {}", facts.product, facts.colour);
    for (side, Counts { texts, pictures, shapes, drawings, hidden }) in &facts.sides {
        let _ = writeln!(
            text,
            "side     {side}: {texts} text, {pictures} picture, {shapes} shape, {drawings} drawing, {hidden} hidden"
        );
    }
    for font in &facts.fonts {
        let _ = writeln!(text, "font     {font}");
    }
    for artwork in &facts.artworks {
        let Artwork { sha256, file_name, width, height, .. } = artwork;
        let state = match (artwork.bytes, &artwork.problem) {
            (None, _) => "missing".to_owned(),
            (Some(_), Some(problem)) => problem.clone(),
            (Some(bytes), None) => format!("{bytes} bytes"),
        };
        let _ = writeln!(text, "picture  {file_name}: {width} x {height}, {state}, {sha256}");
    }
    text
}
