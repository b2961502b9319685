// Our own ornaments: mandalas, wreaths, rays, snow, flowers, flourishes. Drawn by numbers, the same each time.

import { INK, around, at, box, circle, drop, fill, heart, holed, leaf, line, moved, oval, petal, regular, ring, scaled, scallop, sparkle, star, times, turned } from './pen.mjs';

const CORAL = '#e4572e', SAND = '#f3d9b1', TEAL = '#17817b', GOLD = '#e9a820', PLUM = '#6d2e63', ROSE = '#e58aa0', SAGE = '#7d9b76', PINE = '#2c5545', SKY = '#6fb1d6', NIGHT = '#26334d', CREAM = '#fbf3e4', RUST = '#b4472b', LILAC = '#9a86c9';

// --- mandalas -----------------------------------------------------------------------------------------------------------

function mandala(layers) {
  return layers.map(({ n, of, first = 0, ink = INK, width }) => {
    const path = around(n, of, first);
    return width ? line(path, width, ink) : fill(path, ink);
  });
}
const out = (r, path) => moved(path, 0, -r);
const MANDALAS = [
  [{ n: 1, of: circle(5) }, { n: 12, of: petal(9, 26, 5), width: 1.4 }, { n: 12, of: out(30, circle(1.8)), first: 15 }, { n: 1, of: circle(36), width: 1.4 },
    { n: 24, of: petal(38, 52, 5), width: 1.2 }, { n: 24, of: out(46, circle(1.3)) }, { n: 24, of: out(57, drop(2.4)), first: 7.5 },
    { n: 12, of: petal(60, 88, 10), first: 7.5, width: 1.6 }, { n: 12, of: petal(66, 80, 4.4), first: 7.5 }, { n: 12, of: out(88, circle(2)), first: 22.5 }],
  [{ n: 8, of: petal(0, 22, 7) }, { n: 8, of: petal(14, 44, 11), first: 22.5, width: 1.8 }, { n: 8, of: petal(24, 38, 4.5), first: 22.5 }, { n: 16, of: petal(44, 66, 8), width: 1.5 }, { n: 16, of: out(58, circle(2.2)) },
    { n: 1, of: circle(69), width: 1.5 }, { n: 32, of: out(74, circle(2)) }, { n: 1, of: circle(79), width: 1.5 }, { n: 32, of: petal(80, 92, 4.6), width: 1.3 }],
  [{ n: 6, of: leaf(34, 13), width: 1.8 }, { n: 6, of: leaf(24, 6) }, { n: 6, of: leaf(34, 13), first: 30, width: 1.8 }, { n: 12, of: out(38, star(4, 5, 1.8)), first: 15 }, { n: 1, of: scallop(24, 46, 0.6), width: 1.6 }, { n: 1, of: circle(52), width: 1.4 },
    { n: 24, of: moved(leaf(22, 6), 0, -54), width: 1.3 }, { n: 24, of: moved(leaf(12, 2.6), 0, -57) }, { n: 24, of: out(80, circle(1.6)), first: 7.5 }],
  [{ n: 1, of: circle(8), ink: GOLD }, { n: 10, of: petal(9, 34, 9), ink: CORAL }, { n: 10, of: petal(13, 26, 4), ink: SAND }, { n: 10, of: petal(28, 58, 10), first: 18, ink: PLUM }, { n: 10, of: petal(36, 50, 4.5), first: 18, ink: ROSE },
    { n: 10, of: out(56, drop(5)), ink: GOLD }, { n: 20, of: petal(60, 86, 9), first: 9, ink: TEAL }, { n: 20, of: petal(66, 79, 4), first: 9, ink: SAND }, { n: 20, of: out(86, circle(2.6)), ink: CORAL }],
  [{ n: 16, of: petal(56, 90, 12), ink: NIGHT }, { n: 16, of: petal(62, 82, 6), ink: SKY }, { n: 16, of: petal(40, 66, 9), first: 11.25, ink: TEAL }, { n: 16, of: petal(45, 58, 4), first: 11.25, ink: CREAM },
    { n: 1, of: circle(43), ink: NIGHT }, { n: 12, of: petal(10, 38, 8), ink: GOLD }, { n: 12, of: petal(15, 30, 3.6), ink: NIGHT }, { n: 12, of: out(37, circle(2)), first: 15, ink: CREAM }, { n: 1, of: circle(8), ink: CORAL }],
  [{ n: 9, of: petal(0, 90, 26), width: 1.6 }, { n: 9, of: petal(0, 70, 20), first: 20, width: 1.6 }, { n: 9, of: petal(20, 60, 9), width: 1.4 }, { n: 9, of: petal(28, 46, 4) }, { n: 9, of: out(78, circle(3)) }, { n: 18, of: out(84, circle(1.7)), first: 10 }, { n: 1, of: circle(6) }],
  [{ n: 8, of: out(26, heart(30)), ink: CORAL }, { n: 8, of: out(26, heart(14)), ink: CREAM }, { n: 8, of: petal(34, 64, 8), first: 22.5, ink: ROSE }, { n: 8, of: out(60, heart(34)), ink: PLUM }, { n: 8, of: out(61, heart(15)), ink: ROSE }, { n: 16, of: out(84, circle(2.4)), first: 11.25, ink: GOLD }, { n: 1, of: circle(6), ink: GOLD }],
  [{ n: 1, of: regular(8, 12), width: 1.8 }, { n: 8, of: regular(4, 20), first: 0, width: 1.4 }, { n: 4, of: box(56, 56), width: 1.8 }, { n: 1, of: circle(46), width: 1.8 }, { n: 16, of: out(52, regular(4, 5)), first: 0 }, { n: 1, of: circle(58), width: 1.8 }, { n: 2, of: star(8, 90, 62), first: 22.5, width: 1.8 }, { n: 8, of: out(72, regular(4, 5)), first: 0 }, { n: 8, of: out(80, circle(2)), first: 22.5 }],
];

