// What the types cost: how many instantiations the compiler makes for one program.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { BudgetError } from "./BudgetError.ts";

/** Compiles `program` alone. Throws `BudgetError` (`BUDGET`) when it does not compile. */
export async function countInstantiations(root: string, program: string): Promise<number> {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, "budgets-"));
  try {
    const up = relative(dir, root);
    const config = {
      extends: `${up}/tsconfig.test.json`,
      compilerOptions: { typeRoots: [`${up}/node_modules/@types`] },
      files: [relative(dir, program)],
      include: [],
    };
    await writeFile(join(dir, "tsconfig.json"), JSON.stringify(config));
    const output = await new Promise<string>((done) => {
      execFile(
        join(root, "node_modules/.bin/tsc"),
        ["-p", dir, "--extendedDiagnostics"],
        (_, stdout) => {
          done(stdout);
        },
      );
    });
    const count = /^Instantiations:\s+(\d+)$/m.exec(output)?.[1];
    if (count === undefined || /error TS/.test(output))
      throw new BudgetError(`${relative(root, program)} does not compile:\n${output}`);
    return Number(count);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
