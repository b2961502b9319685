// The designer on a merchant's page: the loader, the contract's events, two designers, errors, another site's strict
// policy. What the designer itself does is tested elsewhere.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { DIST, OUT, PHONE, ROOT, assertAccessible, screenshot, serve, withBrowser } from "./harness.mjs";

/** A page with designers that notes every event in `heard`. */
const pageWith = (body, loader = "/embed/atelier-designer.js", head = "") => `<!doctype html>
<html lang="en"><head><title>A shop</title><meta charset="utf-8" /><link rel="icon" href="data:," />${head}
<script src="/heard.js"></script><script type="module" src="${loader}"></script></head>
<body><main><h1>A shop</h1>${body}</main></body></html>`;

const HEARD = `globalThis.heard = [];
for (const name of ["ready", "change", "saved", "price", "add-to-cart", "error"])
  addEventListener("atelier-" + name, ({ type, detail, target }) => heard.push({ type, detail, from: target.id }));`;

const PAGES = {
  "/heard.js": HEARD,
  "/one.html": pageWith('<atelier-designer id="one" product="tee"></atelier-designer>'),
  "/two.html": pageWith(`<atelier-designer id="one" product="tee"></atelier-designer>
    <atelier-designer id="two" product="mug"></atelier-designer>`),
  "/own-catalogue.html": pageWith(
    '<atelier-designer id="one" product="tee" catalog-src="wares/catalog.json"></atelier-designer>',
  ),
  "/wrong.html": pageWith('<atelier-designer id="one" product="Tee Shirt"></atelier-designer>'),
  "/no-such.html": pageWith('<atelier-designer id="one" product="hat"></atelier-designer>'),
};

const atelier = withBrowser({
  override: async (path) => {
    if (path in PAGES) return { type: path.endsWith(".js") ? "text/javascript" : "text/html", body: PAGES[path] };
    if (path === "/wares/catalog.json") {
      const list = {
        schema: 1,
        shop: { name: "Wares", currency: "EUR" },
        techniques: "techniques.json",
        products: ["tee.json"],
      };
      return { type: "application/json", body: JSON.stringify(list) };
    }
    if (path === "/wares/techniques.json") {
      return { type: "application/json", body: await readFile(join(DIST, "catalog", "techniques.json"), "utf8") };
    }
    if (path === "/wares/tee.json") {
      const tee = await readFile(join(DIST, "catalog", "tee.json"), "utf8");
      return { type: "application/json", body: tee.replace('"Classic tee"', '"Potter’s tee"') };
    }
    return undefined;
  },
});

const editors = (page) => page.getByTestId("editor");
const heard = (page, type) =>
  page.evaluate((type) => heard.filter((event) => event.type === `atelier-${type}`), type);
const hears = (page, type, times = 1) =>
  page.waitForFunction(
    ([type, times]) => heard.filter((event) => event.type === `atelier-${type}`).length >= times,
    [type, times],
  );

async function addHeading(page) {
  await page.getByTestId("tool-text").click();
  await page.getByRole("button", { name: "Add a heading" }).click();
}

test("the shop page shows the designer and its price under a strict policy", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  await editors(page).waitFor();
  await page.locator("[data-price-now]").getByText(/^€\d+\.\d\d$/).waitFor();
  assert.equal(await page.locator("[data-price-lines] dt").first().textContent(), "Classic tee");
  await assertAccessible(page);
  await screenshot(page, "shop");
});

