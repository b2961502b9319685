// The main job by pointer, on the built page: find a product, design it, see it kept, hand over files.
// The rules of each command are tested in the editor; here is what a hand on a mouse gets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import {
  addHeading, addShape, board, choosePictures, chooseSide, download, drag, field, layers, middle, openProduct, openTool,
  outlined, place, png, pngChunks, redoButton, saved, stage, undoButton, until,
} from "./shopper.mjs";

const atelier = withBrowser();

/** The frame's middle once it is drawn where the inspector says. */
const selection = (page) => page.getByTestId("selection");
const within = (value, wanted, by) => Math.abs(value - wanted) <= by;

test("a text is typed on the product, dragged and snapped to its centre", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Bold moves");
  assert.equal(await page.getByTestId("text-content").inputValue(), "Bold moves");

  const { mm } = await board(page);
  const before = await place(page);
  const free = await drag(page, await middle(selection(page)), { x: 40 * mm, y: 60 * mm }, { keys: ["Control"] });
  assert.equal(free.guides, 0);
  const moved = await until(page, "moved", () => place(page), (now) => within(now.y, before.y + 60, 1));
  assert.ok(within(moved.x, before.x + 40, 1), `${moved.x}`);

  const back = 150 - (moved.x + moved.width / 2) + 1.5;
  const snapped = await drag(page, await middle(selection(page)), { x: back * mm, y: 0 });
  assert.ok(snapped.guides > 0, "a guide shows the snap");
  await until(page, "centred", () => place(page), (now) => within(now.x + now.width / 2, 150, 0.02));
  assert.equal(await page.locator(".guide").count(), 0);
});

test("a corner keeps the proportion and the handle above turns", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addShape(page, "Rectangle");
  const { mm } = await board(page);
  const before = await place(page);

  await drag(page, await middle(selection(page).locator('[data-dir="se"]')), { x: 30 * mm, y: 21 * mm });
  const large = await until(page, "resized", () => place(page), (now) => now.width > before.width + 15);
  assert.ok(within(large.width / large.height, before.width / before.height, 0.01));
  assert.ok(within(large.x, before.x, 0.1) && within(large.y, before.y, 0.1), "the other corner stays");

  const handle = await middle(selection(page).locator('[data-dir="rotate"]'));
  const centre = await middle(selection(page));
  const arm = Math.hypot(handle.x - centre.x, handle.y - centre.y);
  await drag(page, handle, { x: centre.x + arm - handle.x, y: centre.y - handle.y });
  const turned = await until(page, "turned", () => place(page), (now) => now.angle !== 0);
  assert.ok(within(Math.abs(turned.angle), 90, 3), `${turned.angle}`);
});

test("a small layer is dragged by its middle, not by its handles", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addShape(page, "Rectangle");
  for (const [name, value] of [["Width in millimetres", "24"], ["Height in millimetres", "18"]]) {
    await field(page, name).fill(value);
    await field(page, name).press("Enter");
  }
  const before = await until(page, "small", () => place(page), ({ width, height }) => width <= 24 && height <= 18);
  await drag(page, await middle(page.getByTestId("selection")), { x: 40, y: 60 });
  const after = await until(page, "moved", () => place(page), ({ y }) => y !== before.y);
  assert.deepEqual([after.width, after.height], [before.width, before.height]);
});

test("a shape takes fill, outline and opacity", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addShape(page, "Heart");
  const drawn = layers(page).first().locator("path");
  const inspector = page.locator(".inspector");
  await inspector.getByRole("button", { name: "Coral" }).first().click();
  await page.locator(".layers .layer path[fill='#e8593c']").waitFor({ state: "attached" });
  await inspector.getByRole("switch", { name: "Outline" }).check();
  await until(page, "outlined", () => drawn.count(), (count) => count > 0);
  await inspector.getByRole("slider", { name: "Opacity" }).fill("40");
  await inspector.getByText("40 %", { exact: true }).waitFor();
});

