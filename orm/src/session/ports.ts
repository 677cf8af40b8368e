// What this floor and relations need from upstairs, declared here and filled in by the entity manager.
import type { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  LazyColumnField,
  ManyToManyField,
  OneToManyField,
  RecursiveField,
  RelationField,
} from "../schema/Field.ts";
import type { MapKey } from "../schema/keys.ts";
import type { JsonOptions } from "../types/JsonPayload.ts";
import type { LensOptions } from "../types/Lens.ts";
import type { UpsertOpts } from "../types/UpsertOpts.ts";
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
  /** As `loadRelation` for several of one field; `undefined` for none. */
  loadRelations(relations: ReadonlyArray<LoadableRelation>): Promise<unknown> | undefined;
  /** Has loads ask the database, whatever came ahead of them: somebody wants what is so now. */
  forgetAhead(): void;
  /** Loads ahead what a hint names, where that saves round trips. */
  preload(states: ReadonlyArray<EntityState>, tree: HintTree): Promise<void> | undefined;
  /** Loads what a hint names, level by level, for entities of any types. */
  populate(
    states: ReadonlyArray<EntityState>,
    tree: HintTree,
    options?: PopulateOptions,
  ): Promise<void>;
  /** Loads the cell of a lazy column, in one statement with all others of the type in the tick. */
  loadLazy(state: EntityState, field: LazyColumnField): Promise<void>;
  /**
   * Follows a relation from the rows with these keys, as many levels as are given for each, and fills it on all it comes by; in
   * one statement with all others of the field in the tick. What is loaded stays, unless it is `isForced`.
   */
  loadRecursive(
    field: RecursiveField,
    starts: ReadonlyMap<string, number>,
    isForced: boolean,
  ): Promise<void>;
  /** Whether a join table has this pair; in the tick's batch, which brings the other entity along when it is wanted. */
  hasMember(
    state: EntityState,
    field: ManyToManyField,
    key: string,
    withEntity: boolean,
  ): Promise<boolean>;
  /** How many members a large collection has, or how many match. */
  countMembers(
    state: EntityState,
    field: OneToManyField | ManyToManyField,
    where: object | undefined,
  ): Promise<number>;
  /** What `entity.changes` gives. */
  changesOf(state: EntityState): object;
  /** Where a path leads from one entity. */
  loadLens(
    state: EntityState,
    path: ReadonlyArray<string>,
    options?: LensOptions,
  ): Promise<unknown>;
  /** Entities as plain objects, in their order. */
  payloadsOf(
    states: ReadonlyArray<EntityState>,
    hint: unknown,
    options?: JsonOptions,
  ): Promise<object[]>;
  /** Whether what a hint names is in memory. */
  isLoaded(state: EntityState, hint: unknown): boolean;
  /** Sets what nested input says of an entity and of what is related to it. */
  setDeepPartial(state: EntityState, input: unknown, opts?: UpsertOpts): Promise<void>;
  /** Sets several members by name. */
  setOpts(state: EntityState, opts: object): void;
}
