// Types of columns that have the same operators.
import type { Operator, Operators } from "./Operator.ts";

export interface Family {
  readonly operators: ReadonlyMap<string, Operator>;
  /** What a bare list means: one of its values, or, where values are lists themselves, all of them. */
  readonly bareList: "in" | "contains";
}

export function family(
  sets: ReadonlyArray<Operators>,
  bareList: Family["bareList"] = "in",
): Family {
  return { operators: new Map(sets.flatMap((set) => Object.entries(set))), bareList };
}
