/* The final test: an answer is saved the moment it is given; the time left runs. What could not be sent is kept and sent again. */
(() => {
  "use strict";
  const clock = document.querySelector("[data-seconds-left]");
  if (clock) {
    const ends = Date.now() + clock.dataset.secondsLeft * 1000;
    const shown = clock.querySelector("[data-left]");
    const tick = () => {
      const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
      shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      clock.classList.toggle("late", left < 300);
      clock.setAttribute("aria-live", left === 300 || left === 60 ? "assertive" : "off");
    };
    const GRACE_MS = 31000; // the server takes answers on their way for half a minute
    setInterval(() => { tick(); if (Date.now() > ends + GRACE_MS) location.reload(); }, 1000);
  }

  const form = document.querySelector("form[data-answer]");
  if (!form) return;
  const said = form.querySelector(".saved");
  const key = `unsent ${form.action}`;
  const RETRY_MS = 5000;
  let sending = false, again = false, retry;

  const ticked = () => new FormData(form).getAll("answer");
  const store = change => { try { change(localStorage); } catch { /* a browser without storage keeps the page itself */ } };

  const send = async () => {
    if (sending) { again = true; return; }
    sending = true;
    const answer = ticked();
    store(kept => kept.setItem(key, JSON.stringify({ answer, seen: form.elements.seen.value })));
    const body = new URLSearchParams(new FormData(form));
    const reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    sending = false;
    const isOurs = reply && (reply.headers.get("Content-Type") || "").includes("json");
    if (isOurs && reply.ok) {
      const { revision, said: words } = await reply.json();
      form.elements.seen.value = revision;
      said.classList.remove("unsent");
      said.textContent = words;
      store(kept => kept.removeItem(key));
    } else if (isOurs && (reply.status === 409 || reply.status === 422)) {
      said.textContent = (await reply.json()).said;
    } else {
      said.classList.add("unsent");
      said.textContent = form.dataset.unsent;
      clearTimeout(retry);
      retry = setTimeout(send, RETRY_MS);
    }
    if (again) { again = false; send(); }
  };

  form.addEventListener("change", send);
  addEventListener("online", () => { if (said.classList.contains("unsent")) send(); });

  store(kept => { // an answer that did not go out before the page was left: put back, and sent
    const unsent = JSON.parse(kept.getItem(key) || "null");
    if (!unsent || unsent.seen !== form.elements.seen.value) { kept.removeItem(key); return; }
    form.querySelectorAll("[name=answer]").forEach(input => { input.checked = unsent.answer.includes(input.value); });
    send();
  });
})();
