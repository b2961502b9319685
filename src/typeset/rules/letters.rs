//! Texts as letters: they say what was written and look like the outlines; what cannot be letters is not among them.

use std::collections::BTreeMap;

use design::{Fill, Span, Text, TextPath, Warp, WarpKind};
use geom::{Affine, Angle, BezPath, LetterPiece, Rect, Rgb, Shape, Stop};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::loaded::{folder, list, load, text};
use crate::glyphs::{OutlinePen, upright};
use crate::library::hex;
use crate::{FontLibrary, FontList, Letters, shape};

/// Texts of many scripts, each with the font that it is set in.
const WRITTEN: [(&str, &str); 10] = [
    ("eb-garamond", "office fluffy e\u{301}a\u{302} AV To"),
    ("pacifico", "Chúc mừng năm mới"),
    ("montserrat", "Съешь ещё"),
    ("cairo", "السَّلامُ عَلَيْكُم لا إله"),
    ("rubik", "שָׁלוֹם עֲלֵיכֶם 40"),
    ("poppins", "क्षत्रिय श्री ज्ञान र्क किँ"),
    ("kanit", "พ่อที่ดี น้ำ ผู้ ปู่ ก็"),
    ("inter", "生日快乐 お誕生日 생일"),
    ("grenze-gotisch", "Office ct st"),
    ("inter", "left שלום right"),
];

fn added(text: &Text, library: &mut FontLibrary) -> (Letters, Vec<LetterPiece>) {
    load(text, library);
    let mut letters = Letters::default();
    let pieces = letters.add(text, library).unwrap();
    (letters, pieces)
}

fn pieces_of(text: &Text) -> Vec<LetterPiece> {
    added(text, &mut FontLibrary::new(list())).1
}

#[test]
fn letters_say_every_character_once() {
    let mut library = FontLibrary::new(list());
    for (font, written) in WRITTEN {
        let (letters, pieces) = added(&text(font, written), &mut library);
        let fonts = letters.fonts();
        let mut said = Vec::new();
        for run in pieces.iter().flat_map(|piece| &piece.runs) {
            for cluster in &run.clusters {
                let own = || &fonts[&run.font].characters[usize::from(cluster.glyphs[0].0)];
                said.extend(cluster.says.as_ref().unwrap_or_else(own).chars());
                assert!(cluster.says.is_some() || cluster.glyphs.len() == 1);
            }
        }
        let mut wanted: Vec<char> = written.chars().collect();
        said.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(said, wanted, "{written}");
    }
}

/// The outline of a glyph of a font file, placed.
fn outline(file: &[u8], glyph: u16, place: Affine) -> BezPath {
    let font = FontRef::new(file).unwrap();
    let mut pen = OutlinePen::new();
    pen.place(place);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let found = font.outline_glyphs().get(GlyphId::from(glyph)).unwrap();
    found.draw(settings, &mut pen).unwrap();
    pen.finish()
}

#[test]
fn parts_of_fonts_draw_the_same_outlines() {
    let mut library = FontLibrary::new(list());
    for (font, written) in WRITTEN {
        let text = text(font, written);
        let (letters, pieces) = added(&text, &mut library);
        let block = shape(&text, &mut library).unwrap();
        let fonts = letters.fonts();
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].outline, block.pieces[0].outline);
        let mut drawn = BezPath::new();
        for run in &pieces[0].runs {
            let part = &fonts[&run.font];
            let units = FontRef::new(&part.file).unwrap().head().unwrap().units_per_em();
            for (glyph, at) in run.clusters.iter().flat_map(|cluster| &cluster.glyphs) {
                let place = upright(*at, run.size / f64::from(units));
                drawn.extend(outline(&part.file, *glyph, place));
            }
        }
        assert_eq!(drawn, block.pieces[0].outline, "{written}");
    }
}

#[test]
fn parts_of_fonts_are_small_and_alike_each_time() {
    let mut library = FontLibrary::new(list());
    let text = text("montserrat", "small");
    let (once, pieces) = added(&text, &mut library);
    let (twice, again) = added(&text, &mut library);
    assert_eq!(once.fonts(), twice.fonts());
    assert_eq!(pieces, again);
    let part = &once.fonts()[&0];
    assert!(part.file.len() < 6_000, "{} bytes", part.file.len());
    assert_eq!(part.name, "Montserrat-ExtraBold");
    // Nothing, and four letters; one is there twice.
    assert_eq!(part.characters.len(), 5);
}

