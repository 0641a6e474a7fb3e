// Adds passkeys and signs in with them: <form data-passkey="create|get"> has a hidden box named credential.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function question(form) {
  const here = document.getElementById("js_data");
  const told = here
    ? JSON.parse(here.textContent)
    : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  const { publicKey } = told.creation_options ?? told.request_options;
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    publicKey[list] = (publicKey[list] ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  }
  if (form.dataset.passkey === "create") {
    Object.assign(publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  }
  return { publicKey };
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, type, response, rawId: text(credential.rawId), clientExtensionResults: credential.getClientExtensionResults() });
}

async function ask(event, form) {
  event.preventDefault();
  const status = form.querySelector("[data-status]");
  status.textContent = "";
  try {
    const credential = await navigator.credentials[form.dataset.passkey](await question(form));
    form.elements.credential.value = answer(credential);
    form.submit();
  } catch {
    status.textContent = status.dataset.status;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => ask(event, form));
}
