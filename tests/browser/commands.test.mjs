// Rows of the editor's table where a shopper meets them: picking several layers by taps, the palette's ways to fields and
// panels, tools that are pinned, keys of every layout, what the list of layers keeps for itself, aligning, eyedropper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import {
  addHeading,
  addShape,
  choosePictures,
  layers,
  middle,
  nextFrame,
  openProduct,
  openTool,
  place,
  png,
  saved,
  says,
  stage,
  until,
} from "./shopper.mjs";

const atelier = withBrowser();

const menu = (page) => page.getByTestId("context-menu");
const item = (page, name) => menu(page).getByRole("menuitem", { name });
const toolbar = (page) => page.locator(".context-bar");
const rows = (page) => page.locator(".layer-row .layer-name");
const rowNames = (page) => rows(page).allTextContents();
const picked = (page) => page.locator(".layer-row[data-selected]").count();
const bar = (page) => page.getByTestId("several-bar");

async function begin(t, options) {
  const page = await atelier.openPage(t, options);
  await openProduct(page);
  return page;
}

/** Star, heart and ellipse below each other; nothing is selected. */
async function threeShapes(page) {
  for (const [shape, y] of [["Star", 10], ["Heart", 130], ["Ellipse", 250]]) {
    await addShape(page, shape);
    const field = page.getByRole("textbox", { name: "Y in millimetres", exact: true });
    await field.fill(String(y), { force: true });
    await field.press("Enter");
  }
  await stage(page).focus();
  await page.keyboard.press("Escape");
}

/** The same on a phone, by arrow keys: the fields are behind a sheet there. */
async function threeOnPhone(page) {
  for (const [shape, key, steps] of [["Star", "ArrowUp", 11], ["Heart", "ArrowDown", 11], ["Ellipse", "ArrowDown", 0]]) {
    await addShape(page, shape);
    await stage(page).focus();
    for (let step = 0; step < steps; step++) await page.keyboard.press(`Shift+${key}`);
    await page.keyboard.press("Escape");
  }
  await page.locator(".panel").getByRole("button", { name: "Close" }).tap();
  await nextFrame(page);
}

/** The layer with a name, in the middle of it. */
const on = (page, name) => middle(page.locator(`.layers .layer[aria-label="${name}"]`));

async function tap(page, at) {
  await page.touchscreen.tap(at.x, at.y);
  await nextFrame(page);
}

/** A finger that stays until the menu is there. */
async function hold(page, at) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await menu(page).getByRole("menuitem").first().waitFor();
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
}

/** Opens the palette, types, and presses the row of that name. */
async function find(page, name) {
  await page.keyboard.press("Control+k");
  const palette = page.getByTestId("palette");
  await palette.getByRole("combobox").waitFor();
  await page.keyboard.type(name);
  await palette.getByRole("option", { name }).first().click();
  await palette.waitFor({ state: "hidden" });
}

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

test("on a phone two of three are picked by taps, grouped, and a third is picked no more", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await threeOnPhone(page);
  const star = await on(page, "Star");
  await hold(page, star);
  await item(page, "Select several").tap();
  await says(page, /Selecting several/);
  await bar(page).getByText("1 layer selected").waitFor();
  await assertAccessible(page);

  await tap(page, await on(page, "Heart"));
  await bar(page).getByText("2 layers selected").waitFor();
  await tap(page, await on(page, "Ellipse"));
  await bar(page).getByText("3 layers selected").waitFor();
  await tap(page, await on(page, "Ellipse"));
  await bar(page).getByText("2 layers selected").waitFor();
  // A tap beside everything loses nothing.
  const { x, y, width } = await stage(page).boundingBox();
  await tap(page, { x: x + width - 8, y: y + 120 });
  await bar(page).getByText("2 layers selected").waitFor();

  await hold(page, await on(page, "Heart"));
  await item(page, /^Group/).tap();
  await says(page, /Grouped 2 layers/);
  await bar(page).getByRole("button", { name: "Done" }).tap();
  await bar(page).waitFor({ state: "detached" });
  await tap(page, await on(page, "Ellipse"));
  await says(page, /Ellipse selected/);
  await page.getByTestId("tool-layers").tap();
  await until(page, "a group of two", () => rowNames(page), (names) => names.length === 4);
  assert.equal(await picked(page), 1);
});