#[test]
fn what_is_bent_or_filled_is_not_among_letters() {
    let plain = || text("anton", "word");
    assert_eq!(pieces_of(&plain()).len(), 1);
    let on_path = Text { path: Some(TextPath::ArcUp { sweep: 90.0 }), ..plain() };
    assert_eq!(pieces_of(&on_path), []);
    let warped = Text { warp: Some(Warp { kind: WarpKind::Arch, amount: 0.5 }), ..plain() };
    assert_eq!(pieces_of(&warped), []);
    let stops = vec![Stop::new(0.0, Rgb::BLACK), Stop::new(1.0, Rgb::WHITE)];
    let filled = Text { fill: Some(Fill::Linear { angle: Angle::degrees(0.0), stops }), ..plain() };
    assert_eq!(pieces_of(&filled), []);
    let red = Span { colour: Some(Rgb::new(200, 0, 0)), ..Span::bare(0, 2) };
    let spans = vec![red, Span { scale: Some(1.5), ..Span::bare(2, 3) }];
    // Of a filled text, only the span with a colour of its own.
    assert_eq!(pieces_of(&Text { spans: spans.clone(), ..filled }).len(), 1);
    assert_eq!(pieces_of(&Text { spans, ..plain() }).len(), 3);
}

#[test]
fn signs_for_missing_characters_are_not_among_letters() {
    let mut missing = text("anton", "a\u{13000}b");
    assert_eq!(pieces_of(&missing), []);
    missing.spans = vec![Span { colour: Some(Rgb::WHITE), ..Span::bare(2, 3) }];
    assert_eq!(pieces_of(&missing).len(), 1);
}

#[test]
fn emoji_are_not_among_letters() {
    let pieces = pieces_of(&text("anton", "go 🎨"));
    let width = |piece: &LetterPiece| piece.outline.bounding_box().width();
    let letters = pieces_of(&text("anton", "go "));
    assert_eq!(pieces.len(), 1);
    assert!((width(&pieces[0]) - width(&letters[0])).abs() < 1e-9);
}

/// The bytes of a font file whose licence says `bits`.
fn licensed(mut bytes: Vec<u8>, bits: u16) -> Vec<u8> {
    /// Where `fsType` lies in the table.
    const PLACE: usize = 8;
    let font = FontRef::new(&bytes).unwrap();
    let records = font.table_directory.table_records();
    let table = records.iter().find(|record| record.tag() == *b"OS/2").unwrap();
    let at = table.offset() as usize + PLACE;
    bytes[at..at + 2].copy_from_slice(&bits.to_be_bytes());
    bytes
}

#[test]
fn fonts_that_must_not_be_embedded_are_not_among_letters() {
    let text = text("anton", "word");
    let bytes = std::fs::read(folder().join("anton.ttf")).unwrap();
    let found: BTreeMap<u16, usize> = [0x0000, 0x0002, 0x0004, 0x0100]
        .into_iter()
        .map(|bits| {
            let bytes = licensed(bytes.clone(), bits);
            let listed = list();
            let mut entry = listed.find(&text.font).unwrap().clone();
            entry.sha256 = hex(&Sha256::digest(&bytes)).try_into().unwrap();
            let json = json::write_text(&vec![entry]);
            let mut library = FontLibrary::new(FontList::parse(&json).unwrap());
            library.add(text.font.clone(), bytes).unwrap();
            let mut letters = Letters::default();
            let pieces = letters.add(&text, &mut library).unwrap();
            assert_eq!(pieces.len(), letters.fonts().len());
            (bits, pieces.len())
        })
        .collect();
    assert_eq!(found, BTreeMap::from([(0x0000, 1), (0x0002, 0), (0x0004, 1), (0x0100, 0)]));
}

#[test]
fn measures_of_a_part_are_thousandths_of_an_em() {
    let (letters, _) = added(&text("eb-garamond", "H"), &mut FontLibrary::new(list()));
    let part = &letters.fonts()[&0];
    let whole = Rect::new(-3_000.0, -3_000.0, 5_000.0, 3_000.0);
    assert_eq!(part.bounds.intersect(whole), part.bounds);
    assert!(part.ascent > 500.0 && part.ascent < 1_500.0, "{}", part.ascent);
    assert!(part.descent < -100.0 && part.descent > -1_000.0, "{}", part.descent);
    assert!(part.cap_height > 500.0 && part.cap_height < 1_000.0, "{}", part.cap_height);
    assert!(part.advances[1] > 400.0 && part.advances[1] < 1_200.0, "{:?}", part.advances);
}
