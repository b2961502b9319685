//! `atelier separate`: plates for screen printing, a proof, and a list of what was made.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use catalog::{Money, ScreenPrint};
use design::design_hash;
use geom::{Dpi, Mm, Rgb};
use json::ToJson;
use prepress::Flow;
use prepress::separation::{
    Choice, Depth, Mode, PlateRequest, Sample, Separated, Shelf, book, plates,
};

use crate::args::{DepthArg, ProjectArgs, SeparateArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::output::{self, say};

/// Number of the newest schema of `plates.json`.
const SCHEMA: u32 = 1;
/// Longest part of an ink's name in a file's name.
const LONGEST_SLUG: usize = 40;

/// `plates.json`: what was made, and how. Lengths are in mm, areas in cm2, money in minor units.
#[derive(ToJson)]
struct Sheet {
    schema: u32,
    /// SHA-256 of the canonical design.
    design: String,
    name: String,
    product: String,
    colour: String,
    cloth: Rgb,
    side: String,
    mode: Mode,
    currency: String,
    /// The art, without the plates' margins.
    width_mm: Mm,
    height_mm: Mm,
    margin_mm: Mm,
    dpi: Dpi,
    bits: u32,
    ruling: Option<f64>,
    dot: Option<catalog::DotShape>,
    choke_mm: Option<Mm>,
    trap_mm: Option<Mm>,
    mesh: String,
    proof: &'static str,
    pages: &'static str,
    /// In printing order.
    plates: Vec<Row>,
    /// How different the print looks from the design, on average, in OKLab.
    distance: f64,
    /// The part of the art that looks clearly different, 0 to 1.
    changed: f64,
    /// What it would be with one ink, with two and so on. Empty where the inks were named.
    choices: Vec<Fewer>,
}

/// A plate.
#[derive(ToJson)]
struct Row {
    order: usize,
    file: String,
    ink: String,
    colour: Rgb,
    is_underbase: bool,
    angle: Option<f64>,
    /// What ink is bought by, traps included.
    inked_cm2: f64,
    /// Where it is seen, what is printed over it not counted.
    seen_cm2: f64,
}

/// The art with a number of inks.
#[derive(ToJson)]
struct Fewer {
    inks: Vec<String>,
    plates: u32,
    distance: f64,
    changed: f64,
    setup: Money,
    per_piece: Money,
}

pub(crate) fn run(args: &SeparateArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let job = Job::open(&args.design, project)?;
    let side = job.side(args.side.as_ref())?;
    let scene = job.sized(&side, args.size.as_ref())?.0;
    let print = ScreenPrint::of(&job.product)?;
    let head = &job.design.head;
    let colour = job.product.colour(&head.colour).or(job.product.colours.first());
    let colour =
        colour.ok_or_else(|| CliError::NoProduct { product: job.product.id.to_string() })?;
    let shelf = Shelf::new(&print, colour);
    let mode = Mode::from(args.mode);
    let go_on = &mut |_| Flow::Continue;

    let sample = Sample::of(&scene, &job.artworks, shelf.cloth(), go_on)?;
    let choices = if args.ink.is_empty() {
        let most = args.inks.unwrap_or(print.most_inks as usize);
        sample.choices(&shelf, mode, most, go_on)?
    } else {
        vec![sample.choice(&shelf, mode, &named(&args.ink, &print)?)?]
    };
    // There is one, or the art could not be reduced.
    let Some(chosen) = choices.last() else { return Ok(()) };
    let inks = chosen.numbers();
    let base = shelf.underbase(&inks).map(|base| base.name.as_str());
    let names = inks.iter().filter_map(|ink| shelf.ink(*ink)).map(|ink| ink.name.as_str());
    let files = file_names(base.into_iter().chain(names));
    refuse_to_overwrite(args, &files)?;

    let request = PlateRequest {
        inks: &inks,
        mode,
        depth: match args.depth {
            DepthArg::One => Depth::One,
            DepthArg::Eight => Depth::Eight,
        },
        dpi: args.dpi.map(Dpi::new),
        ruling: args.lpi,
        dot: args.dot.map(Into::into),
        title: &head.name,
    };
    let made = plates(&scene, &job.artworks, &shelf, &request, go_on)?;
    let bleed = scene.bleed * 2.0;
    let sheet = Sheet {
        schema: SCHEMA,
        design: design_hash(&job.design),
        name: head.name.clone(),
        product: job.product.id.to_string(),
        colour: colour.id.to_string(),
        cloth: shelf.cloth(),
        side: side.to_string(),
        mode,
        currency: job.product.currency.clone(),
        width_mm: Mm::new(scene.trim.width) + bleed,
        height_mm: Mm::new(scene.trim.height) + bleed,
        margin_mm: Mm::new(f64::from(made.margin) / made.dpi.per_mm()).quantised(),
        dpi: made.dpi,
        bits: if args.depth == DepthArg::One { 1 } else { 8 },
        ruling: made.ruling,
        dot: made.dot,
        choke_mm: shelf.underbase(&inks).map(|base| base.choke),
        trap_mm: (mode == Mode::Flat).then_some(print.trap),
        mesh: print.mesh.clone(),
        proof: PROOF,
        pages: PAGES,
        plates: rows(&made, &files, base.is_some()),
        distance: rounded(chosen.distance),
        changed: rounded(chosen.changed),
        choices: if args.ink.is_empty() {
            choices.iter().map(|choice| fewer(choice, &shelf)).collect()
        } else {
            Vec::new()
        },
    };
    write_all(&args.out, &made, &files, &sheet)?;
    say(&told(&args.out, &sheet, chosen, &shelf))
}

/// The proof's file.
const PROOF: &str = "proof.png";
/// The file with a page for each plate.
const PAGES: &str = "plates.pdf";
/// The list of what was made.
const LIST: &str = "plates.json";

/// The places of inks on the list, by their names.
fn named(names: &[String], print: &ScreenPrint) -> Result<Vec<usize>, CliError> {
    let place = |name: &String| {
        let known = || print.inks.iter().map(|ink| ink.name.as_str()).collect::<Vec<_>>();
        let place = print.inks.iter().position(|ink| ink.name.eq_ignore_ascii_case(name));
        place.ok_or_else(|| CliError::NoInk { name: name.clone(), known: known().join(", ") })
    };
    names.iter().map(place).collect()
}

/// A file name for each plate: its number makes it the only one.
fn file_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let slug = |name: &str| {
        let plain = |letter: char| match letter.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => letter,
            _ => '-',
        };
        let letters: String = name.chars().map(plain).collect();
        let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
        words.join("-").chars().take(LONGEST_SLUG).collect::<String>()
    };
    let file = |(at, name): (usize, &str)| match slug(name).as_str() {
        "" => format!("plate-{:02}.png", at + 1),
        slug => format!("plate-{:02}-{slug}.png", at + 1),
    };
    names.enumerate().map(file).collect()
}

