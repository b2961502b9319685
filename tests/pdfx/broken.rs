//! Ways to break a PDF/X-4 file, one or more for each rule. Each changes what was read of a good file, so that nothing but
//! the rule's own subject is wrong.

use serde_json::{Value, json};

use crate::document::Document;

/// A rule's id, what is broken, and how.
pub(crate) type Break = (&'static str, &'static str, fn(&mut Document));

/// All breaks.
pub(crate) const ALL: [Break; 69] = [
    ("X01", "an older version", |d| d.head[7] = b'3'),
    ("X01", "no binary comment", |d| d.head[11] = b'a'),
    ("X02", "encryption", |d| d.trailer["/Encrypt"] = json!({"/Filter": "/Standard"})),
    ("X03", "no identifier", |d| drop(remove(&mut d.trailer, "/ID"))),
    ("X03", "half an identifier", |d| d.trailer["/ID"] = json!(["b:00"])),
    ("X04", "no metadata", |d| drop(remove(catalog(d), "/Metadata"))),
    ("X04", "packed metadata", |d| metadata(d)["/Filter"] = json!("/FlateDecode")),
    ("X05", "another standard", |d| replace_xmp(d, "PDF/X-4<", "PDF/X-3<")),
    ("X06", "no date of making", |d| replace_xmp(d, "xmp:CreateDate", "xmp:Created")),
    ("X06", "a date without a zone", |d| replace_xmp(d, "+00:00", "")),
    ("X07", "no title", |d| replace_xmp(d, "dc:title", "dc:name")),
    ("X08", "no version", |d| replace_xmp(d, "xmpMM:VersionID", "xmpMM:Version")),
    ("X09", "no word on trapping", |d| replace_xmp(d, "pdf:Trapped", "pdf:Trap")),
    ("X10", "trapping unknown", |d| info(d)["/Trapped"] = json!("/Unknown")),
    ("X10", "trapping contradicted", |d| info(d)["/Trapped"] = json!("/True")),
    ("X11", "another title", |d| info(d)["/Title"] = json!("u:Other")),
    ("X11", "another date", |d| info(d)["/ModDate"] = json!("u:D:20010101000000Z")),
    ("X12", "no output intent", |d| drop(remove(catalog(d), "/OutputIntents"))),
    ("X12", "an intent of PDF/A", |d| intent(d)["/S"] = json!("/GTS_PDFA1")),
    ("X13", "an intent without a name", |d| {
        drop(remove(intent(d), "/OutputConditionIdentifier"));
    }),
    ("X14", "no profile", |d| drop(remove(intent(d), "/DestOutputProfile"))),
    ("X14", "a profile of a screen", |d| profile(d)[12..16].copy_from_slice(b"mntr")),
    ("X14", "half a profile", |d| profile(d).truncate(1000)),
    ("X15", "a profile of version 5", |d| profile(d)[8] = 5),
    ("X15", "a profile of six inks", |d| profile(d)[16..20].copy_from_slice(b"6CLR")),
    ("X16", "a profile with a wrong number of channels", |d| {
        let id = intent(d)["/DestOutputProfile"].as_str().unwrap().to_owned();
        d.objects.get_mut(&id).unwrap()["/N"] = json!(3);
    }),
    ("X17", "no MediaBox", |d| drop(remove(page(d), "/MediaBox"))),
    ("X18", "no TrimBox", |d| drop(remove(page(d), "/TrimBox"))),
    ("X18", "an ArtBox too", |d| page(d)["/ArtBox"] = json!([0, 0, 10, 10])),
    ("X19", "a TrimBox larger than the page", |d| {
        page(d)["/TrimBox"] = json!([-10, -10, 5000, 5000]);
    }),
    ("X20", "an annotation", |d| page(d)["/Annots"] = json!([])),
    ("X21", "a script", |d| catalog(d)["/OpenAction"] = json!({"/S": "/JavaScript"})),
    ("X22", "a form", |d| catalog(d)["/AcroForm"] = json!({})),
    ("X23", "an embedded file", |d| catalog(d)["/Names"] = json!({"/EmbeddedFiles": {}})),
    ("X24", "LZW", |d| picture(d)["/Filter"] = json!(["/LZWDecode"])),
    ("X24", "a picture in another file", |d| picture(d)["/F"] = json!("u:a.jpg")),
    ("X25", "a font that is not embedded", |d| {
        let font = json!({"/Type": "/Font", "/Subtype": "/TrueType", "/BaseFont": "/Arial"});
        d.objects.insert("900 0 R".to_owned(), font);
    }),
    ("X26", "RGB in CMYK content", |d| append(d, b"\n1 0 0 rg\n")),
    ("X27", "an RGB picture", |d| picture(d)["/ColorSpace"] = json!("/DeviceRGB")),
    ("X28", "no space to mix in", |d| drop(remove(page(d), "/Group"))),
    ("X29", "a transfer curve", |d| state(d)["/TR"] = json!("/Identity")),
    ("X29", "a halftone", |d| state(d)["/HT"] = json!({})),
    ("X30", "an unknown way of mixing", |d| state(d)["/BM"] = json!("/Glow")),
    ("X31", "an ink of two looks", |d| {
        let other = json!(["/Separation", "/White", "/DeviceCMYK", {"/C1": [0, 0, 0, 1]}]);
        d.objects.insert("900 0 R".to_owned(), other);
    }),
    ("X32", "an ink that looks RGB", |d| {
        let other = json!(["/Separation", "/Gold", "/DeviceRGB", {"/C1": [0, 0, 0]}]);
        d.objects.insert("900 0 R".to_owned(), other);
    }),
    ("X33", "overprint by a number", |d| state(d)["/op"] = json!(1)),
    ("X33", "a mode that is not known", |d| state(d)["/OPM"] = json!(2)),
    ("X34", "a replacement picture", |d| picture(d)["/Alternates"] = json!([])),
    ("X35", "three bits", |d| picture(d)["/BitsPerComponent"] = json!(3)),
    ("X35", "a smoothed picture", |d| picture(d)["/Interpolate"] = json!(true)),
    ("X36", "optional content", |d| catalog(d)["/OCProperties"] = json!({})),
    ("X37", "an unknown operator", |d| append(d, b"\nzap\n")),
    ("X37", "a state that is kept", |d| append(d, b"\nq\n")),
    ("X38", "a name without a resource", |d| append(d, b"\n/Missing Do\n")),
    ("X39", "a profile of other channels", |d| {
        let id = intent(d)["/DestOutputProfile"].clone();
        d.objects.insert("900 0 R".to_owned(), json!(["/ICCBased", id]));
    }),
    ("X40", "a place too far away", |d| append(d, b"\n99999 0 m n\n")),
    ("X40", "a page too large", |d| page(d)["/MediaBox"] = json!([0, 0, 20000, 100])),
    ("X40", "a name too long", |d| {
        d.objects.insert("900 0 R".to_owned(), json!(format!("/{}", "a".repeat(200))));
    }),
    ("X38", "a font without a resource", |d| append(d, b"\n/F99 1 Tf\n")),
    ("X41", "a font without a tag", |d| font(d)["/BaseFont"] = json!("/Arial")),
    ("X41", "a tag in small letters", |d| font(d)["/BaseFont"] = json!("/abcdef+Arial")),
    ("X41", "another name in its descriptor", |d| {
        descriptor(d)["/FontName"] = json!("/ABCDEF+Arial");
    }),
    ("X42", "codes that are no numbers of glyphs", |d| font(d)["/Encoding"] = json!("/UniJIS-H")),
    ("X42", "a glyph that the font does not have", |d| append(d, b"\nBT /F0 1 Tf <FFF0> Tj ET\n")),
    ("X42", "the glyph for what is not there", |d| append(d, b"\nBT /F0 1 Tf [<0000>] TJ ET\n")),
    ("X43", "no characters", |d| drop(remove(font(d), "/ToUnicode"))),
    ("X43", "characters of nothing", |d| {
        let id = font(d)["/ToUnicode"].as_str().unwrap().to_owned();
        d.streams.insert(id, b"1 beginbfchar\n<0001> <0041>\nendbfchar".to_vec());
    }),
    ("X44", "another width", |d| {
        cid_font(d)["/W"][1].as_array_mut().unwrap()[1] = json!(1);
    }),
    ("X44", "no widths", |d| drop(remove(cid_font(d), "/W"))),
];

