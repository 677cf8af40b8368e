// Answers requests from memory where it can, and else puts them into the tick's batches.
import type { Executor } from "../driver/Driver.ts";
import { AbortError } from "../errors/AbortError.ts";
import type { HintTree } from "../hints/HintTree.ts";
import type { FindPlan } from "../query/FindPlan.ts";
import { EnumCollection } from "../relations/EnumCollection.ts";
import { ManyToMany } from "../relations/ManyToMany.ts";
import type { OneToMany } from "../relations/OneToMany.ts";
import type { OneToOne } from "../relations/OneToOne.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  LazyColumnField,
  ManyToManyField,
  OneToManyField,
  RecursiveField,
} from "../schema/Field.ts";
import { type MapKey, mapKeyOf } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { LoadableRelation } from "../session/ports.ts";
import type { Session } from "../session/Session.ts";
import type { BatchCounts } from "../types/BatchCounts.ts";
import { FindBatch } from "./batches/FindBatch.ts";
import { LoadByKey } from "./batches/LoadByKey.ts";
import { LoadChild } from "./batches/LoadChild.ts";
import { LoadChildren } from "./batches/LoadChildren.ts";
import { LoadEnumCollections } from "./batches/LoadEnumCollections.ts";
import { LoadLazyColumns } from "./batches/LoadLazyColumns.ts";
import { LoadManyToMany } from "./batches/LoadManyToMany.ts";
import { LoadPairs } from "./batches/LoadPairs.ts";
import { LoadRecursive } from "./batches/LoadRecursive.ts";
import { RefreshByKey } from "./batches/RefreshByKey.ts";
import { BatchQueue } from "./BatchQueue.ts";
import { type Asked, type FindControls, FindMemory, keyOf, type ReadRows } from "./FindMemory.ts";
import { planPreload } from "./preload/planPreload.ts";
import { Preload } from "./preload/Preload.ts";
import { untilAborted } from "./untilAborted.ts";

export class Loader {
  readonly #session: Session;
  readonly #executor: () => Executor;
  readonly #queue: BatchQueue;
  readonly #finds = new FindMemory();

  constructor(session: Session, executor: () => Executor) {
    this.#session = session;
    this.#executor = executor;
    this.#queue = new BatchQueue(this, executor);
  }

  /** The entities with these keys, in their order; `undefined` where there is no row. Waits for one batch at most. */
  async byKeys(
    meta: EntityMeta,
    keys: ReadonlyArray<string>,
  ): Promise<Array<EntityState | undefined>> {
    const mapKeys = keys.map((key) => mapKeyOf(meta, key));
    const inMemory = this.#session.identityMap.ofType(meta);
    const waiting = new Set<Promise<void>>();
    for (const key of mapKeys) if (!inMemory.has(key)) waiting.add(this.byKey(meta, key));
    if (waiting.size > 0) await Promise.all(waiting);
    return mapKeys.map((key) => inMemory.get(key));
  }

  /** Loads an entity that is not in memory; who waits looks into the identity map afterwards. */
  byKey(meta: EntityMeta, key: MapKey): Promise<void> {
    const waiting = this.#queue.waiting(meta.rootType) as LoadByKey | undefined;
    const batch = waiting ?? this.#queue.add(meta.rootType, new LoadByKey(this.#session));
    batch.add(meta, key);
    return batch.done;
  }

  /** Loads one child by its key, if it is that parent's; who waits looks into the identity map afterwards. */
  child(field: OneToManyField, parent: string, key: string): Promise<void> {
    const queueKey = `find in ${field.meta.type}.${field.fieldName}`;
    const waiting = this.#queue.waiting(queueKey) as LoadChild | undefined;
    const batch = waiting ?? this.#queue.add(queueKey, new LoadChild(this.#session, field));
    batch.add(parent, key);
    return batch.done;
  }

  /** Loads a collection or one-to-one that is not loaded, or loads it again. */
  relation(relation: LoadableRelation): Promise<void> {
    if (relation instanceof EnumCollection) {
      const { field } = relation;
      const waiting = this.#queue.waiting(field) as LoadEnumCollections | undefined;
      const batch = waiting ?? this.#queue.add(field, new LoadEnumCollections(field));
      batch.add(relation);
      return batch.done;
    }
    if (relation instanceof ManyToMany) {
      const { field } = relation;
      const waiting = this.#queue.waiting(field) as LoadManyToMany | undefined;
      const batch = waiting ?? this.#queue.add(field, new LoadManyToMany(this.#session, field));
      batch.add(relation);
      return batch.done;
    }
    const children = relation as OneToMany | OneToOne;
    const { field } = children;
    const waiting = this.#queue.waiting(field) as LoadChildren | undefined;
    const batch = waiting ?? this.#queue.add(field, new LoadChildren(this.#session, field));
    batch.add(children);
    return batch.done;
  }

