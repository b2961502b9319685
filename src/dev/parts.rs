//! Cuts the app's WASM file into the part that starts and parts that are fetched when first needed, along the functions
//! that `src/app/lazy.rs` declares. trunk cannot do that: the cut must come before wasm-bindgen, so what trunk made of
//! the whole file is replaced. Then `shrink.mjs` makes names, scripts and styles short.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wasm_split_cli_support::{Options, transform};

use crate::{error::DevError, place::Place, program::Program};

/// The module that fetches the parts, as the parts' tool and wasm-bindgen name it.
const LINK: &str = "./__wasm_split.js";

/// How the script that fetches the parts waits for one.
const AWAITED: &str = "await callee();";

/// The parts' styles: fetched once, with the first part, where the page says that there are any. A merchant's page has them from its
/// loader.
const STYLED: &str = r#"
let style;
const styled = () => (style ??= new Promise((done, fail) => {
  const meta = document.querySelector('meta[name="atelier-style"]');
  if (!meta) return done();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.integrity = meta.dataset.integrity;
  link.href = new URL(meta.content, document.baseURI);
  link.onload = done;
  link.onerror = () => {
    style = undefined;
    link.remove();
    fail(new Error(`${link.href} did not load`));
  };
  document.head.append(link);
}));
"#;

/// Where the script that wasm-bindgen makes has started.
const STARTED: &str = "wasm = instance.exports;";

/// What the optimiser may use; the linker's own list does not survive the cut.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// Twice, since the first round leaves work for a second. A function with one caller is merged into it only where it is
/// short: side by side, alike functions compress better. Nothing lies in the lowest kilobyte of memory: it is the far end of the stack.
const SMALL: [&str; 4] =
    ["-Oz", "-Oz", "--one-caller-inline-max-function-size=30", "--low-memory-unused"];

/// Replaces the app in `staging`, trunk's unfinished page, by its parts.
///
/// # Errors
/// When the app is not where trunk and cargo put it, or a tool fails.
pub(crate) fn cut(place: &Place, staging: &Path) -> Result<(), DevError> {
    let app = app_name(staging)?;
    let whole = place.target()?.join("wasm32-unknown-unknown").join("small").join("app.wasm");
    // The name carries the app's fingerprint: files of two releases never mix in a cache.
    let folder = staging.join(app.replacen("app", "parts", 1));
    fs::create_dir_all(&folder).map_err(DevError::file(&folder))?;
    let main = folder.join("main.wasm");
    let shrunk = folder.join("whole.wasm");
    Program::new(place, "node")
        .arg(shrinker(place))
        .arg("streams")
        .arg(&whole)
        .arg(&shrunk)
        .run()?;
    let wasm = fs::read(&shrunk).map_err(DevError::file(&shrunk))?;
    fs::remove_file(&shrunk).map_err(DevError::file(&shrunk))?;
    let mut options = Options::new(&wasm);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let back = format!("../{app}.js");
    options.main_module = &back;
    let parts = transform(options)
        .map_err(|error| DevError::NotCut { path: whole.clone(), why: format!("{error:#}") })?;
    bindgen(place, &app, &main, staging)?;
    fs::remove_file(&main).map_err(DevError::file(&main))?;
    link(staging, &app, &folder)?;
    shrink(place, "names", staging, &app)?;
    let start = staging.join(format!("{app}_bg.wasm"));
    parts.split_modules.iter().chain([&start]).try_for_each(|part| optimise(place, part))?;
    shrink(place, "text", staging, &app)
}

fn shrinker(place: &Place) -> PathBuf {
    place.root().join("src").join("dev").join("shrink.mjs")
}

/// Runs a step of `shrink.mjs` on the page.
fn shrink(place: &Place, step: &str, staging: &Path, app: &str) -> Result<(), DevError> {
    Program::new(place, "node").arg(shrinker(place)).arg(step).arg(staging).arg(app).run()
}

/// The name of the app's files, such as `app-0123456789abcdef`.
fn app_name(staging: &Path) -> Result<String, DevError> {
    let entries = fs::read_dir(staging).map_err(DevError::file(staging))?;
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .find_map(|name| {
            name.strip_suffix("_bg.wasm").filter(|name| name.starts_with("app")).map(str::to_owned)
        })
        .ok_or_else(|| DevError::NotBuilt { path: staging.to_owned() })
}

fn bindgen(place: &Place, app: &str, main: &Path, staging: &Path) -> Result<(), DevError> {
    Program::new(place, "wasm-bindgen")
        .args(["--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript"])
        .args(["--out-name", app, "--out-dir"])
        .arg(staging)
        .arg(main)
        .run()
}

/// Lets the app's script find the module that fetches the parts, in the parts' folder.
fn link(staging: &Path, app: &str, folder: &Path) -> Result<(), DevError> {
    let path = staging.join(format!("{app}.js"));
    let script = fs::read_to_string(&path).map_err(DevError::file(&path))?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    // Only where it is fetched from: in the WASM file the module keeps its name.
    let fetched = |file: &str| format!("from \"{file}\"");
    let linked = script.replace(&fetched(LINK), &fetched(&format!("./{name}/{}", &LINK[2..])));
    // The loader on a merchant's page may import the script a second time, under another address, after a failure. So
    // the script that starts tells the parts what it shares; they do not import it by its plain address.
    let linked = replaced(&path, &linked, STARTED, &format!("{STARTED} import1.started(wasm);"))?;
    fs::write(&path, linked).map_err(DevError::file(&path))?;
    let path = folder.join(&LINK[2..]);
    let script = fs::read_to_string(&path).map_err(DevError::file(&path))?;
    let import = format!("import {{ initSync }} from \"../{app}.js\";");
    let told = "let main;\nexport const started = (exports) => (main = exports);";
    let script = replaced(&path, &script, &import, &format!("{told}{STYLED}"))?;
    let script = replaced(&path, &script, AWAITED, "await Promise.all([callee(), styled()]);")?;
    let script = replaced(&path, &script, "initSync(undefined, undefined)", "main")?;
    fs::write(&path, script).map_err(DevError::file(&path))
}

fn replaced(path: &Path, script: &str, old: &str, new: &str) -> Result<String, DevError> {
    if script.contains(old) {
        return Ok(script.replace(old, new));
    }
    Err(DevError::NotCut { path: path.to_owned(), why: format!("there is no `{old}` in it") })
}

/// Makes a WASM file small, and what is sent of it smaller: alike functions lie side by side.
fn optimise(place: &Place, file: &PathBuf) -> Result<(), DevError> {
    let optimiser = || Program::new(place, "wasm-opt").args(FEATURES);
    optimiser().args(SMALL).arg(file).arg("-o").arg(file).run()?;
    Program::new(place, "node").arg(shrinker(place)).arg("order").arg(file).run()?;
    let sorted = ["--reorder-functions-by-name", "--strip-debug", "--strip-producers"];
    optimiser().args(sorted).arg("--strip-target-features").arg(file).arg("-o").arg(file).run()
}
