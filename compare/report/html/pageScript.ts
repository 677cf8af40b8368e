/** Filtering; without it everything is shown. */
export const pageScript = `"use strict";
(() => {
  const form = document.querySelector(".tools");
  const filter = document.getElementById("filter");
  const differences = document.getElementById("differences");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const section of document.querySelectorAll(".scenario")) {
      const { text, scenario, split } = section.dataset;
      const isOut = !words.every((word) => text.includes(word)) || (differences.checked && split === undefined);
      for (const each of document.querySelectorAll('[data-scenario="' + scenario + '"]')) each.hidden = isOut;
    }
  });
})();
`;
