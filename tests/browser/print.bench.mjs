// Print files, all figures of one machine in one run: PNG from the press worker beside konva's and fabric's export, PNG and
// PDF from the command line beside Inkscape, rsvg-convert, resvg and CairoSVG (each from the same drawing), memory at A0,
// PDF in the worker, and how long input waits on the page meanwhile. It measures and prints; it judges nothing.

import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { median, table } from "./figures.mjs";
import { ROOT } from "./harness.mjs";
import { AREA, DPI, PIXELS, PNG, artworks, layers, openPoster, picture, poster } from "./poster.mjs";
import { mixedDesign } from "./scenes.mjs";
import { writeBundle } from "./workers.mjs";

const ROUNDS = 5;
/** A0 in mm. */
const A0 = { width: 841, height: 1189, bleed: 0, safe_zone: 0 };

const typical = mixedDesign(6, { width: 300, height: 400 }, 90, picture);
const scratch = await mkdtemp(join(tmpdir(), "atelier-print-"));
console.log(`${cpus().length} cores, ${cpus()[0].model}; medians of ${ROUNDS}\n`);
const konva = await inBrowser();
await natively(konva);
await rm(scratch, { recursive: true });

/** The worker's and the peers' exports; gives konva's milliseconds. */
async function inBrowser() {
  const { press, print, openPress, ways, close } = await openPoster();
  const took = await measured(ways);
  const own = took["Atelier, press worker"].ms;
  console.log(`Chromium: ${layers.length} layers as a PNG of ${PIXELS.width} x ${PIXELS.height} px:`);
  table(
    ["", "ms", "file MB", "to Atelier"],
    Object.entries(took).map(([name, { ms, bytes }]) => [name, ms.toFixed(0), (bytes / 1e6).toFixed(1), `${(ms / own).toFixed(2)}x`]),
  );

  await press.bringToFront();
  const others = await measured({
    "TIFF of the same, with a white channel": () => print(poster, AREA, { tiff: { dpi: DPI, white: 0.3 } }),
    "PDF of the same": () => print(poster, AREA, "pdf"),
    "PDF of 6 layers (2 texts, 2 shapes, 2 photos)": () => print(typical, AREA, "pdf"),
    "SVG of the same 6": () => print(typical, AREA, "svg"),
  });
  console.log("\nChromium: other files from the press worker, after a first one:");
  table(["", "ms", "file kB"], Object.entries(others).map(([name, { ms, bytes }]) => [name, ms.toFixed(0), (bytes / 1e3).toFixed(0)]));

  const twin = await openPress();
  const both = async () => {
    const from = performance.now();
    await Promise.all([print(poster, AREA, PNG), twin.print(poster, AREA, PNG)]);
    return { ms: performance.now() - from };
  };
  const pair = (await measured({ both })).both.ms;
  await twin.page.close();
  console.log(
    `\nChromium: two press workers make that PNG once each in ${pair.toFixed(0)} ms, so sharing one between them would take at best ${(pair / 2).toFixed(0)} ms; ` +
      `a second worker begins after ${twin.begun.toFixed(0)} ms.`,
  );

  await press.bringToFront();
  await press.evaluate(listen);
  const idle = await waits(press, () => press.waitForTimeout(1500));
  const busy = await waits(press, async () => {
    for (let round = 0; round < ROUNDS; round++) await print(poster, AREA, PNG);
  });
  console.log("\nChromium: keys and pointer moves on the page, ms from the input to its handler, and to the next frame after it:");
  table(
    ["", "inputs", "handler, worst", "frame, median", "frame, worst"],
    [["while nothing is made", idle], [`while ${ROUNDS} of these PNGs are made`, busy]].map(([name, { handled, framed }]) => [
      name,
      handled.length,
      Math.max(...handled).toFixed(1),
      median(framed).toFixed(1),
      Math.max(...framed).toFixed(1),
    ]),
  );
  await close();
  return took["konva 10, main thread"].ms;
}

