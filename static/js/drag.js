// Lets a [data-drag] be dragged with a mouse onto a [data-drop]; #drop says so to the server.
let dragged;

const place = (event) => dragged && event.target.closest?.("[data-drop]");
const mark = (on) => {
  document.querySelector("[data-over]")?.removeAttribute("data-over");
  on?.setAttribute("data-over", "");
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]");
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.drag);
});

document.addEventListener("dragover", (event) => {
  const on = place(event);
  mark(on);
  if (on) event.preventDefault();
});

document.addEventListener("dragend", () => { mark(); dragged = undefined; });

document.addEventListener("drop", (event) => {
  const on = place(event), drop = document.getElementById("drop");
  if (!on) return;
  event.preventDefault();
  if (on.contains(dragged)) return;
  const boxes = drop.form.elements, [what, to] = [dragged.dataset.drag, on.dataset.drop];
  if (boxes.to) [boxes.person.value, boxes.to.value] = [what, to];
  else drop.value = `${what} ${to}`;
  drop.click();
});
