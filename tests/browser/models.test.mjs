// The project's 3D models as files: valid by the format's own validator, and light enough for a phone.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { assertValidGlb } from "./glb.mjs";
import { ROOT } from "./harness.mjs";

const FOLDER = join(ROOT, "public", "models");
const MOST_BYTES = 120 * 1024;

test("every model is valid glTF", async () => {
  for (const name of await readdir(FOLDER)) {
    await assertValidGlb(await readFile(join(FOLDER, name)), name);
  }
});

test("every model of the catalogue is there and at most 120 KiB", async () => {
  const catalogue = join(ROOT, "public", "catalog");
  const files = (await readdir(catalogue)).filter((name) => name.endsWith(".json"));
  const products = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(catalogue, name), "utf8"))));
  const models = new Set(products.flatMap(({ model }) => model ?? []));
  assert.ok(models.size >= 12, `${models.size} models`);
  for (const model of models) {
    const { length } = await readFile(join(ROOT, "public", model));
    assert.ok(length <= MOST_BYTES, `${model}: ${length} bytes`);
  }
});

test("what the validator finds wrong is told", async () => {
  const whole = await readFile(join(FOLDER, "mug.glb"));
  const length = whole.readUInt32LE(12);
  const description = JSON.parse(whole.subarray(20, 20 + length).toString());
  const { attributes } = description.meshes[0].primitives[0];
  const view = description.bufferViews[description.accessors[attributes.NORMAL].bufferView];
  const dented = Buffer.from(whole);
  dented.fill(10, 28 + length + view.byteOffset, 28 + length + view.byteOffset + 3);
  await assert.rejects(assertValidGlb(dented, "dented"), /ACCESSOR_VECTOR3_NON_UNIT/);
  const renamed = Buffer.from(whole.toString("latin1").replace('"VEC3"', '"VEC9"'), "latin1");
  await assert.rejects(assertValidGlb(renamed, "renamed"), /VEC9/);
});