/** Inputs on a page while `work` runs. */
async function waits(page, work) {
  await page.evaluate(() => (globalThis.waited = { handled: [], framed: [] }));
  let isDone = false;
  const working = work().finally(() => (isDone = true));
  for (let step = 0; !isDone; step++) {
    await page.mouse.move(50 + (step % 40) * 5, 60);
    await page.keyboard.press("a");
  }
  await working;
  return page.evaluate(() => globalThis.waited);
}

/** Runs in the page: notes how long each input waited. */
function listen() {
  const note = (event) => {
    const { handled, framed } = globalThis.waited;
    handled.push(performance.now() - event.timeStamp);
    requestAnimationFrame(() => framed.push(performance.now() - event.timeStamp));
  };
  for (const kind of ["pointermove", "keydown"]) document.addEventListener(kind, note);
}

/** The command line beside other programs. */
async function natively(konvaMs) {
  execFileSync("cargo", ["build", "--release", "--quiet", "--package", "cli"], { cwd: ROOT, stdio: "inherit" });
  const { target_directory: target } = JSON.parse(
    execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: ROOT, maxBuffer: 1 << 26 }),
  );
  const atelier = join(target, "release", "atelier");
  const place = (name) => join(scratch, name);
  const project = async (name, area) => {
    const catalog = place(name);
    await mkdir(catalog, { recursive: true });
    const sold = (name) => readFile(join(ROOT, "public", "catalog", name), "utf8");
    const tee = JSON.parse(await sold("tee.json"));
    for (const side of tee.sides) side.print_area = area;
    await writeFile(join(catalog, "tee.json"), JSON.stringify(tee));
    const shop = { name: "Bench", currency: "EUR" };
    await writeFile(join(catalog, "techniques.json"), await sold("techniques.json"));
    const list = { schema: 1, shop, techniques: "techniques.json", products: ["tee.json"] };
    await writeFile(join(catalog, "catalog.json"), JSON.stringify(list));
    return ["--catalog", catalog, "--fonts", join(ROOT, "public", "fonts"), "--force"];
  };
  const options = await project("poster", AREA);
  const large = await project("a0", A0);
  await writeFile(place("poster.atelier"), writeBundle(poster, artworks));
  await writeFile(place("a0.atelier"), writeBundle(enlarged(poster, A0.width / AREA.width, A0.height / AREA.height), artworks));
  const svg = place("poster.svg");
  const render = (design, more, options) => [atelier, "render", place(design), ...more, ...options];
  await run(render("poster.atelier", ["--svg", svg], options));
  await writeFile(place("typical.atelier"), writeBundle(typical, artworks));
  await run(render("typical.atelier", ["--svg", place("typical.svg")], options));

  const out = place("out");
  const width = String(PIXELS.width);
  const programs = {
    "Atelier, all cores": render("poster.atelier", ["--png", out], options),
    "Atelier, one core": render("poster.atelier", ["--hands", "1", "--png", out], options),
    "Atelier, TIFF with white": render("poster.atelier", ["--tiff", out, "--white-channel"], options),
    resvg: ["resvg", "-w", width, svg, out],
    "rsvg-convert": ["rsvg-convert", "--unlimited", "-w", width, "-o", out, svg],
    CairoSVG: ["cairosvg", svg, "-f", "png", "--output-width", width, "-o", out],
    Inkscape: ["inkscape", svg, "--export-type=png", `--export-width=${width}`, "-o", `${out}.png`],
  };
  const pngs = await natives(programs, out);
  const own = pngs["Atelier, all cores"].ms;
  console.log(`\nNatively: the same poster as ${PIXELS.width} x ${PIXELS.height} px, whole programs from start to end; the others read Atelier's SVG of it:`);
  table(
    ["", "ms", "memory MiB", "file MB", "to Atelier"],
    Object.entries(pngs).map(([name, { ms, peak, bytes }]) => [name, ms.toFixed(0), peak.toFixed(0), (bytes / 1e6).toFixed(1), `${(ms / own).toFixed(2)}x`]),
  );
  console.log(`konva's export in Chromium takes ${(konvaMs / own).toFixed(2)} times as long as Atelier on all cores, ${(konvaMs / pngs["Atelier, one core"].ms).toFixed(2)} times as long as on one.`);

  const read = place("typical.svg");
  const pdfs = await natives(
    {
      Atelier: render("typical.atelier", ["--pdf", out], options),
      "rsvg-convert": ["rsvg-convert", "--unlimited", "-f", "pdf", "-o", out, read],
      CairoSVG: ["cairosvg", read, "-f", "pdf", "-o", out],
      Inkscape: ["inkscape", read, "--export-type=pdf", "-o", `${out}.pdf`],
    },
    out,
  );
  console.log("\nNatively: a PDF of 6 layers, likewise (resvg makes none):");
  table(
    ["", "ms", "memory MiB", "file kB", "to Atelier"],
    Object.entries(pdfs).map(([name, { ms, peak, bytes }]) => [name, ms.toFixed(0), peak.toFixed(0), (bytes / 1e3).toFixed(0), `${(ms / pdfs.Atelier.ms).toFixed(2)}x`]),
  );

  const whole = await natives(
    {
      "PNG, all cores": render("a0.atelier", ["--png", out], large),
      "PNG, one core": render("a0.atelier", ["--hands", "1", "--png", out], large),
      "TIFF with white drawn in by 0.3 mm": render("a0.atelier", ["--tiff", out, "--white-channel", "--choke", "0.3"], large),
    },
    out,
  );
  console.log("\nNatively: 30 layers at A0 and 300 dpi, 9933 x 14043 px (the whole picture would be 532 MiB):");
  table(
    ["", "ms", "memory MiB", "file MB"],
    Object.entries(whole).map(([name, { ms, peak, bytes }]) => [name, ms.toFixed(0), peak.toFixed(0), (bytes / 1e6).toFixed(1)]),
  );
}

