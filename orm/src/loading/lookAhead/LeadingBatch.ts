// A batch whose entities may lead on to others, as who looks ahead sees it.
import type { Result } from "../../driver/Driver.ts";
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Batch } from "../Batch.ts";
import type { PreloadRoot } from "../preload/PreloadRoot.ts";
import type { Follower } from "./Habit.ts";

export interface LeadingBatch extends Batch {
  /** Gives the answer to all who wait; the entities of its rows. */
  deal(result: Result): ReadonlyArray<EntityState>;
  /** What reads like it have in common. */
  readonly shape: string;
  /** The type whose rows it reads. */
  readonly meta: EntityMeta;
  /** Which relations of entities of a type it may be the load of. */
  relationsOf(owner: EntityMeta): ReadonlyArray<Follower>;
  /** Whether it loads the relation of that entity; `undefined` where there is nothing to load. */
  asks(state: EntityState, field: Follower): boolean | undefined;
  /** The keys by which it asks, which stand in a column of its rows; `undefined` for what only the database can answer. */
  readonly asked: AskedKeys | undefined;
  /** Where a pipeline begins that goes on from its entities. */
  root(): PreloadRoot;
  /** What such a pipeline is to load, given what of its entities. */
  leadingTo(below: HintTree): HintTree;
}

export interface AskedKeys {
  readonly keys: { has(key: MapKey): boolean; keys(): Iterable<MapKey>; readonly size: number };
  /** The type whose keys they are. */
  readonly meta: EntityMeta;
  /** The index of the column. */
  readonly place: number;
}
