// Prints one line a file of a folder: bytes, bytes after brotli at its best, path. It judges nothing.
// Files that are compressed already are counted as they are; a server would send them so.

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const COMPRESSED = /\.(png|jpe?g|webp|avif|woff2|zip|gz|br)$/i;
const [folder] = process.argv.slice(2);
const entries = await readdir(folder, { recursive: true, withFileTypes: true });

for (const entry of entries.filter((e) => e.isFile())) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const sent = COMPRESSED.test(path) ? bytes.length : brotliCompressSync(bytes, { params }).length;
  console.log([bytes.length, sent, relative(folder, path).split(sep).join("/")].join("\t"));
}