test("an order is a line in the shop's basket, named by the hash of its document", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  await page.evaluate(() =>
    addEventListener("atelier-add-to-cart", ({ detail }) => (globalThis.order = detail)),
  );
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.getByTestId("quantity").fill("2");
  await page.getByTestId("add-to-cart").click();

  const line = page.locator("#basket li");
  await line.waitFor();
  const order = await page.evaluate(() => globalThis.order);
  assert.equal(order.v, 1);
  assert.equal(order.quantity, 2);
  assert.equal(order.total, order.each * 2);
  assert.equal(order.design, createHash("sha256").update(order.document).digest("hex"));
  assert.match(order.sku, /^tee-[a-z]+-[a-z0-9]+$/);
  assert.match(await line.innerText(), new RegExp(`2 × €\\d+\\.\\d\\d[^]*${order.sku}[^]*${order.design.slice(0, 16)}`));
  const picture = line.locator("img");
  assert.match(await picture.getAttribute("src"), /^data:image\/png;base64,/);
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth >= 100)));
  assert.equal(await page.locator("[data-count]").textContent(), "2");
  await screenshot(page, "shop-basket");
});

/** Runs the command line of this clone. */
const atelierCli = (...args) =>
  promisify(execFile)("cargo", ["run", "--quiet", "--package", "cli", "--", ...args], { cwd: ROOT });

test("an order names its print files by the hashes that the command line's package has", async (t) => {
  const page = await atelier.openPage(t, { path: "one.html" });
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.getByTestId("quantity").fill("3");
  await page.getByTestId("add-to-cart").click();
  await hears(page, "add-to-cart");
  const [{ detail }] = await heard(page, "add-to-cart");
  assert.deepEqual(detail.print_files.map(({ side, format }) => [side, format]), [["front", "pdf"], ["front", "png"], ["front", "svg"]]);
  for (const { sha256, bytes } of detail.print_files) {
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.ok(bytes > 200);
  }

  const folder = join(OUT, "order");
  await mkdir(folder, { recursive: true });
  const [design, event, file] = ["design.json", "event.json", "package.zip"].map((name) => join(folder, name));
  await writeFile(design, detail.document);
  await writeFile(event, JSON.stringify(detail));
  const size = detail.sku.split("-").at(-1);
  await atelierCli("package", design, "--order", "1042", "--quantity", "3", "--size", size, "--out", file);
  const { stdout } = await atelierCli("verify", file, "--event", event, "--json");
  const report = JSON.parse(stdout);
  assert.equal(report.equal, true, stdout);
  assert.ok(report.files.some(({ path }) => path === "order event"));
});

test("an order goes through where its print files cannot be hashed, and says so", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/Failed to load|press/] });
  await context.route("**/press*", (route) => route.fulfill({ status: 503, body: "" }));
  const page = await context.open("one.html");
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.getByTestId("add-to-cart").click();
  await hears(page, "add-to-cart");
  const [{ detail }] = await heard(page, "add-to-cart");
  assert.deepEqual(detail.print_files, []);
  assert.equal(detail.design, createHash("sha256").update(detail.document).digest("hex"));
  await page.getByTestId("ordered").getByText("without the print files' checksums").waitFor();
});

test("hashing can be cancelled, and the order then stays with the shopper", async (t) => {
  const context = await atelier.openContext(t);
  // The press is held back, so that there is time to cancel.
  let release = () => undefined;
  const held = new Promise((resolve) => (release = resolve));
  await context.route("**/press*_bg.wasm", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  const page = await context.open("one.html");
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.getByTestId("add-to-cart").click();
  const pressing = page.getByTestId("pressing");
  await pressing.getByRole("progressbar", { name: "Making checksums" }).waitFor();
  await pressing.getByRole("button", { name: "Cancel" }).click();
  await pressing.waitFor({ state: "detached" });
  await page.waitForFunction(
    () => document.querySelector("#one").shadowRoot.querySelector("[data-testid=add-to-cart]").ariaBusy !== "true",
  );
  release();
  assert.deepEqual(await heard(page, "add-to-cart"), []);
  // Ordering again works.
  await page.getByTestId("add-to-cart").click();
  await hears(page, "add-to-cart");
  const [{ detail }] = await heard(page, "add-to-cart");
  assert.equal(detail.print_files.length, 3);
});

test("a shopper can download the package that the command line verifies", async (t) => {
  const page = await atelier.openPage(t, { path: "one.html" });
  await addHeading(page);
  await page.getByTestId("order").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("package").click()]);
  const file = join(OUT, "downloaded.zip");
  await download.saveAs(file);
  const { stdout } = await atelierCli("verify", file, "--json");
  assert.equal(JSON.parse(stdout).equal, true, stdout);
});

