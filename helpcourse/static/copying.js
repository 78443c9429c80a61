/* Buttons that copy a text; they show themselves, since they need a script, and say that it is done. */
(() => {
  "use strict";
  const byHand = text => { // where a page has no clipboard, as without https
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); } catch { byHand(text); }
  };
  window.copying = { copy };

  document.querySelectorAll("[data-copy]").forEach(button => {
    const words = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(button.dataset.copy);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  });
})();
