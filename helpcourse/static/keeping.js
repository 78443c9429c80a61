/* Sends what was given, and keeps on this device what could not be sent. For lesson.js and test.js. */
window.keeping = (() => {
  "use strict";
  const WEEK_MS = 7 * 24 * 3600 * 1000, TIMEOUT_MS = 20000;
  const attempt = action => { try { return action(); } catch { return null; } }; // a browser may have no storage

  const keys = prefix => attempt(() => Object.keys(localStorage).filter(key => key.startsWith(prefix))) || [];
  const get = key => attempt(() => JSON.parse(localStorage.getItem(key)));
  const set = (key, given) => attempt(() => localStorage.setItem(key, JSON.stringify({ ...given, at: Date.now() })));
  const drop = key => attempt(() => localStorage.removeItem(key));
  keys("unsent ").forEach(key => { if (!(get(key)?.at > Date.now() - WEEK_MS)) drop(key); });

  /* What the server says, as an object with its status; null if nothing was heard, or not from us. */
  const post = async (url, fields, isAgain = false) => {
    const request = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } };
    if (AbortSignal.timeout) request.signal = AbortSignal.timeout(TIMEOUT_MS);
    const reply = await fetch(url, request).catch(() => null);
    if (!reply || !(reply.headers.get("Content-Type") || "").includes("json")) return null;
    const said = { status: reply.status, ok: reply.ok, ...await reply.json().catch(() => ({})) };
    if (!said.token || isAgain) return said;
    document.querySelectorAll("[name=csrf_token]").forEach(input => { input.value = said.token; }); // another log-in has begun
    const renewed = [...fields].map(([name, value]) => [name, name === "csrf_token" ? said.token : value]);
    return post(url, renewed, true);
  };

  /* Runs `send` one at a time, and once more if asked meanwhile; a press of the form's button waits for what is on its way. */
  const oneAtATime = (form, send) => {
    let isSending = false, isAsked = false, press = null;
    const run = async () => {
      if (isSending) { isAsked = true; return; }
      isSending = true;
      const isSaved = await send();
      isSending = false;
      if (isAsked) { isAsked = false; run(); return; }
      if (isSaved && press) form.requestSubmit(press.submitter);
      press = null;
    };
    form.addEventListener("submit", event => { if (isSending) { event.preventDefault(); press = event; } });
    return run;
  };

  /* Says that something is kept here, and why; who is logged out gets the way back to this page. */
  const tellUnsent = (place, words, reply) => {
    place.classList.add("unsent");
    place.textContent = reply?.log_in ? `${reply.said} ${words.unsent} ` : words.unsent;
    if (!reply?.log_in) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = words.logIn;
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

  return { keys, get, set, drop, post, oneAtATime, tellUnsent, answerOf, isEmpty, isSame, putBack };
})();
