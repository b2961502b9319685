// Accessibility of every page and state, light and dark, wide and on a phone: axe finds no violation.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, addShape, choosePictures, layers, middle, nextFrame, openProduct, openTool, png, saved, stage } from "./shopper.mjs";

const atelier = withBrowser();
const LOOKS = ["light", "dark"].flatMap((colorScheme) => [
  { name: `${colorScheme}, wide`, options: { colorScheme, viewport: DESKTOP } },
  { name: `${colorScheme}, phone`, options: { colorScheme, viewport: PHONE, touch: true } },
]);


for (const { name, options } of LOOKS) {
  test(`store, designs and style, empty and filled (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await page.getByTestId("product-tee").waitFor();
    await assertAccessible(page);
    await page.goto("#/designs");
    await page.getByText("Your first one is waiting").waitFor();
    await assertAccessible(page);
    await page.goto("#/style");
    await page.getByTestId("consent").waitFor();
    await assertAccessible(page);

    await page.getByTestId("quiz").getByRole("button").first().click();
    await page.goto("#/");
    await openProduct(page);
    await addHeading(page, "Seen by axe");
    await saved(page);
    await page.goto("#/");
    await page.getByTestId("continue").waitFor();
    await page.getByRole("button", { name: "Why?" }).first().click();
    await assertAccessible(page);
    await page.goto("#/designs");
    await page.getByTestId("design-card").waitFor();
    await page.getByRole("button", { name: /^More for/ }).click();
    await assertAccessible(page);
    await page.goto("#/style");
    await page.getByTestId("taste-row").first().waitFor();
    await assertAccessible(page);
  });

  test(`editor with each panel, a selection and the order (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await openProduct(page);
    await assertAccessible(page);
    await addHeading(page, "Seen by axe");
    await assertAccessible(page);
    for (const tool of ["image", "artwork", "shapes", "templates", "ideas", "layers"]) {
      await page.getByTestId(`tool-${tool}`).click();
      await page.locator(".panel .panel-body > *").first().waitFor();
      await page.locator(".panel .spinner").waitFor({ state: "detached" });
      await assertAccessible(page);
    }
    await page.locator(".context-bar").getByRole("button", { name: "Arrange" }).click();
    await page.getByTestId("toolbar-dialog").getByRole("button", { name: "Done" }).waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette").getByRole("option").first().waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByTestId("order").click();
    await page.getByTestId("price-table").waitFor();
    await assertAccessible(page);
  });

  test(`help, history, hints, menus, the finished picture, typing and a drag (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await openProduct(page);
    await addShape(page, "Star");
    await stage(page).focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Duplicate" }).first().waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("button", { name: "Show me around" }).waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Show me around" }).click();
    await page.getByTestId("hints").getByText("1 of 5").waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "History" }).click();
    await page.getByTestId("history").getByRole("option").first().waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "On the product" }).first().click();
    await page.locator('.preview-stage [data-state="shown"]').waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "On the product" }).first().click();
    const at = await middle(layers(page).first());
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 30, at.y + 10, { steps: 3 });
    await nextFrame(page);
    await assertAccessible(page);
    await page.mouse.up();
  });

  test(`pictures' tools and what cannot be used (${name})`, async (t) => {
    const page = await atelier.openPage(t, options);
    await openProduct(page);
    await choosePictures(page, png("photo.png"));
    await layers(page).first().waitFor();
    if (options.viewport === PHONE) await page.locator(".context-bar").getByRole("button", { name: "Settings" }).click();
    for (const [tool, dialog] of [
      ["Crop", "crop-dialog"],
      ["Remove background", "background-dialog"],
      ["Trace to outlines", "trace-dialog"],
    ]) {
      await page.getByTestId("picture-tools").getByRole("button", { name: tool }).click();
      await page.getByTestId(dialog).waitFor();
      await page.getByTestId(dialog).locator(".spinner, progress").first().waitFor({ state: "detached" });
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByTestId(dialog).waitFor({ state: "hidden" });
    }
    await choosePictures(page, { name: "broken.png", mimeType: "image/png", buffer: png().buffer.subarray(0, 60) });
    await page.locator(".panel .banner").first().waitFor();
    await assertAccessible(page);
  });
}

test("for who wants no motion nothing turns, slides or pulses in place", async (t) => {
  const context = await atelier.openContext(t);
  // Pictures and parts that never come: all that can wait, waits.
  await context.route(/mockups\/|split_ideas\.wasm/, () => {});
  const page = await context.open();
  await page.locator('.card-room > [data-state="waiting"]').first().waitFor();
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => effect.getComputedTiming().iterations === Infinity)
        .flatMap(({ effect }) => effect.getKeyframes())
        .some((frame) => frame.rotate || frame.translate || frame.transform || frame.backgroundPosition || frame.backgroundPositionX),
    );
  assert.equal(await moving(), false, "the store");
  await openProduct(page);
  await openTool(page, "ideas");
  await page.locator(".panel .spinner").waitFor();
  assert.equal(await moving(), false, "the editor");
});
