// Turns the simple SVG of icon sets into our own drawings: fills, lines and groups with absolute path data.
// What it does not know (references, filters, masks, gradients) makes it give up on the whole motif, never draw half of it.

import svgpath from 'svgpath';

/** Absolute path data with all letters, as `geom::read_path_data` reads it. */
export function absolute(data, places = 2) {
  let out = '';
  const n = (value) => String(+value.toFixed(places)).replace('-0', '-0');
  const clean = (value) => (n(value) === '-0' ? '0' : n(value));
  svgpath(data).abs().unshort().unarc().abs().iterate(([command, ...given], _, x, y) => {
    let [letter, numbers] = [command, given];
    if (command === 'H') [letter, numbers] = ['L', [given[0], y]];
    if (command === 'V') [letter, numbers] = ['L', [x, given[0]]];
    if (command === 'z') letter = 'Z';
    if (!'MLQCZ'.includes(letter)) throw new Error(`path command ${command}`);
    out += letter + numbers.map(clean).join(' ');
  });
  return out;
}

const shapes = {
  path: (a) => a.d,
  circle: (a) => oval(+a.cx || 0, +a.cy || 0, +a.r, +a.r),
  ellipse: (a) => oval(+a.cx || 0, +a.cy || 0, +(a.rx ?? a.ry), +(a.ry ?? a.rx)),
  rect(a) {
    const [x, y, w, h] = [+a.x || 0, +a.y || 0, +a.width, +a.height];
    const r = Math.min(+(a.rx ?? a.ry ?? 0), w / 2, h / 2);
    if (!r) return `M${x} ${y}h${w}v${h}h${-w}z`;
    const turn = (dx, dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    return `M${x + r} ${y}h${w - 2 * r}${turn(r, r)}v${h - 2 * r}${turn(-r, r)}h${2 * r - w}${turn(-r, -r)}v${2 * r - h}${turn(r, -r)}z`;
  },
};

function oval(x, y, rx, ry) {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0z`;
}

const NAMED = { black: '#000000', white: '#ffffff', currentcolor: '#000000', red: '#ff0000' };

/** Our way to write a colour; `null` for none. */
export function colour(text) {
  const word = text.toLowerCase();
  if (word === 'none') return null;
  if (NAMED[word]) return NAMED[word];
  if (/^#[0-9a-f]{3}$/.test(word)) return `#${[...word.slice(1)].map((c) => c + c).join('')}`;
  if (/^#[0-9a-f]{6}$/.test(word)) return word;
  throw new Error(`colour ${text}`);
}

/** Inner SVG of an icon to the nodes of a drawing. */
export function nodes(body) {
  body = unclipped(body);
  const out = [];
  const stack = [{ fill: 'black', stroke: 'none', 'stroke-width': '1', opacity: 1, transforms: [] }];
  for (const [, closing, tag, text, self] of body.matchAll(/<(\/?)([a-zA-Z]+)([^>]*?)(\/?)>/g)) {
    if (closing) {
      stack.pop();
      continue;
    }
    const own = Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
    const before = stack.at(-1);
    if (['clip-path', 'mask', 'filter', 'style'].some((name) => own[name])) throw new Error(`${tag} with a reference`);
    const here = {
      ...before,
      ...own,
      opacity: before.opacity * +(own.opacity ?? 1),
      transforms: own.transform ? [...before.transforms, own.transform] : before.transforms,
    };
    if (tag === 'g') {
      if (own.opacity && !self) throw new Error('a faded group');
      if (!self) stack.push(here);
      continue;
    }
    if (!shapes[tag]) throw new Error(`<${tag}>`);
    if (!self) stack.push(here);
    let data = shapes[tag](here);
    for (const transform of [...here.transforms].reverse()) data = svgpath(data).transform(transform).toString();
    const path = absolute(data);
    const fade = here.opacity < 1 ? { opacity: +here.opacity.toFixed(3) } : {};
    const faded = (part) => (here[part] && +here[part] < 1 ? { opacity: +here[part] * here.opacity } : fade);
    const fill = colour(here.fill);
    if (fill) {
      const rule = here['fill-rule'] === 'evenodd' ? { rule: 'even_odd' } : {};
      out.push({ fill: { path, ...rule, ink: { solid: fill }, ...faded('fill-opacity') } });
    }
    const stroke = colour(here.stroke);
    if (stroke) {
      if (here.transforms.length) throw new Error('a turned line');
      const pen = { width: +here['stroke-width'] };
      if (here['stroke-linecap'] && here['stroke-linecap'] !== 'butt') pen.cap = here['stroke-linecap'];
      const join = { round: 'round', bevel: 'bevel' }[here['stroke-linejoin']];
      if (join) pen.join = join;
      out.push({ line: { path, pen, ink: { solid: stroke }, ...faded('stroke-opacity') } });
    }
  }
  return joined(out);
}

/** Without clips that are the whole box, which cut nothing off. */
function unclipped(body) {
  for (const [whole, id] of body.matchAll(/<clipPath id="([^"]+)"><path fill="#fff" d="M0 0h32v32H0z"\/><\/clipPath>/g)) {
    body = body.replace(whole, '').replaceAll(` clip-path="url(#${id})"`, '');
  }
  return body.replace('<defs></defs>', '');
}

/** Neighbours that are filled alike become one, where they are not see-through. */
function joined(list) {
  const out = [];
  for (const node of list) {
    const last = out.at(-1);
    const same = (a, b) => a && b && !a.opacity && !b.opacity && !a.rule && !b.rule && a.ink.solid === b.ink.solid;
    if (same(last?.fill, node.fill) && !near(last.fill.path, node.fill.path)) last.fill.path += node.fill.path;
    else out.push(node);
  }
  return out;
}

/** Whether the boxes of two outlines touch: then one could cut a hole into the other. */
function near(a, b) {
  const [p, q] = [box(a), box(b)];
  return p[0] <= q[2] && q[0] <= p[2] && p[1] <= q[3] && q[1] <= p[3];
}

/** Left, top, right and bottom of all points of an outline, handles included. */
export function box(path) {
  const numbers = path.match(/-?\d*\.?\d+/g).map(Number);
  const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
