// A page with all own motifs, to look at: `node sheet.mjs > sheet.html`. Nothing of it is shipped.

import { ORNAMENTS } from './ornaments.mjs';
import { EMBLEMS } from './emblems.mjs';
import { fitted } from './pen.mjs';

const rule = (part) => (part.rule ? ' fill-rule="evenodd"' : '');
const drawn = (node) => {
  const part = node.fill ?? node.line;
  const fade = part.opacity ? ` opacity="${part.opacity}"` : '';
  if (node.fill) return `<path d="${part.path}" fill="${part.ink.solid}"${rule(part)}${fade}/>`;
  const { pen } = part;
  return `<path d="${part.path}" fill="none" stroke="${part.ink.solid}" stroke-width="${pen.width}" stroke-linecap="${pen.cap ?? 'butt'}" stroke-linejoin="${pen.join ?? 'miter'}"${pen.dashes ? ` stroke-dasharray="${pen.dashes}"` : ''}${fade}/>`;
};
const tiles = [...ORNAMENTS, ...EMBLEMS].map(({ id, nodes, box }) => {
  const { size, nodes: placed } = fitted(nodes, box);
  const all = placed[0].group?.nodes ?? placed;
  return `<figure><svg viewBox="0 0 ${size.width} ${size.height}" width="120" height="110">${all.map(drawn).join('')}</svg><figcaption>${id}</figcaption></figure>`;
});
process.stdout.write(`<!doctype html><meta charset="utf-8"><style>body{display:grid;grid-template-columns:repeat(12,1fr);font:10px sans-serif;margin:8px}figure{margin:4px;text-align:center}</style>${tiles.join('')}`);
