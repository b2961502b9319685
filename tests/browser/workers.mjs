// The built workers, asked from a test page as the app asks them (`src/jobs`, `src/app/link.rs`), and `.atelier` files
// read and written. It knows how to ask, not what to expect.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./harness.mjs";

/** An empty page of the server's own, for `serve`'s and `withBrowser`'s `override`. */
export const BLANK = "/blank.html";

/** Answers the blank page and the artwork of `artworks` (a Map of id to bytes) under `/artwork/ID`. */
export function blankPage(artworks = new Map()) {
  return (path) => {
    if (path === BLANK) return { type: "text/html", body: "<!doctype html><title>blank</title><link rel=\"icon\" href=\"data:,\"><body></body>" };
    const bytes = artworks.get(path.replace("/artwork/", ""));
    return bytes && { type: "application/octet-stream", body: bytes };
  };
}

/**
 * Starts a worker on a blank page and gives `ask(name, job, artworkIds)`: the reply's name and fields, `ms` from question
 * to answer, and the SHA-256 and length of each byte buffer that came with it. Artwork is fetched from `/artwork/ID` first.
 */
export async function startWorker(page, script) {
  await page.evaluate(
    (script) =>
      new Promise((ready, failed) => {
        const address = new URL(script, document.baseURI).href;
        const source = `import init from ${JSON.stringify(address)};init();`;
        const blob = new Blob([source], { type: "text/javascript" });
        const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
        const waiting = new Map();
        let next = 1;
        worker.onerror = (event) => failed(new Error(event.message ?? "the worker did not start"));
        worker.onmessage = ({ data: [json, ...buffers] }) => {
          const { id, reply } = JSON.parse(json);
          if (reply === "ready") ready();
          else if (!reply.progress) waiting.get(id)({ reply, buffers, at: performance.now() });
        };
        const ask = (job, buffers) =>
          new Promise((answer) => {
            const id = next++;
            waiting.set(id, answer);
            worker.postMessage([JSON.stringify({ id, job }), ...buffers], buffers.map((b) => b.buffer));
          });
        globalThis.asked = async (name, job, ids) => {
          const get = async (id) => new Uint8Array(await (await fetch(`/artwork/${id}`)).arrayBuffer());
          const artworks = await Promise.all(ids.map(get));
          const from = performance.now();
          const { reply, buffers, at } = await ask({ [name]: { base: new URL(".", document.baseURI).href, ...job } }, artworks);
          const hex = (digest) => [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
          const files = buffers.map(async (bytes) => {
            const digest = await crypto.subtle.digest("SHA-256", bytes);
            return { bytes: bytes.length, sha256: hex(digest) };
          });
          // A reply is its name, or an object with the name as its only key.
          const [said, fields] = typeof reply === "string" ? [reply] : Object.entries(reply)[0];
          return { reply: said, ...fields, ms: at - from, files: await Promise.all(files) };
        };
      }),
    script,
  );
  return (name, job = {}, artworkIds = []) =>
    page.evaluate(([name, job, ids]) => globalThis.asked(name, job, ids), [name, job, artworkIds]);
}

/** The project's product with this id, from its catalogue, with its technique written out. */
export async function product(id) {
  const read = async (name) => JSON.parse(await readFile(join(ROOT, "public", "catalog", `${name}.json`), "utf8"));
  const [found, techniques] = await Promise.all([read(id), read("techniques")]);
  const technique = (techniques.techniques ?? techniques).find((known) => known.id === found.technique);
  return { ...found, technique: technique ?? found.technique };
}

/** The artwork ids that a side of a design shows. */
export function artworksOf(design, side) {
  const shown = Object.values(design.layers).filter((layer) => layer.side === side && !layer.hidden);
  return [...new Set(shown.flatMap(({ content }) => artworkIn(content)))].sort();
}

/** The artwork ids anywhere in a part of a design: pictures, drawings, masks, tiles, and what they were made from. */
function artworkIn(part) {
  if (part === null || typeof part !== "object") return [];
  return Object.entries(part).flatMap(([name, value]) =>
    (name === "artwork" || name === "original") && typeof value === "string" ? [value] : artworkIn(value),
  );
}

/** Reads a design's JSON or an `.atelier` file: `{ design, artworks }`, artworks a Map of id to bytes. */
export function readDesign(file) {
  if (file[0] === 0x7b) return { design: JSON.parse(file.toString("utf8")), artworks: new Map() };
  let at = 20;
  const block = () => {
    const length = Number(file.readBigUInt64LE(at));
    at += 8 + length;
    return file.subarray(at - length, at);
  };
  const design = JSON.parse(block().toString("utf8"));
  const count = file.readUInt32LE(at);
  at += 4;
  const artworks = new Map();
  for (let index = 0; index < count; index++) {
    const id = file.subarray(at, at + 32).toString("hex");
    at += 32;
    artworks.set(id, block());
  }
  return { design, artworks };
}

/** The bytes of an `.atelier` file (its layout: `src/design/bundle.rs`). */
export function writeBundle(design, artworks) {
  const u32 = (value) => Buffer.from(Uint32Array.of(value).buffer);
  const u64 = (value) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
  const json = Buffer.from(JSON.stringify(design));
  const held = [...artworks].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = [u64(json.length), json, u32(held.length)];
  for (const [id, bytes] of held) content.push(Buffer.from(id, "hex"), u64(bytes.length), bytes);
  const body = Buffer.concat(content);
  const magic = Buffer.from("8941544c520d0a1a", "hex");
  const file = Buffer.concat([magic, u32(1), u64(20 + body.length + 32), body]);
  return Buffer.concat([file, createHash("sha256").update(file).digest()]);
}
