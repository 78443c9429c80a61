/* A lesson: where the reader is and for how long is told to the server; private notes are kept while they are written. */
(() => {
  "use strict";
  const complete = document.getElementById("complete");
  if (!complete) return;
  const token = complete.elements.csrf_token.value;
  const IDLE_S = 90; // without a sign of life for so long, nobody is reading
  const TELL_S = 30;

  let spent = 0, alive = Date.now(), anchor = "";
  ["scroll", "keydown", "pointerdown", "pointermove"].forEach(kind =>
    addEventListener(kind, () => { alive = Date.now(); }, { passive: true }));
  setInterval(() => { if (!document.hidden && Date.now() - alive < IDLE_S * 1000) spent += 1; }, 1000);

  const places = [...document.querySelectorAll("article.lesson > [id]")];
  const seen = new IntersectionObserver(entries => {
    const top = entries.filter(entry => entry.isIntersecting).pop();
    if (top) anchor = top.target.id;
  }, { rootMargin: "-10% 0px -70% 0px" });
  places.forEach(place => seen.observe(place));

  const tell = () => {
    if (spent < 1) return;
    const body = new URLSearchParams({ csrf_token: token, anchor, seconds: spent });
    spent = 0;
    fetch(complete.dataset.place, { method: "POST", body, keepalive: true }).catch(() => {});
  };
  setInterval(tell, TELL_S * 1000);
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell(); });

  document.querySelectorAll("form[data-autosave]").forEach(form => {
    const said = form.querySelector(".saved");
    let waiting;
    const keep = async () => {
      const reply = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" },
      }).catch(() => null);
      if (!reply || !reply.ok || !(reply.headers.get("Content-Type") || "").includes("json")) return; // the button still saves, and says what is wrong
      const { revision, said: words } = await reply.json();
      form.elements.seen.value = revision;
      said.textContent = words;
    };
    form.elements.text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, 1200); });
  });
})();
