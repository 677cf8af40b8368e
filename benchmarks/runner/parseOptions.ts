// The command line of `pnpm bench`.
import { parseArgs } from "node:util";
import { items } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { BenchmarkError } from "./BenchmarkError.ts";

export interface Options {
  readonly items: ReadonlyArray<Item>;
  readonly rounds: number;
  readonly quick: boolean;
  readonly json: string | undefined;
  readonly help: boolean;
}

export const usage = `pnpm bench [options]
  --only W1,W3   these work items only (${items.join(", ")})
  --rounds N     rounds per item; default 10, 3 with --quick
  --quick        small tables: checks that all contestants are right; the times mean nothing
  --json FILE    writes the report as JSON
  --help`;

/** Reads the arguments. Throws `BenchmarkError` (`BAD_OPTION`) with what is wrong. */
export function parseOptions(args: ReadonlyArray<string>): Options {
  // Script runners pass on the `--` that ends their own options.
  const own = args[0] === "--" ? args.slice(1) : args;
  const { only, rounds, quick, json, help } = parse(own);
  const count = rounds === undefined ? (quick ? 3 : 10) : Number(rounds);
  if (!Number.isInteger(count) || count < 1)
    throw new BenchmarkError("BAD_OPTION", `--rounds is a whole number above 0, not "${rounds}".`);
  return { items: parseOnly(only), rounds: count, quick, json, help };
}

function parse(args: ReadonlyArray<string>): {
  readonly only?: string;
  readonly rounds?: string;
  readonly json?: string;
  readonly quick: boolean;
  readonly help: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        rounds: { type: "string" },
        json: { type: "string" },
        quick: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new BenchmarkError("BAD_OPTION", error instanceof Error ? error.message : String(error));
  }
}

function parseOnly(only: string | undefined): ReadonlyArray<Item> {
  if (only === undefined) return items;
  const asked = only.split(",").map((name) => name.trim());
  const unknown = asked.filter((name) => !items.some((item) => isNamed(item, name)));
  if (unknown.length > 0)
    throw new BenchmarkError(
      "BAD_OPTION",
      `There is no work item ${unknown.join(", ")}; there are ${items.join(", ")}.`,
    );
  return items.filter((item) => asked.some((name) => isNamed(item, name)));
}

function isNamed(item: Item, name: string): boolean {
  return item.toLowerCase() === name.toLowerCase();
}
