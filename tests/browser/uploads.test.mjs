// What a shopper brings: drawings, documents and photos, what is asked about them, what is kept of them, and what the
// picture tools make of them. Files are made here; the rules of reading are tested in `intake`.

import assert from "node:assert/strict";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import {
  choosePictures, download, layers, openProduct, place, png, redoButton, saved, stage, undoButton, until,
} from "./shopper.mjs";

// A reader that takes its job and never comes to an end, while a test wants one.
const ENDLESS = `export default function init() {
  onmessage = ({ data }) => {
    postMessage([JSON.stringify({ id: JSON.parse(data[0]).id, reply: { progress: { done: 0 } } })]);
    for (;;) {}
  };
  postMessage([JSON.stringify({ id: 0, reply: "ready" })]);
}`;
let isEndless = false;

const atelier = withBrowser({
  override: (path) => (isEndless && path.endsWith("/reader.js") ? { type: "text/javascript", body: ENDLESS } : undefined),
});

const SECRET = "GPS 52.5163N 13.3777E";

const svg = (inner, name = "drawing.svg") => ({
  name,
  mimeType: "image/svg+xml",
  buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">${inner}</svg>`),
});

const FILTERED = `<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
  <rect width="60" height="50" fill="#c23b72"/><circle cx="70" cy="25" r="20" fill="#176b87" filter="url(#f)"/>`;

/** A PDF whose pages are filled with these colours. */
function pdf(colours, name = "pages.pdf") {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${colours.map((_, page) => `${3 + page * 2} 0 R`).join(" ")}] /Count ${colours.length} >>`,
  ];
  for (const [page, colour] of colours.entries()) {
    const content = `${colour} rg 20 20 60 40 re f`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents ${4 + page * 2} 0 R >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  let file = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of places) file += `${String(at).padStart(10, "0")} 00000 n \n`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(file, "latin1") };
}

/** A JPEG of two colours from the browser's encoder, with EXIF that turns it and tells where it was taken. */
async function photo(page, name = "photo.jpg") {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(300, 200);
    const context = canvas.getContext("2d");
    context.fillStyle = "#e8e8e8";
    context.fillRect(0, 0, 300, 200);
    context.fillStyle = "#b42318";
    context.fillRect(90, 50, 120, 100);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  const plain = Buffer.from(base64, "base64");
  const words = Buffer.from(SECRET);
  const exif = Buffer.concat([
    Buffer.from("Exif\0\0II*\0\x08\0\0\0\x02\0", "latin1"),
    Buffer.from([0x0e, 1, 2, 0, words.length, 0, 0, 0, 38, 0, 0, 0]),
    Buffer.from([0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]),
    Buffer.alloc(4),
    words,
  ]);
  const segment = (marker, content) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  };
  const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${SECRET}</x>`, "latin1");
  const buffer = Buffer.concat([
    plain.subarray(0, 2), segment(0xe1, exif), segment(0xe1, xmp), segment(0xfe, words), plain.subarray(2), words,
  ]);
  return { name, mimeType: "image/jpeg", buffer };
}

const count = (page, wanted) => until(page, `${wanted} layers`, () => layers(page).count(), (now) => now === wanted);
const choice = (page) => page.getByTestId("upload-dialog");

test("a drawing comes in as a layer and can be taken back", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, svg(`<rect width="100" height="50" fill="#1c2a4a"/><circle cx="50" cy="25" r="20" fill="#f6d155"/>`));
  await count(page, 1);
  const { width, height } = await place(page);
  assert.ok(Math.abs(width / height - 2) < 0.01, `${width} x ${height}`);
  await undoButton(page).click();
  await count(page, 0);
  await redoButton(page).click();
  await count(page, 1);
  await saved(page);
});

test("what outlines cannot keep is listed, and the shopper chooses", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, svg(FILTERED));
  await choice(page).getByTestId("missing").getByText("Shadows, blurs and other filters").waitFor();
  await assertAccessible(page);
  await choice(page).getByRole("button", { name: "Bring in as a picture" }).click();
  await page.getByTestId("dpi").waitFor();
  await count(page, 1);

  await choosePictures(page, svg(FILTERED));
  await choice(page).getByRole("button", { name: "Keep as outlines without these" }).click();
  await count(page, 2);

  await choosePictures(page, svg(FILTERED));
  await choice(page).getByRole("button", { name: "Close" }).click();
  await choice(page).waitFor({ state: "detached" });
  assert.equal(await layers(page).count(), 2, "closing brings nothing in");
});

