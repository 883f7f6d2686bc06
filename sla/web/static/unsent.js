// Keeps a form while somebody fills it in: a moment after they stop, as soon as a file is chosen, when the page is left,
// and before it is sent. A closed tab, a session that is over or a server that stops then loses nothing.
"use strict";
const PAUSE = 600;
const AGAIN = 3000;

function keeping(slip) {
  const form = slip.form;
  const said = form.querySelector(".unsent [role=status]");
  const words = said.dataset;
  const files = form.querySelector(".attached");
  let waiting;
  let running = Promise.resolve();
  let busy = 0;
  let changed = false;
  let chosen = false;
  let going = false;

  function written(attach) {
    const fields = new FormData(form);
    fields.delete("without");
    if (!attach) fields.delete("file");
    return fields;
  }

  function kept(answer, list) {
    form.elements.revision.value = answer.headers.get("X-Revision");
    if (list !== null) {
      files.innerHTML = list;
      form.elements.file.value = "";
    }
    form.querySelector("[value=discard]").hidden = false;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    said.textContent = words.kept.replace("{time}", time);
  }

  async function once(leaving) {
    if (!changed) return;
    const attach = chosen && !leaving;
    changed = false;
    if (attach) chosen = false;
    said.textContent = words.keeping;
    try {
      const send = { method: "POST", body: written(attach), headers: { "X-While-Writing": "1" }, keepalive: leaving };
      const answer = await fetch(words.door, send);
      const text = await answer.text();
      if (answer.ok) kept(answer, attach ? text : null);
      else if (answer.status === 409) said.textContent = text;
      else throw new Error(answer.status);
    } catch {
      changed = true;
      chosen ||= attach;
      said.textContent = words.lost;
      waiting = setTimeout(save, AGAIN);
    }
  }

  function save(leaving = false) {
    clearTimeout(waiting);
    busy += 1;
    running = running.then(() => once(leaving)).finally(() => { busy -= 1; });
    return running;
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "without") return;
    changed = true;
    clearTimeout(waiting);
    chosen ||= event.target.name === "file";
    waiting = setTimeout(save, event.target.name === "file" ? 0 : PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed && !going) save(true);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    const first = !going && (changed || busy) && event.submitter?.value !== "discard";
    going = true;
    if (!first) return;
    event.preventDefault();
    await save();
    setTimeout(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("pageshow", () => { going = false; });
}

document.querySelectorAll(".unsent [name=slip]").forEach(keeping);
