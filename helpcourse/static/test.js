/* A test: an answer is saved as it is given. What could not be sent is kept on this device and sent again. */
(() => {
  "use strict";
  const TYPING_MS = 1200;
  const { keys, get, set, drop, post, patiently, oneAtATime, tellUnsent, tellWay, answerOf, isEmpty, isSame, putBack } = window.keeping;
  const LATE = new Set(["attempt_closed", "out_of_time"]); // the server has it, and the result page tells what became of it

  const token = () => document.querySelector("[name=csrf_token]")?.value || "";
  const pairs = kept => kept.map(one => Array.isArray(one) ? one : ["answer", one]); // ticks were once kept bare

  /* Sends a kept answer. `ago` says when it was given, whatever this device's clock shows. */
  const sendAnswer = ({ answer, seen, at, url }, options) => post(url, [
    ["csrf_token", token()], ["seen", seen], ["ago", Math.max(0, Math.round((Date.now() - at) / 1000))],
    ...pairs(answer), ...(isEmpty(pairs(answer)) ? [["clear", "1"]] : []),
  ], options);

  /* Sends what is kept under this key; an answer whose reply was not heard first, since the server may have it. */
  const sendKept = async key => {
    const kept = get(key);
    if (!kept) return { ok: true };
    const { before, ...last } = kept, tried = before || last;
    if (!before) set(key, { ...kept, isTried: true });
    const reply = await sendAnswer(tried);
    const isTaken = reply?.ok || LATE.has(reply?.code) || reply?.status === 422; // 422: there was nothing to take back
    if (!isTaken && !(before && reply?.status === 409)) return reply; // 409: the page may have sent its last one as it was left
    const now = get(key); // it may have changed meanwhile
    if (!now.before && isSame(now.answer, tried.answer)) { drop(key); return reply; }
    set(key, { ...now, before: undefined, isTried: false, seen: reply.revision ?? now.seen });
    return { revision: reply.revision, ...await sendKept(key) };
  };

  const form = document.querySelector("form[data-answer]");
  const own = form && `unsent ${form.dataset.answer}`;
  if (form) {
    const said = form.querySelector(".saved");
    let typing = 0;

    const keep = () => {
      const answer = answerOf(form), kept = get(own);
      if (kept && isSame(kept.answer, answer)) return;
      const before = kept?.before || (kept?.isTried ? { ...kept, before: undefined } : undefined);
      set(own, { answer, before, seen: form.elements.seen.value, url: form.action, page: location.href });
    };

    const restore = ({ answer, seen }) => {
      form.elements.seen.value = seen;
      putBack(form, pairs(answer));
    };

    /* The page that follows shows both answers. */
    const showBoth = () => {
      if (isEmpty(answerOf(form))) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "clear", value: "1" }));
      form.submit();
    };

    const say = reply => {
      if (reply?.ok) {
        retrying.rest();
        said.classList.remove("unsent");
        if (reply.said) said.textContent = reply.said;
      } else if (reply?.code === "answer_overtaken") {
        showBoth();
      } else if (LATE.has(reply?.code)) {
        location.reload(); // leads to the result
      } else if (reply?.status === 409 || reply?.status === 422) {
        said.textContent = reply.said;
      } else {
        tellUnsent(said, form.dataset, reply);
        if (!reply?.log_in) retrying.later();
      }
    };

    const send = oneAtATime(form, async () => {
      const reply = await sendKept(own);
      if (reply?.revision) form.elements.seen.value = reply.revision;
      say(reply);
      return reply?.ok;
    }, () => get(own));
    const retrying = patiently(send);

    const sendNow = () => { clearTimeout(typing); if (get(own)) send(); };
    form.addEventListener("input", () => { keep(); clearTimeout(typing); typing = setTimeout(send, TYPING_MS); });
    form.addEventListener("change", () => { keep(); sendNow(); });
    ["online", "focus", "timeover"].forEach(kind => addEventListener(kind, sendNow));
    addEventListener("pagehide", () => { if (get(own)) sendAnswer(get(own), { isLast: true }); });
    addEventListener("pageshow", event => { if (event.persisted) location.reload(); }); // an old state of the page, its revision too

    form.addEventListener("submit", event => { // without a line the browser would show its own page of error
      if (navigator.onLine || (isEmpty(answerOf(form)) && !get(own))) return;
      event.preventDefault();
      keep();
      tellUnsent(said, form.dataset);
      retrying.later();
    });

    if ("overtaken" in form.dataset) drop(own); // both answers are shown: what is pressed now counts
    else if (get(own)) { // did not go out before the page was left
      set(own, { ...get(own), url: form.action, page: location.href });
      restore(get(own));
      tellUnsent(said, form.dataset); // what stands there tells of an older answer
      send();
    }
  }

  /* Answers of other pages of this attempt that are still here. */
  const attempt = document.querySelector("[data-kept]")?.dataset.kept || form?.dataset.answer.split("/")[0];
  const others = () => keys(`unsent ${attempt}/`).filter(key => key !== own);
  let refused = null; // what the server says to the one that it does not take
  const sendOthers = async () => {
    let isAnySent = false, reply = null;
    refused = null;
    for (const key of others()) {
      reply = await sendKept(key);
      if (!get(key)) isAnySent = true;
      else if (reply?.status === 409) refused = { ...reply, page: get(key).page };
      else break; // no line, or no log-in
    }
    return { isAnySent, reply };
  };

  const place = document.querySelector("[data-kept]");
  const tellOthers = ({ isAnySent, reply }) => {
    if (isAnySent) { location.reload(); return; }
    if (!others().length) { retryingOthers.rest(); return; }
    if (refused && reply?.status === 409) {
      place.classList.add("unsent");
      place.textContent = `${refused.said} `;
      tellWay(place, refused.page, place.dataset.look);
    } else {
      tellUnsent(place, place.dataset, reply);
      if (!reply?.log_in) retryingOthers.later();
    }
  };
  const sendAndTell = async () => { const outcome = await sendOthers(); if (place) tellOthers(outcome); };
  const retryingOthers = patiently(sendAndTell);
  if (attempt && others().length) sendAndTell();

  const submit = document.querySelector("form[data-submit]");
  if (submit) {
    let isWarned = false;
    submit.addEventListener("submit", async event => { // not before what is here has gone out; but whoever insists may
      if (!others().length || isWarned) return;
      event.preventDefault();
      isWarned = true;
      const outcome = await sendOthers();
      if (others().length) tellOthers({ ...outcome, isAnySent: false });
      else submit.submit();
    });
  }
})();
