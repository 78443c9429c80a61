/* The page of what is kept and what waits; and the page that is shown in place of one that cannot be reached. */
(() => {
  "use strict";
  const AGAIN_MS = 10000;
  const { store, askWorker } = window, page = document.getElementById("offline");
  const isWorking = Boolean(navigator.serviceWorker?.controller);
  const part = (place, name) => place.querySelector(`[data-${name}]`);
  const [waitingPart, keptPart] = page.querySelectorAll("section");
  const drawn = id => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const two = number => String(number).padStart(2, "0");
  const when = ms => {
    const at = new Date(ms);
    return `${two(at.getDate())}.${two(at.getMonth() + 1)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
  };

  /* What somebody wrote in their own words, to be read and copied. */
  const wordsOf = one => one.fields.filter(([name]) => name === "text" || name === "answer.text").map(([, text]) => text).join("\n");

  const rowOfWaiting = one => {
    const row = drawn("waiting-row"), kind = part(row, "kind"), lesson = part(row, "lesson"), words = wordsOf(one);
    kind.textContent = kind.dataset[one.kind];
    lesson.textContent = one.title || one.lesson;
    lesson.href = one.lesson;
    part(row, "at").textContent = when(one.at);
    part(row, "words").textContent = words;
    part(row, "words").hidden = !words;
    part(row, "refused").hidden = part(row, "drop").hidden = !one.refused;
    part(row, "why").textContent = one.refused ?? "";
    part(row, "drop").addEventListener("click", async () => { await store.remove("waiting", one.number); show(); });
    return row;
  };

  const rowOfKept = one => {
    const row = drawn("kept-row"), course = part(row, "course");
    row.lang = one.language;
    row.querySelector(".actions").lang = page.dataset.language;
    course.textContent = one.title;
    course.href = one.paths[0];
    part(row, "lessons").append(...one.lessons.map(({ url, title }) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("a"), { href: url, textContent: title }));
      return line;
    }));
    part(row, "forget").addEventListener("click", async () => { await askWorker({ action: "forget", id: one.id }); show(); });
    return row;
  };

  const fill = (place, name, rows) => {
    part(place, name).replaceChildren(...rows);
    part(place, name).hidden = !rows.length;
    part(place, "none").hidden = Boolean(rows.length);
  };

  const show = async () => {
    const waiting = await store.waiting(), isMine = await store.isOwner();
    fill(waitingPart, "waiting", waiting.map(rowOfWaiting));
    fill(keptPart, "kept", isMine ? (await store.all("kept")).filter(one => one.version).map(rowOfKept) : []);
    const logIn = await store.about("log_in"), link = part(waitingPart, "log-in");
    part(waitingPart, "send").hidden = !waiting.some(one => !one.refused);
    link.hidden = !logIn;
    if (logIn) link.href = logIn;
    document.getElementById("leaving").hidden = !(waiting.length && location.search === "?leaving");
    return waiting.filter(one => !one.refused).length;
  };

  const send = async () => {
    const before = await show();
    if (!before) return;
    await askWorker({ action: "send" });
    const said = part(waitingPart, "said");
    said.textContent = await show() ? said.dataset.left : said.dataset.sent;
  };

  const standIn = () => {
    const place = document.getElementById("no-line");
    place.hidden = false;
    part(place, "test").hidden = !location.pathname.includes("/attempts/");
    part(place, "again").href = location.href;
    const look = async () => { if ((await fetch("/healthz", { cache: "no-store" }).catch(() => null))?.ok) location.reload(); };
    addEventListener("online", look);
    setInterval(look, AGAIN_MS);
  };

  document.querySelector("#leaving form").addEventListener("submit", () =>
    Object.keys(localStorage).filter(key => key.startsWith("unsent ")).forEach(key => localStorage.removeItem(key)));
  if (!isWorking) return;
  if (location.pathname !== page.dataset.path) standIn();
  part(waitingPart, "send").querySelector("button").addEventListener("click", send);
  navigator.serviceWorker.addEventListener("message", show);
  addEventListener("online", send);
  send();
  askWorker({ action: "look", isForced: true }).then(show);
})();