test("a picture is chosen from a file and its resolution judged", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, png("dots.png"));
  const dpi = page.getByTestId("dpi");
  await dpi.getByText(/\d+ DPI/).waitFor();
  await layers(page).first().locator("image").waitFor({ state: "attached" });
  await field(page, "Width in millimetres").fill("20");
  await page.keyboard.press("Enter");
  await dpi.getByText("381 DPI: sharp in print").waitFor();
  await field(page, "Width in millimetres").fill("250");
  await page.keyboard.press("Enter");
  await dpi.getByText(/30 DPI: will look blurred/).waitFor();
});

test("the product's colour and side change and undo takes it all back", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  const pill = page.locator(".product-pill");
  const first = (await pill.textContent()).trim();
  await page.locator(".inspector").getByRole("radio", { name: "Navy" }).check({ force: true });
  await pill.getByText("Navy").waitFor();
  await addHeading(page, "Front");
  await chooseSide(page, "Back");
  await until(page, "empty back", () => layers(page).count(), (count) => count === 0);
  await addHeading(page, "Back");
  assert.equal(await layers(page).count(), 1);
  await chooseSide(page, "Front");
  await openTool(page, "layers");
  await page.locator(".layer-row").getByText("“Front”").waitFor();

  while (await undoButton(page).isEnabled()) await undoButton(page).click();
  await pill.getByText(first).waitFor();
  assert.equal(await layers(page).count(), 0);
  while (await redoButton(page).isEnabled()) await redoButton(page).click();
  await pill.getByText("Navy").waitFor();
});

test("the order's lines add up and the price follows size and quantity", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Ours");
  await page.getByTestId("order").click();
  const dialog = page.getByTestId("order-dialog");
  const table = dialog.getByTestId("price-table");
  const amount = (text) => Number(text.replace(/[^\d.−-]/g, "").replace("−", "-"));
  const lines = async () => {
    const rows = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.lastElementChild.textContent));
    return rows.map(amount);
  };
  const total = async () => amount(await table.locator("tfoot td").last().textContent());
  const adds = async () => {
    const sum = (await lines()).reduce((sum, line) => sum + line, 0);
    return within(sum, await total(), 0.004) ? await total() : null;
  };
  const one = await until(page, "the price of one piece", adds, (sum) => sum > 0);
  await dialog.getByRole("radio", { name: "3XL", exact: true }).check({ force: true });
  await table.getByText("Size 3XL").waitFor();
  assert.ok((await adds()) > one, "a large size costs more");
  await dialog.getByTestId("quantity").fill("10");
  await table.getByText("× 10").waitFor();
  await table.getByText(/% off from/).waitFor();
  const ten = await adds();
  assert.ok(ten > 5 * one && ten < 10 * one * 1.5, `${ten}`);
  assert.equal(amount(await page.getByTestId("price").locator("strong").textContent()), ten);
});

test("PDF, PNG and SVG are true to size", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "mug");
  await addHeading(page, "True");
  await choosePictures(page, png());
  await page.getByTestId("dpi").waitFor();
  await page.getByTestId("order").click();
  const dialog = page.getByTestId("order-dialog");
  const points = (mm) => (mm / 25.4) * 72;

  const pdf = await download(page, dialog.getByRole("button", { name: "PDF" }));
  assert.match(pdf.name, /\.pdf$/);
  assert.equal(pdf.bytes.toString("latin1", 0, 5), "%PDF-");
  const text = pdf.bytes.toString("latin1");
  const box = (name) => new RegExp(`/${name} ?\\[([^\\]]+)\\]`).exec(text)?.[1].trim().split(/\s+/).map(Number);
  const trim = box("TrimBox");
  assert.ok(trim, "a trim box");
  assert.ok(within(trim[2] - trim[0], points(230), 0.02) && within(trim[3] - trim[1], points(95), 0.02), `${trim}`);
  const bleed = box("BleedBox");
  assert.ok(bleed && bleed[2] - bleed[0] >= trim[2] - trim[0], `${bleed}`);
  assert.doesNotMatch(text, /\/Font\b/);

  const picture = await download(page, dialog.getByRole("button", { name: "PNG" }));
  assert.deepEqual([...picture.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  const { IHDR, pHYs } = pngChunks(picture.bytes);
  assert.deepEqual([pHYs.readUInt32BE(0), pHYs.readUInt32BE(4), pHYs[8]], [11811, 11811, 1]);
  assert.deepEqual([IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)], [230, 95].map((mm) => Math.round((mm / 25.4) * 300)));

  const svg = await download(page, dialog.getByRole("button", { name: "SVG" }));
  const markup = svg.bytes.toString("utf8");
  assert.match(markup, /<svg[^>]+width="[\d.]+mm"/);
  assert.match(markup, /<path/);
  assert.doesNotMatch(markup, /<text/);
});

