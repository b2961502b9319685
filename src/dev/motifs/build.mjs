// Makes public/motifs from the emoji sets (MIT), their words (MIT) and our own drawings. Called by `cargo dev motifs`.
// The same packages give the same bytes.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATEGORIES, LEFT_OUT, ONE_COLOUR, ONE_COLOUR_CATEGORY, PEOPLE } from './choice.mjs';
import { box, nodes } from './drawing.mjs';
import { EMBLEMS } from './emblems.mjs';
import { ORNAMENTS } from './ornaments.mjs';
import { fitted } from './pen.mjs';
import { LANGUAGES, WORDS } from './vocabulary.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, '..', '..', '..', 'public', 'motifs');
/** About so many bytes a pack: one screen of motifs should need few of them. */
const PACK_BYTES = 90_000;
/** A motif with more is left out: it is slow to draw and to print. */
const MOST_BYTES = 24_000;

const json = (path) => JSON.parse(readFileSync(join(HERE, 'node_modules', path)));
const flat = json('@iconify-json/fluent-emoji-flat/icons.json');
const plain = json('@iconify-json/fluent-emoji-high-contrast/icons.json');
const chars = json('@iconify-json/fluent-emoji-flat/chars.json');
const groups = json('emojibase-data/meta/groups.json').subgroups;
const english = json('emojibase-data/en/data.json');
const words = new Map(LANGUAGES.map((lang) => [lang, new Map(json(`emojibase-data/${lang}/data.json`).map((row) => [row.hexcode, row]))]));
const categoryOf = new Map(CATEGORIES.flatMap(({ id, from }) => from.map((group) => [group, id])));
const bare = (hex) => hex.toLowerCase().split('-').filter((code) => code !== 'fe0f').join('-');
const iconOf = new Map(Object.entries(chars).map(([hex, name]) => [bare(hex), name]));

/** What is searched: small letters without accents; kana as hiragana. The same as `design::folded`. */
export function folded(text) {
  const small = text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '');
  return small
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .normalize('NFC')
    .replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/đ/g, 'd').replace(/ß/g, 'ss').replace(/æ/g, 'ae').replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const sized = (list, width, height) => ({ size: { width, height }, nodes: list });
function within(drawing) {
  const { width, height } = drawing.size;
  return drawing.nodes.every((node) => {
    const part = node.fill ?? node.line;
    if (!part) return true;
    const [l, t, r, b] = box(part.path);
    return l > -width * 0.2 && t > -height * 0.2 && r < width * 1.2 && b < height * 1.2;
  });
}

// --- subjects: what a motif shows, with its words ----------------------------------------------------------------------

const subjects = [];
const motifs = [];
const skipped = [];

function fromEmoji() {
  const rows = english.filter((row) => row.subgroup !== undefined && categoryOf.has(groups[row.subgroup]) && !LEFT_OUT.has(row.hexcode));
  for (const row of rows.sort((a, b) => a.order - b.order)) {
    const group = groups[row.subgroup];
    if (/^person/.test(group) && group !== 'person-sport' && !PEOPLE.test(row.label)) continue;
    if (group === 'person-sport' && !/^person /.test(row.label)) continue;
    if (/skin tone|o.clock|-thirty/.test(row.label)) continue;
    const icon = iconOf.get(bare(row.hexcode));
    const known = LANGUAGES.map((lang) => words.get(lang).get(row.hexcode));
    if (!icon || known.some((entry) => !entry)) continue;
    const read = (set, name) => {
      try {
        const drawing = sized(nodes(set.icons[name].body), set.width ?? 32, set.height ?? 32);
        const bytes = JSON.stringify(drawing).length;
        if (!drawing.nodes.length || bytes > MOST_BYTES || !within(drawing)) throw new Error(`${bytes} bytes`);
        return drawing;
      } catch (error) {
        skipped.push(`${name}: ${error.message}`);
        return null;
      }
    };
    const drawing = flat.icons[icon] && read(flat, icon);
    if (!drawing) continue;
    const category = categoryOf.get(group);
    const names = known.map((entry) => entry.label[0].toUpperCase() + entry.label.slice(1));
    const tags = known.map((entry) => (entry.tags ?? []).slice(0, 14));
    const subject = subjects.push({ names, tags }) - 1;
    const emoji = row.emoji;
    motifs.push({ id: icon, emoji, category, subject, drawing });
    const one = ONE_COLOUR.has(category) && plain.icons[icon] && read(plain, icon);
    if (one) motifs.push({ id: `${icon}-line`, emoji, category: ONE_COLOUR_CATEGORY, subject, drawing: one });
  }
}

