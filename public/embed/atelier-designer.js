// <atelier-designer product="tee" catalog-src="/shop/catalog.json" locale="en"></atelier-designer>
// Puts Atelier into a shadow root on a merchant's page. The app is found from this script's own address.

const NAME = "atelier-designer";
const ATTRIBUTES = ["product", "catalog-src", "locale"];
const FAILED = "The designer could not be loaded. Check the connection and try again.";
const base = new URL("../", import.meta.url).href;
const at = (path) => new URL(path, base).href;

const frame = new CSSStyleSheet();
frame.replaceSync(`:host{display:block}:host([hidden]){display:none}
.note{display:grid;place-content:center;place-items:center;gap:1em;text-align:center;min-height:var(--atelier-height,100dvh)}`);

async function read(path, options) {
  const answer = await fetch(at(path), options);
  if (!answer.ok) throw new Error(`${answer.url}: status ${answer.status}`);
  return answer.text();
}

let app;
let failures = 0;

// Once for all elements of the page, anew after a failure.
function load() {
  return (app ??= start().catch((error) => {
    app = undefined;
    failures += 1;
    throw error;
  }));
}

async function start() {
  const html = await read("index.html", { cache: "no-cache" });
  const page = new DOMParser().parseFromString(html, "text/html");
  const { content, dataset } = page.querySelector('meta[name="atelier-app"]');
  const links = [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href"));
  // A release names the styles of what comes later apart.
  const later = page.querySelector('meta[name="atelier-style"]');
  const styles = later ? [...links, later.content] : links;
  const [module, wasm, ...sheets] = await Promise.all([
    // Browsers remember that a module failed; with a query they ask again.
    import(at(content) + (failures ? `?${failures}` : "")),
    fetch(at(dataset.wasm)),
    ...styles.map(async (address) => new CSSStyleSheet().replace(await read(address))),
  ]);
  await module.default({ module_or_path: wasm });
  // A shadow root ignores the font faces in its styles.
  const font = `url("${at("fonts/atelier-ui.woff2")}")`;
  document.fonts.add(new FontFace("Atelier UI", font, { weight: "400 700", display: "swap" }));
  return { mount: module.mount, sheets };
}

class AtelierDesigner extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #shadow = this.attachShadow({ mode: "open" });
  #turn = 0;
  #remove;

  connectedCallback() {
    this.#show();
  }

  disconnectedCallback() {
    this.#clear();
  }

  connectedMoveCallback() {} // moveBefore() keeps the app

  attributeChangedCallback(_, before, now) {
    if (this.#turn && this.isConnected && before !== now) this.#show();
  }

  async #show() {
    this.#clear();
    const turn = this.#turn;
    this.#say("status", "Loading the designer…");
    try {
      const { mount, sheets } = await load();
      if (turn !== this.#turn) return;
      const root = this.#put(sheets);
      const given = ATTRIBUTES.map((name) => [name, this.getAttribute(name)]);
      this.#remove = mount(root, this, base, JSON.stringify(Object.fromEntries(given)));
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #clear() {
    this.#turn += 1;
    // The page may do this in answer to an event of the app, so let the app come to rest first.
    if (this.#remove) queueMicrotask(this.#remove);
    this.#remove = undefined;
    this.#shadow.replaceChildren();
  }

  #fail(error) {
    console.error(NAME, error);
    const again = document.createElement("button");
    again.textContent = "Try again";
    again.onclick = () => this.#show();
    this.#say("alert", FAILED).append(again);
    const detail = { v: 1, message: FAILED };
    this.dispatchEvent(new CustomEvent("atelier-error", { bubbles: true, composed: true, detail }));
  }

  #say(role, words) {
    const note = this.#put([]);
    note.className = "note";
    const text = note.appendChild(document.createElement("span"));
    text.setAttribute("role", role);
    text.textContent = words;
    return note;
  }

  #put(sheets) {
    const element = document.createElement("div");
    this.#shadow.adoptedStyleSheets = [frame, ...sheets];
    this.#shadow.replaceChildren(element);
    return element;
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, AtelierDesigner);
