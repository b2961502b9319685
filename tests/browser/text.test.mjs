// Texts in the designer: letters that look another way, paths and bends, boxes, and typing on bent lines.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, field, layers, openProduct, outlined, stage, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();

/** A page with a heading of these words, selected. */
async function begin(t, words) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, words);
  return page;
}

/** Opens the selected text for typing, the caret behind the last letter. */
async function type(page) {
  await stage(page).focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("typing").waitFor();
  await page.keyboard.press("End");
}

/** Marks the letters before the caret. */
async function mark(page, count) {
  for (let letter = 0; letter < count; letter++) await page.keyboard.press("Shift+ArrowLeft");
  await page.getByTestId("letters").waitFor();
}

const fills = (page) =>
  layers(page).last().locator("path").evaluateAll((paths) => paths.map((path) => path.getAttribute("fill")));

async function open(page, section) {
  await page.locator(".inspector summary", { hasText: section }).first().click();
}

async function choose(page, name) {
  await page.getByRole("radio", { name, exact: true }).check({ force: true });
}

const outline = (page) => layers(page).last().locator("path").first().getAttribute("d");

test("marked letters get a colour and a size of their own, and typing goes on", async (t) => {
  const page = await begin(t, "One two");
  await type(page);
  await mark(page, 3);
  await page.getByTestId("letters").getByRole("button", { name: "Brick" }).click();
  await until(page, "colours", () => fills(page), (all) => all.length === 2 && all[1] === "#b42318");
  const before = await outline(page);
  await page.getByTestId("letters").getByRole("button", { name: "Larger letters" }).click();
  await until(page, "outline", () => outline(page), (now) => now !== before);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("!");
  assert.equal(await page.getByTestId("typing").inputValue(), "One two!");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByTestId("text-content").inputValue(), "One two!");
  for (let step = 0; step < 3; step++) await undoButton(page).click();
  await until(page, "colours", () => fills(page), (all) => all.length === 1);
});

test("the tools for letters are reached by Tab and left by Escape", async (t) => {
  const page = await begin(t, "Keys");
  await type(page);
  await mark(page, 2);
  await page.keyboard.press("Tab");
  const name = () => page.evaluate(() => document.activeElement?.closest('[data-testid="letters"]')?.getAttribute("aria-label"));
  assert.equal(await name(), "Selected letters");
  await page.keyboard.press("Enter");
  await until(page, "colours", () => fills(page), (all) => all.length === 2);
  await page.getByTestId("typing").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("typing").waitFor({ state: "detached" });
});

test("a text on an arc is typed on the arc", async (t) => {
  const page = await begin(t, "Round the lake");
  const straight = await outline(page);
  await open(page, "On a path");
  await choose(page, "Arc up");
  await until(page, "outline", () => outline(page), (now) => now !== straight);
  await type(page);
  await page.locator(".caret-post").waitFor({ state: "attached" });
  await mark(page, 4);
  await page.locator(".marked-patch").waitFor({ state: "attached" });
  await page.keyboard.press("End");
  const bent = await outline(page);
  await page.keyboard.type("s");
  await until(page, "outline", () => outline(page), (now) => now !== bent);
  await page.keyboard.press("Escape");
  await open(page, "Bend");
  await choose(page, "Flag");
  const plain = await outline(page);
  await page.getByRole("slider", { name: "How much" }).fill("-1");
  await until(page, "outline", () => outline(page), (now) => now !== plain);
  await page.getByRole("button", { name: "Reset: On a path" }).click();
  await outlined(page);
  await page.getByRole("button", { name: "Reset: On a path" }).waitFor({ state: "detached" });
});

test("words composed by an input method keep the looks of their letters", async (t) => {
  const page = await begin(t, "Tea: ");
  await type(page);
  await mark(page, 3);
  await page.getByTestId("letters").getByRole("button", { name: "Petrol" }).click();
  await until(page, "colours", () => fills(page), (all) => all.length === 2);
  await page.keyboard.press("End");
  const keys = await page.context().newCDPSession(page);
  await keys.send("Input.imeSetComposition", { text: "ちゃ", selectionStart: 2, selectionEnd: 2 });
  await keys.send("Input.insertText", { text: "茶" });
  assert.equal(await page.getByTestId("typing").inputValue(), "Tea: 茶");
  await page.keyboard.press("Escape");
  await outlined(page);
  assert.equal((await fills(page)).length, 2);
});

test("a box that stays is made higher by its lower handle", async (t) => {
  const page = await begin(t, "Box");
  await open(page, "Box");
  await choose(page, "Fixed");
  const height = field(page, "Height of the box");
  await height.waitFor();
  const before = Number(await height.inputValue());
  await page.locator('.handle[data-dir="s"]').waitFor();
  await height.fill(String(before + 20));
  await height.press("Enter");
  await until(page, "height", () => field(page, "Height in millimetres").inputValue(), (now) => Math.abs(Number(now) - before - 20) < 0.1);
});

test("every section and the tools for letters are accessible", async (t) => {
  const page = await begin(t, "Lake Placid");
  for (const section of ["Fill", "Outlines", "Shadow", "On a path", "Bend", "Spacing", "Box", "Letter shapes"]) {
    await open(page, section);
  }
  await choose(page, "Linear");
  await choose(page, "Soft");
  await choose(page, "Wave");
  await choose(page, "Arch");
  await page.getByRole("button", { name: "Add an outline" }).click();
  await page.getByRole("slider", { name: "Number of waves" }).waitFor();
  await page.getByRole("switch", { name: "Ligatures" }).waitFor();
  await assertAccessible(page);
  await type(page);
  await mark(page, 4);
  await assertAccessible(page);
});
