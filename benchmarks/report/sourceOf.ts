// The source of what was measured, for the page.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isLoadItem } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";

/** The file by which a contestant does an item, without its imports. */
export function sourceOf(item: string, contestant: string): string | undefined {
  const name = isLoadItem(item as Item) ? "server" : item.toLowerCase();
  const file = fileURLToPath(new URL(`../contestants/${contestant}/${name}.ts`, import.meta.url));
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8")
    .replaceAll(/^import [\s\S]*?;\n/gm, "")
    .trimStart();
}
