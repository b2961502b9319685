//! Rows become designs: fields that are found, columns that are guessed, findings, fitting, names of files, the order.

use std::sync::Arc;

use catalog::{Catalog, Product, ProductId, SideId};
use design::{
    Align, Content, Counter, Design, DesignId, Fit, FontId, Head, Layer, LayerId, OrderKey,
    Placing, Template, Text, TextPath, read_template,
};
use geom::{BezPath, LineBox, Mm, Rgb, Table, TextBlock};
use proptest::prelude::*;
use roster::{
    Case, Entries, FieldKind, FileNames, Form, Mapping, Meaning, Order, Problem, RosterError,
    Setter, Severity, Sheet, fitted, read,
};

fn product() -> Product {
    let file = |name: &str| {
        std::fs::read(format!("../../public/catalog/{name}")).map_err(|error| error.to_string())
    };
    let loaded = Catalog::load("catalog.json", &file("catalog.json").unwrap(), file).unwrap();
    loaded.catalog.product(&ProductId::new("tee").unwrap()).unwrap().clone()
}

fn side(name: &str) -> SideId {
    SideId::new(name).unwrap()
}

fn empty() -> Design {
    let product = product();
    let head = Head {
        name: "Team".into(),
        product: product.id.clone(),
        colour: product.colours[0].id.clone(),
        template: None,
        is_template: false,
    };
    Design::empty(DesignId(1), head)
}

fn text(content: &str, size: f64) -> Text {
    Text::plain(content.into(), FontId("inter".into()), Mm::new(size), Rgb::BLACK)
}

fn add(design: &mut Design, on: &str, text: Text) {
    let id = LayerId(design.layers.len() as u64 + 1);
    let mut layer = Layer::plain(id, side(on), OrderKey::first(), Content::Text(text));
    (layer.x, layer.y) = (Mm::new(150.0), Mm::new(100.0));
    design.layers.insert(id, Arc::new(layer));
}

/// A shirt with `{name}` and `{number}` on its back.
fn placeholders() -> Design {
    let mut design = empty();
    add(&mut design, "back", text("{name}", 20.0));
    add(&mut design, "back", text("No. {number}, {name}", 60.0));
    design
}

fn form(design: &Design) -> Form {
    Form::new(design, &product(), None)
}

fn words(pairs: &[(&str, &str)]) -> Table<String, String> {
    pairs.iter().map(|(id, word)| ((*id).to_owned(), (*word).to_owned())).collect()
}

fn contents(design: &Design) -> Vec<String> {
    let text = |layer: &Arc<Layer>| match &layer.content {
        Content::Text(text) => text.content.clone(),
        other => panic!("{other:?}"),
    };
    design.layers.values().map(text).collect()
}

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes()).unwrap()
}

fn guess(table: &str, design: &Design) -> Vec<String> {
    let (sheet, form) = (sheet(table), form(design));
    let mapping = Mapping::guess(&sheet, &form);
    let column = |column: usize| sheet.columns[column].clone();
    let fields = mapping.fields.iter().map(|(id, at)| format!("{id}={}", column(*at)));
    let rest = [("size", mapping.size), ("quantity", mapping.quantity)];
    let rest = rest.into_iter().filter_map(|(what, at)| Some(format!("{what}={}", column(at?))));
    fields.chain(rest).collect()
}

fn problems(table: &str, design: &Design) -> Vec<(usize, Problem)> {
    let (sheet, form) = (sheet(table), form(design));
    let mapping = Mapping::guess(&sheet, &form);
    let entries = Entries::new(&sheet, &mapping, &form, Case::AsWritten).unwrap();
    entries.findings.into_iter().map(|finding| (finding.row, finding.problem)).collect()
}

#[test]
fn placeholders_are_fields_and_are_filled_in_all_at_once() {
    let form = form(&placeholders());
    let ids: Vec<&str> = form.fields().iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["name", "number"]);
    assert!(form.fields().iter().all(|field| field.kind == FieldKind::Placeholder));
    let filled = form.filled(&words(&[("name", "{number}"), ("number", "7")]));
    assert_eq!(contents(&filled), ["{number}", "No. 7, {number}"]);
}

#[test]
fn texts_of_no_field_can_be_filled_in_if_asked() {
    let mut design = empty();
    add(&mut design, "front", text("TEAM", 20.0));
    add(&mut design, "back", text("O'MALLEY", 20.0));
    add(&mut design, "back", text("7", 100.0));
    let form = form(&design);
    assert!(form.fields().iter().all(|field| field.kind == FieldKind::Free));
    assert_eq!(form.field("7").unwrap().meaning, Some(Meaning::Number));
    let filled = form.filled(&words(&[("7", "12"), ("O'MALLEY", "Bo")]));
    assert_eq!(contents(&filled), ["TEAM", "Bo", "12"]);
    assert_eq!(
        guess("Nom;N°;Taille;Quantité\nZoë;12;M;1\n", &design),
        ["7=N°", "O'MALLEY=Nom", "size=Taille", "quantity=Quantité"]
    );
}

