// Has this device moved to another zone since the last visit? Then offer to change, once.
const notice = document.getElementById("zone-notice");
const kept = document.documentElement.dataset.zone;
const city = (zone) => zone.split("/").pop().replaceAll("_", " ");
const remember = (zone) => localStorage.setItem("zone-seen", zone);

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function look() {
  const here = zoneHere();
  const seen = localStorage.getItem("zone-seen");
  if (!here || here === seen) return;
  if (!seen || here === kept) return remember(here);
  notice.querySelector("[data-zone-here]").textContent = city(here);
  notice.querySelector("[data-zone-kept]").textContent = city(kept);
  const link = notice.querySelector("[data-zone-change]");
  link.href = `${link.pathname}?zone=${encodeURIComponent(here)}`;
  link.onclick = () => remember(here);
  notice.querySelector("[data-zone-keep]").onclick = () => { remember(here); notice.hidden = true; };
  notice.hidden = false;
}

// A clock that nobody has chosen yet is the device's own, until they change it.
for (const select of document.querySelectorAll("select[data-zone-first]")) {
  const here = zoneHere();
  if ([...select.options].some((option) => option.value === here)) select.value = here;
}

if (notice && kept) {
  look();
  document.addEventListener("visibilitychange", () => document.hidden || look());
}
