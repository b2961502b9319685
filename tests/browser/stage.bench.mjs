// Selecting, panning and zooming with many objects: main-thread work a frame. It measures and prints; it judges nothing.
//
// Every step is a real pointer or wheel event; the next one is sent when the page has shown the one before and all that
// followed from it. The work is what Chromium's own clock says of the page's main thread: script, style, layout, paint and
// all tasks around them. A step may take several frames; its longest one counts, and its whole work is printed beside it.

import { openInApp } from "./app_file.mjs";
import { mixedDesign, photo } from "./scenes.mjs";
import { table } from "./figures.mjs";
import { DESKTOP, launch, serve } from "./harness.mjs";
import { blankPage, product } from "./workers.mjs";

const COUNTS = [30, 300, 1000];
const SIZE_MM = 30;
const STEPS = 60;
/** Frames in which all that follows from a step is done. */
const FRAMES = 4;

const picture = await photo();
const area = (await product("tee")).sides[0].print_area;
const artworks = new Map([[picture.id, picture.bytes]]);
const server = await serve(undefined, blankPage(artworks));
const browser = await launch();
const context = await browser.newContext({ baseURL: server.address, viewport: DESKTOP, deviceScaleFactor: 2 });

const rows = [];
for (const count of COUNTS) {
  const design = mixedDesign(count, area, SIZE_MM, picture);
  const page = await context.newPage();
  await openInApp(page, design, artworks);
  const board = await page.getByTestId("print-area").boundingBox();
  const mm = board.width / area.width;
  const layers = Object.values(design.layers);
  const at = (step) => {
    const { x, y } = layers[(step * 37) % layers.length];
    return { x: board.x + x * mm, y: board.y + y * mm };
  };
  const selecting = await work(page, async (step) => {
    const { x, y } = at(step);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
  });
  await page.mouse.move(board.x + board.width / 2, board.y + board.height / 2);
  const panning = await work(page, (step) => page.mouse.wheel(0, step % 2 ? 9 : -7));
  await page.keyboard.down("Control");
  const zooming = await work(page, (step) => page.mouse.wheel(0, step < STEPS / 2 ? -8 : 8));
  await page.keyboard.up("Control");
  rows.push([count, ...[selecting, panning, zooming].map(({ worst, mean, whole }) => `${mean.toFixed(1)} / ${worst.toFixed(1)} / ${whole.toFixed(1)}`)]);
  await page.close();
}
await browser.close();
await server.close();

console.log(`Main-thread work in ms, software raster, DPR 2: mean of the longest frames of ${STEPS} steps (limit 16 at 1,000 objects) / slowest frame / mean of a whole step`);
table(["objects", "selecting", "panning", "zooming"], rows);

/** Main-thread time of each step, frame by frame, from its event until its picture is on the way. */
async function work(page, act) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  const frame = async () => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    return busy();
  };
  await act(0);
  for (let look = 0; look < FRAMES; look++) await frame();
  // What looking costs by itself.
  let idle = Infinity;
  let before = await busy();
  for (let look = 0; look < 10; look++) {
    const after = await frame();
    idle = Math.min(idle, after - before);
    before = after;
  }
  const longest = [];
  let all = 0;
  for (let step = 1; step <= STEPS; step++) {
    const frames = [];
    before = await busy();
    await act(step);
    for (let look = 0; look < FRAMES; look++) {
      const after = await frame();
      frames.push(Math.max(0, after - before - idle));
      before = after;
    }
    longest.push(Math.max(...frames));
    all += frames.reduce((sum, time) => sum + time, 0);
  }
  await cdp.detach();
  return { worst: Math.max(...longest), mean: longest.reduce((sum, time) => sum + time, 0) / STEPS, whole: all / STEPS };
}
