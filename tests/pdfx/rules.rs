//! The rules of PDF/X-4 (ISO 15930-7:2010, with those of PDF 1.6 that it leans on) that can be checked without drawing,
//! each with an id. Following them is no certificate: it says that these rules were checked, and no more.

use serde_json::Value;

use crate::document::{Document, operations};
use crate::fonts;

/// A rule: id, what it asks for, and whether a document follows it.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) asks: &'static str,
    check: fn(&Document) -> Result<(), String>,
}

impl Rule {
    /// What is wrong with a document, if anything.
    pub(crate) fn check(&self, document: &Document) -> Result<(), String> {
        (self.check)(document).map_err(|wrong| format!("{} ({}): {wrong}", self.id, self.asks))
    }
}

/// All rules.
pub(crate) const RULES: [Rule; 44] = [
    rule("X01", "the header is that of PDF 1.6 with a binary comment", header),
    rule("X02", "nothing is encrypted", |d| no_key(&d.trailer, "/Encrypt")),
    rule("X03", "the trailer has an identifier of two strings", identifier),
    rule("X04", "metadata is an XMP stream that is not packed", metadata),
    rule("X05", "XMP names PDF/X-4", |d| xmp_is(d, "pdfxid:GTS_PDFXVersion", "PDF/X-4")),
    rule("X06", "XMP has dates of making, changing and describing, with a zone", xmp_dates),
    rule("X07", "XMP has a title", |d| xmp_says(d, "dc:title")),
    rule("X08", "XMP identifies document, version and rendition", xmp_identity),
    rule("X09", "XMP says whether the file is trapped", xmp_trapped),
    rule("X10", "the information says whether the file is trapped, as XMP does", info_trapped),
    rule("X11", "title and dates of information and XMP agree", info_agrees),
    rule("X12", "there is exactly one output intent GTS_PDFX", one_intent),
    rule("X13", "the output intent is identified and described", intent_named),
    rule("X14", "the output intent holds a profile of an output device", intent_profile),
    rule("X15", "the output profile is of version 2 or 4 and of RGB, CMYK or grey", intent_version),
    rule("X16", "the output profile's channels are as many as its stream says", intent_channels),
    rule("X17", "every page has a MediaBox of its own", |d| each_page(d, "/MediaBox")),
    rule("X18", "every page has a TrimBox, and no ArtBox beside it", trim_boxes),
    rule("X19", "TrimBox lies in BleedBox, BleedBox in MediaBox", nested_boxes),
    rule("X20", "there are no annotations", |d| nowhere(d, &["/Annots"])),
    rule("X21", "there are no actions and no scripts", no_actions),
    rule("X22", "there are no forms to fill in", |d| nowhere(d, &["/AcroForm", "/XFA"])),
    rule("X23", "no files are embedded", |d| nowhere(d, &["/EmbeddedFiles", "/EF", "/AF"])),
    rule("X24", "no stream is packed by LZW, and none lies in another file", filters),
    rule("X25", "every font is embedded", embedded_fonts),
    rule("X26", "device colours of content are those of the output intent", content_colours),
    rule(
        "X27",
        "device colours of pictures and gradients are those of the output intent",
        object_colours,
    ),
    rule("X28", "pages with transparency name the space in which colours mix", page_groups),
    rule("X29", "no transfer curves and no halftones", |d| {
        nowhere(d, &["/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2"])
    }),
    rule("X30", "only PDF 1.6's ways of mixing are used", blend_modes),
    rule("X31", "an ink has one look in the whole file", inks_agree),
    rule("X32", "what screens show for an ink is a colour of the output intent", ink_colours),
    rule("X33", "overprint is stated in the right form", overprint),
    rule("X34", "no PostScript, no references to other files, no replacement pictures", |d| {
        nowhere(d, &["/Ref", "/OPI", "/Alternates", "/PS", "/Level1"])
    }),
    rule("X35", "pictures have 1, 2, 4, 8 or 16 bits and are not smoothed", pictures),
    rule("X36", "nothing is optional content", |d| nowhere(d, &["/OCProperties", "/OC"])),
    rule("X37", "content has only known operators, and states are given back", operators),
    rule("X38", "what content names is in its resources", resources),
    rule("X39", "every embedded profile fits its stream", profiles),
    rule("X40", "numbers and names are within the limits of PDF 1.6", limits),
    rule("X41", "a part of a font has a tag, and one name in all places", fonts::names),
    rule("X42", "codes are the numbers of glyphs that the embedded font has", fonts::codes),
    rule("X43", "every glyph that is shown says its characters", fonts::characters),
    rule("X44", "the widths of glyphs are those of the embedded font", fonts::widths),
];

