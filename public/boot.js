// Starts the app: loads the module and the WASM file that the page names, and says so when that fails.
// It is a file and not an inline script so that the page's Content-Security-Policy needs no exception.

async function start() {
  const { content: script, dataset } = document.querySelector('meta[name="atelier-app"]');
  const { default: init } = await import(new URL(script, document.baseURI));
  await init({ module_or_path: new URL(dataset.wasm, document.baseURI) });
}

function explain(error) {
  console.error(error);
  const root = document.querySelector("[data-atelier-root]");
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent =
    "Atelier could not start. Check your connection and reload the page; it needs a browser from 2023 or later.";
  root?.replaceChildren(note);
}

start().catch(explain);
