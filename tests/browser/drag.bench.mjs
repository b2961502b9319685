// Dragging one of many objects: frames a second in the editor, in fabric and in konva, in the same Chromium, with the same
// pointer moves over the same scene. It measures and prints; it judges nothing.
//
// Every move is a real pointer event; the next one is sent when the page has handled the one before, so the pace is the
// page's own, at most 60 frames a second. Raster is software at two device pixels a CSS pixel.

import { openInApp } from "./app_file.mjs";
import { mixedDesign, heldIndex, photo } from "./scenes.mjs";
import { drawFabric, drawKonva, openPeer } from "./peers.mjs";
import { median, table } from "./figures.mjs";
import { DESKTOP, launch, serve } from "./harness.mjs";
import { trace } from "./tracing.mjs";
import { blankPage, product } from "./workers.mjs";

const COUNTS = [30, 100, 300, 1000, 3000];
const SIZE_MM = 30;
const MOVES = 120;
/** No drag goes on for longer; a slow one makes fewer moves. */
const LONGEST_MS = 8_000;
const ROUNDS = 3;

const picture = await photo();
const area = (await product("tee")).sides[0].print_area;
const artworks = new Map([[picture.id, picture.bytes]]);
const server = await serve(undefined, blankPage(artworks));
const browser = await launch();
const tracing = await browser.newBrowserCDPSession();
const context = await browser.newContext({ baseURL: server.address, viewport: DESKTOP, deviceScaleFactor: 2 });

const rows = [];
const writes = [];
for (const count of COUNTS) {
  const design = mixedDesign(count, area, SIZE_MM, picture);
  const app = await context.newPage();
  await openInApp(app, design, artworks);
  const board = await boardOf(app);
  const layers = Object.values(design.layers);
  const pages = { app };
  pages.fabric = await openPeer(context, server, "fabric", picture);
  await pages.fabric.evaluate(drawFabric, { layers, board });
  for (const [name, drag] of [["konva", "plain"], ["konva, own layer", "layer"]]) {
    pages[name] = await openPeer(context, server, "konva", picture);
    await pages[name].evaluate(drawKonva, { layers, board, drag });
  }
  const fps = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of Object.entries(pages)) {
      await page.bringToFront();
      const corner = name === "app" ? board : { stageLeft: 0, stageTop: 0 };
      fps[name].push(await drag(page, grip(layers, count, board, corner), board));
    }
  }
  writes.push([count, ...(await styleWrites(app, layers, count, board))]);
  const middle = Object.values(fps).map(median);
  rows.push([count, ...middle.map((n) => n.toFixed(1)), ...middle.slice(1).map((n) => `${(middle[0] / n).toFixed(1)}x`)]);
  for (const page of Object.values(pages)) await page.close();
}
await browser.close();
await server.close();

console.log(`Dragging one of N objects, frames a second (median of ${ROUNDS} drags of up to ${MOVES} moves, software raster, DPR 2):`);
const peers = ["fabric 7", "konva 10", "konva, own layer*"];
table(["objects", "app", ...peers, ...peers.map((peer) => `app / ${peer}`)], rows);
console.log("* the dragged node moves to a layer of its own and so lies above all others meanwhile; the app keeps the order.\n");
console.log("Style writes a frame in the app's stage while dragging:");
table(["objects", "frames", "dragged layer", "other layers", "selection frame", "guides and read-out"], writes);

/** Where the print area lies on the stage, and the stage on the page. */
async function boardOf(page) {
  return page.evaluate((widthMm) => {
    const stage = document.querySelector('[data-testid="stage"]').getBoundingClientRect();
    const print = document.querySelector('[data-testid="print-area"]').getBoundingClientRect();
    return {
      width: stage.width,
      height: stage.height,
      left: print.left - stage.left,
      top: print.top - stage.top,
      pxPerMm: print.width / widthMm,
      stageLeft: stage.left,
      stageTop: stage.top,
    };
  }, area.width);
}

function grip(layers, count, board, { stageLeft, stageTop }) {
  const { x, y } = layers[heldIndex(count)];
  return { x: stageLeft + board.left + x * board.pxPerMm, y: stageTop + board.top + y * board.pxPerMm };
}

/** Drags along a figure over the print area and back to the start; gives the frames a second that were shown. */
async function drag(page, from, board) {
  const [rx, ry] = [area.width * board.pxPerMm * 0.35, area.height * board.pxPerMm * 0.7];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, from.y + 5);
  const stop = await countFrames();
  const start = performance.now();
  for (let move = 1; move <= MOVES && performance.now() - start < LONGEST_MS; move++) {
    const turn = (move / MOVES) * Math.PI * 2;
    await page.mouse.move(from.x + rx * Math.sin(turn), from.y + (ry * (1 - Math.cos(turn))) / 2);
  }
  const seconds = (performance.now() - start) / 1000;
  const frames = await stop();
  if (!(await page.evaluate(isDragging))) throw new Error("nothing was dragged; the figures would be wrong");
  await page.mouse.move(from.x, from.y);
  await page.mouse.up();
  return frames / seconds;
}

/** Counts the frames that the browser puts on the screen: animation frames of a page may run ahead of its pictures. */
async function countFrames() {
  const end = await trace(tracing, ["viz"]);
  return async () => (await end()).filter(({ name }) => name === "Display::DrawAndSwap").length;
}

function isDragging() {
  const { made, Konva } = globalThis;
  if (made?.canvas) return Boolean(made.canvas._currentTransform);
  return made ? Konva.isDragging() : Boolean(document.querySelector(".layer[style*='will-change']"));
}

/** Counts what a drag writes: the figures of the second table. */
async function styleWrites(page, layers, count, board) {
  await page.bringToFront();
  await page.evaluate(() => {
    const seen = { frames: 0, dragged: 0, others: 0, selection: 0, rest: 0 };
    let wrote = false;
    const board = document.querySelector(".stage-view");
    const held = document.querySelector(".layer[style*='will-change']");
    new MutationObserver((records) => {
      const dragged = document.querySelector(".layer[style*='will-change']") ?? held;
      for (const { target } of records) {
        if (target === dragged) seen.dragged += 1;
        else if (target.classList.contains("layer")) seen.others += 1;
        else if (target.classList.contains("selection")) seen.selection += 1;
        else seen.rest += 1;
        wrote ||= target === dragged;
      }
    }).observe(board, { subtree: true, attributes: true, attributeFilter: ["style"] });
    const frame = () => {
      seen.frames += wrote ? 1 : 0;
      wrote = false;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    globalThis.seen = seen;
  });
  const from = grip(layers, count, board, board);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, from.y + 5);
  const reset = () => Object.keys(globalThis.seen).forEach((key) => (globalThis.seen[key] = 0));
  await page.waitForTimeout(300);
  await page.evaluate(reset);
  for (let move = 1; move <= 40; move++) await page.mouse.move(from.x + move * 2, from.y + move * 3);
  await page.waitForTimeout(300);
  const { frames, dragged, others, selection, rest } = await page.evaluate(() => ({ ...globalThis.seen }));
  await page.mouse.move(from.x, from.y);
  await page.mouse.up();
  return [frames, ...[dragged, others, selection, rest].map((n) => (n / frames).toFixed(2))];
}
