// Suggestions and "My style": answers change them, reasons are told, one undo removes one, and nothing is kept unasked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { addShape, download, layers, openProduct, openTool, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();
const shelf = (page) => page.getByTestId("suggestions").locator(".card");
const titles = (page) => shelf(page).locator(".card-link").allTextContents();
const rows = (page) => page.getByTestId("taste-row");

async function toStyle(page) {
  await page.goto("#/style");
  await page.getByTestId("consent").waitFor();
}

/** A shopper who answered the question. */
async function answered(t, answer = 1) {
  const page = await atelier.openPage(t);
  await shelf(page).first().waitFor();
  await page.getByTestId("quiz").getByRole("button").nth(answer).click();
  return page;
}

/** A shopper who picked colours, so that something is known. */
async function known(page) {
  await page.goto("#/");
  await openProduct(page);
  await addShape(page, "Heart");
  for (const colour of ["Coral", "Petrol"]) await page.locator(".inspector").getByRole("button", { name: colour }).click();
  await toStyle(page);
  await rows(page).first().waitFor();
}

test("an answer changes the suggestions and every one has its reason", async (t) => {
  const page = await atelier.openPage(t);
  await shelf(page).first().waitFor();
  const before = await titles(page);
  const chips = page.getByTestId("quiz").getByRole("button");
  await chips.nth(2).click();
  await until(page, "other suggestions", () => titles(page), (now) => now.length > 0 && now.join() !== before.join());
  for (const reason of await page.getByTestId("suggestions").locator(".reason").allTextContents()) {
    assert.ok(reason.replace("Why?", "").trim().length > 8, reason);
  }
  await page.getByTestId("suggestions").getByRole("button", { name: "Why?" }).first().click();
  await page.getByRole("button", { name: "Less of this" }).locator("visible=true").waitFor();
});

test("less of this takes a suggestion from the front", async (t) => {
  const page = await answered(t);
  const [first] = await titles(page);
  await page.getByTestId("suggestions").getByRole("button", { name: "Why?" }).first().click();
  await page.getByRole("button", { name: "Less of this" }).locator("visible=true").click();
  await until(page, "another is first", () => titles(page), ([now]) => now && now !== first);
});

test("an idea is applied by one press and taken back by one undo", async (t) => {
  const page = await answered(t);
  await openProduct(page);
  await addShape(page, "Star");
  await openTool(page, "ideas");
  await page.getByTestId("template-ideas").locator(".card-link").first().click();
  await until(page, "applied", () => layers(page).count(), (count) => count > 1);
  await undoButton(page).click();
  await until(page, "taken back", () => layers(page).count(), (count) => count === 1);
});

test("my style tells what is known and from what, and each can be corrected", async (t) => {
  const page = await answered(t);
  await known(page);
  const row = rows(page).first();
  assert.match(await row.innerText(), /\S\s*\n+\s*[^\n]{8,}/);
  await row.getByRole("button", { name: /^Always suggest/ }).click();
  await rows(page).getByRole("button", { name: /^Always suggest/, pressed: true }).waitFor();
  await rows(page).first().getByRole("button", { name: /^Never suggest/ }).click();
  await rows(page).getByRole("button", { name: /^Never suggest/, pressed: true }).waitFor();
  const count = await rows(page).count();
  await rows(page).first().getByRole("button", { name: /^Forget/ }).click();
  await until(page, "forgotten", () => rows(page).count(), (now) => now === count - 1);
});

test("while paused nothing is learnt", async (t) => {
  const page = await answered(t);
  await known(page);
  await page.getByRole("button", { name: "Pause noticing" }).click();
  await page.getByText("Noticing is paused").waitFor();
  const before = await rows(page).locator("strong").allTextContents();
  await page.goto("#/");
  await openProduct(page, "mug");
  await addShape(page, "Heart");
  await page.locator(".inspector").getByRole("button", { name: "Lilac" }).click();
  await toStyle(page);
  assert.deepEqual(await rows(page).locator("strong").allTextContents(), before);
});

test("a style is exported, erased and imported again", async (t) => {
  const page = await answered(t);
  await known(page);
  const before = await rows(page).locator("strong").allTextContents();
  const file = await download(page, page.getByRole("button", { name: "Export" }));
  JSON.parse(file.bytes.toString("utf8"));
  await page.getByTestId("erase").click();
  await page.getByText("Nothing noticed yet").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  await (await chooser).setFiles([{ name: file.name, mimeType: "application/json", buffer: file.bytes }]);
  await rows(page).first().waitFor();
  assert.deepEqual((await rows(page).locator("strong").allTextContents()).sort(), before.sort());
});

test("a style is forgotten with the page until the shopper says remember, and kept after", async (t) => {
  const page = await answered(t);
  await known(page);
  await page.reload();
  await page.getByText("Nothing noticed yet").waitFor();

  await known(page);
  await page.getByRole("button", { name: "Remember" }).click();
  await page.getByText("Your style is kept on this device").waitFor();
  await until(page, "kept", async () => {
    await page.reload();
    await page.getByTestId("consent").waitFor();
    return rows(page).count();
  }, (count) => count > 0);
  await page.getByRole("button", { name: "Forget it when I leave" }).click();
  await page.getByText("Right now it is forgotten").waitFor();
});
