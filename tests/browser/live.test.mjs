// The live picture of the stage: it shows the art where the pointer has it, follows drags without an upload, and where it
// cannot be the layers show by themselves and designing goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./harness.mjs";
import { addHeading, addShape, board, layers, middle, nextFrame, openProduct, saved, stage, until } from "./shopper.mjs";

/** What a map answers that must seem broken. */
const broken = { uv: null };
const atelier = withBrowser({
  // Without a graphics processor the page leaves the live picture out; here it is to be seen all the same.
  init: () => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, options) {
      return real.call(this, kind, options && { ...options, failIfMajorPerformanceCaveat: false });
    };
  },
  override: (path) => {
    const isUv = path.endsWith("/mockups/tee/front/uv.webp");
    if (broken.uv && isUv) return broken.uv;
    return undefined;
  },
});

/** Most pixels between art and pointer. */
const NEAR = 1.5;

const shows = (page, what) => page.locator(`.stage-view[data-live="${what}"]`).waitFor();
const note = (page) => page.getByTestId("live-note");

/** The middle (in page pixels) and the number of the canvas's pixels that are red. */
const redOf = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector(".live-picture");
    const gl = canvas.getContext("webgl2");
    const { width, height } = canvas;
    const pixels = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    let [sum, x, y] = [0, 0, 0];
    for (let at = 0; at < width * height; at++) {
      const [r, g, b] = pixels.subarray(at * 4, at * 4 + 3);
      // Coral in light and in shade; what the edge mixes with the cloth is left out alike on all sides.
      const red = r > 1.6 * Math.max(g, b) ? 1 : 0;
      sum += red;
      x += red * ((at % width) + 0.5);
      y += red * (height - Math.floor(at / width) - 0.5);
    }
    const box = canvas.getBoundingClientRect();
    const scale = box.width / width;
    return sum === 0 ? null : { x: box.left + (x / sum) * scale, y: box.top + (y / sum) * scale, sum };
  });

/** Makes what is selected red. */
async function recolourRed(page) {
  const fill = page.locator(".inspector fieldset").filter({ hasText: "Fill" });
  await fill.getByRole("button", { name: "Coral" }).click();
  await page.locator(".layers path[fill='#e8593c']").waitFor({ state: "attached" });
}

test("the live picture shows the design, and the layers are still read and pressed", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await shows(page, "art");
  await addHeading(page, "Lakeside");
  assert.equal(await layers(page).count(), 1);
  assert.equal(await page.locator(".layers").evaluate((layers) => getComputedStyle(layers).opacity), "0");
  await page.locator(".layer[aria-label*='Lakeside']").waitFor();
  assert.equal(await note(page).count(), 0);
});

test("art lies where the pointer says, and a drag uploads nothing", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(() => {
    globalThis.uploads = 0;
    for (const name of ["texSubImage2D", "texImage2D", "texStorage2D"]) {
      const real = WebGL2RenderingContext.prototype[name];
      WebGL2RenderingContext.prototype[name] = function (...given) {
        globalThis.uploads += 1;
        return real.apply(this, given);
      };
    }
  });
  await page.reload();
  await openProduct(page);
  await shows(page, "art");
  await addShape(page, "Ellipse");
  await recolourRed(page);
  await until(page, "red art", () => redOf(page), (red) => red !== null && red.sum > 1_000);
  const { x, y, mm } = await board(page);
  const selection = page.getByTestId("selection");
  let from = await middle(selection);
  const worst = [];
  for (const [across, down] of [[60, 60], [240, 60], [240, 330], [60, 330], [150, 200]]) {
    const to = { x: x + across * mm, y: y + down * mm };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.keyboard.down("Control");
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await nextFrame(page);
    const uploads = await page.evaluate(() => globalThis.uploads);
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await nextFrame(page);
    assert.equal(await page.evaluate(() => globalThis.uploads), uploads, "uploads while dragging");
    const [frame, red] = [await middle(selection), await redOf(page)];
    const away = Math.hypot(red.x - frame.x, red.y - frame.y);
    worst.push(away);
    await page.mouse.up();
    await page.keyboard.up("Control");
    await nextFrame(page);
    from = await middle(selection);
  }
  t.diagnostic(`art against pointer, px: ${worst.map((away) => away.toFixed(2)).join(", ")}`);
  assert.ok(Math.max(...worst) < NEAR, `${worst}`);
});

test("a graphics processor that is taken away and given back brings the picture back", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Hello");
  await shows(page, "art");
  await page.evaluate(() => {
    const gl = document.querySelector(".live-picture").getContext("webgl2");
    globalThis.loss = gl.getExtension("WEBGL_lose_context");
    globalThis.loss.loseContext();
  });
  await note(page).waitFor();
  assert.match(await note(page).textContent(), /drawn anew/);
  // The studio draws it meanwhile.
  await shows(page, "whole");
  assert.ok((await inkOf(page)) > 200);
  await page.evaluate(() => globalThis.loss.restoreContext());
  await shows(page, "art");
  await note(page).waitFor({ state: "detached" });
});

