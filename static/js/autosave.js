// Keeps a draft on the server every two seconds while one types: <form data-autosave="/where/">; [data-saved] says how that went.
const WAIT = 2000;

function keep(form) {
  const status = form.querySelector("[data-saved]");
  let timer, dirty = false, sending = false, out = false;

  const say = (state) => {
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    status.dataset.state = state;
    status.textContent = (status.dataset[state] ?? "").replace("{time}", now);
  };
  // Whoever signed in again in another tab has a new token; somebody else's is not taken.
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(form.dataset.autosave)).text(), "text/html");
    const same = page.querySelector(`[data-writer="${status.dataset.writer}"]`)?.closest("form");
    if (same) form.csrfmiddlewaretoken.value = same.csrfmiddlewaretoken.value;
  };
  const send = async () => {
    timer = clearTimeout(timer);
    if (!dirty || sending) return;
    dirty = false;
    sending = true;
    try {
      if (out) await renew();
      const body = new FormData(form);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive: true });
      out = answer.redirected || answer.status === 403;
      dirty ||= out;
      say(out ? "out" : answer.ok ? "kept" : answer.status === 409 ? "conflict" : "refused");
    } catch {
      dirty = true;
      say("offline");
    }
    sending = false;
    if (dirty && !out) timer = setTimeout(send, WAIT);
  };

  const soon = () => {
    dirty = true;
    timer ??= setTimeout(send, WAIT);
  };

  form.addEventListener("input", soon);
  // What was typed before this script came, or put back by the browser, is kept as well.
  if ([...form.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue)) soon();
  form.addEventListener("submit", (event) => {
    if (out) event.preventDefault();
    else { clearTimeout(timer); dirty = false; }
  });
  addEventListener("online", send);
  addEventListener("focus", send);
  addEventListener("pagehide", send);
  addEventListener("beforeunload", (event) => { if (dirty && (out || status.dataset.state === "offline")) event.preventDefault(); });
}

document.querySelectorAll("form[data-autosave]").forEach(keep);
