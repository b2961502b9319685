// How an order is printed: techniques to choose from with their price, lead time and what the check says; and prints that grow with
// sizes. What each technique can print is tested in tests/preflight.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, field, openProduct, saved, until } from "./shopper.mjs";

const HEARD = `addEventListener("atelier-add-to-cart", ({ detail }) => (globalThis.order = detail));`;
const pageWith = (product) => `<!doctype html><html lang="en"><head><title>A shop</title><meta charset="utf-8" />
<link rel="icon" href="data:," /><script src="/heard.js"></script>
<script type="module" src="/embed/atelier-designer.js"></script></head>
<body><main><h1>A shop</h1><atelier-designer product="${product}"></atelier-designer></main></body></html>`;
const PAGES = { "/heard.js": HEARD, "/tee.html": pageWith("tee"), "/poster.html": pageWith("poster") };

const atelier = withBrowser({
  override: async (path) =>
    path in PAGES ? { type: path.endsWith(".js") ? "text/javascript" : "text/html", body: PAGES[path] } : undefined,
});

const card = (page, technique) => page.getByTestId(`technique-${technique}`);
const radio = (page, technique) => card(page, technique).getByRole("radio");
const euros = async (locator) => Number((await locator.textContent()).match(/€(\d+\.\d\d)/)[1]);

/** Opens the order of a heading that is too small for needles, and fine for ink. */
async function order(page) {
  await addHeading(page, "TINY");
  await field(page, "Size").fill("6");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.getByTestId("order").click();
  await card(page, "embroidery").getByRole("status").getByText(/mend/).waitFor();
}

test("a technique is chosen with its price, its lead time and what it asks to mend, and stays chosen", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "tee");
  await order(page);
  assert.ok(await radio(page, "dtg").isChecked(), "the merchant's usual one");
  await card(page, "dtg").getByText("Your design prints well").waitFor();
  await assertAccessible(page);
  const usual = await euros(page.getByTestId("add-to-cart"));
  const days = page.getByTestId("order-dialog").locator("p").getByText(/^Made in/);
  const before = await days.last().textContent();
  await card(page, "embroidery").getByRole("button", { name: "Show what to mend for Embroidery" }).click();
  assert.ok(await radio(page, "embroidery").isChecked());
  await until(page, "the price", () => euros(page.getByTestId("add-to-cart")), (now) => now === usual + 3.5);
  await page.getByTestId("price-table").getByRole("rowheader", { name: "Embroidery" }).waitFor();
  assert.notEqual(await days.last().textContent(), before);
  assert.ok(await page.getByTestId("order-check").evaluate((check) => check.contains(document.activeElement)));
  await page.getByTestId("order-check").getByText(/hard to read in print; 9 mm is needed/).waitFor();

  await page.reload();
  await page.getByTestId("order").click();
  await until(page, "the choice", () => radio(page, "embroidery").isChecked(), (is) => is);
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("ordered").getByRole("button", { name: "Show cart" }).click();
  const line = page.getByTestId("cart-line");
  await line.getByText(/^Classic tee, .*, embroidery$/).waitFor();
  assert.equal(await euros(page.locator(".cart-price")), usual + 3.5);
});

test("on a phone every technique can be read and pressed", async (t) => {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await openProduct(page, "tee");
  await page.getByTestId("order").click();
  for (const technique of ["dtg", "dtf", "embroidery"]) {
    const box = await card(page, technique).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width, `${technique}: ${JSON.stringify(box)}`);
  }
  await card(page, "dtf").locator(".technique-choice").tap();
  assert.ok(await radio(page, "dtf").isChecked());
});

test("the order's event says technique, scale and millimetres of the print", async (t) => {
  const page = await atelier.openPage(t, { path: "tee.html" });
  await addHeading(page);
  await page.getByTestId("order").click();
  await radio(page, "dtf").check();
  await page.getByTestId("add-to-cart").click();
  const tee = await until(page, "the order", () => page.evaluate(() => globalThis.order), (heard) => heard);
  assert.equal(tee.technique, "dtf");
  const [print, ...more] = tee.prints;
  assert.deepEqual([print.side, print.scale, more.length], ["front", 1, 0]);
  assert.ok(tee.sku.endsWith(`-${print.size}`));
  assert.ok(print.width > 20 && print.height > 5, JSON.stringify(print));
});

test("a print that grows is ordered, checked and saved as large as the size is", async (t) => {
  const page = await atelier.openPage(t, { path: "poster.html" });
  await addHeading(page);
  await page.getByTestId("order").click();
  const dialog = page.getByTestId("order-dialog");
  const sizes = dialog.locator(".chip");
  const heard = async (size) => {
    await page.evaluate(() => (globalThis.order = undefined));
    await sizes.nth(size).click();
    await page.getByTestId("add-to-cart").click();
    return until(page, "the order", () => page.evaluate(() => globalThis.order), (order) => order);
  };
  const small = await heard(0);
  const large = await heard((await sizes.count()) - 1);
  const [a, b] = [small.prints[0], large.prints[0]];
  assert.notEqual(a.size, b.size);
  assert.ok(b.scale > a.scale, `${a.scale} ${b.scale}`);
  assert.ok(Math.abs(b.width / a.width - b.scale / a.scale) < 0.01, JSON.stringify([a, b]));
  assert.notEqual(small.print_files[0].sha256, large.print_files[0].sha256);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "SVG", exact: true }).click();
  assert.ok((await download).suggestedFilename().endsWith(`-${b.size}.svg`));
});
