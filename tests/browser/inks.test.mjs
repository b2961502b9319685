// A screen-printed product's inks: counted in the order, compared with fewer, priced, and told to the cart.

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertAccessible, withBrowser } from "./harness.mjs";
import { choosePictures, openProduct, png, saved, until } from "./shopper.mjs";

const atelier = withBrowser();
const euros = async (locator) => Number((await locator.textContent()).match(/€(\d+\.\d\d)/)[1]);

async function begin(t) {
  const page = await atelier.openPage(t);
  await openProduct(page, "team-tee");
  await choosePictures(page, png());
  await page.locator(".layers .layer").first().waitFor();
  await saved(page);
  await page.getByTestId("order").click();
  await page.getByTestId("compare-inks").waitFor();
  return page;
}

/** How many inks the design takes. */
async function inkCount(page) {
  const text = await page.getByTestId("inks").getByText(/^\d inks/).textContent();
  return Number(text.match(/^\d/)[0]);
}

test("each ink less is cheaper, and what is used is what the cart is told", async (t) => {
  const page = await begin(t);
  const inks = page.getByTestId("inks");
  const all = await inkCount(page);
  assert.ok(all >= 4, "a picture of four colours");
  await page.getByTestId("compare-inks").click();
  const total = page.getByTestId("inks-total");
  const prices = [];
  for (let count = all; count >= 1; count--) {
    await page.getByTestId(`inks-${count}`).check();
    prices.push(await euros(total));
  }
  assert.ok(prices.every((price, at) => at === 0 || price < prices[at - 1]), `${prices} falls`);
  await assertAccessible(page);
  await page.getByTestId("inks-2").check();
  await page.getByTestId("use-inks").click();
  await inks.getByText("2 inks").waitFor();
  assert.equal(await euros(page.getByTestId("add-to-cart")), prices[all - 2]);
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("ordered").waitFor();
});

test("closing the comparison in another way leaves the inks as they were", async (t) => {
  const page = await begin(t);
  const all = await inkCount(page);
  await page.getByTestId("compare-inks").click();
  await page.getByTestId("inks-1").check();
  await page.keyboard.press("Escape");
  await page.getByTestId("inks").getByText(`${all} inks`).waitFor();
});

test("the design can be held against the print", async (t) => {
  const page = await begin(t);
  await page.getByTestId("compare-inks").click();
  await page.getByTestId("inks-1").check();
  const shown = () => page.getByTestId("inks-picture").evaluate((canvas) => canvas.toDataURL());
  const printed = await shown();
  await page.getByTestId("show-design").click();
  const designed = await until(page, "the design", shown, (picture) => picture !== printed);
  await page.getByTestId("show-design").click();
  await until(page, "the print again", shown, (picture) => picture === printed && picture !== designed);
});

test("plates come as a file", async (t) => {
  const page = await begin(t);
  const download = page.waitForEvent("download");
  await page.getByTestId("plates-file").click();
  assert.match((await download).suggestedFilename(), /plates-front\.pdf$/);
});
