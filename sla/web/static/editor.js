// Has the text of a contract saved and checked when somebody stops typing, numbers its lines, marks those that something
// is said about, leads from a finding to its place, and offers the names that may stand where the caret is.
"use strict";
const form = document.getElementById("editor");
const text = document.getElementById("text");
const said = document.getElementById("said");
const state = document.getElementById("state");
const gutter = document.createElement("pre");
const PAUSE = 700;
let waiting, running, again;

gutter.className = "gutter";
gutter.setAttribute("aria-hidden", "true");
const frame = document.createElement("div");
frame.className = "code";
text.before(frame);
frame.append(gutter, text);
document.getElementById("by-line")?.remove();

function numbered() {
  const told = new Set(Array.from(said.querySelectorAll("[data-line]"), (each) => each.dataset.line));
  gutter.replaceChildren(
    ...Array.from({ length: text.value.split("\n").length }, (_, at) => {
      const line = document.createElement("span");
      line.textContent = at + 1;
      if (told.has(String(at + 1))) line.className = "told";
      return line;
    }),
  );
  gutter.scrollTop = text.scrollTop;
}

function goTo(line, column) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  text.focus();
  text.setSelectionRange(start + column - 1, start + (lines[line - 1] || "").length);
  text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
}

async function check() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  state.textContent = state.dataset.saving;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-While-Writing": "1" } });
    if (!answer.headers.has("X-Seen")) throw new Error(answer.status);
    said.innerHTML = await answer.text();
    if (answer.ok) form.elements.seen.value = answer.headers.get("X-Seen");
    state.textContent = answer.ok ? state.dataset.saved : state.dataset.failed;
    numbered();
  } catch {
    state.textContent = state.dataset.failed;
  }
  running = false;
  if (again) {
    again = false;
    check();
  }
}

said.addEventListener("click", (event) => {
  const found = event.target.closest("a[href^='#L']")?.closest("[data-line]");
  if (!found) return;
  event.preventDefault();
  goTo(Number(found.dataset.line), Number(found.dataset.column));
});
text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
text.addEventListener("focus", () => import(form.dataset.names), { once: true });
numbered();
if (!text.readOnly) {
  text.addEventListener("input", () => {
    numbered();
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
