//! The font list, the files beside it, and adding them.

use std::collections::{BTreeMap, BTreeSet};

use std::path::Path;

use design::FontId;
use sha2::{Digest, Sha256};
use skrifa::{FontRef, MetadataProvider};
use typeset::{Category, FontEntry, FontLibrary, FontList, TypesetError, required_fonts, shape};

use crate::loaded::{NONE, bytes, folder, library_for, list, load, text};

/// A list with one font, its hash that of `bytes`.
fn list_of(bytes: &[u8]) -> FontList {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    FontList::parse(&entry(&format!(r#""sha256":"{sha256}""#))).unwrap()
}

fn entry(hash: &str) -> String {
    format!(
        r#"[{{"id":"own","name":"Own","file":"own.ttf","category":"sans","moods":[],"scripts":[],
        "coverage":"20-7e","licence":"OFL-1.1","source":"-",{hash}}}]"#
    )
}

/// Checks that a font or slice has what the list promises of it.
fn check_coverage(font: &FontEntry, library: &mut FontLibrary) {
    let all: Vec<char> = font.coverage.characters().collect();
    for part in all.chunks(500) {
        // With a space between them they are not joined into graphemes, and emoji are not asked for.
        let content: String = part.iter().flat_map(|&character| [' ', character]).collect();
        let text = text(font.id.as_str(), &content);
        load(&text, library);
        assert_eq!(shape(&text, library).unwrap().missing, NONE, "{}", font.id);
    }
}

#[test]
fn every_font_of_the_list_loads_and_has_the_characters_that_the_list_promises() {
    let list = list();
    for font in list.entries() {
        let mut library = FontLibrary::new(list.clone());
        library.add(font.id.clone(), bytes(&list, &font.id)).unwrap();
        check_coverage(font, &mut library);
    }
}

#[test]
fn every_slice_loads_and_has_the_characters_that_the_list_promises() {
    let list = list();
    let mut library = FontLibrary::new(list.clone());
    for slice in list.slices() {
        library.add(slice.id.clone(), bytes(&list, &slice.id)).unwrap();
        let bytes = bytes(&list, &slice.id);
        let charmap = FontRef::new(&bytes).unwrap().charmap();
        let lacks = |character: &char| charmap.map(*character).is_none();
        assert_eq!(slice.coverage.characters().find(lacks), None, "{}", slice.id);
    }
}

#[test]
fn a_text_loads_less_than_300_kilobytes_for_an_emoji_and_little_for_a_line_of_han() {
    let list = list();
    let weight = |content: &str| -> usize {
        let fonts = required_fonts(&text("anton", content), &list);
        fonts.iter().skip(1).map(|font| bytes(&list, font).len()).sum()
    };
    for emoji in [
        "😀",
        "👩🏽\u{200d}🚀",
        "🇩🇪",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "1\u{fe0f}\u{20e3}",
        "❤\u{fe0f}",
    ] {
        assert!((1..300_000).contains(&weight(emoji)), "{emoji}: {}", weight(emoji));
    }
    for line in ["お誕生日おめでとう", "생일 축하합니다", "新年快乐，万事如意"]
    {
        assert!((1..400_000).contains(&weight(line)), "{line}: {}", weight(line));
    }
}

#[test]
fn han_characters_are_those_of_the_language_of_the_text() {
    let families = |font: &str, content: &str| -> BTreeSet<String> {
        let fonts = required_fonts(&text(font, content), &list());
        let family = |font: &FontId| {
            font.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned()
        };
        fonts.iter().skip(1).map(family).collect()
    };
    let one = |family: &str| BTreeSet::from([family.to_owned()]);
    assert_eq!(families("anton", "直す"), one("noto-sans-jp"));
    assert_eq!(families("anton", "直"), one("noto-sans-sc"));
    assert_eq!(families("anton", "사랑"), one("noto-sans-kr"));
    assert_eq!(families("dela-gothic-one", "直"), one("dela-gothic-one"));
    assert_eq!(families("black-han-sans", "사랑"), one("black-han-sans"));
}

