// Sizes told honestly: what each size measures, how large a print is on the size that is ordered, and life size on a screen that was
// measured with a card.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, choosePictures, openProduct, png, saved, until } from "./shopper.mjs";

const atelier = withBrowser();

/** Long edge of a bank card, in mm (ISO/IEC 7810 ID-1). */
const CARD = 85.6;

/** Pixels in a millimetre of the board. */
const scale = (page) => page.evaluate(() => parseFloat(document.querySelector(".board").style.getPropertyValue("--mm")));

/** What is on the first small picture of the product. */
const picture = (page) => page.evaluate(() => document.querySelector(".preview-tile canvas")?.toDataURL() ?? "");

async function lifeSize(page) {
  await page.getByRole("button", { name: "Rulers, grid and unit" }).click();
  await page.getByTestId("life-size").click();
}

test("the size guide tells each size in centimetres and in inches", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "tee");
  await page.getByText("Size guide").click();
  const row = page.locator(".size-guide tr").filter({ has: page.getByRole("rowheader", { name: "M", exact: true }) });
  assert.deepEqual(await row.getByRole("cell").allTextContents(), ["53", "72", "21.2"]);
  await assertAccessible(page);
});

test("life size asks for the screen once, and a millimetre is a millimetre then", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "tee");
  await saved(page);
  await lifeSize(page);
  const dialog = page.getByRole("dialog", { name: "Life size" });
  await dialog.getByRole("slider", { name: "Width of the drawn card" }).fill("400");
  await assertAccessible(page);
  const card = await dialog.getByTestId("life-card").boundingBox();
  assert.ok(Math.abs(card.width - 400) < 1, `${card.width} pixels`);
  await dialog.getByTestId("life-size-show").click();
  await until(page, "the board's scale", () => scale(page), (now) => Math.abs(now / (400 / CARD) - 1) < 0.01);
  await page.keyboard.press("Shift+1");
  await page.reload();
  await page.getByTestId("print-area").waitFor();
  await lifeSize(page);
  await until(page, "the board's scale", () => scale(page), (now) => Math.abs(now / (400 / CARD) - 1) < 0.01);
  assert.ok(!(await dialog.isVisible()), "the screen is known");
});

test("a print is shown as large as it is on the size that is ordered", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "tee");
  await addHeading(page, "SAME");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const small = await until(page, "a picture", () => picture(page), (now) => now.length > 2000);
  await page.locator(".group").getByRole("radio", { name: /^3XL/ }).first().check({ force: true });
  await until(page, "another picture", () => picture(page), (now) => now !== small && now.length > 2000);
});

test("a picture on a print that grows is judged on the size that is ordered", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "poster");
  await choosePictures(page, png());
  const told = page.getByTestId("dpi");
  const dpi = async () => Number((await told.textContent()).match(/\d+/)[0]);
  await told.waitFor();
  const designed = await dpi();
  await page.getByTestId("stage").focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator(".group").getByRole("radio", { name: /^60 x 80/ }).check({ force: true });
  await page.getByTestId("check-chip").click();
  const finding = page.getByTestId("check-list").getByText(/On 60 x 80 cm: The picture has \d+ dpi/);
  await finding.waitFor();
  const large = Number((await finding.textContent()).match(/has (\d+) dpi/)[1]);
  assert.ok(Math.abs(large - designed / 2) <= 1, `${designed} dpi as designed, ${large} on twice the size`);
  await page.getByTestId("check-list").getByRole("button", { name: "Show it" }).first().click();
  await until(page, "the inspector agrees", dpi, (now) => now === large);
});
