import { expect, it } from "vitest";
import { codeLines } from "../runner/studies/codeLines.ts";

it("counts lines that are neither blank nor a comment alone", () => {
  const text = `// What it is for.
import { a } from "./a.ts";

/** Said of b. */
export const b = a; // and here

/**
 * Said at length.
 */
export const c = "/* no comment */";
-- of SQL
SELECT 1;
`;
  expect(codeLines(text)).toEqual([
    'import { a } from "./a.ts";',
    "export const b = a; // and here",
    'export const c = "/* no comment */";',
    "SELECT 1;",
  ]);
});
