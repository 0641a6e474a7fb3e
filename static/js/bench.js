// Lets a [data-person] be dragged to a [data-drop] with a mouse; #drop is the form that says so to the server.
let dragged;

const target = (event) => dragged && event.target.closest?.("[data-drop]");
const mark = (place) => {
  for (const marked of document.querySelectorAll("[data-over]")) if (marked !== place) delete marked.dataset.over;
  if (place) place.dataset.over = "";
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-person]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.person);
});

document.addEventListener("dragover", (event) => {
  const place = target(event);
  mark(place);
  if (place) event.preventDefault();
});

document.addEventListener("dragend", () => { mark(); dragged = undefined; });

document.addEventListener("drop", (event) => {
  const place = target(event);
  if (!place) return;
  event.preventDefault();
  if (place.contains(dragged)) return;
  const form = document.getElementById("drop");
  form.elements.person.value = dragged.dataset.person;
  form.elements.to.value = place.dataset.drop;
  form.requestSubmit();
});
