// A product in 3D: opening and closing, turning by keys and pointers, what is said, the design on the model, files, rooms, and what
// happens where there is no model or no 3D. Chromium draws by its software.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { assertValidGlb } from "./glb.mjs";
import { DIST, PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addShape, choosePictures, openProduct, png, saved } from "./shopper.mjs";

/** What is put in place of the mug's model, for the test that is running. */
let model = null;
const SOFTWARE = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const override = (path) => (path.endsWith("/models/mug.glb") && model ? model() : undefined);
const atelier = withBrowser({ override, args: SOFTWARE });

/** Draws happen in the page's frames: this waits until two of them passed without one. */
const rested = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
  });

const stage = (page) => page.getByTestId("turning-stage");
const caption = (page) => page.getByTestId("turning-caption");
const dialog = (page) => page.getByTestId("turning-dialog");

/** Opens a mug's view in 3D from the picture of the product. */
async function turn(page, state = "shown") {
  await openProduct(page, "mug");
  await reopen(page, state);
}

async function reopen(page, state = "shown") {
  if ((await page.getByTestId("preview-stage").count()) === 0) {
    await page.getByRole("button", { name: "On the product", exact: true }).click();
  }
  await page.getByTestId("preview-stage").getByTestId("turn").click();
  await page.locator(`.turning-body[data-state="${state}"]`).waitFor();
}

/** A sum of the stage's pixels that differs when the picture does. */
async function pixels(page) {
  await rested(page);
  const shot = (await stage(page).screenshot()).toString("base64");
  return page.evaluate(async (shot) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      sum = (sum * 31 + data[at] * 7 + data[at + 1] * 3 + data[at + 2]) % 2147483647;
    }
    return { sum };
  }, shot);
}

/** What the first view of a mug is called. */
const FIRST = "Front and right side, a little from above";

async function outlinedShape(page) {
  await page.locator(".layers .layer").last().waitFor();
}

test("turning it shows other pixels and says what is in sight", async (t) => {
  const page = await atelier.openPage(t);
  await turn(page);
  assert.equal(await caption(page).innerText(), FIRST, "the print and the handle show");
  assert.equal(await stage(page).evaluate((it) => it === document.activeElement), true, "keys work at once");
  let before = await pixels(page);
  for (const [key, said] of [
    ["1", "Front, a little from above"],
    ["4", "Left side, a little from above"],
    ["3", "Back, a little from above"],
    ["ArrowDown", "Back"],
    ["Home", FIRST],
    ["+", `${FIRST}, enlarged to 125 %`],
    ["-", FIRST],
  ]) {
    await page.keyboard.press(key);
    await caption(page).filter({ hasText: new RegExp(`^${said}$`) }).waitFor();
    const now = await pixels(page);
    assert.notEqual(now.sum, before.sum, `${key} changes the picture`);
    before = now;
  }
  await page.getByRole("group", { name: "Show a side" }).getByRole("button", { name: "Right" }).click();
  await caption(page).filter({ hasText: /^Right side/ }).waitFor();
});

test("a pointer turns it and the wheel zooms", async (t) => {
  const page = await atelier.openPage(t);
  await turn(page);
  const box = await stage(page).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - box.height / 3, y, { steps: 4 });
  await page.mouse.up();
  await caption(page).filter({ hasText: /^Right side/ }).waitFor();
  await page.mouse.wheel(0, -150);
  await caption(page).filter({ hasText: /enlarged/ }).waitFor();
});

test("one finger turns it and two fingers zoom", async (t) => {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await turn(page);
  const box = await stage(page).boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type, ...places) => {
    const touchPoints = places.map((by, index) => ({ x: x + by, y, id: index + 1 }));
    return cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  await touch("touchStart", 0);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch("touchMove", (-part * box.height) / 3);
  await touch("touchEnd");
  await caption(page).filter({ hasText: /^Right side/ }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0, "the page stays where it is");
  await touch("touchStart", -40, 40);
  for (const apart of [50, 60, 70, 80]) await touch("touchMove", -apart, apart);
  await touch("touchEnd");
  await caption(page).filter({ hasText: /enlarged to (19\d|20\d) %/ }).waitFor();
});

