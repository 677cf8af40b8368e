// What this floor and relations need from upstairs, declared here and filled in by the entity manager.
import type { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { OneToManyField, RelationField } from "../schema/Field.ts";
import type { MapKey } from "../schema/keys.ts";
import type { LensOptions } from "../types/Lens.ts";
import type { EntityState } from "./EntityState.ts";

/** A relation that can be loaded together with others of its field. */
export interface LoadableRelation {
  readonly isLoaded: boolean;
  readonly state: EntityState;
  readonly field: RelationField;
}

export interface PopulateOptions {
  /** Reads again what is loaded, and keeps what was changed in memory on top. */
  readonly forceReload?: boolean | undefined;
}

export interface Ports {
  /**
   * Loads the entity with this key, which is not in memory, in the tick's batch. All who wait for a batch have one promise:
   * afterwards they look into the identity map, where nothing is when there is no such row.
   */
  loadByKey(meta: EntityMeta, key: MapKey): Promise<void>;
  /** Loads the entities with these keys that are not in memory, in the tick's batch; those without a row stay away. */
  loadByKeys(meta: EntityMeta, keys: ReadonlyArray<string>): Promise<unknown>;
  /** Loads the child with this key if it is the parent's, in the tick's batch; who waits looks into the identity map. */
  loadChild(field: OneToManyField, parent: string, key: string): Promise<void>;
  /** Loads a collection or one-to-one, in one statement with all others of its field in the tick. */
  loadRelation(relation: LoadableRelation): Promise<void>;
  /** Loads what a hint names, level by level, for entities of any types. */
  populate(
    states: ReadonlyArray<EntityState>,
    tree: HintTree,
    options?: PopulateOptions,
  ): Promise<void>;
  /** What `entity.changes` gives. */
  changesOf(state: EntityState): object;
  /** Where a path leads from one entity. */
  loadLens(
    state: EntityState,
    path: ReadonlyArray<string>,
    options?: LensOptions,
  ): Promise<unknown>;
  /** Whether what a hint names is in memory. */
  isLoaded(state: EntityState, hint: unknown): boolean;
  /** Sets several members by name. */
  setOpts(state: EntityState, opts: object): void;
}
