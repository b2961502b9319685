//! Names from templates: every system takes them, and no two are the same.

use std::collections::BTreeSet;

use package::{DEFAULT_NAMES, FIELDS, MAX_NAME, NameError, NameTemplate, NameValues};
use proptest::prelude::*;

fn values(side: &str, ext: &str) -> NameValues {
    NameValues {
        order: "1042".into(),
        line: "1".into(),
        sku: "tee-navy-l".into(),
        side: side.into(),
        name: "For Mum, 60!".into(),
        ext: ext.into(),
        ..NameValues::default()
    }
}

fn names(template: &str, files: &[NameValues]) -> Vec<String> {
    NameTemplate::parse(template).unwrap().names(files).unwrap()
}

#[test]
fn the_usual_template_gives_the_names_that_the_readme_shows() {
    let files = [values("front", "pdf"), values("back", "png")];
    assert_eq!(
        names(DEFAULT_NAMES, &files),
        ["1042-1-tee-navy-l-front.pdf", "1042-1-tee-navy-l-back.png"]
    );
}

#[test]
fn equal_names_are_numbered_in_order() {
    let files = [values("front", "pdf"), values("back", "pdf"), values("front", "png")];
    assert_eq!(names("{order}.{ext}", &files), ["1042.pdf", "1042-2.pdf", "1042.png"]);
    let upper = NameValues { order: "a".into(), ..values("front", "pdf") };
    let lower = NameValues { order: "A".into(), ..values("front", "pdf") };
    assert_eq!(names("{order}.{ext}", &[upper, lower]), ["a.pdf", "A-2.pdf"]);
    // A number that somebody has as a name already is passed over.
    let given = |order: &str| NameValues { order: order.into(), ..values("front", "pdf") };
    let files = [given("x"), given("x-2"), given("x")];
    assert_eq!(names("{order}.{ext}", &files), ["x.pdf", "x-2.pdf", "x-3.pdf"]);
}

#[test]
fn values_lose_what_some_system_does_not_take() {
    let file = NameValues { order: "../../etc/passwd\0\u{202e}".into(), ..values("front", "pdf") };
    assert_eq!(names("{order}_{name}.{ext}", &[file]), ["etc-passwd_For-Mum-60.pdf"]);
    let empty = NameValues { order: "***".into(), ..values("front", "pdf") };
    assert_eq!(names("{order}.{ext}", &[empty]), ["none.pdf"]);
    for device in ["con", "NUL", "Com1"] {
        let file = NameValues { order: device.into(), ..values("front", "pdf") };
        assert_eq!(names("{order}.{ext}", &[file]), [format!("_{device}.pdf")]);
    }
}

#[test]
fn a_template_that_cannot_be_used_says_why() {
    for (template, error) in [
        ("", NameError::TemplateLength { bytes: 0 }),
        ("{order}", NameError::Ending),
        ("{order}.pdf", NameError::Ending),
        (".{ext}", NameError::Ending),
        ("{ext}-{side}.{ext}", NameError::Ending),
        ("{order}/{side}.{ext}", NameError::Character { found: '/' }),
        ("{order}\\{side}.{ext}", NameError::Character { found: '\\' }),
        ("{order} {side}.{ext}", NameError::Character { found: ' ' }),
        ("ä{side}.{ext}", NameError::Character { found: 'ä' }),
        ("{price}.{ext}", NameError::Field { found: "price".into() }),
        ("{side.{ext}", NameError::Brace),
        ("side}.{ext}", NameError::Brace),
        ("..{side}.{ext}", NameError::Dots),
        (".{side}.{ext}", NameError::Dots),
        ("-{side}.{ext}", NameError::Dots),
        ("{side}..{ext}", NameError::Dots),
    ] {
        assert_eq!(NameTemplate::parse(template), Err(error), "{template}");
    }
    let long = "{sku}{order}{name}{sku}{order}{name}.{ext}";
    let wide = NameValues {
        sku: "s".repeat(99),
        order: "o".repeat(99),
        name: "n".repeat(99),
        ..values("front", "pdf")
    };
    let error = NameTemplate::parse(long).unwrap().names(&[wide]).unwrap_err();
    assert!(matches!(error, NameError::TooLong { .. }), "{error}");
}

/// Pieces of templates, good and bad.
fn template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(FIELDS.to_vec()).prop_map(|field| format!("{{{field}}}")),
        "[a-zA-Z0-9_-]{1,6}",
        Just("con".to_owned()),
        Just(".".to_owned()),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat() + ".{ext}")
}

proptest! {
    #[test]
    fn no_two_names_are_the_same_and_every_system_takes_them(
        template in template(),
        files in prop::collection::vec(any::<(String, String, String, bool)>(), 1..12),
    ) {
        let Ok(template) = NameTemplate::parse(&template) else { return Ok(()) };
        let files: Vec<NameValues> = files
            .into_iter()
            .map(|(order, sku, side, is_pdf)| NameValues {
                order,
                sku,
                side,
                ext: if is_pdf { "pdf".into() } else { "svg".into() },
                ..NameValues::default()
            })
            .collect();
        let Ok(names) = template.names(&files) else { return Ok(()) };
        prop_assert_eq!(names.len(), files.len());
        let lower: BTreeSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        prop_assert_eq!(lower.len(), names.len(), "{:?}", names);
        for (name, file) in names.iter().zip(&files) {
            prop_assert!(name.len() <= MAX_NAME);
            let ending = format!(".{}", file.ext);
            prop_assert!(name.ends_with(&ending));
            prop_assert!(!name.starts_with(['.', '-']) && !name.contains(".."), "{}", name);
            let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            prop_assert!(name.bytes().all(safe), "{}", name);
            let stem = name.split('.').next().unwrap().to_ascii_lowercase();
            prop_assert!(!["con", "nul", "aux", "prn", "com1"].contains(&stem.as_str()), "{}", name);
        }
        // The same files get the same names.
        prop_assert_eq!(template.names(&files).unwrap(), names);
    }

    #[test]
    fn any_template_is_read_or_refused(template: String) {
        let _ = NameTemplate::parse(&template);
    }
}
