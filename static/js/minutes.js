// Adds up [data-minute] of <form data-minutes="90"> while one types; [data-sum] has a sentence for each case.
function add(form) {
  const sum = form.querySelector("[data-sum]");
  const length = () => Number(form.querySelector("[data-length]")?.value || form.dataset.minutes);
  const show = () => {
    const used = [...form.querySelectorAll("[data-minute]")].reduce((total, box) => total + (Number(box.value) || 0), 0);
    const left = length() - used;
    const words = left === 0 ? sum.dataset.fits : left < 0 ? sum.dataset.over : sum.dataset.under;
    sum.querySelector("output").textContent = (words ?? "")
      .replace("{used}", used).replace("{length}", length()).replace("{left}", Math.abs(left));
    sum.dataset.state = left === 0 ? "fits" : "off";
  };
  form.addEventListener("input", show);
  form.addEventListener("htmx:after:swap", show);
  show();
}

document.querySelectorAll("form[data-minutes]").forEach(add);
