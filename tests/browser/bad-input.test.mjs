// What is broken, missing or full: a clear message where it happened, and nothing that was made is lost.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, withBrowser } from "./harness.mjs";
import {
  addHeading, addShape, choosePictures, chunk, field, layers, openProduct, png, saved, stage, until,
} from "./shopper.mjs";

const atelier = withBrowser();

/** A PNG whose head claims a size; there are no such pixels. */
function claims(width, height) {
  const { buffer } = png();
  const head = Buffer.from(buffer.subarray(16, 29));
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([buffer.subarray(0, 8), chunk("IHDR", head), buffer.subarray(33)]);
}

const whole = png().buffer;
const damaged = Buffer.from(whole);
damaged.fill(0x5a, 45, 75);

const PICTURES = {
  "an empty file": Buffer.alloc(0),
  "a truncated picture": whole.subarray(0, whole.length / 2),
  "a damaged picture": damaged,
  "a file of another type": Buffer.from("%PDF-1.7 this is no picture"),
  "a picture of too many pixels a side": claims(16_385, 10),
  "a picture of too many pixels": claims(16_000, 16_000),
};

for (const [what, buffer] of Object.entries(PICTURES)) {
  test(`${what} is refused with a message and the design stays`, async (t) => {
    const page = await atelier.openPage(t);
    await openProduct(page);
    await addShape(page, "Star");
    await choosePictures(page, { name: "broken.png", mimeType: "image/png", buffer });
    const problem = page.getByTestId("upload-problem");
    await problem.waitFor();
    const words = await problem.innerText();
    assert.match(words, /^broken\.png(: [A-Z]| is )[^\n]{12,}/);
    assert.doesNotMatch(words, /panic|unwrap|undefined|Error\(/);
    assert.equal(await layers(page).count(), 1);

    await choosePictures(page, png("whole.png"));
    await until(page, "a good picture still comes in", () => layers(page).count(), (count) => count === 2);
  });
}

async function openFile(page, name, buffer) {
  await page.goto("#/designs");
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("open-file").click();
  await (await chooser).setFiles([{ name, mimeType: "application/octet-stream", buffer }]);
}

test("a broken design file is refused with a message and the list stays", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Kept");
  await saved(page);
  await openFile(page, "gone.atelier", Buffer.from("PK\x03\x04 not much of a bundle"));
  await page.locator(".toast").getByText(/^gone\.atelier: [A-Z]/).waitFor();
  assert.equal(await page.getByTestId("design-card").count(), 1);
});

test("a design of a newer Atelier is refused and says why", async (t) => {
  const page = await atelier.openPage(t);
  const plain = await readFile(new URL("../designs/plain-text.json", import.meta.url), "utf8");
  const newer = JSON.stringify({ ...JSON.parse(plain), schema: 99 });
  await openFile(page, "newer.atelier", Buffer.from(newer));
  await page.locator(".toast").getByText(/^newer\.atelier: [^]*newer/i).waitFor();
});

test("a wrong field of the catalogue is named by its path and the other product is sold", async (t) => {
  const context = await atelier.openContext(t);
  const tee = await readFile(join(DIST, "catalog", "tee.json"), "utf8");
  const wrong = JSON.parse(tee);
  wrong.sides[1].print_area.width = "wide";
  await context.route("**/catalog/tee.json", (route) => route.fulfill({ json: wrong }));
  const page = await context.open();
  const problems = page.getByTestId("catalogue-problems");
  await problems.getByText(/tee\.json/).waitFor();
  assert.match(await problems.innerText(), /sides\[1\]\.print_area\.width/);
  assert.equal(await page.getByTestId("product-tee").count(), 0);
  await openProduct(page, "mug");
});

test("a font that does not load is named and other fonts still work", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/anton|404/] });
  await context.route("**/fonts/anton.ttf", (route) => route.fulfill({ status: 404, body: "" }));
  const page = await context.open();
  await openProduct(page);
  await page.getByTestId("tool-text").click();
  await page.getByRole("button", { name: "Add a heading" }).click();
  await page.locator(".toast, [role=alert]").getByText(/anton/i).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add a line of text" }).click();
  await until(page, "the line is drawn", () => page.locator(".layers .layer path").count(), (count) => count > 0);
  assert.equal(await layers(page).count(), 2);
});

