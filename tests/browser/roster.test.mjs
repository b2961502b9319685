// Names and numbers: a list is pasted, its columns are found, rows are checked, corrected, shown, exported and ordered.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { PHONE, assertAccessible, screenshot, withBrowser } from "./harness.mjs";
import { addHeading, chooseSide, download, openProduct, until } from "./shopper.mjs";

const atelier = withBrowser();

const TEAM = "Spieler;Nr.;Größe\nAnna;7;M\nZoë;10;XXL\nBo;7;huge\n";

/** A shirt with a name and a number on its back, and the dialog open. */
async function begin(t, options = {}) {
  const page = await atelier.openPage(t, options);
  await openProduct(page);
  await chooseSide(page, "Back");
  await addHeading(page, "{name}");
  await addHeading(page, "{number}");
  return openRoster(page);
}

async function openRoster(page) {
  await page.keyboard.press("Control+k");
  await page.getByTestId("palette").getByRole("combobox").waitFor();
  await page.keyboard.type("Names and numbers");
  await page.keyboard.press("Enter");
  const dialog = page.getByTestId("roster-dialog");
  await dialog.getByTestId("roster-paste").waitFor();
  return { page, dialog };
}

async function paste(dialog, text) {
  await dialog.getByTestId("roster-paste").fill(text);
  await dialog.getByTestId("roster-use").click();
  await dialog.getByTestId("roster-table").waitFor();
}

/** Waits until every row was set. */
async function checked(page, dialog) {
  await dialog.getByTestId("roster-verdict").waitFor();
  await dialog.getByTestId("roster-checking").waitFor({ state: "detached" });
  await until(page, "set", () => dialog.getByTestId("roster-order").isVisible(), Boolean);
}

const cell = (dialog, column, row) =>
  dialog.getByRole("textbox", { name: `${column}, row ${row}`, exact: true });
const size = (dialog, row) => dialog.getByRole("combobox", { name: `Size, row ${row}`, exact: true });
const rows = (dialog) => dialog.getByTestId("roster-row");

test("a pasted list finds its columns, and says what is wrong where it is", async (t) => {
  const { page, dialog } = await begin(t);
  await paste(dialog, TEAM);
  await dialog.getByText("3 rows, UTF-8, semicolon between cells").waitFor();
  assert.equal(await cell(dialog, "name", 2).inputValue(), "Zoë");
  assert.equal(await cell(dialog, "number", 2).inputValue(), "10");
  assert.equal(await size(dialog, 2).inputValue(), "2xl");
  await dialog.getByText("1 row needs a change before it can be printed.").waitFor();
  const third = rows(dialog).nth(2);
  await third.getByText("There is no size “huge”").waitFor();
  await third.getByText("Number 7 is already in row 1").waitFor();
  assert.equal(await dialog.getByTestId("roster-order").isEnabled(), false);
  await assertAccessible(page);

  await size(dialog, 3).selectOption("L");
  await cell(dialog, "number", 3).fill("8");
  await cell(dialog, "number", 3).press("Tab");
  await dialog.getByText("All 3 rows are fine.").waitFor();
  await until(page, "open", () => dialog.getByTestId("roster-order").isEnabled(), Boolean);
  await dialog.getByText(/^3 pieces, €/).waitFor();
  await page.locator('.roster-chosen canvas[data-state="shown"]').waitFor();
  await screenshot(page, "roster");
  await assertAccessible(page);
});

test("a long name is set smaller and said so; one that no size can hold stops", async (t) => {
  const { page, dialog } = await begin(t);
  await paste(dialog, `name,number\n${"Wolfeschlegelstein ".repeat(3)},1\n${"x".repeat(190)},2\n`);
  await rows(dialog).nth(0).getByText("so that it fits").waitFor();
  await rows(dialog).nth(1).getByText("does not fit even at").waitFor();
  assert.equal(await dialog.getByTestId("roster-pdf").isEnabled(), false);
  await checked(page, dialog);
});

test("rows are added, removed and brought back, by keys too", async (t) => {
  const { page, dialog } = await begin(t);
  await paste(dialog, "name,number\nAnna,7\nBo,8\n");
  await cell(dialog, "name", 1).focus();
  await page.keyboard.press("ArrowDown");
  await until(page, "below", () => cell(dialog, "name", 2).evaluate((field) => field === document.activeElement), Boolean);
  await page.keyboard.press("Enter");
  await until(page, "added", () => rows(dialog).count(), (count) => count === 3);
  await until(page, "in the new row", () => cell(dialog, "name", 3).evaluate((field) => field === document.activeElement), Boolean);
  await page.keyboard.type("Cy");
  await page.keyboard.press("Tab");
  await page.keyboard.type("9");
  await page.keyboard.press("Tab");
  await dialog.getByText("All 3 rows are fine.").waitFor();

  await dialog.getByRole("button", { name: "Remove row 1", exact: true }).click();
  await until(page, "removed", () => rows(dialog).count(), (count) => count === 2);
  await dialog.getByTestId("roster-removed").getByRole("button", { name: "Undo" }).click();
  await until(page, "back", () => rows(dialog).count(), (count) => count === 3);
  assert.equal(await cell(dialog, "name", 1).inputValue(), "Anna");
});

