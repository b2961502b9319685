// What the browser or the shopper changes about the page: forced colours, zoom, direction of writing; and what dialogs, tooltips
// and panels keep whatever is in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, addShape, board, drag, layers, middle, openProduct, openTool, place, stage, until } from "./shopper.mjs";

const atelier = withBrowser();

/** A wide window at 200 %, and a narrow one as at 400 %. */
const ZOOMED = [
  { name: "200 %", viewport: { width: 720, height: 450 } },
  { name: "400 %", viewport: { width: 320, height: 512 } },
];
const PANELS = ["text", "image", "artwork", "shapes", "templates", "ideas", "layers"];

async function begin(t, options) {
  const page = await atelier.openPage(t, options);
  await openProduct(page);
  return page;
}

/** How far the page and what scrolls in it can be scrolled sideways, in pixels, by name; rows of chips may. */
const sideways = (page) =>
  page.evaluate(() => {
    const far = {};
    const all = [document.scrollingElement, ...document.querySelectorAll(".panel-body, dialog[open] .dialog-body")];
    for (const element of all) {
      const beyond = element.scrollWidth - element.clientWidth;
      if (beyond > 0) far[element.className || element.tagName] = beyond;
    }
    return far;
  });

/** Names of controls in the window's frame that are cut off by its edges. */
const cutOff = (page, selector) =>
  page.locator(selector).evaluateAll((controls) =>
    controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) => [control, control.getBoundingClientRect()])
      .filter(([, box]) => box.left < -0.5 || box.top < -0.5 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5)
      .map(([control]) => control.getAttribute("aria-label") ?? control.textContent.trim()),
  );

for (const { name, viewport } of ZOOMED) {
  test(`at ${name} every page fits and the designer keeps all its tools`, async (t) => {
    const page = await atelier.openPage(t, { viewport });
    await page.getByTestId("product-tee").waitFor();
    assert.deepEqual(await sideways(page), {});
    for (const [path, there] of [["#/templates", "template-shelf"], ["#/style", "consent"]]) {
      await page.goto(path);
      await page.getByTestId(there).waitFor();
      assert.deepEqual(await sideways(page), {}, path);
    }
    await page.goto("#/");
    await openProduct(page);
    for (const panel of PANELS) {
      await openTool(page, panel);
      await page.locator(".panel .panel-body > *").first().waitFor();
      assert.deepEqual(await sideways(page), {}, panel);
      assert.deepEqual(await cutOff(page, ".topbar button, .rail button, .panel-head button"), [], panel);
    }
    await addHeading(page, "Near");
    assert.ok((await stage(page).boundingBox()).height > 60, "the stage stays in sight");
    assert.notEqual(await page.locator(".panel .panel-body").innerText(), "", "no sheet is left empty");
    await page.getByTestId("order").click();
    await page.getByTestId("price-table").waitFor();
    assert.deepEqual(await sideways(page), {});
    assert.deepEqual(await cutOff(page, ".dialog-head button, .dialog-foot button"), []);
  });
}

test("forced colours: what is chosen can be told from what is not, and colours stay colours", async (t) => {
  const page = await begin(t, { context: { forcedColors: "active" } });
  await addHeading(page, "Forced");
  const looks = await page.evaluate(() => {
    const look = (element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return outlineStyle === "none" ? "none" : `${outlineWidth} ${outlineColor}`;
    };
    const pair = (on, off) => [on, off].map((selector) => look(document.querySelector(selector)));
    return {
      swatch: pair(".inspector .swatch[aria-pressed=true]", ".inspector .swatch[aria-pressed=false]"),
      tool: pair(".rail-btn[aria-pressed=true]", ".rail-btn[aria-pressed=false]"),
      alignment: pair(".inspector .segmented label:has(:checked)", ".inspector .segmented label:not(:has(:checked))"),
    };
  });
  for (const [what, [on, off]] of Object.entries(looks)) assert.notEqual(on, off, what);
  const painted = await page.locator(".inspector .swatch[aria-pressed]").evaluateAll(
    (swatches) => new Set(swatches.map((swatch) => getComputedStyle(swatch, "::before").backgroundColor)).size,
  );
  assert.ok(painted > 10, `${painted} colours`);
  // Edges that are shadows elsewhere: here they are drawn.
  const edgeless = await page
    .locator(".panel, .inspector, .rail, .num, .input, .context-bar, .handle")
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.checkVisibility())
        .filter((part) => {
          const has = (style) => style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
          return !has(getComputedStyle(part)) && !has(getComputedStyle(part, "::before"));
        })
        .map((part) => part.className),
    );
  assert.deepEqual(edgeless, []);
  await assertAccessible(page);
});

