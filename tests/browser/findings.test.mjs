// The check before printing, in the order's dialog: what would go wrong is said, leads to its place, and stops the order where it must.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, addShape, field, layers, openProduct, stage, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();

async function begin(t) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  return { page, findings: page.getByTestId("findings"), cart: page.getByTestId("add-to-cart") };
}

async function openOrder(page) {
  await page.getByTestId("order").click();
  await page.getByTestId("price-table").waitFor();
}

test("a design that prints well is called fine", async (t) => {
  const { page, findings, cart } = await begin(t);
  await addShape(page, "Star");
  await openOrder(page);
  await findings.getByText("Everything is fine to print.").waitFor();
  assert.equal(await cart.isEnabled(), true);
});

test("what no font has stops the order, and leads to the text", async (t) => {
  const { page, findings, cart } = await begin(t);
  await addHeading(page, "ཀ");
  await addShape(page, "Star");
  await openOrder(page);
  await findings.getByText("No font has “ཀ”").waitFor();
  await until(page, "stopped", () => cart.isEnabled(), (enabled) => !enabled);
  await assertAccessible(page);
  await findings.getByRole("button", { name: "Show it" }).first().click();
  await page.getByTestId("order-dialog").waitFor({ state: "hidden" });
  await page.locator(".inspector").getByTestId("missing-glyphs").waitFor();
  await stage(page).focus();
  await page.keyboard.press("Delete");
  await until(page, "deleted", () => layers(page).count(), (count) => count === 1);
  await openOrder(page);
  await findings.getByText("Everything is fine to print.").waitFor();
  assert.equal(await cart.isEnabled(), true);
});

test("small words on the other side are warned of and do not stop", async (t) => {
  const { page, findings, cart } = await begin(t);
  await page.getByRole("radio", { name: "Back" }).check({ force: true });
  await addHeading(page, "Tiny");
  await field(page, "Size").fill("2");
  await field(page, "Size").press("Enter");
  await page.getByRole("radio", { name: "Front" }).check({ force: true });
  await openOrder(page);
  const warning = findings.locator(".banner").filter({ hasText: "hard to read in print" });
  await warning.getByText(/^Back, .*Tiny/).waitFor();
  assert.equal(await cart.isEnabled(), true);
  await warning.getByRole("button", { name: "Show it" }).click();
  await until(page, "the back", () => page.getByRole("radio", { name: "Back" }).isChecked(), Boolean);
});

test("the check goes along while somebody designs, and mends by a press", async (t) => {
  const { page } = await begin(t);
  const chip = page.getByTestId("check-chip");
  await addShape(page, "Star");
  await chip.getByText("Ready to print").waitFor();
  await addHeading(page, "Tiny");
  await field(page, "Size").fill("2");
  await field(page, "Size").press("Enter");
  await chip.filter({ hasText: /to look at/ }).waitFor();
  await chip.focus();
  await page.keyboard.press("Enter");
  const list = page.getByTestId("check-list");
  const warning = list.locator(".banner").filter({ hasText: "hard to read in print" });
  await warning.waitFor();
  await assertAccessible(page);
  await warning.locator(".btn-primary").focus();
  await page.keyboard.press("Enter");
  await warning.waitFor({ state: "detached" });
  assert.equal(await list.evaluate((list) => list.contains(document.activeElement)), true, "the focus stays in the list");
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await undoButton(page).click();
  await chip.filter({ hasText: /to look at/ }).waitFor();
});

test("the word beside the stage leads to what is wrong on the other side", async (t) => {
  const { page } = await begin(t);
  await page.getByRole("radio", { name: "Back" }).check({ force: true });
  await addHeading(page, "ཀ");
  await page.getByRole("radio", { name: "Front" }).check({ force: true });
  const chip = page.getByTestId("check-chip");
  await chip.getByText("Cannot be printed yet").waitFor();
  await chip.click();
  await page.getByTestId("check-list").getByRole("button", { name: "Show it" }).click();
  await page.getByTestId("check-list").waitFor({ state: "hidden" });
  await until(page, "the back", () => page.getByRole("radio", { name: "Back" }).isChecked(), Boolean);
});
