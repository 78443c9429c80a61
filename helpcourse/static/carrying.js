/* Takes what was typed into a page's forms along when its language is changed; passwords and files it leaves. */
(() => {
  "use strict";
  const KEY = `typed ${location.pathname.replace(/^\/\w+/, "")}`; // the page, whatever its language
  const LEFT = ["hidden", "password", "file", "submit", "button"];
  const forms = () => [...document.querySelectorAll("main form[method=post]")];
  const fields = form => [...form.elements].filter(one => one.name && !LEFT.includes(one.type));
  const given = one => one.type === "checkbox" || one.type === "radio" ? one.checked : one.multiple ? [...one.options].map(option => option.selected) : one.value;
  const attempt = action => { try { return action(); } catch { return null; } }; // a browser may have no storage

  const put = (one, value) => {
    if (one.type === "checkbox" || one.type === "radio") one.checked = value;
    else if (one.multiple) [...one.options].forEach((option, place) => { option.selected = value[place]; });
    else one.value = value;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const restore = kept => forms().forEach((form, place) => {
    const known = kept[place] || [], now = fields(form);
    if (known.length !== now.length || known.some(([name], n) => name !== now[n].name)) return; // another form
    known.forEach(([, value], n) => { if (given(now[n]) !== value) put(now[n], value); });
  });

  document.querySelectorAll(".langs a").forEach(link => link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab: this one keeps its words
    const kept = forms().map(form => fields(form).map(one => [one.name, given(one)]));
    attempt(() => sessionStorage.setItem(KEY, JSON.stringify(kept)));
  }));
  const kept = attempt(() => JSON.parse(sessionStorage.getItem(KEY)));
  attempt(() => sessionStorage.removeItem(KEY));
  if (kept) restore(kept);
})();
