// A large print file: 30 layers as a PNG of 4500 x 5400 pixels from the press worker, and comparable scenes exported at that
// size by fabric and konva, in the same Chromium. The native time and the pixel memory are in `tests/benches/export.rs`.

import { median, table } from "./figures.mjs";
import { PIXELS, layers, openPoster } from "./poster.mjs";

const ROUNDS = 3;

const { ways, close } = await openPoster();
const took = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, way] of Object.entries(ways)) took[name].push(await way());
}
await close();

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
