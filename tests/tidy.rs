//! House rules that no compiler knows: headers, lengths, leftovers, places, licences.
//! It reads the files of the clone; what git ignores is left out.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Past this a file must say in its header why it is long.
const LONG: usize = 600;

/// What may lie at the top besides dotfiles.
const TOP_LEVEL: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "Trunk.toml",
    "public",
    "src",
    "style",
    "tests",
];

/// What git ignores; the same as in `.gitignore`, and git's own folder.
const NOT_OURS: [&str; 5] = [".git", "target", "dist", "node_modules", "tests/browser/out"];

/// Endings of the files that people write.
const WRITTEN: [&str; 12] =
    ["css", "html", "js", "json", "lock", "md", "mjs", "npmrc", "rs", "svg", "toml", "yml"];

fn root() -> PathBuf {
    std::path::absolute("..").expect("a working folder")
}

/// A file of the clone: its path from the top, with slashes, and how to read it.
struct Entry {
    name: String,
    path: PathBuf,
}

impl Entry {
    fn text(&self) -> String {
        let bytes = fs::read(&self.path).expect("a file that was just listed can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn is_written(&self) -> bool {
        let ending = self.name.rsplit('.').next().unwrap_or_default();
        WRITTEN.contains(&ending) || self.name == ".ci/run"
    }
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Entry>) {
    let entries = fs::read_dir(folder).expect("a folder of the clone can be read");
    for entry in entries.flatten() {
        let short = entry.file_name().to_string_lossy().into_owned();
        let name = if prefix.is_empty() { short.clone() } else { format!("{prefix}/{short}") };
        if NOT_OURS.contains(&short.as_str()) || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, &name, found);
        } else {
            found.push(Entry { name, path });
        }
    }
}

fn files() -> Vec<Entry> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.iter().any(|file| file.name == "tests/tidy.rs"), "the clone is not read right");
    found
}

fn rust_files() -> Vec<Entry> {
    files().into_iter().filter(|file| file.name.ends_with(".rs")).collect()
}

/// Fails with one line a finding.
fn assert_none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}:\n  {}", findings.join("\n  "));
}

/// Every place where one of `words` stands in a file that people write.
fn places_of(words: &[&str], counts: impl Fn(&Entry, &str, usize) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for file in files().iter().filter(|file| file.is_written()) {
        for (number, line) in file.text().lines().enumerate() {
            for word in words {
                if line.match_indices(word).any(|(at, _)| counts(file, line, at)) {
                    places.push(format!("{}:{}: {word}", file.name, number + 1));
                }
            }
        }
    }
    places
}

#[test]
fn every_rust_file_says_first_what_it_is() {
    let findings: Vec<String> = rust_files()
        .iter()
        .filter(|file| !file.text().lines().next().is_some_and(|line| line.starts_with("//! ")))
        .map(|file| file.name.clone())
        .collect();
    assert_none(&findings, "line 1 must be `//!`: what this is and what it does not do");
}

#[test]
fn long_files_say_why() {
    let reason = |text: &str| {
        let header = text.lines().take_while(|line| line.starts_with("//!"));
        header.into_iter().any(|line| line.contains("Long because"))
    };
    let findings: Vec<String> = rust_files()
        .iter()
        .map(|file| (&file.name, file.text()))
        .filter(|(_, text)| text.lines().count() > LONG && !reason(text))
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert_none(&findings, "split it, or give the reason in the header (`Long because ...`)");
}

/// The crates that the app is made of.
const IN_THE_APP: [&str; 10] =
    ["app", "catalog", "design", "editor", "embed", "geom", "jobs", "roster", "scene", "taste"];

/// What a file ships: no tests.
fn shipped(file: &Entry) -> String {
    let tests = ["/tests/", "/rules/", "/rules.rs", "/laws.rs"];
    if tests.iter().any(|part| file.name.contains(part)) {
        return String::new();
    }
    file.text().split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
}

