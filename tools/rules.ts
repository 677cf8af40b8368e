// `pnpm rules`: which rules of docs/spec the tests hold, and with --mutate whether they really hold them.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkCoverage, type Coverage, type Finished } from "./rules/checkCoverage.ts";
import { findStale } from "./rules/findStale.ts";
import { listTests } from "./rules/listTests.ts";
import { mutate } from "./rules/mutate.ts";
import type { Mutation } from "./rules/Mutation.ts";
import { parseRules } from "./rules/parseRules.ts";
import type { Rule } from "./rules/Rule.ts";
import { RulesError } from "./rules/RulesError.ts";

const root = resolve(import.meta.dirname, "..");
const spec = join(root, "docs/spec");

/** All rules of the specification, page by page. */
export function readSpecification(dir: string): Array<Rule> {
  return readdirSync(dir)
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .flatMap((name) => parseRules(readFileSync(join(dir, name), "utf8")));
}

function print({ areas, others, faults }: Coverage): void {
  console.log("area        rules  cited  waiting");
  for (const { area, rules, cited, waiting } of areas)
    console.log(
      `${area.padEnd(10)} ${String(rules).padStart(6)} ${String(cited).padStart(6)} ${String(waiting).padStart(8)}`,
    );
  const begun = others.filter(({ cited }) => cited > 0);
  const rest = others.filter(({ cited }) => cited === 0);
  console.log(
    `begun (cited of all): ${begun.map(({ area, rules, cited }) => `${area} ${cited}/${rules}`).join(", ")}`,
  );
  console.log(`not begun: ${rest.map(({ area }) => area).join(", ")}`);
  for (const fault of faults) console.log(`broken: ${fault}`);
}

const help = `pnpm rules [options]: which rules of docs/spec the tests cite, and what is broken.

  --mutate       breaks the code on purpose, rule by rule, and says which rule's tests do not notice
  --only RULE    with --mutate: that rule alone
  --seed NUMBER  with --mutate: the order and choice of an earlier run
  --help         this
`;

/** What was asked for, or `undefined` where that cannot be understood. */
function readArgs(): { mutate: boolean; seed?: string; only?: string; help: boolean } | undefined {
  try {
    return parseArgs({
      options: {
        mutate: { type: "boolean", default: false },
        seed: { type: "string" },
        only: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    console.log(`${(error as Error).message}. See --help.`);
    return undefined;
  }
}

async function mutateRules(seed: number, only: string | undefined): Promise<number> {
  const survivors = await mutate({
    root,
    tests: await listTests(root),
    mutations: readMutations(),
    seed,
    only,
    print: (line) => {
      console.log(line);
    },
  });
  return survivors.length > 0 ? 1 : 0;
}

async function checkRules(): Promise<number> {
  const tests = await listTests(root);
  const finished = JSON.parse(readFileSync(join(spec, "finished.json"), "utf8")) as Finished;
  const names = tests.map(({ name }) => name);
  const coverage = checkCoverage(readSpecification(spec), finished, names);
  const faults = [...coverage.faults, ...(await findStale(root, readMutations()))];
  print({ ...coverage, faults });
  return faults.length > 0 ? 1 : 0;
}

function readMutations(): ReadonlyArray<Mutation> {
  return JSON.parse(readFileSync(join(spec, "mutations.json"), "utf8")) as ReadonlyArray<Mutation>;
}

/** The exit code: 0 all is well, 1 something is broken, 2 wrong options. */
async function main(): Promise<number> {
  const args = readArgs();
  if (args === undefined) return 2;
  if (args.help) {
    console.log(help);
    return 0;
  }
  try {
    if (!args.mutate) return await checkRules();
    return await mutateRules(Number(args.seed ?? Date.now() % 100_000), args.only);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    console.log(`broken: ${error.message} (${error.code})`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await main();
