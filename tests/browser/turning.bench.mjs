// A product in 3D: what is fetched when somebody asks for it, beside another viewer's bundle; how soon it shows; frames a second while
// it is turned; what it takes of a phone's memory; and how many contexts live after it was opened and closed many times. It measures
// and prints, and fails where the limits are not kept. Without a graphics processor Chromium draws by its software.
//
// The press's clicks and moves are real events of the browser. What lies on the graphics card is counted at the calls of WebGL.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { openInApp } from "./app_file.mjs";
import { median, table } from "./figures.mjs";
import { DESKTOP, DIST, PHONE, launch, serve } from "./harness.mjs";
import { mixedDesign } from "./scenes.mjs";
import { trace } from "./tracing.mjs";
import { product } from "./workers.mjs";

const CODE_KB = 300;
const MEMORY_MB = 96;
const LARGEST_TEXTURE = 2048;
const ROUNDS = 20;
const OPENINGS = 5;
/** How long a hand turns it, and how often it moves. */
const SECONDS = 6;
const BETWEEN_MS = 16;
const SLOWER = 4;
/** As a telephone takes it. */
const PHOTO = { width: 4032, height: 3024 };
const WORKERS = ["studio", "press", "reader"];
const PRODUCT = "tee";

const { sides, colours } = await product(PRODUCT);
const server = await serve(undefined, withKeptMemory);
const browser = await launch({ args: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
const tracing = await browser.newBrowserCDPSession();
const picture = await largePhoto();
const artworks = new Map([[picture.id, picture.bytes]]);
const broken = [];

await weight();
await soon();
await frames();
await memory();
await contexts();

await browser.close();
await server.close();
for (const limit of broken) console.error(`over its limit: ${limit}`);
process.exitCode = broken.length > 0 ? 1 : 0;

function judge(what, is, most) {
  if (is > most) broken.push(`${what}: ${is.toFixed(1)}, at most ${most}`);
}

/** A photo of many colours and details, drawn here. */
async function largePhoto() {
  const page = await browser.newPage();
  const text = await page.evaluate(async ({ width, height }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    let state = 7;
    const roll = (most) => ((state = (state * 48271) % 2147483647) / 2147483647) * most;
    for (let spot = 0; spot < 6000; spot++) {
      context.fillStyle = `hsl(${roll(360)} ${40 + roll(50)}% ${20 + roll(65)}% / 0.7)`;
      context.beginPath();
      context.ellipse(roll(width), roll(height), 10 + roll(160), 10 + roll(160), roll(3), 0, 7);
      context.fill();
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, PHOTO);
  await page.close();
  const bytes = Buffer.from(text, "base64");
  return { id: createHash("sha256").update(bytes).digest("hex"), bytes, pixels: PHOTO };
}

/** All sides full of mixed layers, a photo from edge to edge under them. */
function fullDesign() {
  const layers = {};
  for (const [index, { id: side, print_area }] of sides.entries()) {
    const size = print_area.height / 5;
    const mixed = Object.values(mixedDesign(12, print_area, size, picture, side).layers);
    const width = Math.max(print_area.width, (print_area.height * picture.pixels.width) / picture.pixels.height);
    const image = {
      artwork: picture.id,
      format: "jpeg",
      pixels: picture.pixels,
      width,
      height: (width * picture.pixels.height) / picture.pixels.width,
      file_name: "photo.jpg",
    };
    const place = { side, order: "0V", x: print_area.width / 2, y: print_area.height / 2, rotation: 0, opacity: 1 };
    for (const layer of [{ ...place, content: { image } }, ...mixed]) {
      const id = (Object.keys(layers).length + 1).toString(16).padStart(16, "0");
      layers[id] = { ...layer, id, order: `${index + 1}${layer.order}` };
    }
  }
  return { schema: 1, id: "00000000000000be", head: { name: "Bench", product: PRODUCT, colour: colours[0].id }, layers };
}

/** A page with a full design on the product's picture; nothing of 3D was asked for yet. */
async function designed({ phone = false, gentle = true } = {}) {
  const device = phone
    ? { viewport: PHONE, deviceScaleFactor: 3, isMobile: true, hasTouch: true }
    : { viewport: DESKTOP, deviceScaleFactor: 1 };
  const reducedMotion = gentle ? "reduce" : "no-preference";
  const context = await browser.newContext({ baseURL: server.address, reducedMotion, ...device });
  await context.addInitScript(countCard);
  await context.addInitScript(keepMemory);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await openInApp(page, fullDesign(), artworks);
  await page.getByRole("button", { name: "On the product", exact: true }).click();
  await page.getByTestId("preview-stage").locator('canvas[data-state="shown"], img').first().waitFor();
  return page;
}

/** Presses the button and gives how long, in ms, it took until the product and until all prints were drawn. */
async function open(page) {
  const sidesPrinted = sides.length;
  const took = page.evaluate(async (count) => {
    const from = await new Promise((pressed) =>
      addEventListener("click", () => pressed(performance.now()), { once: true, capture: true }),
    );
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const until = async (is) => {
      while (!is()) await frame();
      // What was asked for in a frame is on the screen after the next one.
      await frame();
      return performance.now() - from;
    };
    const first = await until(() => document.querySelector('.turning-body[data-state="shown"]') && globalThis.card.draws > 0);
    const printed = await until(() => globalThis.card.prints() >= count);
    return { first, printed };
  }, sidesPrinted);
  await page.getByTestId("preview-stage").getByTestId("turn").click();
  return took;
}

async function close(page) {
  await page.getByTestId("turning-dialog").getByRole("button", { name: "Close" }).click();
  await page.getByTestId("turning-dialog").waitFor({ state: "hidden" });
}

/** What a press on the button fetches. */
async function weight() {
  const page = await designed();
  // What is fetched beforehand, when nothing else is to be done, is not asked for by it.
  await page.waitForLoadState("networkidle");
  const fetched = [];
  page.on("response", (response) => fetched.push(new URL(response.url())));
  await open(page);
  await page.waitForLoadState("networkidle");
  await page.context().close();
  const files = fetched.filter(({ origin }) => `${origin}/` === server.address).map(({ pathname }) => pathname);
  const of = async (ending) => {
    const chosen = files.filter((path) => path.endsWith(ending));
    const sizes = await Promise.all(chosen.map(async (path) => weigh(await readFile(join(DIST, path)))));
    const sum = (name) => sizes.reduce((all, size) => all + size[name], 0);
    return { files: chosen.length, bytes: sum("bytes"), sent: sum("sent") };
  };
  const row = (what, { files, bytes, sent }) => [what, files, ...[bytes, sent].map((size) => (size / 1000).toFixed(1))];
  const [wasm, js, css, glb] = await Promise.all([".wasm", ".js", ".css", ".glb"].map(of));
  const code = { files: wasm.files + js.files, bytes: wasm.bytes + js.bytes, sent: wasm.sent + js.sent };
  const rows = [row("code (WASM and scripts)", code), row("styles", css), row(`the ${PRODUCT}'s model`, glb)];
  if (process.env.MODEL_VIEWER) {
    rows.push(row("peer: @google/model-viewer's bundle", { files: 1, ...weigh(await readFile(process.env.MODEL_VIEWER)) }));
  }
  console.log(`What is fetched when 3D is first asked for (code: at most ${CODE_KB} kB):`);
  table(["", "files", "kB", "brotli-11 kB"], rows);
  if (code.files === 0) console.log("No code was fetched: the page in dist is a development build, in one piece.");
  judge("code of the 3D view, kB", code.sent / 1000, CODE_KB);
}

function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { bytes: bytes.length, sent: brotliCompressSync(bytes, { params }).length };
}

/** How soon it shows. */
async function soon() {
  const rows = [];
  for (const [what, phone, slower] of [["desktop", false, 1], [`phone, CPU ${SLOWER}x slower`, true, SLOWER]]) {
    const page = await designed({ phone });
    await slow(page, slower);
    const cold = await open(page);
    const again = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      await close(page);
      again.push(await open(page));
    }
    const middle = (name) => median(again.map((took) => took[name]));
    rows.push([what, cold.first, cold.printed, middle("first"), middle("printed")].map(whole));
    await page.context().close();
  }
  console.log(`\nFrom the press to the first picture, and until all ${sides.length} sides show their prints, ms (again: median of ${OPENINGS}):`);
  table(["", "first time", "with prints", "again", "with prints"], rows);
}

async function slow(page, rate) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Frames a second while a pointer turns it. */
async function frames() {
  const rows = [];
  for (const [what, phone] of [["desktop", false], ["phone", true]]) {
    for (const rate of [1, SLOWER]) {
      const page = await designed({ phone, gentle: false });
      await open(page);
      await slow(page, rate);
      rows.push([`${what}, CPU ${rate}x slower`, ...(await turned(page))]);
      await page.context().close();
    }
  }
  console.log(`\nTurned by a pointer, all prints on it, ${await renderer()}; drawn coarser where frames are late, in full at rest:`);
  table(["", "pixels drawn at last", "frames a second", "main thread's time a frame, ms"], rows);
}

async function turned(page) {
  await page.bringToFront();
  const stage = page.getByTestId("turning-stage");
  const { x, y, width, height } = await stage.boundingBox();
  const middle = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const end = await trace(tracing, ["viz", "toplevel", "blink.user_timing"]);
  await page.evaluate(() => performance.mark("turning"));
  const drawn = await page.evaluate(() => globalThis.card.frames);
  const cdp = await page.context().newCDPSession(page);
  const start = performance.now();
  const taken = [];
  while (performance.now() - start < SECONDS * 1000) {
    const turn = ((performance.now() - start) / 1500) * Math.PI * 2;
    const at = { x: middle.x + Math.sin(turn) * width * 0.4, y: middle.y + Math.sin(turn * 2) * height * 0.1 };
    // A hand does not wait for the screen.
    taken.push(cdp.send("Input.dispatchMouseEvent", { type: "mouseMoved", button: "left", buttons: 1, ...at }));
    await new Promise((done) => setTimeout(done, BETWEEN_MS));
  }
  const seconds = (performance.now() - start) / 1000;
  const [all, size] = await page.evaluate(() => {
    const { width, height } = document.querySelector("[data-testid=turning-stage] canvas");
    return [globalThis.card.frames, `${width} x ${height}`];
  });
  const frames = all - drawn;
  await Promise.all(taken);
  const events = await end();
  await page.mouse.up();
  const { pid, tid } = events.find(({ name }) => name === "turning");
  const tasks = events.filter((one) => one.ph === "X" && one.pid === pid && one.tid === tid && one.name === "ThreadControllerImpl::RunTask");
  const work = tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
  return [size, (frames / seconds).toFixed(1), (work / Math.max(frames, 1)).toFixed(1)];
}

async function renderer() {
  const page = await browser.newPage();
  const name = await page.evaluate(() => {
    const gl = document.createElement("canvas").getContext("webgl2");
    const about = gl.getExtension("WEBGL_debug_renderer_info");
    return gl.getParameter(about ? about.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  });
  await page.close();
  return /swiftshader/i.test(name) ? "software GL (SwiftShader)" : name;
}

/** What a phone's memory holds, in MB, before, while it is turned and after. */
async function memory() {
  const page = await designed({ phone: true });
  const rows = [["before it is opened", ...(await held(page))]];
  await open(page);
  await turned(page);
  rows.push(["open, turned, all prints on it", ...(await held(page))]);
  const largest = await page.evaluate(() => globalThis.card.largest);
  await close(page);
  rows.push(["closed", ...(await held(page))]);
  await page.context().close();
  const shown = rows.map(([what, ...numbers]) => [what, ...numbers.map((number) => number.toFixed(1))]);
  const added = rows[1].slice(1).map((number, column) => number - rows[0][column + 1]);
  shown.push(["what 3D adds", ...added.map((number) => number.toFixed(1))]);
  const photo = `${PHOTO.width} x ${PHOTO.height}`;
  console.log(`\nMemory on a phone (390 x 844 at 3x), MB, after the garbage was collected; a photo of ${photo} on each side (what 3D adds: at most ${MEMORY_MB}):`);
  table(["", "JavaScript", "WebAssembly, page", "its workers", "textures and buffers", "the canvas", "all"], shown);
  console.log(`The largest texture has ${largest} pixels a side (at most ${LARGEST_TEXTURE}). JavaScript: V8's used heap. WebAssembly: memory as far as it`);
  console.log("has grown. Textures and buffers: what WebGL was asked for. The canvas: its colour and depth, four samples each, and what is shown.");
  judge("memory that 3D adds, MB", added.at(-1), MEMORY_MB);
  judge("the largest texture", largest, LARGEST_TEXTURE);
}

async function held(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  const bytes = () => globalThis.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const own = await page.evaluate(bytes);
  const workers = await Promise.all(page.workers().map((worker) => worker.evaluate(bytes)));
  const card = await page.evaluate(() => ({ kept: globalThis.card.kept(), canvas: globalThis.card.canvas() }));
  const parts = [usedSize, own, workers.reduce((sum, one) => sum + one, 0), card.kept, card.canvas];
  return [...parts, parts.reduce((sum, one) => sum + one, 0)].map((size) => size / 1e6);
}

/** How many contexts live while it is opened and closed again and again. */
async function contexts() {
  const page = await designed();
  const alive = () => page.evaluate(() => globalThis.card.alive());
  let [most, left] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    await open(page);
    most = Math.max(most, await alive());
    await close(page);
    left = Math.max(left, await alive());
  }
  await page.context().close();
  console.log(`\nOpened and closed ${ROUNDS} times: at most ${most} WebGL context alive at once (at most 1), ${left} when closed.`);
  judge("contexts at once", most, 1);
}

function whole(cell) {
  return typeof cell === "number" ? cell.toFixed(0) : cell;
}

/** The workers' scripts as they are, but for their memory: it is told to whoever asks. */
async function withKeptMemory(path) {
  const name = path.slice(1, -3);
  if (!path.endsWith(".js") || !WORKERS.includes(name)) return undefined;
  const script = await readFile(join(DIST, path), "utf8");
  return { type: "text/javascript; charset=utf-8", body: `(${keepMemory})();\n${script}` };
}

/** In the page and its workers: keeps WebAssembly's memories, so that they can be measured. */
function keepMemory() {
  globalThis.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      const memory = exports.memory ?? exports.__wasm_memory;
      if (memory && !globalThis.memories.includes(memory)) globalThis.memories.push(memory);
      return made;
    };
  }
}

