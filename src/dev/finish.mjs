// trunk's post-build hook: calls `cargo run --package dev -- finish`. The settings with which `cargo dev` has the app compiled
// (its own standard library, see small_std.rs) are for the app; this tool of ours is compiled without them.

import { spawnSync } from "node:child_process";

const FOR_THE_APP = /^(RUSTC_BOOTSTRAP|CARGO_UNSTABLE_.*|CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS)$/;

const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOR_THE_APP.test(name)));
const outcome = spawnSync("cargo", ["run", "--quiet", "--package", "dev", "--", "finish"], { env, stdio: "inherit" });
if (outcome.error) console.error(`cargo could not be started: ${outcome.error.message}`);
process.exitCode = outcome.status ?? 1;
