// The engines in which print files are compared, and the comparison: each opens one page that has the built `press` worker
// make every file of `tests/designs/hashes.json` and sends the bytes back. No driver is needed, so it works in any browser:
//
//     node tests/browser/engines.mjs                    all engines
//     node tests/browser/engines.mjs firefox            one of them
//     node tests/browser/engines.mjs any                prints an address for a browser that you open yourself

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM_ARGUMENTS, DIST, OUT, ROOT, chromiumPath, serve } from "./harness.mjs";
import { artworksOf, product, readDesign } from "./workers.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DESIGNS = join(ROOT, "tests", "designs");

/** An engine that says nothing for so long has failed. The longest file takes a few seconds. */
const SILENCE_MS = 120_000;

/** Preferences with which Firefox talks to nobody but the page's server. */
const FIREFOX_PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
};

/** The first program that is there, by the variable that names one, by name in the PATH, or by place. */
function program(variable, names, places = []) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env[variable], ...known, ...places].find((path) => path && existsSync(path));
}

function miniBrowser() {
  const libraries = ["/usr/lib", "/usr/libexec"].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))]);
  const versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
  const places = versions.flatMap((version) => folders.map((folder) => join(folder, version, "MiniBrowser")));
  return program("MINIBROWSER", [], places);
}

