// A large print file: 30 layers as a PNG of 4500 x 5400 pixels from the press worker, and comparable scenes exported at that
// size by fabric and konva, in the same Chromium. The native time and the pixel memory are in `tests/benches/export.rs`.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { median, table } from "./figures.mjs";
import { ROOT, launch, serve } from "./harness.mjs";
import { drawFabric, drawKonva, exportFabric, exportKonva, openPeer } from "./peers.mjs";
import { photo } from "./scenes.mjs";
import { BLANK, blankPage, startWorker } from "./workers.mjs";

const ROUNDS = 3;
const DPI = 300;
const PIXELS = { width: 4500, height: 5400 };
/** The print area that is so many pixels at 300 dpi, in mm. */
const AREA = { width: 381, height: 457.2, bleed: 0, safe_zone: 0 };
/** The peers' canvas, an eighth of the picture, as a page would show it. */
const ZOOM = 8;

const picture = await photo();
const artworks = new Map([[picture.id, picture.bytes]]);
const design = JSON.parse(await readFile(join(ROOT, "tests", "benches", "poster.json"), "utf8"));
const layers = Object.values(design.layers);
const board = { width: PIXELS.width / ZOOM, height: PIXELS.height / ZOOM, left: 0, top: 0 };
board.pxPerMm = board.width / AREA.width;

const server = await serve(undefined, blankPage(artworks));
const browser = await launch();
const context = await browser.newContext({ baseURL: server.address });
const press = await context.newPage();
await press.goto(BLANK);
const ask = await startWorker(press, "press.js");
const fabric = await openPeer(context, server, "fabric", picture);
await fabric.evaluate(drawFabric, { layers, board });
const konva = await openPeer(context, server, "konva", picture);
await konva.evaluate(drawKonva, { layers, board });

const ways = {
  "Atelier, press worker": async () => {
    await press.bringToFront();
    const format = { png: { dpi: DPI } };
    const job = { design, side: "front", area: AREA, format, artworks: [picture.id] };
    const { reply, error, ms, files } = await ask("print", job, [picture.id]);
    if (reply !== "printed") throw new Error(JSON.stringify(error));
    return { ms, bytes: files[0].bytes };
  },
  "fabric 7, main thread": () => onPage(fabric, exportFabric),
  "konva 10, main thread": () => onPage(konva, exportKonva),
};
const took = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, way] of Object.entries(ways)) took[name].push(await way());
}
await browser.close();
await server.close();

const own = median(Object.values(took)[0].map(({ ms }) => ms));
console.log(`${layers.length} layers as a PNG of ${PIXELS.width} x ${PIXELS.height} px, median of ${ROUNDS}:`);
table(
  ["", "s", "file MB", "to Atelier"],
  Object.entries(took).map(([name, runs]) => {
    const ms = median(runs.map((run) => run.ms));
    return [name, (ms / 1000).toFixed(2), (runs[0].bytes / 1e6).toFixed(1), `${(ms / own).toFixed(2)}x`];
  }),
);
console.log("Atelier's time is the worker's; the page goes on meanwhile. Peers hold the whole picture: 97.2 MB of pixels.");

async function onPage(page, work) {
  await page.bringToFront();
  const { ms, bytes, width, height } = await page.evaluate(work, PIXELS);
  if (width !== PIXELS.width || height !== PIXELS.height) throw new Error(`the peer made ${width} x ${height}`);
  return { ms, bytes };
}
