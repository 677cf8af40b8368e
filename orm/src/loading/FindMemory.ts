// What finds of a unit of work gave, by what was asked: until something is written, repeating one costs no statement.
import type { Rows } from "../driver/Rows.ts";
import type { HintTree } from "../hints/HintTree.ts";
import type { FindPlan } from "../query/FindPlan.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { FindBatch } from "./batches/FindBatch.ts";

/** What to make of the rows of a find, once for all who ask the same; `verb` names it. `states` are given when they are made already. */
export interface ReadRows<R> {
  readonly verb: "find" | "count" | "list" | "page" | "stream";
  readonly rows: (rows: Rows, states: EntityState[] | undefined) => R;
  /** What the caller will load of the entities found: sent along where that can be said beforehand. */
  readonly below?: HintTree;
}

export interface FindControls {
  /** `false` asks the database, whatever is remembered. */
  readonly cache?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether one row at most is found, by a key that has an index. */
  readonly isKey?: boolean;
}

/** A find that was asked: the answer, and the batch that brings it. */
export interface Asked<R> {
  readonly batch: FindBatch;
  readonly answer: Promise<R>;
}

/** Beyond this many, the oldest is forgotten: a unit of work may ask for as long as it likes. */
const maxFinds = 10_000;

export class FindMemory {
  readonly #asked = new Map<string, Asked<unknown>>();

  /** What was asked before, or what `ask` asks now. */
  remembered<R>(key: string, ask: () => Asked<R>): Asked<R> {
    const known = this.#asked.get(key) as Asked<R> | undefined;
    // Nobody waited any more for what was aborted.
    if (known !== undefined && known.batch.signal?.aborted !== true) return known;
    const asked = ask();
    this.#asked.set(key, asked);
    if (this.#asked.size > maxFinds) this.#asked.delete(this.#asked.keys().next().value!);
    asked.answer.catch(() => {
      if (this.#asked.get(key) === asked) this.#asked.delete(key);
    });
    return asked;
  }

  forget(): void {
    this.#asked.clear();
  }
}

export function keyOf({ text, values }: FindPlan): string {
  return `${text}\n${JSON.stringify(values)}`;
}