const fn rule(
    id: &'static str,
    asks: &'static str,
    check: fn(&Document) -> Result<(), String>,
) -> Rule {
    Rule { id, asks, check }
}

pub(crate) fn ensure(holds: bool, wrong: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(wrong()) }
}

fn no_key(dictionary: &Value, key: &str) -> Result<(), String> {
    ensure(dictionary.get(key).is_none(), || format!("{key} is there"))
}

fn nowhere(document: &Document, keys: &[&str]) -> Result<(), String> {
    document
        .dictionaries()
        .into_iter()
        .try_for_each(|dictionary| keys.iter().try_for_each(|key| no_key(dictionary, key)))
}

fn header(document: &Document) -> Result<(), String> {
    let head = &document.head;
    let is_binary = head.get(10..14).is_some_and(|four| four.iter().all(|byte| *byte >= 128));
    ensure(head.starts_with(b"%PDF-1.6\n%") && is_binary, || format!("{head:?}"))
}

fn identifier(document: &Document) -> Result<(), String> {
    let id = &document.trailer["/ID"];
    let fits = |half: &Value| {
        let text = half.as_str().unwrap_or_default();
        text.starts_with("b:") && text.len() >= 2 + 32 || text.starts_with("u:") && text.len() >= 10
    };
    let both = id.as_array().is_some_and(|halves| halves.len() == 2 && halves.iter().all(fits));
    ensure(both, || format!("{id}"))
}

fn metadata(document: &Document) -> Result<(), String> {
    let stream = document.at(document.catalog(), &["/Metadata"]);
    ensure(stream["/Type"] == "/Metadata" && stream["/Subtype"] == "/XML", || format!("{stream}"))?;
    no_key(stream, "/Filter")?;
    let xmp = document.xmp();
    ensure(xmp.starts_with("<?xpacket begin=") && xmp.contains("<rdf:RDF"), || xmp)
}

fn xmp_is(document: &Document, tag: &str, wanted: &str) -> Result<(), String> {
    let found = document.xmp_value(tag);
    ensure(found.as_deref() == Some(wanted), || format!("{tag} is {found:?}"))
}

fn xmp_says(document: &Document, tag: &str) -> Result<(), String> {
    let found = document.xmp_value(tag).unwrap_or_default();
    ensure(!found.trim().is_empty(), || format!("{tag} is not there"))
}

fn xmp_dates(document: &Document) -> Result<(), String> {
    ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"].into_iter().try_for_each(|tag| {
        let date = document.xmp_value(tag).unwrap_or_default();
        let shape: String =
            date.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        ensure(shape == "0000-00-00T00:00:00+00:00", || format!("{tag} is {date:?}"))
    })
}

fn xmp_identity(document: &Document) -> Result<(), String> {
    ["xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"]
        .into_iter()
        .try_for_each(|tag| xmp_says(document, tag))
}

fn xmp_trapped(document: &Document) -> Result<(), String> {
    let found = document.xmp_value("pdf:Trapped");
    ensure(matches!(found.as_deref(), Some("True" | "False")), || format!("{found:?}"))
}

fn info_trapped(document: &Document) -> Result<(), String> {
    let info = document.info()["/Trapped"].as_str().unwrap_or_default();
    let xmp = document.xmp_value("pdf:Trapped").unwrap_or_default();
    ensure(info == format!("/{xmp}") && !xmp.is_empty(), || format!("{info} and {xmp}"))
}

/// The digits of a date, from its year to its seconds.
fn digits(date: &str) -> String {
    date.chars().filter(char::is_ascii_digit).take(14).collect()
}

