// The product picture after a change: how long the studio worker takes at 1000 pixels. It measures and prints.

import { median, table } from "./figures.mjs";
import { launch, serve } from "./harness.mjs";
import { mixedDesign, photo } from "./scenes.mjs";
import { BLANK, blankPage, product, startWorker } from "./workers.mjs";

const CHANGES = 9;
const SIZE = 1000;
const WANTED_MS = 300;

const picture = await photo();
const server = await serve(undefined, blankPage(new Map([[picture.id, picture.bytes]])));
const browser = await launch();
const page = await browser.newPage({ baseURL: server.address });
await page.goto(BLANK);
const ask = await startWorker(page, "studio.js");
await ask("open");
await ask("keep_artwork", { id: picture.id }, [picture.id]);

const rows = [];
for (const id of ["tee", "mug"]) {
  const { sides, views, colours } = await product(id);
  for (const view of views) {
    const side = sides.find((side) => side.id === view.side);
    const design = mixedDesign(12, side.print_area, side.print_area.height / 4, picture, side.id);
    design.head = { name: "Bench", product: id, colour: colours[0].id };
    const first = Object.values(design.layers)[0];
    const took = [];
    for (let change = 0; change <= CHANGES; change++) {
      first.x += 1;
      const job = { design, area: side.print_area, view, parts: colours[0].parts };
      const { reply, error, ms } = await ask("compose", { ...job, size: SIZE, ground: "transparent" });
      if (reply !== "picture") throw new Error(JSON.stringify(error));
      took.push(ms);
    }
    const [opening, ...changes] = took;
    rows.push([`${id}, ${view.id}`, opening, median(changes), Math.max(...changes)].map(shown));
  }
}
await browser.close();
await server.close();

console.log(`A product picture of ${SIZE} px, ms in the studio worker; ${CHANGES} changes a view (${WANTED_MS} ms are wanted):`);
table(["view", "first, with its maps", "after a change", "slowest change"], rows);

function shown(cell) {
  return typeof cell === "number" ? cell.toFixed(0) : cell;
}