test("a page of a document is chosen", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, pdf(["1 0 0", "0 0 1", "0 1 0"]));
  await choice(page).getByText("Choose one of 3 pages.").waitFor();
  // The thumbnails are drawn: not empty, each in its colour.
  await until(page, "the second page's picture", () => choice(page).locator("canvas").nth(1).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
    return [...data];
  }), ([red, , blue, alpha]) => alpha === 255 && blue > 200 && red < 60);
  await choice(page).getByRole("button", { name: "Page 2" }).click();
  await count(page, 1);
  const { width, height } = await place(page);
  assert.ok(Math.abs(width / height - 1.5) < 0.02, "cut to what is on the page");
});

test("nothing tells where a photo was taken: not storage, not the file, not a print", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  const file = await photo(page);
  assert.ok(file.buffer.includes(SECRET));
  await choosePictures(page, file);
  await page.getByTestId("dpi").waitFor();
  const { width, height } = await place(page);
  assert.ok(width < height, "it stands upright");
  await saved(page);

  const stored = await page.evaluate(async (secret) => {
    const wanted = new TextEncoder().encode(secret);
    const holds = (bytes) => {
      for (let at = 0; at + wanted.length <= bytes.length; at++) {
        if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
      }
      return false;
    };
    let looked = 0;
    let found = 0;
    const look = (value) => {
      if (value instanceof ArrayBuffer) return look(new Uint8Array(value));
      if (value instanceof Uint8Array) {
        looked += value.length;
        if (holds(value)) found++;
      } else if (typeof value === "string") {
        if (value.includes(secret)) found++;
      } else if (value && typeof value === "object") {
        Object.values(value).forEach(look);
      }
    };
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      for (const store of db.objectStoreNames) {
        const values = await new Promise((done, fail) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
        values.forEach(look);
      }
      db.close();
    }
    return { looked, found };
  }, SECRET);
  assert.ok(stored.looked > 1000, "the picture is stored");
  assert.equal(stored.found, 0);

  await page.getByTestId("order").click();
  const dialog = page.getByTestId("order-dialog");
  for (const kind of ["PDF", "PNG", "SVG"]) {
    const print = await download(page, dialog.getByRole("button", { name: kind }));
    const bytes = kind === "SVG" ? inlined(print.bytes) : print.bytes;
    assert.ok(!bytes.includes(SECRET) && !bytes.includes("Exif\0"), `${kind} tells nothing`);
  }
});

/** An SVG with its pictures in it as bytes. */
function inlined(bytes) {
  const pictures = [...bytes.toString("latin1").matchAll(/base64,([A-Za-z0-9+/=]+)/g)];
  return Buffer.concat([bytes, ...pictures.map(([, data]) => Buffer.from(data, "base64"))]);
}

const HOSTILE = {
  "copies of copies": svg(
    `<g id="a0"><rect width="9" height="9"/></g>` +
      Array.from({ length: 40 }, (_, at) => `<g id="a${at + 1}"><use href="#a${at}"/><use href="#a${at}"/></g>`).join(""),
  ),
  "a pattern in itself": svg(
    `<pattern id="p" width="4" height="4"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>`,
  ),
  "entities": {
    name: "drawing.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(
      `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`,
    ),
  },
  "deep nesting": svg("<g>".repeat(50_000)),
  "a damaged document": { name: "drawing.svg", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<") },
};

for (const [what, file] of Object.entries(HOSTILE)) {
  test(`${what} is refused with a message and the editor stays usable`, async (t) => {
    const page = await atelier.openPage(t);
    await openProduct(page);
    await choosePictures(page, file);
    const problem = page.getByTestId("upload-problem");
    await problem.waitFor();
    assert.match(await problem.innerText(), /^drawing\.svg: [A-Z][^\n]{20,}/);
    await choosePictures(page, png("whole.png"));
    await count(page, 1);
  });
}

