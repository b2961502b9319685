//! Text inside a PDF: letters in place of their outlines, and the parts of fonts that have them. It reads no fonts; which
//! letters there are is said by the request.

use std::collections::BTreeSet;

use geom::{FillRule, FontPart, Ink, LetterPiece, LetterRun};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Ref, Str, TextStr};
use scene::{Item, SceneLayer};

use super::conformity::fingerprint;
use super::request::{PdfLetters, PdfText};
use super::{Writer, packed};
use crate::PressError;

/// Decimals of adjustments: a thousandth of a thousandth of an em.
const STEPS: f64 = 1_000.0;
/// Places nearer than this are the same, in mm: half of what outlines are rounded to.
const SAME: f64 = 0.000_5;
/// The largest letters, in mm: poppler draws none of 800 mm.
const LARGEST: f64 = 300.0;
/// Most glyphs of one string and most parts of a line, half of PDF 1.6's limit for arrays.
const LONGEST: usize = 4_000;
/// Farthest way in thousandths of an em; numbers beyond 32,767 are over PDF 1.6's limit.
const FARTHEST: f64 = 30_000.0;
/// Width of a font's stems in thousandths of an em, which a reader asks for that lacks the font: none does.
const STEM: f32 = 80.0;
/// Glyphs are named by their numbers in the font.
const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Which items are text, and which fonts they use.
#[derive(Default)]
pub(super) struct Lettering<'a> {
    letters: Option<&'a PdfLetters>,
    /// The items of this layer that are text, told apart by where they lie in memory.
    items: Vec<(usize, &'a LetterPiece)>,
    used: BTreeSet<usize>,
}

impl<'a> Lettering<'a> {
    pub(super) fn of(text: PdfText<'a>) -> Self {
        let letters = match text {
            PdfText::Outlines => None,
            PdfText::Fonts(letters) => Some(letters),
        };
        Self { letters, ..Self::default() }
    }

    /// Finds the text of a layer: areas of one colour that have the outline of letters. Those inside of groups are shadows,
    /// and would say everything twice.
    pub(super) fn begin(&mut self, layer: &SceneLayer) {
        self.items.clear();
        let Some(letters) = self.letters else { return };
        let pieces = letters.layers.get(&layer.id).map_or(&[][..], Vec::as_slice);
        for item in &layer.items {
            let Item::Fill { path, rule: FillRule::NonZero, ink: Ink::Solid(_), opacity } = item
            else {
                continue;
            };
            let fits = |piece: &&LetterPiece| piece.outline == **path && is_whole(piece, letters);
            if let Some(piece) = pieces.iter().find(fits).filter(|_| *opacity >= 1.0) {
                self.items.push((place(item), piece));
            }
        }
    }

    /// The letters of an item, if it is text.
    pub(super) fn of_item(&self, item: &Item) -> Option<&'a LetterPiece> {
        let place = place(item);
        self.items.iter().find(|(known, _)| *known == place).map(|(_, piece)| *piece)
    }

    /// The same, to be drawn.
    pub(super) fn used(&mut self, item: &Item) -> Option<(&'a LetterPiece, &'a PdfLetters)> {
        let (letters, piece) = (self.letters?, self.of_item(item)?);
        self.used.extend(piece.runs.iter().map(|run| run.font));
        Some((piece, letters))
    }
}

/// Where an item lies in memory.
fn place(item: &Item) -> usize {
    std::ptr::from_ref(item) as usize
}

/// Whether all letters of a piece are in the parts of their fonts, and can be placed.
fn is_whole(piece: &LetterPiece, letters: &PdfLetters) -> bool {
    piece.runs.iter().all(|run| {
        let Some(font) = letters.fonts.get(&run.font) else { return false };
        let count = font.advances.len().min(font.characters.len());
        let mut glyphs = run.clusters.iter().flat_map(|cluster| &cluster.glyphs);
        let is_sized = run.size > 0.0 && run.size <= LARGEST;
        is_sized && glyphs.all(|(glyph, at)| usize::from(*glyph) < count && at.is_finite())
    })
}

fn font_name(number: usize) -> String {
    format!("F{number}")
}

/// Draws letters, in a space in mm with y down, with the ink that is set.
pub(super) fn draw(content: &mut Content, piece: &LetterPiece, letters: &PdfLetters) {
    content.begin_text();
    for run in &piece.runs {
        if let Some(font) = letters.fonts.get(&run.font) {
            draw_run(content, run, font);
        }
    }
    content.end_text();
}

fn draw_run(content: &mut Content, run: &LetterRun, font: &FontPart) {
    content.set_font(Name(font_name(run.font).as_bytes()), run.size as f32);
    let mut line = Line { parts: Vec::new(), end: None };
    for cluster in &run.clusters {
        if let Some(says) = &cluster.says {
            line.show(content);
            let mut mark = content.begin_marked_content_with_properties(Name(b"Span"));
            mark.properties().actual_text(TextStr(says));
        }
        for (glyph, at) in &cluster.glyphs {
            let advance = font.advances.get(usize::from(*glyph)).copied().unwrap_or_default();
            line.reach(content, (at.x, at.y), run.size);
            line.add(*glyph, advance * run.size / 1_000.0);
        }
        if cluster.says.is_some() {
            line.show(content);
            content.end_marked_content();
        }
    }
    line.show(content);
}

