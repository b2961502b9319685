// A letter typed into a text of 200: milliseconds and frames from the key to the new outlines, in Chromium with software
// raster. It measures and prints; it judges nothing.
//
// A frame is counted when an animation frame begins between the key and the change: 0 frames means that the letter is in
// the very next picture.

import { median, table } from "./figures.mjs";
import { DESKTOP, launch, serve } from "./harness.mjs";
import { openProduct, openTool, outlined } from "./shopper.mjs";

const WORDS = "We met on a train to the sea, talked all night, missed our stop and never really got off again. ";
const LETTERS = 200;
const KEYS = 60;

const server = await serve();
const browser = await launch();
const context = await browser.newContext({ baseURL: server.address, viewport: DESKTOP });
const page = await context.newPage();
await page.goto("/");
await openProduct(page);

const rows = [];
for (const [name, prepare] of [
  ["one paragraph", async () => {}],
  ["on an arc", async () => choose("On a path", "Arc up")],
  ["on an arc and bulged", async () => choose("Bend", "Bulge")],
]) {
  if (rows.length === 0) await begin();
  await prepare();
  await outlined(page);
  const { times, frames } = await measure();
  const within = frames.filter((count) => count === 0).length;
  const sorted = [...times].sort((a, b) => a - b);
  rows.push([
    name,
    median(times).toFixed(1),
    sorted[Math.floor(sorted.length * 0.95)].toFixed(1),
    sorted.at(-1).toFixed(1),
    `${Math.round((100 * within) / frames.length)} %`,
    `${Math.round((100 * times.filter((time) => time < 1000 / 60).length) / times.length)} %`,
  ]);
}
await browser.close();
await server.close();
console.log(`A letter into a text of ${LETTERS}, ${KEYS} keys each, milliseconds from the key to the new outlines:`);
table(["text", "median", "95 %", "worst", "in the next frame", "under 16.7 ms"], rows);

/** A text of 200 letters in lines that are broken, open for typing. */
async function begin() {
  await openTool(page, "text");
  await page.getByRole("button", { name: "Add a line of text" }).click();
  await page.getByTestId("typing").waitFor();
  await page.keyboard.insertText(WORDS.repeat(3).slice(0, LETTERS));
  await page.keyboard.press("Escape");
  const width = page.getByRole("textbox", { name: "Wrap width", exact: true });
  await width.fill("250");
  await width.press("Enter");
  await outlined(page);
}

async function choose(section, choice) {
  await page.locator(".inspector summary", { hasText: section }).first().click();
  await page.getByRole("radio", { name: choice, exact: true }).check({ force: true });
  await page.locator(".inspector summary", { hasText: section }).first().click();
}

async function measure() {
  await page.getByTestId("stage").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("typing").waitFor();
  await page.keyboard.press("End");
  await page.evaluate(() => {
    const seen = { times: [], frames: [], frame: 0, key: null };
    window.seen = seen;
    const tick = () => {
      seen.frame += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const typing = document.querySelector('[data-testid="typing"]');
    typing.addEventListener("beforeinput", (event) => {
      seen.key = { at: event.timeStamp, frame: seen.frame };
    });
    new MutationObserver(() => {
      if (!seen.key) return;
      seen.times.push(performance.now() - seen.key.at);
      seen.frames.push(seen.frame - seen.key.frame);
      seen.key = null;
    }).observe(document.querySelector(".layers"), { subtree: true, childList: true });
  });
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 2 ? "Backspace" : "m");
    await page.waitForFunction((count) => window.seen.times.length >= count, key + 1);
    // Keys fall anywhere in a frame, as a person's do.
    await page.waitForTimeout(60 + (key * 7) % 17);
  }
  const seen = await page.evaluate(() => ({ times: window.seen.times, frames: window.seen.frames }));
  await page.keyboard.press("Escape");
  return seen;
}