function ownMotifs() {
  for (const { id, nodes: drawn, box: tile, name, words: more, category } of [...ORNAMENTS, ...EMBLEMS]) {
    const cells = [name, ...more].map((key) => {
      if (!WORDS.has(key)) throw new Error(`${id}: no word ${key}`);
      return WORDS.get(key);
    });
    const number = id.match(/-(\d+)$/)[1];
    const alone = motifs.every((motif) => motif.id !== id);
    if (!alone) throw new Error(`${id} is there twice`);
    const names = LANGUAGES.map((_, i) => `${cells[0][i][0]} ${number}`);
    const tags = LANGUAGES.map((_, i) => cells.flatMap((cell) => cell[i]));
    const subject = subjects.push({ names, tags }) - 1;
    motifs.push({ id, category, subject, drawing: fitted(drawn, tile) });
  }
}

// --- files --------------------------------------------------------------------------------------------------------------

fromEmoji();
ownMotifs();
const order = [...CATEGORIES.map(({ id }) => id), ONE_COLOUR_CATEGORY];
// Within a category our own come first: they are what other shops do not have.
const rank = (motif) => order.indexOf(motif.category) * 2 + (motif.emoji ? 1 : 0);
const sorted = motifs.map((motif, i) => [motif, i]).sort(([a, i], [b, k]) => rank(a) - rank(b) || i - k).map(([motif]) => motif);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
copyFileSync(join(HERE, 'MIT.txt'), join(OUT, 'MIT.txt'));
function write(name, value) {
  const text = JSON.stringify(value);
  writeFileSync(join(OUT, name), text);
  return { file: name, sha256: createHash('sha256').update(text).digest('hex') };
}

const packs = [];
let pack = [];
let bytes = 0;
const close = () => {
  if (!pack.length) return;
  packs.push(write(`pack-${String(packs.length + 1).padStart(2, '0')}.json`, { motifs: pack.map(({ id, drawing }) => ({ id, drawing })) }));
  pack = [];
  bytes = 0;
};
for (const motif of sorted) {
  const size = JSON.stringify(motif.drawing).length;
  if (bytes + size > PACK_BYTES || (pack.length && pack[0].category !== motif.category && bytes > PACK_BYTES / 2)) close();
  pack.push(motif);
  bytes += size;
  motif.pack = packs.length;
}
close();

const languages = LANGUAGES.map((lang, i) => ({
  lang,
  ...write(`words-${lang}.json`, {
    names: subjects.map(({ names }) => names[i]),
    tags: subjects.map(({ names, tags }) => {
      const name = folded(names[i]);
      return [...new Set(tags[i].map(folded))].filter((tag) => tag && tag !== name).join('|');
    }),
  }),
}));
write('motifs.json', {
  categories: order.filter((id) => sorted.some((motif) => motif.category === id)),
  packs,
  languages,
  motifs: sorted.map(({ id, emoji, category, subject, pack: at }) => ({ id, ...(emoji ? { emoji } : {}), category: order.indexOf(category), subject, pack: at })),
});

const total = readdirSync(OUT).reduce((sum, name) => sum + readFileSync(join(OUT, name)).length, 0);
const counts = order.map((id) => `${id} ${sorted.filter((motif) => motif.category === id).length}`);
process.stdout.write(`${sorted.length} motifs of ${subjects.length} subjects, ${packs.length} packs, ${(total / 1e6).toFixed(2)} MB\n${counts.join(', ')}\n`);
if (process.argv.includes('--skipped')) process.stdout.write(`${skipped.join('\n')}\n`);