fn info_agrees(document: &Document) -> Result<(), String> {
    let info = document.info();
    let text = |key: &str| {
        let value = info[key].as_str().unwrap_or_default();
        value.strip_prefix("u:").unwrap_or_default().to_owned()
    };
    let xmp = |tag: &str| document.xmp_value(tag).unwrap_or_default();
    let (title, other) = (text("/Title"), xmp("dc:title"));
    ensure(title == other && !title.is_empty(), || format!("titles {title:?} and {other:?}"))?;
    for (key, tag) in [("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")] {
        let (one, other) = (digits(&text(key)), digits(&xmp(tag)));
        ensure(one == other && one.len() == 14, || format!("{key} {one:?} and {other:?}"))?;
    }
    Ok(())
}

fn intents(document: &Document) -> Vec<&Value> {
    let all = document.at(document.catalog(), &["/OutputIntents"]).as_array();
    all.into_iter().flatten().map(|intent| document.get(intent)).collect()
}

fn one_intent(document: &Document) -> Result<(), String> {
    let all = intents(document);
    let right = all.iter().filter(|intent| intent["/S"] == "/GTS_PDFX").count();
    ensure(right == 1 && all.len() == 1, || format!("{right} of {}", all.len()))
}

fn intent_named(document: &Document) -> Result<(), String> {
    intents(document).into_iter().try_for_each(|intent| {
        ["/OutputConditionIdentifier", "/Info"].into_iter().try_for_each(|key| {
            let said = intent[key].as_str().unwrap_or_default();
            ensure(said.len() > 2, || format!("{key} is {said:?}"))
        })
    })
}

/// A part of a profile's header.
fn signature(profile: &[u8], at: usize) -> &[u8] {
    profile.get(at..at + 4).unwrap_or_default()
}

fn intent_profile(document: &Document) -> Result<(), String> {
    let profile = document.intent_profile().ok_or("there is none")?;
    let stated = signature(profile, 0).try_into().map_or(0, u32::from_be_bytes) as usize;
    ensure(stated == profile.len(), || format!("{stated} bytes stated, {}", profile.len()))?;
    ensure(signature(profile, 36) == b"acsp", || "it is no ICC profile".to_owned())?;
    ensure(signature(profile, 12) == b"prtr", || "it is not of an output device".to_owned())
}

fn intent_version(document: &Document) -> Result<(), String> {
    let profile = document.intent_profile().ok_or("there is none")?;
    let (version, space) = (profile.get(8).copied().unwrap_or_default(), signature(profile, 16));
    ensure(matches!(version, 2 | 4), || format!("version {version}"))?;
    ensure(matches!(space, b"RGB " | b"CMYK" | b"GRAY"), || format!("{space:?}"))
}

fn channels_of(profile: &[u8]) -> u64 {
    match signature(profile, 16) {
        b"CMYK" => 4,
        b"RGB " | b"Lab " => 3,
        b"GRAY" => 1,
        _ => 0,
    }
}

fn intent_channels(document: &Document) -> Result<(), String> {
    intents(document).into_iter().try_for_each(|intent| {
        let id = intent["/DestOutputProfile"].as_str().unwrap_or_default();
        let stated = document.objects.get(id).map_or(0, |d| d["/N"].as_u64().unwrap_or(0));
        let found = document.streams.get(id).map_or(0, |profile| channels_of(profile));
        ensure(stated == found && found > 0, || format!("{stated} stated, {found}"))
    })
}

fn each_page(document: &Document, key: &str) -> Result<(), String> {
    let pages = document.pages();
    ensure(!pages.is_empty(), || "there is no page".to_owned())?;
    pages.iter().try_for_each(|page| ensure(corners(page, key).is_some(), || format!("no {key}")))
}

fn corners(page: &Value, key: &str) -> Option<[f64; 4]> {
    let numbers: Vec<f64> = page[key].as_array()?.iter().filter_map(Value::as_f64).collect();
    numbers.try_into().ok()
}

fn trim_boxes(document: &Document) -> Result<(), String> {
    each_page(document, "/TrimBox")?;
    document.pages().into_iter().try_for_each(|page| no_key(page, "/ArtBox"))
}

