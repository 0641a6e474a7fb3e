// A form came back with errors: take the reader to the list of them, also when only a part of the page was swapped.
const focus = (root) => root.querySelector?.("[data-error-summary]")?.focus();

focus(document);
document.addEventListener("htmx:after:swap", () => focus(document));