// --- wreaths ------------------------------------------------------------------------------------------------------------

/** Leaves along half a circle on both sides, open at the top. */
function branches({ r = 80, from = 170, to = 22, steps = 11, length = 24, width = 6, belly = 0.4, lean = 36, ink = INK, stem = INK, berries, pairs = true, veins }) {
  const half = [];
  const arc = `M${at(from, r).join(' ')}A${r} ${r} 0 0 0 ${at(to, r).join(' ')}`;
  const [leaves, dots, marks] = [[], [], []];
  for (let i = 0; i < steps; i += 1) {
    const part = i / (steps - 1);
    const angle = from + (to - from) * part;
    const size = 1 - 0.45 * part ** 1.6;
    const [x, y] = at(angle, r);
    const put = (path, turn) => moved(turned(path, angle - 90 + turn), x, y);
    const one = scaled(leaf(length, width, belly), size);
    if (i === steps - 1) leaves.push(put(one, 0));
    else {
      leaves.push(put(one, lean));
      if (pairs) leaves.push(put(one, -lean));
    }
    if (veins) for (const turn of i === steps - 1 ? [0] : [lean, -lean]) marks.push(put(`M0 ${-length * size * 0.15}L0 ${-length * size * 0.7}`, turn));
    if (berries && i % 2 === 1) dots.push(put(circle(berries * size, 0, -length * 0.5 * size), i % 4 === 1 ? 80 : -80));
  }
  const both = (paths) => [paths, scaled(paths.join(''), -1, 1)].flat();
  half.push(line(both([arc]), 1.8, stem), fill(both(leaves), ink));
  if (veins) half.push(line(both(marks), 0.9, veins));
  if (dots.length) half.push(fill(both(dots), berries && stem === INK ? INK : CORAL));
  return half;
}
/** Things in a full circle. */
function wreath(count, r, make) {
  return times(count, (i, angle) => make(i, angle, at(angle, r)));
}
const leafAt = (x, y, turn, length, width, ink) => fill(moved(turned(leaf(length, width), turn), x, y), ink);
const blossom = (x, y, size, petals, ink, eye) => [
  fill(moved(around(petals, petal(size * 0.12, size, size * 0.42)), x, y), ink),
  fill(circle(size * 0.24, x, y), eye),
];
const heartAt = (t) => [5.2 * 16 * Math.sin(t) ** 3, -5.2 * (13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t))];
const WREATHS = [
  branches({}),
  branches({ steps: 9, length: 30, width: 9, belly: 0.5, lean: 42 }),
  branches({ steps: 13, length: 21, width: 4, lean: 30, berries: 2.6 }),
  branches({ steps: 10, length: 27, width: 8, ink: SAGE, stem: PINE, veins: PINE, lean: 40 }),
  branches({ steps: 10, length: 27, width: 7, ink: GOLD, stem: '#b57b12', veins: '#b57b12', lean: 34, to: 14 }),
  branches({ steps: 12, length: 23, width: 6.4, ink: PINE, stem: PINE, berries: 3.6, lean: 38, to: 12 }),
  [line(circle(74), 2, PINE), wreath(26, 74, (i, angle, [x, y]) => leafAt(x, y, angle + 90 + (i % 2 ? 38 : -38), 26, 7, i % 3 ? SAGE : PINE)), wreath(5, 74, (i, angle, [x, y]) => blossom(x, y, i % 2 ? 14 : 18, 6, i % 2 ? ROSE : CORAL, GOLD))],
  [line(circle(76), 1.6), wreath(30, 76, (i, angle, [x, y]) => leafAt(x, y, angle + 90 + (i % 2 ? 34 : -34), 22, 5.4, INK)), wreath(15, 76, (i, angle) => fill(circle(2.4, ...at(angle + 6, i % 2 ? 92 : 60))))],
  [line(circle(72), 3, '#7a5230'), line(circle(76), 1.8, '#a3754a'), ...[200, 215, 230, 245, 260, 275].map((angle, i) => leafAt(...at(angle, 74), angle + 90 + (i % 2 ? 40 : -30), 30, 9, i % 2 ? SAGE : PINE)), blossom(...at(212, 74), 22, 8, CREAM, GOLD), blossom(...at(238, 74), 28, 8, ROSE, GOLD), blossom(...at(266, 72), 19, 6, LILAC, GOLD)],
  [times(26, (i) => {
    // Leaves along a heart.
    const t = (Math.PI * 2 * i) / 26 + 0.12;
    const [x, y] = heartAt(t);
    const [p, q] = heartAt(t + 0.05);
    return leafAt(x, y, (Math.atan2(q - y, p - x) * 180) / Math.PI + 90 + (i % 2 ? 32 : -32), 26, 7.5, i % 3 ? SAGE : PINE);
  }), times(13, (i) => fill(circle(3.4, ...heartAt((Math.PI * 2 * (i + 0.5)) / 13 + 0.12)), CORAL))],
];

