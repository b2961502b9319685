// The editor's tools: menu at the pointer, history, groups, clipboard, toolbar, rulers, hints, recordings.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import {
  addHeading,
  addShape,
  board,
  drag,
  layers,
  middle,
  nextFrame,
  number,
  openProduct,
  openTool,
  png,
  choosePictures,
  saved,
  says,
  stage,
  undoButton,
  until,
} from "./shopper.mjs";

const atelier = withBrowser();

const menu = (page) => page.getByTestId("context-menu");
const item = (page, name) => menu(page).getByRole("menuitem", { name, exact: false });
const toolbar = (page) => page.locator(".context-bar");
const rowNames = (page) => page.locator(".layer-row .layer-name").allTextContents();

async function begin(t, options) {
  const page = await atelier.openPage(t, options);
  await openProduct(page);
  return page;
}

/** Two shapes beside each other, nothing selected. */
async function twoShapes(page) {
  await addShape(page, "Star");
  await page.keyboard.press("Escape");
  await stage(page).focus();
  await addShape(page, "Heart");
  await stage(page).focus();
  for (let step = 0; step < 9; step++) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Escape");
}

test("the right button opens a menu of what can be done there, and arrows and Escape work in it", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  const at = await middle(page.getByTestId("selection"));
  await page.mouse.click(at.x, at.y, { button: "right" });
  await item(page, "Duplicate").first().waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
  assert.match(await focused(), /^Cut/);
  await page.keyboard.press("ArrowDown");
  assert.match(await focused(), /^Copy/);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  assert.match(await focused(), /^Cut/);
  await page.keyboard.press("l");
  assert.match(await focused(), /^Lock/);
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await menu(page).waitFor({ state: "hidden" });
  assert.equal(await stage(page).evaluate((stage) => stage === document.activeElement), true);

  await page.mouse.click(at.x, at.y, { button: "right" });
  await item(page, "Duplicate").first().click();
  await until(page, "a copy", () => layers(page).count(), (count) => count === 2);
  await menu(page).waitFor({ state: "hidden" });
});

test("keys open the menu at the selection, inside the window, and F2 names a layer", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await stage(page).focus();
  await page.keyboard.press("Shift+F10");
  await item(page, "Rename layer").waitFor();
  const box = await menu(page).boundingBox();
  const { width, height } = page.viewportSize();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  const field = page.getByTestId("layer-field");
  await field.waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Sun");
  await page.keyboard.press("Enter");
  await until(page, "named", () => rowNames(page), (names) => names[0] === "Sun");
});

test("a finger that stays opens the menu, and one that moves does not", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await addHeading(page, "Held");
  const at = await middle(page.getByTestId("selection"));
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, points) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [at]);
  await item(page, "Delete").waitFor();
  await touch("touchEnd", []);
  await item(page, "Delete").tap();
  await until(page, "deleted", () => layers(page).count(), (count) => count === 0);
});

test("the history lists named steps and goes to any of them by press and by keys", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await stage(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "History" }).click();
  const steps = page.getByTestId("history").getByRole("option");
  await until(page, "steps", () => steps.allTextContents(), (names) => names.length === 3);
  assert.deepEqual(await steps.allTextContents(), ["As it was at the beginning", "Add shape: Star", "Move: Star"]);
  await assertAccessible(page);
  await steps.first().click();
  await until(page, "empty", () => layers(page).count(), (count) => count === 0);
  await page.getByTestId("history").focus();
  await page.keyboard.press("ArrowDown");
  await says(page, /Step 1 of 2: add shape/);
  await until(page, "there again", () => layers(page).count(), (count) => count === 1);
  await page.keyboard.press("End");
  await until(page, "last", () => steps.nth(2).getAttribute("aria-selected"), (on) => on === "true");
});

