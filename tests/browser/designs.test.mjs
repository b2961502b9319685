// My designs: rename, duplicate, delete with undo, save to a file and open it again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { addHeading, addShape, choosePictures, download, field, layers, openProduct, png, saved, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();
const cards = (page) => page.getByTestId("design-card");
const names = (page) => cards(page).locator(".card-link").allTextContents();

/** My designs with one of this name in it. */
async function begin(t, name) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await field(page, "Name of the design").fill(name);
  await page.keyboard.press("Enter");
  await addHeading(page, name);
  await saved(page);
  await toDesigns(page);
  return page;
}

async function toDesigns(page) {
  await page.getByRole("link", { name: "Back to the shop" }).click();
  await page.locator(".masthead").getByRole("link", { name: "My designs" }).click();
  await cards(page).first().waitFor();
}

async function act(page, name, what) {
  await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
  await page.locator(".menu").getByText(what, { exact: true }).click();
}

test("a design is renamed and its undo stays", async (t) => {
  const page = await begin(t, "Draft");
  await act(page, "Draft", "Rename");
  await cards(page).getByRole("textbox", { name: "Name of the design" }).fill("Final");
  await page.keyboard.press("Enter");
  await cards(page).getByText("Final").waitFor();
  await page.reload();
  await cards(page).locator(".card-link").click();
  await until(page, "the text", () => layers(page).count(), (count) => count === 1);
  assert.equal(await field(page, "Name of the design").inputValue(), "Final");
  assert.equal(await undoButton(page).isEnabled(), true);
});

test("a copy is a design of its own", async (t) => {
  const page = await begin(t, "Twin");
  await act(page, "Twin", "Duplicate");
  await until(page, "two", () => names(page), (names) => names.length === 2);
  assert.deepEqual((await names(page)).sort(), ["Twin", "Twin, a copy"]);
  await cards(page).getByText("Twin, a copy").click();
  await until(page, "the text", () => layers(page).count(), (count) => count === 1);
  await addShape(page, "Star");
  await saved(page);
  await toDesigns(page);
  await cards(page).getByText("Twin", { exact: true }).click();
  await until(page, "one layer in the first", () => layers(page).count(), (count) => count === 1);
});

test("a deleted design comes back by undo", async (t) => {
  const page = await begin(t, "Gone");
  await act(page, "Gone", "Delete");
  await page.getByText("Your first one is waiting").waitFor();
  await page.locator(".toast").getByText("Deleted “Gone”").waitFor();
  await page.locator(".toast-act").click();
  await cards(page).getByText("Gone").waitFor();
  await page.reload();
  await cards(page).locator(".card-link").click();
  await until(page, "the text", () => layers(page).count(), (count) => count === 1);
});

test("a deleted design stays away after a reload", async (t) => {
  const page = await begin(t, "Away");
  await act(page, "Away", "Delete");
  await page.locator(".toast").getByText("Deleted “Away”").waitFor();
  await page.reload();
  await page.getByText("Your first one is waiting").waitFor();
});

test("a design goes into a file with its picture and comes back in another browser", async (t) => {
  const page = await begin(t, "Travel");
  await cards(page).locator(".card-link").click();
  await choosePictures(page, png());
  await page.getByTestId("dpi").waitFor();
  await saved(page);
  await toDesigns(page);
  const file = await download(page, { click: () => act(page, "Travel", "Save to a file") });
  assert.equal(file.name, "travel.atelier");

  const elsewhere = await atelier.openPage(t, { path: "#/designs" });
  const chooser = elsewhere.waitForEvent("filechooser");
  await elsewhere.getByTestId("open-file").click();
  await (await chooser).setFiles([{ name: file.name, mimeType: "application/octet-stream", buffer: file.bytes }]);
  await until(elsewhere, "both layers", () => layers(elsewhere).count(), (count) => count === 2);
  assert.equal(await field(elsewhere, "Name of the design").inputValue(), "Travel");
  await layers(elsewhere).locator("image").waitFor({ state: "attached" });
});
