// The command line of `pnpm compare`.
import { parseArgs } from "node:util";
import { roster } from "../roster.ts";
import { type ScenarioName, scenarios } from "../scenarios/scenarios.ts";
import { CompareError } from "./CompareError.ts";

export interface Options {
  readonly scenarios: ReadonlyArray<ScenarioName>;
  /** Who takes part. */
  readonly orms: ReadonlyArray<string>;
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly md: string | undefined;
  readonly help: boolean;
}

const names = Object.keys(scenarios) as ReadonlyArray<ScenarioName>;

export const usage = `pnpm compare [options]
  --only 1,3     these scenarios only (${names.map((name) => scenarios[name].number).join(", ")})
  --without prisma,typeorm  nobody but the others takes part (${Object.keys(roster).join("; ")})
  --json FILE    writes the report as JSON
  --html FILE    writes it as a page, with the code side by side; it needs no network
  --md FILE      writes it as Markdown
  --help`;

/** Reads the arguments. Throws `CompareError` (`BAD_OPTION`) with what is wrong. */
export function parseOptions(args: ReadonlyArray<string>): Options {
  // Script runners pass on the `--` that ends their own options.
  const own = args[0] === "--" ? args.slice(1) : args;
  const { only, without, json, html, md, help } = parse(own);
  return { scenarios: parseOnly(only), orms: parseWithout(without), json, html, md, help };
}

function parse(args: ReadonlyArray<string>): {
  readonly only?: string;
  readonly without?: string;
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
        without: { type: "string" },
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

/** A configuration is named after its ORM. */
function kindOf(name: string): string {
  return name.split(",")[0] ?? name;
}

/** The commas within the names of configurations are no separators: "mikro-orm" leaves out all of its kind. */
function parseWithout(without: string | undefined): ReadonlyArray<string> {
  const left = new Set(without?.split(",").map((name) => name.trim()));
  const kinds = new Set(Object.keys(roster).map(kindOf));
  const unknown = [...left].filter((name) => !kinds.has(name));
  if (unknown.length > 0)
    throw new CompareError(
      "BAD_OPTION",
      `There is no ORM ${unknown.join(", ")}; there are ${[...kinds].join(", ")}.`,
    );
  return Object.keys(roster).filter((name) => !left.has(kindOf(name)));
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
