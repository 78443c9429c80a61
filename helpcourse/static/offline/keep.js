/* “Keep on this phone”: a course, or some of its modules. */
(() => {
  "use strict";
  const panel = document.getElementById("keep");
  if (!navigator.serviceWorker || !window.caches) return; // an old browser, or no https
  const { store, askWorker } = window, { dataset: words } = panel, id = words.list;
  const form = panel.querySelector("form"), said = panel.querySelector(".saved"), bar = panel.querySelector("progress");
  const forget = panel.querySelector("[data-forget]"), boxes = [...form.querySelectorAll("[name=module]")];

  const say = (text, isUnsent = false) => {
    said.textContent = text;
    said.classList.toggle("unsent", isUnsent);
  };

  const show = async () => {
    const kept = await store.get("kept", id), isMine = kept && await store.isOwner();
    forget.hidden = !isMine;
    if (!isMine) return;
    boxes.forEach(box => { box.checked = !kept.modules || kept.modules.includes(box.value); });
    say(words.kept.replace("{count}", kept.lessons.length));
  };

  const keep = async modules => {
    await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
    navigator.storage?.persist?.(); // so that the browser does not clear it when it wants room
    return askWorker({ action: "keep", id, modules }, ({ done, total }) => {
      bar.hidden = false;
      bar.max = total;
      bar.value = done;
    });
  };

  form.addEventListener("submit", async event => {
    event.preventDefault();
    const chosen = boxes.filter(box => box.checked).map(box => box.value), button = event.submitter;
    if (!chosen.length) { say(words.none, true); return; }
    button.disabled = true;
    say("");
    const isKept = await keep(chosen.length === boxes.length ? null : chosen).catch(() => false);
    button.disabled = false;
    bar.hidden = true;
    if (isKept) show(); else say(words.lost, true);
  });

  forget.addEventListener("click", async () => {
    await askWorker({ action: "forget", id });
    forget.hidden = true;
    say(words.removed);
    form.querySelector("button").focus();
  });

  panel.hidden = false;
  if (navigator.serviceWorker.controller) show();
})();
