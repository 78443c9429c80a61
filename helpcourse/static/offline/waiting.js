/* What waits to be sent is told on the page; answers that wait stand in their questions. */
(async () => {
  "use strict";
  const AGAIN_MS = 15000;
  const { store, askWorker } = window, address = document.querySelector("script[data-scripts]").dataset.page;
  const source = await caches.match(address, { ignoreVary: true }) ?? await fetch(address).catch(() => null);
  if (!source) return;
  const words = new DOMParser().parseFromString(await source.text(), "text/html").getElementById("offline").dataset;
  const told = new Map(); // where on this page something that waits is told, by its number
  const make = (tag, known) => Object.assign(document.createElement(tag), known);

  const notice = make("div", { className: "notice warning", hidden: true });
  const sentence = make("p", { role: "status" }), inside = make("div");
  inside.append(sentence);
  notice.append(inside);
  document.getElementById("main").prepend(notice);

  const tellAll = waiting => {
    const refused = waiting.filter(one => one.refused).length, left = waiting.length - refused;
    const parts = [[words.count, left], [words.refused, refused]].filter(([, count]) => count);
    notice.hidden = !parts.length;
    sentence.textContent = `${parts.map(([text, count]) => text.replace("{count}", count)).join(". ")}. `;
    sentence.append(make("a", { href: words.path, textContent: words.look }));
  };

  /* The place beside a form's button where it is said that it was saved. */
  const placeIn = form => {
    const place = form.querySelector(".saved") ?? make("span", { className: "saved", role: "status" });
    if (!place.isConnected) (form.querySelector(".actions") ?? form).append(place);
    return place;
  };

  /* Marks of an earlier answer say nothing of the one that waits. */
  const unmark = form => {
    form.querySelectorAll(".outcome, .said").forEach(part => part.remove());
    form.querySelectorAll("[aria-describedby]").forEach(field => field.removeAttribute("aria-describedby"));
    form.querySelectorAll(".right, .wrong, .missed").forEach(part => part.classList.remove("right", "wrong", "missed"));
  };

  const formOf = one => {
    const value = name => one.fields.find(([field]) => field === name)?.[1];
    if (one.kind === "check") return document.getElementById(`question-${value("question")}`);
    return one.kind === "complete" ? document.getElementById("complete") : null; // a note is told at its field
  };

  const tellHere = one => {
    const form = formOf(one);
    if (!form || (told.has(one.number) && !one.refused)) return;
    const place = placeIn(form);
    told.set(one.number, place);
    place.classList.add("unsent");
    place.textContent = one.refused ?? words.unsent;
    if (one.kind !== "check") return;
    unmark(form);
    window.keeping.putBack(form, one.fields.filter(([name]) => name.startsWith("answer")));
  };

  const tellSent = (number, place) => {
    told.delete(number);
    place.classList.remove("unsent");
    place.textContent = `${words.sent} `;
    place.append(make("a", { href: location.href.split("#")[0], textContent: words.result }));
  };

  const show = async () => {
    const waiting = await store.waiting(), numbers = new Set(waiting.map(one => one.number));
    tellAll(waiting);
    waiting.filter(one => one.lesson === location.pathname).forEach(tellHere);
    told.forEach((place, number) => { if (!numbers.has(number)) tellSent(number, place); });
    return waiting.some(one => !one.refused);
  };

  const send = async () => { if (await show()) await askWorker({ action: "send" }); };
  navigator.serviceWorker.addEventListener("message", show);
  addEventListener("online", send);
  setInterval(send, AGAIN_MS);
  send();
  askWorker({ action: "look", isForced: Boolean(document.getElementById("keep")) });
})();