test("layers are grouped, moved as one, entered, named and taken apart", async (t) => {
  const page = await begin(t);
  await twoShapes(page);
  await stage(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+g");
  await says(page, /Grouped 2 layers/);
  await openTool(page, "layers");
  await until(page, "nested", () => rowNames(page), (names) => names.length === 3);
  assert.deepEqual(await rowNames(page), ["Group", "Heart", "Star"]);
  await assertAccessible(page);

  await page.keyboard.press("Escape");
  const heart = await middle(layers(page).nth(1));
  await page.mouse.click(heart.x, heart.y);
  await says(page, /Group of 2 layers selected/);
  const before = await middle(layers(page).first());
  await drag(page, heart, { x: 40, y: 0 });
  const after = await until(page, "moved", () => middle(layers(page).first()), (now) => now.x > before.x + 20);
  assert.ok(Math.abs(after.y - before.y) < 8);

  const there = await middle(layers(page).nth(1));
  await page.mouse.dblclick(there.x, there.y);
  await says(page, /Heart selected/);
  await page.keyboard.press("Escape");
  await says(page, /Group of 2 layers selected/);

  const row = page.locator(".layer-row").first();
  await row.locator(".layer-name").dblclick();
  await page.getByTestId("layer-field").fill("Love");
  await page.keyboard.press("Enter");
  await until(page, "named", () => rowNames(page), (names) => names[0] === "Love");
  await row.getByRole("button", { name: "What is in Love" }).click();
  await until(page, "folded", () => rowNames(page), (names) => names.length === 1);
  await row.getByRole("button", { name: "Hide Love" }).click();
  await says(page, /Hid 2 layers/);
  await row.locator(".layer-name").click();
  await stage(page).focus();
  await page.keyboard.press("Control+Shift+g");
  await until(page, "apart", () => rowNames(page), (names) => names.length === 2);
});

test("rows of the list are dragged, also into a group", async (t) => {
  const page = await begin(t);
  for (const shape of ["Star", "Heart", "Ellipse"]) await addShape(page, shape);
  await openTool(page, "layers");
  await until(page, "rows", () => rowNames(page), (names) => names.length === 3);
  const row = (at) => middle(page.locator(".layer-row .layer-name").nth(at));
  const [top, bottom] = [await row(0), await row(2)];
  await drag(page, top, { x: 0, y: bottom.y - top.y + 12 });
  await until(page, "reordered", () => rowNames(page), (names) => names[2] === "Ellipse");
  await says(page, /Layer 1 of 3/);

  await stage(page).focus();
  await page.keyboard.press("Escape");
  await page.locator(".layer-row .layer-name").nth(0).click();
  await page.locator(".layer-row .layer-name").nth(1).click({ modifiers: ["Shift"] });
  await stage(page).focus();
  await page.keyboard.press("Control+g");
  await until(page, "grouped", () => rowNames(page), (names) => names.length === 4);
  const [ellipse, star] = [await row(3), await row(2)];
  await drag(page, ellipse, { x: 0, y: star.y - ellipse.y - 6 });
  await until(page, "in the group", () => rowNames(page), (names) => names[2] === "Ellipse");
  const depth = await page.locator(".layer-row").nth(2).evaluate((row) => row.style.getPropertyValue("--depth"));
  assert.equal(depth, "1");
  await page.locator(".layer-row .layer-name").nth(2).focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await until(page, "out again", () => rowNames(page), (names) => names[0] === "Ellipse");
  // The row is another element by now; its focus comes with the next frame.
  await page.locator(".layer-row:focus-within .layer-name").getByText("Ellipse").waitFor();
  await page.keyboard.press("Alt+ArrowRight");
  await until(page, "in again", () => rowNames(page), (names) => names[0] === "Group" && names[1] === "Ellipse");
});

test("layers are copied into another design by the system's clipboard, with words for other programs", async (t) => {
  const context = await atelier.openContext(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "Take me");
  await stage(page).focus();
  await page.keyboard.press("Control+c");
  await says(page, /Copied/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "Take me");

  const other = await context.open();
  await openProduct(other, "mug");
  await stage(other).focus();
  await other.keyboard.press("Control+v");
  await until(other, "pasted", () => layers(other).count(), (count) => count === 1);
  assert.equal(await other.getByTestId("text-content").inputValue(), "Take me");
  await other.keyboard.press("Control+x");
  await until(other, "cut", () => layers(other).count(), (count) => count === 0);
  await stage(other).click({ button: "right", position: { x: 60, y: 60 } });
  await item(other, "Paste").click();
  await until(other, "pasted by the menu", () => layers(other).count(), (count) => count === 1);
});

test("words and pictures from elsewhere are pasted, damaged layers are refused with a reason", async (t) => {
  const context = await atelier.openContext(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.open();
  await openProduct(page);
  const write = (kind, text) =>
    page.evaluate(
      ([kind, text]) => navigator.clipboard.write([new ClipboardItem({ [kind]: new Blob([text], { type: kind }) })]),
      [kind, text],
    );
  await write("text/plain", "From afar\nand near");
  await stage(page).focus();
  await page.keyboard.press("Control+v");
  await until(page, "a text", () => layers(page).count(), (count) => count === 1);
  assert.equal(await page.getByTestId("text-content").inputValue(), "From afar\nand near");

  const { buffer } = png("dots.png");
  await page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  }, buffer.toString("base64"));
  await stage(page).focus();
  await page.keyboard.press("Control+v");
  await until(page, "a picture", () => layers(page).count(), (count) => count === 2);

  await write("text/plain", '{"atelier_layers":2,"layers":[{"id":"<script>"}]}');
  await stage(page).focus();
  await page.keyboard.press("Control+v");
  await page.getByText("The copied layers are damaged").waitFor();
  assert.equal(await layers(page).count(), 2);
});

