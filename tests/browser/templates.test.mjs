// Templates: found, put on the product, filled in, recoloured, kept as one's own, and moved to another product.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, download, layers, openProduct, openTool, outlined, redoButton, saved, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();
const shelf = (page) => page.getByTestId("template-shelf");
const cards = (page) => shelf(page).getByTestId("shelf-card");
const fields = (page) => page.getByTestId("template-fields");

/** A tee with a template, its fields shown. */
async function withTemplate(t, name = "Class of", options) {
  const page = await atelier.openPage(t, options);
  await openProduct(page);
  await openTool(page, "templates");
  await shelf(page).getByRole("searchbox").fill(name);
  await shelf(page).getByRole("button", { name, exact: true }).click();
  await fields(page).waitFor();
  await until(page, "parts", () => layers(page).count(), (count) => count > 3);
  return page;
}

/** Colours and shapes of all that is drawn on the stage. */
const drawn = (page) => page.locator(".layers").evaluate((all) => [...all.querySelectorAll("path")].map((path) => `${path.getAttribute("fill")} ${path.getAttribute("stroke")} ${path.getAttribute("d")?.length}`).join("\n"));

test("templates are found by words, occasion and mood, and an empty shelf says what to do", async (t) => {
  const page = await atelier.openPage(t);
  await page.goto("#/templates");
  await cards(page).first().waitFor();
  const all = await cards(page).count();
  assert.ok(all >= 48, `${all}`);
  await shelf(page).getByLabel("Occasion").selectOption({ label: "Wedding" });
  await until(page, "weddings", () => cards(page).count(), (count) => count > 1 && count < all);
  await shelf(page).getByRole("searchbox").fill("ampersand");
  await until(page, "one", () => cards(page).count(), (count) => count === 1);
  await shelf(page).getByRole("searchbox").fill("xylophone");
  await shelf(page).getByRole("button", { name: "Show all templates" }).click();
  await until(page, "all again", () => cards(page).count(), (count) => count === all);
});

test("pictures are drawn only of cards in sight", async (t) => {
  const page = await atelier.openPage(t);
  await page.goto("#/templates");
  await shelf(page).locator("canvas[data-state=shown]").first().waitFor();
  assert.ok((await shelf(page).locator("canvas").count()) < (await cards(page).count()));
});

test("words are filled in as they are typed, in one step each, also after a reload", async (t) => {
  const page = await withTemplate(t);
  const before = await drawn(page);
  const name = fields(page).getByLabel("Name");
  await name.fill("");
  await name.pressSequentially("Grace Hopper");
  await until(page, "drawn with the word", () => drawn(page), (now) => now !== before);
  assert.equal(await name.inputValue(), "Grace Hopper");
  await fields(page).getByText("12 of 14 letters").waitFor();
  await saved(page);
  await page.reload();
  await openTool(page, "templates");
  await until(page, "the word again", () => fields(page).getByLabel("Name").inputValue(), (word) => word.toLowerCase() === "grace hopper");
  await undoButton(page).click();
  await until(page, "one undo", () => fields(page).getByLabel("Name").inputValue(), (word) => word === "Marlow");
  await redoButton(page).click();
  await until(page, "redone", () => fields(page).getByLabel("Name").inputValue(), (word) => word.toLowerCase() === "grace hopper");
});

test("a field takes no more letters than its limit", async (t) => {
  const page = await withTemplate(t);
  const year = fields(page).getByLabel("Year");
  await year.fill("");
  await year.pressSequentially("20261234");
  assert.equal((await year.inputValue()).length, 4);
});

test("another palette and other letters are one step each, by keyboard alone", async (t) => {
  const page = await withTemplate(t, "Mama, loudly");
  const colours = page.getByRole("radiogroup", { name: "Colours" });
  const letters = page.getByRole("radiogroup", { name: "Letters" });
  await outlined(page);
  const first = await drawn(page);
  await colours.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowDown");
  const recoloured = await until(page, "recoloured", () => drawn(page), (now) => now !== first);
  await letters.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowDown");
  await until(page, "other letters", () => drawn(page), (now) => now !== recoloured);
  await undoButton(page).click();
  await until(page, "letters back", () => drawn(page), (now) => now === recoloured);
  await undoButton(page).click();
  await until(page, "colours back", () => drawn(page), (now) => now === first);
});

