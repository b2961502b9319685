// The shop's side: it listens to the designer's events and keeps a basket. A real shop would send the basket's lines to
// its server; this one keeps them until the page is closed.

const designer = document.querySelector("atelier-designer");
const part = (name) => document.querySelector(`[data-${name}]`);
const MOST_PIECES = 500;

/** The basket, oldest line first: details of `atelier-add-to-cart`. */
let lines = [];

/** An amount of minor units (cents) as text. */
function money(amount, currency) {
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function row(term, value) {
  return element("div", "", element("dt", term), element("dd", value));
}

designer.addEventListener("atelier-price", ({ detail }) => {
  const { each, total, quantity, currency } = detail;
  part("price-now").textContent = money(total, currency);
  part("price-lines").replaceChildren(...detail.lines.map((line) => row(line.label, money(line.amount, currency))));
  part("price-note").textContent = quantity === 1 ? "For one piece." : `For ${quantity} pieces, ${money(each, currency)} each.`;
});

designer.addEventListener("atelier-add-to-cart", (event) => {
  const line = event.detail;
  if (line.quantity > MOST_PIECES) {
    // The shopper stays in the designer and can change the order.
    event.preventDefault();
    news(`We can print at most ${MOST_PIECES} pieces of one design. Please order fewer.`);
    return;
  }
  // The hash names the design: the same one again is the same line.
  const same = lines.findIndex(({ design, sku }) => design === line.design && sku === line.sku);
  if (same < 0) lines.push(line);
  else lines[same] = line;
  news(`${line.name} is in the basket.`);
  showBasket();
});

designer.addEventListener("atelier-add-roster", ({ detail }) => {
  // A team or many gifts: one order, each row with a name, a size and a design of its own.
  lines.push(detail);
  news(`${detail.name} is in the basket, ${detail.rows.length} rows.`);
  showBasket();
});

designer.addEventListener("atelier-error", ({ detail }) => news(detail.message));

for (const choice of document.querySelectorAll("[name=product]")) {
  choice.addEventListener("change", () => {
    part("price-now").textContent = "–";
    part("price-lines").replaceChildren();
    part("price-note").textContent = "";
    designer.setAttribute("product", choice.value);
  });
}

function news(text) {
  part("news").textContent = text;
}

function showBasket() {
  part("count").textContent = lines.reduce((pieces, line) => pieces + line.quantity, 0);
  part("empty").hidden = lines.length > 0;
  part("lines").replaceChildren(...lines.map(basketLine));
  part("sum").hidden = lines.length === 0;
  const sum = lines.reduce((sum, line) => sum + line.total, 0);
  if (lines.length) part("sum").querySelector("strong").textContent = money(sum, lines[0].currency);
}

function basketLine(line) {
  const picture = document.createElement("img");
  picture.src = line.preview;
  picture.alt = `${line.name} on the ${line.product}`;

  const remove = element("button", "Remove");
  remove.type = "button";
  remove.setAttribute("aria-label", `Remove ${line.name}`);
  remove.addEventListener("click", () => {
    lines = lines.filter((other) => other !== line);
    news(`${line.name} is out of the basket.`);
    showBasket();
    document.querySelector("#basket").focus();
  });

  const count = line.rows ? `${line.quantity} pieces` : `${line.quantity} × ${money(line.each, line.currency)}`;
  const price = element("p", "", element("span", count));
  price.className = "line-price";
  price.append(element("strong", money(line.total, line.currency)));

  const hash = element("code", line.design.slice(0, 16));
  hash.title = line.design;
  const skus = line.rows ? [...new Set(line.rows.map((row) => row.sku))].join(", ") : line.sku;
  const facts = element("dl", "", element("dt", "SKU"), element("dd", "", element("code", skus)));
  facts.append(element("dt", "Design"), element("dd", "", hash));

  const item = element("li", "", picture, element("h3", line.name), price, facts, remove);
  item.className = "line";
  return item;
}

// For developers: every event with its detail, long texts cut.
const EVENTS = ["ready", "change", "saved", "price", "add-to-cart", "add-roster", "error"];
const KEPT = 50;
const LONGEST = 90;

function cut(_, value) {
  if (typeof value !== "string" || value.length <= LONGEST) return value;
  return `${value.slice(0, LONGEST)}… (${value.length} characters)`;
}

for (const name of EVENTS) {
  designer.addEventListener(`atelier-${name}`, (event) => {
    const entry = element("li", "", element("code", event.type), element("pre", JSON.stringify(event.detail, cut)));
    part("log").prepend(entry);
    while (part("log").childElementCount > KEPT) part("log").lastElementChild.remove();
  });
}
