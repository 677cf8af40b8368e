// What counts as a line of code of a scenario.
import { expect, it } from "vitest";
import { countLines } from "../runner/countLines.ts";

it("counts what somebody has to write: no imports, types, comments or empty lines", () => {
  const source = `// What this is for.
import { one } from "./one.ts";
import type {
  Two,
  Three,
} from "./two.ts";

/** A type. */
interface Four {
  readonly five: number;
}

/* a
   b */
export function six(two: Two): number {
  // why
  const { five }: Four = one(two);

  return five;
}
`;
  expect(countLines(source)).toBe(4);
});
