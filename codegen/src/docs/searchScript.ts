/** What makes the search work where there is JavaScript; without it the search is not shown. */
export const searchScript = `"use strict";
(() => {
  const form = document.querySelector(".search");
  const input = document.getElementById("search");
  const results = document.getElementById("results");
  const up = document.body.dataset.up;
  const entries = (window.schemaIndex ?? []).map(([title, kind, link, more]) => ({
    title, kind, link, low: title.toLowerCase(), more: more.toLowerCase(),
  }));
  form.hidden = false;

  const rankOf = (entry, words) => {
    let rank = 0;
    for (const word of words) {
      const at = entry.low.indexOf(word);
      const last = entry.low.slice(entry.low.lastIndexOf(".") + 1);
      if (last === word) rank += 100;
      else if (last.startsWith(word)) rank += 60;
      else if (at === 0) rank += 50;
      else if (at > 0) rank += 30;
      else if (entry.more.includes(word)) rank += 10;
      else return 0;
    }
    return rank + (entry.kind === "entity" || entry.kind === "enum" ? 20 : 0) - entry.title.length / 100;
  };

  const show = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    results.replaceChildren();
    results.hidden = words.length === 0;
    if (words.length === 0) return;
    const found = entries
      .map((entry) => ({ entry, rank: rankOf(entry, words) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank);
    const list = document.createElement("ul");
    for (const { entry } of found.slice(0, 30)) {
      const link = document.createElement("a");
      link.href = up + entry.link;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = entry.kind;
      link.append(entry.title, " ", kind);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    const count = document.createElement("p");
    count.className = "found";
    count.textContent = found.length === 0 ? "Nothing found" : found.length === 1 ? "1 found" : found.length + " found" + (found.length > 30 ? ", the first 30 are shown" : "");
    results.append(count, list);
  };

  const links = () => [...results.querySelectorAll("a")];
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown") all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at <= 0 ? input : all[at - 1]).focus();
    else if (event.key === "Escape") { results.hidden = true; input.focus(); return; }
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) results.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement === input) return;
    event.preventDefault();
    input.focus();
  });
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "center" });
})();
`;