// --- rays ---------------------------------------------------------------------------------------------------------------

const wedge = (from, to, width) => `M0 ${-from}L${width} ${-to}L${-width} ${-to}z`;
const ray = (from, to, width) => `M${-width / 2} ${-from}L${width / 2} ${-from}L${width / 2} ${-to}L${-width / 2} ${-to}z`;
function sunset(bands, inks, top = 90) {
  // Bands of a disc, thinner towards the bottom.
  let y = -top;
  return inks.map((ink, i) => {
    const high = bands[i];
    const [a, b] = [y, Math.min(y + high, top)];
    y = b + 3 + i * 1.2;
    const x = (h) => Math.sqrt(Math.max(top * top - h * h, 0)).toFixed(2);
    return fill(`M${-x(a)} ${a}A${top} ${top} 0 0 0 ${-x(b)} ${b}L${x(b)} ${b}A${top} ${top} 0 0 0 ${x(a)} ${a}z`, ink);
  });
}
const SUNBURSTS = [
  [fill(around(24, wedge(30, 96, 6.4))), fill(circle(24))],
  [fill(around(16, wedge(0, 96, 9.5)))],
  [times(32, (i, angle) => line(turned(`M0 -40L0 ${-(i % 2 ? 70 : 92)}`, angle), 3.2))],
  [fill(circle(34), GOLD), fill(around(12, 'M-9 -42L0 -90L9 -42Q0 -46 -9 -42z'), GOLD), fill(around(12, 'M-6 -42L0 -66L6 -42z', 15), CORAL)],
  [times(13, (i) => line(turned(`M0 -52L0 ${-(i % 2 ? 76 : 96)}`, -90 + 15 * i), 3.6, GOLD)), fill('M-42 0A42 42 0 0 1 42 0z', CORAL), line('M-98 6L98 6', 3.6, NIGHT), line('M-66 17L66 17', 3.6, NIGHT), line('M-34 28L34 28', 3.6, NIGHT)],
  [holed(around(36, ray(62, 94, 2.4)) + ring(58, 55)), fill(around(36, circle(1.6, 0, -98), 5))],
  [fill(around(20, 'M-5 -50Q3 -66 0 -94Q-9 -74 -5 -50z')), holed(ring(44, 40)), fill(circle(32))],
];
const SUNSETS = [
  sunset([58, 26, 20, 15, 11, 8], ['#f6b73c', '#f2973d', '#ea7340', '#dc5146', '#b83a56', '#7e2d5b']),
  [sunset([66, 24, 18, 13, 9, 6], times(6, () => INK))],
  [fill(circle(62, 0, -8), CORAL), fill('M-96 70L-40 -6L-14 26L18 -22L96 70z', NIGHT), fill('M-40 -6L-54 13L-44 9L-36 17L-30 8L-25.5 12z', CREAM), fill('M18 -22L-1 7L10 2L18 12L27 1L35 -2z', CREAM)],
  [fill(circle(60, 0, -10), GOLD), fill('M-92 24C-70 8 -52 8 -30 24C-8 40 10 40 32 24C54 8 70 8 92 24L92 40C70 24 54 24 32 40C10 56 -8 56 -30 40C-52 24 -70 24 -92 40z', TEAL), fill('M-92 50C-70 34 -52 34 -30 50C-8 66 10 66 32 50C54 34 70 34 92 50L92 66C70 50 54 50 32 66C10 82 -8 82 -30 66C-52 50 -70 50 -92 66z', NIGHT)],
];

