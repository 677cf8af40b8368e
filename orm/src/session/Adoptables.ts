// New entities that take over the row of another transaction, should it have been first: `em.findOrCreate` with `onConflict: "load"`.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import type { CounterpartOf } from "./counterpartsIn.ts";
import { EntityState } from "./EntityState.ts";

export interface Adoptable {
  /** What tells whether the row is there. */
  readonly unique: EntityMeta["uniques"][number];
  /** The values that it was made with, by column index: the row's take their place. */
  readonly initial: ReadonlyArray<unknown>;
  /** What was set beside those: it is written to the row. */
  readonly kept: Set<ColumnField>;
}

/** Everything that stands here, to be given back to `restore`. */
export type AdoptableChanges = Map<EntityState, Adoptable> | undefined;

/** Few ems have any: the map is made when it is first needed. */
export class Adoptables {
  #all: AdoptableChanges;

  get isEmpty(): boolean {
    return this.#all === undefined || this.#all.size === 0;
  }

  get(state: EntityState): Adoptable | undefined {
    return this.#all?.get(state);
  }

  /** From here on, what is set is kept. */
  add(state: EntityState, unique: Adoptable["unique"]): void {
    this.#all ??= new Map();
    if (this.#all.has(state)) return;
    this.#all.set(state, { unique, initial: [...(state.values ?? [])], kept: new Set() });
  }

  /** It is to be inserted like any other, whatever is there. */
  delete(state: EntityState): void {
    this.#all?.delete(state);
  }

  /** Takes down what was set so far: what hooks of a flush set is for new rows only. */
  note(): void {
    for (const [state, { initial, kept }] of this.#all ?? []) {
      const { timestamps, allColumns } = state.meta;
      for (const column of allColumns) {
        if (column === timestamps.createdAt || column === timestamps.updatedAt) continue;
        if (state.values?.[column.index] !== initial[column.index]) kept.add(column);
      }
    }
  }

  /** Takes over those of another unit of work. */
  takeOver(from: Adoptables, counterpartOf: CounterpartOf): void {
    for (const [state, { unique, initial, kept }] of from.#all ?? [])
      (this.#all ??= new Map()).set(counterpartOf(state), {
        unique,
        initial: initial.map((value) =>
          value instanceof EntityState ? counterpartOf(value) : value,
        ),
        kept: new Set(kept),
      });
  }

  get changes(): AdoptableChanges {
    return this.#all;
  }

  /** What was settled is to be inserted again, beside what came since. */
  restore(settled: AdoptableChanges): void {
    const since = this.#all;
    this.#all = settled;
    for (const [state, adoptable] of since ?? []) (this.#all ??= new Map()).set(state, adoptable);
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#all = undefined;
  }
}
