//! Our glyphs, their order, places and clusters, compared with those of HarfBuzz (`hb-shape`).
//! HarfBuzz is given a whole line where the line is one run, and guesses its script and direction by itself;
//! of other lines it is given run by run, with what stands around the run. Runs are compared as they lie, left to right.

use std::path::PathBuf;
use std::process::Command;

use json::FromJson;
use parley::PositionedLayoutItem;
use sha2::{Digest, Sha256};
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::loaded::{folder, list, load, text};
use crate::limits::Measures;
use crate::paragraph::lay_out;
use crate::style::Styles;
use crate::{FontLibrary, required_fonts};

/// A glyph as it is drawn: its place from the line's left end and, upward, from the baseline; in units of its font.
#[derive(Clone, Debug, PartialEq)]
struct Placed {
    id: u32,
    x: f64,
    y: f64,
}

/// A piece of a line in one font and one direction.
struct OurRun {
    file: PathBuf,
    range: std::ops::Range<usize>,
    rtl: bool,
    glyphs: Vec<Placed>,
    advance: f64,
    /// The bytes of the text that a glyph is part of, and the glyph.
    clusters: Vec<(std::ops::Range<usize>, u32)>,
}

/// A glyph as `hb-shape` tells it.
#[derive(Debug, FromJson)]
struct Theirs {
    g: u32,
    cl: usize,
    dx: f64,
    dy: f64,
    ax: f64,
}

/// Strings with the font that they are set in.
fn strings() -> Vec<(&'static str, &'static str)> {
    let mut fonts: Vec<&str> = Vec::new();
    let mut strings = Vec::new();
    for line in include_str!("shaping.txt").lines() {
        if let Some(names) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            && names.is_ascii()
        {
            fonts = names.split(' ').collect();
        } else if !line.is_empty() && !line.starts_with("# ") {
            strings.extend(fonts.iter().map(|&font| (font, line)));
        }
    }
    strings
}

fn our_runs(font: &str, content: &str, library: &mut FontLibrary) -> Vec<OurRun> {
    let text = text(font, content);
    load(&text, library);
    let fonts = required_fonts(&text, library.list());
    let units_per_em = library.face(&fonts[0]).unwrap().units_per_em;
    let measures = Measures::of(&text);
    let styles = Styles::of(&text, &fonts, units_per_em);
    let mut layout = lay_out(content, &(0..content.len()), &styles, &measures, library);
    layout.break_all_lines(None);
    let line = layout.lines().next().unwrap();
    let mut drawn = line.items().filter_map(|item| match item {
        PositionedLayoutItem::GlyphRun(run) => Some(run),
        PositionedLayoutItem::InlineBox(_) => None,
    });
    let mut runs = Vec::new();
    for run in line.runs() {
        let bytes = run.font().data.as_ref();
        let font = FontRef::from_index(bytes, run.font().index).unwrap();
        let own_em = f64::from(font.head().unwrap().units_per_em());
        let scale = own_em / f64::from(units_per_em);
        let mut glyphs = Vec::new();
        let mut clusters = Vec::new();
        let mut left = 0.0;
        let count: usize = run.visual_clusters().map(|cluster| cluster.glyphs().count()).sum();
        while glyphs.len() < count {
            for glyph in drawn.next().unwrap().glyphs() {
                let x = (left + f64::from(glyph.x)) * scale;
                glyphs.push(Placed { id: glyph.id, x, y: -f64::from(glyph.y) * scale });
                left += f64::from(glyph.advance);
            }
        }
        for cluster in run.visual_clusters() {
            clusters.extend(cluster.glyphs().map(|glyph| (cluster.text_range(), glyph.id)));
        }
        let (range, rtl, advance) = (run.text_range(), run.is_rtl(), left * scale);
        runs.push(OurRun { file: file(bytes, library), range, rtl, glyphs, advance, clusters });
    }
    runs
}

fn file(bytes: &[u8], library: &FontLibrary) -> PathBuf {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let list = library.list();
    let mut entries = list.entries().iter().chain(list.slices());
    folder().join(&entries.find(|entry| entry.sha256.as_str() == hash).unwrap().file)
}