// --- small nature -------------------------------------------------------------------------------------------------------

const flake = (parts) => times(6, (_, angle) => line(turned(parts, angle), 4));
const fork = (y, length) => `M0 ${-y}l${-length} ${-length}M0 ${-y}l${length} ${-length}`;
const SNOW = [
  flake(`M0 0L0 -92${fork(44, 20)}${fork(66, 16)}`),
  flake(`M0 0L0 -92${fork(30, 24)}${fork(52, 18)}${fork(74, 11)}`),
  [flake(`M0 -22L0 -92${fork(60, 20)}`), line(regular(6, 22), 4), fill(around(6, circle(5, 0, -62), 30))],
  [flake(`M0 0L0 -70${fork(40, 18)}`), fill(around(6, moved(regular(4, 11), 0, -82))), fill(around(6, moved(regular(4, 7), 0, -48), 30))],
  [flake('M0 -30L0 -92M-14 -78L0 -64L14 -78M-10 -92L0 -82L10 -92'), line(star(6, 40, 24, 30), 4)],
];
const FLOWERS = [
  [fill(around(8, petal(10, 90, 24)), CORAL), fill(around(8, petal(16, 60, 8)), '#f08a5f'), fill(circle(20), GOLD)],
  [fill(around(5, moved(circle(32), 0, -46)), ROSE), fill(circle(26), GOLD), fill(around(8, circle(3, 0, -15)), RUST)],
  [fill(around(16, petal(20, 92, 12)), CREAM), fill(around(16, petal(26, 70, 1.6)), SAND), fill(circle(25), GOLD), fill(around(9, circle(2.6, 0, -14)), RUST)],
  [line(around(6, petal(8, 90, 30)), 3), line(around(6, petal(12, 58, 14)), 3), fill(circle(8))],
  [fill(around(12, petal(8, 92, 17)), INK), fill(circle(14), INK)],
  [fill(around(6, petal(4, 88, 30)), LILAC), fill(around(6, petal(4, 60, 18), 30), PLUM), fill(circle(12), GOLD)],
  [line('M0 96C-4 60 4 30 0 0', 4, PINE), fill(moved(turned(leaf(46, 12), 52), 0, 74), SAGE), fill(moved(turned(leaf(46, 12), -52), 0, 56), SAGE), fill(moved('M-34 -26C-34 20 34 20 34 -26L18 -6L0 -40L-18 -6z', 0, -6), CORAL)],
  [line('M0 100L0 -10', 4, PINE), ...times(6, (i) => [fill(moved(turned(leaf(32 - i * 2.6, 8), 56), 0, 88 - i * 20), SAGE), fill(moved(turned(leaf(32 - i * 2.6, 8), -56), 0, 88 - i * 20), PINE)]), fill(moved(leaf(26, 8), 0, -8), SAGE)],
];
const LEAVES = [
  [fill(leaf(150, 56, 0.36), SAGE), line('M0 20L0 -126M0 -24l26 -22M0 -24l-26 -22M0 -56l24 -22M0 -56l-24 -22M0 -88l16 -16M0 -88l-16 -16', 3, PINE)],
  [line('M0 60C6 20 -4 -40 0 -92', 3.4), ...times(7, (i) => [fill(moved(turned(leaf(40 - i * 2.6, 9), 58 - i * 3), 0, 42 - i * 20)), fill(moved(turned(leaf(40 - i * 2.6, 9), -58 + i * 3), 0, 42 - i * 20))]), fill(moved(leaf(28, 7), 0, -86))],
  [line('M0 70L0 -60', 3, PINE), ...times(8, (i) => [fill(circle(9.5 - i * 0.6, 16 - i, 52 - i * 15), i % 2 ? SAGE : PINE), fill(circle(9.5 - i * 0.6, -16 + i, 45 - i * 15), i % 2 ? PINE : SAGE)]), fill(circle(6, 0, -70), SAGE)],
];

