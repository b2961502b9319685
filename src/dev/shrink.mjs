// Makes the built app's files smaller, in ways that the tools before it do not know. Called by `cargo dev finish`:
//
//   node shrink.mjs streams FILE OUT   takes out what only a server's streams would call, before the file is cut into parts:
//                                      what is exported, and all that it needs, would stay in the part that starts
//   node shrink.mjs names FOLDER APP   gives the functions between app.js and its WASM file short names; before the optimiser
//   node shrink.mjs order FILE         names the functions of an optimised WASM file so that alike ones are neighbours
//                                      when they are sorted by name: compressors find more
//   node shrink.mjs text FOLDER APP    minifies the app's scripts, and the page's styles into two files: what is needed at once, later

import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [step, folder, app] = process.argv.slice(2);
const script = join(folder, `${app}.js`);
/** What the WASM file calls the script; the name stands there once for each function. */
const MODULE = "i";

/** Of a WASM file's instructions: how the table's runs say where they begin, and that there is no function. */
const [I32_CONST, REF_NULL] = [0x41, 0xd0];

// Leptos brings these for streams from a server; wasm-bindgen exports them to a page that never calls them.
const STREAMS = /^(__wbg_|__wbindgen_describe_)?intounderlying(byte)?(source|sink)_/;
const STREAM_CLASS = /^export class (IntoUnderlying\w+) \{\n[\s\S]*?^\}\n(?:if \(Symbol\.dispose\).*\n)?/gm;
const STREAM_END = /^const IntoUnderlying\w+Finalization = [\s\S]*?;\n/gm;

function fail(why) {
  throw new Error(`${script}: ${why}; has wasm-bindgen changed?`);
}

/** A WASM file as its sections: `[id, bytes]`. */
function sections(wasm) {
  const reader = new Reader(wasm, 8);
  const list = [];
  while (reader.at < wasm.length) {
    const id = wasm[reader.at++];
    list.push([id, reader.bytes(reader.number())]);
  }
  return list;
}

