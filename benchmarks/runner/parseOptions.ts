// The command line of `pnpm bench`.
import { parseArgs } from "node:util";
import { roster } from "../contestants/roster.ts";
import { items } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";
import { BenchmarkError } from "./BenchmarkError.ts";

export interface Options {
  readonly items: ReadonlyArray<Item>;
  readonly rounds: number;
  readonly quick: boolean;
  /** Who takes part; everybody when not given. */
  readonly contestants: ReadonlyArray<string> | undefined;
  /** Added to each round trip to the server. */
  readonly roundTripMs: number;
  /** Measure how costs grow, in place of the work items. */
  readonly curve: boolean;
  /** Measure the items at several distances of the server. */
  readonly latency: boolean;
  /** The items, growth and distances, one after the other. */
  readonly all: boolean;
  /** Reports of earlier runs, to be shown in place of a new one. */
  readonly from: ReadonlyArray<string>;
  /** The report of an earlier run, to say what changed since. */
  readonly against: string | undefined;
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly md: string | undefined;
  readonly svg: string | undefined;
  readonly help: boolean;
}

export const usage = `pnpm bench [options]
  --only W1,W3   these work items only (${items.join(", ")})
  --with a,b     these contestants only, beside pg (${Object.keys(roster).join(", ")})
  --rtt MS       holds what goes to the server for so many milliseconds: a server that is not next door
  --all          the items, then --curve and --latency: what a committed run has
  --curve        growth: what a row, a changed entity and an entity type cost by their number (without --with Kingpost, the last one others as well)
  --latency      the items with a server that is 0, 1, 5 and 20 ms away; without --only W2 and W6
  --rounds N     rounds per item; default 10, 5 of everybody at every item, 3 with --quick
  --quick        small tables: checks that all contestants are right; the times mean nothing
  --json FILE    writes the report as JSON
  --html FILE    writes it as a page that needs no network
  --md FILE      writes a summary in Markdown
  --svg FILE     writes a picture of the ratios
  --against FILE says what changed beyond noise since the run of that JSON
  --from A,B     measures nothing, takes these JSON reports
  --help`;

/** Reads the arguments. Throws `BenchmarkError` (`BAD_OPTION`) with what is wrong. */
export function parseOptions(args: ReadonlyArray<string>): Options {
  // Script runners pass on the `--` that ends their own options.
  const own = args[0] === "--" ? args.slice(1) : args;
  const { only, rounds, quick, help, all, curve, latency, rtt, with: names, ...given } = parse(own);
  const isEverything = names === undefined && only === undefined && !curve && !latency;
  const count = rounds === undefined ? roundsOf(quick, isEverything) : Number(rounds);
  if (!Number.isInteger(count) || count < 1)
    throw new BenchmarkError("BAD_OPTION", `--rounds is a whole number above 0, not "${rounds}".`);
  const roundTripMs = Number(rtt ?? 0);
  if (!Number.isFinite(roundTripMs) || roundTripMs < 0)
    throw new BenchmarkError("BAD_OPTION", `--rtt is a number of milliseconds, not "${rtt}".`);
  return {
    items: parseOnly(only),
    rounds: count,
    quick,
    contestants: parseNames(names),
    roundTripMs,
    all,
    curve,
    latency,
    from: given.from?.split(",") ?? [],
    against: given.against,
    json: given.json,
    html: given.html,
    md: given.md,
    svg: given.svg,
    help,
  };
}

/** Everybody at every item takes half an hour with five. */
function roundsOf(quick: boolean, isEverything: boolean): number {
  if (quick) return 3;
  return isEverything ? 5 : 10;
}

function parse(args: ReadonlyArray<string>): {
  readonly only?: string;
  readonly rounds?: string;
  readonly json?: string;
  readonly html?: string;
  readonly md?: string;
  readonly svg?: string;
  readonly against?: string;
  readonly from?: string;
  readonly with?: string;
  readonly rtt?: string;
  readonly all: boolean;
  readonly curve: boolean;
  readonly latency: boolean;
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
        html: { type: "string" },
        md: { type: "string" },
        svg: { type: "string" },
        against: { type: "string" },
        from: { type: "string" },
        with: { type: "string" },
        rtt: { type: "string" },
        all: { type: "boolean", default: false },
        curve: { type: "boolean", default: false },
        latency: { type: "boolean", default: false },
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

function parseNames(names: string | undefined): ReadonlyArray<string> | undefined {
  const asked = names?.split(",").map((name) => name.trim());
  const unknown = asked?.filter((name) => roster[name] === undefined) ?? [];
  if (unknown.length > 0)
    throw new BenchmarkError(
      "BAD_OPTION",
      `There is no contestant ${unknown.join(", ")}; there are ${Object.keys(roster).join(", ")}.`,
    );
  return asked;
}

function isNamed(item: Item, name: string): boolean {
  return item.toLowerCase() === name.toLowerCase();
}