// --- lines --------------------------------------------------------------------------------------------------------------

const both = (nodes) => [nodes, nodes.map((node) => (node.fill ? { fill: { ...node.fill, path: scaled(node.fill.path, -1, 1) } } : { line: { ...node.line, path: scaled(node.line.path, -1, 1) } }))];
const DIVIDERS = [
  [both([line('M18 0L120 0', 2.2), fill(circle(3, 126, 0))]), fill(regular(4, 11))],
  [both([line('M8 0C30 -22 52 -22 60 -6C64 6 50 12 46 2C44 -4 50 -8 54 -4M60 -4C74 10 96 10 124 0', 2.6)]), fill(circle(5))],
  [both([line('M16 0L130 0', 1.6), ...times(6, (i) => fill(moved(turned(leaf(22 - i * 1.6, 5), 60), 22 + i * 17, 0))), ...times(6, (i) => fill(moved(turned(leaf(22 - i * 1.6, 5), 120), 22 + i * 17, 0)))]), fill(circle(6))],
  [both([line('M20 0L110 0', 2.2), line('M30 7L84 7M30 -7L84 -7', 1.4)]), fill(heart(26))],
  [both([...times(9, (i) => fill(circle(4.6 - i * 0.4, 14 + i * 12, 0)))]), fill(star(5, 11, 4.6))],
  [both([line('M0 8C16 8 18 -8 34 -8C50 -8 52 8 68 8C84 8 86 -8 102 -8C114 -8 118 0 124 0', 3)])],
  [both([fill('M10 0L132 -2.400L132 2.400z'), fill(moved(regular(4, 5), 140, 0)), ...[1, 2, 3].map((i) => line(`M0 0L${at(90 - i * 18, 30 - i).join(' ')}`, 2))]), line('M0 0L0 -32', 2), fill(circle(4))],
  [both([line('M10 0C30 0 34 -20 52 -20C66 -20 70 -4 58 -2C50 -1 48 -10 54 -11', 2.4), line('M10 0C30 0 34 20 52 20C66 20 70 4 58 2C50 1 48 10 54 11', 2.4), line('M70 0L132 0', 2.4), fill(circle(3.4, 66, 0))]), fill(sparkle(12))],
  [line('M-100 0L100 0', 2.6), fill('M130 0L98 -9L104 0L98 9z'), times(4, (i) => line(`M${-92 + i * 10} 0l-14 -12M${-92 + i * 10} 0l-14 12`, 2.4))],
  [both([fill('M4 0C40 -14 90 -10 130 0C90 -5 40 -5 4 5z'), fill(moved(turned(leaf(24, 6), 40), 40, -6)), fill(moved(turned(leaf(20, 5), 50), 74, -6))]), fill(circle(4.5, 0, 1))],
];