test("a shop that refuses an order keeps the shopper in the designer", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.getByTestId("quantity").fill("501");
  await page.getByTestId("add-to-cart").click();
  await page.locator("[data-news]").getByText("at most 500").waitFor();
  assert.equal(await page.locator("#basket li").count(), 0);
  await editors(page).waitFor();
});

test("the shop's switch opens the mug", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  await editors(page).waitFor();
  await page.getByRole("radio", { name: "Mug" }).check();
  await page.locator("[data-price-lines] dt").getByText("Classic mug").waitFor();
  assert.equal(await editors(page).count(), 1);
});

test("the shop page fits a phone", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html", viewport: PHONE, touch: true });
  await editors(page).waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(overflow, 0);
  await screenshot(page, "shop-phone", { fullPage: true });
});

test("the shop's custom properties restyle the designer and its styles stay its own", async (t) => {
  const page = await atelier.openPage(t, { path: "demo/shop.html" });
  const button = page.getByTestId("order");
  await button.waitFor();
  const style = await button.evaluate((element) => {
    const { backgroundColor, borderRadius } = getComputedStyle(element);
    return { backgroundColor, borderRadius };
  });
  assert.equal(style.backgroundColor, "rgb(13, 74, 58)");
  assert.ok(parseFloat(style.borderRadius) <= 3, style.borderRadius);
  const leaked = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--accent"));
  assert.equal(leaked, "");
});

test("two designers on a page share one app and live and end on their own", async (t) => {
  const context = await atelier.openContext(t);
  const fetched = [];
  context.on("request", (request) => fetched.push(request.url()));
  const page = await context.open("two.html");
  await hears(page, "ready", 2);
  const ready = await heard(page, "ready");
  assert.deepEqual(ready.map(({ from, detail }) => [from, detail.product]).sort(), [["one", "tee"], ["two", "mug"]]);
  assert.equal(fetched.filter((url) => /app-[^/]*\.wasm$/.test(url)).length, 1);

  await page.evaluate(() => (globalThis.gone = document.querySelector("#one")).remove());
  assert.equal(await page.evaluate(() => gone.shadowRoot.childNodes.length), 0);
  assert.equal(await editors(page).count(), 1);
  await page.evaluate(() => heard.splice(0));
  await addHeading(page);
  await hears(page, "change");
  assert.deepEqual([...new Set((await heard(page, "change")).map(({ from }) => from))], ["two"]);
});

test("a designer that comes back to the page shows its product again", async (t) => {
  const page = await atelier.openPage(t, { path: "one.html" });
  await hears(page, "ready");
  await page.evaluate(() => {
    const one = document.querySelector("#one");
    one.remove();
    document.querySelector("main").append(one);
  });
  await hears(page, "ready", 2);
  assert.equal(await editors(page).count(), 1);
});

test("attributes that change together mount once", async (t) => {
  const page = await atelier.openPage(t, { path: "one.html" });
  await hears(page, "ready");
  await page.evaluate(() => {
    const one = document.querySelector("#one");
    one.setAttribute("locale", "en");
    one.setAttribute("product", "mug");
    one.setAttribute("product", "mug");
  });
  await hears(page, "ready", 2);
  await page.getByTestId("tool-text").click();
  assert.deepEqual((await heard(page, "ready")).map(({ detail }) => detail.product), ["tee", "mug"]);
});

test("a catalogue of the merchant's is read from beside the merchant's page", async (t) => {
  const page = await atelier.openPage(t, { path: "own-catalogue.html" });
  await hears(page, "price");
  const [{ detail }] = await heard(page, "price");
  assert.equal(detail.lines[0].label, "Potter’s tee");
});

