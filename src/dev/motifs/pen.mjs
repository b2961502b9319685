// Drawing by numbers: points, outlines and turns, for our own motifs. Degrees clockwise from the top, y down.

import svgpath from 'svgpath';
import { absolute } from './drawing.mjs';

export const INK = '#1f2430';

const round = (value) => +value.toFixed(2);
/** The point at an angle and a distance from a centre. */
export const at = (degrees, r, x = 0, y = 0) => {
  const turn = ((degrees - 90) * Math.PI) / 180;
  return [round(x + r * Math.cos(turn)), round(y + r * Math.sin(turn))];
};
export const times = (count, make) => Array.from({ length: count }, (_, i) => make(i, (360 / count) * i));

export const fill = (path, ink = INK, more = {}) => ({ fill: { path: absolute([path].flat().join('')), ...more, ink: { solid: ink } } });
export const holed = (path, ink = INK) => fill(path, ink, { rule: 'even_odd' });
export const line = (path, width, ink = INK, more = {}) => ({
  line: { path: absolute([path].flat().join('')), pen: { width, cap: 'round', join: 'round', ...more }, ink: { solid: ink } },
});

export const turned = (path, degrees, x = 0, y = 0) => svgpath([path].flat().join('')).rotate(degrees, x, y).toString();
export const moved = (path, x, y) => svgpath([path].flat().join('')).translate(x, y).toString();
export const scaled = (path, x, y = x) => svgpath([path].flat().join('')).scale(x, y).toString();
/** Copies around the centre. */
export const around = (count, path, first = 0) => times(count, (_, angle) => turned(path, angle + first)).join('');

export const circle = (r, x = 0, y = 0) => `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
export const ring = (outer, inner, x = 0, y = 0) => circle(outer, x, y) + circle(inner, x, y);
export const oval = (rx, ry, x = 0, y = 0) => `M${x - rx} ${y}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0z`;
export const box = (w, h, r = 0, x = 0, y = 0) => {
  const [l, t] = [x - w / 2, y - h / 2];
  if (!r) return `M${l} ${t}h${w}v${h}h${-w}z`;
  const q = (dx, dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${l + r} ${t}h${w - 2 * r}${q(r, r)}v${h - 2 * r}${q(-r, r)}h${2 * r - w}${q(-r, -r)}v${2 * r - h}${q(r, -r)}z`;
};
export const poly = (points) => `M${points.map((point) => point.join(' ')).join('L')}z`;
export const regular = (corners, r, first = 0) => poly(times(corners, (_, angle) => at(angle + first, r)));
export const star = (points, outer, inner, first = 0) =>
  poly(times(points * 2, (i, angle) => at(angle + first, i % 2 ? inner : outer)));
/** A round star: its points and valleys are curves. */
export const scallop = (count, r, depth) => {
  const chord = 2 * r * Math.sin(Math.PI / count);
  const bow = round(chord * depth);
  const points = times(count, (_, angle) => at(angle, r));
  return `M${points[0].join(' ')}${points.map((_, i) => `A${bow} ${bow} 0 0 1 ${points[(i + 1) % count].join(' ')}`).join('')}z`;
};
/** A leaf from the origin upwards. */
export const leaf = (length, width, belly = 0.4) =>
  `M0 0C${width} ${-length * belly * 0.6} ${width * 0.9} ${-length * (belly + 0.25)} 0 ${-length}C${-width * 0.9} ${-length * (belly + 0.25)} ${-width} ${-length * belly * 0.6} 0 0z`;