fn nested_boxes(document: &Document) -> Result<(), String> {
    document.pages().into_iter().try_for_each(|page| {
        let of = |key| corners(page, key).ok_or(format!("no {key}"));
        let (media, bleed, trim) = (of("/MediaBox")?, of("/BleedBox")?, of("/TrimBox")?);
        for (inner, outer) in [(trim, bleed), (bleed, media)] {
            // A file's numbers have as many digits as 32 bits hold.
            const SLACK: f64 = 0.001;
            let is_in = inner[0] >= outer[0] - SLACK
                && inner[1] >= outer[1] - SLACK
                && inner[2] <= outer[2] + SLACK
                && inner[3] <= outer[3] + SLACK
                && inner[0] < inner[2]
                && inner[1] < inner[3];
            ensure(is_in, || format!("{inner:?} is not in {outer:?}"))?;
        }
        Ok(())
    })
}

fn no_actions(document: &Document) -> Result<(), String> {
    nowhere(document, &["/OpenAction", "/AA", "/A", "/JS", "/JavaScript", "/Dests", "/URI"])
}

fn filters(document: &Document) -> Result<(), String> {
    nowhere(document, &["/F", "/FFilter", "/FDecodeParms"])?;
    document.dictionaries().into_iter().try_for_each(|dictionary| {
        let filter = dictionary["/Filter"].to_string();
        ensure(!filter.contains("LZW") && !filter.contains("Crypt"), || filter)
    })
}

fn embedded_fonts(document: &Document) -> Result<(), String> {
    let is_font = |dictionary: &&Value| dictionary["/Type"] == "/Font";
    document.dictionaries().into_iter().filter(is_font).try_for_each(|font| {
        let kind = font["/Subtype"].as_str().unwrap_or_default();
        let descriptor = document.at(font, &["/FontDescriptor"]);
        let has_file = ["/FontFile", "/FontFile2", "/FontFile3"]
            .iter()
            .any(|key| descriptor[*key].is_string());
        let is_inside = match kind {
            "/Type3" => font["/CharProcs"].is_object(),
            "/Type0" => font["/DescendantFonts"].is_array(),
            _ => has_file,
        };
        ensure(is_inside, || format!("{kind} font is not"))
    })
}

/// The colour space of the output intent.
fn intent_space(document: &Document) -> &[u8] {
    document.intent_profile().map_or(&[], |profile| signature(profile, 16))
}

/// Whether device colours may be used where these are the resources.
fn is_allowed(document: &Document, space: &str, resources: &Value) -> bool {
    let has_default = |name: &str| !document.at(resources, &["/ColorSpace", name]).is_null();
    match space {
        "/DeviceRGB" => intent_space(document) == b"RGB " || has_default("/DefaultRGB"),
        "/DeviceCMYK" => intent_space(document) == b"CMYK" || has_default("/DefaultCMYK"),
        "/DeviceGray" => !intent_space(document).is_empty(),
        _ => true,
    }
}

fn content_colours(document: &Document) -> Result<(), String> {
    for (owner, stream) in document.contents() {
        let resources = document.at(owner, &["/Resources"]);
        for operation in operations(stream) {
            let space = match operation.operator.as_str() {
                "rg" | "RG" => "/DeviceRGB",
                "k" | "K" => "/DeviceCMYK",
                "g" | "G" => "/DeviceGray",
                "cs" | "CS" => operation.operands.last().map_or("", String::as_str),
                _ => continue,
            };
            ensure(is_allowed(document, space, resources), || {
                format!("{space} in content ({})", operation.operator)
            })?;
        }
    }
    Ok(())
}

fn object_colours(document: &Document) -> Result<(), String> {
    // All our streams share one dictionary of resources.
    let shared =
        document.pages().first().map_or(&Value::Null, |page| document.at(page, &["/Resources"]));
    document.dictionaries().into_iter().try_for_each(|dictionary| {
        let space = dictionary["/ColorSpace"].as_str().unwrap_or_default();
        let group = dictionary["/CS"].as_str().unwrap_or_default();
        [space, group].into_iter().try_for_each(|space| {
            ensure(is_allowed(document, space, shared), || format!("{space} in an object"))
        })
    })
}