#[test]
fn columns_are_found_by_their_names_in_many_languages() {
    let design = placeholders();
    for (header, expect) in [
        ("Name,Number,Size", ["name=Name", "number=Number", "size=Size"]),
        ("SPIELER,Rückennummer,GRÖSSE", ["name=SPIELER", "number=Rückennummer", "size=GRÖSSE"]),
        ("Nombre,Dorsal,Talla", ["name=Nombre", "number=Dorsal", "size=Talla"]),
        ("jersey name,#,T-shirt size", ["name=jersey name", "number=#", "size=T-shirt size"]),
        ("Surname,No.,size", ["name=Surname", "number=No.", "size=size"]),
        ("Nome,Número,Tamanho", ["name=Nome", "number=Número", "size=Tamanho"]),
    ] {
        assert_eq!(guess(&format!("{header}\nBo,7,M\n"), &design), expect, "{header}");
    }
    assert_eq!(
        guess("Anna\t7\tM\nBo\t8\tXL\n", &design),
        ["name=Column 1", "number=Column 2", "size=Column 3"]
    );
}

#[test]
fn a_mapping_is_changed_by_hand_and_says_what_there_is() {
    let (sheet, form) = (sheet("Wer,Was\nBo,7\n"), form(&placeholders()));
    let mut mapping = Mapping::default();
    mapping.set("NAME", "wer", &sheet, &form).unwrap();
    mapping.set("number", "2", &sheet, &form).unwrap();
    mapping.set("size", "Was", &sheet, &form).unwrap();
    assert_eq!((mapping.fields["name"], mapping.fields["number"], mapping.size), (0, 1, Some(1)));
    mapping.set("size", "", &sheet, &form).unwrap();
    assert_eq!(mapping.size, None);
    let error = mapping.set("colour", "Was", &sheet, &form).unwrap_err().to_string();
    assert_eq!(
        error,
        "there is no `colour` to fill in; the design has `name`, `number`, `size`, `quantity`"
    );
    let error = mapping.set("name", "Wo", &sheet, &form).unwrap_err().to_string();
    assert_eq!(error, "there is no column `Wo`; the table has `Wer`, `Was`");
}

#[test]
fn findings_name_row_and_reason() {
    let table = "name,number,size,qty\nAnna,7,m,1\nBo,7,XXL,2\n,9,L,\n,,S,1\nCy,10,XS,0\nAnna,7,M,3\nDi,11,,x\n";
    let sizes = "S, M, L, XL, 2XL, 3XL";
    let found = problems(table, &placeholders());
    let expect = [
        (2, Problem::DuplicateNumber { number: "7".into(), first: 1 }),
        (3, Problem::Missing { field: "name".into() }),
        (4, Problem::NothingToFill),
        (5, Problem::UnknownSize { written: "XS".into(), known: sizes.into() }),
        (5, Problem::BadQuantity { written: "0".into(), most: 10_000 }),
        (6, Problem::DuplicateRow { first: 1 }),
        (7, Problem::NoSize { known: sizes.into() }),
        (7, Problem::BadQuantity { written: "x".into(), most: 10_000 }),
    ];
    assert_eq!(found, expect);
}

#[test]
fn a_row_that_nearly_has_something_wrong_has_nothing_wrong() {
    let table = "name,number,size,qty\nAnna,0,m,1\nBo,00,extra large,\nAnna,1,2 XL,10000\n";
    assert_eq!(problems(table, &placeholders()), []);
}

#[test]
fn only_what_stops_keeps_a_row_from_being_printed() {
    let (sheet, form) =
        (sheet("name,number,size\nA,1,M\nB,1,M\nC,2,huge\n"), form(&placeholders()));
    let mapping = Mapping::guess(&sheet, &form);
    let entries = Entries::new(&sheet, &mapping, &form, Case::Upper).unwrap();
    assert_eq!(entries.stopped(), [3]);
    assert_eq!((entries.count(Severity::Stops), entries.count(Severity::Warns)), (1, 1));
}

