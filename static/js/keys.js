// Single keys, not while one types: [data-key] is pressed, j and k go from one [data-stop] to the next.
const read = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
let on = read();

for (const choice of document.querySelectorAll("[data-keys-switch]")) {
  choice.hidden = false;
  const box = choice.querySelector("input");
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* private mode */ }
  });
}

const here = () => document.activeElement.closest("[data-stop]");

function go(by) {
  const stops = [...document.querySelectorAll("[data-stop]")];
  const at = stops.indexOf(here());
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
  next?.querySelector("a, button")?.focus();
}

function press(key) {
  const named = `[data-key="${CSS.escape(key)}"]`;
  const found = here()?.querySelector(named) || [...document.querySelectorAll(named)].find((one) => !one.closest("[data-stop]"));
  if (found && found.ariaDisabled !== "true") found.click();
  return found;
}

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") go(key === "j" ? 1 : -1);
  else if (key === " " && event.target.closest("button, a, summary") || !press(key)) return;
  event.preventDefault();
});
