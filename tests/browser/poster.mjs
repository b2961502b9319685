// The large print file of benchmarks: a poster of 30 layers as a PNG of 4500 x 5400 pixels, from the press worker, and comparable
// scenes exported at that size by fabric and konva, in the same Chromium. It measures nothing by itself.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, launch, serve } from "./harness.mjs";
import { drawFabric, drawKonva, exportFabric, exportKonva, openPeer } from "./peers.mjs";
import { photo } from "./scenes.mjs";
import { BLANK, blankPage, startWorker } from "./workers.mjs";

export const PIXELS = { width: 4500, height: 5400 };
/** The print area that is so many pixels at 300 dpi, in mm. */
export const AREA = { width: 381, height: 457.2, bleed: 0, safe_zone: 0 };
export const DPI = 300;
/** The print file of so many pixels. */
export const PNG = { png: { dpi: DPI } };
/** The peers' canvas, an eighth of the picture, as a page would show it. */
const ZOOM = 8;

export const picture = await photo();
export const artworks = new Map([[picture.id, picture.bytes]]);
export const poster = JSON.parse(await readFile(join(ROOT, "tests", "benches", "poster.json"), "utf8"));
export const layers = Object.values(poster.layers);

/**
 * Opens the worker's page and the peers'. Each of `ways` makes the poster once: `{ ms, bytes }`. `openPress` opens another page
 * with a worker of its own, which began within `begun` ms.
 */
export async function openPoster() {
  const board = { width: PIXELS.width / ZOOM, height: PIXELS.height / ZOOM, left: 0, top: 0 };
  board.pxPerMm = board.width / AREA.width;
  const server = await serve(undefined, blankPage(artworks));
  const browser = await launch();
  const context = await browser.newContext({ baseURL: server.address });
  const openPress = async () => {
    const page = await context.newPage();
    await page.goto(BLANK);
    const from = performance.now();
    const ask = await startWorker(page, "press.js");
    const begun = performance.now() - from;
    const print = async (design, area, format) => {
      const job = { design, side: "front", area, format, artworks: [picture.id] };
      const { reply, error, ms, files } = await ask("print", job, [picture.id]);
      if (reply !== "printed") throw new Error(JSON.stringify(error));
      return { ms, bytes: files[0].bytes };
    };
    return { page, begun, print };
  };
  const { page: press, print } = await openPress();
  const fabric = await openPeer(context, server, "fabric", picture);
  await fabric.evaluate(drawFabric, { layers, board });
  const konva = await openPeer(context, server, "konva", picture);
  await konva.evaluate(drawKonva, { layers, board });
  const ways = {
    "Atelier, press worker": async () => {
      await press.bringToFront();
      return print(poster, AREA, PNG);
    },
    "konva 10, main thread": () => onPage(konva, exportKonva),
    "fabric 7, main thread": () => onPage(fabric, exportFabric),
  };
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { press, print, openPress, ways, close };
}

async function onPage(page, work) {
  await page.bringToFront();
  const { ms, bytes, width, height } = await page.evaluate(work, PIXELS);
  if (width !== PIXELS.width || height !== PIXELS.height) throw new Error(`the peer made ${width} x ${height}`);
  return { ms, bytes };
}
