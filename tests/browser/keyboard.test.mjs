// The main job by keyboard alone: every step with Tab, Enter, arrows and shortcuts, spoken by the live region, focus seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { download, field, layers, outlined, place, saved, says, stage, until } from "./shopper.mjs";

const atelier = withBrowser();

/** Presses Tab until the element has the focus, at most `most` times. */
async function tabTo(page, locator, most = 120) {
  for (let press = 0; press < most; press++) {
    const there = await locator.evaluateAll((elements) =>
      elements.some((element) => element === element.getRootNode().activeElement),
    );
    if (there) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${locator}`);
}

/** Tabs to a control and presses a key on it. */
async function pressOn(page, locator, key = "Enter") {
  await locator.first().waitFor();
  await tabTo(page, locator);
  await page.keyboard.press(key);
}

/** A shopper at the stage of an empty tee, who never touched the mouse. */
async function begin(page) {
  await pressOn(page, page.getByTestId("product-tee"));
  await stage(page).waitFor();
  await saved(page);
  return page;
}

/** Adds a heading and types its words; the focus is on the stage then. */
async function typeHeading(page, words, isDrawn = true) {
  const tool = page.getByTestId("tool-text");
  if ((await tool.getAttribute("aria-pressed")) !== "true") await pressOn(page, tool);
  await pressOn(page, page.getByRole("button", { name: "Add a heading" }));
  await page.getByTestId("typing").waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Escape");
  await page.getByTestId("typing").waitFor({ state: "detached" });
  if (isDrawn) await outlined(page);
}

/** What is said of a move: millimetres with at most one decimal. */
function movedTo({ x, y }) {
  const shown = (mm) => String(Math.round(mm * 10) / 10).replace(".", "\\.");
  return new RegExp(`[Mm]oved to ${shown(x)} mm, ${shown(y)} mm`);
}

test("a text is added, typed, and moved by arrows in millimetres", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Keys only");
  assert.equal(await stage(page).evaluate((stage) => stage === document.activeElement), true);
  assert.equal(await page.getByTestId("text-content").inputValue(), "Keys only");

  const before = await place(page);
  await page.keyboard.press("ArrowRight");
  const right = await until(page, "one step", () => place(page), (now) => now.x !== before.x);
  assert.equal(Math.round((right.x - before.x) * 100) / 100, 1);
  await says(page, movedTo(right));
  await page.keyboard.press("Shift+ArrowDown");
  const down = await until(page, "ten steps", () => place(page), (now) => now.y !== right.y);
  assert.equal(Math.round((down.y - right.y) * 100) / 100, 10);
  await says(page, movedTo(down));

  // Steps in quick succession are one step of undo, so that may be one press or two.
  await page.keyboard.press("Control+z");
  const undone = await until(page, "undone", () => place(page), (now) => now.y === before.y);
  if (undone.x !== before.x) await page.keyboard.press("Control+z");
  await until(page, "back", () => place(page), (now) => now.x === before.x && now.y === before.y);
  await says(page, /Undone/);
  await page.keyboard.press("Control+Shift+z");
  await says(page, /Redone/);
});

test("everything that a drag does can be typed", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Typed");
  for (const [name, value] of [["X in millimetres", "12"], ["Y in millimetres", "40"]]) {
    await tabTo(page, field(page, name));
    await page.keyboard.press("Control+a");
    await page.keyboard.type(value);
    await page.keyboard.press("Enter");
  }
  await says(page, "Moved to 12 mm, 40 mm");
  await tabTo(page, field(page, "Angle in degrees"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await says(page, /Turned to 90/);
  await page.keyboard.press("ArrowDown");
  await says(page, /Turned to 89/);
  const before = await place(page);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(String(before.height * 2));
  await page.keyboard.press("Enter");
  const now = await until(page, "resized", () => place(page), (now) => now.height > before.height * 1.5);
  assert.ok(now.width > before.width * 1.5, "a text keeps its proportion");
});

test("a number that is being typed stays when the text's outlines come", async (t) => {
  const context = await atelier.openContext(t);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route("**/fonts/*.ttf", (route) => held.then(() => route.continue()));
  const page = await begin(await context.open());
  await typeHeading(page, "Late", false);
  const x = field(page, "X in millimetres");
  const estimate = await place(page);
  await tabTo(page, x);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1");
  release();
  await until(page, "outlined", () => place(page), (now) => now.width !== estimate.width);
  await page.keyboard.type("2");
  assert.equal(await x.inputValue(), "12");
  await page.keyboard.press("Enter");
  await says(page, /Moved to 12 mm/);
});

test("layers are chosen, reordered, locked, hidden, copied and deleted without a pointer", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Lower");
  await pressOn(page, page.getByTestId("tool-shapes"));
  await pressOn(page, page.locator(".panel").getByRole("button", { name: "Star" }));
  await pressOn(page, page.getByTestId("tool-layers"));
  const rows = page.locator(".layer-row");
  const names = () => rows.locator(".layer-name").allTextContents();
  assert.deepEqual(await until(page, "two rows", names, (names) => names.length === 2), ["Star", "“Lower”"]);

  const lower = rows.getByRole("button", { name: "“Lower”", exact: true });
  await pressOn(page, lower);
  await says(page, /“Lower” selected, layer 1 of 2/);
  await page.keyboard.press("Alt+ArrowUp");
  await says(page, /Layer 2 of 2/);
  assert.deepEqual(await names(), ["“Lower”", "Star"]);
  await page.waitForFunction(() => document.activeElement?.textContent.includes("Lower"));

  await pressOn(page, page.getByRole("button", { name: "Lock “Lower”" }));
  await says(page, /Locked 1 layer/);
  await pressOn(page, page.getByRole("button", { name: "Unlock “Lower”" }));
  await pressOn(page, page.getByRole("button", { name: "Hide “Lower”" }));
  await says(page, /Hid 1 layer/);
  await pressOn(page, page.getByRole("button", { name: "Show “Lower”" }));

  await pressOn(page, stage(page), "Control+d");
  await until(page, "a copy", names, (names) => names.length === 3);
  await page.keyboard.press("Delete");
  await says(page, /Deleted 1 layer/);
  await until(page, "two again", names, (names) => names.length === 2);
  await page.keyboard.press("Control+z");
  await until(page, "undone", names, (names) => names.length === 3);
});

test("the order is filled in and a file downloaded by keys, and Escape leads back", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Order");
  await pressOn(page, page.getByTestId("order"));
  const dialog = page.getByTestId("order-dialog");
  await dialog.waitFor();
  await tabTo(page, dialog.locator('[name="order-size"]'));
  await page.keyboard.press("ArrowRight");
  await tabTo(page, dialog.getByTestId("quantity"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("3");
  await dialog.getByTestId("price-table").getByText("× 3").waitFor();
  const svg = dialog.getByRole("button", { name: "SVG" });
  await tabTo(page, svg);
  const file = await download(page, { click: () => page.keyboard.press("Enter") });
  assert.match(file.bytes.toString("utf8", 0, 200), /<svg/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await page.getByTestId("order").evaluate((button) => button === document.activeElement), true);
});

test("from the shop to the cart by keys: words changed, a motif added, the order made", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Helo");
  await page.keyboard.press("Enter");
  await page.getByTestId("typing").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("lo");
  await page.keyboard.press("Escape");
  await page.getByTestId("typing").waitFor({ state: "detached" });
  assert.equal(await page.getByTestId("text-content").inputValue(), "Hello");

  await pressOn(page, page.getByTestId("tool-artwork"));
  await tabTo(page, page.getByTestId("motif-search"));
  await page.keyboard.type("dog face");
  const dog = page.locator(".panel").getByRole("button", { name: "Dog face", exact: true }).first();
  await dog.locator("svg").waitFor({ state: "attached" });
  await pressOn(page, dog);
  await until(page, "the motif", () => layers(page).count(), (count) => count === 2);

  await pressOn(page, page.getByTestId("order"));
  const dialog = page.getByTestId("order-dialog");
  await pressOn(page, dialog.getByTestId("add-to-cart"));
  await dialog.getByTestId("ordered").getByText("in your cart").waitFor();
  // What was said belongs to that order: it is gone when the dialog is opened again.
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await dialog.getByTestId("price-table").waitFor();
  assert.equal(await dialog.getByTestId("ordered").count(), 0);
});

test("the focus is always seen", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Seen");
  const unseen = [];
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // A radio or a field may hand its ring to what stands around or after it.
      const ringed = [element, element.nextElementSibling, element.parentElement, element.closest("label")];
      const seen = ringed.some((candidate) => {
        if (!candidate) return false;
        const style = getComputedStyle(candidate);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      });
      return seen ? null : element.outerHTML.slice(0, 100);
    });
    if (found) unseen.push(found);
  }
  assert.deepEqual(unseen, []);
});

test("the command palette finds what can be done, runs it, and leaves by Escape", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Found");
  const palette = page.getByTestId("palette");
  await page.keyboard.press("Control+k");
  const search = palette.getByRole("combobox");
  await search.waitFor();
  assert.equal(await palette.getByRole("option", { name: "Redo" }).count(), 0, "what does nothing now is not offered");
  await page.keyboard.type("dupl");
  assert.equal(await palette.getByRole("option").first().getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "hidden" });
  await until(page, "two layers", () => layers(page).count(), (count) => count === 2);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("colour navy");
  await page.keyboard.press("Enter");
  await until(page, "navy", () => page.locator(".product-pill").innerText(), (words) => /navy/i.test(words));

  await page.keyboard.press("Control+k");
  await page.keyboard.type("open panel");
  await page.keyboard.press("ArrowDown");
  const chosen = palette.locator('[aria-selected="true"]');
  assert.equal(await search.getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  assert.match(await chosen.innerText(), /Image/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Choose files" }).waitFor();

  // The browser tells of a closing later: a palette that is asked for in between stays.
  await page.keyboard.press("Control+k");
  await search.waitFor();
  await palette.evaluate((dialog) => {
    dialog.close();
    const stage = dialog.getRootNode().querySelector("[data-testid=stage]");
    stage.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, composed: true }));
    return new Promise((told) => dialog.addEventListener("close", () => requestAnimationFrame(told), { once: true }));
  });
  assert.ok(await search.isVisible());
  await page.keyboard.type("no such thing");
  await palette.getByText("Nothing is called that").waitFor();
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "hidden" });
});

test("the print is a drawing of named objects, read from the top down", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Below");
  await typeHeading(page, "Above");
  for (let press = 0; press < 12; press++) await page.keyboard.press("Shift+ArrowUp");
  const drawing = page.locator('[role~="graphics-document"]');
  assert.match(await drawing.getAttribute("aria-label"), /front.*2/);
  const read = () =>
    drawing.evaluate((drawing) =>
      drawing.getAttribute("aria-owns").split(" ").map((id) => {
        const object = drawing.getRootNode().getElementById(id);
        return `${object.getAttribute("role")} ${object.getAttribute("aria-label")}`;
      }),
    );
  await until(page, "the upper one first", read, ([first]) => /Above/.test(first));
  assert.deepEqual(await read(), ["graphics-symbol “Above”", "graphics-symbol “Below”"]);
});

test("a shirt with two sides is designed by keys alone", async (t) => {
  const page = await begin(await atelier.openPage(t));
  await typeHeading(page, "Front");
  const front = page.locator(".stage-foot").getByRole("radio", { name: "Front", exact: true });
  await tabTo(page, front);
  await page.keyboard.press("ArrowRight");
  await until(page, "the other side", () => layers(page).count(), (count) => count === 0);
  await typeHeading(page, "Back");
  await page.keyboard.press("ArrowDown");
  await pressOn(page, page.getByTestId("tool-shapes"));
  await pressOn(page, page.locator(".panel").getByRole("button", { name: "Heart", exact: true }));
  await until(page, "two layers", () => layers(page).count(), (count) => count === 2);

  await pressOn(page, page.getByTestId("order"));
  const dialog = page.getByTestId("order-dialog");
  await dialog.getByTestId("price-table").getByText("Printing on 2 sides").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await tabTo(page, page.locator(".stage-foot").getByRole("radio", { name: "Back", exact: true }));
  await page.keyboard.press("ArrowLeft");
  await until(page, "the front", () => layers(page).count(), (count) => count === 1);
  await saved(page);
});