fn their_glyphs(content: &str, run: &OurRun, alone: bool) -> Vec<Theirs> {
    let codes = |text: &str| -> String {
        text.chars().map(|character| format!("{:x} ", u32::from(character))).collect()
    };
    let option = |name: &str, value: &str| format!("--{name}={value}");
    let mut command = Command::new("hb-shape");
    command.env("LC_ALL", "C.UTF-8").args(["--no-glyph-names", "--output-format=json"]);
    command.args(["--cluster-level=1", "--utf8-clusters", "--language=und"]);
    command.arg(option("font-file", run.file.to_str().unwrap()));
    command.arg(option("unicodes", &codes(&content[run.range.clone()])));
    let has_letters = content.contains(char::is_alphabetic);
    if !alone {
        command.arg(option("unicodes-before", &codes(&content[..run.range.start])));
        command.arg(option("unicodes-after", &codes(&content[run.range.end..])));
    }
    // Digits have no direction that HarfBuzz could guess: Unicode's bidi rules have.
    if !alone || !has_letters {
        command.arg(option("direction", if run.rtl { "rtl" } else { "ltr" }));
    }
    let output = command.output().expect(
        "hb-shape does not run; install HarfBuzz's tools (Debian: apt-get install libharfbuzz-bin)",
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    json::read(&output.stdout).unwrap()
}

/// What differs, in words; `None` where nothing does.
fn difference(content: &str, run: &OurRun, alone: bool) -> Option<String> {
    /// A unit is a thousandth of the letters' size or less; sums of scaled advances are rounded to f32.
    const TOLERANCE: f64 = 0.01;
    let theirs = their_glyphs(content, run, alone);
    let ids = |glyphs: &[Theirs]| glyphs.iter().map(|glyph| glyph.g).collect::<Vec<_>>();
    let ours: Vec<u32> = run.glyphs.iter().map(|glyph| glyph.id).collect();
    if ours != ids(&theirs) {
        return Some(format!("glyphs {ours:?}, HarfBuzz {:?}", ids(&theirs)));
    }
    let mut pen = 0.0;
    for (our, their) in run.glyphs.iter().zip(&theirs) {
        let place = Placed { id: their.g, x: pen + their.dx, y: their.dy };
        if (our.x - place.x).abs() > TOLERANCE || (our.y - place.y).abs() > TOLERANCE {
            return Some(format!("{our:?}, HarfBuzz {place:?}"));
        }
        pen += their.ax;
    }
    if (run.advance - pen).abs() > TOLERANCE {
        return Some(format!("{} wide, HarfBuzz {pen}", run.advance));
    }
    for ((range, id), their) in run.clusters.iter().zip(&theirs) {
        let at = run.range.start + their.cl;
        if *id != their.g || !range.contains(&at) {
            return Some(format!("glyph {id} of bytes {range:?}, HarfBuzz {} of {at}", their.g));
        }
    }
    (run.clusters.len() != theirs.len()).then(|| "a glyph is of no cluster".to_owned())
}

#[test]
fn more_than_three_hundred_strings_have_the_glyphs_that_harfbuzz_gives_them() {
    let mut library = FontLibrary::new(list());
    let strings = strings();
    let mut different: Vec<&str> = strings.iter().map(|&(_, content)| content).collect();
    different.sort_unstable();
    different.dedup();
    assert!(different.len() >= 300, "{} strings", different.len());
    let mut problems = Vec::new();
    for (font, content) in strings {
        let runs = our_runs(font, content, &mut library);
        let alone = runs.len() == 1;
        for run in &runs {
            if let Some(difference) = difference(content, run, alone) {
                problems.push(format!("{font} {content:?} {:?}: {difference}", run.range));
            }
            if run.glyphs.iter().any(|glyph| glyph.id == 0) {
                problems.push(format!("{font} {content:?}: a glyph is missing"));
            }
        }
    }
    assert!(problems.is_empty(), "{} differ:\n{}", problems.len(), problems.join("\n"));
}