  /**
   * Loads what a hint names of entities in memory, or of keys and these first, as far as that can be done in one round trip;
   * whoever waits loads what is missing afterwards. `undefined` when level by level is as good.
   */
  preload(
    meta: EntityMeta,
    states: ReadonlyArray<EntityState>,
    keys: ReadonlyArray<MapKey>,
    tree: HintTree,
  ): Promise<void> | undefined {
    if (this.#executor().isPipelined !== true) return undefined;
    if (planPreload(this.#session, { meta, states, keys }, tree) === undefined) return undefined;
    const preload = this.#queue.preload(
      `${meta.type} ${tree.toString()}`,
      () => new Preload(this.#session, meta, tree),
    );
    preload.add(states, keys);
    return preload.done;
  }

  /** As `preload`, for entities by key: when none of them is in memory. */
  async preloadByKey(meta: EntityMeta, keys: ReadonlyArray<string>, tree: HintTree): Promise<void> {
    const inMemory = this.#session.identityMap.ofType(meta);
    const mapKeys = keys.map((key) => mapKeyOf(meta, key));
    if (!mapKeys.some((key) => inMemory.has(key))) await this.preload(meta, [], mapKeys, tree);
  }

  /** Loads the cell of a lazy column; the entities and columns of one type in one tick are one statement. */
  lazy(state: EntityState, field: LazyColumnField): Promise<void> {
    const { meta } = field;
    const key = `lazy ${meta.type}`;
    const waiting = this.#queue.waiting(key) as LoadLazyColumns | undefined;
    const batch = waiting ?? this.#queue.add(key, new LoadLazyColumns(meta));
    batch.add(state, field);
    return batch.done;
  }

  /** Follows a relation over and over; one statement for all that is asked of the field in a tick. */
  recursive(
    field: RecursiveField,
    starts: ReadonlyMap<string, number>,
    isForced: boolean,
  ): Promise<void> {
    const isLimited = starts.values().some((depth) => depth !== Infinity);
    const key = `recursive ${field.meta.type}.${field.fieldName} ${isLimited} ${isForced}`;
    const waiting = this.#queue.waiting(key) as LoadRecursive | undefined;
    const batch =
      waiting ?? this.#queue.add(key, new LoadRecursive(this.#session, field, isLimited, isForced));
    for (const [start, depth] of starts) batch.add(start, depth);
    return batch.done;
  }

  /** Whether a join table has the pair of an entity and a key; asks of one field in one tick are one statement. */
  async hasPair(
    state: EntityState,
    field: ManyToManyField,
    key: string,
    withEntity: boolean,
  ): Promise<boolean> {
    const batchKey = `pairs ${field.meta.type}.${field.fieldName} ${withEntity}`;
    const waiting = this.#queue.waiting(batchKey) as LoadPairs | undefined;
    const batch =
      waiting ?? this.#queue.add(batchKey, new LoadPairs(this.#session, field, withEntity));
    batch.add(state.key!, key);
    await batch.done;
    return batch.has(state.key!, key);
  }

  /** Reads the rows of entities in memory again. */
  async refresh(states: ReadonlyArray<EntityState>, keepChanges: boolean): Promise<void> {
    const waiting = new Set<Promise<void>>();
    for (const state of states) {
      // Two kinds of refresh in one tick differ in what they do with changes, so they do not share a statement.
      const key = `refresh ${state.meta.rootType.type} ${keepChanges}`;
      const known = this.#queue.waiting(key) as RefreshByKey | undefined;
      const batch = known ?? this.#queue.add(key, new RefreshByKey(keepChanges));
      batch.add(state);
      waiting.add(batch.done);
    }
    await Promise.all(waiting);
  }

  /** What was asked so far and what it cost, by operation. */
  get stats(): Readonly<Record<string, BatchCounts>> {
    return this.#queue.stats.read();
  }

  /** Runs work that changes rows while no load is under way; loads asked for meanwhile are sent after it. */
  runAlone<R>(work: () => Promise<R>): Promise<R> {
    return this.#queue.runAlone(work);
  }

  /**
   * What `read` makes of the rows of a find; finds of one shape in one tick are one statement, and a find that was asked
   * before is answered from memory.
   */
  find<R>(plan: FindPlan, { verb, rows: read }: ReadRows<R>, options?: FindControls): Promise<R> {
    const signal = options?.signal;
    const operation = `${verb} ${plan.meta.type}`;
    if (signal?.aborted) return Promise.reject(new AbortError({ operation, cause: signal.reason }));
    const ask = (): Asked<R> => {
      const { limit } = this.#session.identityMap;
      const isKey = options?.isKey === true;
      const key = isKey ? `key ${plan.text}` : plan.batchKey;
      const known = this.#queue.waiting(key) as FindBatch | undefined;
      const batch = known ?? this.#queue.add(key, new FindBatch(plan, operation, limit, isKey));
      const place = batch.add(plan);
      return { batch, answer: batch.done.then(() => read(batch.answer(place))) };
    };
    const asked =
      options?.cache === false ? ask() : this.#finds.remembered(`${verb} ${keyOf(plan)}`, ask);
    asked.batch.wait(signal !== undefined);
    return signal === undefined ? asked.answer : untilAborted(asked, operation, signal);
  }

  /** Has finds ask the database again: something was written, or may have been. */
  forgetFinds(): void {
    this.#finds.forget();
  }
}
