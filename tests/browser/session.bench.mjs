// A long session in the page: memory after thousands of random commands, and undo at 1,000 objects. It measures and prints;
// it judges nothing. What the editor alone keeps is in `tests/benches/session.rs`; here are the screen, the saving and the
// JavaScript around it too.
//
// Commands come as keys on the stage, a few in each frame, always the same ones. Memory is read after the garbage was
// collected: what JavaScript holds, and how large the app's WebAssembly memory has grown (it never shrinks).

import { openInApp } from "./app_file.mjs";
import { median, table } from "./figures.mjs";
import { DESKTOP, launch, serve } from "./harness.mjs";
import { mixedDesign, photo } from "./scenes.mjs";
import { addShape, openProduct, saved, stage } from "./shopper.mjs";
import { blankPage, product } from "./workers.mjs";

const COMMANDS = Number(process.env.COMMANDS ?? 5000);
const READINGS = 5;
const OBJECTS = 1000;
const UNDONE = 60;
/** More layers than this are deleted again, so that the session is one of a shopper. */
const MOST_LAYERS = 150;

const picture = await photo();
const area = (await product("tee")).sides[0].print_area;
const artworks = new Map([[picture.id, picture.bytes]]);
const server = await serve(undefined, blankPage(artworks));
const browser = await launch();
const context = await browser.newContext({ baseURL: server.address, viewport: DESKTOP });
await context.addInitScript(keepMemory);

await session();
await undo();
await browser.close();
await server.close();

/** Random keys, with memory read on the way. */
async function session() {
  const page = await context.newPage();
  await page.goto("/");
  await openProduct(page);
  await addShape(page, "Star");
  await addShape(page, "Heart");
  const rows = [["0", await page.locator(".layers .layer").count(), ...(await memory(page))]];
  for (let reading = 1; reading <= READINGS; reading++) {
    const count = COMMANDS / READINGS;
    await stage(page).evaluate(pressAtRandom, { count, from: (reading - 1) * count, most: MOST_LAYERS });
    await saved(page);
    rows.push([String(reading * count), await page.locator(".layers .layer").count(), ...(await memory(page))]);
  }
  console.log(`A random session of ${COMMANDS} keys on the stage (undo, redo and refusals among them), memory in MB:`);
  table(["keys", "layers", "JavaScript", "WebAssembly"], rows);
  await page.close();
}

/** Undo by its key, one step of one object or of all of them. */
async function undo() {
  const page = await context.newPage();
  await openInApp(page, mixedDesign(OBJECTS, area, 30, picture), artworks);
  const rows = [];
  for (const [what, select] of [["one object", { key: "Tab" }], [`all ${OBJECTS}`, { key: "a", ctrlKey: true }]]) {
    const times = await stage(page).evaluate(timeUndo, { select, steps: UNDONE });
    rows.push([what, median(times).toFixed(2), Math.max(...times).toFixed(2)]);
  }
  console.log(`\nUndo at ${OBJECTS} objects, ${UNDONE} steps each, milliseconds from the key until the page has taken it in:`);
  table(["a step of", "median", "slowest"], rows);
  await page.close();
}

/** In MB: JavaScript's heap, WebAssembly's memory. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const wasm = await page.evaluate(() => window.wasmMemory?.buffer.byteLength ?? 0);
  return [usedSize, wasm].map((bytes) => (bytes / 1e6).toFixed(1));
}

/** In the page, before the app: keeps the memory of the first WebAssembly program that has one. */
function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      window.wasmMemory ??= exports.memory ?? exports.__wasm_memory;
      return made;
    };
  }
}

/** In the page: random keys, the same in every run (xorshift). */
async function pressAtRandom(stage, { count, from, most }) {
  const keys = [
    ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].flatMap((key) => [{ key }, { key, shiftKey: true }]),
    { key: "Tab" },
    { key: "Tab", shiftKey: true },
    { key: "Tab" },
    { key: "a", ctrlKey: true },
    { key: "d", ctrlKey: true },
    { key: "d", ctrlKey: true },
    { key: "D", ctrlKey: true, shiftKey: true },
    { key: "r" },
    { key: "R", shiftKey: true },
    { key: "ArrowRight", ctrlKey: true },
    { key: "ArrowLeft", ctrlKey: true },
    { key: "]" },
    { key: "[" },
    { key: "g", ctrlKey: true },
    { key: "G", ctrlKey: true, shiftKey: true },
    { key: "z", ctrlKey: true },
    { key: "z", ctrlKey: true },
    { key: "y", ctrlKey: true },
  ];
  let state = 0x2545f491 ^ (from + 1);
  const roll = (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }));
  for (let pressed = 0; pressed < count; pressed++) {
    const layers = stage.querySelectorAll(".layer").length;
    if (layers > most) press({ key: "Delete" });
    else press(keys[roll(keys.length)]);
    if (pressed % 4 === 3) await new Promise(requestAnimationFrame);
  }
}

/** In the page: milliseconds of each undo, from the key until scripts and signals have done all that follows at once. */
async function timeUndo(stage, { select, steps }) {
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }));
  const rest = async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  };
  press(select);
  await rest();
  for (let step = 0; step < steps; step++) {
    // Keys that follow soon are one step: each other one is another kind of command.
    press(step % 2 ? { key: "ArrowRight" } : { key: "r" });
    await rest();
  }
  const times = [];
  for (let step = 0; step < steps; step++) {
    const begin = performance.now();
    press({ key: "z", ctrlKey: true });
    await Promise.resolve();
    times.push(performance.now() - begin);
    await rest();
  }
  return times;
}
