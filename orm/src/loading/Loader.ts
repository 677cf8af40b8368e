// Answers requests from memory where it can, and else puts them into the tick's batches.
import { AbortError } from "../errors/AbortError.ts";
import { HintTree } from "../hints/HintTree.ts";
import { groupBy } from "../kit/groupBy.ts";
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
  OneToOneField,
  RecursiveField,
} from "../schema/Field.ts";
import type { FindOperation } from "../schema/FindQuery.ts";
import { type MapKey, mapKeyOf } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { LoadableRelation } from "../session/ports.ts";
import type { Session } from "../session/Session.ts";
import type { BatchCounts } from "../types/BatchCounts.ts";
import type { LookAheadCounts } from "../types/LookAhead.ts";
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
import { byKeyBatch, relationBatch, restricted } from "./batchKeys.ts";
import { BatchQueue } from "./BatchQueue.ts";
import { type Asked, type FindControls, FindMemory, keyOf, type ReadRows } from "./FindMemory.ts";
import { Foresight } from "./lookAhead/Foresight.ts";
import { LearnedLookAhead } from "./lookAhead/LearnedLookAhead.ts";
import { FindHint } from "./preload/FindHint.ts";
import { planPreload } from "./preload/planPreload.ts";
import { Preload } from "./preload/Preload.ts";
import { preloaderOf } from "./preload/preloaderOf.ts";
import { Restrictions } from "./preload/Restrictions.ts";
import { Restriction } from "./Restriction.ts";
import { untilAborted } from "./untilAborted.ts";

const noCounts: LookAheadCounts = { sent: 0, used: 0, wasted: 0 };

/** What loading a relation is called. */
const relationLoads = { o2m: "o2m-load", o2o: "o2o-load", m2m: "m2m-load" } as const;

/** What following a relation over and over is called. */
const recursions = {
  m2o: "recursive-parents",
  o2m: "recursive-children",
  o2o: "recursive-children",
  m2m: "recursive-m2m",
} as const;

export class Loader {
  readonly #session: Session;
  readonly #queue: BatchQueue;
  readonly #foresight: Foresight | undefined;
  #finds: FindMemory | undefined;

  constructor(session: Session) {
    this.#session = session;
    const { lookAhead } = session;
    this.#foresight =
      lookAhead instanceof LearnedLookAhead ? new Foresight(session, lookAhead) : undefined;
    this.#queue = new BatchQueue(this, session, this.#foresight);
  }

