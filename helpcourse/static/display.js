/* The page on which one chooses how pages look shows each choice at once; it is kept by its button. */
(() => {
  "use strict";
  const form = document.querySelector(".display-form"), root = document.documentElement;
  form.addEventListener("change", () => {
    const chosen = ["size", "width", "contrast", "typeface", "keys"].map(name => `${name}-${form.elements[name].value}`);
    root.className = chosen.filter(code => !/-(usual|on)$/.test(code)).join(" ");
  });
})();
