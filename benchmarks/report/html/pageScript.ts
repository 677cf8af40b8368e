/** Sorting and filtering; without it everything is shown, in the order of the items. */
export const pageScript = `"use strict";
(() => {
  const form = document.querySelector(".tools");
  const filter = document.getElementById("filter");
  const linear = document.getElementById("linear");

  const apply = () => {
    const shown = new Set([...form.querySelectorAll("[name=contestant]:checked")].map((box) => box.value));
    const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const hiddenItems = new Set();
    for (const section of document.querySelectorAll(".item")) {
      section.hidden = !words.every((word) => section.dataset.text.includes(word));
      if (section.hidden) hiddenItems.add(section.id);
    }
    const known = new Set([...form.querySelectorAll("[name=contestant]")].map((box) => box.value));
    for (const each of document.querySelectorAll("[data-contestant],[data-item]")) {
      const { contestant, item } = each.dataset;
      const isOut = (contestant !== undefined && known.has(contestant) && !shown.has(contestant)) || hiddenItems.has(item);
      if (each instanceof SVGElement) each.style.display = isOut ? "none" : "";
      else each.hidden = isOut;
    }
    document.body.classList.toggle("even", linear.checked);
  };
  if (form !== null) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isUp ? "descending" : "ascending");
        const body = table.tBodies[0];
        const valueOf = (row) => {
          const cell = row.cells[column];
          return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
        };
        const order = new Intl.Collator("en", { numeric: true });
        const rows = [...body.rows].sort((a, b) => {
          const [x, y] = [valueOf(a), valueOf(b)];
          return typeof x === "number" && typeof y === "number" ? x - y : order.compare(String(x), String(y));
        });
        if (isUp) rows.reverse();
        body.append(...rows);
      });
    });
  }
})();
`;
