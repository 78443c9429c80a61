/* A page asks the worker to do something, and hears how far it is; resolves to whether it was done. */
(() => {
  "use strict";
  window.askWorker = async (message, tell = () => {}) => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise(resolve => {
      port1.onmessage = ({ data }) => { if (data.isDone || data.isLost) resolve(Boolean(data.isDone)); else tell(data); };
      active.postMessage(message, [port2]);
    });
  };
})();
