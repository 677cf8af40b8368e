// The ORM's declarations as an application gets them: what types cost is counted with these, not with the ORM's own code.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { BudgetError } from "./BudgetError.ts";

/** Writes what is not up to date. Throws `BudgetError` (`BUDGET`) when the ORM does not compile. */
export async function buildTypes(root: string): Promise<void> {
  try {
    await promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-b", "orm"], { cwd: root });
  } catch (error) {
    throw new BudgetError(
      `the ORM does not compile:\n${String((error as { stdout?: string }).stdout)}`,
    );
  }
}
