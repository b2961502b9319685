// Typing on the product itself: by mouse, by finger, by keys along the lines that are seen, by input methods, and against
// what a text may hold.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, withBrowser } from "./harness.mjs";
import { addHeading, drag, field, layers, middle, nextFrame, openProduct, openTool, outlined, place, stage, until } from "./shopper.mjs";

const atelier = withBrowser();
const typing = (page) => page.getByTestId("typing");
const caret = (page) => page.locator(".caret, .caret-post");
const note = (page) => page.locator(".typing-tools").getByTestId("limit-note");

/** A page with a heading of these words, selected. */
async function begin(t, words) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await addHeading(page, words);
  return page;
}

/** Opens the selected text for typing. */
async function open(page) {
  await stage(page).focus();
  await page.keyboard.press("Enter");
  await typing(page).waitFor();
}

/** What is marked in the text that is typed. */
const marked = (page) =>
  typing(page).evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));

const caretPlace = (page) => typing(page).evaluate((field) => [field.selectionStart, field.selectionEnd]);

/** Puts the caret before a letter, as keys do. */
async function putCaret(page, at) {
  await typing(page).evaluate((field, at) => {
    field.setSelectionRange(at, at);
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  }, at);
  await nextFrame(page);
}

/** Where the caret before a letter is seen on the page. */
async function spot(page, at) {
  await putCaret(page, at);
  await caret(page).waitFor({ state: "attached" });
  const { x, y, width, height } = await caret(page).boundingBox();
  return { x: x + width / 2, y: y + height / 2, height };
}

/** Between two letters: on the one before `at + 1`. */
async function on(page, at) {
  const [from, to] = [await spot(page, at), await spot(page, at + 1)];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

async function setField(page, name, value) {
  await field(page, name).fill(String(value));
  await field(page, name).press("Enter");
  await outlined(page);
}

test("a click puts the caret between the letters that are seen, and Shift marks up to there", async (t) => {
  const page = await begin(t, "One two");
  await open(page);
  const [end, begin_] = [await spot(page, 7), await spot(page, 3)];
  await page.mouse.click(begin_.x, begin_.y);
  assert.deepEqual(await caretPlace(page), [3, 3]);
  await page.keyboard.down("Shift");
  await page.mouse.click(end.x, end.y);
  await page.keyboard.up("Shift");
  assert.equal(await marked(page), " two");
  await page.keyboard.type("ly");
  assert.equal(await typing(page).inputValue(), "Onely");
  await page.keyboard.press("Tab");
  await typing(page).waitFor({ state: "detached" });
});

test("a drag marks letters both ways, also from far outside, and moves nothing", async (t) => {
  const page = await begin(t, "One two three");
  const before = await place(page);
  await open(page);
  const [from, to] = [await spot(page, 4), await spot(page, 7)];
  await drag(page, from, { x: to.x - from.x, y: 0 });
  assert.equal(await marked(page), "two");
  await page.getByTestId("letters").waitFor();
  await page.locator(".marked").waitFor({ state: "attached" });
  await drag(page, to, { x: -600, y: 4 });
  assert.equal(await marked(page), "One two");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await marked(page), "ne two", "the end that was dragged goes on");
  await page.keyboard.press("Escape");
  assert.deepEqual(await place(page), before);
});

test("two clicks take a word, three a line, four all; a drag after two goes by words", async (t) => {
  const page = await begin(t, "One two three");
  await open(page);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("below");
  await outlined(page);
  const word = await on(page, 5);
  for (const [clicks, expected] of [[2, "two"], [3, "One two three"], [4, "One two three\nbelow"]]) {
    await page.mouse.click(word.x, word.y, { clickCount: clicks });
    assert.equal(await marked(page), expected);
  }
  const last = await on(page, 9);
  await page.mouse.click(word.x, word.y);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.move(last.x, last.y, { steps: 4 });
  await page.mouse.up({ clickCount: 2 });
  assert.equal(await marked(page), "two three");
  await typing(page).waitFor();
});

