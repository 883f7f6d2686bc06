// Asks for the next agreements until all are computed, and adds them to the table.
"use strict";
const rows = document.querySelector("#trial tbody");
const shown = document.getElementById("shown");
const more = document.getElementById("more");

async function next(address) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  rows.append(...page.querySelectorAll("#trial tbody tr"));
  shown.textContent = page.getElementById("shown").textContent;
  const onward = page.querySelector("#more a");
  if (!onward) {
    more.remove();
    return;
  }
  more.querySelector("progress").value = page.querySelector("#more progress").value;
  await next(onward.getAttribute("href"));
}

if (more) {
  const link = more.querySelector("a");
  const progress = more.querySelector("progress");
  progress.hidden = false;
  link.hidden = true;
  next(link.getAttribute("href")).finally(() => { link.hidden = false; });
}