test("on a phone two of three are ticked in the list of layers and aligned", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await threeOnPhone(page);
  await page.getByTestId("tool-layers").tap();
  await page.getByTestId("select-several").tap();
  for (const name of ["Star", "Ellipse"]) {
    await page.locator(".layer-name").filter({ hasText: name }).tap();
  }
  await bar(page).getByText("2 layers selected").waitFor();
  assert.equal(await page.locator(".layer-check .icon").count(), 2);
  await assertAccessible(page);
  await toolbar(page).getByRole("button", { name: "Settings" }).tap();
  await page.locator(".inspector").getByRole("button", { name: "Align top" }).tap();
  const tops = async () => {
    const box = (name) => page.locator(`.layers .layer[aria-label="${name}"]`).boundingBox();
    return (await Promise.all(["Star", "Ellipse", "Heart"].map(box))).map((box) => box.y);
  };
  const [star, ellipse, heart] = await until(page, "aligned", tops, ([star, ellipse]) => Math.abs(star - ellipse) < 2);
  assert.ok(Math.abs(heart - star) > 20, `the heart stays where it is: ${[star, ellipse, heart]}`);
});

test("several are picked by keys: from the palette, in the list, and Escape keeps what was picked", async (t) => {
  const page = await begin(t);
  await threeShapes(page);
  await openTool(page, "layers");
  await find(page, "Select several");
  await says(page, /Selecting several/);
  await rows(page).nth(0).focus();
  await page.keyboard.press("Enter");
  await rows(page).nth(2).focus();
  await page.keyboard.press(" ");
  await bar(page).getByText("2 layers selected").waitFor();
  await page.keyboard.press("Escape");
  await bar(page).waitFor({ state: "detached" });
  await says(page, /one at a time/);
  assert.equal(await picked(page), 2);
  await rows(page).nth(1).focus();
  await page.keyboard.press("Enter");
  await until(page, "one", () => picked(page), (count) => count === 1);
});

test("rows of the palette that need a value open their field, unfolded and focused", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Found");
  await stage(page).focus();
  await find(page, "Set opacity");
  await until(page, "opacity", () => focused(page), (label) => label === "Opacity");
  await find(page, "Turn");
  await until(page, "angle", () => focused(page), (label) => label === "Angle in degrees");
  await find(page, "Set shadow");
  const shadow = page.locator('details[data-part="Shadow"]');
  await until(page, "shadow", () => shadow.evaluate((fold) => fold.contains(document.activeElement)), Boolean);
  const box = await shadow.boundingBox();
  assert.ok(box.y >= 0 && box.y < DESKTOP.height, "it is in sight");
  for (const [row, part] of [["Set text on a path", "On a path"], ["Bend text", "Bend"], ["Set outlines", "Outlines"]]) {
    await find(page, row);
    const fold = page.locator(`details[data-part="${part}"]`);
    await until(page, row, () => fold.evaluate((fold) => fold.contains(document.activeElement)), Boolean);
  }
  await find(page, "Rename design");
  await until(page, "name", () => focused(page), (label) => /name/i.test(label));
  await stage(page).focus();
  await find(page, "Add picture");
  await page.getByRole("button", { name: "Choose files" }).waitFor();

  // Several have no fill of their own.
  await addShape(page, "Star");
  await stage(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Set ");
  const palette = page.getByTestId("palette");
  await palette.getByRole("option", { name: "Set opacity" }).waitFor();
  assert.equal(await palette.getByRole("option", { name: "Set fill" }).count(), 0);
});

test("on a phone a row of the palette opens the sheet with its field", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await addShape(page, "Star");
  await page.locator(".topbar-mid").getByRole("button", { name: "All commands" }).tap();
  await page.keyboard.type("opacity");
  await page.keyboard.press("Enter");
  await until(page, "opacity", () => focused(page), (label) => label === "Opacity");
  assert.equal(await page.getByTestId("editor").getAttribute("data-sheet"), "inspector");
});

