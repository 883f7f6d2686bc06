// Keys for whoever works without a mouse: they follow links that are on the page, and move the focus; nothing else can be
// done with them. Off while somebody writes, and for good where they are switched off: then this file is not loaded.
"use strict";
const SOON = 1500;
const rows = () => [...document.querySelectorAll("main tbody tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);
let going = 0;

function step(by) {
  const links = rows();
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[next]?.focus();
}

function search() {
  const field = document.querySelector("main .filters input:not([type=hidden]), main .filters select");
  if (field) field.focus();
  else location.assign(`${document.querySelector("a.brand").getAttribute("href")}#find`);
}

function exported() {
  const below = document.activeElement.closest(".scroll")?.nextElementSibling;
  (below?.matches(".files") ? below : document.querySelector(".files"))?.querySelector("a").click();
}

const KEYS = {
  "[": () => document.querySelector("main a[rel=prev]")?.click(),
  "]": () => document.querySelector("main a[rel=next]")?.click(),
  j: () => step(1),
  k: () => step(-1),
  e: exported,
  "/": search,
  "?": () => document.querySelector("a.keys").click(),
};

// While a letter after `g` may come, it is the name of a page and not a key of its own.
function pressed(key) {
  if (performance.now() - going < SOON && going) {
    going = 0;
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    link?.click();
    return Boolean(link);
  }
  going = key === "g" ? performance.now() : 0;
  KEYS[key]?.();
  return key in KEYS;
}

document.addEventListener("keydown", (event) => {
  const typed = event.ctrlKey || event.altKey || event.metaKey;
  const writes = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.defaultPrevented || event.repeat || writes || (typed && !event.getModifierState("AltGraph"))) return;
  if (pressed(event.key)) event.preventDefault();
});
if (location.hash === "#find") document.getElementById("find")?.focus();
