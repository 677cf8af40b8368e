// What the types cost: how many instantiations the compiler makes for one program, and how long it computes.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { BudgetError } from "./BudgetError.ts";

export interface TypeCost {
  readonly instantiations: number;
  readonly types: number;
  readonly memoryMb: number;
  /** User and system time together. */
  readonly cpuSeconds: number;
}

/**
 * Compiles `program` alone, on one thread: several would each count what they share. The ORM is what `buildTypes` has written: its own
 * code is checked when it is built, and was two thirds of all that was counted. `"source"` is for those who only ask whether it compiles. Throws `BudgetError` (`BUDGET`) when it
 * does not compile.
 */
export async function checkTypes(
  root: string,
  program: string,
  orm: "built" | "source" = "built",
): Promise<TypeCost> {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, "budgets-"));
  try {
    const up = relative(dir, root);
    const declarations = orm === "built" ? "dist/*.d.ts" : "src/*.ts";
    const config = {
      extends: `${up}/tsconfig.test.json`,
      compilerOptions: {
        typeRoots: [`${up}/node_modules/@types`],
        paths: {
          kingpost: [`${up}/orm/${declarations.replace("*", "index")}`],
          "kingpost/*": [`${up}/orm/${declarations}`],
        },
      },
      files: [relative(dir, program)],
      include: [],
    };
    await writeFile(join(dir, "tsconfig.json"), JSON.stringify(config));
    const output = await run(join(root, "node_modules/.bin/tsc"), dir);
    const count = numberIn(output, "Instantiations");
    if (count === undefined || /error TS/.test(output))
      throw new BudgetError(`${relative(root, program)} does not compile:\n${output}`);
    return {
      instantiations: count,
      types: numberIn(output, "Types") ?? Number.NaN,
      memoryMb: (numberIn(output, "Memory used") ?? Number.NaN) / 1_024,
      cpuSeconds: cpuSecondsIn(output),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The shell tells what its children computed; Node knows only of itself. */
function run(tsc: string, project: string): Promise<string> {
  const script = '"$0" -p "$1" --extendedDiagnostics --singleThreaded; times';
  return new Promise((done) => {
    execFile("sh", ["-c", script, tsc, project], (_, stdout) => {
      done(stdout);
    });
  });
}

/** A line of the diagnostics: `Memory used:  123456K`. */
function numberIn(output: string, name: string): number | undefined {
  const digits = new RegExp(`^${name}:\\s+(\\d+)K?$`, "m").exec(output)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The last line of `times` is that of the children: `0m2.50s 0m0.31s`. */
function cpuSecondsIn(output: string): number {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const times = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
