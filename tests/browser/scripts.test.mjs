// Letters of other scripts and emoji: what is fetched for them, what is drawn, and what is said where no font has them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { withBrowser } from "./harness.mjs";
import { addHeading, layers, openProduct, openTool, outlined, until } from "./shopper.mjs";

const atelier = withBrowser();

/** Opens a tee and notes which files of fonts are fetched from then on. */
async function openTee(t) {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  const fetched = [];
  await context.route("**/fonts/**", (route) => {
    fetched.push(new URL(route.request().url()).pathname.replace(/^.*\/fonts\//, ""));
    return route.continue();
  });
  return { page, fetched };
}

const inks = (page) =>
  layers(page)
    .last()
    .locator("path")
    .evaluateAll((paths) => new Set(paths.map((path) => path.getAttribute("fill"))).size);

test("a plain word fetches no list of large families", async (t) => {
  const { page, fetched } = await openTee(t);
  await addHeading(page, "Hello");
  assert.deepEqual(fetched.filter((file) => file.includes("/") || file === "slices.json"), []);
});

test("an emoji fetches its slice and is drawn in colours", async (t) => {
  const { page, fetched } = await openTee(t);
  await addHeading(page, "Yay 🎉");
  await until(page, "colours", () => inks(page), (count) => count > 3);
  assert.equal(fetched.filter((file) => file.startsWith("noto-color-emoji/")).length, 1, fetched.join(" "));
  assert.deepEqual(fetched, [...new Set(fetched)], "each file once");
});

test("Japanese fetches the slices that it needs, and no others", async (t) => {
  const { page, fetched } = await openTee(t);
  await openTool(page, "text");
  await page.getByRole("button", { name: "Add a heading" }).click();
  await page.getByTestId("typing").waitFor();
  // As a whole, as an input method gives it: a first letter alone would be read as Chinese.
  await page.keyboard.insertText("誕生日おめでとう");
  await page.keyboard.press("Escape");
  await outlined(page);
  const slices = fetched.filter((file) => file.includes("/"));
  assert.ok(slices.length > 0 && slices.length < 12, slices.join(" "));
  assert.ok(slices.every((file) => file.startsWith("noto-sans-jp/")), slices.join(" "));
});

test("a character that no font has is shown, and told in words that are heard too", async (t) => {
  const { page } = await openTee(t);
  await addHeading(page, "ཀ");
  await page.getByTestId("missing-glyphs").getByText("No font has “ཀ”").waitFor();
  await page.locator("[role=status].visually-hidden").getByText("No font has “ཀ”").waitFor({ state: "attached" });
  const box = await layers(page).last().locator("path").first().evaluate((path) => path.getBBox().width);
  assert.ok(box > 1, "a frame is drawn");
});