test("nothing is drawn while nothing moves, and nothing glides where motion is reduced", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(countDraws);
  await page.reload();
  await turn(page);
  await rested(page);
  const draws = () => page.evaluate(() => globalThis.draws);
  const still = await draws();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  assert.equal(await draws(), still, "no draw without a reason");
  await page.keyboard.press("3");
  await caption(page).filter({ hasText: /^Back/ }).waitFor();
  await rested(page);
  const frame = await page.evaluate(() => globalThis.frameDraws);
  assert.ok((await draws()) - still <= 2 * frame, "a chosen view comes in one step");
});

test("where motion is welcome a chosen view comes in many steps", async (t) => {
  const page = await atelier.openPage(t, { context: { reducedMotion: "no-preference" } });
  await page.addInitScript(countDraws);
  await page.reload();
  await turn(page);
  await rested(page);
  const before = await page.evaluate(() => globalThis.draws);
  await page.keyboard.press("3");
  await caption(page).filter({ hasText: /^Back/ }).waitFor();
  const { after, frame } = await page.evaluate(() => ({ after: globalThis.draws, frame: globalThis.frameDraws }));
  assert.ok(after - before > 3 * frame, `${after - before} draws, ${frame} a frame`);
});

/** Counts what the graphics card draws; runs in the page. */
function countDraws() {
  const proto = WebGL2RenderingContext.prototype;
  globalThis.draws = 0;
  globalThis.frameDraws = 8;
  globalThis.lost = 0;
  globalThis.contexts = [];
  const { drawElements } = proto;
  proto.drawElements = function (...given) {
    globalThis.draws += 1;
    return drawElements.apply(this, given);
  };
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (...given) {
    const context = getContext.apply(this, given);
    if (given[0] === "webgl2" && context && this.closest(".turning-stage") && !globalThis.contexts.includes(context)) {
      globalThis.contexts.push(context);
    }
    return context;
  };
}

test("closing it frees the context, and opening it again makes one", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(countDraws);
  await page.reload();
  await turn(page);
  for (let round = 1; round <= 3; round += 1) {
    const states = await page.evaluate(() => globalThis.contexts.map((one) => one.isContextLost()));
    assert.deepEqual(states, [...Array(round - 1).fill(true), false], "one context lives");
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await dialog(page).waitFor({ state: "hidden" });
    const closed = await page.evaluate(() => globalThis.contexts.every((one) => one.isContextLost()));
    assert.ok(closed, "none lives behind a closed dialog");
    await reopen(page);
  }
});

test("a lost context comes back with the same picture", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(countDraws);
  await page.reload();
  await turn(page);
  const before = await pixels(page);
  await page.evaluate(async () => {
    const [context] = globalThis.contexts;
    const way = context.getExtension("WEBGL_lose_context");
    const heard = (name) => new Promise((done) => context.canvas.addEventListener(name, done, { once: true }));
    const lost = heard("webglcontextlost");
    way.loseContext();
    await lost;
    await new Promise((done) => setTimeout(done));
    const back = heard("webglcontextrestored");
    way.restoreContext();
    await back;
  });
  const after = await pixels(page);
  assert.equal(after.sum, before.sum);
});

test("where the browser takes 3D away while it is turned, the picture stands in until it is back", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(countDraws);
  await page.reload();
  await turn(page);
  const box = await stage(page).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y);
  await page.evaluate(() => {
    globalThis.way = globalThis.contexts[0].getExtension("WEBGL_lose_context");
    globalThis.way.loseContext();
  });
  await page.locator('.turning-body[data-state="lost"]').waitFor();
  await page.mouse.move(x + 40, y);
  await page.mouse.up();
  await page.getByText("The browser interrupted 3D").waitFor();
  await dialog(page).locator('canvas[data-state="shown"]').waitFor();
  await page.keyboard.press("3");
  await page.evaluate(() => globalThis.way.restoreContext());
  await page.locator('.turning-body[data-state="shown"]').waitFor();
  await caption(page).filter({ hasText: /^Back/ }).waitFor();
  assert.equal(await page.getByText("The browser interrupted 3D").count(), 0);
  assert.ok(await page.evaluate(() => !globalThis.contexts[0].isContextLost()));
});

