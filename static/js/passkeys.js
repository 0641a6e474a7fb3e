// Adds passkeys and signs in with them: <form data-passkey="create|get"> has a hidden box named credential.
const Credential = window.PublicKeyCredential;

async function question(form) {
  const here = document.getElementById("js_data");
  const told = here
    ? JSON.parse(here.textContent)
    : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  const { publicKey } = told.creation_options ?? told.request_options;
  if (form.dataset.passkey === "get") return Credential.parseRequestOptionsFromJSON(publicKey);
  Object.assign(publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  return Credential.parseCreationOptionsFromJSON(publicKey);
}

async function ask(event, form) {
  event.preventDefault();
  const status = form.querySelector("[data-status]");
  status.textContent = "";
  try {
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: await question(form) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    status.textContent = status.dataset.status;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !Credential?.parseCreationOptionsFromJSON;
  form.addEventListener("submit", (event) => ask(event, form));
}