test("scripts and far files of a drawing are listed, never run or fetched", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, svg(
    `<rect width="50" height="50" onload="window.ran = 1"/><script>window.ran = 1</script><image width="9" height="9" href="https://example.org/a.png"/>`,
  ));
  await choice(page).getByTestId("missing").getByText("Programs: they are never run").waitFor();
  await choice(page).getByRole("button", { name: "Keep as outlines without these" }).click();
  await count(page, 1);
  assert.equal(await page.evaluate(() => window.ran), undefined);
});

test("many files come in one after the other, and a bad one does not stop the others", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, png("one.png"), { ...png(), name: "bad.png", buffer: Buffer.from("no picture at all") }, png("two.png"));
  await count(page, 2);
  await page.getByTestId("upload-problem").getByText(/^bad\.png: /).waitFor();
  await page.getByTestId("upload-problem").getByRole("button", { name: "Dismiss" }).click();
  await page.getByTestId("upload-problem").waitFor({ state: "detached" });
});

test("a picture is cropped by keyboard and by number", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, png());
  await page.getByTestId("dpi").waitFor();
  const before = await place(page);
  await page.getByTestId("picture-tools").getByRole("button", { name: "Crop" }).click();
  const dialog = page.getByTestId("crop-dialog");
  await dialog.getByRole("button", { name: "Left edge" }).focus();
  for (let step = 0; step < 2; step++) await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await dialog.getByRole("textbox", { name: "Left" }).inputValue(), "20");
  await dialog.getByRole("textbox", { name: "Bottom" }).fill("50");
  await dialog.getByRole("textbox", { name: "Bottom" }).press("Enter");
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Apply" }).click();
  const after = await until(page, "cropped", () => place(page), ({ width }) => width < before.width - 1);
  assert.ok(Math.abs(after.width / before.width - 0.8) < 0.01, `${after.width} of ${before.width}`);
  assert.ok(Math.abs(after.height / before.height - 0.5) < 0.01);
  await page.getByRole("button", { name: "Reset the picture" }).click();
  await until(page, "whole again", () => place(page), ({ width }) => Math.abs(width - before.width) < 0.1);
});

/** A page with a photograph and the dialog that removes its background. */
async function openBackground(t) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, await photo(page));
  await page.getByTestId("dpi").waitFor();
  await page.getByTestId("picture-tools").getByRole("button", { name: "Remove background" }).click();
  return { page, dialog: page.getByTestId("background-dialog") };
}

test("a plain background goes with one press and comes back", async (t) => {
  const { page, dialog } = await openBackground(t);
  await dialog.getByTestId("background-verdict").getByText(/A plain background: 8\d ?% of the picture/).waitFor();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Restore the background" }).click();
  await page.getByRole("button", { name: "Restore the background" }).waitFor({ state: "detached" });
  await undoButton(page).click();
  await page.getByRole("button", { name: "Restore the background" }).waitFor();
});

test("a picture is traced to outlines that take its place", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, await photo(page));
  await page.getByTestId("dpi").waitFor();
  const before = await place(page);
  await page.getByTestId("picture-tools").getByRole("button", { name: "Trace to outlines" }).click();
  const dialog = page.getByTestId("trace-dialog");
  await dialog.getByTestId("trace-result").waitFor();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByTestId("picture-tools").waitFor({ state: "detached" });
  const after = await place(page);
  assert.ok(Math.abs(after.width - before.width) < 0.1 && Math.abs(after.x - before.x) < 0.1);
  await undoButton(page).click();
  await page.getByTestId("picture-tools").waitFor();
  await stage(page).waitFor();
});

// 48 x 32 pixels, half blue, half red; made with libavif.
const AVIF =
  "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5p" +
  "bG9jAAAAAEQAAAEAAQAAAAEAAAETAAAALwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAA" +
  "MAAAACAAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAN21kYXQSAAoJGBUv+0QENBoQ" +
  "MiBF4eHhiGEkkkmUAAAAx5HL0MjK4rGNcvxuOZ1wymZsIA==";

test("an AVIF picture is read by the browser's decoder, a cut-off one is refused", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  const buffer = Buffer.from(AVIF, "base64");
  await choosePictures(page, { name: "small.avif", mimeType: "image/avif", buffer });
  await page.getByTestId("dpi").waitFor();
  await page.locator(".inspector").getByText("48 × 32 px").waitFor();
  await choosePictures(page, { name: "cut.avif", mimeType: "image/avif", buffer: buffer.subarray(0, 290) });
  await page.getByTestId("upload-problem").getByText(/^cut\.avif: This AVIF file is damaged/).waitFor();
});

