/* Where this site's worker is at work, the scripts that tell what waits to be sent are fetched; elsewhere none. */
(() => {
  "use strict";
  if (!navigator.serviceWorker?.controller) return;
  const { scripts } = document.currentScript.dataset;
  scripts.split(" ").forEach(src => document.head.append(Object.assign(document.createElement("script"), { src, async: false })));
})();
