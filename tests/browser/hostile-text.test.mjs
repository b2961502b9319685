// Words that no person types: megabytes, halves of letters, control characters, towers of marks, turned directions. The
// editor takes what it can, says what it left out, stays quick enough to be used, and nothing leaves the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, addShape, layers, openProduct, outlined, saved, says, stage, undoButton, until } from "./shopper.mjs";

const atelier = withBrowser();
/** Most characters of a text: `MAX_TEXT`. */
const MOST = 5000;

const content = (page) => page.getByTestId("text-content");

/** A product with a heading that is being typed. */
async function typing(t) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, "Here");
  await stage(page).focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("typing").waitFor();
  return page;
}

/** Pastes words into the field that has the focus, as a browser does. */
const paste = (page, make) =>
  page.evaluate((make) => {
    const words = new Function(`return ${make}`)();
    let field = document.activeElement;
    while (field.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
    const data = new DataTransfer();
    data.setData("text/plain", words);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true });
    // A field into which nothing else puts the words does it by itself.
    if (field.dispatchEvent(event)) document.execCommand("insertText", false, words);
  }, make);

/** Ends typing; another layer can still be added, undone, and all is saved. */
async function stillWorks(page) {
  await page.keyboard.press("Escape");
  await page.getByTestId("typing").waitFor({ state: "detached" });
  await outlined(page);
  const count = await layers(page).count();
  await addShape(page, "Star");
  await until(page, "a shape", () => layers(page).count(), (now) => now === count + 1);
  await undoButton(page).click();
  await until(page, "undone", () => layers(page).count(), (now) => now === count);
  await saved(page);
}

test("megabytes of pasted words are cut, that is said, and the editor goes on", async (t) => {
  const page = await typing(t);
  await page.keyboard.press("Control+a");
  await paste(page, '"lorem ipsum ".repeat(200_000)');
  await says(page, new RegExp(`can have ${MOST} characters`));
  await stillWorks(page);
  await layers(page).first().click({ force: true });
  assert.equal((await content(page).inputValue()).length, MOST);
  await assertAccessible(page);
});

test("halves of letters and control characters are left out, not kept", async (t) => {
  const page = await typing(t);
  await page.keyboard.press("Control+a");
  await paste(page, '"a\\ud800b\\u0000c\\u0007d\\u001be\\udc00f"');
  await stillWorks(page);
  await layers(page).first().click({ force: true });
  const kept = await content(page).inputValue();
  assert.equal(kept.isWellFormed?.() ?? !/[\ud800-\udfff]/u.test(kept), true);
  assert.match(kept, /^a\ufffd?bcde\ufffd?f$/);
});

test("a letter under ten thousand marks is drawn, and the next word as quickly as ever", async (t) => {
  const page = await typing(t);
  await page.keyboard.press("Control+a");
  await paste(page, '"Z" + "\\u0301\\u0323\\u0489".repeat(3_334)');
  await stillWorks(page);
  await addHeading(page, "Next");
  await until(page, "both", () => layers(page).count(), (count) => count === 2);
});

test("turned directions are set as words and turn nothing beside them", async (t) => {
  const page = await typing(t);
  await page.keyboard.press("Control+a");
  await paste(page, '"\\u202eabc\\u2066\\u202d def \\u05d0\\u05d1"');
  await stillWorks(page);
  await layers(page).first().click({ force: true });
  await page.getByTestId("tool-layers").click();
  const row = page.locator(".layer-row").first();
  const left = (locator) => locator.evaluate((element) => element.getBoundingClientRect().left);
  assert.ok((await left(row.locator(".layer-name"))) < (await left(row.getByRole("button", { name: /^Lock/ }))));
});