test("tools of a picture are pinned and open, and are away for other layers", async (t) => {
  const page = await begin(t);
  await choosePictures(page, png());
  await until(page, "a picture", () => layers(page).count(), (count) => count === 1);
  await toolbar(page).getByRole("button", { name: "Arrange this bar" }).click();
  const dialog = page.getByTestId("toolbar-dialog");
  await dialog.getByRole("button", { name: "Change background" }).click();
  await dialog.getByRole("button", { name: "Trace picture" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await toolbar(page).getByRole("button", { name: "Trace picture" }).click();
  await page.getByTestId("trace-dialog").getByRole("heading").first().waitFor();
  await page.keyboard.press("Escape");
  await toolbar(page).getByRole("button", { name: "Change background" }).click();
  await page.getByTestId("background-dialog").getByRole("heading").first().waitFor();
  await page.keyboard.press("Escape");
  await addShape(page, "Star");
  await until(page, "away", () => toolbar(page).getByRole("button", { name: "Trace picture" }).count(), (count) => count === 0);
});

test("a layer goes to another side from the menu and from the palette", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await stage(page).focus();
  await page.keyboard.press("Shift+F10");
  await item(page, "Move to side: Back").click();
  await says(page, /back/i);
  const front = page.locator(".stage-foot").getByRole("radio", { name: "Front", exact: true });
  await until(page, "the back", () => front.isChecked(), (on) => !on);
  assert.equal(await layers(page).count(), 1);
  await stage(page).focus();
  await find(page, "Move to side: Front");
  await until(page, "the front", () => front.isChecked(), Boolean);
  assert.equal(await layers(page).count(), 1);
});

test("the palette opens with caps lock and on layouts without Latin letters", async (t) => {
  const page = await begin(t);
  const palette = page.getByTestId("palette");
  for (const key of ["K", "\u043b", "\u03ba", "\u05dc", "\u0646"]) {
    await stage(page).evaluate((stage, key) => {
      const stroke = { key, code: "KeyK", ctrlKey: true, bubbles: true, composed: true, cancelable: true };
      stage.dispatchEvent(new KeyboardEvent("keydown", stroke));
    }, key);
    await palette.getByRole("combobox").waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "hidden" });
  }
});

test("the sheet of keys has all of them, as a Mac writes them on a Mac", async (t) => {
  const read = async (userAgent) => {
    const page = await begin(t, userAgent ? { context: { userAgent } } : {});
    await stage(page).focus();
    await page.keyboard.press("?");
    const keys = page.getByTestId("keys-dialog").locator(".keys > div");
    await keys.first().waitFor();
    return (await keys.allTextContents()).join("\n");
  };
  const here = await read();
  for (const row of [/All commands\s*Ctrl\+K/, /Keys\s*\?/, /Shift\+Click/, /Alt\+Click/, /Ctrl\+Drag/, /Ctrl\+Wheel, or pinch/]) {
    assert.match(here, row);
  }
  const mac = await read("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1.15 Safari/605.1.15");
  for (const row of [/All commands\s*⌘K/, /⇧Click/, /⌥Click/, /⌘Drag/, /⌘Wheel, or pinch/]) assert.match(mac, row);
  assert.doesNotMatch(mac, /Ctrl|Alt\+/);
});

test("rows of the list of layers keep Tab and Enter for themselves", async (t) => {
  const page = await begin(t);
  await threeShapes(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+g");
  await openTool(page, "layers");
  await until(page, "a group", () => rowNames(page), (names) => names.length === 4);
  await rows(page).nth(0).focus();
  await page.keyboard.press("Tab");
  const row = () => page.evaluate(() => document.activeElement?.closest(".layer-row")?.textContent.trim() ?? "");
  assert.match(await row(), /^Group/);
  assert.match(await focused(page), /Move Group up/);
  // The group is selected: Enter on one of its rows selects that row, and enters nothing.
  await page.getByTestId("selection").waitFor();
  await rows(page).nth(1).focus();
  await page.keyboard.press("Enter");
  await until(page, "one", () => picked(page), (count) => count === 1);
  await says(page, /Ellipse selected/);
  // Others do what they do on the stage.
  await page.keyboard.press("Delete");
  await until(page, "deleted", () => layers(page).count(), (count) => count === 2);
});

test("layers are aligned, spread and made alike by buttons", async (t) => {
  const page = await begin(t);
  await threeShapes(page);
  const press = (name) => page.locator(".inspector").getByRole("button", { name, exact: true }).click();
  const box = (name) => page.locator(`.layers .layer[aria-label="${name}"]`).boundingBox();
  const all = () => Promise.all(["Star", "Heart", "Ellipse"].map(box));
  await page.keyboard.press("Tab");
  const width = page.getByRole("textbox", { name: "Width in millimetres", exact: true });
  await width.fill("30");
  await width.press("Enter");
  await stage(page).focus();
  await page.keyboard.press("Control+a");
  await press("Align left");
  const near = (a, b) => Math.abs(a - b) < 2.5;
  await until(page, "left", all, ([a, b, c]) => near(a.x, b.x) && near(b.x, c.x));
  await press("Same width");
  await until(page, "as wide", all, ([a, b, c]) => near(a.width, b.width) && near(b.width, c.width));
  await press("Distribute down");
  const gaps = ([a, b, c]) => [b.y - a.y - a.height, c.y - b.y - b.height];
  await until(page, "spread", all, (boxes) => near(...gaps(boxes)));
  await press("Align top");
  await until(page, "top", all, ([a, b, c]) => near(a.y, b.y) && near(b.y, c.y));
});

test("a colour is picked from the screen, and leaving that changes nothing", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(() => {
    globalThis.EyeDropper = class {
      open() {
        const colour = globalThis.nextColour;
        return colour ? Promise.resolve({ sRGBHex: colour }) : Promise.reject(new DOMException("left", "AbortError"));
      }
    };
  });
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Star");
  const fill = page.locator(".inspector fieldset").filter({ hasText: "Fill" });
  const pick = fill.getByRole("button", { name: "From the screen" });
  const colour = () => page.locator(".layers path").first().getAttribute("fill");
  await pick.waitFor();
  const before = await colour();
  await pick.click();
  await nextFrame(page);
  assert.equal(await colour(), before);
  await page.evaluate(() => (globalThis.nextColour = "#12ab34"));
  await pick.click();
  await until(page, "picked", colour, (now) => now === "#12ab34");
});