/// Glyphs that follow each other on a baseline.
struct Line {
    parts: Vec<Part>,
    /// Where the next glyph would stand, in mm; nowhere yet where `None`.
    end: Option<(f64, f64)>,
}

enum Part {
    /// Numbers of glyphs, two bytes each.
    Glyphs(Vec<u8>),
    /// Back by so many thousandths of an em.
    Back(f32),
}

impl Line {
    /// Goes to where the next glyph stands.
    fn reach(&mut self, content: &mut Content, (x, y): (f64, f64), size: f64) {
        let back = |end: f64| ((end - x) / size * 1_000.0 * STEPS).round() / STEPS;
        match &mut self.end {
            Some((end, baseline))
                if (y - *baseline).abs() < SAME && back(*end).abs() <= FARTHEST =>
            {
                if (x - *end).abs() >= SAME {
                    let back = back(*end);
                    *end -= back * size / 1_000.0;
                    if self.parts.len() >= LONGEST {
                        self.show(content);
                    }
                    self.parts.push(Part::Back(back as f32));
                }
            }
            _ => {
                self.show(content);
                // Letters have y up.
                content.set_text_matrix([1.0, 0.0, 0.0, -1.0, x as f32, y as f32]);
                self.end = Some((x, y));
            }
        }
    }

    fn add(&mut self, glyph: u16, advance: f64) {
        let bytes = glyph.to_be_bytes();
        match self.parts.last_mut() {
            Some(Part::Glyphs(glyphs)) if glyphs.len() < 2 * LONGEST => glyphs.extend(bytes),
            _ => self.parts.push(Part::Glyphs(bytes.to_vec())),
        }
        if let Some((end, _)) = &mut self.end {
            *end += advance;
        }
    }

    /// Writes what was gathered.
    fn show(&mut self, content: &mut Content) {
        match &self.parts[..] {
            [] => return,
            [Part::Glyphs(glyphs)] => {
                content.show(Str(glyphs));
            }
            parts => {
                let mut shown = content.show_positioned();
                let mut items = shown.items();
                for part in parts {
                    match part {
                        Part::Glyphs(glyphs) => items.show(Str(glyphs)),
                        Part::Back(back) => items.adjust(*back),
                    };
                }
            }
        }
        self.parts.clear();
    }
}

impl Writer<'_> {
    /// Writes the fonts that were used, and tells their names.
    pub(super) fn write_fonts(&mut self) -> Result<Vec<(String, Ref)>, PressError> {
        let Some(letters) = self.lettering.letters else { return Ok(Vec::new()) };
        let used = std::mem::take(&mut self.lettering.used);
        let fonts =
            used.into_iter().filter_map(|number| Some((number, letters.fonts.get(&number)?)));
        fonts.map(|(number, font)| Ok((font_name(number), self.font(font)?))).collect()
    }

    fn font(&mut self, font: &FontPart) -> Result<Ref, PressError> {
        let (id, inner, descriptor) = (self.next(), self.next(), self.next());
        let (map, file) = (self.next(), self.next());
        let name = format!("{}+{}", tag(font), font.name);
        let name = Name(name.as_bytes());

        let mut outer = self.pdf.type0_font(id);
        outer.base_font(name).encoding_predefined(Name(b"Identity-H"));
        outer.descendant_font(inner).to_unicode(map);
        outer.finish();

        let mut cid = self.pdf.cid_font(inner);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY);
        cid.font_descriptor(descriptor).default_width(0.0);
        cid.cid_to_gid_map_predefined(Name(b"Identity"));
        cid.widths().consecutive(0, font.advances.iter().map(|advance| *advance as f32));
        cid.finish();

        let [x0, y0, x1, y1] = [font.bounds.x0, font.bounds.y0, font.bounds.x1, font.bounds.y1];
        let bounds = [x0, y0, x1, y1].map(|at| at as f32);
        let mut described = self.pdf.font_descriptor(descriptor);
        described.name(name).flags(FontFlags::SYMBOLIC);
        described.bbox(pdf_writer::Rect::new(bounds[0], bounds[1], bounds[2], bounds[3]));
        described.italic_angle(0.0).ascent(font.ascent as f32).descent(font.descent as f32);
        described.cap_height(font.cap_height as f32).stem_v(STEM).font_file2(file);
        described.finish();

        let mut characters = UnicodeCmap::new(Name(b"Atelier-Characters"), IDENTITY);
        for (glyph, says) in (0_u16..).zip(&font.characters).skip(1) {
            characters.pair_with_multiple(glyph, says.chars());
        }
        let bytes = packed(characters.finish().as_slice())?;
        self.pdf.stream(map, &bytes).filter(Filter::FlateDecode);

        let bytes = packed(&font.file)?;
        let mut stream = self.pdf.stream(file, &bytes);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Length1"), i32::try_from(font.file.len()).unwrap_or(i32::MAX));
        stream.finish();
        Ok(id)
    }
}

/// Six letters that tell parts of a font apart, from their bytes.
fn tag(font: &FontPart) -> String {
    let bytes = fingerprint(std::iter::once(&font.file[..]));
    bytes.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
