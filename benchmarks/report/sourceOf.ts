// The source of what was measured, for the page.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isLoadItem } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";

/** Where what matters is not in the file of the item. */
const files: Readonly<Record<string, string>> = { S7: "queries.ts", S8: "app.ts" };

/** The file by which a contestant does an item, without its imports. */
export function sourceOf(item: string, contestant: string): string | undefined {
  const name = isLoadItem(item as Item) ? "server.ts" : `${item.toLowerCase()}.ts`;
  const file = fileURLToPath(
    new URL(`../contestants/${contestant}/${files[item] ?? name}`, import.meta.url),
  );
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8")
    .replaceAll(/^import [\s\S]*?;\n/gm, "")
    .trimStart();
}
