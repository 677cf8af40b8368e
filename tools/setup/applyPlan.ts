// Carries a plan out. Files change first and folders go last, so that what is broken off can be seen and begun anew.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Children } from "../run/Children.ts";
import type { SetupPlan } from "./SetupPlan.ts";

/** Formats what it wrote: shorter lists fit on one line, and imports are sorted by the new names. */
export async function applyPlan(
  root: string,
  { writes, removes }: SetupPlan,
  children: Children,
): Promise<void> {
  for (const [path, text] of writes) writeFileSync(join(root, path), text);
  for (const path of removes) rmSync(join(root, path), { recursive: true, force: true });
  const formatted = [...writes.keys()].filter((path) => /\.(?:ts|json)$/.test(path));
  await children.tool("oxfmt", formatted, { cwd: root, output: () => undefined });
}
