// Sends the chosen file without leaving its page: says how many bytes have gone and for how long it is being read, can be
// stopped, and takes a file that is dropped on the form. Whatever goes wrong, the file stays chosen.
"use strict";

function megabytes(bytes) {
  return (bytes / 1e6).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

async function renewed(form) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector("#upload [name=csrf_token]");
  if (fresh) form.elements.csrf_token.value = fresh.value;
  return Boolean(fresh);
}

function prepare() {
  const form = document.getElementById("upload");
  if (!form) return;
  const chosen = form.elements.file;
  const button = form.querySelector("button");
  const template = document.getElementById("travel");
  const words = template.dataset;
  const travel = template.content.firstElementChild;
  const [bar, said, stop] = travel.children;

  function fits() {
    const [file] = chosen.files;
    chosen.setCustomValidity(file && file.size > Number(words.most) ? words.large.replace("{size}", megabytes(file.size)) : "");
    return chosen.reportValidity();
  }

  function over(text) {
    said.textContent = text;
    bar.hidden = stop.hidden = true;
    button.disabled = false;
  }

  async function shown(request, again) {
    const onward = request.status === 204 && request.getResponseHeader("Location");
    if (onward) return onward.startsWith(words.door) ? over(words.expired) : location.assign(onward);
    if (request.status === 400 && !again) {
      // Somebody signed out or in since the page was opened: it goes on under the session that there is now.
      return (await renewed(form)) ? send(true) : over(words.expired);
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const content = page.getElementById("content");
    if (!content || ![409, 413, 422].includes(request.status)) return over(words.lost);
    history.replaceState(null, "", request.responseURL);
    document.title = page.title;
    document.getElementById("content").replaceWith(content);
    scrollTo(0, 0);
    content.focus();
    return prepare();
  }

  function send(again) {
    button.disabled = true;
    bar.hidden = stop.hidden = false;
    template.before(travel);
    said.textContent = "";
    bar.removeAttribute("value");
    const request = new XMLHttpRequest();
    let clock;
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.loaded / event.total;
      said.textContent = words.sent.replace("{sent}", megabytes(event.loaded)).replace("{all}", megabytes(event.total));
    });
    request.upload.addEventListener("load", () => {
      const since = Date.now();
      const tick = () => {
        said.textContent = words.reading.replace("{seconds}", Math.round((Date.now() - since) / 1000));
      };
      bar.removeAttribute("value");
      tick();
      clock = setInterval(tick, 500);
    });
    request.addEventListener("loadend", () => clearInterval(clock));
    request.addEventListener("load", () => shown(request, again).catch(() => over(words.lost)));
    request.addEventListener("error", () => over(words.lost));
    request.addEventListener("abort", () => over(words.stopped));
    stop.onclick = () => request.abort();
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.send(new FormData(form));
  }

  chosen.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (fits()) send(false);
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") {
        chosen.files = event.dataTransfer.files;
        fits();
      }
    });
  }
  form.querySelector(".drop").hidden = false;
}

prepare();
