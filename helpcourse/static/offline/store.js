/* What this device keeps: the courses, what waits to be sent, and whose it is. For pages and for the worker. */
self.store = (() => {
  "use strict";
  const TABLES = { waiting: { keyPath: "number", autoIncrement: true }, kept: { keyPath: "id" }, about: { keyPath: "name" } };
  let opening = null;

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("helpcourse", 1);
    request.onupgradeneeded = () =>
      Object.entries(TABLES).forEach(([name, options]) => request.result.createObjectStore(name, options));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onclose = () => { opening = null; };
      resolve(request.result);
    };
  });

  const ask = async (table, mode, action) => {
    const database = await (opening ??= open());
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(table, mode, { durability: "strict" }); // kept means on disk
      const request = action(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  const all = table => ask(table, "readonly", rows => rows.getAll());
  const get = (table, key) => ask(table, "readonly", rows => rows.get(key));
  const put = (table, row) => ask(table, "readwrite", rows => rows.put(row)); // resolves to its key
  const remove = (table, key) => ask(table, "readwrite", rows => rows.delete(key));
  const clear = table => ask(table, "readwrite", rows => rows.clear());

  /* A single value: `reader`, who was logged in at the last word from the server; `owner`, whose pages are kept. */
  const about = async name => (await get("about", name))?.value ?? "";
  const note = (name, value) => put("about", { name, value });

  /* Whether whoever is logged in is the one whose pages are kept. */
  const isOwner = async () => {
    const owner = await about("owner");
    return owner !== "" && owner === await about("reader");
  };

  /* What of this reader's waits, in the order in which it was given; time spent is told, but is nothing to be shown. */
  const waiting = async () => {
    const reader = await about("reader");
    return (await all("waiting")).filter(one => one.reader === reader && one.kind !== "place");
  };

  return { all, get, put, remove, clear, about, note, isOwner, waiting };
})();
