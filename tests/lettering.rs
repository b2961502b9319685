//! PDFs that hold texts as letters of fonts: what others read out of them is what was written, and what they draw is what our
//! PNG shows. That outlines stay the default, byte for byte, is shown by `determinism.rs`.

#[path = "pdf/alike.rs"]
mod alike;
#[path = "designs/sample.rs"]
mod sample;

use std::path::{Path, PathBuf};

use alike::{FINER_PROGRAMS, run, title};
use catalog::{ProductId, SideId};
use design::{Align, Blend, Content, Design, FontId, Layer, LayerId, OrderKey, Text};
use geom::{Mm, Rgb, Size, Table};
use prepress::icc::CmykProfile;
use prepress::{Flow, PdfColour, PdfLetters, PdfRequest, PdfText, pdf, pdf_with};
use sample::{Sample, font_list, letters, load, sides, wholes, words};
use scene::{Scene, resolve_layer};
use typeset::{FontLibrary, Letters};

/// A file of this test.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lettering");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

fn with_fonts(sample: &Sample, letters: &PdfLetters) -> Vec<u8> {
    let request = PdfRequest { text: PdfText::Fonts(letters), ..PdfRequest::default() };
    pdf_with(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue).unwrap()
}

/// Hands over each side of the sample designs and its letters.
fn with_each_sample(mut check: impl FnMut(usize, &Design, &Sample, &PdfLetters)) {
    let (wholes, mut library) = wholes();
    let mut number = 0;
    for whole in &wholes {
        for sample in sides(whole) {
            let letters = letters(&whole.design, &sample.scene, &mut library);
            check(number, &whole.design, &sample, &letters);
            number += 1;
        }
    }
}

/// The fonts that pdffonts finds, a line each.
fn fonts_of(file: &Path) -> Vec<String> {
    let said = run("pdffonts", &[file.to_str().unwrap()]);
    said.lines().skip(2).map(str::to_owned).collect()
}

/// Compares each sample that has letters, as a program draws it, with our PNG.
fn all_are_drawn_alike(name: &str) {
    let program = FINER_PROGRAMS.iter().find(|program| program.name == name).unwrap();
    let (mut wrong, mut drawn) = (Vec::new(), 0);
    with_each_sample(|number, _, sample, letters| {
        if letters.layers.values().all(Vec::is_empty) {
            return;
        }
        drawn += 1;
        let file = file(&format!("{name}-{number}.pdf"), &with_fonts(sample, letters));
        wrong.extend(program.difference(sample, &file));
    });
    assert!(wrong.is_empty(), "{name} draws otherwise:\n{}", wrong.join("\n"));
    assert!(drawn >= 40, "{drawn} samples have letters");
}

#[test]
fn poppler_draws_letters_as_our_png_shows_them() {
    all_are_drawn_alike("poppler");
}

#[test]
fn mupdf_draws_letters_as_our_png_shows_them() {
    all_are_drawn_alike("mupdf");
}

#[test]
fn ghostscript_draws_letters_as_our_png_shows_them() {
    all_are_drawn_alike("ghostscript");
}

