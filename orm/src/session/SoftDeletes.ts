// What was softly deleted and restored since the last flush: the flush gives all of it one instant, and follows cascades to what
// is not in memory.
import type { CounterpartOf } from "./counterpartsIn.ts";
import type { EntityState } from "./EntityState.ts";

export interface SoftDelete {
  /** What the column was given; when somebody has set another value since, that stays. */
  value: unknown;
  /** Cascades delete what cannot be softly deleted. */
  readonly isHard: boolean;
}

/** Most ems delete nothing softly: the maps are made when they are first needed. */
export class SoftDeletes {
  #deleted: Map<EntityState, SoftDelete> | undefined;
  #restored: Map<EntityState, unknown> | undefined;
  #kept: Set<EntityState> | undefined;

  get deleted(): Map<EntityState, SoftDelete> {
    return (this.#deleted ??= new Map());
  }

  /** Entities whose cascades are restored as well, with the instant at which these were deleted. */
  get restored(): Map<EntityState, unknown> {
    return (this.#restored ??= new Map());
  }

  /** Entities that were softly deleted and taken back since: no cascade of an earlier delete marks them again. */
  get kept(): Set<EntityState> {
    return (this.#kept ??= new Set());
  }

  get isEmpty(): boolean {
    return this.#deleted === undefined && this.#restored === undefined;
  }

  /** How to have again what stands here now. */
  remember(): () => void {
    const deleted = this.#deleted && new Map(this.#deleted);
    const restored = this.#restored && new Map(this.#restored);
    const kept = this.#kept && new Set(this.#kept);
    return () => {
      this.#deleted = deleted;
      this.#restored = restored;
      this.#kept = kept;
    };
  }

  /** Takes over what another unit of work has deleted and restored. */
  takeOver(from: SoftDeletes, counterpartOf: CounterpartOf): void {
    for (const [state, given] of from.#deleted ?? [])
      this.deleted.set(counterpartOf(state), { ...given });
    for (const [state, instant] of from.#restored ?? [])
      this.restored.set(counterpartOf(state), instant);
    for (const state of from.#kept ?? []) this.kept.add(counterpartOf(state));
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#deleted = undefined;
    this.#restored = undefined;
    this.#kept = undefined;
  }
}