#[test]
fn letters_are_printed_as_the_policy_says() {
    let (sheet, form) = (sheet("name,number\nStraße Zoë,7a\n"), form(&placeholders()));
    let mapping = Mapping::guess(&sheet, &form);
    let word = |case| {
        let entries = Entries::new(&sheet, &mapping, &form, case).unwrap();
        entries.entries[0].words["name"].clone()
    };
    assert_eq!(word(Case::Upper), "STRASSE ZOË");
    assert_eq!(word(Case::Lower), "straße zoë");
    assert_eq!(word(Case::AsWritten), "Straße Zoë");
}

#[test]
fn a_table_that_fills_nothing_says_what_to_do() {
    let (sheet, form) = (sheet("Farbe,Ort,Größe\nrot,Ulm,M\nblau,Bonn,L\n"), form(&placeholders()));
    let mapping = Mapping::guess(&sheet, &form);
    let error = Entries::new(&sheet, &mapping, &form, Case::AsWritten).unwrap_err();
    assert_eq!(error, RosterError::NothingMapped { example: "name=Farbe".into() });
    let nothing = Form::new(&empty(), &product(), None);
    let error = Entries::new(&sheet, &mapping, &nothing, Case::AsWritten).unwrap_err();
    assert_eq!(error, RosterError::NoFields);
}

fn from_template(name: &str, words: &Table<String, String>) -> (Arc<Template>, Design) {
    let bytes = std::fs::read(format!("../../public/templates/{name}.json")).unwrap();
    let template = read_template(&bytes).unwrap();
    let product = product();
    let mut design = empty();
    design.head.template = Some(template.id.clone());
    let placing = Placing {
        side: &product.sides[0].id,
        area: &product.sides[0].print_area,
        ground: product.colours[0].parts.body,
        palette: None,
        pairing: None,
        words,
        above: None,
    };
    for layer in template.instantiate(&placing, &mut Counter(0)) {
        design.layers.insert(layer.id, Arc::new(layer));
    }
    (Arc::new(template), design)
}

#[test]
fn a_template_is_filled_in_as_the_editor_does_it() {
    let (template, design) = from_template("home-team", &Table::new());
    let form = Form::new(&design, &product(), Some(template.clone()));
    let ids: Vec<&str> = form.fields().iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["team", "sport", "number", "year"]);
    assert_eq!(form.field("Founded").unwrap().sample, "1998");
    let words = words(&[("team", "Southampton Sea"), ("number", "12"), ("year", "2026")]);
    let filled = form.filled(&words);
    // By hand: the template put on the product with the same words.
    let (_, by_hand) = from_template("home-team", &words);
    assert_eq!(filled, by_hand);
    assert!(contents_of(&filled).contains(&"EST. 2026".to_owned()), "what is around a field stays");
}

fn contents_of(design: &Design) -> Vec<String> {
    let text = |layer: &Arc<Layer>| match &layer.content {
        Content::Text(text) => Some(text.content.clone()),
        _ => None,
    };
    design.layers.values().filter_map(text).collect()
}

#[test]
fn words_of_the_design_give_the_design() {
    let (template, design) = from_template("race-bib", &Table::new());
    let form = Form::new(&design, &product(), Some(template));
    let same: Table<String, String> =
        form.fields().iter().map(|field| (field.id.clone(), field.sample.clone())).collect();
    assert_eq!(form.filled(&same), design);
}

/// Every letter is six tenths of an em wide and lines are as high as they say; `~` is in no font.
struct Plain;

impl Setter for Plain {
    fn set(&mut self, text: &Text) -> Result<Arc<TextBlock>, String> {
        if text.content.contains('\u{1}') {
            return Err("it has a control character".into());
        }
        let words: Vec<&str> = text.content.split(' ').collect();
        let (size, lines) = match (text.width, text.fit) {
            (Some(width), fit) => {
                let smallest = match fit {
                    Fit::Shrink { smallest, .. } => smallest.mm(),
                    Fit::Grow | Fit::Fixed { .. } => text.size.mm(),
                };
                let height = fit.height().map_or(f64::MAX, Mm::mm);
                let mut size = text.size.mm();
                loop {
                    let lines = wrapped(&words, width.mm() / (size * 0.6));
                    let fits = lines as f64 * size * text.line_height <= height;
                    if fits || size <= smallest {
                        break (size, lines);
                    }
                    size = (size - 0.1).max(smallest);
                }
            }
            (None, _) => (text.size.mm(), 1),
        };
        let advance = text.content.chars().count() as f64 * size * 0.6;
        let line = size * text.line_height;
        let mut block = TextBlock::plain(
            BezPath::new(),
            text.width.map_or(advance, Mm::mm),
            text.fit.height().map_or(line * lines as f64, Mm::mm),
        );
        block.lines = (0..lines)
            .map(|index| LineBox {
                top: index as f64 * line,
                height: line,
                baseline: 0.0,
                carets: Vec::new(),
                posts: Vec::new(),
            })
            .collect();
        block.missing = text.content.chars().filter(|letter| *letter == '~').take(1).collect();
        Ok(Arc::new(block))
    }
}

