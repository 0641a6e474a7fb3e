// Which theme was chosen on this device? Set before the first paint, so nothing flashes.
(() => {
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; } };
  const wear = (theme) => (theme === "auto" ? delete root.dataset.theme : (root.dataset.theme = theme));
  wear(read());
  addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("[data-theme-switch]")) {
      choice.hidden = false;
      for (const input of choice.querySelectorAll("input")) input.checked = input.value === read();
      choice.addEventListener("change", ({ target }) => {
        wear(target.value);
        try { localStorage.setItem("theme", target.value); } catch { /* private mode */ }
      });
    }
  });
})();
