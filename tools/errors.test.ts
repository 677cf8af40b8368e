import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { catalogue } from "../orm/src/errors/catalogue.ts";

const page = readFileSync(resolve(import.meta.dirname, "../docs/errors.md"), "utf8");

it("docs/errors.md explains every code of the catalogue under its anchor and class, and no code besides", () => {
  expect(entriesOf(page)).toEqual(
    Object.entries(catalogue).map(([code, { name, anchor }]) => ({ code, name, anchor })),
  );
});

it("says for every error what to do", () => {
  const silent = page
    .split(/^## /m)
    .slice(1)
    .filter((section) => !/\n\n\*\*What to do\.\*\* \S/.test(section));
  expect(silent).toEqual([]);
});

function entriesOf(text: string): Array<{ code: string; name: string; anchor: string }> {
  return [...text.matchAll(/^## (.+)\n\n`(\w+)` · `(\w+)`$/gm)].map(
    ([, heading = "", code = "", name = ""]) => ({
      code,
      name,
      // As the pages that render Markdown make anchors from headings.
      anchor: heading.toLowerCase().replaceAll(" ", "-"),
    }),
  );
}
