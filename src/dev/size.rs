//! `cargo dev size`: what the built page weighs when sent with brotli-11, part by part, and whether
//! the app keeps its promise. It measures what is in `dist`; it does not build.

use std::collections::BTreeMap;

use crate::{error::DevError, place::Place, program::Program};

/// What DESIGN promises for WASM + JS + CSS until the editor is usable. A kB is 1,000 bytes.
const PROMISE_KB: f64 = 250.0;

/// What is wanted for all WASM and JS together, every feature loaded. It is reported, not judged.
const WANTED_KB: f64 = 900.0;

/// A part of the page that is fetched for a reason of its own; ordered as in the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    AppWasm,
    AppJs,
    AppCss,
    Later,
    Page,
    Worker(String),
    Folder(String),
    Other,
}

impl Part {
    /// The part that a file of the built page belongs to; `path` is relative to `dist`.
    fn of(path: &str) -> Self {
        if let Some(part) = path.strip_prefix("parts-").and_then(|path| path.split_once('/')) {
            return match part.1.split_once('.') {
                Some((_, "js")) => Self::AppJs,
                Some((_, "wasm")) => Self::Later,
                _ => Self::Other,
            };
        }
        let app_or_snippet = !path.contains('/') || path.starts_with("snippets/");
        if !app_or_snippet {
            let folder = path.split('/').next().unwrap_or(path);
            return Self::Folder(folder.to_owned());
        }
        let code = path.ends_with(".js") || path.ends_with(".wasm");
        let worker =
            ["studio", "press", "reader"].into_iter().find(|name| path.starts_with(name) && code);
        match (worker, path.rsplit('.').next()) {
            (Some(name), _) => Self::Worker(name.to_owned()),
            (None, Some("wasm")) => Self::AppWasm,
            (None, Some("js")) => Self::AppJs,
            (None, Some("css")) if path.starts_with("later-") => Self::Later,
            (None, Some("css")) => Self::AppCss,
            (None, Some("html")) => Self::Page,
            (None, _) => Self::Other,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::AppWasm => "app WASM".to_owned(),
            Self::AppJs => "app JS".to_owned(),
            Self::AppCss => "app CSS".to_owned(),
            Self::Later => "app on demand".to_owned(),
            Self::Page => "page".to_owned(),
            Self::Worker(name) => format!("{name} worker"),
            Self::Folder(name) => format!("{name}/"),
            Self::Other => "other".to_owned(),
        }
    }

    /// Whether a shopper waits for it before the editor can be used: what starts it and
    /// draws the design. Panels and dialogs come when they are opened, or before that when nothing else is to be done.
    fn is_app(&self) -> bool {
        matches!(self, Self::AppWasm | Self::AppJs | Self::AppCss)
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Weight {
    files: u64,
    bytes: u64,
    sent: u64,
}

type Parts = BTreeMap<Part, Weight>;

/// Prints the table and judges the app's size.
///
/// # Errors
/// When there is no built page, node fails, or the promise is not kept.
pub(crate) fn check(place: &Place) -> Result<(), DevError> {
    let dist = place.dist();
    if !dist.join("index.html").is_file() {
        return Err(DevError::NotBuilt { path: dist });
    }
    let script = place.root().join("src").join("dev").join("brotli_sizes.mjs");
    let measured = Program::new(place, "node").arg(script).arg(&dist).output()?;
    let parts = sum(&measured)?;
    let app_kb = app_kb(&parts);
    println!("{}", table(&parts));
    println!("{}", verdict(app_kb));
    println!("{}", report(&parts));
    if app_kb > PROMISE_KB {
        return Err(DevError::OverBudget { size_kb: app_kb, limit_kb: PROMISE_KB });
    }
    Ok(())
}

fn sum(measured: &str) -> Result<Parts, DevError> {
    let mut parts = Parts::new();
    for line in measured.lines() {
        let (bytes, sent, path) =
            fields(line).ok_or_else(|| DevError::SizeLine { line: line.to_owned() })?;
        let weight = parts.entry(Part::of(path)).or_default();
        weight.files += 1;
        weight.bytes += bytes;
        weight.sent += sent;
    }
    Ok(parts)
}

fn fields(line: &str) -> Option<(u64, u64, &str)> {
    let mut fields = line.splitn(3, '\t');
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?, fields.next()?))
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn app_kb(parts: &Parts) -> f64 {
    kb(parts.iter().filter(|(part, _)| part.is_app()).map(|(_, weight)| weight.sent).sum())
}

fn table(parts: &Parts) -> String {
    let head = format!("{:<16} {:>6} {:>12} {:>12}", "part", "files", "kB", "brotli-11 kB");
    let rows = parts.iter().map(|(part, weight)| {
        let Weight { files, bytes, sent } = *weight;
        format!("{:<16} {files:>6} {:>12.1} {:>12.1}", part.label(), kb(bytes), kb(sent))
    });
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

fn verdict(app_kb: f64) -> String {
    let spare = PROMISE_KB - app_kb;
    let side = if spare >= 0.0 { "below" } else { "above" };
    format!(
        "\nuntil the editor is usable: {app_kb:.1} kB, {:.1} kB {side} the promise of {PROMISE_KB:.0} kB",
        spare.abs()
    )
}

/// What everything weighs once every feature was used: the app alone, and with its workers.
fn report(parts: &Parts) -> String {
    let sent = |counts: fn(&Part) -> bool| -> f64 {
        kb(parts.iter().filter(|(part, _)| counts(part)).map(|(_, weight)| weight.sent).sum())
    };
    let app = sent(|part| matches!(part, Part::AppWasm | Part::AppJs | Part::Later));
    let workers = sent(|part| matches!(part, Part::Worker(_)));
    format!(
        "with every feature loaded: {app:.0} kB, and {workers:.0} kB of workers; {WANTED_KB:.0} kB are wanted for all"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_and_folders_do_not_count_as_app() {
        for path in [
            "studio.js",
            "press_bg.wasm",
            "embed/a.js",
            "index.html",
            "parts-1/split_tools.wasm",
            "later-5d.css",
        ] {
            assert!(!Part::of(path).is_app(), "{path}");
        }
        for path in [
            "app-1a2b.js",
            "app-1a2b_bg.wasm",
            "main-3c.css",
            "boot-9.js",
            "snippets/x/a.js",
            "parts-1/a.js",
        ] {
            assert!(Part::of(path).is_app(), "{path}");
        }
    }

    #[test]
    fn app_size_is_what_is_sent_of_wasm_js_and_css() {
        let parts = sum("900\t300\tapp.js\n9\t5000\tstudio.js\n700\t200\tapp_bg.wasm\n").unwrap();
        assert!((app_kb(&parts) - 0.5).abs() < 1e-9);
        assert_eq!(parts[&Part::AppJs], Weight { files: 1, bytes: 900, sent: 300 });
    }

    #[test]
    fn verdict_says_which_side_of_the_promise() {
        assert!(verdict(240.0).contains("10.0 kB below the promise of 250 kB"));
        assert!(verdict(260.0).contains("10.0 kB above the promise of 250 kB"));
    }

    #[test]
    fn the_report_counts_what_is_fetched_later_and_the_workers() {
        let parts = sum(
            "9\t300000\tapp.js\n9\t400000\tparts-1/split_tools.wasm\n9\t700000\tstudio_bg.wasm\n9\t5000\tfonts/a.ttf\n",
        );
        assert!(report(&parts.unwrap()).contains("700 kB, and 700 kB of workers"));
    }

    #[test]
    fn a_strange_line_is_an_error() {
        assert!(sum("no numbers here").is_err());
    }
}
