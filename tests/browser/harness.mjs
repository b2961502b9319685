// What every browser test needs: the built page on a server of its own, a Chromium with an empty profile,
// pages that fail their test on an unexpected error, and an accessibility check. It knows nothing of the app.
//
//     import { withBrowser } from "./harness.mjs";
//     const atelier = withBrowser();            // starts before, ends after the tests of this file
//     test("...", async (t) => {
//       const page = await atelier.openPage(t); // a fresh profile and an empty storage for each page
//     });

import assert from "node:assert/strict";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The top folder of the clone. */
export const ROOT = join(HERE, "..", "..");

/** The built page: what `trunk build --release` made, or the folder that ATELIER_DIST names. */
export const DIST = process.env.ATELIER_DIST ?? join(ROOT, "dist");

/** Scratch for screenshots and downloads; not in the repository. */
export const OUT = join(HERE, "out");

/** The sizes that pages are looked at in. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".otf": "font/otf",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/**
 * Serves a folder on a free port of this machine. `override(path, request)` may answer a request itself by returning
 * `{ status, type, body }`: for pages that only a test needs, and for files that must seem broken or missing.
 */
export async function serve(folder = DIST, override = () => undefined) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const own = await override(path, request);
    if (own) {
      response.writeHead(own.status ?? 200, { "content-type": own.type ?? "text/plain" });
      response.end(own.body ?? "");
      return;
    }
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    const found = file.startsWith(folder + sep) && (await stat(file).catch(() => null));
    if (!found || !found.isFile()) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": found.size });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** The Chromium that tests run in. */
export function chromiumPath() {
  const places = [process.env.CHROME, "/usr/bin/chromium", "/usr/bin/google-chrome"];
  const path = places.find((place) => place && existsSync(place));
  assert.ok(path, "no Chromium: run `cargo dev setup`, or name one in CHROME");
  return path;
}

/** With these a Chromium talks to nobody but the page's server. */
export const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium with an empty profile. `args` are added to its command line. */
export function launch({ args = [] } = {}) {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [...CHROMIUM_ARGUMENTS, ...args],
  });
}

/**
 * Starts a server and a browser before the tests of a file and ends them after. Options: `folder` and
 * `override` as for `serve`, `args` as for `launch`, `init` a function that runs in every page before its own scripts.
 */
export function withBrowser({ folder, override, args, init } = {}) {
  const atelier = { server: null, browser: null, init, openPage: null, openContext: null };
  before(async () => {
    assert.ok(existsSync(join(folder ?? DIST, "index.html")), "no dist: run `cargo dev test --only build`");
    atelier.server = await serve(folder, override);
    atelier.browser = await launch({ args });
  });
  after(async () => {
    await atelier.browser?.close();
    await atelier.server?.close();
  });
  atelier.openContext = (t, options) => openContext(atelier, t, options);
  atelier.openPage = async (t, options = {}) => {
    const context = await openContext(atelier, t, options);
    return context.open(options.path);
  };
  return atelier;
}

/**
 * A fresh profile; several pages in it are several tabs of one shopper. Options:
 *   viewport      DESKTOP unless told
 *   colorScheme   "light" unless told
 *   touch         true for a finger instead of a mouse
 *   expectErrors  patterns (RegExp) of console errors that this test brings about
 *   context       more options for playwright's `newContext`
 * `context.open(path)` opens a page; `page.problems` lists what went wrong in it so far. A test fails at its
 * end when a page had a problem that it did not expect.
 */
async function openContext(atelier, t, options = {}) {
  const context = await atelier.browser.newContext({
    baseURL: atelier.server.address,
    viewport: options.viewport ?? DESKTOP,
    colorScheme: options.colorScheme ?? "light",
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
    acceptDownloads: true,
    ...options.context,
  });
  const problems = [];
  const expected = options.expectErrors ?? [];
  context.on("page", (page) => watch(page, atelier.server.address, problems));
  if (atelier.init) await context.addInitScript(atelier.init);
  context.open = async (path = "") => {
    const page = await context.newPage();
    page.problems = problems;
    await page.goto(path);
    return page;
  };
  t.after(async () => {
    await context.close();
    const unexpected = problems.filter((text) => !expected.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], "the page had problems");
  });
  return context;
}

function watch(page, address, problems) {
  page.on("console", (message) => {
    if (message.type() === "error") {
      const { url } = message.location();
      problems.push(`console: ${message.text()}${url ? ` (${url})` : ""}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("crash", () => problems.push("the page crashed"));
  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(address) || /^(blob|data|about):/.test(url);
    if (!own) problems.push(`asked another site: ${url}`);
  });
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails when axe finds a violation of WCAG 2.2 A or AA, or of its best practices, in the page. */
export async function assertAccessible(page, { exclude = [] } = {}) {
  // Through the debugger, since the page's policy rightly refuses scripts that are put into it.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: await axeSource });
  const violations = await page.evaluate(async (exclude) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await globalThis.axe.run(
      { exclude: exclude.map((selector) => [selector]) },
      { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] },
    );
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      places: nodes.map((node) => `${node.target.join(" ")}  ${node.html.slice(0, 120)}`),
    }));
    // Axe sees this only while a dialog still moves: then what lies behind it counts, too.
    const parts = [...document.querySelectorAll("dialog :is(header, footer)")];
    const landmarks = parts.filter((part) => !part.closest("article, aside, main, nav, section")?.closest("dialog"));
    const places = landmarks.map((part) => part.outerHTML.slice(0, 120));
    return places.length > 0 ? [...found, { rule: "a dialog has no banner and no footer of the page", places }] : found;
  }, exclude);
  await cdp.detach();
  assert.deepEqual(violations, []);
}

/** Saves a picture of the page as `out/NAME.png` and returns its path. */
export async function screenshot(page, name, options = {}) {
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path, ...options });
  return path;
}
