// The library of artwork: found in any language, put on the product, recoloured, repeated; QR codes; by mouse and by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { layers, middle, openProduct, openTool, place, says, stage, undoButton, until } from "./shopper.mjs";

let broken = null;
const atelier = withBrowser({
  override: (path) => (broken && path.endsWith(broken) ? { status: 503, body: "away" } : undefined),
});

const panel = (page) => page.locator(".panel");
const search = (page) => page.getByTestId("motif-search");
const motif = (page, name) => panel(page).getByRole("button", { name, exact: true });
const swatches = (page) => page.locator(".inspector").getByRole("radio", { name: /^Colour \d/ });

async function openArtwork(page, product = "tee") {
  await openProduct(page, product);
  await openTool(page, "artwork");
  await search(page).waitFor();
}

/** Finds a motif, waits until it is drawn, and presses it. */
async function add(page, query, name) {
  await search(page).fill(query);
  await motif(page, name).first().locator("svg").waitFor();
  await motif(page, name).first().click();
  await layers(page).first().waitFor({ state: "attached" });
}

test("a German word finds the dog, which is recoloured and comes back by undo", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await add(page, "hund", "Dog face");
  await swatches(page).first().waitFor();
  const before = await swatches(page).first().getAttribute("aria-label");
  await page.locator(".inspector").getByRole("button", { name: "Raspberry", exact: true }).click();
  await until(page, "recoloured", () => swatches(page).first().getAttribute("aria-label"), (now) => /Raspberry/.test(now));
  await undoButton(page).click();
  await until(page, "undone", () => swatches(page).first().getAttribute("aria-label"), (now) => now === before);
  await page.getByRole("button", { name: "Palette 1", exact: true }).click();
  await page.getByRole("button", { name: "Original colours" }).click();
  await until(page, "reset", () => swatches(page).first().getAttribute("aria-label"), (now) => now === before);
});

test("words of many languages, plurals and emoji find the same motif", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  for (const query of ["🐶", "dogs", "chien", "perro", "いぬ"]) {
    await search(page).fill(query);
    await motif(page, "Dog face").first().waitFor();
  }
  await search(page).fill("qqqqqq");
  await page.getByText("Nothing is called that").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await until(page, "all shown", () => page.locator(".motif").count(), (count) => count >= 60);
});

test("by keyboard alone: find, walk through the grid, add, undo", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await search(page).focus();
  await page.keyboard.type("star");
  await page.locator(".motif").nth(3).locator("svg").waitFor();
  await page.locator(".motif").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const second = page.locator(".motif").nth(1);
  assert.equal(await second.evaluate((tile) => tile === document.activeElement), true);
  await page.keyboard.press("Enter");
  await layers(page).first().waitFor({ state: "attached" });
  await says(page, /[Aa]dded/);
  await page.keyboard.press("Control+z");
  await layers(page).first().waitFor({ state: "detached" });
});

test("a motif dragged to the product lies where it was let go", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await search(page).fill("mandala");
  const tile = page.locator(".motif").first();
  await tile.locator("svg").waitFor();
  const area = await page.locator(".print-area").boundingBox();
  const to = { x: area.x + area.width * 0.25, y: area.y + area.height * 0.25 };
  const from = await middle(tile);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x - 20, to.y, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await layers(page).first().waitFor({ state: "attached" });
  const at = await middle(layers(page).first());
  assert.ok(Math.hypot(at.x - to.x, at.y - to.y) < 6, JSON.stringify({ at, to }));
});

test("another motif takes the place of one, at its size", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await add(page, "cat face", "Cat face");
  const before = await place(page);
  await page.getByTestId("replace-motif").click();
  await page.getByText("Choose what takes its place").waitFor();
  await search(page).fill("dog face");
  await motif(page, "Dog face").first().locator("svg").waitFor();
  await motif(page, "Dog face").first().click();
  await page.locator(".inspector").getByText("Dog face", { exact: true }).waitFor();
  assert.equal(await layers(page).count(), 1);
  assert.deepEqual(await place(page), before);
});

test("a motif is repeated over the print area, and the pattern follows its sliders", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await add(page, "dog", "Dog");
  await page.getByTestId("repeat").click();
  const tile = page.getByRole("slider", { name: "Tile" });
  await tile.waitFor();
  assert.equal(await layers(page).count(), 2);
  await tile.fill("40");
  await page.getByRole("radio", { name: "Half-drop" }).check({ force: true });
  await until(page, "tile", () => tile.getAttribute("aria-valuetext"), (now) => now === "40 mm");
  await page.getByRole("button", { name: "No pattern" }).click();
  await page.getByTestId("fill-pattern").waitFor();
});

test("a QR code is made, edited again, and warned of when it is too small", async (t) => {
  const page = await atelier.openPage(t);
  await openArtwork(page);
  await page.getByRole("button", { name: "QR code", exact: true }).click();
  const add = page.getByRole("button", { name: "Add QR code" });
  assert.equal(await add.isDisabled(), true);
  await page.getByTestId("code-form").getByLabel("Link or text").last().fill("https://example.com");
  await page.locator(".code-preview svg").waitFor();
  await add.click();
  const fields = page.getByTestId("code-fields");
  await fields.waitFor();
  await layers(page).first().waitFor({ state: "attached" });
  const content = fields.locator('input[type="text"]').first();
  assert.equal(await content.inputValue(), "https://example.com");
  await content.fill("https://example.com/a/longer/address");
  assert.equal(await layers(page).count(), 1);
  const width = page.getByRole("textbox", { name: "Width in millimetres" });
  await width.fill("10");
  await width.press("Enter");
  await page.getByTestId("code-problem").first().waitFor();
});

test("where the library does not come, the shopper is told and can try again", async (t) => {
  broken = "motifs.json";
  t.after(() => (broken = null));
  const page = await atelier.openPage(t, { expectErrors: [/503/] });
  await openProduct(page);
  await openTool(page, "artwork");
  await page.getByTestId("library-failed").waitFor();
  broken = null;
  await page.getByTestId("library-failed").getByRole("button", { name: "Try again" }).click();
  await search(page).waitFor();
  assert.ok(await stage(page).isVisible());
});

for (const [name, options] of [
  ["light, wide", { colorScheme: "light", viewport: DESKTOP }],
  ["dark, wide", { colorScheme: "dark", viewport: DESKTOP }],
  ["dark, phone", { colorScheme: "dark", viewport: PHONE, touch: true }],
]) {
  test(`axe finds nothing in the library, its settings and codes (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await openArtwork(page);
    await page.locator(".motif svg").first().waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "QR code", exact: true }).click();
    await page.getByTestId("code-form").waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "All artwork" }).click();
    await add(page, "dog", "Dog");
    await assertAccessible(page);
  });
}
