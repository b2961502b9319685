// The least that must hold: the page opens without an error, from its own site alone, in any folder of it.
// What the app does is tested elsewhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, PHONE, serve, withBrowser } from "./harness.mjs";

const atelier = withBrowser();

for (const colorScheme of ["light", "dark"]) {
  test(`opens without errors, ${colorScheme}`, async (t) => {
    const page = await atelier.openPage(t, { colorScheme });
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator("[data-atelier-root]").count(), 1);
  });
}

test("opens without errors on a phone", async (t) => {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await page.waitForLoadState("networkidle");
});

test("lives in any folder of a site", async (t) => {
  const inFolder = await serve(DIST, async (path) => {
    if (!path.startsWith("/shop/design/")) return { status: 404, body: "outside of the folder" };
    const file = path.slice("/shop/design/".length) || "index.html";
    return readFile(join(DIST, file)).then(
      (body) => ({ type: typeOf(file), body }),
      () => ({ status: 404 }),
    );
  });
  t.after(() => inFolder.close());
  const page = await atelier.browser.newPage();
  t.after(() => page.close());
  const missing = [];
  page.on("response", (r) => r.status() >= 400 && missing.push(r.url()));
  page.on("pageerror", (error) => missing.push(error.message));
  await page.goto(`${inFolder.address}shop/design/`);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(missing, []);
});

function typeOf(file) {
  const types = { html: "text/html", js: "text/javascript", wasm: "application/wasm", css: "text/css" };
  return types[file.split(".").pop()] ?? "application/octet-stream";
}

test("a release page carries its policy and no inline script", async (t) => {
  const page = await atelier.openPage(t);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  assert.match(await policy.getAttribute("content"), /script-src 'self' 'wasm-unsafe-eval'/);
  assert.equal(await page.locator("script:not([src])").count(), 0);
});

test("says so when the app cannot be fetched", async (t) => {
  const context = await atelier.openContext(t, { expectErrors: [/app-.*\.wasm|HTTP status code is not ok|404/] });
  await context.route("**/app-*_bg.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  const page = await context.open();
  await page.getByRole("alert").getByText("could not start").waitFor();
});
