// Taking a colour from the design, in browsers that have no eyedropper of their own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import { addShape, board, choosePictures, drag, layers, middle, openProduct, png, says, until } from "./shopper.mjs";

const atelier = withBrowser();

test("without an eyedropper of the browser's, a colour is taken from the design", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(() => delete window.EyeDropper);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  const fill = page.locator(".inspector fieldset").filter({ hasText: "Fill" });
  await fill.getByRole("button", { name: "Coral" }).click();
  await choosePictures(page, png("dots.png"));
  await until(page, "a picture", () => layers(page).count(), (count) => count === 2);
  await addShape(page, "Heart");
  const { mm } = await board(page);
  await drag(page, await middle(page.getByTestId("selection")), { x: 70 * mm, y: 110 * mm });
  const heart = () => layers(page).nth(2).locator("path").first().getAttribute("fill");
  const takes = fill.getByRole("button", { name: "From the design" });
  const glass = page.getByTestId("dropper");
  const swatch = () => page.locator(".dropper-swatch").evaluate((swatch) => swatch.style.getPropertyValue("--c"));

  // A picture's colour, as its pixels have it.
  await takes.click();
  await glass.waitFor();
  await assertAccessible(page);
  const picture = await layers(page).nth(1).boundingBox();
  await page.mouse.move(picture.x + picture.width * 0.1, picture.y + picture.height * 0.1);
  const near = (colour, wanted) =>
    wanted.every((part, at) => Math.abs(parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16) - part) <= 8);
  await until(page, "the corner's colour", swatch, (colour) => near(colour, [200, 60, 90]));
  await page.mouse.down();
  await page.mouse.up();
  await until(page, "taken", heart, (colour) => near(colour, [200, 60, 90]));
  await glass.waitFor({ state: "detached" });
  await says(page, /^Took /);
  assert.ok(await takes.evaluate((button) => button === document.activeElement));

  // A shape's colour, exactly.
  const star = await layers(page).nth(0).boundingBox();
  await takes.click();
  await glass.waitFor();
  await page.mouse.click(star.x + star.width / 2, star.y + star.height * 0.15);
  await until(page, "exactly", heart, (colour) => colour === "#e8593c");

  // By keyboard; Escape leaves all as it is.
  await takes.press("Enter");
  await glass.waitFor();
  await page.keyboard.press("Shift+ArrowRight");
  await until(page, "a colour", swatch, (colour) => colour !== "");
  await page.keyboard.press("Escape");
  await glass.waitFor({ state: "detached" });
  assert.equal(await heart(), "#e8593c");
  assert.ok(await takes.evaluate((button) => button === document.activeElement));
  await takes.press("Enter");
  await glass.waitFor();
  await page.keyboard.press("ArrowLeft");
  const under = await until(page, "a colour", swatch, (colour) => colour !== "");
  await page.keyboard.press("Enter");
  await until(page, "taken by Enter", heart, (colour) => colour === under && colour !== "#e8593c");
});
