// Says beside a moment what the reader's own clock shows then, where that differs from what the page says.
"use strict";

for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const shown = `${two(moment.getDate())}.${two(moment.getMonth() + 1)}.${moment.getFullYear()} ${clock}`;
  if (!time.parentElement.textContent.includes(clock)) {
    const beside = document.createElement("span");
    beside.className = "soft";
    beside.textContent = ` (${time.dataset.local}: ${shown})`;
    time.after(beside);
  }
}