test("a part of the app that does not load is told, and comes when it is tried again", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/404|HTTP status code is not ok/] });
  const missing = (route) => route.fulfill({ status: 404, body: "" });
  await context.route("**/split_tools.wasm", missing);
  await context.route("**/split_order.wasm", missing);
  const page = await context.open();
  await openProduct(page);
  await page.getByTestId("tool-layers").click();
  const failed = page.locator(".panel [role=alert]");
  await failed.getByText("This part did not load").waitFor();
  await page.getByTestId("order").click();
  await page.locator(".toast").getByText("This part did not load").waitFor();

  await context.unroute("**/split_tools.wasm", missing);
  await context.unroute("**/split_order.wasm", missing);
  await failed.getByRole("button", { name: "Try again" }).click();
  await failed.waitFor({ state: "detached" });
  await page.locator(".toast").getByRole("button", { name: "Try again" }).click();
  await page.getByTestId("price-table").waitFor();
});

test("styles of what comes later that do not load are told with it, and come when it is tried again", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/404|did not load/] });
  const page = await context.open();
  await openProduct(page);
  const missing = (route) => route.fulfill({ status: 404, body: "" });
  await context.route("**/later-*.css", missing);
  await page.reload();
  await page.getByTestId("tool-layers").click();
  const failed = page.locator(".panel [role=alert]");
  await failed.getByText("This part did not load").waitFor();

  await context.unroute("**/later-*.css", missing);
  await failed.getByRole("button", { name: "Try again" }).click();
  await failed.waitFor({ state: "detached" });
  await page.getByTestId("tool-shapes").click();
  const tiles = page.locator(".panel .tile-grid").first();
  assert.equal(await tiles.evaluate((element) => getComputedStyle(element).display), "grid");
  assert.equal(await page.locator('link[href*="/later-"]').count(), 1, "fetched once");
});

test("where storage is blocked the state says that the design is only in this tab", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    Object.defineProperty(globalThis, "indexedDB", { get: refuse });
    // An empty page has no storage to ask for.
    if (navigator.storage) navigator.storage.getDirectory = async () => refuse();
  });
  const page = await context.open();
  await page.getByTestId("product-tee").click();
  await stage(page).waitFor();
  await addHeading(page, "Still here");
  await saved(page, "memory");
  await page.getByTestId("save-state").getByText("Kept only in this tab").waitFor();
  await page.getByRole("link", { name: "Back to the shop" }).click();
  await page.getByTestId("continue").getByRole("button", { name: "Continue" }).click();
  await until(page, "the text again", () => layers(page).count(), (count) => count === 1);
});

test("where storage is full the state says so, a file is offered, and later all is saved", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(() => {
    for (const name of ["put", "add"]) {
      const real = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...given) {
        if (globalThis.noRoom) throw new DOMException("no room", "QuotaExceededError");
        return real.apply(this, given);
      };
    }
  });
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "First");
  await saved(page);
  await page.evaluate(() => (globalThis.noRoom = true));
  await addShape(page, "Heart");
  await saved(page, "full");
  await page.locator(".toast").getByRole("button", { name: "Save to a file" }).waitFor();
  assert.equal(await layers(page).count(), 2);
  await page.evaluate(() => (globalThis.noRoom = false));
  await addShape(page, "Star");
  await saved(page);
  await page.reload();
  await until(page, "all three", () => layers(page).count(), (count) => count === 3);
});

test("a worker that dies is started again and nothing is lost", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/./] });
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "Before");
  await saved(page);
  const workers = page.workers();
  assert.ok(workers.length > 0, "there is a worker");
  await Promise.all(workers.map((worker) => worker.evaluate(() => setTimeout(() => { throw new Error("dies"); }))));
  await Promise.all(workers.map((worker) => worker.evaluate(() => globalThis.close()).catch(() => {})));
  await addHeading(page, "After");
  await until(page, "both are drawn", () => layers(page).count(), (count) => count === 2);
  assert.equal(await field(page, "Name of the design").count(), 1);
});
