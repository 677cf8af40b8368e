// One statement of a pipelined populate, and what becomes of its answer.
import type { Rows } from "../../driver/Rows.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Statement } from "../../sql/Statement.ts";

export interface PreloadStep {
  /** What the tick's batches are keyed by that would load a part of it; none for a find, which is its own. */
  readonly batchKeys: ReadonlyArray<unknown>;
  readonly statement: Statement;
  /** The type of the entities that it gives. */
  readonly meta: EntityMeta;
  /** The relation that leads to them from the step above; `undefined` where a plan begins. */
  readonly via: LoadableMember | undefined;
  /** The step whose entities own what this one loads; `undefined` when they are in memory. */
  readonly above: PreloadStep | undefined;
  /** Takes the answer, given the entities of the step above; the entities it leads to. */
  deal(rows: Rows, owners: ReadonlyArray<EntityState>): ReadonlyArray<EntityState>;
}
