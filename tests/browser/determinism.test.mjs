// The promise "a print file can be checked": the press worker's PDF, SVG and PNG of every sample design are, byte for
// byte, the files that the native build makes. `tests/determinism.rs` holds the native side to the same list.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, withBrowser } from "./harness.mjs";
import { BLANK, artworksOf, blankPage, product, readDesign, startWorker } from "./workers.mjs";

const DESIGNS = join(ROOT, "tests", "designs");
const { png_dpi, files } = JSON.parse(readFileSync(join(DESIGNS, "hashes.json"), "utf8"));
const samples = new Map(Object.keys(files).map((file) => [file, readDesign(readFileSync(join(DESIGNS, file)))]));

const FORMATS = { pdf: "pdf", png: { png: { dpi: png_dpi } }, svg: "svg" };

const artworks = new Map([...samples.values()].flatMap((sample) => [...sample.artworks]));
const atelier = withBrowser({ override: blankPage(artworks) });

test("at least ten designs are compared, in three formats each", () => {
  assert.ok(samples.size >= 10);
  for (const sides of Object.values(files)) {
    assert.ok(Object.keys(sides).length >= 1);
    for (const hashes of Object.values(sides)) assert.deepEqual(Object.keys(hashes), Object.keys(FORMATS));
  }
});

for (const [file, { design }] of samples) {
  test(`${file} prints the same in the browser`, async (t) => {
    const page = await atelier.openPage(t, { path: BLANK });
    const ask = await startWorker(page, "press.js");
    const { sides } = await product(design.head.product);
    const made = {};
    for (const side of Object.keys(files[file])) {
      const area = sides.find(({ id }) => id === side).print_area;
      const ids = artworksOf(design, side);
      made[side] = {};
      for (const [name, format] of Object.entries(FORMATS)) {
        const reply = await ask("print", { design, side, area, format, artworks: ids }, ids);
        made[side][name] = reply.files[0]?.sha256 ?? reply;
      }
    }
    assert.deepEqual(made, files[file]);
  });
}
