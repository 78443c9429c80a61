/* How long an answer has become, said below it while it is written. */
(() => {
  "use strict";
  document.querySelectorAll("[data-count]").forEach(said => {
    const words = said.parentElement.querySelector("textarea");
    const count = () => { said.textContent = said.dataset.count.replace("{count}", words.value.length); };
    words.addEventListener("input", count);
    words.form?.addEventListener("restored", count); // what was kept on this device was put back
    count();
  });
})();
