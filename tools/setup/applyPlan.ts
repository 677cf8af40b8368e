// Carries a plan out. Files change first and folders go later, so that what is broken off can be seen and begun anew.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCodegen } from "../run/app.ts";
import type { Children } from "../run/Children.ts";
import { SetupError } from "./SetupError.ts";
import type { SetupPlan } from "./SetupPlan.ts";

/** Formats what it wrote: shorter lists fit on one line, and imports are sorted by the new names. */
export async function applyPlan(
  root: string,
  { writes, removes, adds, regenerate }: SetupPlan,
  children: Children,
): Promise<void> {
  for (const [path, text] of writes) writeFileSync(join(root, path), text);
  for (const path of removes) rmSync(join(root, path), { recursive: true, force: true });
  for (const [path, text] of adds) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (regenerate) await generate(children);
  const formatted = [...writes.keys(), ...adds.keys()].filter((path) =>
    /\.(?:ts|json)$/.test(path),
  );
  await children.tool("oxfmt", formatted, { cwd: root, output: () => undefined });
}

/** From the snapshot alone: there need not be a database yet. */
async function generate(children: Children): Promise<void> {
  const said: Array<string> = [];
  const code = await runCodegen(["--offline", "--yes"], children, {}, (line) => said.push(line));
  if (code !== 0)
    throw new SetupError(
      "SETUP_CODEGEN",
      `The files have changed, but codegen failed: npm run codegen says more.\n${said.join("\n")}`,
    );
}