test("right to left: tools stand on the right, and what is dragged follows the pointer", async (t) => {
  const page = await atelier.openPage(t);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await openProduct(page);
  assert.deepEqual(await sideways(page), {});
  const [rail, view] = [await page.locator(".rail").boundingBox(), await stage(page).boundingBox()];
  assert.ok(rail.x > view.x + view.width, "the rail stands on the right");
  await addShape(page, "Star");
  const before = await place(page);
  const { mm } = await board(page);
  const from = await middle(page.getByTestId("selection"));
  await drag(page, from, { x: 40, y: 30 }, { keys: ["Alt"] });
  const after = await until(page, "moved", () => place(page), (now) => now.x !== before.x);
  assert.ok(Math.abs((after.x - before.x) * mm - 40) < 12, `${(after.x - before.x) * mm} px`);
  const box = await page.getByTestId("selection").boundingBox();
  const drawn = await layers(page).last().boundingBox();
  assert.ok(Math.abs(box.x - drawn.x) < 3 && Math.abs(box.width - drawn.width) < 6, "the frame lies on the layer");
  await addHeading(page, "שלום עולם");
  assert.deepEqual(await sideways(page), {});
  await assertAccessible(page);
});

test("right to left on a phone: nothing runs off the side", async (t) => {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await openProduct(page);
  for (const panel of PANELS) {
    await page.getByTestId(`tool-${panel}`).tap();
    await page.locator(".panel .panel-body > *").first().waitFor();
    assert.deepEqual(await sideways(page), {}, panel);
  }
});

test("what is pressed in a dialog means nothing behind it, and closing it brings the focus back", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  const arrange = page.locator(".context-bar").getByRole("button", { name: "Arrange" });
  await arrange.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByTestId("toolbar-dialog");
  await dialog.getByRole("button", { name: "Close" }).waitFor();
  for (const key of ["Control+d", "Control+z", "Delete", "?", "Control+k"]) await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await layers(page).count(), 1);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await arrange.evaluate((button) => button === document.activeElement), true);
});

test("Escape closes what lies on top, and the next one what lay below", async (t) => {
  const page = await begin(t, { viewport: PHONE });
  await addHeading(page, "Layers of it");
  await page.locator(".context-bar").getByRole("button", { name: "Settings" }).click();
  const inspector = page.locator(".inspector");
  await inspector.getByRole("button", { name: "More colours" }).first().click();
  const colours = page.getByTestId("more-colours").first();
  await colours.waitFor();
  await page.keyboard.press("Escape");
  await colours.waitFor({ state: "hidden" });
  assert.equal(await inspector.isVisible(), true);
  await page.keyboard.press("Escape");
  await inspector.waitFor({ state: "hidden" });
  assert.equal(await layers(page).count(), 1);
});

test("a tooltip goes at Escape, comes with the next focus, and makes no panel wider", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await openTool(page, "layers");
  const shown = (button) => button.evaluate((button) => getComputedStyle(button, "::after").display !== "none");
  const lock = page.locator(".layer-row").getByRole("button", { name: /^Lock/ });
  await page.locator(".layer-row").getByRole("button", { name: /^Hide/ }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await shown(lock), true);
  assert.deepEqual(await sideways(page), {});
  await page.keyboard.press("Escape");
  assert.equal(await shown(lock), false);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  assert.equal(await shown(lock), true);
});