/** Each engine: the command that opens an address with an empty profile, or what is to be installed. */
const COMMANDS = {
  chromium: (address, profile) => ({
    command: [chromiumPath(), ...CHROMIUM_ARGUMENTS, "--headless", `--user-data-dir=${profile}`, address],
  }),
  firefox: (address, profile) => {
    const firefox = program("FIREFOX", ["firefox-esr", "firefox"], ["/Applications/Firefox.app/Contents/MacOS/firefox"]);
    assert.ok(firefox, "no Firefox: run `cargo dev setup`, or name one in FIREFOX");
    const lines = Object.entries(FIREFOX_PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
    writeFileSync(join(profile, "user.js"), lines.join(""));
    return { command: [firefox, "--headless", "--no-remote", "--profile", profile, address] };
  },
  webkit: (address, profile) => {
    const [browser, xvfb] = [miniBrowser(), program("XVFB_RUN", ["xvfb-run"])];
    assert.ok(browser && xvfb, "no WebKitGTK with its MiniBrowser, or no xvfb-run: run `cargo dev setup`");
    const env = { HOME: profile, XDG_CACHE_HOME: profile, XDG_CONFIG_HOME: profile, XDG_DATA_HOME: profile };
    // Its sandbox cannot be set up in most containers. Only our own page is opened.
    env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = "1";
    return { command: [xvfb, "--auto-servernum", browser, address], env };
  },
};

/** The engines by name. */
export const ENGINES = Object.keys(COMMANDS);

/** All that is listed: `{ name, job, artworks, hash }`, how many designs that are, and the artwork by id. */
async function listed() {
  const { formats, files, package: asked, packages, inks, plates } = JSON.parse(readFileSync(join(DESIGNS, "hashes.json"), "utf8"));
  const artworks = new Map();
  const jobs = [];
  for (const [file, sides] of Object.entries(files)) {
    const sample = readDesign(readFileSync(join(DESIGNS, file)));
    for (const [id, bytes] of sample.artworks) artworks.set(id, bytes);
    const known = await product(sample.design.head.product);
    for (const [side, hashes] of Object.entries(sides)) {
      assert.deepEqual(Object.keys(hashes), Object.keys(formats), `${file} is listed in every format`);
      const area = known.sides.find(({ id }) => id === side).print_area;
      const ids = artworksOf(sample.design, side);
      for (const [format, hash] of Object.entries(hashes)) {
        const job = { print: { design: sample.design, side, area, format: formats[format], artworks: ids } };
        jobs.push({ name: `${file}-${side}.${format}`, job, artworks: ids, hash });
      }
    }
    const { products, ...order } = asked;
    const ordered = products[sample.design.head.product];
    Object.assign(order, { size: ordered.default_size, names: "" });
    const ids = [...sample.artworks.keys()];
    const job = { package: { design: sample.design, product: ordered, order, artworks: ids } };
    jobs.push({ name: `${file}.zip`, job, artworks: ids, hash: packages[file] });
    const printed = { ...inks.product, screen_print: inks.print };
    for (const [side, modes] of Object.entries(plates[file] ?? {})) {
      const ids = artworksOf(sample.design, side);
      for (const [mode, made] of Object.entries(modes)) {
        const separate = (wish) => ({ separate: { design: sample.design, product: printed, side, mode, wish, artworks: ids } });
        const name = `${file}-${side}-${mode}`;
        jobs.push({ name: `${name}.rgba`, job: separate({ choices: { most: inks.most } }), artworks: ids, hash: made.pictures });
        jobs.push({ name: `${name}-plates.pdf`, job: separate({ book: { inks: made.inks } }), artworks: ids, hash: made.plates });
      }
    }
  }
  return { jobs, artworks, designs: Object.keys(files).length };
}

/**
 * Compares all print files in an engine and gives `{ agent, files, designs, seconds, differing }`; `differing` says which
 * files have other bytes (they are kept in `out/engines`) or were refused. `tell` hears how far it is, now and then.
 */
export async function compare(engine, { tell = () => {}, opened = () => {} } = {}) {
  assert.ok(existsSync(join(DIST, "press.js")), "no dist: run `cargo dev test --only build`");
  const { jobs, artworks, designs } = await listed();
  const total = jobs.length;
  const differing = [];
  let files = 0;
  let heard = () => {};
  const ended = Promise.withResolvers?.() ?? resolvers();
  const note = (differs) => {
    if (differs) differing.push(differs);
    files += 1;
    if (files % 40 === 0 || files === total) tell(`${files} of ${total} files, ${differing.length} differ`);
  };
  const told = {
    "/engine/file": (query, bytes) => {
      const { name, hash } = jobs[query.get("job")];
      const found = createHash("sha256").update(bytes).digest("hex");
      if (found === hash) return note();
      const folder = join(OUT, "engines");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${engine}-${name}`), bytes);
      note(`${name}: made ${found}, listed ${hash}; see out/engines/${engine}-${name}`);
    },
    "/engine/refused": (query, bytes) => {
      // What cannot be made is listed by the reason.
      const { name, hash } = jobs[query.get("job")];
      const reason = JSON.parse(bytes).failed?.error?.print?.reason;
      note(reason === hash ? undefined : `${name}: refused with ${bytes}, listed ${hash}`);
    },
    "/engine/done": (_, bytes) => ended.resolve(String(bytes)),
    "/engine/failed": (_, bytes) => ended.reject(new Error(`${engine}: ${bytes}`)),
  };
  const pages = {
    "/engine/index.html": {
      type: "text/html",
      body: '<!doctype html><title>Print files</title><link rel="icon" href="data:,"><script type="module" src="/engine/page.mjs"></script>',
    },
    "/engine/page.mjs": { type: "text/javascript", body: readFileSync(join(HERE, "engine_page.mjs")) },
    "/engine/jobs.json": { type: "application/json", body: JSON.stringify(jobs.map(({ job, artworks }) => ({ job, artworks }))) },
  };
  const server = await serve(DIST, async (path, request) => {
    heard();
    if (path.startsWith("/artwork/")) {
      return { type: "application/octet-stream", body: artworks.get(path.slice("/artwork/".length)) };
    }
    if (!told[path]) return pages[path];
    const parts = [];
    for await (const part of request) parts.push(part);
    told[path](new URL(request.url, "http://localhost").searchParams, Buffer.concat(parts));
    return { type: "text/plain", body: "" };
  });
  const from = performance.now();
  const end = opens(engine, `${server.address}engine/index.html`, opened, ended);
  let timer;
  heard = () => {
    clearTimeout(timer);
    const silent = () => ended.reject(new Error(`${engine} said nothing for ${SILENCE_MS / 1000} s after ${files} files`));
    timer = engine === "any" ? undefined : setTimeout(silent, SILENCE_MS);
  };
  heard();
  try {
    const agent = await ended.promise;
    assert.equal(files, total, "every file came");
    return { agent, files, designs, seconds: (performance.now() - from) / 1000, differing };
  } finally {
    clearTimeout(timer);
    heard = () => {};
    await end();
    await server.close();
  }
}

function resolvers() {
  const ended = {};
  ended.promise = new Promise((resolve, reject) => Object.assign(ended, { resolve, reject }));
  return ended;
}

/** Opens an address in an engine and gives what ends it. Its own words are in the error when it ends too early. */
function opens(engine, address, opened, ended) {
  if (engine === "any") {
    opened(address);
    return async () => {};
  }
  const profile = mkdtempSync(join(tmpdir(), "atelier-engine-"));
  const { command, env } = COMMANDS[engine](address, profile);
  // A group of its own, so that all that it starts ends with it.
  const child = spawn(command[0], command.slice(1), { detached: true, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said = (said + text).slice(-2000)));
  const gone = new Promise((left) => child.on("close", left));
  child.on("error", (error) => ended.reject(error));
  child.on("exit", (code) => ended.reject(new Error(`${engine} ended with ${code}:\n${said}`)));
  return async () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error; // It is gone already.
    }
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : ENGINES;
  for (const engine of chosen) {
    const tell = (text) => console.log(`${engine}: ${text}`);
    const opened = (address) => tell(`open ${address}`);
    const { agent, designs, files, seconds, differing } = await compare(engine, { tell, opened });
    tell(agent);
    differing.forEach(tell);
    tell(`${files - differing.length} of ${files} files of ${designs} designs are the listed ones, ${seconds.toFixed(1)} s`);
    if (differing.length > 0) process.exitCode = 1;
  }
}
