// Copies what stands in a box when its button is pressed, and says so on the button.
for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  box.onfocus = () => box.select();
  button.hidden = !navigator.clipboard;
  button.onclick = async () => {
    await navigator.clipboard.writeText(box.value);
    button.textContent = button.dataset.copied;
  };
}
