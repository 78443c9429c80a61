/* Steps are put in order by their numbers, by buttons, or by hand; numbers, places and what is said of them agree. */
(() => {
  "use strict";
  document.querySelectorAll("[data-ordering]").forEach(list => {
    const said = list.parentElement.querySelector("[data-moved]");
    const steps = () => [...list.children];
    const numberOf = step => step.querySelector("select");
    const nameOf = step => step.querySelector("label").textContent.trim();

    const number = () => steps().forEach((step, place) => { numberOf(step).value = place + 1; });
    const tell = step => {
      said.textContent = `${nameOf(step)} ${list.dataset.place.replace("{place}", steps().indexOf(step) + 1)}`;
    };
    const sort = () => {
      const placeOf = step => Number(numberOf(step).value) || steps().length + 1;
      steps().sort((one, other) => placeOf(one) - placeOf(other)).forEach(step => list.append(step));
    };

    const put = (step, place) => { // keeps the focus, which a moved element would lose
      const focused = document.activeElement;
      const others = steps().filter(one => one !== step);
      list.insertBefore(step, others[place] || null);
      if (step.contains(focused)) focused.focus();
    };
    const done = step => {
      number();
      tell(step);
      list.dispatchEvent(new Event("change", { bubbles: true })); // one answer, to be saved
    };

    list.addEventListener("change", event => {
      const step = event.target.closest("li");
      if (!step || !event.target.value) return; // our own event, or a number taken away
      put(step, event.target.value - 1);
      number();
      tell(step);
    });

    list.addEventListener("click", event => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      const step = button.closest("li"), place = steps().indexOf(step) + Number(button.dataset.move);
      if (place >= 0 && place < steps().length) put(step, place);
      button.focus();
      done(step);
    });

    let held = null;
    list.addEventListener("pointerdown", event => {
      const grip = event.target.closest(".grip");
      if (!grip || event.button) return;
      event.preventDefault(); // no text is selected on the way
      held = grip.closest("li");
      held.classList.add("held");
      list.setPointerCapture(event.pointerId); // the grip itself moves, and would let go
    });
    list.addEventListener("pointermove", event => {
      if (!held) return;
      const others = steps().filter(one => one !== held);
      const middleOf = step => { const { top, height } = step.getBoundingClientRect(); return top + height / 2; };
      const place = others.filter(step => middleOf(step) < event.clientY).length;
      if (place !== steps().indexOf(held)) list.insertBefore(held, others[place] || null);
    });
    const letGo = () => {
      if (!held) return;
      const step = held;
      step.classList.remove("held");
      held = null;
      done(step);
    };
    list.addEventListener("pointerup", letGo);
    list.addEventListener("pointercancel", letGo);

    list.closest("form")?.addEventListener("restored", sort); // an answer that was kept on this device was put back
    list.querySelectorAll("[hidden]").forEach(part => { part.hidden = false; });
  });
})();
