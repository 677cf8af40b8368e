// `pnpm budgets`: what the types and the doors of the ORM may cost. `--update` writes the figures down; that difference in
// orm/budgets is what a review talks about. Statements are counted by the tests, time and memory by the benchmarks.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { BudgetError } from "./budgets/BudgetError.ts";
import { buildTypes } from "./budgets/buildTypes.ts";
import { checkTypes, type TypeCost } from "./budgets/checkTypes.ts";
import { compareBudgets, type Figures } from "./budgets/compareBudgets.ts";
import { domainProgram } from "./budgets/domainProgram.ts";
import { domainSchema, wideSchema } from "./budgets/domainSchema.ts";
import { measureBundle } from "./budgets/measureBundle.ts";
import { measureDomain } from "./budgets/measureDomain.ts";
import { wideProgram } from "./budgets/wideProgram.ts";

/** R-EXP-7: however the budget is set, the main door holds no more values than this. */
const doorLimit = 120;

/** By the name of an import, its file. */
const doors = {
  kingpost: "index",
  "kingpost/pg": "pg",
  "kingpost/graphql": "graphql",
  "kingpost/lens": "lens",
};

/** Generated domains, whose growth is that between the first and the second, and between the second and the third. */
const sizes = [100, 200, 300];
const growthLimit = 1.05;
const cpuLimit = 8;

const root = resolve(import.meta.dirname, "..");
const programs = join(root, "orm/budgets");
const file = join(programs, "budgets.json");

const { values } = parseArgs({ options: { update: { type: "boolean", default: false } } });
try {
  const measured = await measure();
  if (values.update) {
    await writeFile(file, `${JSON.stringify(measured, null, 2)}\n`);
    console.log(`written to ${file}`);
  } else {
    const allowed = JSON.parse(await readFile(file, "utf8")) as Figures;
    const { lines, exceeded } = compareBudgets(measured, allowed);
    for (const line of lines) console.log(line);
    process.exitCode = exceeded ? 1 : 0;
  }
} catch (error) {
  if (!(error instanceof BudgetError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function measure(): Promise<Figures> {
  const door = (await import(pathToFileURL(join(root, "orm/src/index.ts")).href)) as object;
  const doorValues = Object.keys(door).length;
  if (doorValues > doorLimit)
    throw new BudgetError(`the main door holds ${doorValues} values; ${doorLimit} are the limit`);
  const bundles = await measureBundles();
  await buildTypes(root);
  const figures: Record<string, number> = { "values of the main door": doorValues };
  for (const name of (await readdir(programs)).filter((each) => each.endsWith(".ts")).toSorted()) {
    const { instantiations } = await checkTypes(root, join(programs, name));
    figures[`instantiations of ${basename(name, ".ts")}`] = instantiations;
  }
  return { ...figures, ...bundles, ...(await measureWide()), ...(await measureDomains()) };
}

/** The doors that an application goes through, each by itself. */
async function measureBundles(): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const [name, door] of Object.entries(doors))
    figures[`kilobytes of ${name}, bundled and minified`] = await measureBundle(root, door);
  return figures;
}

/** R-TLOAD-8: an entity of sixty members, with hints of depth 5. */
async function measureWide(): Promise<Figures> {
  const { instantiations } = await measureDomain(root, "wide", wideSchema(), wideProgram());
  return { "instantiations of hints of depth 5 on 60 members": instantiations };
}

/** R-TLOAD-8: each entity costs as much as the one before it, and the whole of them a few seconds. */
async function measureDomains(): Promise<Figures> {
  const costs: TypeCost[] = [];
  for (const size of sizes)
    costs.push(
      await measureDomain(root, `domain-${size}`, domainSchema(size), domainProgram("./entities")),
    );
  const [small, middle, large] = costs.map(({ instantiations }) => instantiations);
  const growth = (large! - middle!) / (middle! - small!);
  const { cpuSeconds } = costs.at(-1)!;
  console.log(`the second hundred entities cost ${growth.toFixed(3)} times the first`);
  console.log(`checking ${sizes.at(-1)} entities takes ${cpuSeconds.toFixed(1)} s of CPU`);
  if (growth > growthLimit)
    throw new BudgetError(
      `the cost of an entity grows with the domain; ${growthLimit} is the limit`,
    );
  if (cpuSeconds > cpuLimit) throw new BudgetError(`${cpuLimit} s of CPU are the limit`);
  return Object.fromEntries(
    sizes.map((size, at) => [
      `instantiations of a domain of ${size} entities`,
      costs[at]!.instantiations,
    ]),
  );
}
