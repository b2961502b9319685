// The scene of a benchmark in fabric and konva, built as their documentation shows. Nothing here measures.

import { join } from "node:path";
import { ROOT } from "./harness.mjs";
import { BLANK } from "./workers.mjs";

const SCRIPTS = { fabric: "fabric/dist/index.min.js", konva: "konva/konva.min.js" };

/** A page with fabric or konva, the scene's font and picture loaded; call `draw` in it next. */
export async function openPeer(context, server, peer, picture) {
  const page = await context.newPage();
  await page.goto(new URL(BLANK, server.address).href);
  await page.addScriptTag({ path: join(ROOT, "tests", "browser", "node_modules", SCRIPTS[peer]) });
  await page.evaluate(loadParts, `/artwork/${picture.id}`);
  return page;
}

async function loadParts(photoAddress) {
  document.body.style.margin = "0";
  const font = await new FontFace("montserrat", "url(/fonts/montserrat.ttf)").load();
  document.fonts.add(font);
  const photo = new Image();
  photo.src = photoAddress;
  await photo.decode();
  globalThis.parts = { photo };
}

/**
 * Runs in a peer's page: puts layers on a canvas. `board`: width and height of the canvas in CSS pixels, the print
 * area's left and top on it, pixels of a millimetre. `drag` names konva's way: `plain` (one layer) or `layer` (the dragged
 * node moves to a layer of its own, as konva's performance tips advise; it then lies above all others while it is dragged).
 */
export function drawFabric({ layers, board }) {
  const { fabric, parts } = globalThis;
  const element = document.body.appendChild(document.createElement("canvas"));
  const canvas = new fabric.Canvas(element, {
    width: board.width,
    height: board.height,
    renderOnAddRemove: false,
    backgroundColor: board.ground,
  });
  const mm = board.pxPerMm;
  const star = (points, inner, w, h) =>
    Array.from({ length: points * 2 }, (_, i) => {
      const r = i % 2 ? inner : 1;
      const a = (i * Math.PI) / points;
      return { x: (w / 2) * r * Math.sin(a), y: (-h / 2) * r * Math.cos(a) };
    });
  const heart = (w, h) =>
    `M0 ${h * 0.5}C${-w} ${-h * 0.1} ${-w * 0.5} ${-h * 0.85} 0 ${-h * 0.3}C${w * 0.5} ${-h * 0.85} ${w} ${-h * 0.1} 0 ${h * 0.5}Z`;
  for (const { x, y, rotation, content } of layers) {
    const [[type, c]] = Object.entries(content);
    const place = {
      left: board.left + x * mm,
      top: board.top + y * mm,
      angle: rotation,
      originX: "center",
      originY: "center",
      fill: c.fill ?? c.colour,
    };
    const [w, h] = [c.width * mm, c.height * mm];
    let object;
    if (type === "text") {
      object = new fabric.FabricText(c.content, { ...place, fontFamily: "montserrat", fontSize: c.size * mm });
    } else if (type === "image") {
      const scale = { scaleX: w / parts.photo.naturalWidth, scaleY: h / parts.photo.naturalHeight };
      object = new fabric.FabricImage(parts.photo, { ...place, ...scale });
    } else if (c.kind === "ellipse") {
      object = new fabric.Ellipse({ ...place, rx: w / 2, ry: h / 2 });
    } else if (c.kind === "rectangle") {
      object = new fabric.Rect({ ...place, width: w, height: h });
    } else if (c.kind.star) {
      object = new fabric.Polygon(star(c.kind.star.points, c.kind.star.inner, w, h), place);
    } else {
      object = new fabric.Path(heart(w, h), place);
    }
    canvas.add(object);
  }
  canvas.renderAll();
  globalThis.made = { canvas };
}

/** As `drawFabric`, with konva. */
export function drawKonva({ layers, board, drag = "plain" }) {
  const { Konva, parts } = globalThis;
  const container = document.body.appendChild(document.createElement("div"));
  const stage = new Konva.Stage({ container, width: board.width, height: board.height });
  const layer = new Konva.Layer();
  const above = new Konva.Layer();
  if (board.ground) layer.add(new Konva.Rect({ width: board.width, height: board.height, fill: board.ground, listening: false }));
  const mm = board.pxPerMm;
  const heart = (w, h) =>
    `M0 ${h * 0.5}C${-w} ${-h * 0.1} ${-w * 0.5} ${-h * 0.85} 0 ${-h * 0.3}C${w * 0.5} ${-h * 0.85} ${w} ${-h * 0.1} 0 ${h * 0.5}Z`;
  for (const { x, y, rotation, content } of layers) {
    const [[type, c]] = Object.entries(content);
    const [w, h] = [c.width * mm, c.height * mm];
    const place = {
      x: board.left + x * mm,
      y: board.top + y * mm,
      rotation,
      draggable: true,
      fill: c.fill ?? c.colour,
    };
    let node;
    if (type === "text") {
      node = new Konva.Text({ ...place, text: c.content, fontFamily: "montserrat", fontSize: c.size * mm });
      node.offset({ x: node.width() / 2, y: node.height() / 2 });
    } else if (type === "image") {
      node = new Konva.Image({ ...place, fill: undefined, image: parts.photo, width: w, height: h, offsetX: w / 2, offsetY: h / 2 });
    } else if (c.kind === "ellipse") {
      node = new Konva.Ellipse({ ...place, radiusX: w / 2, radiusY: h / 2 });
    } else if (c.kind === "rectangle") {
      node = new Konva.Rect({ ...place, width: w, height: h, offsetX: w / 2, offsetY: h / 2 });
    } else if (c.kind.star) {
      node = new Konva.Star({ ...place, numPoints: c.kind.star.points, innerRadius: (w / 2) * c.kind.star.inner, outerRadius: w / 2, scaleY: h / w });
    } else {
      node = new Konva.Path({ ...place, data: heart(w, h) });
    }
    layer.add(node);
  }
  stage.add(layer, above);
  if (drag === "layer") {
    stage.on("dragstart", ({ target }) => {
      target.moveTo(above);
      layer.draw();
    });
    stage.on("dragend", ({ target }) => target.moveTo(layer));
  }
  layer.draw();
  globalThis.made = { stage };
}

/** Runs in a peer's page: the whole picture as a PNG file, `width` pixels wide. */
export async function exportFabric({ width }) {
  const { canvas } = globalThis.made;
  const start = performance.now();
  const blob = await canvas.toBlob({ format: "png", multiplier: width / canvas.getWidth() });
  const ms = performance.now() - start;
  const { width: w, height: h } = await createImageBitmap(blob);
  return { ms, bytes: blob.size, width: w, height: h };
}

/** As `exportFabric`, with konva. */
export async function exportKonva({ width }) {
  const { stage } = globalThis.made;
  const start = performance.now();
  const blob = await stage.toBlob({ mimeType: "image/png", pixelRatio: width / stage.width() });
  const ms = performance.now() - start;
  const { width: w, height: h } = await createImageBitmap(blob);
  return { ms, bytes: blob.size, width: w, height: h };
}
