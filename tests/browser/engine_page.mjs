// What runs inside of an engine that is compared: a page of its own starts the built `press` worker, has it make every file
// of the list, and sends the bytes back. It judges nothing. `engines.mjs` serves it and starts the engines.

/** Gives `ask(job, buffers)`: the reply and the byte buffers that came with it. */
async function startPress() {
  const address = new URL("/press.js", location.href).href;
  const source = `import init from ${JSON.stringify(address)};init();`;
  const blob = new Blob([source], { type: "text/javascript" });
  const waiting = new Map();
  let next = 1;
  const worker = await new Promise((ready, failed) => {
    const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
    worker.onerror = (event) => {
      const error = new Error(event.message ?? "the worker did not start");
      failed(error);
      for (const { refuse } of waiting.values()) refuse(error);
    };
    worker.onmessage = ({ data: [json, ...buffers] }) => {
      const { id, reply } = JSON.parse(json);
      if (reply === "ready") ready(worker);
      else if (!reply.progress) waiting.get(id).answer({ reply, buffers });
    };
  });
  return (job, buffers) =>
    new Promise((answer, refuse) => {
      const id = next++;
      waiting.set(id, { answer, refuse });
      worker.postMessage([JSON.stringify({ id, job }), ...buffers], buffers.map((b) => b.buffer));
    });
}

const post = (path, body) => fetch(path, { method: "POST", body });

/** An artwork's bytes, a copy for each job: they are handed over to the worker. */
const kept = new Map();
async function artwork(id) {
  if (!kept.has(id)) kept.set(id, await (await fetch(`/artwork/${id}`)).arrayBuffer());
  return new Uint8Array(kept.get(id).slice(0));
}

async function work() {
  const jobs = await (await fetch("/engine/jobs.json")).json();
  const ask = await startPress();
  const base = new URL("/", location.href).href;
  for (const [index, { job, artworks }] of jobs.entries()) {
    for (const asked of Object.values(job)) asked.base = base;
    const { reply, buffers } = await ask(job, await Promise.all(artworks.map(artwork)));
    // What fewer inks look like comes as several pictures.
    if (reply === "printed" || reply.separated) await post(`/engine/file?job=${index}`, new Blob(buffers));
    else await post(`/engine/refused?job=${index}`, JSON.stringify(reply));
  }
  await post("/engine/done", navigator.userAgent);
}

work().catch((error) => post("/engine/failed", String(error?.stack ?? error)));
