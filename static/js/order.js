// Lets the parts of a list be dragged to another place with a mouse; the arrows do the same without.
// <ol data-order="address"> holds <li data-item="id" draggable>, in a form that is then sent with `shift=id place`.
let dragged;

const over = (event) => {
  const row = event.target.closest?.("[data-item]");
  return dragged && row !== dragged && row;
};

document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.("[data-item]"); });
document.addEventListener("dragover", (event) => { if (over(event)) event.preventDefault(); });

document.addEventListener("drop", (event) => {
  const row = over(event);
  if (!row) return;
  event.preventDefault();
  const list = row.parentElement;
  const button = document.createElement("button");
  const place = [...list.children].indexOf(row) + 1;
  Object.assign(button, { name: "shift", value: `${dragged.dataset.item} ${place}`, formAction: list.dataset.order, hidden: true });
  list.append(button);
  button.click();
});
