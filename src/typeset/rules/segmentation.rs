//! Unicode's own test files (Debian's `unicode-data`) against what we use: places for carets, places where a line
//! may break, and directions. The files are read from the system and are not part of the project.

use std::collections::BTreeMap;
use std::path::Path;

use parley_engine::{Analysis, AnalysisOptions, Analyzer, BaseDirection};

use super::loaded::{list, load, text};
use crate::paragraph::paragraphs;
use crate::{FontLibrary, shape};

/// Where Debian puts the files.
const FOLDER: &str = "/usr/share/unicode";

/// A case of a file: the text, and whether there is a boundary before each of its characters but the first.
struct Case {
    text: Vec<char>,
    breaks: Vec<bool>,
    line: String,
}

/// The lines of a file that say something.
fn lines(file: &str) -> Vec<String> {
    let path = Path::new(FOLDER).join(file);
    let content = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; install Unicode's data (Debian: apt-get install unicode-data)",
            path.display()
        )
    });
    let head = content.lines().next().unwrap_or_default();
    assert!(
        head.contains("Test-15.") || head.contains("Test-16."),
        "{} is `{head}`: the differences named here are known for versions 15 and 16 of Unicode",
        path.display()
    );
    let bare = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    content.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

fn code(text: &str) -> Option<char> {
    u32::from_str_radix(text, 16).ok().and_then(char::from_u32)
}

/// The cases of a file of boundaries; those with surrogates, which no text of ours can have, are left out.
fn boundary_cases(file: &str) -> Vec<Case> {
    let case = |line: String| {
        let mut parts = line.split_whitespace().skip(1);
        let (mut text, mut breaks) = (Vec::new(), Vec::new());
        while let (Some(character), Some(sign)) = (parts.next(), parts.next()) {
            text.push(code(character)?);
            breaks.push(sign == "÷");
        }
        breaks.pop();
        Some(Case { text, breaks, line })
    };
    lines(file).into_iter().filter_map(case).collect()
}

fn analysed(text: &str, base_direction: BaseDirection) -> Analysis {
    let mut analysis = Analysis::default();
    let options = AnalysisOptions { base_direction, ..AnalysisOptions::default() };
    Analyzer::default().analyze(text, &options, &mut analysis);
    analysis
}

/// Differences by reason; each has to be of one that is known, and there may be no more than were looked at.
#[derive(Default)]
struct Differences(BTreeMap<&'static str, Vec<String>>);

impl Differences {
    fn add(&mut self, reason: Option<&'static str>, case: &Case, at: usize) {
        let told = format!("{} before character {at}", case.line);
        self.0.entry(reason.unwrap_or("no known reason")).or_default().push(told);
    }

    fn are_known(&self, known: &[(&str, usize)]) {
        for (reason, cases) in &self.0 {
            let allowed =
                known.iter().find(|(name, _)| name == reason).map_or(0, |&(_, most)| most);
            let list = cases.join("\n");
            assert!(cases.len() <= allowed, "{reason}: {} cases\n{list}", cases.len());
        }
    }
}

/// Before which characters a line may or has to end: at the ends of paragraphs, and inside of them where parley says.
fn line_breaks(content: &str) -> Vec<bool> {
    let mut before = vec![false; content.chars().count()];
    for range in paragraphs(content) {
        let first = content[..range.start].chars().count();
        let analysis = analysed(&content[range], BaseDirection::Auto);
        for (index, info) in analysis.char_info().iter().enumerate() {
            before[first + index] = info.is_soft_wrap_opportunity();
        }
        if let Some(before) = before.get_mut(first) {
            *before = true;
        }
    }
    before
}

/// Version 15 of Unicode and its test file for numbers are older than the rules that we use (parley takes them from
/// ICU4X): these differences are the newer rules.
fn reason_for_line(text: &[char], at: usize) -> Option<&'static str> {
    let is_mark = |character: &char| matches!(character, '\u{300}'..='\u{36f}' | '\u{200d}');
    let after = text[at];
    let before = text[..at].iter().rev().find(|&character| !is_mark(character));
    match before {
        Some('}' | ')' | '%' | '$' | ',' | '/' | '.' | '\\')
            if matches!(after, '%' | '$' | '0'..='9' | '(' | '{' | '\u{2329}') =>
        {
            Some("LB25 of version 16: what belongs to a number stays with it")
        }
        Some(' ') if text.iter().any(|character| matches!(character, '"' | '«' | '»')) => {
            Some("LB15 of version 15.1: only what opens or closes a quotation stays with it")
        }
        _ => None,
    }
}

