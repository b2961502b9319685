// How layers look and mix: blending, mirroring, colours and cuts of pictures, patterns from what a shopper brought, the
// colours of a drawing one by one. What each effect's pixels are is tested in `prepress`; here it reaches the stage.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import {
  addHeading, addShape, choosePictures, field, layers, openProduct, openTool, place, png, undoButton, until,
} from "./shopper.mjs";

const atelier = withBrowser();

const inspector = (page) => page.locator(".inspector");
const style = (page, which = 0) => layers(page).nth(which).getAttribute("style");
const own = (page) => page.getByTestId("own-art");
const checkbox = (page, name) => inspector(page).getByRole("radio", { name, exact: true });

const svg = (inner, name = "drawing.svg") => ({
  name,
  mimeType: "image/svg+xml",
  buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">${inner}</svg>`),
});

async function begin(t, product = "tee") {
  const page = await atelier.openPage(t);
  await openProduct(page, product);
  return page;
}

/** A picture on the product, of four colours. */
async function withPicture(t) {
  const page = await begin(t);
  await choosePictures(page, png());
  await page.getByTestId("dpi").waitFor();
  return page;
}

async function unfold(page, name) {
  const fold = inspector(page).locator("details").filter({ has: page.locator("summary", { hasText: name }) });
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
}

/** The colour at a part of the width and height of the picture that the newest layer shows. */
function pixel(page, x = 0.25, y = 0.25) {
  return layers(page).last().locator("image").first().evaluate(async (image, [x, y]) => {
    const shown = new Image();
    shown.src = image.getAttribute("href");
    await shown.decode();
    const canvas = new OffscreenCanvas(shown.width, shown.height);
    const context = canvas.getContext("2d");
    context.drawImage(shown, 0, 0);
    return [...context.getImageData(Math.floor(shown.width * x), Math.floor(shown.height * y), 1, 1).data];
  }, [x, y]);
}

test("layers mix with those below, one or several, and undo takes it back", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  const blend = page.getByTestId("blend");
  await blend.selectOption("Like ink: darker");
  await until(page, "multiplied", () => style(page), (now) => now.includes("mix-blend-mode:multiply"));
  await inspector(page).getByText("not with the product").waitFor();
  await undoButton(page).click();
  await until(page, "undone", () => style(page), (now) => !now.includes("mix-blend-mode"));
  await until(page, "the choice follows", () => blend.inputValue(), (now) => now === "normal");

  await blend.selectOption("Only where it is lighter");
  await addHeading(page, "Mix");
  await blend.waitFor();
  assert.equal(await blend.inputValue(), "normal");
  await page.keyboard.press("Control+a");
  await until(page, "several", () => blend.evaluate((it) => it.selectedOptions[0].text), (now) => now === "Not all the same");
  await assertAccessible(page);
  await blend.selectOption("Like light: lighter");
  for (const which of [0, 1]) {
    await until(page, "both", () => style(page, which), (now) => now.includes("mix-blend-mode:screen"));
  }
});

