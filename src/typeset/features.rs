//! Which OpenType features a font offers. What they are called for shoppers is the app's; what they do, the shaper's.

use std::collections::BTreeSet;

use skrifa::FontRef;
use skrifa::raw::TableProvider;

/// Features that a person may want to switch; stylistic sets (`ss01` to `ss20`) too. Others make text right (joining,
/// marks) or are for other software.
const OFFERED: [&str; 16] = [
    "calt", "case", "dlig", "frac", "liga", "lnum", "onum", "ordn", "pnum", "salt", "smcp", "subs",
    "sups", "swsh", "tnum", "zero",
];

/// The features of a font that a person may want to switch, by tag in ascending order.
pub(crate) fn features(bytes: &[u8]) -> Vec<String> {
    let Ok(substitutions) = FontRef::new(bytes).and_then(|font| font.gsub()) else {
        return Vec::new();
    };
    let Ok(list) = substitutions.feature_list() else { return Vec::new() };
    let tags = list.feature_records().iter().map(|record| record.feature_tag().to_string());
    let offered: BTreeSet<String> = tags.filter(|tag| is_offered(tag)).collect();
    offered.into_iter().collect()
}

fn is_offered(tag: &str) -> bool {
    let is_set = |number: &str| number.parse().is_ok_and(|number: u8| (1..=20).contains(&number));
    OFFERED.contains(&tag) || tag.strip_prefix("ss").is_some_and(is_set)
}
