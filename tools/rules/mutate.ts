// Breaks drawn rules on purpose, one after the other, and runs the tests that cite them: each must turn one of them red.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { startTestServer } from "@kingpost/migrations/server";
import { applyMutation } from "./applyMutation.ts";
import { copyWorkspace } from "./copyWorkspace.ts";
import { drawMutations } from "./drawMutations.ts";
import { findStale } from "./findStale.ts";
import type { ListedTest } from "./listTests.ts";
import type { Mutation } from "./Mutation.ts";
import { RulesError } from "./RulesError.ts";
import { runTests, type TestRun } from "./runTests.ts";

/** How many rules one run breaks. */
const drawn = 20;

export interface MutateOptions {
  readonly root: string;
  readonly tests: ReadonlyArray<ListedTest>;
  readonly mutations: ReadonlyArray<Mutation>;
  readonly seed: number;
  /** Breaks this rule only. */
  readonly only: string | undefined;
  readonly print: (line: string) => void;
}

/**
 * Breaks rules in a copy of the workspace and resolves to the mutations that no citing test noticed. Throws `RulesError` when a
 * mutation is stale or uncited, when the citing tests are red before anything is broken, or when there are too few to draw from.
 */
export async function mutate(options: MutateOptions): Promise<Array<Mutation>> {
  const { root, tests, mutations, seed, only, print } = options;
  if (only === undefined && new Set(mutations.map(({ rule }) => rule)).size < drawn)
    throw new RulesError(
      "TOO_FEW_MUTATIONS",
      `docs/spec/mutations.json names fewer than ${drawn} rules`,
    );
  // All are applied on paper first: a stale one is found whether it is drawn or not.
  const stale = await findStale(root, mutations);
  if (stale.length > 0) throw new RulesError("MUTATION_STALE", stale.join("; "));
  const chosen =
    only === undefined
      ? drawMutations(mutations, { seed, count: drawn })
      : mutations.filter(({ rule }) => rule === only);
  print(`seed ${seed}: ${chosen.length} rules are broken in turn`);

  const server = await startTestServer({ projectDir: root });
  const copy = await copyWorkspace(root);
  const env = { ...process.env, TEST_DATABASE_URL: server.adminUrl };
  const run = (rules: ReadonlyArray<string>): Promise<TestRun> =>
    runTests(copy, citing(root, tests, rules), env);
  try {
    const baseline = await run(chosen.map(({ rule }) => rule));
    if (baseline.failed.length > 0)
      throw new RulesError(
        "BASELINE_RED",
        `tests are red before anything is broken: ${baseline.failed.join("; ")}`,
      );
    const survivors: Array<Mutation> = [];
    for (const mutation of chosen) {
      const file = join(copy, mutation.file);
      const source = await readFile(file, "utf8");
      await writeFile(file, applyMutation(source, mutation));
      const { failed } = await run([mutation.rule]);
      await writeFile(file, source);
      if (failed.length === 0) survivors.push(mutation);
      print(
        `${failed.length > 0 ? "noticed " : "SURVIVED"} ${mutation.rule}: ${mutation.breaks} (${failed.length} red)`,
      );
    }
    print(`${chosen.length - survivors.length} passed, ${survivors.length} failed`);
    return survivors;
  } finally {
    await rm(copy, { recursive: true, force: true });
    await server.stop();
  }
}

/** The files and the title pattern of the tests that cite the rules. */
function citing(
  root: string,
  tests: ReadonlyArray<ListedTest>,
  rules: ReadonlyArray<string>,
): { files: Array<string>; pattern: string } {
  for (const rule of rules)
    if (!tests.some(({ name }) => new RegExp(patternOf(rule)).test(name)))
      throw new RulesError("MUTATION_UNCITED", `no test cites ${rule}`);
  const pattern = rules.map(patternOf).join("|");
  const matching = tests.filter(({ name }) => new RegExp(pattern).test(name));
  const files = new Set(matching.map(({ file }) => relative(root, file)));
  return { files: [...files], pattern };
}

/** `R-FAC-1` is not meant by `R-FAC-12`. */
function patternOf(rule: string): string {
  return `${rule.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`;
}