test("a text is mirrored in its place, and undo takes it back", async (t) => {
  const page = await begin(t);
  await addHeading(page, "Mirror");
  const before = { style: await style(page), place: await place(page) };
  const across = inspector(page).getByRole("button", { name: "Mirror left to right" });
  assert.equal(await across.getAttribute("aria-pressed"), "false");
  await across.click();
  await until(page, "mirrored", () => style(page), (now) => /matrix\(-1,/.test(now));
  assert.deepEqual(await place(page), before.place);
  assert.equal(await across.getAttribute("aria-pressed"), "true");
  await undoButton(page).click();
  await until(page, "undone", () => style(page), (now) => now === before.style);
  await inspector(page).getByRole("button", { name: "Mirror top to bottom" }).click();
  await until(page, "upside down", () => style(page), (now) => /matrix\(1, ?0, ?0, ?-1/.test(now));
});

test("several layers are mirrored as one, a code never", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await field(page, "X in millimetres").fill("20");
  await field(page, "X in millimetres").press("Enter");
  await addShape(page, "Heart");
  await field(page, "X in millimetres").fill("180");
  await field(page, "X in millimetres").press("Enter");
  const left = (which) => layers(page).nth(which).evaluate((layer) => layer.getBoundingClientRect().left);
  await until(page, "side by side", async () => (await left(1)) - (await left(0)), (apart) => apart > 20);
  await page.getByTestId("stage").focus();
  await page.keyboard.press("Control+a");
  await inspector(page).getByRole("button", { name: "Mirror left to right" }).click();
  await until(page, "changed places", async () => (await left(0)) - (await left(1)), (apart) => apart > 20);
  await undoButton(page).click();
  await until(page, "back", async () => (await left(1)) - (await left(0)), (apart) => apart > 20);

  await openTool(page, "artwork");
  await page.getByRole("button", { name: "QR code" }).click();
  await page.getByRole("textbox", { name: "Link or text" }).fill("https://example.org");
  await page.getByRole("button", { name: "Add QR code" }).click();
  const mirror = inspector(page).getByRole("button", { name: "Mirror left to right" });
  await until(page, "refused", () => mirror.getAttribute("aria-disabled"), (now) => now === "true");
});

test("a picture is brightened, cooled and made grey, of two colours, black and white, a poster", async (t) => {
  const page = await withPicture(t);
  await page.getByTestId("picture-tools").waitFor();
  await unfold(page, "Colours");
  const plain = await until(page, "shown", () => pixel(page), ([red]) => red > 150);
  await page.getByRole("slider", { name: "Brightness" }).fill("-60");
  const dark = await until(page, "darker", () => pixel(page), ([red]) => red < plain[0] - 20);
  await undoButton(page).click();
  await until(page, "as bright as before", () => pixel(page), ([red]) => red > dark[0] + 20);
  await page.getByRole("slider", { name: "Warmth" }).fill("-80");
  await until(page, "cooler", () => pixel(page), ([red, , blue]) => red - blue < plain[0] - plain[2] - 10);
  await undoButton(page).click();
  await page.getByRole("slider", { name: "Saturation" }).fill("-100");
  await until(page, "pale", () => pixel(page), ([red, green, blue]) => Math.max(red, green, blue) - Math.min(red, green, blue) < 12);
  await undoButton(page).click();
  await page.getByRole("slider", { name: "Contrast" }).fill("80");
  await until(page, "stronger", () => pixel(page), ([red, green]) => red - green > plain[0] - plain[1] + 20);
  await undoButton(page).click();

  await checkbox(page, "Greyscale").check({ force: true });
  await until(page, "grey", () => pixel(page), ([red, green, blue]) => red === green && green === blue);
  await checkbox(page, "Two colours").check({ force: true });
  const two = await until(page, "of two colours", () => pixel(page), ([red, , blue]) => red !== blue);
  const light = page.locator("fieldset").filter({ hasText: "Light parts" });
  await light.getByRole("button", { name: "Raspberry" }).click();
  await until(page, "another light colour", () => pixel(page), (now) => now.join() !== two.join());
  await checkbox(page, "Black and white").check({ force: true });
  await page.getByRole("slider", { name: "White from" }).fill("5");
  await until(page, "white", () => pixel(page), ([red, green, blue]) => red === 255 && green === 255 && blue === 255);
  await page.getByRole("slider", { name: "White from" }).fill("95");
  await until(page, "black", () => pixel(page), ([red, green, blue]) => red === 0 && green === 0 && blue === 0);
  await checkbox(page, "Poster").check({ force: true });
  await page.getByRole("slider", { name: "Steps" }).fill("2");
  await until(page, "two steps", () => pixel(page), (now) => now.slice(0, 3).every((part) => part === 0 || part === 255)
    && now.slice(0, 3).some((part) => part === 255));
  await page.getByRole("button", { name: "Reset the picture" }).click();
  await until(page, "as it came", () => pixel(page), (now) => now.join() === plain.join());
});

test("a picture is cut to shapes with their figures, to letters, to a motif and to an uploaded drawing", async (t) => {
  const page = await withPicture(t);
  await unfold(page, "Cut to a shape");
  const layer = layers(page).last();
  const cut = () => layer.locator("clipPath path").first().getAttribute("d").catch(() => null);
  await checkbox(page, "Star").check({ force: true });
  await layer.locator("clipPath path").waitFor({ state: "attached" });
  const star = await cut();
  await page.getByRole("slider", { name: "Points" }).fill("9");
  const nine = await until(page, "nine points", cut, (now) => now.length > star.length);
  assert.equal(await checkbox(page, "Star").isChecked(), true, "it is a star still");
  await page.getByRole("slider", { name: "Depth" }).fill("0.9");
  await until(page, "less deep", cut, (now) => now !== nine);
  await checkbox(page, "Rounded rectangle").check({ force: true });
  const round = await until(page, "rounded", cut, (now) => now.includes("C"));
  await field(page, "Corner radius").fill("2");
  await field(page, "Corner radius").press("Enter");
  await until(page, "another radius", cut, (now) => now !== round);
  await checkbox(page, "Polygon").check({ force: true });
  const six = await until(page, "six corners", cut, (now) => !now.includes("C"));
  await page.getByRole("slider", { name: "Corners" }).fill("8");
  await until(page, "eight corners", cut, (now) => now.length > six.length);

  await checkbox(page, "Text").check({ force: true });
  await field(page, "Letters").fill("HI \u{10FFFD}");
  await field(page, "Letters").press("Enter");
  await page.getByTestId("missing-glyphs").waitFor();
  await field(page, "Letters").fill("HI");
  await field(page, "Letters").press("Enter");
  await page.getByTestId("missing-glyphs").waitFor({ state: "detached" });

  await page.getByTestId("mask-motif").click();
  await page.getByText("Choose what the picture is cut to.").waitFor();
  await assertAccessible(page);
  await page.getByTestId("motif-search").fill("heart");
  const motif = page.locator(".panel .motif").first();
  await motif.locator("svg").waitFor();
  await motif.click();
  await layer.locator("mask").first().waitFor({ state: "attached" });
  const masked = await layer.locator("mask").first().innerHTML();
  await page.getByText("Choose what the picture is cut to.").waitFor({ state: "detached" });
  await page.getByTestId("mask-motif").getByText("Another motif or drawing").waitFor();

  await page.getByTestId("mask-motif").click();
  const chooser = page.waitForEvent("filechooser");
  await own(page).getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles([svg(`<rect x="10" width="60" height="50" fill="#1c2a4a"/>`)]);
  await until(page, "cut to the file", () => layer.locator("mask").first().innerHTML(), (now) => now && now !== masked);
  assert.equal(await layers(page).count(), 1, "the file is not on the product");
  await undoButton(page).click();
  await until(page, "cut to the motif", () => layer.locator("mask path").count(), (now) => now > 0);
  await checkbox(page, "None").check({ force: true });
  await layer.locator("mask").waitFor({ state: "detached" });
});

test("the figures of a shape are those of the one that is selected", async (t) => {
  const page = await begin(t);
  await addShape(page, "Star");
  await page.getByRole("slider", { name: "Points" }).waitFor();
  await addShape(page, "Rounded rectangle");
  await field(page, "Corner radius").waitFor();
  assert.equal(await page.getByRole("slider", { name: "Points" }).count(), 0);
});

test("only outlines can cut: a file of pixels is refused with the way out", async (t) => {
  const page = await withPicture(t);
  await unfold(page, "Cut to a shape");
  await page.getByTestId("mask-motif").click();
  const chooser = page.waitForEvent("filechooser");
  await own(page).getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles([png("pixels.png")]);
  await page.getByText("only outlines can cut").first().waitFor();
  assert.equal(await layers(page).count(), 1);
});

test("a shape is filled with a picture of the design, a text with a file, and undo takes it back", async (t) => {
  const page = await withPicture(t);
  await addShape(page, "Heart");
  await page.getByTestId("fill-pattern").click();
  await own(page).getByRole("button", { name: "dots.png" }).click();
  const heart = layers(page).last();
  await heart.locator("image").first().waitFor({ state: "attached" });
  await page.getByRole("slider", { name: "Tile" }).waitFor();
  await undoButton(page).click();
  await heart.locator("image").first().waitFor({ state: "detached" });

  await addHeading(page, "Dots");
  await page.getByTestId("fill-pattern").click();
  const chooser = page.waitForEvent("filechooser");
  await own(page).getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles([svg(`<circle cx="25" cy="25" r="20" fill="#c23b72"/>`)]);
  await layers(page).last().locator('path[fill="#c23b72"]').first().waitFor({ state: "attached" });
  assert.equal(await layers(page).count(), 3, "the file itself is not on the product");
  assert.equal(await own(page).count(), 0);
});

test("a repeated picture is cut, coloured and mirrored as it is shown", async (t) => {
  const page = await withPicture(t);
  await unfold(page, "Colours");
  await checkbox(page, "Greyscale").check({ force: true });
  await unfold(page, "Cut to a shape");
  await checkbox(page, "Ellipse").check({ force: true });
  await page.getByTestId("repeat").click();
  await page.getByRole("slider", { name: "Tile" }).waitFor();
  assert.equal(await layers(page).count(), 2);
  const tile = layers(page).first().locator("image").first();
  await tile.waitFor({ state: "attached" });
  const [corner, middle] = await tile.evaluate(async (image) => {
    const shown = new Image();
    shown.src = image.getAttribute("href");
    await shown.decode();
    const canvas = new OffscreenCanvas(shown.width, shown.height);
    const context = canvas.getContext("2d");
    context.drawImage(shown, 0, 0);
    const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
    return [at(1, 1), at(Math.floor(shown.width * 0.3), Math.floor(shown.height / 2))];
  });
  assert.equal(corner[3], 0, "cut to the ellipse");
  assert.ok(middle[3] === 255 && middle[0] === middle[1] && middle[1] === middle[2], `grey: ${middle}`);
});

test("a drawing of thirty colours shows them all, the largest first", async (t) => {
  const page = await begin(t);
  const colours = Array.from({ length: 30 }, (_, at) => `#${(0x101010 + at * 0x060402).toString(16).padStart(6, "0")}`);
  const parts = colours.map((fill, at) => `<rect x="${(at % 10) * 10}" y="${Math.floor(at / 10) * 10}" width="${at === 29 ? 10 : 5}" height="9" fill="${fill}"/>`);
  await choosePictures(page, svg(parts.join("")));
  const swatches = inspector(page).getByRole("radio", { name: /^Colour \d+:/ });
  await until(page, "the first", () => swatches.count(), (count) => count === 24);
  assert.equal(await swatches.first().getAttribute("aria-label"), `Colour 1: ${colours[29]}`);
  await unfold(page, "More of its colours");
  await until(page, "all", () => swatches.count(), (count) => count === 30);
  await swatches.last().click();
  const from = /#\w+/.exec(await swatches.last().getAttribute("aria-label"))[0];
  await inspector(page).getByRole("button", { name: "Raspberry", exact: true }).click();
  await layers(page).first().locator('path[fill="#c23b72"]').waitFor({ state: "attached" });
  assert.equal(await layers(page).first().locator(`path[fill="${from}"]`).count(), 0);
});

test("colours of the design are those of gradients, shadows and artwork too", async (t) => {
  const page = await begin(t);
  await choosePictures(page, svg(`<rect width="100" height="50" fill="#123456"/><rect width="20" height="20" fill="#abcdef"/>`));
  await layers(page).first().locator('path[fill="#123456"]').waitFor({ state: "attached" });
  await addShape(page, "Star");
  await unfold(page, "Gradient");
  await checkbox(page, "Linear").check({ force: true });
  await inspector(page).getByRole("button", { name: "Gradient 4" }).click();
  await unfold(page, "Shadow");
  await checkbox(page, "Hard").check({ force: true });
  await inspector(page).locator("fieldset").filter({ hasText: "Colour of the shadow" }).getByRole("button", { name: "Violet" }).click();
  await inspector(page).locator("fieldset").filter({ hasText: "Fill" }).getByRole("button", { name: "More colours" }).first().click();
  const ours = page.locator('[data-testid="more-colours"]:popover-open').getByRole("group", { name: "In this design" });
  for (const name of ["#123456", "#abcdef", "Sage", "Petrol", "Violet"]) {
    await ours.getByRole("button", { name, exact: true }).waitFor();
  }
});