test("who is new is offered hints once: skipped, they stay away", async (t) => {
  const context = await atelier.openContext(t);
  const page = await context.open();
  await openProduct(page);
  const offer = page.getByRole("region", { name: "New here?" });
  await offer.getByRole("button", { name: "Skip" }).click();
  await offer.waitFor({ state: "detached" });
  await says(page, /hints again/);
  await find(page, "Turn on: Rulers");
  await page.getByTestId("rulers").waitFor();
  await saved(page);
  await page.reload();
  // The rulers are back: what was kept was read.
  await page.getByTestId("rulers").waitFor();
  await nextFrame(page);
  assert.equal(await offer.count(), 0);
});

test("a finger that moves before the menu's time drags, and no menu comes", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await addShape(page, "Heart");
  await page.locator(".panel").getByRole("button", { name: "Close" }).tap();
  await nextFrame(page);
  const at = await on(page, "Heart");
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, points) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await page.evaluate(() => {
    const later = globalThis.setTimeout;
    globalThis.longPresses = 0;
    globalThis.setTimeout = (run, wait, ...rest) =>
      later(() => {
        run();
        if (wait === 500) globalThis.longPresses += 1;
      }, wait, ...rest);
  });
  await touch("touchStart", [at]);
  for (let step = 1; step <= 8; step++) {
    await touch("touchMove", [{ x: at.x, y: at.y + step * 4 }]);
    await nextFrame(page);
  }
  // The finger stays down past the time of the menu.
  await until(page, "that time is over", () => page.evaluate(() => globalThis.longPresses), (count) => count === 1);
  await nextFrame(page);
  assert.equal(await menu(page).getByRole("menuitem").count(), 0);
  await touch("touchEnd", []);
  const now = await on(page, "Heart");
  assert.ok(now.y - at.y > 20, `it was dragged by ${now.y - at.y} px`);
});

test("a quarter turn of two fingers turns the layer by a quarter", async (t) => {
  const page = await begin(t, { viewport: PHONE, touch: true });
  await addShape(page, "Heart");
  await page.locator(".panel").getByRole("button", { name: "Close" }).tap();
  await nextFrame(page);
  const at = await on(page, "Heart");
  const cdp = await page.context().newCDPSession(page);
  const points = (step) =>
    [-1, 1].map((side, id) => {
      const angle = ((Math.PI / 2) * step) / 8;
      return { x: at.x + side * 30 * Math.cos(angle), y: at.y + side * 30 * Math.sin(angle), id };
    });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (let step = 1; step <= 8; step++) {
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    await nextFrame(page);
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await toolbar(page).getByRole("button", { name: "Settings" }).tap();
  const { angle } = await until(page, "turned", () => place(page), (now) => Math.abs(now.angle) > 60);
  assert.ok(Math.abs(angle - 90) < 4, `${angle}°`);
});
