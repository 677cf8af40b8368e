// What an application that is bundled takes of a door: its code and all of ours behind it, minified.
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { BudgetError } from "./BudgetError.ts";

/** Thousands of bytes, up to the next whole one; other packages are not counted. */
export async function measureBundle(root: string, door: string): Promise<number> {
  const built = (await build({
    root,
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(root, "orm/src", `${door}.ts`),
      target: "node24",
      minify: true,
      write: false,
      rolldownOptions: { external: (name) => !/^[./]/.test(name) },
    },
  })) as Rolldown.RolldownOutput;
  const bytes = built.output.reduce(
    (sum, part) => sum + (part.type === "chunk" ? Buffer.byteLength(part.code) : 0),
    0,
  );
  if (bytes === 0) throw new BudgetError(`${door} could not be bundled`);
  return Math.ceil(bytes / 1_000);
}