/** A picture from the browser's encoder. */
async function encoded(page, type) {
  const base64 = await page.evaluate(async (type) => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext("2d");
    for (let at = 0; at < 64; at++) {
      context.fillStyle = `hsl(${at * 5} 80% ${20 + at}%)`;
      context.fillRect(at, 0, 1, 48);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.9 })).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  }, type);
  return Buffer.from(base64, "base64");
}

/** 8 x 8 pixels of 24 bits. */
function bmp() {
  const file = Buffer.alloc(54 + 8 * 24, 0x66);
  file.fill(0, 0, 54);
  file.write("BM", 0, "latin1");
  for (const [at, value] of [[2, file.length], [10, 54], [14, 40], [18, 8], [22, 8]]) file.writeUInt32LE(value, at);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

/** 8 x 8 greys, not compressed. */
function tiff() {
  const entries = [
    [256, 4, 8], [257, 4, 8], [258, 3, 8], [259, 3, 1], [262, 3, 1], [273, 4, 122], [277, 3, 1], [278, 4, 8], [279, 4, 64],
  ];
  const file = Buffer.alloc(122 + 64, 0x66);
  file.write("II*\0\x08\0\0\0", 0, "latin1");
  file.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, kind, value]] of entries.entries()) {
    const at = 10 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(kind, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  file.fill(0, 118, 122);
  return file;
}

// One pixel.
const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** A copy with bytes written at a place. */
function written(file, at, bytes) {
  const copy = Buffer.from(file);
  Buffer.from(bytes).copy(copy, at);
  return copy;
}

/** A copy whose frame header states as many pixels as it can. */
const vast = {
  jpg: (file) => written(file, file.indexOf(Buffer.from([0xff, 0xc0])) + 5, [0xff, 0xff, 0xff, 0xff]),
  webp: (file) => written(file, file.indexOf(Buffer.from([0x9d, 0x01, 0x2a])) + 3, [0xff, 0x3f, 0xff, 0x3f]),
  gif: (file) => written(file, 6, [0xff, 0xff, 0xff, 0xff]),
  bmp: (file) => written(file, 18, [0xa0, 0x86, 1, 0, 0xa0, 0x86, 1, 0]),
  tif: (file) => written(written(file, 18, [0xa0, 0x86, 1, 0]), 30, [0xa0, 0x86, 1, 0]),
  avif: (file) => written(file, file.indexOf("ispe") + 8, [0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]),
};

for (const kind of Object.keys(vast)) {
  test(`a ${kind} file that is damaged, cut off or vast is refused and the editor stays usable`, async (t) => {
    const page = await atelier.openPage(t);
    await openProduct(page);
    const whole = {
      jpg: () => encoded(page, "image/jpeg"),
      webp: () => encoded(page, "image/webp"),
      gif: () => GIF,
      bmp,
      tif: tiff,
      avif: () => Buffer.from(AVIF, "base64"),
    };
    const file = await whole[kind]();
    const named = (name, buffer) => ({ name: `${name}.${kind}`, mimeType: "application/octet-stream", buffer });
    const damaged = Buffer.from(file);
    damaged.fill(0x5a, 12);
    await choosePictures(
      page,
      named("damaged", damaged),
      named("cut", file.subarray(0, Math.floor(file.length / 3))),
      named("vast", vast[kind](file)),
      named("whole", file),
    );
    await count(page, 1);
    const problems = page.getByTestId("upload-problem");
    await until(page, "three problems", () => problems.count(), (now) => now === 3);
    for (const [index, name] of ["damaged", "cut", "vast"].entries()) {
      const words = await problems.nth(index).innerText();
      assert.match(words, new RegExp(`^${name}\\.${kind}: [A-Z][^\\n]{12,}`));
      assert.doesNotMatch(words, /panic|unwrap|undefined|Error\(/);
    }
  });
}

test("a file that is cancelled while it is put on the product stays out", async (t) => {
  const context = await atelier.openContext(t);
  // What the studio is asked to take in waits until the test lets it go.
  await context.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    window.held = [];
    Worker.prototype.postMessage = function (message, ...rest) {
      if (window.held && Array.isArray(message) && /"job":"import"/.test(message[0])) {
        window.held.push(() => post.call(this, message, ...rest));
      } else {
        post.call(this, message, ...rest);
      }
    };
  });
  const page = await context.open();
  await openProduct(page);
  await choosePictures(page, png("late.png"));
  await until(page, "the studio is asked", () => page.evaluate(() => window.held.length), (now) => now === 1);
  await page.getByRole("button", { name: "Cancel late.png" }).click();
  await page.getByTestId("upload").waitFor({ state: "detached" });
  await page.evaluate(() => {
    const held = window.held;
    window.held = null;
    held.forEach((go) => go());
  });
  // Files are read one after the other: when the next one is in, the cancelled one is over.
  await choosePictures(page, png("next.png", { width: 120, height: 120 }));
  await page.locator(".inspector").getByText("120 × 120 px").waitFor();
  assert.equal(await layers(page).count(), 1);
});