test("a word without spaces around it is told by its language", async (t) => {
  const page = await begin(t, "");
  await open(page);
  await page.keyboard.insertText("ファッションが好き");
  await page.locator(".layer[aria-busy]").first().waitFor({ state: "detached" });
  const word = await on(page, 2);
  await page.mouse.click(word.x, word.y, { clickCount: 2 });
  assert.equal(await marked(page), "ファッション");
});

for (const [how, prepare] of [
  ["turned", (page) => setField(page, "Angle in degrees", 70)],
  ["turned and mirrored", async (page) => {
    await stage(page).focus();
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette").getByRole("combobox").fill("Mirror");
    await page.keyboard.press("Enter");
    await page.getByTestId("palette").waitFor({ state: "hidden" });
    await setField(page, "Angle in degrees", -40);
  }],
  ["bent and turned", async (page) => {
    await page.locator(".inspector summary", { hasText: "On a path" }).first().click();
    await page.getByRole("radio", { name: "Arc up", exact: true }).check({ force: true });
    await setField(page, "Angle in degrees", 120);
  }],
]) {
  test(`a text that is ${how} is clicked and marked where its letters are seen`, async (t) => {
    const page = await begin(t, "Round the lake");
    await prepare(page);
    await open(page);
    const [from, to] = [await spot(page, 6), await spot(page, 9)];
    assert.ok(Math.abs(from.y - to.y) > 5, "it is turned");
    if (how.includes("mirrored")) assert.ok(from.x > to.x, "it is mirrored");
    await putCaret(page, 0);
    await page.mouse.click(from.x, from.y);
    assert.deepEqual(await caretPlace(page), [6, 6]);
    await drag(page, from, { x: to.x - from.x, y: to.y - from.y });
    assert.equal(await marked(page), "the");
  });
}

/** A text in lines that are broken by its width, open for typing. */
async function wrapped(t) {
  const page = await begin(t, "Good old words that go down the whole shirt");
  await setField(page, "Wrap width", 160);
  await open(page);
  return page;
}

test("Up and Down go by the lines that are seen, keep the column, and mark with Shift", async (t) => {
  const page = await wrapped(t);
  const first = await spot(page, 6);
  await page.keyboard.press("ArrowDown");
  const below = await caret(page).boundingBox();
  assert.ok(below.y > first.y, "a line further down");
  assert.ok(Math.abs(below.x - first.x) < first.height / 2, `${below.x} under ${first.x}`);
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await caretPlace(page), [6, 6]);
  await page.keyboard.press("Shift+ArrowDown");
  assert.ok((await marked(page)).startsWith("ld"), await marked(page));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await caretPlace(page), [0, 0]);
  for (let line = 0; line < 9; line++) await page.keyboard.press("ArrowDown");
  assert.deepEqual(await caretPlace(page), [43, 43]);
});

test("Home and End go to the ends of the line that is seen", async (t) => {
  const page = await wrapped(t);
  const words = await typing(page).inputValue();
  const first = await spot(page, 2);
  await page.keyboard.press("End");
  const [end] = await caretPlace(page);
  assert.ok(end > 2 && end < words.length && words[end] === " ", `${end}`);
  const shown = await caret(page).boundingBox();
  assert.ok(Math.abs(shown.y + shown.height / 2 - first.y) < 1, "on the same line");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Home");
  const line = await marked(page);
  assert.ok(line.length > 2 && words.slice(end + 1).startsWith(line), line);
  await page.keyboard.press("Control+End");
  assert.deepEqual(await caretPlace(page), [words.length, words.length]);
});

test("keys pressed faster than lines are drawn are done in their order", async (t) => {
  const page = await begin(t, "");
  await open(page);
  await page.keyboard.type("one\ntwo");
  await page.keyboard.press("Home");
  await page.keyboard.type("x");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type("y");
  assert.equal(await typing(page).inputValue(), "oney\nxtwo");
});

