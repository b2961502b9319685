// The main job with a finger on a phone: sheets, adding, dragging, pinching, ordering.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, withBrowser } from "./harness.mjs";
import { board, layers, middle, nextFrame, openProduct, stage, until } from "./shopper.mjs";

const atelier = withBrowser();

/** Fingers that go along a path each: `[[{ x, y }, ...], ...]`, all paths of one length. */
async function touch(page, ...paths) {
  const cdp = await page.context().newCDPSession(page);
  const points = (step) => paths.map((path, id) => ({ ...path[step], id }));
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (let step = 1; step < paths[0].length; step++) {
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    await nextFrame(page);
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
}

/** A path from a point by so many pixels. */
const path = (from, by, steps = 8) =>
  Array.from({ length: steps + 1 }, (_, step) => ({
    x: from.x + (by.x * step) / steps,
    y: from.y + (by.y * step) / steps,
  }));

async function begin(t, product = "tee") {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await openProduct(page, product);
  return page;
}

async function addHeading(page, words) {
  await page.getByTestId("tool-text").tap();
  await page.getByRole("button", { name: "Add a heading" }).tap();
  await page.getByTestId("typing").waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Escape");
  await page.getByTestId("selection").waitFor();
}

/** Where the selection lies, in millimetres of the print area. */
async function selected(page) {
  // Both in one moment: fingers may still move them.
  return page.evaluate(() => {
    const area = document.querySelector('[data-testid="print-area"]');
    const box = area.getBoundingClientRect();
    const mm = box.width / parseFloat(/calc\(var\(--mm\) \* ([\d.]+)\)/.exec(area.getAttribute("style"))[1]);
    const { x, y, width, height } = document.querySelector('[data-testid="selection"]').getBoundingClientRect();
    return { x: (x + width / 2 - box.x) / mm, y: (y + height / 2 - box.y) / mm };
  });
}

test("a tool opens its sheet over the foot, the stage stays in sight, and the sheet closes", async (t) => {
  const page = await begin(t);
  const editor = page.getByTestId("editor");
  assert.equal(await editor.getAttribute("data-sheet"), "");
  await page.getByTestId("tool-shapes").tap();
  const tile = page.getByRole("button", { name: "Heart", exact: true });
  await tile.waitFor();
  const stageBox = await stage(page).boundingBox();
  assert.ok(stageBox.height > 200, `${stageBox.height} px of stage`);
  await tile.tap();
  assert.equal(await layers(page).count(), 1);
  await page.locator(".panel").getByRole("button", { name: "Close" }).tap();
  await until(page, "closed", () => editor.getAttribute("data-sheet"), (sheet) => sheet === "");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(wide, 0, "nothing runs off the side");
});

test("a text that is still being typed is dragged by a finger", async (t) => {
  const page = await begin(t);
  await page.getByTestId("tool-text").tap();
  await page.getByRole("button", { name: "Add a heading" }).tap();
  await page.getByTestId("typing").waitFor();
  await page.keyboard.type("Wait");
  const from = await middle(page.getByTestId("typing"));
  await touch(page, path(from, { x: 0, y: 60 }));
  await page.getByTestId("typing").waitFor({ state: "detached" });
  const to = await middle(page.getByTestId("selection"));
  assert.ok(Math.abs(to.y - from.y - 60) < 9, `moved by ${to.y - from.y} px`);
  assert.equal(await layers(page).count(), 1);
});

test("two fingers zoom and pan, and change no layer", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Near");
  const before = await board(page);
  const place = await selected(page);
  // Beside what is selected: on it, two fingers would turn and scale that.
  const middleOfStage = await middle(stage(page));
  const centre = { x: middleOfStage.x, y: middleOfStage.y + 70 };
  await touch(
    page,
    path({ x: centre.x - 30, y: centre.y }, { x: -50, y: 0 }),
    path({ x: centre.x + 30, y: centre.y }, { x: 50, y: 0 }),
  );
  const after = await until(page, "zoomed", () => board(page), (now) => now.mm > before.mm * 1.5);
  assert.ok(Math.abs(after.mm / before.mm - 160 / 60) < 0.4, `${after.mm / before.mm}`);
  const still = await selected(page);
  assert.ok(Math.hypot(still.x - place.x, still.y - place.y) < 1);
  await page.getByRole("button", { name: "Redo" }).waitFor();
  assert.equal(await layers(page).count(), 1);
});

test("the selection's settings open in a sheet and a colour is picked", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Red");
  await page.locator(".context-bar").getByRole("button", { name: "Settings" }).tap();
  const inspector = page.locator(".inspector");
  await inspector.getByRole("button", { name: "Raspberry" }).tap();
  await page.locator(".layers .layer path[fill='#c23b72']").first().waitFor({ state: "attached" });
});

test("a tool shows its panel where the settings lay over it, and is pressed only while it is seen", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Red");
  const text = page.getByTestId("tool-text");
  await page.locator(".context-bar").getByRole("button", { name: "Settings" }).tap();
  await page.locator(".inspector").waitFor();
  assert.equal(await text.getAttribute("aria-pressed"), "false");
  await text.tap();
  await page.getByRole("button", { name: "Add a heading" }).waitFor();
  assert.equal(await text.getAttribute("aria-pressed"), "true");
  await text.tap();
  await page.getByRole("button", { name: "Add a heading" }).waitFor({ state: "hidden" });
});

test("an order is made on a phone", async (t) => {
  const page = await begin(t, "mug");
  await addHeading(page, "Tea");
  await page.getByTestId("order").tap();
  const dialog = page.getByTestId("order-dialog");
  await dialog.locator('.order-pictures canvas[data-state="shown"]').waitFor();
  await dialog.getByTestId("quantity").fill("2");
  await dialog.getByTestId("price-table").getByText("× 2").waitFor();
  const { width } = await dialog.boundingBox();
  assert.ok(width <= PHONE.width);
  await dialog.getByTestId("add-to-cart").tap();
  const said = dialog.getByTestId("ordered");
  await said.getByText("in your cart").waitFor();
  // In sight without scrolling, in a line above the button.
  const [line, button] = [await said.boundingBox(), await dialog.getByTestId("add-to-cart").boundingBox()];
  assert.ok(line.y + line.height <= button.y && button.y + button.height <= PHONE.height, JSON.stringify([line, button]));
});

test("on a phone the product is shown in life size once a card was held to the screen", async (t) => {
  const page = await begin(t, "tee");
  await page.getByRole("button", { name: "Rulers, grid and unit" }).tap();
  await page.getByTestId("life-size").tap();
  const dialog = page.locator("dialog[open]");
  const card = await dialog.getByTestId("life-card").boundingBox();
  await dialog.getByRole("button", { name: "Show in life size" }).tap();
  await dialog.waitFor({ state: "hidden" });
  // The card stands: its short edge is 53.98 mm.
  const { mm } = await board(page);
  assert.ok(Math.abs(mm / (card.width / 53.98) - 1) < 0.01, `${mm} pixels in a millimetre, card ${card.width}`);
});
