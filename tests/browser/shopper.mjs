// What a shopper does and sees in the designer, for the browser tests: pages, tools, places in millimetres, files.
// It knows the app's words and test ids, and no rule of the app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";

/** Opens a product from the store and waits for its stage. */
export async function openProduct(page, product = "tee") {
  await page.getByTestId(`product-${product}`).click();
  await stage(page).waitFor();
  await saved(page);
}

export const stage = (page) => page.getByTestId("stage");
export const layers = (page) => page.locator(".layers .layer");
export const field = (page, name) => page.getByRole("textbox", { name, exact: true });
export const undoButton = (page) => page.locator(".topbar").getByRole("button", { name: /^Undo/ });
export const redoButton = (page) => page.locator(".topbar").getByRole("button", { name: /^Redo/ });

/** Opens a tool's panel. */
export async function openTool(page, tool) {
  const button = page.getByTestId(`tool-${tool}`);
  if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
}

/** Adds a heading with these words; it stays selected. */
export async function addHeading(page, words) {
  await openTool(page, "text");
  await page.getByRole("button", { name: "Add a heading" }).click();
  const typing = page.getByTestId("typing");
  await typing.waitFor();
  if (words) await page.keyboard.type(words);
  await page.keyboard.press("Escape");
  await typing.waitFor({ state: "detached" });
  await outlined(page);
}

/** Waits until the layers are drawn as they are: their texts' outlines come from a worker. */
export async function outlined(page) {
  await layers(page).last().locator("path").first().waitFor({ state: "attached" });
  await page.locator(".layers .layer[aria-busy]").first().waitFor({ state: "detached" });
}

/** Shows a side by the switch under the stage. */
export async function chooseSide(page, name) {
  // The radio is invisible over its words.
  await page.locator(".stage-foot").getByRole("radio", { name, exact: true }).check({ force: true });
}

/** Adds a shape by its tile's name. */
export async function addShape(page, name) {
  await openTool(page, "shapes");
  await page.locator(".panel").getByRole("button", { name, exact: true }).click();
}

/** Chooses files in the picture panel. */
export async function choosePictures(page, ...files) {
  await openTool(page, "image");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(files);
}

/** The number in a field of the inspector. */
export async function number(page, name) {
  return Number(await field(page, name).inputValue());
}

/** Position, size and angle of the selection, as the inspector shows them; all read at one moment. */
export async function place(page) {
  await field(page, "X in millimetres").waitFor();
  return page.locator(".inspector").evaluate((inspector) => {
    const read = (name) => Number(inspector.querySelector(`input[aria-label="${name}"]`).value);
    return {
      x: read("X in millimetres"),
      y: read("Y in millimetres"),
      width: read("Width in millimetres"),
      height: read("Height in millimetres"),
      angle: read("Angle in degrees"),
    };
  });
}

/** Waits until the design is kept. */
export async function saved(page, state = "saved") {
  await page.locator(`[data-testid="save-state"][data-state="${state}"]`).waitFor();
}

/** Waits until the live region says something. */
export async function says(page, words) {
  await page.locator(".visually-hidden[role=status]").filter({ hasText: words }).waitFor({ state: "attached" });
}

/** Reads something of the page at every frame until it `is` as it should be, and returns it. */
export async function until(page, what, read, is) {
  const end = performance.now() + 30_000;
  for (;;) {
    const last = await read();
    if (is(last)) return last;
    assert.ok(performance.now() < end, `${what}: still ${JSON.stringify(last)}`);
    await nextFrame(page);
  }
}

/** The middle of an element, in pixels of the page. */
export async function middle(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Drags by mouse from a point by so many pixels, in steps as a hand does. */
export async function drag(page, from, by, { keys = [] } = {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 4 });
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 4 });
  await nextFrame(page);
  const during = { guides: await page.locator(".guide").count() };
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
  return during;
}

export const nextFrame = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Pixels in a millimetre of the stage, and where the print area's corner lies on the page. */
export async function board(page) {
  const { x, y, width } = await page.getByTestId("print-area").boundingBox();
  const millimetres = await page
    .getByTestId("print-area")
    .evaluate((area) => parseFloat(/calc\(var\(--mm\) \* ([\d.]+)\)/.exec(area.getAttribute("style"))[1]));
  return { x, y, mm: width / millimetres };
}

/** What a press of a button downloads: its name and bytes. */
export async function download(page, button) {
  const waiting = page.waitForEvent("download", { timeout: 120_000 });
  await button.click();
  const got = await waiting;
  return { name: got.suggestedFilename(), bytes: await readFile(await got.path()) };
}

/** A PNG of one colour per corner, made here: `{ name, mimeType, buffer }` for a file chooser. */
export function png(name = "dots.png", { width = 300, height = 200 } = {}) {
  const rows = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 4) + 1 + x * 4;
      rows.set([x < width / 2 ? 200 : 30, y < height / 2 ? 60 : 180, 90, 255], at);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return { name, mimeType: "image/png", buffer };
}

/** One chunk of a PNG. */
export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The chunks of a PNG by type; the last of each. */
export function pngChunks(bytes) {
  const chunks = {};
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    chunks[type] = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return chunks;
}