#[test]
fn the_app_sorts_with_geom() {
    let sorts = [
        ".sort(",
        ".sort_by(",
        ".sort_by_key(",
        ".sort_by_cached_key(",
        ".sort_unstable",
        "collect::<BTree",
        "BTreeSet::from(",
        "BTreeMap::from(",
    ];
    let collects = |statement: &str| {
        let bound = statement.rsplit_once("let ").and_then(|(_, bound)| bound.split_once('='));
        bound.is_some_and(|(name, value)| name.contains(": BTree") && value.contains(".collect()"))
    };
    let ours = |file: &&Entry| {
        IN_THE_APP.iter().any(|name| file.name.starts_with(&format!("src/{name}/")))
    };
    let mut findings = Vec::new();
    for file in rust_files().iter().filter(ours) {
        let text = shipped(file);
        for sort in sorts.iter().filter(|sort| text.contains(**sort)) {
            findings.push(format!("{}: {sort}", file.name));
        }
        for statement in text.split(';').filter(|statement| collects(statement)) {
            findings.push(format!("{}: {}", file.name, statement.trim()));
        }
    }
    assert_none(
        &findings,
        "std sorts in 4.5 kB of WebAssembly for each type, and so does collecting into a BTree; use `geom::order`",
    );
}

#[test]
fn nothing_is_left_to_do() {
    // Put together here, so that this file does not find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!(")];
    let findings = places_of(&marks, |file, _, _| !file.name.starts_with("public/"));
    assert_none(&findings, "finish it, or file an issue");
}

#[test]
fn the_top_level_holds_only_what_the_design_names() {
    let entries = fs::read_dir(root()).expect("the clone can be read");
    let findings: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .filter(|name| !TOP_LEVEL.contains(&name.as_str()) && !NOT_OURS.contains(&name.as_str()))
        .collect();
    assert_none(&findings, "the top level is for newcomers; put it in a folder");
}

#[test]
fn no_registry_host_is_named() {
    // Whoever uses a mirror would be sent past it.
    let hosts = [
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("registry.npm", "js.org"),
        concat!("pypi", ".org"),
        concat!("files.python", "hosted.org"),
        concat!("deb.debian", ".org"),
        concat!("proxy.golang", ".org"),
    ];
    assert_none(&places_of(&hosts, |_, _, _| true), "name the package, not the registry's host");
}

#[test]
fn no_folder_of_one_machine_is_named() {
    let folders = [concat!("/ro", "ot/"), concat!("/wo", "rk/")];
    // `art/work/` is a folder of ours; a path of a machine starts at its slash.
    let at_start = |_: &Entry, line: &str, at: usize| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-)}]".contains(c))
    };
    assert_none(&places_of(&folders, at_start), "a path of one machine does not work on another");
}

#[test]
fn no_test_finds_files_by_where_it_was_built() {
    // Two clones that share a build cache would read each other's files. A test runs in its crate's folder.
    let baked = [concat!("CARGO_MANI", "FEST_DIR")];
    assert_none(&places_of(&baked, |_, _, _| true), "give the path from the crate's folder");
}

#[test]
fn every_shipped_font_and_icon_has_its_licence_named() {
    let licences = root().join("public").join("LICENSES.md");
    let licences = fs::read_to_string(licences).unwrap_or_default();
    // In backticks: the file (`fonts/inter.ttf` or `inter.ttf`) or a folder below (`fonts/inter/`).
    let named = |file: &str| {
        let folders = file.match_indices('/').skip(1).map(|(at, _)| &file[..=at]);
        let short = file.rsplit('/').next();
        let mut names = std::iter::once(file).chain(short).chain(folders);
        names.any(|name| licences.contains(&format!("`{name}`")))
    };
    let findings: Vec<String> = files()
        .iter()
        .filter_map(|file| file.name.strip_prefix("public/"))
        .filter(|name| name.starts_with("fonts/") || name.starts_with("icons/"))
        .filter(|name| !named(name))
        .map(str::to_owned)
        .collect();
    assert_none(
        &findings,
        "public/LICENSES.md must name it in backticks, the file or its folder below fonts/ or icons/",
    );
}