#[test]
fn every_font_is_embedded_in_part_and_says_its_characters() {
    with_each_sample(|number, _, sample, letters| {
        let file = file(&format!("fonts-{number}.pdf"), &with_fonts(sample, letters));
        let said = run("qpdf", &["--check", file.to_str().unwrap()]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{}", title(sample));
        let fonts = fonts_of(&file);
        let has_letters = letters.layers.values().any(|pieces| !pieces.is_empty());
        assert_eq!(!fonts.is_empty(), has_letters, "{}: {fonts:?}", title(sample));
        for font in fonts {
            let parts: Vec<&str> = font.split_whitespace().collect();
            let tag = parts[0].split_once('+').map_or("", |(tag, _)| tag);
            assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{font}");
            assert!(font.contains("CID TrueType") && font.contains("Identity-H"), "{font}");
            assert!(font.contains("yes yes yes"), "embedded, subset, to Unicode: {font}");
        }
    });
}

#[test]
fn what_cannot_be_letters_is_outlines_as_ever() {
    let mut checked = Vec::new();
    with_each_sample(|_, design, sample, letters| {
        let texts = design.layers.values().filter_map(|layer| match &layer.content {
            Content::Text(text) => Some(text),
            _ => None,
        });
        let is_bent = |text: &Text| text.path.is_some() || text.warp.is_some();
        let is_filled =
            |text: &Text| text.fill.is_some() && text.spans.iter().all(|s| s.colour.is_none());
        if texts.clone().any(|text| !is_bent(text) && !is_filled(text)) {
            return;
        }
        let plain = pdf(&sample.scene, &sample.artworks, &mut |_| Flow::Continue).unwrap();
        assert!(with_fonts(sample, letters) == plain, "{}", title(sample));
        checked.extend((texts.count() > 0).then(|| sample.file.clone()));
    });
    for file in ["arcs.json", "radial-gradients.json", "warps.json"] {
        assert!(checked.iter().any(|checked| checked == file), "{file} is not among {checked:?}");
    }
}

#[test]
fn emoji_are_outlines_beside_letters() {
    let mut seen = false;
    with_each_sample(|_, _, sample, letters| {
        if sample.file == "emoji.json" {
            let file = file("emoji.pdf", &with_fonts(sample, letters));
            let fonts = fonts_of(&file).join("\n");
            let is_named = |name| fonts.contains(name);
            assert!(is_named("Inter") && !is_named("ColorEmoji"), "{fonts}");
            seen = true;
        }
    });
    assert!(seen);
}

#[test]
fn equal_designs_give_equal_bytes() {
    let made = || {
        let mut all = Vec::new();
        with_each_sample(|_, _, sample, letters| all.push(with_fonts(sample, letters)));
        all
    };
    assert!(made() == made());
}

/// Texts below each other on a page, each a layer.
fn page(texts: &[Text], change: impl Fn(&mut Layer)) -> (Sample, PdfLetters) {
    const ROW: f64 = 30.0;
    let mut library = FontLibrary::new(font_list());
    let ready = words(texts, &mut library);
    let side = SideId::new("front").unwrap();
    let mut layers = Vec::new();
    let mut made = PdfLetters::default();
    let mut letters = Letters::default();
    for (row, text) in texts.iter().enumerate() {
        let (id, order) = (LayerId(row as u64 + 1), OrderKey::first());
        let mut layer = Layer::plain(id, side.clone(), order, Content::Text(text.clone()));
        (layer.x, layer.y) = (Mm::new(100.0), Mm::new(ROW * row as f64 + 5.0));
        change(&mut layer);
        layers.push(resolve_layer(&layer, &ready));
        made.layers.insert(id, letters.add(text, &mut library).unwrap());
    }
    made.fonts = letters.fonts();
    let trim = Size::new(200.0, ROW * texts.len() as f64);
    let sample = Sample {
        file: "page".into(),
        product: ProductId::new("none").unwrap(),
        scene: Scene { side, trim, bleed: Mm::ZERO, layers },
        artworks: Table::default(),
        missing: Vec::new(),
    };
    (sample, made)
}

fn text(font: &str, content: &str) -> Text {
    Text::plain(content.to_owned(), FontId(font.to_owned()), Mm::new(10.0), Rgb::BLACK)
}

/// The lines that a reader finds, without marks of direction.
fn read_back(file: &Path) -> Vec<String> {
    let said = run("pdftotext", &["-enc", "UTF-8", "-nopgbrk", file.to_str().unwrap(), "-"]);
    let is_mark =
        |letter: &char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let plain: String = said.chars().filter(|letter| !is_mark(letter)).collect();
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn words_are_read_back_in_every_script() {
    let written = [
        ("eb-garamond", "office fluffy Waffles Qu"),
        ("pacifico", "Chúc mừng năm mới"),
        ("montserrat", "Съешь ещё этих булок"),
        ("rubik", "שלום עולם"),
        ("cairo", "مرحبا بكم جميعا"),
        ("poppins", "जन्मदिन मुबारक क्षत्रिय श्री"),
        ("kanit", "สุขสันต์วันเกิดพ่อที่ดีที่สุด น้ำ"),
        ("inter", "生日快乐"),
        ("inter", "お誕生日おめでとう"),
        ("inter", "생일 축하합니다"),
    ];
    let texts: Vec<Text> = written.iter().map(|(font, words)| text(font, words)).collect();
    let (sample, letters) = page(&texts, |_| {});
    let file = file("words.pdf", &with_fonts(&sample, &letters));
    let words: Vec<&str> = written.iter().map(|(_, words)| *words).collect();
    assert_eq!(read_back(&file), words);
}

#[test]
fn spans_lines_and_hard_shadows_say_their_words_once() {
    let mut text = text("zilla-slab", "one two\nthree");
    text.spans =
        vec![design::Span { colour: Some(Rgb::new(200, 0, 0)), ..design::Span::bare(4, 7) }];
    let (sample, letters) = page(&[text], |layer| {
        let (dx, dy) = (Mm::new(1.0), Mm::new(1.0));
        let colour = Rgb::new(0, 0, 200);
        layer.shadows = vec![design::Shadow { dx, dy, blur: Mm::ZERO, colour, opacity: 1.0 }];
    });
    let file = file("shadow.pdf", &with_fonts(&sample, &letters));
    assert_eq!(read_back(&file), ["one two", "three"]);
}

#[test]
fn letters_that_overlap_are_faded_as_one() {
    // The strokes of this font run into each other.
    let (sample, letters) = page(&[text("pacifico", "minimum")], |layer| {
        layer.opacity = 0.5;
        layer.blend = Blend::Multiply;
    });
    let file = file("faded.pdf", &with_fonts(&sample, &letters));
    assert_eq!(read_back(&file), ["minimum"]);
    for program in FINER_PROGRAMS {
        let (.., rgb) = program.drawing(&file);
        let darkest = rgb.into_iter().min().unwrap();
        assert!((125..=130).contains(&darkest), "{}: {darkest}", program.name);
    }
}

#[test]
fn letters_have_the_inks_of_their_outlines() {
    let path = sample::project().join("public/profiles/coated.icc");
    let profile = CmykProfile::parse(std::fs::read(path).unwrap()).unwrap();
    let mut red = text("anton", "I I I");
    red.colour = Rgb::new(200, 30, 60);
    let (sample, letters) = page(&[red], |_| {});
    let colour = PdfColour::Cmyk(&profile);
    let drawn = |text| {
        let request = PdfRequest { colour, text, ..PdfRequest::default() };
        let made = pdf_with(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue);
        let file = file("inks.pdf", &made.unwrap());
        let out = file.with_extension("cmyk");
        let device = ["-q", "-dSAFER", "-sDEVICE=bitcmyk", "-dGrayValues=256", "-r50"];
        let names = ["-o", out.to_str().unwrap(), file.to_str().unwrap()];
        run("gs", &[&device[..], &names].concat());
        let inks = std::fs::read(out).unwrap();
        let mut found: Vec<[u8; 4]> = inks.chunks_exact(4).map(|p| p.try_into().unwrap()).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let (outlines, fonts) = (drawn(PdfText::Outlines), drawn(PdfText::Fonts(&letters)));
    assert!(outlines.len() >= 2, "paper and ink: {outlines:?}");
    assert_eq!(fonts, outlines);
}

#[test]
fn numbers_between_letters_are_within_the_limits_of_pdf() {
    let mut text = text("inter", &format!("a {} {}", "b".repeat(100), "c".repeat(200)));
    (text.size, text.width, text.align) = (Mm::new(1.0), Some(Mm::new(150.0)), Align::Justify);
    let (sample, letters) = page(&[text], |_| {});
    let file = file("far.pdf", &with_fonts(&sample, &letters));
    let said = run("qpdf", &["--qdf", file.to_str().unwrap(), "-"]);
    let shown: Vec<&str> =
        said.lines().filter(|line| line.ends_with("Tj") || line.ends_with("TJ")).collect();
    assert!(shown.len() >= 2, "{shown:?}");
    for line in shown {
        // What is between strings.
        let parts = line.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
        let numbers = parts.flat_map(|part| part.split(['[', ']', ' ']));
        let far =
            numbers.filter_map(|word| word.parse::<f64>().ok()).find(|far| far.abs() > 32_767.0);
        assert_eq!(far, None, "{line}");
    }
    let lines = read_back(&file);
    assert!(lines.iter().any(|line| line.starts_with("a")), "{lines:?}");
}

#[test]
fn letters_without_their_font_are_outlines() {
    let (sample, mut letters) = page(&[text("anton", "word")], |_| {});
    let plain = pdf(&sample.scene, &sample.artworks, &mut |_| Flow::Continue).unwrap();
    assert!(with_fonts(&sample, &letters) != plain);
    letters.fonts.clear();
    assert!(with_fonts(&sample, &letters) == plain);
}

#[test]
fn a_text_is_loaded_before_its_letters_are_asked_for() {
    let mut library = FontLibrary::new(font_list());
    let text = text("anton", "word");
    assert!(Letters::default().add(&text, &mut library).is_err());
    load(&text, &mut library);
    assert!(Letters::default().add(&text, &mut library).is_ok());
}
