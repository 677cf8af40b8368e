// Where a hand-written member gets its value from.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";

export interface Source {
  /** What is populated first, when that is known beforehand. */
  readonly hint: HintTree | undefined;
  /** The same for one entity, where code decides. */
  hintOf?(entity: Entity): HintTree | undefined;
  typesBelow(meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined;
  /** Loads for many entities at once, of which none is loaded or all are to be loaded again. */
  load(states: ReadonlyArray<EntityState>, options: PopulateOptions): Promise<unknown>;
  isLoaded(state: EntityState): boolean;
  /** The value as memory has it now; asked for only when it is loaded. */
  get(state: EntityState, withDeleted: boolean): unknown;
}
