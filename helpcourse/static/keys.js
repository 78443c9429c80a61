/* Single keys as shortcuts; ? lists them. Whoever does not want them turns them off on the page of how pages look. */
(() => {
  "use strict";
  const { map, close } = document.currentScript.dataset;
  const language = document.documentElement.lang;
  const go = found => { const url = typeof found === "string" ? found : found?.href; if (url) location.href = url; };
  const find = selector => document.querySelector(selector);

  /* The lesson before or after this one in the outline of the course. */
  const beside = step => {
    const all = [...document.querySelectorAll(".outline .lessons a[href]")];
    const here = all.findIndex(link => link.hasAttribute("aria-current"));
    return here < 0 ? null : all[here + step];
  };

  let shown = null;
  const list = async () => {
    if (!shown) {
      const page = await (await fetch(map)).text();
      const keys = new DOMParser().parseFromString(page, "text/html").querySelector(".keys");
      if (!keys) return;
      shown = document.createElement("dialog");
      shown.className = "keys-dialog";
      shown.setAttribute("aria-label", keys.dataset.title);
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: close });
      button.addEventListener("click", () => shown.close());
      shown.append(keys, button);
      document.body.append(shown);
    }
    shown.showModal();
  };

  const KEYS = {
    "?": list,
    "/": () => { const field = find("main input[type=search]"); if (field) field.focus(); else go(`/${language}/search`); },
    c: () => go(`/${language}/courses`),
    m: () => go(`/${language}/my`),
    n: () => go(find("a[rel=next]") ?? beside(1)),
    p: () => go(find("a[rel=prev]") ?? beside(-1)),
    o: () => (find(".outline [aria-current]") ?? find(".outline a"))?.focus(),
    l: () => find("button[data-listen]:not([hidden])")?.click(),
  };
  const nameOf = event => (/^[a-z?/]$/i.test(event.key) ? event.key.toLowerCase() // else the place of the key: Cyrillic layouts
    : event.key === "." && event.code === "Slash" ? "/" : event.code.replace("Key", "").toLowerCase());

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
    const act = KEYS[nameOf(event)];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