/// Whether a file is a plate of some run.
fn is_plate(name: &str) -> bool {
    name.starts_with("plate-") && name.ends_with(".png")
}

/// Refuses where something would be lost, or where plates of two runs would lie beside each other and be taken for one set.
fn refuse_to_overwrite(args: &SeparateArgs, files: &[String]) -> Result<(), CliError> {
    let folder = &args.out;
    let unwritable = |reason| CliError::Output { path: folder.clone(), reason };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    for entry in std::fs::read_dir(folder).map_err(unwritable)? {
        let name = entry.map_err(unwritable)?.file_name();
        let name = name.to_string_lossy();
        if is_plate(&name) && !files.iter().any(|file| *file == name) {
            return Err(CliError::OtherPlate { path: folder.join(&*name) });
        }
    }
    let ours = files.iter().map(String::as_str).chain([PROOF, PAGES, LIST]);
    match ours.map(|file| folder.join(file)).find(|path| path.exists()) {
        Some(path) if !args.force => Err(CliError::Exists { path }),
        _ => Ok(()),
    }
}

fn rows(made: &Separated, files: &[String], has_base: bool) -> Vec<Row> {
    let row = |(at, plate): (usize, &prepress::separation::Plate)| Row {
        order: at + 1,
        file: files.get(at).cloned().unwrap_or_default(),
        ink: plate.name.clone(),
        colour: plate.colour,
        is_underbase: has_base && at == 0,
        angle: plate.angle,
        inked_cm2: rounded(plate.inked_cm2),
        seen_cm2: rounded(plate.seen_cm2),
    };
    made.plates.iter().enumerate().map(row).collect()
}

