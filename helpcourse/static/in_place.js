/* Sources, terms and footnotes open where they are cited. Without this, or in an old browser, they are links to the lists below. */
(() => {
  "use strict";
  const text = document.querySelector("main:has(article.lesson)"), LINKS = "a.source, a.term, a.footnote-ref", GAP = 6;
  if (!text || !HTMLElement.prototype.showPopover) return;
  const make = (tag, known) => Object.assign(document.createElement(tag), known);
  const note = make("div", { className: "in-place", popover: "auto", tabIndex: -1 });
  const close = make("button", { className: "as-link", type: "button", textContent: document.currentScript.dataset.close });
  let opener = null; // the link in the text, to which the focus goes back

  const content = (link, item) => {
    const copy = item.cloneNode(true), list = make(item.matches("dl > div") ? "dl" : "div");
    copy.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
    copy.querySelectorAll(".footnote-backref").forEach(one => one.remove());
    list.append(...copy.childNodes);
    if (!link.matches(".source")) return [list];
    return [make("p", { className: "tag", lang: link.closest("[lang]").lang, textContent: link.title }), list];
  };

  const place = link => {
    const lines = [...link.getClientRects()], first = lines[0], last = lines.at(-1), { style } = note;
    const left = Math.max(8, Math.min(last.left, document.documentElement.clientWidth - note.offsetWidth - 8));
    const isAbove = last.bottom + GAP + note.offsetHeight > innerHeight && first.top > note.offsetHeight + GAP;
    const top = isAbove ? first.top - GAP - note.offsetHeight : last.bottom + GAP;
    style.setProperty("--x", `${left + scrollX}px`);
    style.setProperty("--y", `${top + scrollY}px`);
    const isSheet = getComputedStyle(note).position === "fixed"; // at the foot of a phone: not over the line itself
    if (isSheet && last.bottom > innerHeight - note.offsetHeight) link.scrollIntoView({ block: "center" });
  };

  const open = (link, item) => {
    const isNew = !note.contains(link); // else one note leads to the next
    note.replaceChildren(...content(link, item), close);
    note.lang = item.closest("[lang]").lang;
    note.setAttribute("aria-label", link.title || link.textContent);
    if (isNew) {
      if (note.matches(":popover-open")) note.hidePopover();
      opener = link;
      link.focus(); // not every browser does so at a click; from here the focus comes back
      note.showPopover();
      link.setAttribute("aria-expanded", "true");
    }
    place(opener);
    note.focus({ preventScroll: true });
  };

  text.addEventListener("click", event => {
    const link = event.target.closest(LINKS);
    const item = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link, item);
  });
  note.addEventListener("toggle", event => {
    if (event.newState === "closed" && opener) opener.setAttribute("aria-expanded", "false");
  });
  note.addEventListener("keydown", event => { // out of the note the way leads back into the text
    const stops = [...note.querySelectorAll("a, button")], last = event.shiftKey ? [note, stops[0]] : [stops.at(-1)];
    if (event.key !== "Tab" || !last.includes(document.activeElement)) return;
    event.preventDefault();
    note.hidePopover();
  });
  close.addEventListener("click", () => note.hidePopover());
  note.setAttribute("role", "dialog");
  text.append(note);
  text.querySelectorAll(LINKS).forEach(link => link.setAttribute("aria-haspopup", "dialog"));
})();
