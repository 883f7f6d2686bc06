// Hands what the page asks to the device's passkeys, and sends their answer as a form.
"use strict";
const form = document.getElementById("passkey");
const said = document.getElementById("said");
const button = form.querySelector("button");
async function answered() {
  const publicKey = JSON.parse(form.dataset.options);
  const made = form.dataset.act === "make"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  return JSON.stringify(made.toJSON());
}
if (window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
  button.hidden = false;
  said.textContent = "";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.answer.value = await answered();
    } catch {
      said.textContent = form.dataset.failed;
      return;
    }
    form.submit();
  });
}
