/* The worker's queue: whatever a learner gives in a lesson is written down first, and sent in its order, each once. */
self.sending = (() => {
  "use strict";
  const TIMEOUT_MS = 20000;
  const LATER = new Set([401, 408, 429]); // no log-in, or not now: neither is a refusal
  const { store } = self;
  const heard = new Map(); // what the server said, by the number of what was sent

  const value = (one, name) => one.fields.find(([field]) => field === name)?.[1] ?? "";
  const change = (one, name, to) => one.fields.map(([field, was]) => [field, field === name ? to : was]);
  const given = one => JSON.stringify(one.fields.filter(([name]) => name.startsWith("answer")));

  const isSamePlace = (one, other) =>
    ["url", "reader"].every(name => one[name] === other[name]) && ["question", "block"].every(name => value(one, name) === value(other, name));
  /* Of a note the last words count, of a question every answer but the same again. */
  const replaces = (one, other) => !other.refused && (one.kind !== "check" || given(one) === given(other));
  const joined = (one, other) => {
    if (one.kind !== "place") return one;
    return { ...one, fields: change(one, "seconds", String(Number(value(one, "seconds")) + Number(value(other, "seconds")))) };
  };

  const alone = action => navigator.locks.request("helpcourse queue", action);

  /* Writes it down; its number. */
  const add = one => alone(async () => {
    const last = (await store.all("waiting")).filter(each => isSamePlace(one, each)).pop();
    return store.put("waiting", last && replaces(one, last) ? { ...joined(one, last), number: last.number } : one);
  });

  /* What the server says; null if nothing was heard, or not from us. */
  const post = async (one, isAgain = false) => {
    const headers = { Accept: "application/json", "Helpcourse-Reader": one.reader };
    const request = { method: "POST", body: new URLSearchParams(one.fields), headers, referrer: one.lesson }; // whoever must log in comes back there
    const reply = await fetch(one.url, { ...request, signal: AbortSignal.timeout?.(TIMEOUT_MS) }).catch(() => null);
    if (reply?.status === 204) return { ok: true };
    if (!reply || !(reply.headers.get("Content-Type") || "").includes("json")) return null;
    const said = { status: reply.status, ok: reply.ok, ...await reply.json().catch(() => ({})) };
    return said.token && !isAgain ? post({ ...one, fields: change(one, "csrf_token", said.token) }, true) : said;
  };

  const isRefusal = said =>
    said.status >= 400 && said.status < 500 && !LATER.has(said.status) && !said.token && said.code !== "other_reader";

  /* Sent, refused, or changed again meanwhile. */
  const settle = (one, said) => alone(async () => {
    const now = await store.get("waiting", one.number);
    if (!now) return;
    if (now.at !== one.at) await store.put("waiting", { ...now, fields: change(now, "seen", String(said.revision ?? value(now, "seen"))) });
    else if (said.ok || one.kind === "place") await store.remove("waiting", one.number);
    else await store.put("waiting", { ...one, refused: said.said });
  });

  const tell = async () => (await clients.matchAll()).forEach(client => client.postMessage("queue"));

  const send = () => navigator.locks.request("helpcourse sending", async () => {
    const reader = await store.about("reader");
    const mine = (await store.all("waiting")).filter(one => one.reader === reader && !one.refused);
    for (const one of mine) {
      const said = await post(one);
      heard.set(one.number, said);
      await store.note("log_in", said?.log_in ?? "");
      if (!said || !(said.ok || isRefusal(said))) break; // no line, or no log-in: it waits, and so does what came after it
      await settle(one, said);
    }
    await tell();
  });

  /* Writes down and sends; what the server says to it, null if it waits. */
  const take = async one => {
    const number = await add(one);
    await send();
    const said = heard.get(number) ?? null;
    heard.delete(number);
    if (!said?.ok) await self.registration.sync?.register("helpcourse queue").catch(() => null); // not every browser has it
    return said;
  };

  return { take, send, value, tell };
})();
