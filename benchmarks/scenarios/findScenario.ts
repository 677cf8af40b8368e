// The list of items.
import type { Load } from "../load/Load.ts";
import { g1 } from "./g1.ts";
import { g2 } from "./g2.ts";
import { g3 } from "./g3.ts";
import { s1, type S1Input } from "./s1.ts";
import { s2, type S2Input } from "./s2.ts";
import { s3, type S3Input } from "./s3.ts";
import { s6, type S6Input } from "./s6.ts";
import { s7, type S7Input } from "./s7.ts";
import { s8, type S8Input } from "./s8.ts";
import type { Item, LoadItem, Question, Scenario, WorkItem } from "./Scenario.ts";
import { w1, type W1Input } from "./w1.ts";
import { w2, type W2Input } from "./w2.ts";
import { w3, type W3Input } from "./w3.ts";
import { w4, type W4Input } from "./w4.ts";
import { w5, type W5Input } from "./w5.ts";
import { w6, type W6Input } from "./w6.ts";
import { w7, type W7Input } from "./w7.ts";
import { w8, type W8Input } from "./w8.ts";
import { w9a, type W9aInput } from "./w9a.ts";
import { w9b, type W9bInput } from "./w9b.ts";
import { w10, type W10Input } from "./w10.ts";

/** What each item tells a contestant. */
export interface Inputs {
  readonly W1: W1Input;
  readonly W2: W2Input;
  readonly W3: W3Input;
  readonly W4: W4Input;
  readonly W5: W5Input;
  readonly W6: W6Input;
  readonly W7: W7Input;
  readonly W8: W8Input;
  readonly W9a: W9aInput;
  readonly W9b: W9bInput;
  readonly W10: W10Input;
  readonly S1: S1Input;
  readonly S2: S2Input;
  readonly S3: S3Input;
  readonly S6: S6Input;
  readonly S7: S7Input;
  readonly S8: S8Input;
}

const works: { readonly [K in WorkItem]: Scenario<Inputs[K]> } = {
  W1: w1,
  W2: w2,
  W3: w3,
  W4: w4,
  W5: w5,
  W6: w6,
  W7: w7,
  W8: w8,
  W9a: w9a,
  W9b: w9b,
  W10: w10,
  S1: s1,
  S2: s2,
  S3: s3,
  S6: s6,
  S7: s7,
  S8: s8,
};

const loads: Readonly<Record<LoadItem, Load>> = { G1: g1, G2: g2, G3: g3 };

const questions: Readonly<Record<Item, Question>> = { ...works, ...loads };

export const items: ReadonlyArray<Item> = Object.keys(questions) as ReadonlyArray<Item>;

/** What a reader is told of an item. */
export function findScenario(item: Item): Question {
  return questions[item];
}

/** The scenario of a work item. */
export function findWork<K extends WorkItem>(item: K): Scenario<Inputs[K]> {
  return works[item];
}

/** The requests of an item under load. */
export function findLoad(item: LoadItem): Load {
  return loads[item];
}

export function isLoadItem(item: Item): item is LoadItem {
  return item in loads;
}
