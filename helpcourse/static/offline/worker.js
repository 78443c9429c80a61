/* The worker at work: pages come by the line, else from the shelf; what a learner gives goes through the queue. */
(() => {
  "use strict";
  const PATIENCE_MS = 6000; // what can go on without the line waits for it no longer
  const GIVEN = /^(\/(?:kk|ru|en)\/courses\/[^/]+\/[^/]+)\/(check|reflect|complete|place)$/;
  const LOG_OUT = /^\/(kk|ru|en)\/(logout|me\/erase)$/, ATTEMPT = /^\/(kk|ru|en)\/attempts\//;
  const { store, sending, kept } = self;

  const pause = ms => new Promise(resolve => { setTimeout(resolve, ms, null); });
  const onward = path => Response.redirect(new URL(path, location.origin), 303);

  const page = async event => {
    const url = new URL(event.request.url), mine = await kept.find(url.pathname);
    const asked = fetch(event.request).then(reply => {
      event.waitUntil(kept.hear(url, reply.clone()));
      return reply;
    }).catch(() => null);
    event.waitUntil(asked);
    const reply = await (mine ? Promise.race([asked, pause(PATIENCE_MS)]) : asked);
    if (reply && !(mine && reply.status >= 502)) return reply; // behind a proxy a lost server looks so
    return mine ?? await kept.findOffline(url.pathname) ?? Response.error();
  };

  const file = async request => await kept.findFile(request.url) ?? fetch(request);

  /* Where the form's own page would go on without a line. */
  const ahead = async (lesson, one) => {
    if (one.kind === "complete") return (await kept.lessonAt(lesson)).next;
    return `${lesson}#${one.kind === "check" ? `question-${sending.value(one, "question")}` : sending.value(one, "block")}`;
  };

  const give = async (event, request, [url, lesson, kind]) => {
    const fields = [...await request.formData()], reader = await store.about("reader");
    const { title } = await kept.lessonAt(lesson);
    const one = { url, kind, lesson, title, reader, fields, at: Date.now() };
    const taking = sending.take(one), isPage = request.mode === "navigate";
    event.waitUntil(taking);
    const said = await (isPage ? Promise.race([taking, pause(PATIENCE_MS)]) : taking);
    if (isPage) return onward(said?.log_in ?? said?.onward ?? await ahead(lesson, one));
    if (kind === "place") return new Response(null, { status: 204 });
    if (!said) return Response.error(); // the page keeps it too, and says so
    return new Response(JSON.stringify(said), { status: said.status, headers: { "Content-Type": "application/json" } });
  };

  const isEmptyCheck = async request =>
    request.url.endsWith("/check") && ![...await request.formData()].some(([name, text]) => name.startsWith("answer") && text.trim());

  const giveOrAsk = async (event, found) => {
    const { request } = event;
    if (await store.about("reader") && !await isEmptyCheck(request.clone())) return give(event, request.clone(), found);
    return fetch(request).catch(() => onward(found[1])); // the server says what is missing
  };

  /* Not while something waits, unless one insists; then nothing stays. */
  const logOut = async (request, [, language, what]) => {
    const isSure = what !== "logout" || (await request.clone().formData()).has("anyway");
    if (!isSure && (await store.waiting()).length) return onward(`/${language}/offline?leaving`);
    const reply = await fetch(request).catch(() => null);
    if (!reply) return onward(`/${language}/offline`);
    if (reply.type === "opaqueredirect") await kept.wipe();
    return reply;
  };

  /* Where the device itself fails, as when it is full, everything goes by the line alone. */
  addEventListener("fetch", event => {
    const { request } = event, { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return;
    if (request.method === "POST") {
      const given = GIVEN.exec(pathname), leaving = LOG_OUT.exec(pathname);
      if (given) event.respondWith(giveOrAsk(event, given).catch(() => fetch(request)));
      else if (leaving) event.respondWith(logOut(request, leaving));
      else if (request.mode === "navigate" && ATTEMPT.test(pathname))
        event.respondWith(fetch(request).catch(() => onward(request.referrer || "/"))); // a test's page, which keeps its answers
    } else if (request.mode === "navigate") event.respondWith(page(event).catch(() => fetch(request)));
    else if (/^\/(static|media)\//.test(pathname)) event.respondWith(file(request).catch(() => fetch(request)));
  });

  const ACTIONS = {
    keep: (asked, tell) => kept.keep(asked, tell),
    forget: ({ id }) => kept.forget(id),
    look: ({ isForced }) => kept.look(isForced),
    send: () => sending.send(),
  };
  addEventListener("message", event => {
    const port = event.ports[0], tell = said => port?.postMessage(said);
    const action = ACTIONS[event.data.action];
    if (action) event.waitUntil(action(event.data, tell).then(() => tell({ isDone: true }), () => tell({ isLost: true })));
  });
  addEventListener("sync", event => event.waitUntil(sending.send()));
  addEventListener("install", () => self.skipWaiting());
  addEventListener("activate", event => event.waitUntil(clients.claim()));
})();
