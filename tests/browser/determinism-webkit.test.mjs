// The promise "a print file can be checked", in WebKitGTK: every file that the press worker makes of the sample designs is, byte
// for byte, the one that the native build makes. `tests/determinism.rs` holds the native side to the same list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "./engines.mjs";

// WebKitGTK is for Linux; elsewhere `node engines.mjs any` compares in Safari.
const skip = process.platform !== "linux" && "there is no WebKitGTK here";

test("every listed print file is made with the same bytes in WebKitGTK", { skip }, async (t) => {
  const { agent, designs, files, seconds, differing } = await compare("webkit", { tell: (text) => t.diagnostic(text) });
  t.diagnostic(`${agent}: ${files} files of ${designs} designs in ${seconds.toFixed(1)} s`);
  assert.ok(designs >= 60, "at least sixty designs are compared");
  assert.deepEqual(differing, []);
});
