// The promise "the command line's picture is the browser's": the studio worker's pictures of designs on their products are, byte for
// byte, those of `atelier render --mockup`. `src/cli/tests/mockup.rs` holds the native side to the same list.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, withBrowser } from "./harness.mjs";
import { BLANK, blankPage, product, readDesign, startWorker } from "./workers.mjs";

const listed = JSON.parse(readFileSync(join(ROOT, "tests", "pictures.json"), "utf8"));
const samples = new Map(Object.keys(listed).map((file) => [file, readDesign(readFileSync(join(ROOT, file)))]));
const artworks = new Map([...samples.values()].flatMap((sample) => [...sample.artworks]));
const atelier = withBrowser({ override: blankPage(artworks) });

for (const [file, { design, artworks }] of samples) {
  test(`${file} gives the same picture in the browser`, async (t) => {
    const page = await atelier.openPage(t, { path: BLANK });
    const ask = await startWorker(page, "studio.js");
    await ask("open");
    for (const id of artworks.keys()) await ask("keep_artwork", { id }, [id]);
    const { sides, views, colours } = await product(design.head.product);
    const view = views.find(({ id }) => id === listed[file].view);
    const side = sides.find(({ id }) => id === view.side);
    const { parts } = colours.find(({ id }) => id === design.head.colour);
    const job = { design, area: side.print_area, view, parts, size: listed[file].width, ground: "transparent", print_scale: 1 };
    const reply = await ask("compose", job);
    assert.equal(reply.files[0]?.sha256 ?? JSON.stringify(reply), listed[file].sha256);
  });
}
