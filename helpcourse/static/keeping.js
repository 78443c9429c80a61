/* Sends what was given, and keeps on this device what could not be sent. For lesson.js and test.js. */
window.keeping = (() => {
  "use strict";
  const KEPT_MS = 90 * 24 * 3600 * 1000, TIMEOUT_MS = 20000, FIRST_PAUSE_MS = 500, LONGEST_PAUSE_MS = 30000;
  const attempt = action => { try { return action(); } catch { return null; } }; // a browser may have no storage
  const own = new Map(); // what this page keeps: another tab may keep something else under the same key

  const stored = key => attempt(() => localStorage.getItem(key));
  const keys = prefix => [...new Set([...own.keys(), ...(attempt(() => Object.keys(localStorage)) || [])])].filter(key => key.startsWith(prefix));
  const get = key => attempt(() => JSON.parse(own.get(key) ?? stored(key)));
  const set = (key, given) => {
    const text = JSON.stringify({ at: Date.now(), ...given });
    own.set(key, text);
    attempt(() => localStorage.setItem(key, text));
  };
  const drop = key => {
    if (!own.has(key) || own.get(key) === stored(key)) attempt(() => localStorage.removeItem(key));
    own.delete(key);
  };
  keys("unsent ").forEach(key => { if (!(get(key)?.at > Date.now() - KEPT_MS)) drop(key); });

  /* What the server says, as an object with its status; null if nothing was heard, or not from us. */
  const post = async (url, fields, { isLast = false, isAgain = false } = {}) => {
    const request = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, keepalive: isLast };
    if (AbortSignal.timeout) request.signal = AbortSignal.timeout(TIMEOUT_MS);
    const reply = await fetch(url, request).catch(() => null);
    if (!reply || !(reply.headers.get("Content-Type") || "").includes("json")) return null;
    const said = { status: reply.status, ok: reply.ok, ...await reply.json().catch(() => ({})) };
    if (!said.token || isAgain) return said;
    document.querySelectorAll("[name=csrf_token]").forEach(input => { input.value = said.token; }); // another log-in has begun
    const renewed = [...fields].map(([name, value]) => [name, name === "csrf_token" ? said.token : value]);
    return post(url, renewed, { isAgain: true });
  };

  /* Runs `send` again, each time after a longer pause, and not at the same moment as all the others whom the server lost. */
  const patiently = send => {
    let pause = 0, waiting = 0;
    const rest = () => { clearTimeout(waiting); pause = 0; };
    const later = () => {
      clearTimeout(waiting);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2 || FIRST_PAUSE_MS);
      waiting = setTimeout(send, pause * (0.75 + Math.random() / 2));
    };
    return { rest, later };
  };

  /* Runs `send` one at a time, and once more if asked meanwhile; a press of the form's button waits for what is not sent yet. */
  const oneAtATime = (form, send, isUnsent = () => false) => {
    let isSending = false, isAsked = false, press = null;
    const run = async () => {
      if (isSending) { isAsked = true; return; }
      isSending = true;
      const isSaved = await send();
      isSending = false;
      if (isAsked) { isAsked = false; run(); return; }
      const pressed = press;
      press = null;
      if (isSaved && pressed) form.requestSubmit(pressed.submitter);
    };
    form.addEventListener("submit", event => {
      if (!isSending && !isUnsent()) return;
      event.preventDefault();
      press = event;
      if (!isSending) run();
    });
    return run;
  };

  /* Says that something is kept here, and why; who is logged out gets the way back to this page. */
  const tellUnsent = (place, words, reply) => {
    place.classList.add("unsent");
    place.textContent = reply?.log_in ? `${reply.said} ${words.unsent} ` : words.unsent;
    if (reply?.log_in) tellWay(place, location.href, words.logIn);
  };

  const tellWay = (place, href, words) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    place.append(link);
  };

  /* What a form gives for a question, as [name, value]: `answer` is a ticked option, `answer.<part>` all else. */
  const answerOf = form => [...new FormData(form)].filter(([name]) => name === "answer" || name.startsWith("answer."));
  const isEmpty = answer => !answer.some(([, value]) => value.trim());
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* Puts a kept answer back into its fields, and tells the form so. */
  const putBack = (form, answer) => {
    form.querySelectorAll("[name^=answer]").forEach(field => {
      const given = answer.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = given.includes(field.value);
      else field.value = given[0] ?? "";
    });
    form.dispatchEvent(new Event("restored"));
  };

  return { keys, get, set, drop, post, patiently, oneAtATime, tellUnsent, tellWay, answerOf, isEmpty, isSame, putBack };
})();
