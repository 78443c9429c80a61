/* The time left of a test: counted from what the server says, asked anew when it may have changed; never by the device's clock. */
(() => {
  "use strict";
  const GRACE_S = 31, RETRY_S = 5; // the server takes answers on their way for half a minute
  const JUMP_S = 2;
  const MARKS = [300, 60]; // seconds left at which it is said aloud
  const clock = document.querySelector("[data-seconds-left]");
  if (!clock) return;
  const shown = clock.querySelector("[data-left]"), spoken = document.querySelector("[data-spoken]");
  const now = () => performance.now() / 1000; // runs on when the device's clock is put back or forth
  const offsetNow = () => Date.now() / 1000 - now();
  let ends, asks, offset, isOver = false;
  const start = seconds => { ends = now() + seconds; asks = ends + GRACE_S; offset = offsetNow(); isOver = false; };

  const kept = key => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const keep = key => { try { sessionStorage.setItem(key, "1"); } catch { /* said again on the next page */ } };

  const ask = async () => {
    const reply = await fetch(clock.dataset.clock, { headers: { Accept: "application/json" } }).catch(() => null);
    const said = reply?.ok ? await reply.json().catch(() => null) : null;
    if (said?.is_over) location.reload(); // leads to the result
    else if (said) start(said.seconds_left);
  };

  const say = left => {
    const mark = MARKS.filter(seconds => left <= seconds).pop(), key = `told ${clock.dataset.clock.slice(3)} ${mark}`;
    if (!mark || !left || kept(key)) return;
    keep(key);
    spoken.textContent = spoken.dataset[`at${mark}`];
  };

  const tick = () => {
    const left = Math.max(0, Math.round(ends - now()));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("late", left < MARKS[0]);
    say(left);
    if (!left && !isOver) { isOver = true; dispatchEvent(new Event("timeover")); }
    if (now() > asks) { asks = now() + RETRY_S; ask(); } // a tutor may have given more
    if (Math.abs(offsetNow() - offset) > JUMP_S) { offset = offsetNow(); ask(); } // it has slept, or was put on or back
  };
  start(Number(clock.dataset.secondsLeft));
  tick();
  setInterval(tick, 1000);
  addEventListener("online", ask);
})();
