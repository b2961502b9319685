// Two tabs of one shopper on one design: they converge, each undoes its own, a late one gets all, and all is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { addHeading, addShape, field, openProduct, openTool, place, saved, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();

async function names(page) {
  await openTool(page, "layers");
  return page.locator(".layer-name").allTextContents();
}

const shows = (page, wanted) =>
  until(page, wanted.join(), () => names(page), (shown) => shown.join() === wanted.join());

async function two(t) {
  const context = await atelier.openContext(t);
  const one = await context.open();
  await openProduct(one);
  // A design is kept from its first change on.
  await field(one, "Name of the design").fill("Two tabs");
  await one.keyboard.press("Enter");
  await saved(one);
  const other = await context.newPage();
  await other.goto(one.url());
  await saved(other);
  return { context, one, other };
}

test("what is made in one tab appears in the other, both ways, and both are kept", async (t) => {
  const { context, one, other } = await two(t);
  await addHeading(one, "One");
  await shows(other, ["“One”"]);
  await addShape(other, "Star");
  await shows(one, ["Star", "“One”"]);
  await shows(other, ["Star", "“One”"]);
  await saved(one);
  await saved(other);
  await one.close();
  await other.close();

  const later = await context.open();
  await later.getByTestId("continue").getByRole("button", { name: "Continue" }).click();
  await shows(later, ["Star", "“One”"]);
});

test("undo takes back what was done in its own tab", async (t) => {
  const { one, other } = await two(t);
  await addHeading(one, "Mine");
  await shows(other, ["“Mine”"]);
  await addShape(other, "Heart");
  await shows(one, ["Heart", "“Mine”"]);
  while (await undoButton(one).isEnabled()) await undoButton(one).click();
  await shows(one, ["Heart"]);
  await shows(other, ["Heart"]);
});

test("the same layer moved in both tabs ends in one place", async (t) => {
  const { one, other } = await two(t);
  await addShape(one, "Rectangle");
  await shows(other, ["Rectangle"]);
  await other.locator(".layer-name").click();
  const at = async (page) => (await place(page)).x;
  await field(one, "X in millimetres").fill("20");
  await Promise.all([one.keyboard.press("Enter"), field(other, "X in millimetres").fill("70")]);
  await other.keyboard.press("Enter");
  await until(one, "one place", async () => [await at(one), await at(other)], ([a, b]) => a === b && (a === 20 || a === 70));
});

test("a tab that is opened later gets the state and the name", async (t) => {
  const { context, one } = await two(t);
  await addHeading(one, "Early");
  await field(one, "Name of the design").fill("Shared");
  await one.keyboard.press("Enter");
  const third = await context.newPage();
  await third.goto(one.url());
  await shows(third, ["“Early”"]);
  await until(third, "name", () => field(third, "Name of the design").inputValue(), (name) => name === "Shared");
});