fn remove(dictionary: &mut Value, key: &str) -> Option<Value> {
    dictionary.as_object_mut().expect("a dictionary").remove(key)
}

fn object<'a>(document: &'a mut Document, id: &Value) -> &'a mut Value {
    document.objects.get_mut(id.as_str().expect("a reference")).expect("an object")
}

fn catalog(document: &mut Document) -> &mut Value {
    let id = document.trailer["/Root"].clone();
    object(document, &id)
}

fn info(document: &mut Document) -> &mut Value {
    let id = document.trailer["/Info"].clone();
    object(document, &id)
}

fn metadata(document: &mut Document) -> &mut Value {
    let id = catalog(document)["/Metadata"].clone();
    object(document, &id)
}

fn intent(document: &mut Document) -> &mut Value {
    &mut catalog(document)["/OutputIntents"][0]
}

fn profile(document: &mut Document) -> &mut Vec<u8> {
    let id = intent(document)["/DestOutputProfile"].as_str().expect("a reference").to_owned();
    document.streams.get_mut(&id).expect("a stream")
}

fn replace_xmp(document: &mut Document, from: &str, to: &str) {
    let id = catalog(document)["/Metadata"].as_str().expect("a reference").to_owned();
    let xmp = document.streams.get_mut(&id).expect("a stream");
    let changed = String::from_utf8_lossy(xmp).replace(from, to);
    assert_ne!(changed.as_bytes(), &xmp[..], "{from} is not there");
    *xmp = changed.into_bytes();
}

fn find(document: &mut Document, fits: impl Fn(&Value) -> bool) -> &mut Value {
    document.objects.values_mut().find(|object| fits(object)).expect("such an object")
}

fn page(document: &mut Document) -> &mut Value {
    find(document, |object| object["/Type"] == "/Page")
}

fn picture(document: &mut Document) -> &mut Value {
    find(document, |object| object["/Subtype"] == "/Image" && object.get("/SMask").is_some())
}

/// The first font of the page's resources, as content knows it.
fn font(document: &mut Document) -> &mut Value {
    let fonts = &find(document, |object| object["/Font"].is_object())["/Font"];
    let id = fonts["/F0"].clone();
    object(document, &id)
}

fn cid_font(document: &mut Document) -> &mut Value {
    let id = font(document)["/DescendantFonts"][0].clone();
    object(document, &id)
}

fn descriptor(document: &mut Document) -> &mut Value {
    let id = cid_font(document)["/FontDescriptor"].clone();
    object(document, &id)
}

/// A graphics state of the shared resources.
fn state(document: &mut Document) -> &mut Value {
    let states = &mut find(document, |object| object["/ExtGState"].is_object())["/ExtGState"];
    states.as_object_mut().expect("states").values_mut().next().expect("a state")
}

/// Appends to the page's content.
fn append(document: &mut Document, content: &[u8]) {
    let id = page(document)["/Contents"].as_str().expect("a reference").to_owned();
    document.streams.get_mut(&id).expect("a stream").extend_from_slice(content);
}
