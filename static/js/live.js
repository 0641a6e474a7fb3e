// Counts #clock down by the server's clock, and says aloud a new part, its half, two minutes left, and its end.
const voice = document.querySelector("[data-voice]");
const offline = document.querySelector("[data-offline]");
const wake = document.querySelector("[data-wake]");
let ahead, asked, part, last;

function draw(received = Date.now()) {
  const clock = document.getElementById("clock");
  if (!clock) return;
  const { now, until, length, over } = clock.dataset;
  if (now !== asked) [asked, ahead] = [now, now - received];
  const title = document.querySelector("[data-part]").textContent;
  if (title !== part) {
    if (part) voice.textContent = title;
    [part, last] = [title];
  }
  if (!until) return;
  const left = Math.round((until - Date.now() - ahead) / 1000);
  const minutes = Math.floor(Math.abs(left) / 60);
  clock.textContent = left < 0 ? over.replace("{n}", minutes) : `${minutes}:${String(left % 60).padStart(2, "0")}`;
  clock.dataset.state = left < 0 ? "over" : left < 60 ? "last" : "on";
  for (const [at, words] of [[length / 2, "half"], [120, "two"], [0, "zero"]]) if (last > at && left <= at) voice.textContent = voice.dataset[words];
  last = left;
}

draw(performance.timeOrigin + performance.getEntriesByType("navigation")[0].responseStart);
setInterval(draw, 500);
const on = (name, act) => document.addEventListener(name, act);
on("htmx:after:swap", () => draw());
on("htmx:before:request", (event) => { if (document.hidden && event.target.id === "room") event.preventDefault(); });
on("htmx:error", () => { offline.hidden = false; });
on("htmx:after:request", () => { offline.hidden = true; });

if (navigator.wakeLock) {
  const stay = () => navigator.wakeLock.request("screen").then(() => { wake.ariaPressed = "true"; }, () => {});
  wake.hidden = false;
  wake.onclick = stay;
  on("visibilitychange", () => { if (wake.ariaPressed && !document.hidden) stay(); });
}