/** A petal with a round end, from `from` to `to` above the origin. */
export const petal = (from, to, width) => {
  const span = to - from;
  return `M0 ${-from}C${width * 0.7} ${-from - span * 0.2} ${width} ${-from - span * 0.6} ${width * 0.62} ${-to + span * 0.14}C${width * 0.4} ${-to - span * 0.02} ${-width * 0.4} ${-to - span * 0.02} ${-width * 0.62} ${-to + span * 0.14}C${-width} ${-from - span * 0.6} ${-width * 0.7} ${-from - span * 0.2} 0 ${-from}z`;
};
export const heart = (size) => {
  const s = size / 100;
  return scaled('M0 42C-18 26 -52 4 -52 -22C-52 -40 -38 -50 -25 -50C-13 -50 -4 -43 0 -33C4 -43 13 -50 25 -50C38 -50 52 -40 52 -22C52 4 18 26 0 42z', s);
};
export const sparkle = (r, waist = 0.12) => {
  const w = r * waist;
  const [a, b] = [w, w];
  return `M0 ${-r}Q${a} ${-b} ${r} 0Q${a} ${b} 0 ${r}Q${-a} ${b} ${-r} 0Q${-a} ${-b} 0 ${-r}z`;
};
export const drop = (r) => `M0 ${-1.5 * r}C${0.35 * r} ${-0.85 * r} ${r} ${-0.45 * r} ${r} ${0.25 * r}A${r} ${r} 0 0 1 ${-r} ${0.25 * r}C${-r} ${-0.45 * r} ${-0.35 * r} ${-0.85 * r} 0 ${-1.5 * r}z`;
/** A smooth closed line through points. */
export const smooth = (points, tension = 0.5) => {
  const n = points.length;
  const p = (i) => points[((i % n) + n) % n];
  let out = `M${p(0).join(' ')}`;
  for (let i = 0; i < n; i += 1) {
    const [a, b, c, d] = [p(i - 1), p(i), p(i + 1), p(i + 2)];
    const k = tension / 3;
    out += `C${round(b[0] + (c[0] - a[0]) * k)} ${round(b[1] + (c[1] - a[1]) * k)} ${round(c[0] - (d[0] - b[0]) * k)} ${round(c[1] - (d[1] - b[1]) * k)} ${c.join(' ')}`;
  }
  return `${out}z`;
};

/** Left, top, right and bottom of what is drawn. */
function bounds(nodes) {
  const b = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x, y, pad) => {
    b[0] = Math.min(b[0], x - pad);
    b[1] = Math.min(b[1], y - pad);
    b[2] = Math.max(b[2], x + pad);
    b[3] = Math.max(b[3], y + pad);
  };
  for (const node of nodes) {
    const { path, pen } = node.fill ?? node.line;
    const pad = pen ? pen.width / 2 : 0;
    svgpath(path).iterate(([command, ...n], _, x, y) => {
      if (command === 'Z') return;
      const ends = n.slice(-2);
      for (let i = 0; i <= 24; i += 1) {
        const t = i / 24;
        const mix = (k) => {
          const u = 1 - t;
          if (n.length === 6) return u ** 3 * [x, y][k] + 3 * u * u * t * n[k] + 3 * u * t * t * n[2 + k] + t ** 3 * ends[k];
          if (n.length === 4) return u * u * [x, y][k] + 2 * u * t * n[k] + t * t * ends[k];
          return command === 'M' ? ends[k] : u * [x, y][k] + t * ends[k];
        };
        take(mix(0), mix(1), pad);
      }
    });
  }
  return b;
}

/** Nodes as a drawing whose box fits them; for tiles, the box that repeats, around the origin, and what is in it. */
export function fitted(nodes, tile) {
  const all = nodes.flat(9).filter(Boolean);
  const [l, t, r, b] = tile ? [-tile[0] / 2, -tile[1] / 2, tile[0] / 2, tile[1] / 2] : bounds(all);
  const place = (part) => ({ ...part, path: absolute(svgpath(part.path).translate(-l, -t).toString()) });
  const placed = all.map((node) => (node.fill ? { fill: place(node.fill) } : { line: place(node.line) }));
  const size = { width: round(r - l), height: round(b - t) };
  const clip = { path: absolute(box(size.width, size.height, 0, size.width / 2, size.height / 2)) };
  return { size, nodes: tile ? [{ group: { clip, nodes: placed } }] : placed };
}