/** The year of a template's text, which holds 4 characters in a line, open for typing. */
async function limited(t) {
  const page = await atelier.openPage(t);
  await openProduct(page);
  await openTool(page, "templates");
  const shelf = page.getByTestId("template-shelf");
  await shelf.getByRole("searchbox").fill("Class of");
  await shelf.getByRole("button", { name: "Class of", exact: true }).click();
  await until(page, "parts", () => layers(page).count(), (count) => count > 3);
  await openTool(page, "layers");
  await page.locator(".layer-row").filter({ hasText: "26" }).locator(".layer-name").first().click();
  await page.getByTestId("text-content").waitFor();
  await outlined(page);
  await open(page);
  return page;
}

test("what is refused is told where it is typed, once, and goes with the next letter that fits", async (t) => {
  const page = await limited(t);
  const count = page.getByTestId("typing-count");
  assert.equal(await count.textContent(), "2 of 4 characters, 1 of 1 lines");
  await page.keyboard.type("2026");
  assert.equal(await note(page).count(), 0);
  await page.keyboard.type("789");
  await note(page).getByText("This text holds 4 characters in 1 line").waitFor();
  assert.equal(await note(page).count(), 1);
  assert.equal(await typing(page).inputValue(), "2026");
  await page.keyboard.press("Backspace");
  await note(page).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await note(page).waitFor();
  assert.equal(await typing(page).inputValue(), "202");
  assert.deepEqual(await caretPlace(page), [3, 3]);
});

test("the inspector tells the same beside its field", async (t) => {
  const page = await limited(t);
  await page.keyboard.press("Escape");
  const content = page.getByTestId("text-content");
  const told = page.locator(".inspector").getByTestId("limit-note");
  await page.locator(".inspector").getByText("2 of 4 characters, 1 of 1 lines").waitFor();
  await content.fill("20261");
  await told.getByText("This text holds 4 characters in 1 line").waitFor();
  assert.notEqual(await content.inputValue(), "20261");
  await content.fill("2026");
  await told.waitFor({ state: "detached" });
});

test("words longer than any text are cut where they are typed, and that is shown", async (t) => {
  const page = await begin(t, "Here");
  await open(page);
  await page.keyboard.insertText("word ".repeat(1200));
  await note(page).getByText("A text holds 5000 characters").waitFor();
  assert.equal((await typing(page).inputValue()).length, 5000);
});

test("formatted words are pasted as plain ones", async (t) => {
  const context = await atelier.openContext(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.open();
  await openProduct(page);
  await addHeading(page, "Say ");
  await open(page);
  await page.keyboard.press("End");
  await page.evaluate(() => {
    const kind = (type, text) => [type, new Blob([text], { type })];
    const forms = [kind("text/html", "<b style='color:red'>bold <i>words</i></b>"), kind("text/plain", "bold words")];
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(forms))]);
  });
  await page.keyboard.press("Control+v");
  await until(page, "pasted", () => typing(page).inputValue(), (words) => words === "Say bold words");
  await outlined(page);
  const fills = await layers(page).last().locator("path").evaluateAll((all) => all.map((path) => path.getAttribute("fill")));
  assert.equal(new Set(fills).size, 1, "one colour");
});

/** An input method: what it composes, and what it gives in the end. */
async function inputMethod(page) {
  const cdp = await page.context().newCDPSession(page);
  const compose = (text) =>
    cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  return { compose, give: (text) => cdp.send("Input.insertText", { text }) };
}

