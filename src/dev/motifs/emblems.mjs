// Our own frames, banners, badges and plain shapes: what words are put into. Drawn by numbers, the same each time.

import { INK, around, at, box, circle, fill, heart, holed, leaf, line, moved, oval, poly, regular, ring, scaled, scallop, smooth, sparkle, star, times, turned, drop } from './pen.mjs';

const CORAL = '#e4572e', TEAL = '#17817b', GOLD = '#e9a820', PLUM = '#6d2e63', NIGHT = '#26334d', CREAM = '#fbf3e4', WINE = '#8f2d3f', SHADE = '#5f1a2a';

const mirrored = (paths) => [paths].flat().flatMap((path) => [path, scaled(path, -1, 1)]);
const corners = (path, x, y) => [[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([a, b]) => scaled(moved(path, -x, -y), a, b));

// --- banners ------------------------------------------------------------------------------------------------------------

/** A ribbon with folded ends behind it. */
const ribbon = (w, h, tail, ink, dark, drop_ = 14) => [
  fill(mirrored(`M${w - 16} ${-h + drop_}L${w + tail} ${-h + drop_}L${w + tail - 20} ${drop_}L${w + tail} ${h + drop_}L${w - 16} ${h + drop_}z`), ink),
  fill(mirrored(`M${w} ${h}L${w - 16} ${h + drop_}L${w - 16} ${h}z`), dark),
  fill(box(2 * w, 2 * h), ink),
];
const bow = (w, h, rise) => `M${-w} ${-h}Q0 ${-h - 2 * rise} ${w} ${-h}L${w} ${h}Q0 ${h - 2 * rise} ${-w} ${h}z`;
const BANNERS = [
  [...ribbon(110, 26, 42, WINE, SHADE), line(['M-102 -20L102 -20', 'M-102 20L102 20'], 1.4, '#f0c9cf')],
  [fill(mirrored('M92 -14L152 -2L138 22L152 48L92 38z'), TEAL), fill(mirrored('M110 31L92 38L92 25z'), '#0d4f4b'), fill(bow(110, 27, 17), TEAL), line(['M-102 -19Q0 -53 102 -19', 'M-102 21Q0 -13 102 21'], 1.4, '#bfe3df')],
  [fill('M-140 -26L140 -26L118 0L140 26L-140 26L-118 0z')],
  [line('M-150 -24L150 -24L132 0L150 24L-150 24L-132 0z', 3), line('M-138 -18L138 -18L124.5 0L138 18L-138 18L-124.5 0z', 1.4)],
  [fill('M-120 -30C-80 -46 -40 -14 0 -30C40 -46 80 -14 120 -30L120 28C80 44 40 12 0 28C-40 44 -80 12 -120 28z', GOLD), line('M-114 -22C-78 -36 -40 -6 0 -22C40 -38 78 -8 114 -22M-114 20C-78 34 -40 4 0 20C40 36 78 6 114 20', 1.4, '#8a5d08')],
  [line('M-160 -34Q0 26 160 -34', 2.4), times(9, (i) => { const x = -136 + i * 34, y = -34 + 30 * (1 - (x / 160) ** 2); return fill(`M${x - 14} ${y - (x * 0.02)}L${x + 14} ${y + (-x * 0.006)}L${x} ${y + 38}z`, [CORAL, GOLD, TEAL, PLUM][i % 4]); })],
  [fill('M-60 -80L60 -80L60 66L0 40L-60 66z', NIGHT), line('M-50 -70L50 -70L50 50L0 28.500L-50 50z', 2, GOLD)],
  [fill('M-118 -22C-118 -36 -98 -36 -98 -22L-98 -18L98 -18C98 -34 122 -34 122 -18L122 26C122 40 102 40 102 26L102 22L-98 22C-98 38 -122 38 -122 22L-122 -22z', '#f2dfb8'), line('M-98 -18L98 -18C98 -34 122 -34 122 -18L122 26C122 40 102 40 102 26L102 22L-98 22C-98 38 -122 38 -122 22L-122 -20C-122 -38 -98 -38 -98 -20L-98 22M102 22L102 -14', 2.6, '#6b4a1f')],
  [...ribbon(96, 22, 36, INK, '#000000', 12), fill(mirrored(moved(star(5, 9, 3.8), 116, 12)), CREAM)],
  [line([bow(120, 24, 14), ...mirrored('M120 -16L150 -6L138 14L150 34L104 28')], 3)],
];

// --- frames -------------------------------------------------------------------------------------------------------------

const curlCorner = 'M0 40C0 12 12 0 40 0M6 46C6 30 20 26 24 34C27 41 17 46 15 39M46 6C30 6 26 20 34 24C41 27 46 17 39 15';
const FRAMES = [
  [line(circle(96), 4), line(circle(88), 1.6)],
  [line(circle(80), 2.4), line(scallop(28, 90, 0.56), 3)],
  [line(box(190, 130), 2.6), line(box(176, 116), 1.2), fill(corners(regular(4, 7), 95, 65))],
  [line([...corners(curlCorner, 98, 70)], 3), line(['M-50 -70L50 -70', 'M-50 70L50 70', 'M-98 -24L-98 24', 'M98 -24L98 24'], 2)],
  [stampFrame()],
  [line('M-80 90L-80 -10A80 80 0 0 1 80 -10L80 90z', 3.4), line('M-70 80L-70 -10A70 70 0 0 1 70 -10L70 80z', 1.4)],
  [line(regular(6, 98, 30), 4), line(regular(6, 87, 30), 1.6)],
  [line(oval(98, 68), 3.4), line(oval(89, 59), 1.4), fill([[0, -68], [0, 68], [-98, 0], [98, 0]].map(([x, y]) => moved(regular(4, 8), x, y)))],
  [line('M-78 -70L78 -70M-78 70L78 70M-96 -50L-96 50M96 -50L96 50', 2.4), line(corners('M0 20L18 20L18 0M6 28L26 28L26 6', 96, 70), 2.4), line(corners('M34 10L60 10M10 38L10 56', 96, 70), 1.4), fill([moved(regular(4, 7), 0, -70), moved(regular(4, 7), 0, 70)])],
  [line(around(2, 'M-30 -92A96 96 0 0 0 -92 30M-20 -84A86 86 0 0 0 -84 20'), 2.4), fill(around(2, moved(regular(4, 8), 66, -66), 0)), fill(around(2, circle(4, 84, -48))), fill(around(2, circle(4, 48, -84)))],
  [line(circle(78), 2), ...times(40, (_, angle) => fill(circle(angle % 36 ? 2.4 : 5, ...at(angle, 90))))],
  [line(box(150, 180, 10), 3), line('M-63 -78L63 -78L63 40L-63 40z', 2)],
  [line('M-100 -50A18 18 0 0 0 -82 -68L82 -68A18 18 0 0 0 100 -50L100 50A18 18 0 0 0 82 68L-82 68A18 18 0 0 0 -100 50z', 3), line('M-92 -44A24 24 0 0 0 -76 -60L76 -60A24 24 0 0 0 92 -44L92 44A24 24 0 0 0 76 60L-76 60A24 24 0 0 0 -92 44z', 1.3)],
  [line(circle(70), 2), ...[-1, 1].map((side) => times(8, (i) => { const [x, y] = at(150 - i * 17, 70); return fill(scaled(moved(turned(leaf(24 - i, 6), 115 - i * 17), x, y), side, 1)); })), fill([moved(sparkle(10), 0, -84), moved(sparkle(10), 0, 84)])],
  [line('M-90 -60C-60 -74 60 -74 90 -60C104 -30 104 30 90 60C60 74 -60 74 -90 60C-104 30 -104 -30 -90 -60z', 3), line('M-81 -52C-52 -64 52 -64 81 -52C92 -26 92 26 81 52C52 64 -52 64 -81 52C-92 26 -92 -26 -81 -52z', 1.3)],
  [line(smooth(times(24, (i, angle) => at(angle, i % 2 ? 84 : 94)), 1), 3), line(circle(74), 1.4)],
];
/** A postage stamp: a sheet with half round bites along its edge. */
function stampFrame() {
  const bite = 7, nx = 9, ny = 11;
  const run = (count, dx, dy) => times(count, () => `l${dx * 4} ${dy * 4}a${bite / 1.4} ${bite / 1.4} 0 0 0 ${dx * 10} ${dy * 10}`).join('') + `l${dx * 4} ${dy * 4}`;
  const [w, h] = [nx * 14 + 4, ny * 14 + 4];
  const edge = `M${-w / 2} ${-h / 2}${run(nx, 1, 0)}${run(ny, 0, 1)}${run(nx, -1, 0)}${run(ny, 0, -1)}z`;
  return holed([edge, box(w - 26, h - 26)]);
}

// --- badges -------------------------------------------------------------------------------------------------------------

const shield = 'M0 -92C26 -78 54 -74 78 -76C82 -4 64 62 0 94C-64 62 -82 -4 -78 -76C-54 -74 -26 -78 0 -92z';
const tails = (ink, dark) => [fill('M-30 50L-58 128L-34 118L-20 138L2 62z', ink), fill('M30 50L58 128L34 118L20 138L-2 62z', dark)];
const BADGES = [
  [fill(scallop(24, 88, 0.6)), line(circle(72), 2, CREAM), line(circle(66), 1, CREAM)],
  [fill(star(32, 96, 86)), line(circle(74), 2.4, CREAM)],
  [fill(star(20, 96, 82), CORAL), fill(circle(70), CREAM), line(circle(62), 2, CORAL)],
  [...tails('#c0442a', '#a33520'), fill(scallop(20, 72, 0.62), CORAL), fill(circle(54), CREAM), line(circle(47), 2, GOLD)],
  [...tails('#22415f', '#182f47'), fill(around(28, 'M-9 -40L-9 -84L0 -78L9 -84L9 -40z'), '#2f5d8a'), fill(circle(52), GOLD), line(circle(45), 2, '#fff2cc'), fill(star(5, 30, 12.5), '#fff2cc')],
  [fill(shield, NIGHT), line(scaled(shield, 0.88), 3, GOLD)],
  [line(shield, 5), line(scaled(shield, 0.87), 1.8), line('M-64 -30L64 -30', 1.8)],
  [fill(shield, TEAL), fill('M0 -92C26 -78 54 -74 78 -76C80 -40 76 -12 66 14L0 14z', '#0f5f5a'), line(scaled(shield, 0.9), 2.4, CREAM), fill(star(5, 26, 11), CREAM)],
  [fill(regular(6, 96)), line(regular(6, 84), 2.4, CREAM), line(regular(6, 77), 1, CREAM)],
  [line(circle(94), 3.6), line(circle(62), 1.8), fill([at(270, 78), at(90, 78)].map(([x, y]) => moved(star(5, 9, 3.8), x, y))), line(circle(89), 1)],
  [holed([circle(94), circle(60)]), line(circle(87), 1.6, CREAM), fill([at(270, 76), at(90, 76)].map(([x, y]) => moved(star(5, 8, 3.4), x, y)), CREAM)],
  [line('M-70 -40L0 -96L70 -40L70 40L0 96L-70 40z', 4), line('M-60 -35L0 -83L60 -35L60 35L0 83L-60 35z', 1.6), fill([moved(star(5, 8, 3.4), 0, -56), moved(star(5, 8, 3.4), 0, 58)])],
  [fill('M-96 -34Q0 -70 96 -34L96 30Q0 66 -96 30z', WINE), line('M-87 -28Q0 -60 87 -28L87 24Q0 56 -87 24z', 2, CREAM), fill(mirrored(moved(star(5, 8, 3.4), 70, -2)), CREAM)],
];
const TICKETS = [
  [fill('M-120 -50L120 -50L120 -16A16 16 0 0 0 120 16L120 50L-120 50L-120 16A16 16 0 0 0 -120 -16z', GOLD), line('M-108 -40L108 -40L108 -24M108 24L108 40L-108 40L-108 24M-108 -24L-108 -40', 1.6, '#7a4d00'), line('M64 -38L64 38', 1.8, '#7a4d00', { dashes: [4, 6] })],
  [line('M-120 -50L120 -50L120 -16A16 16 0 0 0 120 16L120 50L-120 50L-120 16A16 16 0 0 0 -120 -16z', 3), line('M62 -44L62 44', 2, INK, { dashes: [4, 6] })],
];
const LABELS = [
  [holed(['M-90 0L-50 -44L100 -44L100 44L-50 44z', circle(9, -54, 0)], '#c89b62'), line('M-44 -34L90 -34L90 34L-44 34', 1.8, '#fff4e0')],
  [line('M-90 0L-50 -44L100 -44L100 44L-50 44z', 4), line(circle(9, -54, 0), 3)],
];

// --- plain shapes, all in one colour ------------------------------------------------------------------------------------

const gear = (teeth, r, inner) => holed([poly(times(teeth * 4, (i, angle) => at(angle + 360 / teeth / 8, [r, r, r * 0.8, r * 0.8][i % 4]))), circle(inner)]);
const bubbleBox = 'M-80 -56L80 -56A22 22 0 0 1 102 -34L102 26A22 22 0 0 1 80 48L-22 48L-60 84L-54 48L-80 48A22 22 0 0 1 -102 26L-102 -34A22 22 0 0 1 -80 -56z';
const cloud = 'M-60 44C-92 44 -104 4 -74 -8C-78 -46 -30 -60 -14 -34C6 -66 64 -54 60 -14C98 -14 100 44 62 44z';
const SHAPES = {
  bubble: [[fill(bubbleBox)], [line(bubbleBox, 6)], [fill('M0 -66C60 -66 100 -38 100 -4C100 32 58 56 4 56C-8 56 -20 55 -30 52C-42 70 -62 80 -84 82C-72 70 -68 56 -70 42C-90 30 -100 14 -100 -4C-100 -38 -60 -66 0 -66z')], [fill('M-104 -50L104 -60L96 44L-6 40L-44 82L-40 42L-98 46z')]],
  thought: [[fill(cloud), fill(circle(11, -62, 66)), fill(circle(6, -84, 86))], [line(cloud, 6), line(circle(10, -62, 68), 5), line(circle(5, -84, 88), 4)]],
  arrow: [
    [fill('M-100 -18L30 -18L30 -54L100 0L30 54L30 18L-100 18z')],
    [line('M-96 0L92 0M50 -42L92 0L50 42', 14)],
    [line('M-80 60C-74 -20 -10 -56 78 -44M40 -82L82 -43L46 2', 11)],
    [fill('M-100 0L-40 -52L-40 -20L40 -20L40 -52L100 0L40 52L40 20L-40 20L-40 52z')],
    [line('M-92 0L84 0', 5), fill('M104 0L70 -17L78 0L70 17z'), line(times(4, (i) => `M${-60 - i * 13} 0l-18 -20M${-60 - i * 13} 0l-18 20`).join(''), 4)],
    [fill('M-70 -60L-10 -60L50 0L-10 60L-70 60L-10 0z'), fill('M10 -60L40 -60L100 0L40 60L10 60L70 0z')],
    [line('M-90 -30C-40 -70 0 -60 6 -20C12 24 -44 24 -36 -14C-28 -56 50 -56 84 18M88 -26L86 22L42 12', 8)],
  ],
  ring: [[holed(ring(90, 64))], [holed(ring(90, 82))]],
  circle: [[fill(circle(90))]],
  half: [[fill('M-90 45A90 90 0 0 1 90 45z')], [fill('M-60 60L-60 -60A120 120 0 0 1 60 60z')]],
  square: [[fill(box(180, 180))], [fill(box(180, 180, 36))]],
  pill: [[fill(box(200, 80, 40))]],
  diamond: [[fill('M0 -100L72 0L0 100L-72 0z')]],
  parallelogram: [[fill('M-60 -50L110 -50L60 50L-110 50z')]],
  pentagon: [[fill(regular(5, 92))]],
  hexagon: [[fill(regular(6, 92))], [line(regular(6, 88), 9)]],
  octagon: [[fill(regular(8, 92, 22.5))]],
  cross: [[fill('M-30 -90L30 -90L30 -30L90 -30L90 30L30 30L30 90L-30 90L-30 30L-90 30L-90 -30L-30 -30z')], [line('M-70 -70L70 70M70 -70L-70 70', 26)]],
  drop: [[fill(drop(60))]],
  moon: [[fill('M20 -90A92 92 0 1 0 84 44A74 74 0 0 1 20 -90z')]],
  cloud: [[fill(cloud)], [line(cloud, 7)]],
  lightning: [[fill('M22 -100L-56 12L-8 12L-24 100L58 -22L8 -22z')], [line('M22 -96L-52 10L-6 10L-22 96L54 -20L6 -20z', 7)]],
  gear: [[gear(10, 92, 30)]],
  shield: [[fill(shield)]],
  heart: [[fill(heart(180))], [line(heart(170), 12)]],
  star: [[fill(star(5, 95, 40))], [fill(star(8, 95, 62))], [fill(star(4, 95, 36))]],
  burst: [[fill(star(16, 95, 70))], [fill(poly(times(24, (i, a) => at(a, i % 2 ? 58 + (i * 7) % 11 : 84 + (i * 13) % 20))))], [line(poly(times(22, (i, a) => at(a, i % 2 ? 60 + (i * 5) % 9 : 86 + (i * 11) % 16))), 5)]],
  'check-mark': [[line('M-70 6L-22 54L76 -52', 24)]],
  clover: [[fill([circle(46, -38, -38), circle(46, 38, -38), circle(46, -38, 38), circle(46, 38, 38), box(80, 80)])], [fill(around(4, moved(scaled(heart(84), 1), 0, -46))), line('M0 0C10 40 8 66 -16 96', 8)]],
  arch: [[fill('M-60 96L-60 -30A60 60 0 0 1 60 -30L60 96z')], [holed('M-88 80L-88 -8A88 88 0 0 1 88 -8L88 80L36 80L36 -8A36 36 0 0 0 -36 -8L-36 80z')]],
  blob: [[4, 1], [5, 2], [6, 5], [5, 8]].map(([n, seed]) => [fill(smooth(times(n, (i, angle) => at(angle + seed * 21, 62 + ((i * 29 + seed * 13) % 36))), 4.4 / n + 0.35))]),
  squiggle: [[line('M-100 0C-84 -44 -66 -44 -50 0C-34 44 -16 44 0 0C16 -44 34 -44 50 0C66 44 84 44 100 0', 14)], [line('M-100 24L-66 -24L-33 24L0 -24L33 24L66 -24L100 24', 13)], [line('M-100 10C-60 -50 -30 -40 -44 0C-54 34 -84 20 -62 -8C-30 -48 16 -44 6 0C-4 36 -34 22 -12 -8C20 -48 70 -44 56 0C50 26 76 24 100 0', 8)]],
  splash: [[fill(smooth(times(22, (i, angle) => at(angle, i % 2 ? 52 + ((i * 7) % 9) : 68 + ((i * 17) % 32))), 0.9)), fill(circle(7, 92, -62)), fill(circle(5, -96, 40)), fill(circle(4, 74, 86))]],
};

// --- pattern tiles ------------------------------------------------------------------------------------------------------

// Each with the box that repeats: what crosses an edge comes in again on the other side.
const tile = (width, height, ...nodes) => ({ box: [width, height], nodes });
const grid = (width, height, make) => [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((k) => make(i * width, k * height)));
const scale = (x, y) => [[60, TEAL], [49, CREAM], [40, TEAL], [29, CREAM], [20, TEAL]].map(([r, ink]) => fill(circle(r, x, y), ink));
const PATTERNS = {
  dots: [tile(80, 80, fill([[0, 0], [-40, -40], [40, -40], [-40, 40], [40, 40]].map(([x, y]) => circle(15, x, y)))), tile(60, 60, fill(circle(12), CORAL), fill([[-30, -30], [30, -30], [-30, 30], [30, 30]].map(([x, y]) => circle(6, x, y)), GOLD))],
  scales: [tile(120, 60, ...[-60, -30, 0, 30, 60, 90].flatMap((y, i) => [-120, -60, 0, 60, 120].filter((_, k) => (k + i) % 2).map((x) => scale(x, y))))],
  check: [tile(100, 100, fill([box(50, 50, 0, -25, -25), box(50, 50, 0, 25, 25)])), tile(100, 100, fill(box(50, 100, 0, -25, 0), '#e58aa0', { opacity: 0.5 }), fill(box(100, 50, 0, 0, -25), '#e58aa0', { opacity: 0.5 })), tile(100, 100, fill(box(60, 100), TEAL, { opacity: 0.55 }), fill(box(100, 60), TEAL, { opacity: 0.55 }), line('M-50 0L50 0M0 -50L0 50', 2, GOLD))],
  stripes: [tile(100, 100, fill('M-50 -50L0 -50L-50 0zM50 -50L50 0L0 50L-50 50z')), tile(60, 60, fill(box(30, 60, 0, -15, 0)), line('M15 -30L15 30', 3))],
  herringbone: [tile(100, 50, line([-75, -25, 25, 75].map((y) => `M-60 ${y + 5}L0 ${y - 25}L60 ${y + 5}`), 12)), tile(80, 80, fill(grid(80, 80, (x, y) => [`M${x - 40} ${y - 40}l40 40l0 20l-40 -40z`, `M${x} ${y}l40 -40l0 20l-40 40z`].join('')))) ],
  wave: [tile(120, 50, line([-50, 0, 50].map((y) => `M-120 ${y}C-100 ${y - 30} -80 ${y - 30} -60 ${y}C-40 ${y + 30} -20 ${y + 30} 0 ${y}C20 ${y - 30} 40 ${y - 30} 60 ${y}C80 ${y + 30} 100 ${y + 30} 120 ${y}`), 8, TEAL))],
  confetti: [tile(150, 150, line('M-60 -50l22 14', 9, CORAL), line('M10 -62C24 -66 30 -52 20 -46C12 -40 20 -30 32 -36', 6, TEAL), fill(moved(turned('M0 -14L14 10L-14 10z', 20), 54, -12), GOLD), fill(circle(9, -16, -6), PLUM), line('M-62 40L-44 22L-36 44L-14 28', 6, NIGHT), line(circle(10, 30, 44), 6, CORAL), line('M60 36l0 26M47 49l26 0', 6, TEAL))],
  terrazzo: [tile(150, 150, ...[[-48, -44, 22, CORAL], [8, -56, 14, TEAL], [50, -30, 23, GOLD], [-14, -8, 17, NIGHT], [-54, 24, 18, PLUM], [16, 30, 26, '#e58aa0'], [58, 48, 14, TEAL], [-24, 58, 13, GOLD]].map(([x, y, r, ink], i) => fill(poly(times(5 + (i % 2), (k, angle) => at(angle + i * 31, r * (0.72 + ((k * 37 + i * 11) % 30) / 100), x, y))), ink)))],
  clover: [tile(120, 120, fill(around(4, circle(26, 0, -26))), fill([[58, 58], [-58, 58], [58, -58], [-58, -58]].map(([x, y]) => moved(regular(4, 12), x * 1.034, y * 1.034))))],
  leaf: [tile(130, 130, ...[[-34, 34, -40], [34, -16, 40]].map(([x, y, turn]) => fill(moved(turned(leaf(58, 16), turn), x, y), TEAL)), ...[[30, 58, 30], [-26, -30, -30]].map(([x, y, turn]) => fill(moved(turned(leaf(34, 10), turn), x, y), GOLD)))],
  deco: [tile(120, 64, ...[0, 1, 2, 3].map((i) => line(`M${-58 + i * 14} 32A${58 - i * 14} ${58 - i * 14} 0 0 1 ${58 - i * 14} 32`, 4, GOLD)), line(times(5, (i) => `M0 32L${at(-60 + i * 30, 58, 0, 32).join(' ')}`).join(''), 2.4, GOLD))],
  star: [tile(120, 120, fill(sparkle(30)), fill([[60, 60], [-60, 60], [60, -60], [-60, -60]].map(([x, y]) => moved(sparkle(16), x, y))), fill([circle(3.6, 60, 0), circle(3.6, -60, 0), circle(3.6, 0, 60), circle(3.6, 0, -60)]))],
  heart: [tile(100, 100, fill(heart(34), CORAL), fill([[-50, -50], [50, -50], [-50, 50], [50, 50]].map(([x, y]) => moved(heart(34), x, y)), '#e58aa0'))],
  geometric: [tile(100, 100, fill('M-50 -50A50 50 0 0 1 0 0L-50 0z', CORAL), fill('M0 -50A50 50 0 0 0 50 0L50 -50z', NIGHT), fill(circle(25, -25, 25), GOLD), fill('M0 50A50 50 0 0 1 50 0L50 50z', TEAL))],
};

const family = (list, name, words, category, prefix = name) => list.map((drawn, i) => ({ id: `${prefix}-${i + 1}`, nodes: drawn.nodes ?? drawn, box: drawn.box, name, words, category }));
const SHAPE_WORDS = { half: ['circle'], square: ['geometric'], burst: ['badge', 'star'], blob: ['geometric'], arrow: ['line'], shield: ['badge'], gear: ['circle'], thought: ['bubble', 'cloud'], splash: ['blob'], squiggle: ['line', 'wave'], star: ['geometric'], heart: [], clover: [], ring: ['circle'] };

export const EMBLEMS = [
  ...family(BANNERS.slice(0, 5), 'banner', ['ribbon', 'label', 'wedding', 'anniversary'], 'banners'),
  ...family(BANNERS.slice(5, 6), 'bunting', ['banner', 'birthday', 'confetti'], 'banners'),
  ...family(BANNERS.slice(6), 'ribbon', ['banner', 'label', 'anniversary', 'winner'], 'banners'),
  ...family(FRAMES, 'frame', ['circle', 'square', 'corner', 'wedding', 'monogram', 'label'], 'frames'),
  ...family(BADGES, 'badge', ['seal', 'shield', 'rosette', 'winner', 'anniversary', 'frame'], 'banners'),
  ...family(TICKETS, 'ticket', ['label', 'frame'], 'banners'),
  ...family(LABELS, 'label', ['ticket', 'frame'], 'banners'),
  ...Object.entries(SHAPES).flatMap(([name, list]) => family(list, name, SHAPE_WORDS[name] ?? [], 'shapes', `shape-${name}`)),
  ...Object.entries(PATTERNS).flatMap(([name, list]) => family(list, name, ['pattern', 'geometric'], 'patterns', `tile-${name}`)),
];