test("a drawing is pasted as outlines: by its type, as its source, and before pixels", async (t) => {
  const context = await atelier.openContext(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.open();
  await openProduct(page);
  const drawing = (colour) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path fill="${colour}" d="M2 2h16v16H2z"/></svg>`;
  const outline = (colour) => page.locator(`.layers path[fill='${colour}']`).waitFor({ state: "attached" });

  await stage(page).evaluate((stage, source) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("image/svg+xml", source);
    clipboardData.setData("text/plain", "a square");
    stage.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, drawing("#ff0066"));
  await outline("#ff0066");

  await page.evaluate((source) => navigator.clipboard.writeText(source), `<?xml version="1.0"?>\n${drawing("#3311aa")}`);
  await stage(page).focus();
  await page.keyboard.press("Control+v");
  await outline("#3311aa");

  const { buffer } = png("dots.png");
  await page.evaluate(
    async ([base64, source]) => {
      const pixels = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const outlines = new Blob([source], { type: "image/svg+xml" });
      await navigator.clipboard.write([new ClipboardItem({ "image/png": pixels, "image/svg+xml": outlines })]);
    },
    [buffer.toString("base64"), drawing("#00aa44")],
  );
  await stage(page).click({ button: "right", position: { x: 60, y: 60 } });
  await item(page, "Paste").click();
  await outline("#00aa44");
  assert.equal(await layers(page).count(), 3);
  assert.equal(await page.locator(".layers image").count(), 0);

  await page.evaluate(() => navigator.clipboard.writeText("<svg><path d="));
  await stage(page).click({ button: "right", position: { x: 60, y: 60 } });
  await item(page, "Paste").click();
  await page.locator(".panel").getByText("picture.svg").first().waitFor();
  assert.equal(await layers(page).count(), 3);
});

test("a selection is copied as a picture for other programs", async (t) => {
  const context = await atelier.openContext(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  await stage(page).focus();
  await page.keyboard.press("Shift+F10");
  await item(page, "Copy as a picture").click();
  await page.getByText("Copied as a picture").waitFor({ timeout: 60_000 });
  const size = await page.evaluate(async () => {
    const [found] = await navigator.clipboard.read();
    const picture = await createImageBitmap(await found.getType("image/png"));
    return [picture.width, picture.height];
  });
  const mm = await number(page, "Width in millimetres");
  assert.ok(Math.abs(size[0] - (mm / 25.4) * 300) < 3, `${size} for ${mm} mm`);
});

test("the toolbar is arranged, kept, and brought back as it was", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  await toolbar(page).getByRole("button", { name: "Arrange this bar" }).click();
  const dialog = page.getByTestId("toolbar-dialog");
  await dialog.getByRole("button", { name: "Align left" }).click();
  await says(page, /Align left is in the toolbar/);
  await dialog.getByRole("button", { name: "Move Align left up" }).click();
  await dialog.getByRole("button", { name: "Take Lock out" }).click();
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await toolbar(page).getByRole("button", { name: "Align left" }).click();
  assert.equal(await number(page, "X in millimetres"), 0);
  assert.equal(await toolbar(page).getByRole("button", { name: "Lock" }).count(), 0);
  await saved(page);

  await page.reload();
  await stage(page).waitFor();
  const star = await middle(layers(page).first());
  await page.mouse.click(star.x, star.y);
  const kept = toolbar(page).getByRole("button", { name: "Align left" });
  await kept.waitFor();
  await toolbar(page).getByRole("button", { name: "Arrange this bar" }).click();
  await dialog.getByRole("button", { name: "As it was" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await kept.waitFor({ state: "detached" });
  await toolbar(page).getByRole("button", { name: "Lock" }).waitFor();
});

test("a tool that is used often is offered for the toolbar, also on the next visit", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  for (let count = 1; count <= 5; count += 1) {
    await stage(page).focus();
    await page.keyboard.press("Control+d");
    await until(page, "one more", () => layers(page).count(), (now) => now === count + 1);
  }
  const often = page.getByTestId("toolbar-dialog").getByRole("group", { name: "You use these often" });
  await toolbar(page).getByRole("button", { name: "Arrange this bar" }).click();
  await page.getByTestId("toolbar-dialog").getByRole("button", { name: "Take Duplicate out" }).click();
  await often.getByRole("button", { name: "Duplicate" }).waitFor();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await saved(page);
  await page.reload();
  await stage(page).waitFor();
  const star = await middle(layers(page).first());
  await page.mouse.click(star.x, star.y);
  await toolbar(page).getByRole("button", { name: "Arrange this bar" }).click();
  await often.getByRole("button", { name: "Duplicate" }).click();
  await often.waitFor({ state: "detached" });
});

test("rulers, grid, bleed and the unit are switched, and the grid attracts", async (t) => {
  const page = await begin(t);
  await page.getByRole("button", { name: "Rulers, grid and unit" }).click();
  const note = page.getByTestId("view-menu");
  for (const name of ["Rulers", "Grid", "Snap to the grid", "Bleed"]) {
    await note.getByRole("switch", { name, exact: true }).check({ force: true });
  }
  await note.getByRole("switch", { name: "Snap to layers and equal gaps" }).uncheck({ force: true });
  await note.getByRole("radio", { name: "cm" }).check({ force: true });
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByTestId("rulers").waitFor();
  assert.ok((await page.locator(".ruler[data-axis=x] .ruler-number").count()) > 3);
  await addShape(page, "Star");
  assert.equal(await number(page, "Width in centimetres").then((cm) => cm < 30), true);
  const at = await middle(page.getByTestId("selection"));
  const { mm } = await board(page);
  await drag(page, at, { x: 13 * mm, y: 21 * mm });
  const x = await number(page, "X in centimetres");
  const width = await number(page, "Width in centimetres");
  const onGrid = [x, x + width / 2, x + width].some((edge) => Math.abs(edge - Math.round(edge)) < 0.011);
  assert.ok(onGrid, `${x} cm, ${width} cm wide`);
});

test("a colour is taken from what goes with it and from the design, and a faint one is told", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  const fill = page.locator(".inspector fieldset").filter({ hasText: "Fill" });
  await fill.getByRole("button", { name: "Coral" }).click();
  await page.locator(".layers path[fill='#e8593c']").waitFor({ state: "attached" });
  await fill.getByRole("button", { name: "More colours" }).click();
  const more = page.locator('[data-testid="more-colours"]:popover-open');
  await more.getByRole("group", { name: "Go with it" }).getByRole("button").first().click();
  const away = page.locator(".layers path").first();
  const colour = await until(page, "another", () => away.getAttribute("fill"), (fill) => fill !== "#e8593c");
  await more.getByRole("group", { name: "Used lately" }).getByRole("button", { name: colour }).waitFor();
  await more.getByRole("group", { name: "In this design" }).getByRole("button", { name: colour }).waitFor();
  await more.getByRole("group", { name: "Colours of the product" }).getByRole("button", { name: "Forest" }).click();
  await page.getByText("Hard to see on forest").waitFor();
  await more.getByRole("group", { name: "Print as they look" }).getByRole("button", { name: "Ultramarine" }).click();
  await until(page, "an ink", () => away.getAttribute("fill"), (fill) => fill === "#312783");
  await assertAccessible(page);
});

test("hints are called from the help, left by Escape, and a recording is saved without words", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Secret");
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  const waiting = page.waitForEvent("download");
  await page.getByTestId("recording").click();
  const file = await (await waiting).path();
  const told = await readFile(file, "utf8");
  assert.match(told, /atelier_recording/);
  assert.ok(!told.includes("Secret"));
  await page.getByRole("button", { name: "Show me around" }).click();
  const hints = page.getByTestId("hints");
  await hints.getByText("1 of 5").waitFor();
  await assertAccessible(page);
  const ringed = page.locator("[data-hinted]:visible");
  const next = async (place) => {
    const matches = () => ringed.evaluateAll((all, place) => all.map((one) => one.matches(place)), place);
    await until(page, place, matches, (found) => found.length === 1 && found[0]);
    await hints.getByRole("button", { name: "Next" }).click();
  };
  await next(".rail");
  await hints.getByText("2 of 5").waitFor();
  await next(".stage-view");
  await next(".context-bar");
  await next("[aria-label^='All commands']");
  await until(page, "history", () => ringed.getAttribute("aria-label"), (label) => label === "History");
  await page.keyboard.press("Escape");
  await hints.waitFor({ state: "detached" });
  await until(page, "no ring", () => page.locator("[data-hinted]").count(), (count) => count === 0);
});

test("two fingers on the selection scale and turn it, beside it they zoom", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await page.getByTestId("tool-shapes").tap();
  await page.getByRole("button", { name: "Heart", exact: true }).tap();
  await page.locator(".panel").getByRole("button", { name: "Close" }).tap();
  await nextFrame(page);
  const selection = page.getByTestId("selection");
  const at = await middle(selection);
  const before = await selection.boundingBox();
  const scale = await board(page);
  const cdp = await page.context().newCDPSession(page);
  const turn = async (steps) => {
    const points = (step) => {
      const angle = (Math.PI / 2) * (step / steps);
      const reach = 20 + 20 * (step / steps);
      return [-1, 1].map((side, id) => ({
        x: at.x + side * reach * Math.cos(angle),
        y: at.y + side * reach * Math.sin(angle),
        id,
      }));
    };
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
    for (let step = 1; step <= steps; step++) {
      await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
      await nextFrame(page);
    }
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await turn(8);
  const after = await until(page, "larger", () => selection.boundingBox(), (box) => box.width > before.width * 1.7);
  assert.ok(Math.abs(after.width / before.width - 2) < 0.3, `${after.width / before.width}`);
  assert.equal((await board(page)).mm, scale.mm);
  await undoButton(page).click();
  await until(page, "undone", () => selection.boundingBox(), (box) => Math.abs(box.width - before.width) < 2);
});

/** Reloads; the tools' code comes when what is given back is called. */
async function reloadWithoutTools(context, page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route("**/split_tools.wasm", (route) => held.then(() => route.continue()));
  await page.reload();
  return release;
}

test("who drags before the code of drags is here goes on when it came", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  await saved(page);
  const release = await reloadWithoutTools(context, page);
  const star = layers(page).first();
  await star.locator("path").waitFor({ state: "attached" });
  const from = await middle(star);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y, { steps: 4 });
  await nextFrame(page);
  assert.deepEqual(await middle(star), from);
  release();
  let step = 40;
  const moved = async () => {
    await page.mouse.move(from.x + ++step, from.y);
    return middle(star);
  };
  await until(page, "it is dragged", moved, (at) => at.x > from.x + 20);
  await page.mouse.up();
  await until(page, "it stays where it was let go", () => middle(star), (at) => at.x > from.x + 20);
  await page.getByRole("button", { name: /^Undo/ }).first().waitFor();
});

test("what is undone before the code of saving is here is saved when it came", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  await addShape(page, "Heart");
  await saved(page);
  const release = await reloadWithoutTools(context, page);
  await layers(page).nth(1).locator("path").waitFor({ state: "attached" });
  await undoButton(page).click();
  await until(page, "undone", () => layers(page).count(), (count) => count === 1);
  await page.locator('[data-testid="save-state"][data-state="saving"]').waitFor();
  release();
  await saved(page);
  await context.unrouteAll();
  await page.reload();
  await layers(page).first().locator("path").waitFor({ state: "attached" });
  assert.equal(await layers(page).count(), 1);
});
