// Verdicts that follow from facts: each has the values that are right, and a word by which it is told.
import type { Observed, Verdict } from "./Scenario.ts";

export type Check<V> = (value: V) => boolean;

/** For each fact of `O`: what is right, and how it is called. */
export type Facts<O extends Observed> = {
  readonly [K in keyof O]: readonly [isRight: Check<O[K]>, words: string];
};

/** Right when every fact is; what is wrong is told first. */
export function judgeBy<O extends Observed>(facts: Facts<O>): (observed: O) => Verdict {
  return (observed) => {
    const told = Object.keys(facts).map((key) => {
      const [isRight, words] = facts[key as keyof O];
      const value = observed[key as keyof O];
      return { isRight: isRight(value), text: `${words}: ${print(value)}` };
    });
    const isRight = told.every((fact) => fact.isRight);
    const wrong = told.filter((fact) => !fact.isRight);
    return {
      isRight,
      does: [...wrong, ...told.filter((fact) => fact.isRight)].map(({ text }) => text).join(", "),
    };
  };
}

export function exactly<V>(right: V): Check<V> {
  return (value) => value === right;
}

export function atMost(right: number): Check<number> {
  return (value) => value <= right;
}

export function like(right: RegExp): Check<string> {
  return (value) => right.test(value);
}

/** Told without a verdict. */
export function anything(): boolean {
  return true;
}

function print(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? value.toLocaleString("en") : String(value);
}