const without = {
  "no WebGL 2": () => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  },
  "textures that are too small": () => {
    const real = WebGL2RenderingContext.prototype.getParameter;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      return name === 0x0d33 ? 1024 : real.call(this, name);
    };
  },
  "no half floats to draw into": () => {
    const real = WebGL2RenderingContext.prototype.getExtension;
    WebGL2RenderingContext.prototype.getExtension = function (name) {
      return /color_buffer/.test(name) ? null : real.call(this, name);
    };
  },
};
/** How many pixels of the picture that the studio drew differ from the bare one. */
const inkOf = (page) =>
  page.evaluate(() => {
    const [bare, art] = ["bare", "art"].map((name) => {
      const canvas = document.querySelector(`.whole-${name}`);
      return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    });
    let differ = 0;
    for (let at = 0; at < art.length; at += 4) {
      if (Math.abs(art[at] - bare[at]) > 24 || Math.abs(art[at + 1] - bare[at + 1]) > 24) differ++;
    }
    return differ;
  });

for (const [what, take] of Object.entries(without)) {
  test(`with ${what} the studio draws the picture, and a design can be ordered`, async (t) => {
    const context = await atelier.openContext(t);
    await context.addInitScript(take);
    const page = await context.open();
    await openProduct(page);
    await note(page).waitFor();
    await shows(page, "whole");
    assert.ok((await inkOf(page)) < 20, "a bare product");
    await addHeading(page, "Drawn");
    await until(page, "ink", () => inkOf(page), (ink) => ink > 200);
    await shows(page, "whole");
    assert.equal(await page.locator(".layers").evaluate((layers) => getComputedStyle(layers).opacity), "0");
    await saved(page);
    await page.getByTestId("order").first().click();
    await page.locator("dialog[open]").waitFor();
  });
}

test("without WebGL layers follow a drag by themselves, and then the studio draws art where it was left", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(without["no WebGL 2"]);
  const page = await context.open();
  await openProduct(page);
  await addShape(page, "Ellipse");
  await recolourRed(page);
  await shows(page, "whole");
  const { x, y, mm } = await board(page);
  const from = await middle(page.getByTestId("selection"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.keyboard.down("Control");
  await page.mouse.move(x + 70 * mm, y + 300 * mm, { steps: 5 });
  await shows(page, "bare");
  assert.equal(await page.locator(".layers").evaluate((layers) => getComputedStyle(layers).opacity), "1");
  await page.mouse.up();
  await page.keyboard.up("Control");
  await shows(page, "whole");
  const frame = await middle(page.getByTestId("selection"));
  const red = await page.evaluate(() => {
    const canvas = document.querySelector(".whole-art");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let [sum, x, y] = [0, 0, 0];
    for (let at = 0; at < data.length / 4; at++) {
      const [r, g, b] = data.subarray(at * 4, at * 4 + 3);
      const red = r > 1.6 * Math.max(g, b) ? 1 : 0;
      sum += red;
      x += red * ((at % canvas.width) + 0.5);
      y += red * (Math.floor(at / canvas.width) + 0.5);
    }
    const box = canvas.getBoundingClientRect();
    return { x: box.left + (x / sum / canvas.width) * box.width, y: box.top + (y / sum / canvas.height) * box.height };
  });
  const away = Math.hypot(red.x - frame.x, red.y - frame.y);
  assert.ok(away < NEAR, `${away} px beside the frame`);
});

for (const [what, answer] of [
  ["missing", { status: 404, body: "" }],
  ["broken", { type: "image/webp", body: "RIFF is not enough" }],
]) {
  test(`with a map that is ${what} the layers show by themselves`, async (t) => {
    broken.uv = answer;
    t.after(() => (broken.uv = null));
    const page = await atelier.openPage(t, { expectErrors: [/404/] });
    await openProduct(page);
    await note(page).waitFor();
    await addHeading(page, "Flat");
    assert.equal(await stage(page).getAttribute("data-live"), null);
    await saved(page);
  });
}

test("there is one context for pictures, and it is given back", async (t) => {
  const context = await atelier.openContext(t);
  await context.addInitScript(() => {
    globalThis.contexts = [];
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      const made = real.call(this, kind, ...rest);
      if (/webgl/.test(kind) && made && !globalThis.contexts.includes(made)) globalThis.contexts.push(made);
      return made;
    };
  });
  const page = await context.open();
  for (let round = 0; round < 2; round++) {
    await page.goto("#/");
    await openProduct(page);
    await shows(page, "art");
  }
  const live = () => page.evaluate(() => globalThis.contexts.filter((made) => !made.isContextLost()).length);
  assert.equal(await live(), 1);
});
