// Finished designs on the store page: each is seen on its product, and opening one begins a design of one's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { layers, saved } from "./shopper.mjs";

const list = { body: null };
const atelier = withBrowser({
  override: (path) => (list.body && path.endsWith("/samples/samples.json") ? { type: "application/json", body: list.body } : undefined),
});
const samples = (page) => page.getByTestId("samples");

test("a finished design is opened as a copy, as often as one likes", async (t) => {
  const page = await atelier.openPage(t);
  const places = new Set();
  for (const _ of [1, 2]) {
    await samples(page).getByRole("button", { name: "The B side" }).click();
    await layers(page).first().waitFor({ state: "attached" });
    assert.ok((await layers(page).count()) > 6);
    await saved(page);
    places.add(page.url());
    await page.goto("#/");
  }
  assert.equal(places.size, 2, "each is a design of its own");
});

test("every finished design is drawn on its product", async (t) => {
  const page = await atelier.openPage(t);
  const pictures = samples(page).getByRole("img");
  await pictures.nth(5).waitFor();
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.and(page.locator('[data-state="shown"]')).waitFor();
  }
});

test("a list that names nothing readable leaves the shelf out", async (t) => {
  list.body = JSON.stringify(["no-such-design"]);
  t.after(() => (list.body = null));
  const page = await atelier.openPage(t, { expectErrors: [/404/] });
  await page.getByTestId("product-tee").waitFor();
  assert.ok(!(await samples(page).isVisible()));
});
