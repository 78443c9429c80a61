/* A test: an answer is saved the moment it is given. What could not be sent is sent again. */
(() => {
  "use strict";
  const RETRY_MS = 5000, PAUSE_MS = 1200; // in typing, after which the words are sent
  const { keys, get, set, drop, post, oneAtATime, tellUnsent, answerOf, isEmpty, isSame, putBack } = window.keeping;

  const fieldsOf = (form, answer, seen) => [
    ["csrf_token", form.elements.csrf_token.value], ["seen", seen],
    ...answer, ...(isEmpty(answer) ? [["clear", "1"]] : []),
  ];

  const pairs = kept => kept.map(one => Array.isArray(one) ? one : ["answer", one]); // a week ago ticks were kept bare

  const form = document.querySelector("form[data-answer]");
  if (form) {
    const said = form.querySelector(".saved");
    const key = `unsent ${form.dataset.answer}`;
    let retry, pause;

    const keep = () => {
      const kept = { answer: answerOf(form), seen: form.elements.seen.value, url: form.action };
      set(key, kept);
      return kept;
    };

    const say = (reply, answer) => {
      if (reply?.ok) {
        form.elements.seen.value = reply.revision;
        said.classList.remove("unsent");
        said.textContent = reply.said;
        if (isSame(answerOf(form), answer)) drop(key); // else more was typed meanwhile
      } else if (reply?.code === "answer_overtaken") {
        drop(key);
        form.submit(); // the page that follows shows both answers
      } else if (reply?.code === "attempt_closed" || reply?.code === "out_of_time") {
        drop(key);
        location.reload(); // leads to the result
      } else if (reply?.status === 409 || reply?.status === 422) {
        drop(key);
        said.textContent = reply.said;
      } else {
        tellUnsent(said, form.dataset, reply);
        clearTimeout(retry);
        if (!reply?.log_in) retry = setTimeout(send, RETRY_MS);
      }
    };

    const send = oneAtATime(form, async () => {
      clearTimeout(pause);
      pause = 0;
      const { answer, seen } = keep();
      const reply = await post(form.action, fieldsOf(form, answer, seen));
      say(reply, answer);
      return reply?.ok;
    });

    form.addEventListener("change", send);
    form.addEventListener("input", event => {
      if (!event.target.matches("[type=text], textarea")) return; // a change follows at once
      keep();
      clearTimeout(pause);
      pause = setTimeout(send, PAUSE_MS);
    });
    form.addEventListener("submit", () => { if (pause) send(); }, true); // the press waits for what is on its way
    addEventListener("online", () => { if (said.classList.contains("unsent")) send(); });

    const kept = get(key); // did not go out before the page was left: put back, and sent
    if (kept) {
      form.elements.seen.value = kept.seen;
      putBack(form, pairs(kept.answer));
      send();
    }
  }

  const check = document.querySelector("[data-kept]");
  if (check) { // answers of other pages that are still here: sent before the test is submitted
    const submit = document.querySelector("form[data-submit]");
    const sendAll = async () => {
      let isAnySent = false, reply = null;
      for (const key of keys(`unsent ${check.dataset.kept}/`)) {
        const { url, answer, seen } = get(key);
        reply = await post(url, fieldsOf(submit, pairs(answer), seen));
        if (reply?.ok || reply?.status === 409 || reply?.status === 422) { drop(key); isAnySent = true; } else break;
      }
      if (isAnySent) location.reload();
      else if (keys(`unsent ${check.dataset.kept}/`).length) {
        tellUnsent(check, check.dataset, reply);
        if (!reply?.log_in) setTimeout(sendAll, RETRY_MS);
      }
    };
    sendAll();
  }
})();
