// glTF files before the validator of those who define the format (the Khronos Group). What must be in a model is not known here.

import assert from "node:assert/strict";
import validator from "gltf-validator";

/** Fails where a file has what the validator calls an error or a warning. What it only mentions may be: texture coordinates without a texture. */
export async function assertValidGlb(bytes, name) {
  const { issues } = await validator.validateBytes(new Uint8Array(bytes), { uri: name, maxIssues: 0 });
  const wrong = issues.messages.filter(({ severity }) => severity < 2);
  const said = wrong.slice(0, 10).map(({ code, pointer, message }) => `${code} at ${pointer}: ${message}`);
  assert.deepEqual(said, [], `${name}: ${wrong.length} errors and warnings`);
}
