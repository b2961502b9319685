// The promise "a package can be checked": the press worker's package of a sample design is, byte for byte, the one that
// `atelier package` makes. `src/cli/tests/package.rs` holds the native side to the same list.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, withBrowser } from "./harness.mjs";
import { BLANK, artworksOf, blankPage, product, readDesign, startWorker } from "./workers.mjs";

const listed = JSON.parse(readFileSync(join(ROOT, "tests", "packages.json"), "utf8"));
const read = (file) => readDesign(readFileSync(join(ROOT, "tests", "designs", file)));
const samples = new Map(Object.keys(listed).map((file) => [file, read(file)]));

const artworks = new Map([...samples.values()].flatMap((sample) => [...sample.artworks]));
const atelier = withBrowser({ override: blankPage(artworks) });

for (const [file, { design }] of samples) {
  test(`${file} gives the same package in the browser`, async (t) => {
    const page = await atelier.openPage(t, { path: BLANK });
    const ask = await startWorker(page, "press.js");
    const sold = await product(design.head.product);
    const ids = [...new Set(sold.sides.flatMap(({ id }) => artworksOf(design, id)))].sort();
    const order = { order: "1042", line: "1", size: sold.default_size, quantity: 25, names: "" };
    const reply = await ask("package", { design, product: sold, order, artworks: ids }, ids);
    assert.equal(reply.files[0]?.sha256 ?? JSON.stringify(reply), listed[file]);
  });
}
