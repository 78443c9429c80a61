/* Reads a lesson aloud, where the device itself has a voice for its language: no text is sent to anybody. */
(() => {
  "use strict";
  const article = document.querySelector("article.lesson"), { dataset } = document.currentScript, speech = window.speechSynthesis;
  const TEXTS = "h2, h3, h4, p, li, dt, dd, th, td, figcaption", SILENT = "form, .question, .own-notes, .apparatus, .actions, .stale, .notice, .pilcrow, .at-part, .in-place";
  const tools = document.querySelector(".tools");
  if (!article || !tools || !speech) return;

  const start = document.createElement("button");
  Object.assign(start, { type: "button", className: "as-link", textContent: dataset.listen, hidden: true });
  start.dataset.listen = "";
  tools.append(start);

  const bar = document.createElement("div");
  bar.className = "aloud";
  bar.hidden = true;
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", dataset.listen);
  const button = words => bar.appendChild(Object.assign(document.createElement("button"), { type: "button", textContent: words }));
  const pause = button(dataset.pause), stop = button(dataset.stop);
  const label = bar.appendChild(Object.assign(document.createElement("label"), { textContent: `${dataset.speed} ` }));
  const speed = label.appendChild(document.createElement("select"));
  [0.75, 1, 1.25, 1.5].forEach(rate => speed.append(new Option(rate.toLocaleString(document.documentElement.lang), rate, rate === 1, rate === 1)));
  document.body.append(bar);

  const voiceOf = language => speech.getVoices().find(voice => voice.localService && voice.lang.toLowerCase().startsWith(language));
  const offer = () => { start.hidden = !voiceOf(article.lang); };
  (window.requestIdleCallback || setTimeout)(() => { // the first question for voices holds up the page on a phone
    speech.addEventListener?.("voiceschanged", offer);
    offer();
  });

  let texts = [], at = 0, isOn = false;
  const readable = () => [...article.querySelectorAll(TEXTS)].filter(one =>
    !one.closest(SILENT) && !one.querySelector(TEXTS) && one.checkVisibility() && voiceOf(one.closest("[lang]").lang.slice(0, 2)));
  const wordsOf = one => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("sup, .pilcrow").forEach(sign => sign.remove());
    return copy.textContent.trim();
  };
  const unmark = () => document.querySelectorAll(".spoken").forEach(one => one.classList.remove("spoken"));

  const say = () => {
    unmark();
    const one = texts[at];
    if (!one) return end();
    one.classList.add("spoken");
    one.scrollIntoView({ block: "nearest" });
    const said = new SpeechSynthesisUtterance(wordsOf(one));
    said.voice = voiceOf(one.closest("[lang]").lang.slice(0, 2));
    said.lang = said.voice.lang;
    said.rate = Number(speed.value);
    const mine = at;
    said.onend = () => { if (isOn && at === mine) { at += 1; say(); } };
    speech.speak(said);
  };
  const hush = () => { isOn = false; speech.cancel(); pause.textContent = dataset.resume; };
  const go = () => { isOn = true; pause.textContent = dataset.pause; say(); };
  const end = () => { hush(); unmark(); bar.hidden = true; start.focus(); };

  start.addEventListener("click", () => {
    if (!bar.hidden) { pause.click(); return; }
    texts = readable();
    at = Math.max(0, texts.findIndex(one => one.getBoundingClientRect().bottom > 0)); // from what is on the screen
    bar.hidden = false;
    go();
    pause.focus();
  });
  pause.addEventListener("click", () => { if (isOn) hush(); else go(); }); // a paragraph begins anew: phones cannot pause within one
  stop.addEventListener("click", end);
  speed.addEventListener("change", () => { if (isOn) { hush(); setTimeout(go, 50); } });
  addEventListener("pagehide", () => speech.cancel());
})();