test("a list that cannot be read says why and stays", async (t) => {
  const { dialog } = await begin(t);
  const field = dialog.getByTestId("roster-paste");
  await field.fill('name,number\n"Anna,7\n');
  await dialog.getByTestId("roster-use").click();
  await dialog.getByText("A quote that opens in line 2 is never closed").waitFor();
  assert.equal(await field.inputValue(), 'name,number\n"Anna,7\n');
});

test("all rows come as one zip whose hashes hold", async (t) => {
  const { page, dialog } = await begin(t);
  await paste(dialog, "name,number,size\nAnna,7,M\nZoë,10,L\n");
  await checked(page, dialog);
  const button = dialog.getByTestId("roster-pdf");
  await until(page, "ready", () => button.isEnabled(), Boolean);
  const { name, bytes } = await download(page, button);
  assert.match(name, /-rows\.zip$/);
  const files = unzipped(bytes);
  assert.deepEqual([...files.keys()], [
    "001-anna-7-m-back.pdf",
    "002-zoe-10-l-back.pdf",
    "order.json",
    "list.csv",
  ]);
  const order = JSON.parse(files.get("order.json").toString());
  assert.equal(order.pieces, 2);
  for (const row of order.rows) {
    for (const file of row.files) {
      const hash = createHash("sha256").update(files.get(file.name)).digest("hex");
      assert.equal(hash, file.sha256, file.name);
    }
  }
  assert.ok(files.get("001-anna-7-m-back.pdf").subarray(0, 5).equals(Buffer.from("%PDF-")));
});

test("an export waits, goes on and can be cancelled", async (t) => {
  const { page, dialog } = await begin(t);
  const many = Array.from({ length: 400 }, (_, index) => `Player ${index},${index},M`).join("\n");
  await paste(dialog, `name,number,size\n${many}\n`);
  await dialog.getByText("All 400 rows are fine.").waitFor();
  await until(page, "ready", () => dialog.getByTestId("roster-pdf").isEnabled(), Boolean);
  await dialog.getByTestId("roster-pdf").click();
  const making = dialog.getByTestId("roster-making");
  await dialog.getByTestId("roster-pause").click();
  await making.getByRole("button", { name: "Go on" }).waitFor();
  await making.getByRole("button", { name: "Go on" }).click();
  await dialog.getByTestId("roster-cancel").click();
  await making.waitFor({ state: "detached" });
  await dialog.getByText("Cancelled. Nothing was saved.").waitFor();
});

test("a long list has pages, and all of it is shown on the product", async (t) => {
  const { page, dialog } = await begin(t);
  const many = Array.from({ length: 100 }, (_, index) => `P${index},${index},M`).join("\n");
  await paste(dialog, `name,number,size\n${many}\n`);
  await dialog.getByText("Rows 1 to 40 of 100").waitFor();
  await dialog.getByRole("button", { name: "Later rows" }).click();
  await dialog.getByText("Rows 41 to 80 of 100").waitFor();
  assert.equal(await cell(dialog, "name", 41).inputValue(), "P40");
  await dialog.getByRole("radio", { name: "Pictures" }).check({ force: true });
  await dialog.locator('.roster-tile canvas[data-state="shown"]').first().waitFor();
  await screenshot(page, "roster-pictures");
});

test("all rows go into a shop's basket as one order", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  await page.evaluate(() => addEventListener("atelier-add-roster", ({ detail }) => (globalThis.order = detail)));
  await addHeading(page, "{name}");
  await page.getByTestId("order").click();
  await page.getByTestId("order-roster").click();
  const dialog = page.getByTestId("roster-dialog");
  await dialog.getByTestId("roster-paste").waitFor();
  await paste(dialog, "name,size,quantity\nAnna,M,1\nZoë,L,9\n");
  await until(page, "ready", () => dialog.getByTestId("roster-order").isEnabled(), Boolean);
  await dialog.getByTestId("roster-order").click();
  await dialog.getByText("All rows are in your cart").waitFor();
  const order = await page.evaluate(() => globalThis.order);
  assert.deepEqual([order.v, order.quantity, order.rows.length], [1, 10, 2]);
  assert.equal(order.total, order.rows.reduce((sum, row) => sum + row.total, 0));
  for (const row of order.rows) {
    assert.equal(row.design, createHash("sha256").update(row.document).digest("hex"));
    assert.ok(row.document.includes(row.words[0][1]), "the row's words are in its design");
  }
  assert.match(order.preview, /^data:image\/png;base64,/);
});

for (const [name, options] of Object.entries({
  "roster-dark": { colorScheme: "dark" },
  "roster-phone": { viewport: PHONE, touch: true },
  "roster-phone-dark": { viewport: PHONE, touch: true, colorScheme: "dark" },
})) {
  test(`it can be used: ${name}`, async (t) => {
    const { page, dialog } = await begin(t, options);
    await screenshot(page, `${name}-empty`);
    await assertAccessible(page);
    await paste(dialog, TEAM);
    // On a phone it lies further down, and is drawn when one gets there.
    await page.locator(".roster-chosen canvas").scrollIntoViewIfNeeded();
    await page.locator('.roster-chosen canvas[data-state="shown"]').waitFor();
    await assertAccessible(page);
    const wide = await dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    assert.ok(wide <= 1, `${wide} pixels stick out`);
    await screenshot(page, name);
  });
}

/** The files of a zip without compression, by name. */
function unzipped(bytes) {
  const files = new Map();
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const [length, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    files.set(bytes.subarray(at + 30, at + 30 + name).toString(), bytes.subarray(start, start + length));
    at = start + length;
  }
  return files;
}