test("a reader that never ends is ended, said so, and the next file comes in", async (t) => {
  const page = await atelier.openPage(t);
  await openProduct(page);
  isEndless = true;
  t.after(() => {
    isEndless = false;
  });
  await choosePictures(page, png("endless.png"));
  await page.getByTestId("upload-problem").getByText(/^endless\.png: Reading it takes too long/).waitFor();
  isEndless = false;
  await choosePictures(page, png("whole.png"));
  await count(page, 1);
});

test("no more than 40 files are taken at once, and none above 60 MB", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-"));
  t.after(() => rm(folder, { recursive: true }));
  const vast = join(folder, "vast.png");
  const file = await open(vast, "w");
  await file.truncate(60 * 1024 * 1024 + 1);
  await file.close();
  const page = await atelier.openPage(t);
  await openProduct(page);
  await choosePictures(page, vast);
  await page.getByTestId("upload-problem").getByText(/^vast\.png has 61 MB; at most 60 MB can be used/).waitFor();
  await page.getByTestId("upload-problem").getByRole("button", { name: "Dismiss" }).click();

  isEndless = true;
  t.after(() => {
    isEndless = false;
  });
  await choosePictures(page, ...Array.from({ length: 43 }, (_, at) => png(`${at}.png`)));
  await page.locator(".toast").getByText("Only the first 40 files are read.").waitFor();
  assert.equal(await page.locator("[data-testid=upload], [data-testid=upload-problem]").count(), 40);
});

test("points of a background are picked by keyboard and taken back one by one", async (t) => {
  const { page, dialog } = await openBackground(t);
  await dialog.getByTestId("background-verdict").waitFor();
  const picker = dialog.getByTestId("point-picker");
  await dialog.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Tab");
  assert.ok(await picker.evaluate((element) => element === document.activeElement), "reached by Tab");
  const cross = dialog.locator(".pick-cross");
  assert.equal(await cross.isVisible(), true, "the cross shows where Enter picks");
  const before = await cross.boundingBox();
  for (let step = 0; step < 4; step++) await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("ArrowLeft");
  const after = await cross.boundingBox();
  assert.ok(after.y < before.y - 20 && after.x < before.x, "it moves");
  await page.keyboard.press("Enter");
  const points = dialog.getByRole("button", { name: /^Take point \d back$/ });
  await until(page, "one point", () => points.count(), (now) => now === 1);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await until(page, "three points", () => points.count(), (now) => now === 3);
  await assertAccessible(page);
  await page.keyboard.press("Backspace");
  await until(page, "the last one is gone", () => points.count(), (now) => now === 2);
  const marks = dialog.locator(".pick-point");
  const second = await marks.nth(1).getAttribute("style");
  await dialog.getByRole("button", { name: "Take point 1 back" }).click();
  await until(page, "the first one is gone", () => points.count(), (now) => now === 1);
  assert.equal(await marks.first().getAttribute("style"), second);
  await dialog.getByRole("slider", { name: "Soft edge" }).press("ArrowRight");
  await dialog.getByText("3 px").waitFor();
  await dialog.getByTestId("background-verdict").waitFor();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Restore the background" }).waitFor();
  await undoButton(page).click();
  await page.getByRole("button", { name: "Restore the background" }).waitFor({ state: "detached" });
});
