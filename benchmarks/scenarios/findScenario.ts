// The list of work items.
import type { Item, Scenario } from "./Scenario.ts";
import { w1, type W1Input } from "./w1.ts";
import { w3, type W3Input } from "./w3.ts";
import { w4, type W4Input } from "./w4.ts";

/** What each item tells a contestant. */
export interface Inputs {
  readonly W1: W1Input;
  readonly W3: W3Input;
  readonly W4: W4Input;
}

export const items: ReadonlyArray<Item> = ["W1", "W3", "W4"];

const scenarios: { readonly [K in Item]: Scenario<Inputs[K]> } = { W1: w1, W3: w3, W4: w4 };

/** The scenario of an item. */
export function findScenario<K extends Item>(item: K): Scenario<Inputs[K]> {
  return scenarios[item];
}