test("a product that the shop does not have is an error that names those it has", async (t) => {
  const page = await atelier.openPage(t, { path: "no-such.html" });
  await hears(page, "error");
  const [{ detail }] = await heard(page, "error");
  assert.equal(detail.v, 1);
  assert.match(detail.message, /hat[^]*tee, mug/);
});

test("an attribute that cannot be used is an error that names it", async (t) => {
  const page = await atelier.openPage(t, { path: "wrong.html" });
  await hears(page, "error");
  const [{ detail }] = await heard(page, "error");
  assert.match(detail.message, /^attribute `product`/);
});

test("a shop may take the designer away in answer to an order, and the design is kept", async (t) => {
  const page = await atelier.openPage(t, { path: "one.html" });
  await hears(page, "ready");
  await addHeading(page);
  await page.getByTestId("order").click();
  await page.evaluate(() =>
    addEventListener("atelier-add-to-cart", ({ target }) => {
      target.remove();
      setTimeout(() => (globalThis.isGone = true));
    }),
  );
  await page.getByTestId("add-to-cart").click();
  await page.waitForFunction(() => globalThis.isGone);
  assert.equal(await editors(page).count(), 0);
  await page.goto("index.html#/designs");
  await page.getByTestId("design-card").waitFor();
});

const MISSING = {
  "the page": "**/index.html",
  "a stylesheet": "**/style-*.css",
  "the module": "**/app-*.js",
  "the WASM file": "**/app-*_bg.wasm",
};

for (const [what, pattern] of Object.entries(MISSING)) {
  test(`where ${what} cannot be fetched the shopper is told and can try again`, async (t) => {
    const context = await atelier.openContext(t, { expectErrors: [/atelier-designer|Failed to load resource/] });
    await context.route(pattern, (route) => route.fulfill({ status: 503, body: "" }));
    const page = await context.open("one.html");
    const alert = page.getByRole("alert").getByText("could not be loaded");
    await alert.waitFor();
    const [{ detail, from }] = await heard(page, "error");
    assert.deepEqual([from, detail.v, detail.message], ["one", 1, await alert.textContent()]);

    await context.unroute(pattern);
    await page.getByRole("button", { name: "Try again" }).click();
    await editors(page).waitFor();
    assert.equal(await page.getByRole("alert").getByText("could not be loaded").count(), 0);
  });
}

test("lives on another site's page under that site's strict policy", async (t) => {
  const files = await serveToOthers(t);
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${files} 'wasm-unsafe-eval'`,
    `worker-src ${files} blob:`,
    "style-src-attr 'unsafe-inline'",
    "img-src blob: data:",
    `font-src ${files}`,
    `connect-src ${files} blob: data:`,
  ].join("; ");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const body = '<atelier-designer id="one" product="tee"></atelier-designer>';
  const merchant = await serve(DIST, (path) => {
    if (path === "/heard.js") return { type: "text/javascript", body: HEARD };
    if (path !== "/") return { status: 404 };
    return { type: "text/html", body: pageWith(body, `${files}embed/atelier-designer.js`, head) };
  });
  t.after(() => merchant.close());

  const context = await atelier.openContext(t, {
    expectErrors: [/^asked another site: http:\/\/127\.0\.0\.1:/, /favicon/],
    context: { baseURL: merchant.address },
  });
  const page = await context.open("");
  await hears(page, "ready");
  // Text is set by a worker.
  await addHeading(page);
  await page.locator(".layers .layer path").first().waitFor({ state: "attached" });
  await hears(page, "change");
});

/** The built files on another origin, for every page to use, as a merchant's file server would send them. */
async function serveToOthers(t) {
  const types = { ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const body = path.includes("..") ? null : await readFile(join(DIST, path)).catch(() => null);
    response.writeHead(body ? 200 : 404, {
      "access-control-allow-origin": "*",
      "content-type": types[extname(path)] ?? "application/octet-stream",
    });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}
