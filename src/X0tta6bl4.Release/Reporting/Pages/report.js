"use strict";
(() => {
  // A bar says at once what the browser would say after a while, and also when it is touched.
  const tip = document.createElement("p");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);
  for (const title of document.querySelectorAll("rect > title")) {
    title.parentNode.dataset.tip = title.textContent;
    title.remove();
  }
  const show = event => {
    const text = event.target instanceof Element ? event.target.dataset.tip : undefined;
    tip.hidden = !text;
    if (text) {
      tip.textContent = text;
      tip.style.left = `${Math.max(8, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${Math.max(8, event.clientY + 20 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 12 : event.clientY + 20)}px`;
    }
  };
  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);

  // The filter is there only where it works.
  const rows = [...document.querySelectorAll("[data-row]")].map(row => ({ row, text: row.textContent.toLowerCase(), isBad: ["bad", "doubt"].includes(row.dataset.row) }));
  const filter = document.querySelector(".filter");
  if (!filter || rows.length < 8) return;
  const [input, only, count] = ["[type=search]", "[type=checkbox]", "output"].map(part => filter.querySelector(part));
  filter.hidden = false;
  only.parentNode.hidden = !rows.some(({ isBad }) => isBad);
  filter.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text, isBad } of rows) {
      row.hidden = !words.every(word => text.includes(word)) || only.checked && !isBad;
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.length || only.checked ? count.dataset.form.replace("{0}", shown).replace("{1}", rows.length) : "";
  });
})();