#[test]
fn lines_break_where_unicode_has_it() {
    let mut differences = Differences::default();
    let cases = boundary_cases("auxiliary/LineBreakTest.txt");
    assert!(cases.len() > 7_000);
    for case in &cases {
        let content: String = case.text.iter().collect();
        let ours = line_breaks(&content);
        for (index, (ours, expect)) in ours.iter().skip(1).zip(&case.breaks).enumerate() {
            if ours != expect {
                let at = index + 1;
                differences.add(reason_for_line(&case.text, at), case, at);
            }
        }
    }
    differences.are_known(&[
        ("LB25 of version 16: what belongs to a number stays with it", 37),
        ("LB15 of version 15.1: only what opens or closes a quotation stays with it", 10),
    ]);
}

/// Why a caret stands elsewhere than between Unicode's graphemes.
fn reason_for_caret(text: &[char], at: usize) -> Option<&'static str> {
    let (before, after) = (text[at - 1], text[at]);
    match () {
        () if before.is_control() || after.is_control() => {
            Some("a control is set as a space, and a mark after it stands on that")
        }
        () if text.contains(&'\u{2701}') => Some("U+2701 takes part in no emoji since version 16"),
        () => None,
    }
}

#[test]
fn carets_stand_between_the_graphemes_of_unicode() {
    let mut library = FontLibrary::new(list());
    let mut differences = Differences::default();
    let cases = boundary_cases("auxiliary/GraphemeBreakTest.txt");
    assert!(cases.len() > 500);
    for case in &cases {
        let content: String = case.text.iter().collect();
        let text = text("inter", &content);
        load(&text, &mut library);
        let block = shape(&text, &mut library).unwrap();
        let carets: Vec<u32> =
            block.lines.iter().flat_map(|line| &line.carets).map(|&(byte, _)| byte).collect();
        for (at, (byte, _)) in content.char_indices().enumerate().skip(1) {
            if carets.contains(&(byte as u32)) != case.breaks[at - 1] {
                differences.add(reason_for_caret(&case.text, at), case, at);
            }
        }
    }
    differences.are_known(&[
        ("a control is set as a space, and a mark after it stands on that", 22),
        ("U+2701 takes part in no emoji since version 16", 1),
    ]);
}

#[test]
fn directions_are_those_of_unicode() {
    // Fields: characters; direction of the paragraph, 2 for that of its first strong letter; its level; the
    // characters' levels, x for those that are removed.
    let mut count = 0;
    for line in lines("BidiCharacterTest.txt") {
        let fields: Vec<&str> = line.split(';').collect();
        let content: Option<String> = fields[0].split(' ').map(code).collect();
        let Some(content) = content else { continue };
        let base = match fields[1] {
            "0" => BaseDirection::Ltr,
            "1" => BaseDirection::Rtl,
            _ => BaseDirection::Auto,
        };
        let analysis = analysed(&content, base);
        let levels = analysis.bidi_levels();
        assert_eq!(analysis.paragraph_level().to_u8().to_string(), fields[2], "{line}");
        for (index, expect) in fields[3].split(' ').enumerate().filter(|&(_, level)| level != "x") {
            // Without anything from right to left all levels are 0, and none is kept.
            let ours = levels.get(index).map_or(0, |level| level.to_u8());
            assert_eq!(ours.to_string(), expect, "{line}");
        }
        count += 1;
    }
    assert!(count > 90_000, "{count} cases");
}
