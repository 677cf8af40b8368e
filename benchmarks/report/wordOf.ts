// What a verdict is called at an item: who writes fewer lines is not faster.
import { findScenario } from "../scenarios/findScenario.ts";
import type { Item } from "../scenarios/Scenario.ts";

/**
 * @example
 * wordOf("W1", "slower"); // "slower"
 * wordOf("S8", "slower"); // "more"
 */
export function wordOf(item: Item, verdict: string): string {
  const [smaller, larger] = findScenario(item).words ?? ["faster", "slower"];
  if (verdict === "faster") return smaller;
  return verdict === "slower" ? larger : verdict;
}