/// How many lines words take up.
fn wrapped(words: &[&str], letters: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in words {
        let length = word.chars().count() as f64;
        if used > 0.0 && used + 1.0 + length > letters {
            lines += 1;
            used = length;
        } else {
            used += length + if used > 0.0 { 1.0 } else { 0.0 };
        }
    }
    lines
}

/// What a row's only text becomes, and what is said of it.
fn fit(own: Text, word: &str) -> (Text, Layer, Vec<Problem>) {
    let mut design = empty();
    add(&mut design, "back", own);
    let form = form(&design);
    let id = form.fields()[0].id.clone();
    let out = fitted(&form, form.filled(&words(&[(&id, word)])), &mut Plain);
    let layer = out.design.layers.values().next().unwrap();
    let Content::Text(text) = &layer.content else { panic!("{layer:?}") };
    let problems = out.problems.into_iter().map(|(_, problem)| problem).collect();
    (text.clone(), Layer::clone(layer), problems)
}

#[test]
fn a_word_that_fits_is_left_alone() {
    // 25 letters of 20 mm: 300 mm, exactly the area.
    let (set, layer, problems) = fit(text("Sam", 20.0), &"x".repeat(25));
    assert_eq!((set.size.mm(), layer.y.mm(), problems), (20.0, 100.0, Vec::new()));
}

#[test]
fn a_longer_word_is_set_smaller_around_its_middle() {
    let (set, layer, problems) = fit(text("Sam", 20.0), &"x".repeat(26));
    let size = set.size.mm();
    assert!(size < 20.0 && size * 0.6 * 26.0 <= 300.001, "{size}");
    assert!(size * 0.6 * 26.0 > 299.9, "as large as it can be: {size}");
    let middle = layer.y.mm() + size * 1.2 / 2.0;
    assert!((middle - 112.0).abs() < 0.002, "{middle}");
    let [Problem::SetSmaller { from, to, .. }] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!((from.mm(), to.mm()), (20.0, size));
}

#[test]
fn a_word_that_is_too_long_at_the_smallest_text_stops() {
    // The shirt's technique prints from 4.2 mm: 119 letters of 2.52 mm fit 300 mm.
    let (_, _, problems) = fit(text("Sam", 20.0), &"x".repeat(119));
    assert!(matches!(problems.as_slice(), [Problem::SetSmaller { .. }]), "{problems:?}");
    let (set, _, problems) = fit(text("Sam", 20.0), &"x".repeat(120));
    let [Problem::TooLong { smallest, fits, .. }] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!((smallest.mm(), set.size.mm()), (4.2, 4.2));
    assert!(*fits < 1.0 && *fits > 0.98, "{fits}");
}

#[test]
fn what_the_design_itself_takes_up_is_allowed() {
    let wide = "y".repeat(40);
    let (set, _, problems) = fit(text(&wide, 20.0), &"x".repeat(40));
    assert_eq!((set.size.mm(), problems), (20.0, Vec::new()));
    let (set, _, _) = fit(text(&wide, 20.0), &"x".repeat(41));
    assert!(set.size < Mm::new(20.0));
}

#[test]
fn a_text_at_an_edge_has_the_room_on_its_other_side() {
    let left = Text { align: Align::Left, ..text("Sam", 20.0) };
    // From the middle of the area 150 mm are left: 12 letters.
    assert_eq!(fit(left.clone(), &"x".repeat(12)).2, Vec::new());
    let (set, layer, _) = fit(left, &"x".repeat(13));
    assert!(set.size < Mm::new(20.0));
    assert_eq!(layer.x.mm(), 150.0, "it stays where it begins");
}

#[test]
fn a_box_keeps_its_height_and_its_words_whole() {
    let boxed = Text {
        width: Some(Mm::new(120.0)),
        fit: Fit::Fixed { height: Mm::new(24.0) },
        ..text("Sam", 20.0)
    };
    assert_eq!(fit(boxed.clone(), "Samira").2, Vec::new());
    let (set, _, problems) = fit(boxed.clone(), "Samira of Northside");
    assert!(matches!(set.fit, Fit::Shrink { .. }), "{:?}", set.fit);
    assert!(matches!(problems.as_slice(), [Problem::SetSmaller { .. }]), "{problems:?}");
    let (_, _, problems) = fit(boxed, &"x".repeat(60));
    assert!(matches!(problems.as_slice(), [Problem::TooLong { .. }]), "{problems:?}");
}

