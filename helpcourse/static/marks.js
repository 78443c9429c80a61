/* At a part's ¶ and at a selection: copy a link or a citation, highlight, note. Without this, ¶ leads to a page with all of them. */
(() => {
  "use strict";
  const article = document.querySelector("article.lesson"), { dataset } = document.currentScript;
  const PARTS = "section[id], figure[id], aside[id], details[id]", NOT_TEXT = "h2, summary, .tag, .stale, .own-notes, .pilcrow";
  if (!article || !HTMLElement.prototype.showPopover) return;
  const make = (tag, known, ...inside) => {
    const made = Object.assign(document.createElement(tag), known);
    made.append(...inside);
    return made;
  };
  const even = text => text.replace(/\s+/g, " ").trim();
  const button = (words, act) => {
    const made = make("button", { type: "button", className: "as-link", textContent: words });
    made.addEventListener("click", act);
    return made;
  };
  const { copy } = window.copying;

  const idOf = place => place.id.replace(/(\.\d+)-\w+$/, "$1"); // of a paragraph beside it in another language: its own
  const urlOf = place => `${location.origin}${location.pathname}#${idOf(place)}`;
  const [before, after] = dataset.part.split("{part}"); // what is said of each part around its name
  const nameOf = link => link.getAttribute("aria-label").slice(before.length, -after.length || undefined);
  const citationOf = place => {
    const part = nameOf(place.closest(PARTS).querySelector("a.pilcrow")), number = idOf(place).split(".")[1];
    const name = number ? dataset.paragraph.replace("{part}", part).replace("{number}", number) : part;
    return dataset.citation.replace("{part}", name).replace("{url}", urlOf(place));
  };

  const said = make("span", { className: "saved" });
  said.setAttribute("role", "status");
  const panel = make("div", { className: "at-part", popover: "auto" });
  panel.setAttribute("role", "group");
  let place = null, opener = null, chosen = null;

  const done = async text => {
    await copy(text);
    said.textContent = dataset.copied;
    setTimeout(() => { said.textContent = ""; panel.hidePopover(); opener?.focus(); }, 1200);
  };
  const show = (label, box, ...inside) => {
    panel.setAttribute("aria-label", label);
    said.textContent = "";
    panel.replaceChildren(...inside, said);
    if (!panel.matches(":popover-open")) panel.showPopover();
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - panel.offsetWidth - 8));
    panel.style.setProperty("--x", `${left + scrollX}px`);
    panel.style.setProperty("--y", `${box.bottom + 6 + scrollY}px`);
  };
  const copiers = () => [
    button(dataset.copyCitation, () => done(citationOf(place))),
    button(dataset.copyLink, () => done(urlOf(place))),
  ];

  article.addEventListener("click", event => {
    const link = event.target.closest("a.pilcrow");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    place = link.closest(PARTS);
    opener = link;
    const more = [make("a", { href: link.href, textContent: dataset.all })];
    if (dataset.notes) more.unshift(make("a", { href: `${dataset.notes}/${place.id}`, textContent: dataset.note }));
    show(link.getAttribute("aria-label"), link.getBoundingClientRect(), ...copiers(), ...more);
    panel.querySelector("button").focus();
  });

  /* What is selected within one part: the paragraph it begins in, its words, and which time they stand there. */
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0), from = range.startContainer.parentElement;
    const part = from?.closest(PARTS), quote = even(range.toString());
    if (!part?.querySelector("a.pilcrow") || from.closest(NOT_TEXT) || !article.contains(part) || !part.contains(range.endContainer) || !quote) return null;
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const read = before.cloneContents();
    read.querySelectorAll(NOT_TEXT).forEach(one => one.remove());
    const occurrence = ` ${even(read.textContent)} `.split(quote).length - 1;
    return { part, place: from.closest("p[id]") ?? part, quote, occurrence, box: range.getBoundingClientRect() };
  };

  const keep = then => {
    const { part, quote, occurrence } = chosen;
    const key = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit =>
      (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+digit / 4)))).toString(16));
    const token = document.querySelector("input[name=csrf_token]").value;
    const fields = { csrf_token: token, request_key: key, quote, occurrence, text: "", then };
    const form = make("form", { method: "post", action: `${dataset.notes}/${part.id}`, hidden: true },
      ...Object.entries(fields).map(([name, value]) => make("input", { type: "hidden", name, value })));
    document.body.append(form);
    form.submit();
  };

  let waiting;
  const offer = () => {
    chosen = selected();
    if (!chosen) return;
    place = chosen.place;
    opener = null;
    const own = dataset.notes ? [button(dataset.highlight, () => keep("")), button(dataset.note, () => keep("write"))] : [];
    show(dataset.selection, chosen.box, ...own, ...copiers());
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(offer, 250); };
  article.addEventListener("pointerup", event => { if (!panel.contains(event.target)) later(); });
  article.addEventListener("keyup", event => { if (event.shiftKey) later(); });

  article.append(panel);
})();
