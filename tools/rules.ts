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

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      mutate: { type: "boolean", default: false },
      seed: { type: "string" },
      only: { type: "string" },
    },
  });
  try {
    const tests = await listTests(root);
    const file = join(spec, "mutations.json");
    const mutations = JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<Mutation>;
    if (values.mutate) {
      const survivors = await mutate({
        root,
        tests,
        mutations,
        seed: Number(values.seed ?? Date.now() % 100_000),
        only: values.only,
        print: (line) => {
          console.log(line);
        },
      });
      process.exitCode = survivors.length > 0 ? 1 : 0;
    } else {
      const rules = readSpecification(spec);
      const finished = JSON.parse(readFileSync(join(spec, "finished.json"), "utf8")) as Finished;
      const coverage = checkCoverage(
        rules,
        finished,
        tests.map(({ name }) => name),
      );
      const faults = [...coverage.faults, ...(await findStale(root, mutations))];
      print({ ...coverage, faults });
      process.exitCode = faults.length > 0 ? 1 : 0;
    }
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    console.log(`broken: ${error.message} (${error.code})`);
    process.exitCode = 1;
  }
}
