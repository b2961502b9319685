// Designs for benchmarks: many mixed layers. How a peer shows the same layers is in `peers.mjs`; nothing here measures.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./harness.mjs";
import { readDesign } from "./workers.mjs";

const INKS = ["#d62839", "#1c2a4a", "#14787e", "#f4b23e", "#5b2a86", "#2e7d32"];
const WORDS = ["Boat", "Summer", "Good morning", "Team 07", "Lakeside", "Hello", "Bakery", "Wild & free"];
const KINDS = ["heart", { star: { points: 5, inner: 0.42 } }, "ellipse", "rectangle"];
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The picture that scenes show: `{ id, bytes, pixels }`. */
export async function photo() {
  const { artworks, design } = readDesign(await readFile(join(ROOT, "tests", "designs", "camera-photos.atelier")));
  const { image } = Object.values(design.layers)[0].content;
  return { id: image.artwork, bytes: artworks.get(image.artwork), pixels: image.pixels };
}

/**
 * A design of `count` layers of `size` mm in a print area: a third text, a third shapes, a third pictures, turned and
 * overlapping. The middle one of the stack lies alone at the top, where a pointer can take hold of it.
 */
export function mixedDesign(count, { width, height }, size, picture, side = "front") {
  const top = size * 1.6;
  const columns = Math.ceil(Math.sqrt((count * width) / height));
  const rows = Math.ceil(count / columns);
  const layers = {};
  for (let index = 0; index < count; index++) {
    const id = (index + 1).toString(16).padStart(16, "0");
    const isHeld = index === heldIndex(count);
    const x = isHeld ? width / 2 : ((index % columns) + 0.5) * (width / columns);
    const y = isHeld ? top / 2 : top + (Math.floor(index / columns) + 0.5) * ((height - top) / rows);
    const order = `${DIGITS[1 + Math.floor(index / 62)]}${DIGITS[index % 62]}V`;
    const placed = { id, side, order, x, y, rotation: isHeld ? 0 : (index * 37) % 360, opacity: 1 };
    layers[id] = { ...placed, content: isHeld ? shape(1, size) : content(index, size, picture) };
  }
  return { schema: 1, id: "00000000000000be", head: { name: `Bench ${count}`, product: "tee", colour: "white" }, layers };
}

/** Which layer of a mixed design a drag takes: the middle one, with as many above as below. */
export const heldIndex = (count) => Math.floor(count / 2);

function content(index, size, picture) {
  if (index % 3 === 0) return text(index, size);
  return index % 3 === 1 ? shape(index, size) : image(size, picture);
}

function text(index, size) {
  const words = `${WORDS[index % WORDS.length]} ${index % 40}`;
  const look = { font: "montserrat", size: size / 4, colour: INKS[index % INKS.length], align: "centre" };
  return { text: { content: words, ...look, line_height: 1.2, letter_spacing: 0 } };
}

function shape(index, size) {
  const kind = KINDS[Math.floor(index / 3) % KINDS.length];
  return { shape: { kind, width: size, height: size * 0.75, fill: INKS[index % INKS.length] } };
}

function image(size, { id, pixels }) {
  const height = (size * pixels.height) / pixels.width;
  return { image: { artwork: id, format: "jpeg", pixels, width: size, height, file_name: "photo.jpg" } };
}