test("a print has at most 2048 pixels a side, however large the design's pictures are", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(() => {
    globalThis.sizes = [];
    const { texStorage2D } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.texStorage2D = function (target, levels, format, width, height) {
      if (this.canvas.closest(".turning-stage")) globalThis.sizes.push(Math.max(width, height));
      return texStorage2D.call(this, target, levels, format, width, height);
    };
  });
  await page.reload();
  await openProduct(page, "mug");
  await choosePictures(page, png("large.png", { width: 4000, height: 2000 }));
  await page.locator(".layers .layer").last().waitFor();
  await saved(page);
  await reopen(page);
  const printed = (least) => Math.max(...globalThis.sizes) > least;
  await page.waitForFunction(printed, 1024);
  assert.equal(await page.evaluate(() => Math.max(...globalThis.sizes)), 2048);
});

test("the design is on the model, and little of the graphics card is taken", async (t) => {
  const page = await atelier.openPage(t);
  await turn(page);
  const blank = await pixels(page);
  const bytes = async () => Number(await stage(page).getAttribute("data-bytes"));
  const empty = await bytes();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "On the product", exact: true }).click();
  await addShape(page, "Heart");
  await outlinedShape(page);
  await reopen(page);
  await page.waitForFunction(
    (empty) => Number(document.querySelector("[data-testid=turning-stage]").dataset.bytes) > empty + 1e6,
    empty,
  );
  assert.notEqual((await pixels(page)).sum, blank.sum, "the heart is seen");
  assert.ok((await bytes()) < 48e6, `${await bytes()} bytes on the graphics card`);
});

test("a model that is broken or missing leaves the picture, with a note", async (t) => {
  t.after(() => (model = null));
  const whole = await readFile(join(DIST, "models", "mug.glb"));
  for (const [answer, errors] of [
    [() => ({ type: "model/gltf-binary", body: whole.subarray(0, 5000) }), []],
    [() => ({ type: "model/gltf-binary", body: "glTF but not really" }), []],
    [() => ({ status: 404 }), [/404/]],
  ]) {
    model = answer;
    const page = await atelier.openPage(t, { expectErrors: errors });
    await turn(page, "no-model");
    await page.getByText("The 3D model did not load").waitFor();
    await dialog(page).locator('canvas[data-state="shown"]').waitFor();
    assert.ok(!(await stage(page).isVisible()));
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await dialog(page).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByTestId("order-dialog").waitFor();
  }
});

test("where WebGL 2 is refused the picture stays; where it is unknown there is no button", async (t) => {
  const refused = await atelier.openPage(t);
  await refused.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === "webgl2" ? null : getContext.call(this, kind, ...rest);
    };
  });
  await refused.reload();
  await turn(refused, "no-drawing");
  await refused.getByText("This browser cannot draw in 3D here").waitFor();
  const unknown = await atelier.openPage(t);
  await unknown.addInitScript(() => delete globalThis.WebGL2RenderingContext);
  await unknown.reload();
  await openProduct(unknown, "mug");
  await unknown.getByRole("button", { name: "On the product", exact: true }).click();
  await unknown.getByTestId("preview-stage").waitFor();
  assert.equal(await unknown.getByTestId("turn").count(), 0);
});

/** Saves the product and gives the file. */
async function savedFile(page, format) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await page.getByTestId("turning-save").click();
      await page.getByTestId(`save-${format}`).click();
    })(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("the finished product is saved as valid GLB and as USDZ", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page, "mug");
  await addShape(page, "Heart");
  await outlinedShape(page);
  await reopen(page);
  const glb = await savedFile(page, "glb");
  assert.equal(glb.name, "classic-mug.glb");
  assert.equal(glb.bytes.subarray(0, 4).toString(), "glTF");
  assert.equal(glb.bytes.readUInt32LE(8), glb.bytes.length);
  await assertValidGlb(glb.bytes, glb.name);
  const description = JSON.parse(glb.bytes.subarray(20, 20 + glb.bytes.readUInt32LE(12)).toString());
  assert.equal(description.images.length, 1);
  assert.equal(description.images[0].mimeType, "image/png");
  const usdz = await savedFile(page, "usdz");
  assert.equal(usdz.name, "classic-mug.usdz");
  assert.equal(usdz.bytes.readUInt32LE(0), 0x04034b50);
  assert.equal(usdz.bytes.readUInt16LE(8), 0, "it is stored");
  assert.equal(usdz.bytes.subarray(30, 30 + usdz.bytes.readUInt16LE(26)).toString(), "product.usda");
  assert.equal((30 + usdz.bytes.readUInt16LE(26) + usdz.bytes.readUInt16LE(28)) % 64, 0);
});