// --- hearts, stars, sky -------------------------------------------------------------------------------------------------

const HEARTS = [
  [line(heart(150), 7, CORAL), line(heart(110), 4, ROSE)],
  [fill(heart(170), CORAL), ...times(7, (i) => fill(moved(turned(sparkle(9), i * 20), -44 + (i % 4) * 30 + (i > 3 ? 14 : 0), i > 3 ? 8 : -34), CREAM))],
  [fill(moved(turned(heart(110), -14), -34, -6), CORAL), fill(moved(turned(heart(86), 16), 48, 26), PLUM)],
  [line('M0 74C-34 44 -90 8 -90 -38C-90 -92 -18 -94 0 -44C18 -94 90 -92 90 -38C90 -4 62 24 34 48', 6), line('M-110 60L110 -40', 5), fill(moved(turned('M0 -14L10 8L-10 8z', 66), 112, -41)), line('M-104 57l-8 16M-104 57l-18 -4M-92 52l-8 16M-92 52l-18 -4', 4)],
];
const STARS = [
  [fill(sparkle(90)), fill(moved(sparkle(30), 70, -64)), fill(moved(sparkle(22), -66, 62))],
  [fill(star(5, 90, 38), GOLD), fill(facets(), '#f5cd6b')],
  [line(star(5, 90, 40), 6)],
  [fill(star(8, 92, 30)), fill(star(8, 52, 18, 22.5))],
  [fill(star(12, 92, 66), CORAL), fill(circle(52), CREAM)],
  [times(5, (i) => fill(moved(turned(star(5, 20 - Math.abs(i - 2) * 3, 8.4 - Math.abs(i - 2)), (i - 2) * 16), (i - 2) * 44, Math.abs(i - 2) ** 1.6 * 12), GOLD))],
];
/** Every other facet of a star, for a cut look. */
function facets() {
  return times(5, (_, angle) => `M0 0L${at(angle, 90).join(' ')}L${at(angle + 36, 38).join(' ')}z`).join('');
}
const crescent = (r, depth) => `M0 ${-r}A${r} ${r} 0 1 0 0 ${r}A${depth} ${depth} 0 0 1 0 ${-r}z`;
const PHASES = [[-120, -72, -26, 26, 72, 120].flatMap((x, i) => [
  i === 0 ? line(circle(13, x, 0), 2) : null,
  i === 1 ? fill(moved(crescent(16, 22), x + 6, 0)) : null,
  i === 2 ? fill(moved('M0 -19A19 19 0 0 0 0 19z', x + 4, 0)) : null,
  i === 3 ? fill(circle(22, x + 8, 0)) : null,
  i === 4 ? fill(moved(scaled('M0 -19A19 19 0 0 0 0 19z', -1, 1), x + 2, 0)) : null,
  i === 5 ? fill(moved(scaled(crescent(16, 22), -1, 1), x - 8, 0)) : null,
]).filter(Boolean)];
const arcBand = (outer, inner) => `M${-outer} 0A${outer} ${outer} 0 0 1 ${outer} 0L${inner} 0A${inner} ${inner} 0 0 0 ${-inner} 0z`;
const RAINBOWS = [
  [[92, '#e4572e'], [76, '#f2973d'], [60, '#f6c445'], [44, '#17817b']].map(([r, ink]) => fill(arcBand(r, r - 13), ink)),
  [[92, '#c96f4a'], [74, '#e7b08a'], [56, '#f0d9bd'], [38, '#a9b79a']].map(([r, ink]) => fill(`M${-r} 0A${r} ${r} 0 0 1 ${r} 0A7 7 0 0 1 ${r - 14} 0A${r - 14} ${r - 14} 0 0 0 ${14 - r} 0A7 7 0 0 1 ${-r} 0z`, ink)),
];
const COMPASS = [[holed(ring(92, 88)), holed(ring(62, 60)), fill(around(4, 'M0 -84L10 -10L0 0z')), line(around(4, 'M0 -84L-10 -10L0 0'), 2), fill(around(4, 'M0 -56L7 -7L0 0z', 45)), line(around(4, 'M0 -56L-7 -7L0 0', 45), 2), fill(around(16, ray(80, 88, 1.6), 11.25))]];
const PAWS = [[fill(moved(turned(oval(15, 21), -20), -42, -18)), fill(moved(turned(oval(15, 22), -6), -15, -46)), fill(moved(turned(oval(15, 22), 6), 15, -46)), fill(moved(turned(oval(15, 21), 20), 42, -18)), fill('M0 -12C26 -12 46 22 42 42C38 58 18 50 0 50C-18 50 -38 58 -42 42C-46 22 -26 -12 0 -12z')]];
const FEATHERS = [[fill('M-52 92C-46 60 -44 16 -22 -22C-4 -54 24 -82 60 -92C66 -54 52 -8 26 20L34 20C20 38 0 46 -16 50L-6 54C-18 62 -30 62 -38 60C-44 70 -46 82 -52 92z', TEAL), line('M-44 78C-30 24 0 -24 44 -72', 2.4, CREAM)]];
const MOUNTAINS = [
  [line('M-96 60L-34 -46L-6 0L22 -34L96 60z', 5), line('M-52 -14L-40 -2L-32 -12L-22 0', 4)],
  [fill('M-100 60L-30 -60L40 60z', NIGHT), fill('M-20 60L42 -26L100 60z', TEAL), fill('M-30 -60L-50 -26L-38 -32L-30 -20L-20 -32L-10 -26z', CREAM)],
];

