// What a shopper waits for: the size of the app as it is sent, and the main thread's work from opening the address of a
// stored design to an editor that can be used. It measures and prints; the size's limit is checked by `cargo dev size`.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { openInApp } from "./app_file.mjs";
import { median, table } from "./figures.mjs";
import { DESKTOP, DIST, launch, serve } from "./harness.mjs";
import { mixedDesign, photo } from "./scenes.mjs";
import { BLANK, blankPage, product } from "./workers.mjs";

const ROUNDS = 7;
const LAYERS = 12;
const LIMIT_MS = 300;
const USABLE = '[data-testid="stage"] .layer > svg > *';

await startup();

/** Prints what the files that the page asked for weigh as they are sent: before the design was drawn, and behind it. */
async function sizes(page) {
  const asked = await page.evaluate(() => {
    const files = performance.getEntriesByType("resource").map(({ name, startTime }) => [new URL(name).pathname, startTime]);
    return files.map(([path, at]) => [path, at <= globalThis.drawnAt]);
  });
  const sums = { before: 0, behind: 0, worker: 0 };
  const rows = [];
  for (const [path, isBefore] of new Map(asked)) {
    if (!/\.(wasm|js|css)$/.test(path)) continue;
    const bytes = await readFile(join(DIST, path));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const sent = brotliCompressSync(bytes, { params }).length;
    const isWorker = /\/(press|studio)/.test(path);
    const part = isWorker ? "worker" : isBefore ? "before" : "behind";
    sums[part] += sent / 1000;
    rows.push([path, (bytes.length / 1000).toFixed(1), (sent / 1000).toFixed(1), part]);
  }
  table(["file", "kB", "brotli-11 kB", "the drawn design"], rows);
  console.log(`asked for before the design was drawn: ${sums.before.toFixed(1)} kB (at most 300, promised 250)`);
  console.log(`asked for behind it, by the page itself: ${sums.behind.toFixed(1)} kB\n`);
}

/** Notes in the page when the design is drawn. */
function noteDrawn(usable) {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(usable)) return;
    globalThis.drawnAt = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true });
}

async function startup() {
  const picture = await photo();
  const artworks = new Map([[picture.id, picture.bytes]]);
  const server = await serve(undefined, blankPage(artworks));
  const browser = await launch();
  const context = await browser.newContext({ baseURL: server.address, viewport: DESKTOP });
  const first = await context.newPage();
  const area = (await product("tee")).sides[0].print_area;
  await openInApp(first, mixedDesign(LAYERS, area, 60, picture), artworks);
  const address = first.url();
  await first.close();
  const fresh = await context.newPage();
  const network = await context.newCDPSession(fresh);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  await fresh.addInitScript(noteDrawn, USABLE);
  await fresh.goto(address);
  await fresh.locator(USABLE).first().waitFor({ state: "attached" });
  await fresh.waitForLoadState("networkidle");
  await sizes(fresh);
  await fresh.close();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await open(context, address));
  await browser.close();
  await server.close();
  console.log(`Opening a stored design of ${LAYERS} layers, main thread, median of ${ROUNDS} (first in brackets):`);
  const names = { TaskDuration: "all tasks", ScriptDuration: "scripts and WASM", LayoutDuration: "layout", RecalcStyleDuration: "style" };
  const row = (name) => {
    const values = rounds.map((round) => round[name]);
    return [names[name] ?? name, `${median(values).toFixed(0)} (${values[0].toFixed(0)})`];
  };
  table(["main thread until usable", "ms"], [...Object.keys(names).map(row), row("wall clock")]);
  console.log(`at most ${LIMIT_MS} ms of tasks are wanted`);
}

/** Opens the address in a new tab; gives milliseconds by kind of work. */
async function open(context, address) {
  const page = await context.newPage();
  // The same origin first, so that the figures are of one renderer and hold only the app's own start.
  await page.goto(BLANK);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  const before = await read();
  const start = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator(USABLE).first().waitFor({ state: "attached" });
  const wall = performance.now() - start;
  const after = await read();
  await page.close();
  const spent = Object.keys(after).map((name) => [name, after[name] - before[name]]);
  return { ...Object.fromEntries(spent), "wall clock": wall };
}
