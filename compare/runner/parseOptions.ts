// The command line of `pnpm compare`.
import { parseArgs } from "node:util";
import { type ScenarioName, scenarios } from "../scenarios/scenarios.ts";
import { CompareError } from "./CompareError.ts";

export interface Options {
  readonly scenarios: ReadonlyArray<ScenarioName>;
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly md: string | undefined;
  readonly help: boolean;
}

const names = Object.keys(scenarios) as ReadonlyArray<ScenarioName>;

export const usage = `pnpm compare [options]
  --only 1,3     these scenarios only (${names.map((name) => scenarios[name].number).join(", ")})
  --json FILE    writes the report as JSON
  --html FILE    writes it as a page, with the code side by side; it needs no network
  --md FILE      writes it as Markdown
  --help`;

/** Reads the arguments. Throws `CompareError` (`BAD_OPTION`) with what is wrong. */
export function parseOptions(args: ReadonlyArray<string>): Options {
  // Script runners pass on the `--` that ends their own options.
  const own = args[0] === "--" ? args.slice(1) : args;
  const { only, json, html, md, help } = parse(own);
  return { scenarios: parseOnly(only), json, html, md, help };
}

function parse(args: ReadonlyArray<string>): {
  readonly only?: string;
  readonly json?: string;
  readonly html?: string;
  readonly md?: string;
  readonly help: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        json: { type: "string" },
        html: { type: "string" },
        md: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new CompareError("BAD_OPTION", error instanceof Error ? error.message : String(error));
  }
}

function parseOnly(only: string | undefined): ReadonlyArray<ScenarioName> {
  if (only === undefined) return names;
  const asked = new Set(only.split(",").map((number) => number.trim()));
  const known = new Map(names.map((name) => [String(scenarios[name].number), name]));
  const unknown = [...asked].filter((number) => !known.has(number));
  if (unknown.length > 0)
    throw new CompareError(
      "BAD_OPTION",
      `There is no scenario ${unknown.join(", ")}; there are ${[...known.keys()].join(", ")}.`,
    );
  return names.filter((name) => asked.has(String(scenarios[name].number)));
}