fn page_groups(document: &Document) -> Result<(), String> {
    let is_mixed = |dictionary: &Value| {
        dictionary["/Subtype"] == "/Form" && dictionary.get("/Group").is_some()
            || dictionary.get("/SMask").is_some()
            || ["/CA", "/ca"].iter().any(|key| dictionary[*key].as_f64().is_some_and(|a| a < 1.0))
            || dictionary["/BM"].is_string() && dictionary["/BM"] != "/Normal"
    };
    if !document.dictionaries().into_iter().any(is_mixed) {
        return Ok(());
    }
    document.pages().into_iter().try_for_each(|page| {
        let group = document.at(page, &["/Group"]);
        ensure(group["/S"] == "/Transparency" && group.get("/CS").is_some(), || format!("{group}"))
    })
}

fn blend_modes(document: &Document) -> Result<(), String> {
    const KNOWN: [&str; 16] = [
        "/Normal",
        "/Multiply",
        "/Screen",
        "/Overlay",
        "/Darken",
        "/Lighten",
        "/ColorDodge",
        "/ColorBurn",
        "/HardLight",
        "/SoftLight",
        "/Difference",
        "/Exclusion",
        "/Hue",
        "/Saturation",
        "/Color",
        "/Luminosity",
    ];
    document.dictionaries().into_iter().try_for_each(|dictionary| {
        let Some(mode) = dictionary.get("/BM") else { return Ok(()) };
        let is_known = mode.as_str().is_some_and(|mode| KNOWN.contains(&mode));
        ensure(is_known, || format!("{mode}"))
    })
}

fn inks_agree(document: &Document) -> Result<(), String> {
    let inks = document.spaces("/Separation");
    for (index, ink) in inks.iter().enumerate() {
        ensure(ink.len() == 4, || format!("{ink:?}"))?;
        for other in &inks[..index] {
            let agree = ink[1] != other[1]
                || ink[2] == other[2] && document.get(&ink[3]) == document.get(&other[3]);
            ensure(agree, || format!("{} has two looks", ink[1]))?;
        }
    }
    Ok(())
}

fn ink_colours(document: &Document) -> Result<(), String> {
    document.spaces("/Separation").into_iter().try_for_each(|ink| {
        let space = ink.get(2).and_then(Value::as_str).unwrap_or_default();
        let fits = match space {
            "/DeviceRGB" => intent_space(document) == b"RGB ",
            "/DeviceCMYK" => intent_space(document) == b"CMYK",
            _ => true,
        };
        ensure(fits, || format!("{space} of {}", ink[1]))?;
        let tint = document.get(ink.get(3).unwrap_or(&Value::Null));
        let count = if space == "/DeviceRGB" { 3 } else { 4 };
        let full = tint["/C1"].as_array().map_or(0, Vec::len);
        ensure(full == count, || format!("the tint of {} has {full} numbers", ink[1]))
    })
}

fn overprint(document: &Document) -> Result<(), String> {
    document.dictionaries().into_iter().try_for_each(|dictionary| {
        ["/OP", "/op"].into_iter().try_for_each(|key| match dictionary.get(key) {
            Some(value) if !value.is_boolean() => Err(format!("{key} {value}")),
            _ => Ok(()),
        })?;
        match dictionary.get("/OPM") {
            Some(mode) if !matches!(mode.as_u64(), Some(0 | 1)) => Err(format!("/OPM {mode}")),
            _ => Ok(()),
        }
    })
}

fn pictures(document: &Document) -> Result<(), String> {
    document.images().into_iter().try_for_each(|image| {
        let bits = image["/BitsPerComponent"].as_u64().unwrap_or(0);
        let is_mask = image["/ImageMask"] == true;
        ensure(matches!(bits, 1 | 2 | 4 | 8 | 16) && (!is_mask || bits == 1), || {
            format!("{bits} bits")
        })?;
        ensure(is_mask || !document.at(image, &["/ColorSpace"]).is_null(), || {
            "it has no colour space".to_owned()
        })?;
        ensure(image["/Interpolate"] != true, || "it is smoothed".to_owned())
    })
}

