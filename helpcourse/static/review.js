/* A review: its draft is kept while it is written, phrases are inserted, selected words are commented on. */
(() => {
  "use strict";
  const { get, set, drop, post, oneAtATime, tellUnsent } = window.keeping;
  const RETRY_MS = 5000, PAUSE_MS = 1200;

  const draft = document.querySelector("form[data-draft]");
  if (draft) {
    const said = draft.querySelector(".saved"), key = `unsent review ${draft.dataset.draft}`;
    const fields = () => [...new FormData(draft)].filter(([name]) => name.startsWith("points-") || ["feedback", "decision"].includes(name));
    let waiting;

    const say = (reply, sent) => {
      if (reply?.ok) {
        draft.elements.seen.value = reply.revision;
        said.classList.remove("unsent");
        said.textContent = reply.said;
        if (JSON.stringify(fields()) === sent) drop(key);
      } else if (reply?.status === 409 || reply?.status === 422) { // the words stay in the fields
        said.classList.add("unsent");
        said.textContent = reply.said;
      } else {
        tellUnsent(said, draft.dataset, reply);
        clearTimeout(waiting);
        if (!reply?.log_in) waiting = setTimeout(send, RETRY_MS);
      }
    };
    const send = oneAtATime(draft, async () => {
      const sent = JSON.stringify(fields());
      const reply = await post(draft.action, [...new FormData(draft)]);
      say(reply, sent);
      return reply?.ok;
    });
    const later = () => {
      set(key, { fields: fields(), seen: draft.elements.seen.value });
      clearTimeout(waiting);
      waiting = setTimeout(send, PAUSE_MS);
    };
    draft.addEventListener("input", later);
    draft.addEventListener("submit", () => clearTimeout(waiting));

    const kept = get(key);
    if (kept && kept.seen === draft.elements.seen.value && JSON.stringify(kept.fields) !== JSON.stringify(fields())) {
      kept.fields.forEach(([name, value]) => { if (draft.elements[name]) draft.elements[name].value = value; });
      send(); // did not go out before the page was left
    } else if (kept) drop(key);

    const field = draft.elements.feedback;
    field.selectionStart = field.selectionEnd = field.value.length; // where a phrase goes until the caret is put elsewhere
    draft.querySelectorAll("[data-insert]").forEach(button => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const words = button.parentElement.querySelector(".words").textContent;
        const before = field.value.slice(0, field.selectionStart), after = field.value.slice(field.selectionEnd);
        const gap = before && !/\s$/.test(before) ? "\n" : "";
        field.value = before + gap + words + after;
        field.focus();
        field.selectionStart = field.selectionEnd = (before + gap + words).length;
        later();
      });
    });
  }

  const comment = document.getElementById("comment");
  if (!comment) return;
  const chosen = comment.querySelector(".chosen"), { paragraph, begins, ends } = comment.elements;
  const letters = text => [...text].length; // as the server counts
  const whole = () => { begins.value = ends.value = ""; chosen.hidden = true; };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "primary on-selection";
  button.textContent = comment.dataset.here;
  button.hidden = true;
  document.body.append(button);

  /* What is selected within one paragraph of the work: its number and the characters from and to. */
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const words = range.startContainer.parentElement?.closest(".work li > p");
    if (!words || !words.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(words);
    before.setEnd(range.startContainer, range.startOffset);
    const from = letters(before.toString()), text = range.toString();
    const number = words.parentElement.dataset.paragraph;
    return text.trim() && number ? { number, from, to: from + letters(text), text, place: range.getBoundingClientRect() } : null;
  };

  document.addEventListener("selectionchange", () => {
    const found = selected();
    button.hidden = !found;
    if (!found) return;
    button.style.setProperty("left", `${Math.max(8, Math.min(found.place.left, innerWidth - 300))}px`);
    button.style.setProperty("top", `${Math.min(found.place.bottom + 8, innerHeight - 60)}px`);
  });
  button.addEventListener("pointerdown", event => event.preventDefault()); // keeps the selection
  button.addEventListener("click", () => {
    const found = selected();
    if (!found) return;
    paragraph.value = found.number;
    begins.value = found.from;
    ends.value = found.to;
    chosen.querySelector("span").textContent = comment.dataset.chosen;
    chosen.querySelector("q").textContent = found.text;
    chosen.hidden = false;
    button.hidden = true;
    comment.elements.text.focus();
  });
  paragraph.addEventListener("change", whole);
  chosen.querySelector("button").addEventListener("click", whole);
})();