test("a design is found again and undo still works after a reload", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await field(page, "Name of the design").fill("For Ida");
  await page.keyboard.press("Enter");
  await addHeading(page, "Ida");
  await addShape(page, "Star");
  await saved(page);

  await page.reload();
  await until(page, "both layers again", () => layers(page).count(), (count) => count === 2);
  assert.equal(await field(page, "Name of the design").inputValue(), "For Ida");
  await undoButton(page).click();
  await until(page, "star taken back", () => layers(page).count(), (count) => count === 1);
  await redoButton(page).click();
  await until(page, "star again", () => layers(page).count(), (count) => count === 2);
  await saved(page);

  await page.getByRole("link", { name: "Back to the shop" }).click();
  await page.getByTestId("continue").getByText("For Ida").waitFor();
  await page.locator(".masthead").getByRole("link", { name: "My designs" }).click();
  await page.getByTestId("design-card").getByText("For Ida").waitFor();
  await page.locator(".masthead").getByRole("link", { name: "Shop", exact: true }).click();
  await page.getByTestId("continue").getByRole("button", { name: "Continue" }).click();
  await stage(page).waitFor();

  // The tab is closed; another one comes back.
  await saved(page);
  await page.close();
  const later = await context.open();
  await later.getByTestId("continue").getByRole("button", { name: "Continue" }).click();
  await until(later, "both layers", () => layers(later).count(), (count) => count === 2);
});

test("a font is found by name, by mood and by what was used lately", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "Letters");
  const picker = page.locator(".font-picker");
  await picker.locator("summary").click();
  const search = picker.getByRole("searchbox", { name: "Find a font" });
  await search.fill("pacif");
  assert.deepEqual(await picker.getByRole("option").allInnerTexts().then((all) => all.length), 1);
  await search.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until(page, "Pacifico", () => picker.locator("summary").getAttribute("aria-label"), (name) => /Pacifico/.test(name));
  await search.fill("zzz");
  await picker.getByText("No font is called that").waitFor();
  await picker.getByRole("button", { name: "Show all fonts" }).click();
  const all = await picker.getByRole("option").count();
  await search.fill("Vietnamese");
  await until(page, "fonts with Vietnamese", () => picker.getByRole("option").count(), (count) => count > 20 && count < all);
  await search.fill("");
  await picker.getByRole("button", { name: "Romantic" }).click();
  await until(page, "fewer fonts", () => picker.getByRole("option").count(), (count) => count > 2 && count < all / 2);

  await page.reload();
  await outlined(page);
  const { x, y } = await middle(layers(page).first());
  await page.mouse.click(x, y);
  await page.locator(".font-picker summary").click();
  const lately = page.getByRole("group", { name: "Used lately" });
  await lately.getByRole("option", { name: "Pacifico" }).waitFor();
  await page.locator(".font-picker").getByRole("searchbox").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
});

test("the font picker fetches the fonts that come into sight, and no others", async (t) => {
  const context = await atelier.openContext(t);
  const fetched = new Set();
  await context.route("**/fonts/*.ttf", (route) => {
    fetched.add(new URL(route.request().url()).pathname);
    return route.continue();
  });
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "Letters");
  const picker = page.locator(".font-picker");
  await picker.locator("summary").click();
  const names = picker.getByRole("option");
  await names.first().locator("svg").waitFor();
  const total = await names.count();
  assert.ok(total >= 36, `${total} families`);
  assert.ok(fetched.size < total / 2, `${fetched.size} of ${total} fonts were fetched`);
  const last = names.last();
  assert.equal(await last.locator("svg").count(), 0);
  await last.scrollIntoViewIfNeeded();
  await last.locator("svg").waitFor();
});
