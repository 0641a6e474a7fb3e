// Lets the rows of <ol data-order="address"> be dragged with a mouse, as the arrows move them: sends `shift=id place`.
let dragged;

const over = ({ target }) => {
  const row = target.closest?.("[data-item]");
  return dragged && row !== dragged && row;
};

document.addEventListener("dragstart", ({ target }) => { dragged = target.closest?.("[data-item]"); });
document.addEventListener("dragover", (event) => { if (over(event)) event.preventDefault(); });

document.addEventListener("drop", (event) => {
  const row = over(event);
  if (!row) return;
  event.preventDefault();
  const list = row.parentElement;
  const value = `${dragged.dataset.item} ${[...list.children].indexOf(row) + 1}`;
  const button = Object.assign(document.createElement("button"), { name: "shift", value, formAction: list.dataset.order });
  list.append(button);
  button.click();
});