/** In the page: counts what is asked of the graphics card. */
function countCard() {
  const proto = globalThis.WebGL2RenderingContext.prototype;
  /** Each context with what it holds: bytes by texture and by buffer, and what is bound. */
  const known = new Map();
  const card = {
    draws: 0,
    frames: 0,
    largest: 0,
    kept: () => sum(living().flatMap((held) => [...held.textures.values(), ...held.buffers.values()])),
    canvas: () => sum(living().map(({ gl }) => gl.drawingBufferWidth * gl.drawingBufferHeight * (gl.getContextAttributes().antialias ? 36 : 12))),
    alive: () => living().length,
    prints: () => living().flatMap((held) => [...held.printed]).length,
  };
  globalThis.card = card;
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const living = () => [...known.values()].filter(({ gl }) => !gl.isContextLost());
  const held = (gl) => {
    if (!known.has(gl)) known.set(gl, { gl, textures: new Map(), buffers: new Map(), printed: new Set(), texture: null, buffer: new Map() });
    return known.get(gl);
  };
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    // Measured without a graphics processor too, where the page leaves the live picture out.
    const context = getContext.call(this, kind, kind === "webgl2" ? { ...options, failIfMajorPerformanceCaveat: false } : options);
    if (kind === "webgl2" && context) held(context);
    return context;
  };
  const after = (name, note) => {
    const own = proto[name];
    proto[name] = function (...given) {
      const result = own.apply(this, given);
      note(held(this), ...given);
      return result;
    };
  };
  const TEXEL = { 0x8058: 4, 0x881a: 8, 0x8230: 8, 0x8814: 16, 0x822f: 4, 0x81a6: 4 };
  after("bindTexture", (own, _, texture) => (own.texture = texture));
  after("texStorage2D", (own, _, levels, format, width, height) => {
    let texels = 0;
    for (let level = 0; level < levels; level++) texels += Math.max(width >> level, 1) * Math.max(height >> level, 1);
    own.textures.set(own.texture, texels * TEXEL[format]);
    card.largest = Math.max(card.largest, width, height);
  });
  after("generateMipmap", (own) => own.printed.add(own.texture));
  after("deleteTexture", (own, texture) => {
    own.textures.delete(texture);
    own.printed.delete(texture);
  });
  after("bindBuffer", (own, target, buffer) => own.buffer.set(target, buffer));
  after("bufferData", (own, target, data) => own.buffers.set(own.buffer.get(target), data.byteLength ?? data));
  let inFrame = false;
  after("drawElements", () => {
    card.draws += 1;
    if (inFrame) return;
    inFrame = true;
    card.frames += 1;
    queueMicrotask(() => (inFrame = false));
  });
}
