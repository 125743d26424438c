// The till's keypad: big keys that write into the amount. The page works without it.
"use strict";
for (const form of document.querySelectorAll("[data-keypad]")) {
  const amounts = form.querySelectorAll("input.amount-entry");
  const keys = form.querySelector(".keys");
  if (!amounts.length || !keys) continue;
  let current = amounts[0];
  for (const amount of amounts) {
    amount.addEventListener("focus", () => { current = amount; });
    if (matchMedia("(pointer: coarse)").matches) amount.inputMode = "none";
  }
  keys.hidden = false;
  keys.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (!key) return;
    if (key === "back") current.value = current.value.slice(0, -1);
    else if (key === "," && current.value.includes(",")) return;
    else if (/,\d\d$/.test(current.value)) return;
    else current.value += key === "," && !current.value ? "0," : key;
  });
}
