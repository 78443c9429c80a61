/* A lesson: where the reader is and for how long is told to the server; private notes are kept while they are written. */
(() => {
  "use strict";
  const complete = document.getElementById("complete");
  if (!complete) return;
  const { get, set, drop, post, oneAtATime, tellUnsent, answerOf, isEmpty, isSame, putBack } = window.keeping;
  const IDLE_S = 90; // without a sign of life for so long, nobody is reading
  const TELL_S = 30;
  const RETRY_MS = 5000;
  const STAY_S = 2; // in one place: it is read; whoever scrolls to the menu passes faster

  let spent = 0, alive = Date.now(), here = "", stayed = 0, anchor = "";
  ["scroll", "keydown", "pointerdown", "pointermove"].forEach(kind =>
    addEventListener(kind, () => { alive = Date.now(); }, { passive: true }));
  setInterval(() => {
    if (document.hidden || Date.now() - alive >= IDLE_S * 1000) return;
    spent += 1;
    stayed += 1;
    if (here && scrollY > 0 && stayed >= STAY_S) anchor = here; // at the very top the menu is used, not the text
  }, 1000);

  const places = [...document.querySelectorAll("article.lesson > [id]")];
  anchor = places.find(place => `#${place.id}` === location.hash)?.id ?? "";
  const seen = new IntersectionObserver(entries => {
    const top = entries.filter(entry => entry.isIntersecting).pop();
    if (!top || top.target.id === here) return;
    here = top.target.id;
    stayed = 0;
  }, { rootMargin: "-10% 0px -70% 0px" });
  places.forEach(place => seen.observe(place));

  /* The same place in another language, or with another beside it. */
  const onto = address => anchor ? `${address.split("#")[0]}#${anchor}` : address;
  document.querySelectorAll(".langs a, .tools a[hreflang]").forEach(link =>
    link.addEventListener("click", () => { link.href = onto(link.href); }));
  document.querySelectorAll(".tools form").forEach(form =>
    form.addEventListener("submit", () => { form.elements.next.value = onto(form.elements.next.value); }));

  const tell = () => {
    if (spent < 1) return;
    const told = spent;
    const body = new URLSearchParams({ csrf_token: complete.elements.csrf_token.value, anchor, seconds: told });
    spent = 0;
    fetch(complete.dataset.place, { method: "POST", body, keepalive: true })
      .catch(() => { spent += told; }); // the line is gone: told with the next
  };
  setInterval(tell, TELL_S * 1000);
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell(); });
  /* The next page may lead back here: it is drawn before this one is hidden. */
  addEventListener("scroll", () => { if (scrollY === 0) tell(); }, { passive: true });
  document.addEventListener("click", event => { if (event.target.closest("a[href]")) tell(); }, { capture: true });

  document.querySelectorAll("form.question:has([name='answer.text'])").forEach(form => { // words typed and not sent yet
    const key = `unsent check ${complete.dataset.keeper}/${form.elements.question.value}`;
    const kept = get(key);
    if (kept?.seen === form.elements.seen.value && !isSame(kept.answer, answerOf(form))) putBack(form, kept.answer);
    else drop(key);
    form.addEventListener("input", () => {
      const answer = answerOf(form);
      if (isEmpty(answer)) drop(key); else set(key, { answer, seen: form.elements.seen.value });
    });
  });

  document.querySelectorAll("form[data-unsent]").forEach(form => {
    const said = form.querySelector(".saved"), words = form.elements.text;
    const key = `unsent note ${complete.dataset.keeper}/${form.elements.block.value}`;
    let waiting;

    const say = (reply, text) => {
      if (reply?.ok) {
        form.elements.seen.value = reply.revision;
        said.classList.remove("unsent");
        said.textContent = reply.said;
        if (words.value === text) drop(key);
      } else if (reply?.status === 409) { // the words stay in the field, to be copied
        drop(key);
        said.classList.add("unsent");
        said.textContent = reply.said;
      } else {
        tellUnsent(said, form.dataset, reply);
        clearTimeout(waiting);
        if (!reply?.log_in) waiting = setTimeout(send, RETRY_MS);
      }
    };

    const send = oneAtATime(form, async () => {
      const text = words.value;
      const reply = await post(form.action, [...new FormData(form)]);
      say(reply, text);
      return reply?.ok;
    });

    words.addEventListener("input", () => {
      set(key, { text: words.value, seen: form.elements.seen.value });
      clearTimeout(waiting);
      waiting = setTimeout(send, 1200);
    });
    form.addEventListener("submit", () => clearTimeout(waiting));
    addEventListener("online", () => { if (said.classList.contains("unsent") && get(key)) send(); });

    const kept = get(key);
    if (kept && kept.text !== words.value) { // did not go out before the page was left: put back, and sent
      words.value = kept.text;
      form.elements.seen.value = kept.seen;
      send();
    } else if (kept) drop(key);
  });
})();