/** Reads the numbers and names of a WASM file. */
class Reader {
  constructor(bytes, at = 0) {
    this.buffer = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.buffer[this.at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  bytes(count) {
    this.at += count;
    return this.buffer.subarray(this.at - count, this.at);
  }

  name() {
    return this.bytes(this.number()).toString();
  }

  limits() {
    const flags = this.number();
    this.number();
    if (flags & 1) this.number();
  }

  /** What is imported: a function, table, memory, global or tag, as its bytes. */
  description() {
    const start = this.at;
    const kind = this.buffer[this.at++];
    if (kind === 0) this.number();
    else if (kind === 1) this.at++, this.limits();
    else if (kind === 2) this.limits();
    else if (kind === 3) this.at += 2;
    else if (kind === 4) this.at++, this.number();
    else fail(`an import of an unknown kind, ${kind}`);
    return this.buffer.subarray(start, this.at);
  }
}

function number(value) {
  const bytes = [];
  do {
    const more = value > 127 ? 128 : 0;
    bytes.push((value & 127) | more);
    value >>>= 7;
  } while (value);
  return Buffer.from(bytes);
}

const name = (words) => Buffer.concat([number(Buffer.byteLength(words)), Buffer.from(words)]);
const list = (items) => Buffer.concat([number(items.length), ...items]);

/** Short names for what the WASM file imports from the script; fills `names`. */
function renamedImports(section, names) {
  const reader = new Reader(section);
  const items = [];
  for (let left = reader.number(); left; left--) {
    const [module, long] = [reader.name(), reader.name()];
    const ours = module === `./${app}_bg.js`;
    if (ours && !names.has(long)) names.set(long, `i${names.size.toString(36)}`);
    const [from, to] = ours ? [MODULE, names.get(long)] : [module, long];
    items.push(Buffer.concat([name(from), name(to), reader.description()]));
  }
  return list(items);
}

function keptExports(section) {
  const reader = new Reader(section);
  const items = [];
  for (let left = reader.number(); left; left--) {
    const start = reader.at;
    const exported = reader.name();
    reader.at++;
    reader.number();
    if (!STREAMS.test(exported)) items.push(section.subarray(start, reader.at));
  }
  return list(items);
}

/** The WASM file with `change` made of each section's bytes. */
function changed(wasm, change) {
  const parts = [wasm.subarray(0, 8)];
  for (const [id, bytes] of sections(wasm)) {
    const body = change(id, bytes);
    parts.push(Buffer.from([id]), number(body.length), body);
  }
  return Buffer.concat(parts);
}

async function streams() {
  const wasm = await readFile(folder);
  await writeFile(app, changed(wasm, (id, bytes) => (id === 7 ? keptExports(bytes) : bytes)));
}

async function names() {
  const path = join(folder, `${app}_bg.wasm`);
  const short = new Map();
  const wasm = changed(await readFile(path), (id, bytes) => (id === 2 ? renamedImports(bytes, short) : bytes));
  let text = (await readFile(script, "utf8")).replaceAll(STREAM_CLASS, "").replaceAll(STREAM_END, "");
  if (text.includes("IntoUnderlying")) fail("a server's streams are still in it");
  const module = `"./${app}_bg.js": import0`;
  if (!text.includes(module)) fail("no functions for the WASM file");
  text = text.replace(module, `"${MODULE}": import0`);
  for (const [long, to] of short) {
    const key = `\n        ${long}: function(`;
    if (!text.includes(key)) fail(`no function ${long}`);
    text = text.replace(key, `\n        ${to}: function(`);
  }
  await writeFile(path, wasm);
  await writeFile(script, text);
}

/** The bodies of a WASM file's functions, and how many it imports before them. */
function functions(wasm) {
  let imported = 0;
  let bodies = [];
  for (const [id, bytes] of sections(wasm)) {
    const reader = new Reader(bytes);
    if (id === 2) {
      for (let left = reader.number(); left; left--) {
        reader.name();
        reader.name();
        if (reader.description()[0] === 0) imported++;
      }
    } else if (id === 10) {
      bodies = Array.from({ length: reader.number() }, () => reader.bytes(reader.number()));
    }
  }
  return { imported, bodies };
}

/** Places of `bodies`, each followed by the one most like it that is left: the share of equal runs of four bytes. */
function alikeTogether(bodies) {
  const COMMON = 1000;
  const TRIED = 200;
  const runs = bodies.map((body) => {
    const set = new Set();
    for (let at = 0; at + 3 < body.length; at++) set.add(body.readInt32LE(at));
    return set;
  });
  const holders = new Map();
  runs.forEach((set, place) => {
    for (const run of set) holders.has(run) ? holders.get(run).push(place) : holders.set(run, [place]);
  });
  // Runs that many functions have tell little.
  const telling = runs.map((set) => [...set].filter((run) => holders.get(run).length < COMMON));
  const left = new Set(bodies.keys());
  const order = [];
  for (let place = 0; left.size; ) {
    order.push(place);
    left.delete(place);
    const shared = new Map();
    for (const run of telling[place]) {
      for (const other of holders.get(run)) if (left.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const tried = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TRIED);
    let best = -1;
    let next = left.values().next().value;
    for (const [other] of tried) {
      let both = 0;
      for (const run of runs[other]) if (runs[place].has(run)) both++;
      const likeness = both / (runs[place].size + runs[other].size - both);
      if (likeness > best) [best, next] = [likeness, other];
    }
    place = next;
  }
  return order;
}

async function order() {
  const wasm = changed(await readFile(folder), (id, bytes) => (id === 9 ? filled(bytes) : bytes));
  const { imported, bodies } = functions(wasm);
  const names = [];
  alikeTogether(bodies).forEach((place, at) => (names[place] = name(String(at).padStart(6, "0"))));
  const map = list(names.map((words, place) => Buffer.concat([number(imported + place), words])));
  const body = Buffer.concat([name("name"), Buffer.from([1]), number(map.length), map]);
  await writeFile(folder, Buffer.concat([wasm, Buffer.from([0]), number(body.length), body]));
}

/** The table's functions without runs of nothing: the parts' tool writes those for what comes later, where there is nothing anyway. */
function filled(section) {
  const reader = new Reader(section);
  const items = [];
  for (let left = reader.number(); left; left--) {
    const start = reader.at;
    const kind = section[reader.at++];
    if ((kind !== 0 && kind !== 4) || section[reader.at++] !== I32_CONST) return section;
    reader.number();
    reader.at++;
    let any = false;
    for (let functions = reader.number(); functions; functions--) {
      const isNull = kind === 4 && section[reader.at] === REF_NULL;
      any ||= !isNull;
      if (kind === 4) reader.at++;
      reader.number();
      if (kind === 4) reader.at++;
    }
    if (any) items.push(section.subarray(start, reader.at));
  }
  return list(items);
}

/** The script without the functions that the optimised WASM file no longer imports. */
async function withoutUnused(text) {
  const used = new Set();
  for (const [id, bytes] of sections(await readFile(join(folder, `${app}_bg.wasm`)))) {
    if (id !== 2) continue;
    const reader = new Reader(bytes);
    for (let left = reader.number(); left; left--) {
      reader.name();
      used.add(reader.name());
      reader.description();
    }
  }
  return text.replaceAll(/\n {8}(\w+): function\([\s\S]*?\n {8}\},/g, (all, key) => (used.has(key) ? all : ""));
}

/** What the page names one of its styles by: the sheets in one file, and what the browser checks it by. */
async function joined(esbuild, links, stem) {
  const sheets = await Promise.all(links.map(([, file]) => readFile(join(folder, file), "utf8")));
  const { code } = esbuild.transformSync(sheets.join("\n"), { loader: "css", minify: true, target: "esnext" });
  const digest = (kind, form) => createHash(kind).update(code).digest(form);
  const file = `${stem}-${digest("sha256", "hex").slice(0, 16)}.css`;
  await writeFile(join(folder, file), code);
  await Promise.all(links.map(([, sheet]) => rm(join(folder, sheet))));
  return { file, integrity: `sha384-${digest("sha384", "base64")}` };
}

/** Two files of styles: one with the page, and one that the parts' script fetches with the first part (see parts.rs). */
async function styles(esbuild) {
  const path = join(folder, "index.html");
  const page = await readFile(path, "utf8");
  const links = [...page.matchAll(/ *<link rel="stylesheet" href="\.\/([^"]+)"([^>]*)>\n?/g)];
  const later = links.filter(([, , attributes]) => attributes.includes("data-later"));
  if (!later.length) throw new Error(`${path}: no style is marked as data-later`);
  const first = links.filter((link) => !later.includes(link));
  const now = await joined(esbuild, first, "style");
  const then = await joined(esbuild, later, "later");
  const written = new Map([
    [first[0], `    <link rel="stylesheet" href="./${now.file}" integrity="${now.integrity}"/>\n`],
    [later[0], `    <meta name="atelier-style" content="${then.file}" data-integrity="${then.integrity}"/>\n`],
  ]);
  await writeFile(path, links.reduce((text, link) => text.replace(link[0], written.get(link) ?? ""), page));
}

/** The minifier, from the npm packages of the browser tests. */
function minifier() {
  try {
    return createRequire(join(process.cwd(), "tests", "browser", "package.json"))("esbuild-wasm");
  } catch (error) {
    console.error("esbuild-wasm is not installed; run: cd tests/browser && npm ci (or: cargo dev setup)");
    throw error;
  }
}

async function text() {
  const esbuild = minifier();
  const parts = join(folder, app.replace("app", "parts"));
  const scripts = (await readdir(parts)).filter((file) => file.endsWith(".js")).map((file) => join(parts, file));
  for (const path of [script, ...scripts]) {
    const before = await readFile(path, "utf8");
    const used = path === script ? await withoutUnused(before) : before;
    const { code } = esbuild.transformSync(used, { minify: true, format: "esm", target: "es2022" });
    await writeFile(path, code);
  }
  await styles(esbuild);
}

await { streams, names, order, text }[step]();