test("the way into a room is there only where the device has one, and draws the product there", async (t) => {
  const plain = await atelier.openPage(t);
  await turn(plain);
  await rested(plain);
  assert.equal(await plain.getByTestId("room").count(), 0);
  const page = await atelier.openPage(t);
  await page.addInitScript(countDraws);
  await page.addInitScript(fakeRoom);
  await page.reload();
  await turn(page);
  await page.getByTestId("room").click();
  await page.getByText("Point the camera at a table").waitFor();
  await page.waitForFunction(() => globalThis.room.drawnFrames > 2);
  assert.equal(await page.evaluate(() => globalThis.room.features.join()), "hit-test");
  await page.getByTestId("room-leave").click();
  await page.getByText("Point the camera at a table").waitFor({ state: "hidden" });
  const before = await pixels(page);
  await stage(page).press("3");
  await caption(page).filter({ hasText: /^Back/ }).waitFor();
  assert.notEqual((await pixels(page)).sum, before.sum, "it turns again on the page");
});

/** A device that shows a room: WebXR as the specification has it, as far as it is used; runs in the page. */
function fakeRoom() {
  const same = () => new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  const at = (x, y, z) => Object.assign(same(), { 12: x, 13: y, 14: z });
  const room = { drawnFrames: 0, features: [] };
  globalThis.room = room;
  WebGL2RenderingContext.prototype.makeXRCompatible = async () => {};
  globalThis.XRWebGLLayer = class {
    framebuffer = null;
    getViewport() {
      return { x: 0, y: 0, width: 300, height: 300 };
    }
  };
  class Session extends EventTarget {
    over = false;
    updateRenderState() {}
    async requestReferenceSpace(kind) {
      return { kind };
    }
    async requestHitTestSource() {
      return {};
    }
    requestAnimationFrame(run) {
      requestAnimationFrame((time) => {
        if (this.over) return;
        const before = globalThis.draws;
        const lens = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -0.02, 0]);
        const view = { projectionMatrix: lens, transform: { matrix: same(), inverse: { matrix: same() } } };
        run(time, {
          getViewerPose: () => ({ views: [view] }),
          getHitTestResults: () => [{ getPose: () => ({ transform: { matrix: at(0, -0.1, -0.5) } }) }],
        });
        if (globalThis.draws > before) room.drawnFrames += 1;
      });
    }
    async end() {
      this.over = true;
      this.dispatchEvent(new Event("end"));
    }
  }
  const xr = {
    isSessionSupported: async (kind) => kind === "immersive-ar",
    requestSession: async (_, wishes) => {
      room.features = wishes.requiredFeatures;
      return new Session();
    },
  };
  Object.defineProperty(navigator, "xr", { value: xr, configurable: true });
}

test("where Apple's viewer is, it gets a file of the product", async (t) => {
  const page = await atelier.openPage(t);
  await page.addInitScript(() => {
    const { supports } = DOMTokenList.prototype;
    DOMTokenList.prototype.supports = function (what) {
      return what === "ar" || supports.call(this, what);
    };
    const { click } = HTMLElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      if (this.rel !== "ar") return click.call(this);
      globalThis.looked = { picture: this.firstElementChild.localName, address: this.href };
    };
  });
  await page.reload();
  await turn(page);
  await page.getByTestId("room").click();
  await page.waitForFunction(() => globalThis.looked);
  const found = await page.evaluate(async () => {
    const file = await (await fetch(globalThis.looked.address)).blob();
    return { picture: globalThis.looked.picture, type: file.type, size: file.size };
  });
  assert.equal(found.picture, "img");
  assert.equal(found.type, "model/vnd.usdz+zip");
  assert.ok(found.size > 50_000);
});

for (const colorScheme of ["light", "dark"]) {
  test(`the open view is accessible (${colorScheme})`, async (t) => {
    const page = await atelier.openPage(t, { colorScheme });
    await turn(page);
    await rested(page);
    await assertAccessible(page);
  });
}
