// A product's page and the cart of the project's own page: from a picture to files that a print shop can use.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { OUT, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, field, openProduct, saved, until } from "./shopper.mjs";

const atelier = withBrowser();
const lines = (page) => page.getByTestId("cart-line");
const total = (page) => page.locator(".cart-summary tfoot td").textContent();

async function putIntoCart(page, { product = "tee", name, pieces = 1, size }) {
  await openProduct(page, product);
  await field(page, "Name of the design").fill(name);
  await page.keyboard.press("Enter");
  await addHeading(page, name);
  await saved(page);
  await page.getByTestId("order").click();
  const dialog = page.getByTestId("order-dialog");
  if (size) await dialog.getByRole("radio", { name: size, exact: true }).check({ force: true });
  await dialog.getByTestId("quantity").fill(String(pieces));
  await dialog.getByTestId("add-to-cart").click();
  await dialog.getByTestId("ordered").getByRole("button", { name: "Show cart" }).click();
  await lines(page).filter({ hasText: name }).waitFor();
}

test("a product's page shows its views and colours, and a design begins in the colour that is seen", async (t) => {
  const page = await atelier.openPage(t);
  await page.getByRole("link", { name: "Classic tee" }).click();
  const product = page.getByTestId("product-page");
  await product.waitFor();
  assert.match(page.url(), /#\/product\/tee$/);
  await product.getByRole("radio", { name: "Navy" }).check({ force: true });
  await product.getByRole("radio", { name: "Show back" }).check({ force: true });
  await product.getByRole("img", { name: "Classic tee, back, navy" }).waitFor();
  await assertAccessible(page);
  await product.getByTestId("design-it").click();
  await page.getByText("Product colour Navy").waitFor();
});

test("a product that is not sold says so and leads back to the shop", async (t) => {
  const page = await atelier.openPage(t);
  await page.goto("#/product/hat");
  await page.getByText("This product is not sold here").waitFor();
  await page.getByRole("button", { name: "To the shop" }).click();
  await page.getByTestId("product-tee").waitFor();
});

test("lines keep size and pieces, change their price, go and come back, and outlive a reload", async (t) => {
  const page = await atelier.openPage(t);
  await putIntoCart(page, { name: "Summer", pieces: 10, size: "L" });
  const summer = lines(page).filter({ hasText: "Summer" });
  await summer.getByText("€171.00").waitFor();
  await page.goto("#/");
  await putIntoCart(page, { product: "mug", name: "Tea" });
  await until(page, "both", () => total(page), (sum) => sum === "€184.00");
  assert.equal(await page.getByTestId("cart-link").getAttribute("aria-label"), "Cart, 2 lines");
  await assertAccessible(page);

  await page.getByRole("spinbutton", { name: "Pieces of Summer" }).fill("1");
  await page.keyboard.press("Enter");
  await until(page, "one", () => total(page), (sum) => sum === "€32.00");
  await page.getByRole("combobox", { name: "Size of Summer" }).selectOption({ label: "3XL" });
  await until(page, "larger", () => total(page), (sum) => sum === "€35.50");

  await page.reload();
  await until(page, "kept", () => total(page), (sum) => sum === "€35.50");
  await summer.getByRole("button", { name: "Remove" }).click();
  await until(page, "gone", () => lines(page).count(), (count) => count === 1);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await until(page, "back", () => lines(page).count(), (count) => count === 2);
});

test("a line whose design is deleted says so and is not in the sum", async (t) => {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await page.goto("#/cart");
  await page.getByText("Nothing in your cart yet").waitFor();
  await assertAccessible(page);
  await page.goto("#/");
  await putIntoCart(page, { name: "Short-lived" });
  await page.goto("#/designs");
  await page.getByRole("button", { name: "More for Short-lived" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByTestId("design-card").waitFor({ state: "detached" });
  await page.goto("#/cart");
  await lines(page).getByText("Its design was deleted").waitFor();
  assert.equal(await page.getByTestId("save-order").isDisabled(), true);
});

test("the order's files are archives with print files, proof and job ticket", async (t) => {
  const page = await atelier.openPage(t);
  await putIntoCart(page, { product: "mug", name: "Tea", pieces: 2 });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-order").click()]);
  assert.equal(download.suggestedFilename(), "1-tea-11oz.zip");
  const file = join(OUT, "cart.zip");
  await download.saveAs(file);
  const names = (await readFile(file)).toString("latin1");
  for (const part of ["job-ticket.json", "proof/", "print/", "manifest.json"]) assert.ok(names.includes(part), part);
  await page.getByTestId("order-saved").getByText("The archive is saved.").waitFor();
});