#[test]
fn a_circle_stays_and_its_words_become_smaller() {
    let circle =
        TextPath::Circle { radius: Mm::new(20.0), start: geom::Angle::ZERO, inside: false };
    let round = Text { path: Some(circle), ..text("Sam", 20.0) };
    let (set, _, problems) = fit(round, "Sam of Northside");
    assert!(set.size < Mm::new(20.0), "{problems:?}");
    assert_eq!(set.path, Some(circle));
}

#[test]
fn letters_of_no_font_and_texts_that_cannot_be_set_are_told() {
    let (_, _, problems) = fit(text("Sam", 20.0), "a~b");
    assert_eq!(problems, [Problem::NoGlyph { characters: vec!['~'] }]);
    let (_, _, problems) = fit(text("Sam", 20.0), "a\u{1}");
    assert!(matches!(problems.as_slice(), [Problem::Unset { .. }]), "{problems:?}");
    assert_eq!(fit(text("Sam", 20.0), "  ").2, Vec::new());
}

#[test]
fn an_order_sums_sizes_and_prices_all_pieces_together() {
    let form = form(&placeholders());
    let sheet = sheet("name,number,size,qty\nA,1,M,4\nB,2,2XL,5\nC,3,M,1\n");
    let mapping = Mapping::guess(&sheet, &form);
    let entries = Entries::new(&sheet, &mapping, &form, Case::AsWritten).unwrap();
    let order = Order::new(&form, &entries.entries, |_| Default::default()).unwrap();
    let sizes: Vec<_> =
        order.sizes.iter().map(|sum| (sum.size.as_str(), sum.rows, sum.pieces)).collect();
    assert_eq!(sizes, [("m", 2, 5), ("2xl", 1, 5)]);
    // Ten pieces: ten percent off 14 + 5, and off 14 + 5 + 2.
    let each: Vec<i64> = order.rows.iter().map(|row| row.each.in_minor()).collect();
    assert_eq!(each, [1710, 1890, 1710]);
    assert_eq!((order.pieces, order.total.in_minor()), (10, 5 * 1710 + 5 * 1890));
    assert!(order.json().contains("\"sku\": \"tee-white-2xl\""), "{}", order.json());
}

#[test]
fn patterns_of_names_say_what_is_wrong() {
    let wrong =
        |pattern: &str| FileNames::new(pattern, 5, |id| id == "name").unwrap_err().to_string();
    assert!(wrong("{nam}").contains("there is no `nam`"), "{}", wrong("{nam}"));
    assert!(wrong("{name").contains("close the brace"));
}

proptest! {
    #[test]
    fn names_of_files_never_collide_and_are_safe(
        rows in prop::collection::vec("\\PC{0,20}", 2..40),
        pattern in prop_oneof!["\\{name\\}", "[a-z/.]{0,5}\\{name\\}\\{size\\}", "\\{size\\}"],
    ) {
        let table: String = rows.iter().map(|row| format!("\"x{}\",1\n", row.replace('"', "\"\""))).collect();
        let form = form(&placeholders());
        let Ok(sheet) = read(format!("name,number\n{table}").as_bytes()) else { return Ok(()) };
        let mapping = Mapping::guess(&sheet, &form);
        let entries = Entries::new(&sheet, &mapping, &form, Case::AsWritten).unwrap().entries;
        let names = FileNames::new(&pattern, entries.len(), |id| id == "name").unwrap();
        let mut all: Vec<String> = entries
            .iter()
            .flat_map(|entry| ["front", "back"].map(|side| names.name(entry, side, "pdf").to_lowercase()))
            .collect();
        for name in &all {
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', ' ']), "{}", name);
            prop_assert!(name.len() < 255 && !name.starts_with(['.', '-']), "{}", name);
        }
        let count = all.len();
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), count);
    }
}

#[test]
fn how_long_a_placeholder_is_means_nothing() {
    // `{name}` alone is as wide as 6 letters; at 100 mm that is more than the area's 300 mm.
    let mut design = empty();
    add(&mut design, "back", text("{name}", 100.0));
    let form = form(&design);
    let filled = |word: &str| fitted(&form, form.filled(&words(&[("name", word)])), &mut Plain);
    assert_eq!(filled("Annas").problems, [], "five letters of 60 mm fit exactly");
    let problems = filled("Anna-L").problems;
    assert!(matches!(problems.as_slice(), [(_, Problem::SetSmaller { .. })]), "{problems:?}");
}
