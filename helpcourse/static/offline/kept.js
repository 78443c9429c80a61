/* The worker's shelf: the pages of kept courses with all that they show. They belong to whoever was logged in. */
self.kept = (() => {
  "use strict";
  const PAGES = "helpcourse pages", FILES = "helpcourse files"; // caches; in the files nothing is a person's own
  const LOOK_MS = 10 * 60 * 1000; // how often a course is looked at for a new edition
  const PLAYED = /<(audio|video)\b.*?<\/\1>/gs; // sound and film are too heavy to be kept unasked
  const LINKED = /(?:src|href|data-scripts)="(\/(?:static|media)\/[^"]+)"/g, IN_STYLES = /url\((\/static\/[^)]+)\)/g;
  const { store, sending } = self;

  const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].flatMap(one => one[1].split(" ")))];
  const isText = reply => (reply.headers.get("Content-Type") || "").startsWith("text/html");
  const readerOf = reply => reply.headers.get("Helpcourse-Reader") || "";
  const offlineOf = path => `/${/^\/(kk|ru|en)\//.exec(path)?.[1] || "kk"}/offline`;

  const keepFile = async (url, options) => {
    const files = await caches.open(FILES);
    if (await files.match(url)) return;
    const reply = await fetch(url, options).catch(() => null);
    if (!reply?.ok) return;
    if (url.includes(".css")) {
      const fonts = found(await reply.clone().text(), IN_STYLES); // those of them that this reader's pages have needed
      await Promise.all(fonts.map(font => keepFile(font, { cache: "only-if-cached", mode: "same-origin" })));
    }
    await files.put(url, reply);
  };

  const putPage = async (path, reply, place = PAGES) => {
    const text = await reply.clone().text();
    await Promise.all(found(text.replace(PLAYED, ""), LINKED).map(url => keepFile(url)));
    await (await caches.open(place)).put(path, reply);
  };

  const keepPage = async (path, reader, place) => {
    const reply = await fetch(path, { cache: "no-cache" });
    if (!reply.ok || reply.redirected || readerOf(reply) !== reader) throw new Error(path);
    await putPage(path, reply, place);
  };

  const list = async address => {
    const reply = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-cache" });
    const course = reply.ok ? await reply.json() : null;
    return { status: reply.status, reader: readerOf(reply), course };
  };

  /* Fetches a course, or some modules of it; `modules` null: all that there are. Throws if the line does not hold. */
  const keep = async ({ id, modules }, tellProgress = () => {}) => {
    const { reader, course } = await list(id);
    if (!course || !reader) throw new Error(id);
    await store.note("reader", reader);
    if (await store.about("owner") !== reader) await forgetAll();
    await store.note("owner", reader);
    const lessons = course.modules.filter(one => !modules || modules.includes(one.id)).flatMap(one => one.lessons);
    const paths = [...course.pages, ...lessons.map(lesson => lesson.url)];
    await keepPage(offlineOf(id), reader, FILES);
    for (const [done, path] of paths.entries()) {
      await keepPage(path, reader);
      tellProgress({ done: done + 1, total: paths.length });
    }
    const { title, language, version } = course, at = Date.now();
    await store.put("kept", { id, modules, title, language, version, paths, lessons, at, lookedAt: at });
    await tidy();
  };

  /* Takes away the pages that belong to no course any more. */
  const tidy = async () => {
    const paths = new Set((await store.all("kept")).flatMap(one => one.paths));
    const pages = await caches.open(PAGES);
    const left = (await pages.keys()).filter(request => !paths.has(new URL(request.url).pathname));
    await Promise.all(left.map(request => pages.delete(request)));
    if (!paths.size) await caches.delete(FILES);
  };

  const forget = async id => { await store.remove("kept", id); await tidy(); };
  const forgetAll = async () => { await store.clear("kept"); await tidy(); };

  /* Fetches anew what has a new edition, or was dropped when its owner was not logged in. */
  const look = async isForced => {
    if (!await store.isOwner()) return;
    for (const one of await store.all("kept")) {
      if (!isForced && one.version && Date.now() - one.lookedAt < LOOK_MS) continue;
      const { status, reader, course } = await list(one.id).catch(() => ({}));
      if (!status || reader !== await store.about("owner")) return;
      if (status === 403 || status === 404) await forget(one.id);
      else if (course && course.version !== one.version) await keep(one).catch(() => null);
      else await store.put("kept", { ...one, lookedAt: Date.now() });
    }
  };

  /* The server has said who is logged in: nobody else sees the pages of whoever kept them. */
  const notice = async reader => {
    if (reader === await store.about("reader")) return;
    await store.note("reader", reader);
    if (reader === await store.about("owner")) return;
    await caches.delete(PAGES);
    for (const one of await store.all("kept")) await store.put("kept", { ...one, version: "" });
  };

  /* A page came from the server: who reads it, and what is new on it. */
  const hear = async (url, reply) => {
    if (!isText(reply)) return;
    await notice(readerOf(reply));
    const isMine = !url.search && reply.ok && await find(url.pathname);
    if (isMine) await putPage(url.pathname, reply);
  };

  const find = async path => {
    if (!await store.isOwner()) return null;
    return await (await caches.open(PAGES)).match(path, { ignoreVary: true }) ?? null;
  };
  const findFile = async url => await (await caches.open(FILES)).match(url, { ignoreVary: true }) ?? null;
  const findOffline = async path => {
    const files = await caches.open(FILES);
    const known = await files.match(offlineOf(path), { ignoreVary: true });
    const other = (await files.keys()).find(request => request.url.endsWith("/offline")); // in another language
    return known ?? (other ? files.match(other, { ignoreVary: true }) : null);
  };

  /* The lesson at this path, and what comes after it. */
  const lessonAt = async path => {
    const course = (await store.all("kept")).find(one => one.lessons.some(lesson => lesson.url === path));
    const place = course?.lessons.findIndex(lesson => lesson.url === path) ?? -1;
    return { title: course?.lessons[place].title ?? "", next: course?.lessons[place + 1]?.url ?? offlineOf(path) };
  };

  /* After logging out nothing of this person's is left. */
  const wipe = async () => {
    const reader = await store.about("reader");
    await Promise.all([caches.delete(PAGES), caches.delete(FILES), store.clear("kept"), store.clear("about")]);
    const all = await store.all("waiting");
    await Promise.all(all.filter(one => one.reader === reader).map(one => store.remove("waiting", one.number)));
    await sending.tell();
    if (all.every(one => one.reader === reader)) await self.registration.unregister();
  };

  return { keep, forget, look, hear, find, findFile, findOffline, offlineOf, lessonAt, wipe };
})();
