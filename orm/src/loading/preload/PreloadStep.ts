// One statement of a pipelined populate, and what becomes of its answer.
import type { Rows } from "../../driver/Rows.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Statement } from "../../sql/Statement.ts";

export interface PreloadStep {
  /** What the tick's batches are keyed by that would load a part of it; none for a find, which is its own. */
  readonly batchKeys: ReadonlyArray<unknown>;
  readonly statement: Statement;
  /** The step whose entities own what this one loads; `undefined` when they are in memory. */
  readonly above: PreloadStep | undefined;
  /** Takes the answer, given the entities of the step above; the entities it leads to. */
  deal(rows: Rows, owners: ReadonlyArray<EntityState>): ReadonlyArray<EntityState>;
}
