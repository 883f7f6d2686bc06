// Works out the SHA-256 of a chosen file here, in the browser, and asks only for that: the file stays where it is.
"use strict";
const form = document.getElementById("whole");
const chosen = document.getElementById("file");
const say = document.getElementById("said");
if (form && window.crypto && crypto.subtle) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "Ask by its hash only";
  form.append(" ", button);
  say.textContent = "“Ask by its hash only” keeps the file on your computer: it says whether it was issued here and still stands.";
  button.addEventListener("click", async () => {
    if (!chosen.files.length) {
      chosen.reportValidity();
      return;
    }
    const hashed = await crypto.subtle.digest("SHA-256", await chosen.files[0].arrayBuffer());
    const digits = Array.from(new Uint8Array(hashed), (byte) => byte.toString(16).padStart(2, "0")).join("");
    location.assign("?sha256=" + digits);
  });
}