test("another template takes the place of the one before and takes up the words", async (t) => {
  const page = await withTemplate(t);
  await fields(page).getByLabel("Name").fill("Ines");
  await saved(page);
  await shelf(page).getByRole("searchbox").fill("Level up");
  await shelf(page).getByRole("button", { name: "Level up", exact: true }).click();
  await fields(page).getByText("Level up").waitFor();
  assert.equal(await fields(page).getByLabel("Player").inputValue(), "Ines");
});

test("a design is kept as a template, used again, saved to a file, deleted and brought back", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Team Otter");
  await openTool(page, "templates");
  const form = page.getByTestId("save-template");
  await form.locator("summary").click();
  await form.getByLabel("Name of the template").fill("Otter shirt");
  await form.getByRole("switch").first().check();
  await form.getByLabel("What to ask for").fill("Team");
  await form.getByRole("button", { name: "Save as my template" }).click();
  await page.getByText("Otter shirt is among your templates.").waitFor();

  await page.goto("#/");
  await openProduct(page, "mug");
  await openTool(page, "templates");
  await page.getByRole("button", { name: "Use Otter shirt" }).click();
  await until(page, "on the mug", () => layers(page).count(), (count) => count === 1);
  await fields(page).getByLabel("Team").fill("Team Heron");
  await saved(page);

  await page.goto("#/designs");
  await page.getByTestId("design-card").first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Otter shirt", exact: true }).count(), 0, "it is no design");
  await page.goto("#/templates");
  const own = page.getByTestId("own-templates");
  await own.getByRole("button", { name: "Otter shirt", exact: true }).waitFor();
  await own.getByRole("button", { name: /^More for/ }).click();
  const file = await download(page, own.getByRole("button", { name: "Save to a file" }));
  await own.getByRole("button", { name: /^More for/ }).click();
  await own.getByRole("button", { name: "Delete" }).click();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await own.getByRole("button", { name: "Otter shirt", exact: true }).waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("open-template").click();
  await (await chooser).setFiles([{ name: file.name, mimeType: "application/octet-stream", buffer: file.bytes }]);
  await until(page, "twice", () => own.getByTestId("design-card").count(), (count) => count === 2);
});

test("a damaged template file says what is wrong and changes nothing", async (t) => {
  const page = await atelier.openPage(t);
  await page.goto("#/templates");
  await cards(page).first().waitFor();
  for (const text of ["{", '{"schema": 2, "holograms": []}', "x".repeat(1000)]) {
    const chooser = page.waitForEvent("filechooser");
    await page.getByTestId("open-template").click();
    await (await chooser).setFiles([{ name: "bad.atelier", mimeType: "application/json", buffer: Buffer.from(text) }]);
    await page.locator(".toast", { hasText: "bad.atelier" }).first().waitFor();
  }
  assert.equal(await page.getByTestId("own-templates").count(), 0);
});

test("a design goes to another product, what changes is told, and the old one stays", async (t) => {
  const page = await withTemplate(t, "Pine Ridge");
  await saved(page);
  await page.keyboard.press("Escape");
  await page.locator(".stage-view").click({ position: { x: 5, y: 5 } });
  const others = page.getByTestId("other-products");
  await others.getByRole("button", { name: "Use on the classic mug" }).click();
  await others.getByText("uses the template’s own layout", { exact: false }).or(others.getByText("uses the template's own layout")).waitFor();
  const before = page.url();
  await others.getByRole("button", { name: "Make the copy" }).click();
  await until(page, "another design", () => page.url(), (url) => url !== before && url.includes("design/"));
  await saved(page);
  await until(page, "its layers", () => layers(page).count(), (count) => count > 20);
  await page.goto("#/designs");
  await until(page, "both", () => page.getByTestId("design-card").count(), (count) => count === 2);
});

for (const [name, options] of [["wide", { viewport: DESKTOP }], ["phone", { viewport: PHONE, touch: true }]]) {
  test(`templates are accessible (${name})`, async (t) => {
    const page = await withTemplate(t, "Class of", options);
    await assertAccessible(page);
    await page.goto("#/templates");
    await shelf(page).locator("canvas[data-state=shown]").first().waitFor();
    await assertAccessible(page);
  });
}