fn operators(document: &Document) -> Result<(), String> {
    const KNOWN: [&str; 73] = [
        "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h",
        "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "BT", "ET", "Tc",
        "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "d0",
        "d1", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "sh", "BI",
        "ID", "EI", "Do", "MP", "DP", "BMC", "BDC", "EMC", "BX", "EX",
    ];
    for (_, stream) in document.contents() {
        let (mut depth, mut deepest) = (0_i32, 0);
        for operation in operations(stream) {
            let operator = operation.operator.as_str();
            ensure(KNOWN.contains(&operator), || format!("operator {operator}"))?;
            depth += i32::from(operator == "q") - i32::from(operator == "Q");
            deepest = deepest.max(depth);
            ensure(depth >= 0, || "a state is given back that was not kept".to_owned())?;
        }
        ensure(depth == 0, || format!("{depth} states are not given back"))?;
        ensure(deepest <= 28, || format!("{deepest} states are kept at a time"))?;
    }
    Ok(())
}

fn resources(document: &Document) -> Result<(), String> {
    for (owner, stream) in document.contents() {
        let resources = document.at(owner, &["/Resources"]);
        for operation in operations(stream) {
            let kind = match operation.operator.as_str() {
                "gs" => "/ExtGState",
                "Do" => "/XObject",
                "sh" => "/Shading",
                "cs" | "CS" => "/ColorSpace",
                "scn" | "SCN" => "/Pattern",
                "Tf" => "/Font",
                _ => continue,
            };
            let named = match kind {
                "/Font" => operation.operands.first(),
                _ => operation.operands.last(),
            };
            let Some(name) = named.filter(|name| name.starts_with('/')) else {
                continue;
            };
            if kind == "/ColorSpace" && (name == "/Pattern" || name.starts_with("/Device")) {
                continue;
            }
            let found = document.at(resources, &[kind, name]);
            ensure(!found.is_null(), || format!("{kind} {name} is not there"))?;
        }
    }
    Ok(())
}

fn profiles(document: &Document) -> Result<(), String> {
    document.spaces("/ICCBased").into_iter().try_for_each(|space| {
        let id = space.get(1).and_then(Value::as_str).unwrap_or_default();
        let profile = document.streams.get(id).ok_or(format!("{id} is no stream"))?;
        let stated = document.objects[id]["/N"].as_u64().unwrap_or(0);
        let fits = signature(profile, 36) == b"acsp"
            && channels_of(profile) == stated
            && signature(profile, 0) == (profile.len() as u32).to_be_bytes();
        ensure(fits, || format!("{id} has {stated} channels"))?;
        // A profile of CMYK that is the output intent's would be converted to itself.
        let is_intent = document.intent_profile() == Some(profile.as_slice());
        ensure(!is_intent || stated != 4, || "it is the output intent's".to_owned())
    })
}

fn limits(document: &Document) -> Result<(), String> {
    fn look(value: &Value) -> Result<(), String> {
        match value {
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::INFINITY);
                ensure(number.abs() <= 2_147_483_647.0, || format!("{number}"))
            }
            Value::String(text) if text.starts_with('/') => {
                ensure(text.len() <= 128, || format!("a name of {} bytes", text.len() - 1))
            }
            Value::Array(values) => values.iter().try_for_each(look),
            Value::Object(entries) => entries.iter().try_for_each(|(key, value)| {
                ensure(key.len() <= 128, || format!("a name of {} bytes", key.len() - 1))?;
                look(value)
            }),
            _ => Ok(()),
        }
    }
    document.objects.values().try_for_each(look)?;
    for (_, stream) in document.contents() {
        for operation in operations(stream) {
            for operand in &operation.operands {
                let number = operand.parse::<f64>().unwrap_or(0.0);
                ensure(number.abs() <= 32_767.0, || format!("{operand} in content"))?;
            }
        }
    }
    document.pages().into_iter().try_for_each(|page| {
        let media = corners(page, "/MediaBox").unwrap_or_default();
        let sides = [media[2] - media[0], media[3] - media[1]];
        ensure(sides.iter().all(|side| (3.0..=14_400.0).contains(side)), || format!("{sides:?}"))
    })
}