#[test]
fn every_file_of_the_folder_is_in_the_list() {
    let list = list();
    let fonts = list.entries().iter().chain(list.slices());
    let listed: BTreeSet<String> = fonts.map(|font| font.file.clone()).collect();
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    let mut files = BTreeSet::new();
    for name in names(&folder()) {
        let within = folder().join(&name);
        if within.is_dir() {
            files.extend(names(&within).iter().map(|file| format!("{name}/{file}")));
        } else if name.ends_with(".ttf") {
            files.insert(name);
        }
    }
    assert_eq!(files, listed);
}

#[test]
fn the_list_offers_two_families_of_every_category_and_says_their_licence() {
    let list = list();
    let mut families: BTreeMap<Category, usize> = BTreeMap::new();
    for font in list.entries().iter().filter(|font| font.category != Category::Symbols) {
        *families.entry(font.category).or_default() += 1;
    }
    assert_eq!(families.len(), 12, "{families:?}");
    assert!(families.values().all(|&count| count >= 2), "{families:?}");
    assert!(families.values().sum::<usize>() >= 38);
    assert!(list.entries().iter().all(|font| font.licence == "OFL-1.1" && !font.moods.is_empty()));
    assert!(list.default_font().coverage.has('é'));
}

#[test]
fn every_script_has_families_to_choose_from() {
    let list = list();
    let sliced: Vec<&FontEntry> = list.slices().collect();
    let families = |letters: &str| {
        let has = |font: &FontEntry| {
            let own = |slice: &&FontEntry| slice.file.starts_with(&format!("{}/", font.id));
            let slices: Vec<&FontEntry> = sliced.iter().copied().filter(own).collect();
            letters.chars().all(|letter| {
                font.coverage.has(letter) || slices.iter().any(|slice| slice.coverage.has(letter))
            })
        };
        let offered = list.entries().iter().filter(|font| font.category != Category::Symbols);
        offered.filter(|&font| has(font)).count()
    };
    for (letters, least) in [
        ("ĄąČčĘęŁłŐőŞşŻż", 40),
        ("ΑΩαωςάΐ", 4),
        ("АЯаяёіїєЂђЉљ", 10),
        ("ẠạẮắỆệỢợƯưĐđ", 20),
        ("אבגדהםןףץך", 3),
        ("ابتثجحخلمنهويةى", 3),
        ("अकखगशषहािीु्", 2),
        ("กขคสวัดีน้ำ", 3),
        ("日本語かなカナ", 2),
        ("한국어사랑", 2),
        ("简体中文爱", 2),
    ] {
        assert!(families(letters) >= least, "{letters}: {}", families(letters));
    }
}