test("a word composed in the middle or over what is marked takes its place there", async (t) => {
  const page = await begin(t, "Tea and milk");
  await open(page);
  const { compose, give } = await inputMethod(page);
  await putCaret(page, 4);
  await compose("ちゃ");
  assert.equal(await typing(page).inputValue(), "Tea ちゃand milk");
  await give("茶");
  assert.equal(await typing(page).inputValue(), "Tea 茶and milk");
  const word = await on(page, 10);
  await page.mouse.click(word.x, word.y, { clickCount: 2 });
  assert.equal(await marked(page), "milk");
  await compose("にゅ");
  await give("乳");
  assert.equal(await typing(page).inputValue(), "Tea 茶and 乳");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByTestId("text-content").inputValue(), "Tea 茶and 乳");
});

test("a composition that is cancelled leaves the words as they were, and its Escape does not end typing", async (t) => {
  const page = await begin(t, "Tea");
  await open(page);
  await page.keyboard.press("End");
  const { compose } = await inputMethod(page);
  await compose("ちゃ");
  await typing(page).evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true }));
  });
  await compose("");
  await typing(page).waitFor();
  assert.equal(await typing(page).inputValue(), "Tea");
  await page.keyboard.type("s");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByTestId("text-content").inputValue(), "Teas");
});

test("of a composed word that the text cannot hold nothing stays, and that is told", async (t) => {
  const page = await limited(t);
  await page.keyboard.press("End");
  const { compose, give } = await inputMethod(page);
  await compose("k");
  await compose("きょう");
  await compose("きょうと");
  await give("きょうと");
  await note(page).getByText("This text holds 4 characters").waitFor();
  assert.equal(await typing(page).inputValue(), "26");
  await compose("きょ");
  await give("京");
  assert.equal(await typing(page).inputValue(), "26京");
  await note(page).waitFor({ state: "detached" });
});

/** A phone with these words open for typing. */
async function onPhone(t, words) {
  const page = await atelier.openPage(t, { viewport: PHONE, touch: true });
  await openProduct(page);
  await page.getByTestId("tool-text").tap();
  await page.getByRole("button", { name: "Add a heading" }).tap();
  await typing(page).waitFor();
  await page.keyboard.type(words);
  await outlined(page);
  return page;
}

/** Taps so many times in one place, as quickly as a finger does. */
async function taps(page, { x, y }, count) {
  const cdp = await page.context().newCDPSession(page);
  const sent = [];
  for (let tap = 0; tap < count; tap++) {
    sent.push(cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] }));
    sent.push(cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] }));
  }
  await Promise.all(sent);
  await cdp.detach();
}

test("two taps of a finger take a word, its grips take more, and a colour is given to that", async (t) => {
  const page = await onPhone(t, "One two three");
  const [word, further] = [await on(page, 5), await on(page, 9)];
  await taps(page, word, 2);
  await until(page, "a word", () => marked(page), (now) => now === "two");
  await page.getByTestId("letters").waitFor();
  const grip = page.locator('.grip[data-end="last"]');
  await grip.waitFor();
  const from = await middle(grip);
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, at) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  await touch("touchStart", from);
  for (let step = 1; step <= 4; step++) {
    await touch("touchMove", { x: from.x + ((further.x - word.x) * step) / 4, y: from.y });
    await nextFrame(page);
  }
  await touch("touchEnd");
  assert.match(await marked(page), /^two t/);
  await typing(page).waitFor();
  await page.getByTestId("letters").getByRole("button", { name: "Brick" }).tap();
  await layers(page).last().locator('path[fill="#b42318"]').first().waitFor({ state: "attached" });
  await typing(page).waitFor();
});

test("a finger marks a word and all by buttons, too, and they are accessible", async (t) => {
  const page = await onPhone(t, "One two");
  const picks = page.getByTestId("picks");
  await picks.waitFor();
  await assertAccessible(page);
  await picks.getByRole("button", { name: "Select all" }).tap();
  assert.equal(await marked(page), "One two");
  await picks.getByRole("button", { name: "Select word" }).tap();
  await until(page, "a word", () => marked(page), (now) => now === "One");
  await page.getByTestId("letters").waitFor();
  await page.keyboard.type("No");
  assert.equal(await typing(page).inputValue(), "No two");
});