const family = (list, name, words, category = 'ornaments') => list.map((nodes, i) => ({ id: `${name}-${i + 1}`, nodes, name, words, category }));

export const ORNAMENTS = [
  ...family(MANDALAS.map(mandala), 'mandala', ['circle', 'flower', 'geometric']),
  ...family(WREATHS.slice(0, 6), 'laurel', ['wreath', 'leaf', 'winner', 'frame', 'monogram', 'wedding', 'anniversary']),
  ...family(WREATHS.slice(6), 'wreath', ['leaf', 'flower', 'frame', 'wedding', 'birthday', 'monogram']),
  ...family(SUNBURSTS, 'sunburst', ['sun', 'circle', 'retro']),
  ...family(SUNSETS, 'sunset', ['sun', 'retro', 'mountain', 'sunburst', 'wave']),
  ...family(SNOW, 'snowflake', ['star', 'geometric']),
  ...family(FLOWERS, 'flower', ['leaf', 'wedding', 'birthday'], 'plants'),
  ...family(LEAVES, 'leaf', ['branch'], 'plants'),
  ...family(DIVIDERS, 'divider', ['line', 'curl', 'wedding']),
  ...family(HEARTS, 'heart', ['wedding', 'anniversary'], 'love'),
  ...family(STARS, 'star', ['sparkle', 'winner', 'birthday']),
  ...family(PHASES, 'phases', ['moon', 'line']),
  ...family(RAINBOWS, 'rainbow', ['retro', 'sunset']),
  ...family(COMPASS, 'compass', ['star', 'circle']),
  ...family(PAWS, 'paw', [], 'animals'),
  ...family(FEATHERS, 'feather', ['leaf']),
  ...family(MOUNTAINS, 'mountain', ['sunset']),
];