  get needsTransaction(): boolean {
    return preloaderOf(this.#session).needsTransaction;
  }

  /** The entities with these keys, in their order; `undefined` where there is no row. Waits for one batch at most. */
  async byKeys(
    meta: EntityMeta,
    keys: ReadonlyArray<string>,
  ): Promise<Array<EntityState | undefined>> {
    const mapKeys = keys.map((key) => mapKeyOf(meta, key));
    const inMemory = this.#session.identityMap.ofType(meta);
    const missing = mapKeys.filter((key) => !inMemory.has(key));
    if (missing.length > 0) {
      const restriction = this.#restrictionOf(meta, "load");
      if (restriction instanceof Promise) return restriction;
      await Promise.all(new Set(missing.map((key) => this.#byKey(meta, key, restriction))));
    }
    return mapKeys.map((key) => inMemory.get(key));
  }

  /** Loads an entity that is not in memory; who waits looks into the identity map afterwards. */
  byKey(meta: EntityMeta, key: MapKey): Promise<void> {
    const restriction = this.#restrictionOf(meta, "load");
    if (restriction instanceof Promise) return restriction;
    return this.#byKey(meta, key, restriction);
  }

  #byKey(meta: EntityMeta, key: MapKey, restriction: Restriction | undefined): Promise<void> {
    const queueKey = byKeyBatch(meta, restriction);
    const waiting = this.#queue.waiting(queueKey) as LoadByKey | undefined;
    const batch = waiting ?? this.#queue.add(queueKey, new LoadByKey(this.#session, restriction));
    batch.add(meta, key);
    return batch.done;
  }

  /** What plugins throw rejects as what the statement throws would: whoever waits for several loads waits for all of them. */
  #restrictionOf(
    meta: EntityMeta,
    operation: FindOperation,
  ): Restriction | Promise<never> | undefined {
    if (this.#session.plugins.beforeFind === undefined) return undefined;
    try {
      return Restriction.of(this.#session, meta, operation);
    } catch (error) {
      const refused = Promise.reject(error);
      refused.catch(() => undefined);
      return refused;
    }
  }

  /** Loads one child by its key, if it is that parent's; who waits looks into the identity map afterwards. */
  child(field: OneToManyField, parent: string, key: string): Promise<void> {
    const restriction = this.#restrictionOf(field.otherMeta, "o2m-find");
    if (restriction instanceof Promise) return restriction;
    const queueKey = restricted(`find in ${field.meta.type}.${field.fieldName}`, restriction);
    const waiting = this.#queue.waiting(queueKey) as LoadChild | undefined;
    const batch =
      waiting ?? this.#queue.add(queueKey, new LoadChild(this.#session, field, restriction));
    batch.add(parent, key);
    return batch.done;
  }

  /** Loads a collection or one-to-one that is not loaded, or loads it again. */
  relation(relation: LoadableRelation): Promise<void> {
    const restriction = this.#restrictionOnRelation(relation);
    if (restriction instanceof Promise) return restriction;
    return this.#relation(relation, restriction);
  }

  /** As `relation` for several of one field: plugins are asked once. */
  relations(relations: ReadonlyArray<LoadableRelation>): Promise<unknown> | undefined {
    const [first] = relations;
    if (first === undefined) return undefined;
    const restriction = this.#restrictionOnRelation(first);
    if (restriction instanceof Promise) return restriction;
    const waiting = new Set<Promise<void>>();
    // All of one field and tick wait for the same promise.
    for (const relation of relations) waiting.add(this.#relation(relation, restriction));
    return Promise.all(waiting);
  }

  /** Codes are part of their owner, other entities are asked about for themselves. */
  #restrictionOnRelation({ field }: LoadableRelation): Restriction | Promise<never> | undefined {
    if (field.kind === "m2mEnum") return this.#restrictionOf(field.meta, "enum-load");
    const stored = field as OneToManyField | OneToOneField | ManyToManyField;
    return this.#restrictionOf(stored.otherMeta, relationLoads[stored.kind]);
  }

  #relation(relation: LoadableRelation, restriction: Restriction | undefined): Promise<void> {
    if (relation instanceof EnumCollection) {
      const { field } = relation;
      const queueKey = relationBatch(field, restriction);
      const waiting = this.#queue.waiting(queueKey) as LoadEnumCollections | undefined;
      const batch =
        waiting ?? this.#queue.add(queueKey, new LoadEnumCollections(field, restriction));
      batch.add(relation);
      return batch.done;
    }
    if (relation instanceof ManyToMany) {
      const { field } = relation;
      const queueKey = relationBatch(field, restriction);
      const waiting = this.#queue.waiting(queueKey) as LoadManyToMany | undefined;
      const batch =
        waiting ?? this.#queue.add(queueKey, new LoadManyToMany(this.#session, field, restriction));
      batch.add(relation);
      return batch.done;
    }
    const children = relation as OneToMany | OneToOne;
    const { field } = children;
    const queueKey = relationBatch(field, restriction);
    const waiting = this.#queue.waiting(queueKey) as LoadChildren | undefined;
    const batch =
      waiting ?? this.#queue.add(queueKey, new LoadChildren(this.#session, field, restriction));
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
    const session = this.#session;
    if (session.executor.isPipelined !== true && this.needsTransaction) return undefined;
    const restrictions = new Restrictions(session);
    const root = { meta, states, keys };
    if (planPreload({ session, restrictions }, root, tree) === undefined) return undefined;
    const preload = this.#queue.preload(
      `${meta.type} ${tree.toString()}${restrictions.key}`,
      () => new Preload(session, meta, tree, restrictions),
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
    const restriction = this.#restrictionOf(meta, "lazy-column");
    if (restriction instanceof Promise) return restriction;
    const key = restricted(`lazy ${meta.type}`, restriction);
    const waiting = this.#queue.waiting(key) as LoadLazyColumns | undefined;
    const batch = waiting ?? this.#queue.add(key, new LoadLazyColumns(meta, restriction));
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
    const restriction = this.#restrictionOf(field.otherMeta, recursions[field.along.kind]);
    if (restriction instanceof Promise) return restriction;
    const key = restricted(
      `recursive ${field.meta.type}.${field.fieldName} ${isLimited} ${isForced}`,
      restriction,
    );
    const waiting = this.#queue.waiting(key) as LoadRecursive | undefined;
    const load = { isLimited, isForced, restriction };
    const batch = waiting ?? this.#queue.add(key, new LoadRecursive(this.#session, field, load));
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
    const restriction = this.#restrictionOf(field.otherMeta, "m2m-find");
    if (restriction instanceof Promise) return restriction;
    const batchKey = restricted(
      `pairs ${field.meta.type}.${field.fieldName} ${withEntity}`,
      restriction,
    );
    const waiting = this.#queue.waiting(batchKey) as LoadPairs | undefined;
    const batch =
      waiting ??
      this.#queue.add(batchKey, new LoadPairs(this.#session, field, withEntity, restriction));
    batch.add(state.key!, key);
    await batch.done;
    return batch.has(state.key!, key);
  }

  /** Reads the rows of entities in memory again. */
  async refresh(states: ReadonlyArray<EntityState>, keepChanges: boolean): Promise<void> {
    const waiting = new Set<Promise<void>>();
    for (const [meta, ofType] of groupBy(states, (state) => state.meta)) {
      const restriction = this.#restrictionOf(meta, "refresh");
      if (restriction instanceof Promise) {
        waiting.add(restriction);
        continue;
      }
      // Two kinds of refresh in one tick differ in what they do with changes, so they do not share a statement.
      const name = `refresh ${meta.rootType.type} ${keepChanges}`;
      const key = restricted(name, restriction);
      const known = this.#queue.waiting(key) as RefreshByKey | undefined;
      const batch = known ?? this.#queue.add(key, new RefreshByKey(keepChanges, restriction));
      for (const state of ofType) batch.add(state);
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
  find<R>(
    plan: FindPlan,
    { verb, rows: read, below = HintTree.nothing }: ReadRows<R>,
    options?: FindControls,
  ): Promise<R> {
    const signal = options?.signal;
    const operation = `${verb} ${plan.meta.type}`;
    if (signal?.aborted) return Promise.reject(new AbortError({ operation, cause: signal.reason }));
    const ask = (): Asked<R> => {
      const isKey = options?.isKey === true;
      const key = isKey ? `key ${plan.text}` : plan.batchKey;
      const known = this.#queue.waiting(key) as FindBatch | undefined;
      const batch =
        known ?? this.#queue.add(key, new FindBatch(this.#session, plan, operation, isKey));
      const place = batch.add(plan);
      if (verb === "find" && this.#foresight !== undefined) batch.lead();
      return {
        batch,
        answer: batch.done.then(() => read(batch.answer(place), batch.found(place))),
      };
    };
    const asked =
      options?.cache === false
        ? ask()
        : (this.#finds ??= new FindMemory()).remembered(`${verb} ${keyOf(plan)}`, ask);
    asked.batch.wait(signal !== undefined, FindHint.of(this.#session, plan.meta, below));
    return signal === undefined ? asked.answer : untilAborted(asked, operation, signal);
  }

  /** Has finds ask the database again: something was written, or may have been. */
  forgetFinds(): void {
    this.#finds?.forget();
    this.forgetAhead();
  }

  /** Has loads ask the database, whatever came ahead of them. */
  forgetAhead(): void {
    this.#foresight?.forget();
  }

  get lookAheadCounts(): LookAheadCounts {
    return this.#foresight?.counts ?? noCounts;
  }
}
