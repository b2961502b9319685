// Many layers: while one is dragged, pictures stand for the others; nobody may see that.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openInApp } from "./app_file.mjs";
import { withBrowser } from "./harness.mjs";
import { heldIndex, mixedDesign, photo } from "./scenes.mjs";
import { board, layers, nextFrame, until } from "./shopper.mjs";
import { BLANK, blankPage, product } from "./workers.mjs";

const COUNT = 120;
const SIZE_MM = 30;
const picture = await photo();
const artworks = new Map([[picture.id, picture.bytes]]);
const atelier = withBrowser({
  override: blankPage(artworks),
  // These are the flat layers, as they are where there is no WebGL; elsewhere the live picture shows the art.
  init: () => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  },
});

/** How much two PNG pictures of one size differ: the mean of all channels (0 to 255), and the share of clearly other pixels. */
async function difference(page, before, after) {
  return page.evaluate(async (pictures) => {
    const [a, b] = await Promise.all(
      pictures.map(async (png) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      }),
    );
    const apart = a.map((value, at) => Math.abs(value - b[at]));
    const clear = apart.filter((by) => by > 64).length;
    return { mean: apart.reduce((sum, by) => sum + by, 0) / apart.length, clear: clear / apart.length };
  }, [before.toString("base64"), after.toString("base64")]);
}

test("while one of many layers is dragged the others look as they did, and lie as they did", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  const { width, height } = (await product("tee")).sides[0].print_area;
  const design = mixedDesign(COUNT, { width, height }, SIZE_MM, picture);
  await openInApp(page, design, artworks);
  const { x, y, mm } = await board(page);
  const held = Object.values(design.layers)[heldIndex(COUNT)];
  const grip = { x: x + held.x * mm, y: y + held.y * mm };
  // What the held layer and its read-out never cover: all but the top, where it lies alone.
  const top = SIZE_MM * 2.6 * mm;
  const clip = { x, y: y + top, width: width * mm, height: height * mm - top };
  await page.locator('.board-product canvas[data-state="shown"]').waitFor();
  const moves = () => page.evaluate(() => document.getAnimations().length);
  await until(page, "the product is faded in", moves, (count) => count === 0);
  // Layers by themselves all the time, as a drag shows them: at rest the studio's picture stands for them.
  const flat = ".live-whole { display: none } .stage-view :is(.layers, .board-product) { opacity: 1 !important }";
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
  }, flat);
  await page.mouse.move(grip.x, grip.y);
  const before = await page.screenshot({ clip });
  const stacked = await layers(page).evaluateAll((all) => all.map(({ dataset }) => dataset.layer));

  await page.mouse.down();
  // Without snapping, so that no guide is drawn over the others.
  await page.keyboard.down("Control");
  await page.mouse.move(grip.x + 8, grip.y + 4, { steps: 3 });
  await nextFrame(page);
  assert.equal(await page.locator(".layers canvas").count(), 2, "one picture below and one above");
  const during = await page.screenshot({ clip });

  const blank = await context.open(BLANK);
  const near = await difference(blank, before, during);
  assert.ok(near.mean < 2 && near.clear < 0.005, `the others changed: ${JSON.stringify(near)}`);
  const empty = await blank.screenshot({ clip });
  const far = await difference(blank, before, empty);
  assert.ok(far.mean > 20, `there is nothing to see: ${JSON.stringify(far)}`);

  await page.bringToFront();
  await page.mouse.up();
  await page.keyboard.up("Control");
  await nextFrame(page);
  assert.equal(await page.locator(".layers canvas").count(), 0);
  assert.deepEqual(await layers(page).evaluateAll((all) => all.map(({ dataset }) => dataset.layer)), stacked);
  const after = await difference(blank, before, await page.screenshot({ clip }));
  assert.ok(after.mean < 0.1, `the drag left a trace: ${JSON.stringify(after)}`);
});
