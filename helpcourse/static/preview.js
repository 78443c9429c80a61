/* The preview: an open page loads itself again when the author has saved a file; where one was on it is kept. */
(() => {
  "use strict";
  const bar = document.querySelector("aside.preview");
  if (!bar) return;
  const { state, ask } = bar.dataset;
  const country = bar.querySelector("select");
  country.addEventListener("change", () => country.form.requestSubmit());
  setInterval(async () => {
    try {
      const now = await (await fetch(ask, { cache: "no-store" })).json();
      if (now.state !== state) location.reload();
    } catch { /* the preview was ended, or begins again */ }
  }, 1000);
})();