fn fewer(choice: &Choice, shelf: &Shelf<'_>) -> Fewer {
    let plates = choice.plates();
    Fewer {
        inks: ink_names(choice, shelf),
        plates,
        distance: rounded(choice.distance),
        changed: rounded(choice.changed),
        setup: shelf.print().setup * plates,
        per_piece: shelf.print().per_ink * plates,
    }
}

fn ink_names(choice: &Choice, shelf: &Shelf<'_>) -> Vec<String> {
    let inks = choice.inks.iter().filter_map(|used| shelf.ink(used.ink));
    inks.map(|ink| ink.name.clone()).collect()
}

/// To a ten-thousandth: what is written down.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

/// Writes all files; the list comes last, so that it names only what is there.
fn write_all(
    folder: &Path,
    made: &Separated,
    files: &[String],
    sheet: &Sheet,
) -> Result<(), CliError> {
    let path = |name: &str| -> PathBuf { folder.join(name) };
    for (plate, file) in made.plates.iter().zip(files) {
        output::write(&path(file), &plate.png)?;
    }
    output::write(&path(PROOF), &made.proof)?;
    output::write(&path(PAGES), &book(made))?;
    output::write(&path(LIST), (json::pretty(&json::write_text(sheet)) + "\n").as_bytes())
}

/// What a printer wants to know at a glance.
fn told(folder: &Path, sheet: &Sheet, chosen: &Choice, shelf: &Shelf<'_>) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{}, {}, {} x {}, on {} ({}): {} plates of {} dpi",
        sheet.product,
        sheet.side,
        sheet.width_mm,
        sheet.height_mm,
        sheet.colour,
        sheet.cloth,
        sheet.plates.len(),
        sheet.dpi.dpi(),
    );
    for row in &sheet.plates {
        let angle = row.angle.map(|angle| format!("  {angle} degrees")).unwrap_or_default();
        let Row { order, ink, colour, inked_cm2, file, .. } = row;
        let _ =
            writeln!(text, "  {order}  {ink:<20} {colour}  {inked_cm2:>7.1} cm2{angle}  {file}");
    }
    if let (Some(ruling), Some(dot)) = (sheet.ruling, sheet.dot) {
        let dot = format!("{dot:?}").to_lowercase();
        let _ = writeln!(text, "halftones: {ruling} lines an inch, {dot} dots");
    }
    let _ = writeln!(
        text,
        "{:.0} % of the art looks clearly different, {:.3} on average",
        chosen.changed * 100.0,
        chosen.distance
    );
    for choice in &sheet.choices {
        let _ = writeln!(
            text,
            "  {} ink(s): {:.3} off, set-up {} {}, {} a piece: {}",
            choice.inks.len(),
            choice.distance,
            choice.setup,
            sheet.currency,
            choice.per_piece,
            choice.inks.join(", ")
        );
    }
    let mesh = &shelf.print().mesh;
    if !mesh.is_empty() {
        let _ = writeln!(text, "mesh: {mesh}");
    }
    let _ = writeln!(text, "in {}", folder.display());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_plates_never_collide() {
        let names = ["Red", "red", "RÉD", "", "../../etc", "Pantone 186 C"];
        let files = file_names(names.into_iter());
        assert_eq!(
            files,
            [
                "plate-01-red.png",
                "plate-02-red.png",
                "plate-03-r-d.png",
                "plate-04.png",
                "plate-05-etc.png",
                "plate-06-pantone-186-c.png"
            ]
        );
    }
}
