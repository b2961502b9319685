// A design put into the app as a shopper does it: by "open a file". For benchmarks.

import { writeBundle } from "./workers.mjs";

/** Opens a design with its artwork (a Map of id to bytes) in a page of the app; it is then drawn and stored. */
export async function openInApp(page, design, artworks) {
  await page.goto("#/designs");
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("open-file").click();
  const buffer = writeBundle(design, artworks);
  await (await chooser).setFiles({ name: "bench.atelier", mimeType: "application/octet-stream", buffer });
  const drawn = (total) => document.querySelectorAll(".layer > svg > *").length >= total;
  const all = Object.values(design.layers);
  // One side is shown at a time.
  const total = all.filter(({ side }) => side === all[0].side).length;
  await page.waitForFunction(drawn, total, { timeout: 120_000, polling: 500 });
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor({ timeout: 60_000 });
}
