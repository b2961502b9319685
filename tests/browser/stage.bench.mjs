// Selecting, panning and zooming with many objects: main-thread work a frame. It measures and prints; it judges nothing.
//
// Every step is a real pointer or wheel event; the next one is sent when the page has shown the one before and all that
// followed from it. The work is all tasks of the page's main thread, as Chromium writes them down: script, style, layout,
// paint and what is around them. A step may take several frames; its longest one counts, and its whole work is beside it.

import { openInApp } from "./app_file.mjs";
import { mixedDesign, photo } from "./scenes.mjs";
import { table } from "./figures.mjs";
import { DESKTOP, launch, serve } from "./harness.mjs";
import { trace } from "./tracing.mjs";
import { blankPage, product } from "./workers.mjs";

const COUNTS = [30, 300, 1000];
const SIZE_MM = 30;
const STEPS = 60;
/** Frames in which all that follows from a step is done. */
const FRAMES = 4;
const MARK = "step";

const picture = await photo();
const area = (await product("tee")).sides[0].print_area;
const artworks = new Map([[picture.id, picture.bytes]]);
const server = await serve(undefined, blankPage(artworks));
const browser = await launch();
const tracing = await browser.newBrowserCDPSession();
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

/** Main-thread work of each step, frame by frame: the mean and the worst of the longest frames, and the mean of it all. */
async function work(page, act) {
  await act(0);
  await rest(page);
  const end = await trace(tracing, ["toplevel", "cc", "blink.user_timing"]);
  for (let step = 1; step <= STEPS; step++) {
    await page.evaluate((mark) => performance.mark(mark), MARK);
    await act(step);
    await rest(page);
  }
  const events = await end();
  const marks = events.filter(({ name }) => name === MARK);
  const { pid, tid } = marks[0];
  const main = events.filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid);
  const steps = marks.map(({ ts }) => ts).sort((a, b) => a - b);
  const frames = main
    .filter(({ name }) => name === "ProxyMain::BeginMainFrame")
    .map(({ ts, dur }) => ts + dur)
    .sort((a, b) => a - b);
  const times = steps.map(() => new Map());
  for (const { name, ts, dur } of main) {
    const step = steps.findLastIndex((begin) => begin <= ts);
    if (name !== "ThreadControllerImpl::RunTask" || step < 0) continue;
    // A task belongs to the frame that ends with it or after it.
    const frame = frames.find((end) => end >= ts + dur - 1);
    times[step].set(frame, (times[step].get(frame) ?? 0) + dur / 1000);
  }
  const longest = times.map((frames) => Math.max(...frames.values()));
  const whole = times.map((frames) => sum([...frames.values()]));
  return { worst: Math.max(...longest), mean: sum(longest) / STEPS, whole: sum(whole) / STEPS };
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}

/** Waits for the frames in which all that follows from a step is done. */
function rest(page) {
  return page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
  }, FRAMES);
}