/** A design's layers further apart and larger. */
function enlarged(design, across, down) {
  const copy = structuredClone(design);
  for (const layer of Object.values(copy.layers)) {
    layer.x *= across;
    layer.y *= down;
    const [content] = Object.values(layer.content);
    for (const name of ["width", "height", "size"]) if (content[name]) content[name] *= across;
  }
  return copy;
}

/** Medians of all ways, taken in turns. */
async function measured(ways) {
  const runs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  // The first of each warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const run = await way();
      if (round > 0) runs[name].push(run);
    }
  }
  return Object.fromEntries(
    Object.entries(runs).map(([name, list]) => [name, { ...list[0], ms: median(list.map((run) => run.ms)), peak: Math.max(...list.map((run) => run.peak ?? 0)) }]),
  );
}

/** As `measured`, for programs that write `out`; one that is not there is left out, and said. */
async function natives(programs, out) {
  const ways = {};
  for (const [name, command] of Object.entries(programs)) {
    if (!(await found(command[0]))) {
      console.log(`${name}: not installed`);
      continue;
    }
    ways[name] = async () => {
      const { ms, peak } = await run(command);
      const made = command.at(-1) !== out && name === "Inkscape" ? command.at(-1) : out;
      return { ms, peak, bytes: (await stat(made)).size };
    };
  }
  return measured(ways);
}

async function found(program) {
  const places = program.includes("/") ? [program] : process.env.PATH.split(delimiter).map((folder) => join(folder, program));
  for (const file of places) if (await stat(file).catch(() => null)) return true;
  return false;
}

/** Runs a program to its end: milliseconds, and the most memory that it had in MiB (Linux). */
async function run([program, ...args]) {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => (said += data));
  let [peak, isDone] = [0, false];
  const ended = new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      isDone = true;
      if (code === 0) done();
      else failed(new Error(`${program} ${args.join(" ")}: ${code}\n${said}`));
    });
  });
  const watch = async () => {
    while (!isDone) {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      const high = /VmHWM:\s*(\d+) kB/.exec(status);
      if (high) peak = Math.max(peak, Number(high[1]) / 1024);
      await new Promise((next) => setTimeout(next, 5));
    }
  };
  const watched = watch();
  await ended;
  const ms = performance.now() - start;
  await watched;
  return { ms, peak };
}