#[test]
fn a_list_with_a_mistake_names_the_entry() {
    let hash = format!(r#""sha256":"{}""#, "0".repeat(64));
    let twice = entry(&hash).replace("}]", "},") + &entry(&hash)[1..];
    let cases = [
        ("", "the file"),
        ("[]", "the file"),
        ("[{}]", "entry 0 (no id)"),
        (&entry(r#""sha256":"12""#), "entry 0 (own)"),
        (&entry(&hash).replace("own.ttf", "../own.ttf"), "entry 0 (own)"),
        (&entry(&hash).replace("20-7e", "7e-20"), "entry 0 (own)"),
        (&entry(&hash).replace("moods\":[]", "moods\":[3]"), "entry 0 (own)"),
        (&entry(&hash).replace("\"own\"", "\"Own Font\""), "entry 0 (Own Font)"),
        (&twice, "entry 1 (own)"),
    ];
    for (json, expect) in cases {
        match FontList::parse(json) {
            Err(TypesetError::List { place, .. }) => assert_eq!(place, expect, "{json}"),
            other => panic!("{json}: {other:?}"),
        }
    }
}

#[test]
fn bytes_that_are_not_those_of_the_list_are_refused() {
    let list = list();
    let font = FontId("anton".into());
    let whole = bytes(&list, &font);
    let mut flipped = whole.clone();
    flipped[5_000] ^= 1;
    for damaged in [whole[..whole.len() / 2].to_vec(), flipped, Vec::new()] {
        let mut library = FontLibrary::new(list.clone());
        let refused = library.add(font.clone(), damaged);
        assert_eq!(refused, Err(TypesetError::WrongBytes { font: font.clone() }));
        assert!(!library.has(&font));
    }
}

#[test]
fn a_file_that_is_no_font_is_refused_even_if_its_hash_is_right() {
    let anton = bytes(&list(), &FontId("anton".into()));
    for broken in [b"no font".as_slice(), &[], &anton[..200], &anton[..20_000]] {
        let font = FontId("own".into());
        let refused = FontLibrary::new(list_of(broken)).add(font, broken.to_vec());
        assert!(matches!(refused, Err(TypesetError::BrokenFont { .. })), "{refused:?}");
    }
}

#[test]
fn a_font_that_is_not_in_the_list_is_refused() {
    let font = FontId("comic".into());
    let refused = FontLibrary::new(list()).add(font.clone(), Vec::new());
    assert_eq!(refused, Err(TypesetError::UnknownFont { font }));
}

#[test]
fn a_text_needs_its_own_font_and_fallbacks_only_for_what_it_lacks() {
    let names = |font: &str, content: &str| -> Vec<String> {
        required_fonts(&text(font, content), &list()).iter().map(ToString::to_string).collect()
    };
    assert_eq!(names("anton", "Hello\nworld\u{200d}"), ["anton"]);
    assert_eq!(names("anton", "Hello שלום"), ["anton", "rubik"]);
    assert_eq!(
        names("anton", "مرحبا → 🎉 Γειά"),
        ["anton", "inter", "rubik", "noto-color-emoji-26"]
    );
    assert_eq!(names("fredoka", "שלום"), ["fredoka"]);
    assert_eq!(names("anton", "สวัสดี नमस्ते"), ["anton", "poppins", "kanit"]);
    assert_eq!(names("teko", "नमस्ते"), ["teko"]);
    assert_eq!(names("bebas-neue", "Tiếng Việt"), ["bebas-neue", "inter"]);
    assert_eq!(names("anton", "\u{f40}"), ["anton"], "no font has Tibetan letters");
}

#[test]
fn an_unknown_font_is_replaced_by_the_default_one() {
    let default = list().default_font().id.clone();
    let gone = text("gone", "Hello");
    assert_eq!(required_fonts(&gone, &list()), vec![default.clone()]);
    let block = shape(&gone, &mut library_for(&gone)).unwrap();
    let expect = text(default.as_str(), "Hello");
    assert_eq!(block, shape(&expect, &mut library_for(&expect)).unwrap());
}

#[test]
fn a_text_whose_fonts_are_not_loaded_says_which() {
    let hebrew = text("anton", "שלום");
    let mut library = FontLibrary::new(list());
    assert_eq!(library.wanted(&hebrew), ["anton", "rubik"].map(|id| FontId(id.into())));
    let anton = FontId("anton".into());
    library.add(anton.clone(), bytes(&list(), &anton)).unwrap();
    let font = FontId("rubik".into());
    assert_eq!(library.wanted(&hebrew), vec![font.clone()]);
    assert_eq!(shape(&hebrew, &mut library), Err(TypesetError::NotLoaded { font }));
}

/// All letters of Vietnamese, put together: each vowel with each tone, and the barred d.
fn vietnamese() -> Vec<char> {
    let marked = "\u{103}\u{102}\u{e2}\u{c2}\u{ea}\u{ca}\u{f4}\u{d4}\u{1a1}\u{1a0}\u{1b0}\u{1af}\u{111}\u{110}";
    let toned = "\u{e0}\u{e1}\u{e3}\u{e8}\u{e9}\u{ec}\u{ed}\u{129}\u{f2}\u{f3}\u{f5}\u{f9}\u{fa}\u{169}\u{fd}\
        \u{c0}\u{c1}\u{c3}\u{c8}\u{c9}\u{cc}\u{cd}\u{128}\u{d2}\u{d3}\u{d5}\u{d9}\u{da}\u{168}\u{dd}";
    marked.chars().chain(toned.chars()).chain('\u{1ea0}'..='\u{1ef9}').collect()
}

#[test]
fn families_are_said_to_have_vietnamese_exactly_where_they_have_all_of_it() {
    let letters = vietnamese();
    let mut found = 0;
    for font in list().entries() {
        let has_all = letters.iter().all(|letter| font.coverage.has(*letter));
        let says_so = font.scripts.iter().any(|script| script == "vietnamese");
        assert_eq!(says_so, has_all, "{}", font.id);
        found += usize::from(says_so);
    }
    assert!(found >= 20, "{found}");
}
