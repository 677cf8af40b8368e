// The door of a unit of work: each method says what to do, and the rooms below do it. What the methods promise is written
// at the interface, `types/Em`. What reads is in `EntityReader`, what writes stands here.
import type { Driver } from "../driver/Driver.ts";
import { assignNewIds } from "../flush/assignNewIds.ts";
import { listOf } from "../kit/listOf.ts";
import { withoutUndefined } from "../kit/withoutUndefined.ts";
import type { Domain } from "../schema/Domain.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { TransactionMoment } from "../session/TransactionHooks.ts";
import type {
  BulkResult,
  BulkSet,
  DeleteAllOptions,
  UpdateAllOptions,
  UpsertAllOptions,
  UpsertAllResult,
} from "../types/BulkOptions.ts";
import type { Cloned, CloneOptions } from "../types/CloneOptions.ts";
import type { DeepPartialOrNull } from "../types/DeepPartialOrNull.ts";
import type {
  DeleteOptions,
  RestoreOptions,
  SoftDeletable,
  SoftDeleteOptions,
} from "../types/DeleteOptions.ts";
import type { Em } from "../types/Em.ts";
import type {
  Entity,
  EntityConstructor,
  FilterOf,
  MaybeAbstractEntityConstructor,
  OptsOf,
} from "../types/Entity.ts";
import type { EmEventMap, EntityEventName, EntityListener } from "../types/EntityEvent.ts";
import type { Given } from "../types/FindOrCreate.ts";
import type { FlushOptions } from "../types/FlushOptions.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { LoadHint, New, PopulatedEntity } from "../types/Loaded.ts";
import type { AdvisoryLockOptions, LockOptions } from "../types/Lock.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { MergeOptions } from "../types/MergeOptions.ts";
import type { PartialOrNull } from "../types/PartialOrNull.ts";
import type { Trace, TraceOptions } from "../types/Trace.ts";
import type { TransactionClient } from "../types/TransactionClient.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type { TransactionOpts } from "../types/TransactionOpts.ts";
import type { UpsertOpts } from "../types/UpsertOpts.ts";
import type { RefreshViewOptions, ViewEntity } from "../types/View.ts";
import { deleteAll } from "./bulk/deleteAll.ts";
import { updateAll } from "./bulk/updateAll.ts";
import { upsertAll } from "./bulk/upsertAll.ts";
import { clone } from "./clone.ts";
import { create } from "./create.ts";
import { deleteEntities } from "./deleteEntities.ts";
import type { EntityManagerOpts } from "./EntityManagerOpts.ts";
import { EntityReader } from "./EntityReader.ts";
import { expectVersion } from "./expectVersion.ts";
import { flushUnit } from "./flushUnit.ts";
import { keepSpecimens } from "./keepSpecimens.ts";
import { advisoryLock, lockEntities } from "./lock.ts";
import { merge } from "./merge.ts";
import { notify } from "./notify.ts";
import { ownStates } from "./ownStates.ts";
import { refreshMaterializedView } from "./refreshMaterializedView.ts";
import { resolveCommit } from "./resolveCommit.ts";
import { setDefaults } from "./setDefaults.ts";
import { restoreEntities, softDeleteEntities } from "./softDeleteEntities.ts";
import { touchEntities } from "./touchEntities.ts";
import { traceFields } from "./traceFields.ts";
import { transaction } from "./transaction.ts";
import { transactionClient } from "./transactionClient.ts";
import { upsert } from "./upsert/upsert.ts";

/**
 * One unit of work; generated code exports a subclass bound to its domain. `C` is the application's context, `E` the union
 * of the domain's entities.
 * @example
 * const em = new EntityManager(ctx, new PostgresDriver(pool));
 * const author = em.create(Author, { firstName: "Ann" });
 * await em.flush();
 */
export class EntityManager<C = unknown, E extends Entity = Entity>
  extends EntityReader<C, E>
  implements Em<C, E>
{
  constructor(domain: Domain<C>, ctx: C, driverOrOptions: Driver | EntityManagerOpts) {
    super(domain, ctx, driverOrOptions);
    const emClass = new.target;
    keepSpecimens(domain, emClass, (idleDomain, idleDriver) => {
      const em = Reflect.construct(EntityManager, [idleDomain, undefined, idleDriver], emClass);
      return em.unit;
    });
  }

  get lastFlush(): FlushResult<E> | undefined {
    return this.unit.session.lastFlush as FlushResult<E> | undefined;
  }

  create<T extends E, O extends OptsOf<T>>(
    type: EntityConstructor<T>,
    opts: Given<O, OptsOf<T>>,
  ): New<T, O> {
    return create(this.unit.session, this.metaOf(type), opts).entity as New<T, O>;
  }

  createPartial<T extends E>(type: EntityConstructor<T>, opts: PartialOrNull<OptsOf<T>>): T {
    return create(this.unit.session, this.metaOf(type), withoutUndefined(opts)).entity as T;
  }

  createMany<T extends E>(type: EntityConstructor<T>, opts: ReadonlyArray<OptsOf<T>>): New<T>[] {
    return opts.map((each) => create(this.unit.session, this.metaOf(type), each).entity as New<T>);
  }

  clone<G extends E | ReadonlyArray<E>, const H extends LoadHint<PopulatedEntity<G>> = never>(
    entities: G,
    options?: CloneOptions<PopulatedEntity<G>, H, E>,
  ): Promise<Cloned<G, H>>;
  async clone(
    given: Entity | ReadonlyArray<Entity>,
    options: CloneOptions<Entity, unknown> = {},
  ): Promise<unknown> {
    const into = (options.em as EntityManager | undefined)?.unit ?? this.unit;
    const copies = await clone(this.unit.session, into.session, listOf(given), options);
    return Array.isArray(given) ? copies.map(({ entity }) => entity) : copies[0]!.entity;
  }

  async upsert<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    input: DeepPartialOrNull<T>,
    opts?: UpsertOpts,
  ): Promise<T> {
    return (await upsert(this.unit, this.metaOf(type), input, opts)).entity as T;
  }

  async merge<T extends E>(
    target: T,
    sources: ReadonlyArray<T>,
    options: MergeOptions = {},
  ): Promise<E[]> {
    const changed = await merge(this.unit.session, target, sources, options);
    return changed.map(({ entity }) => entity as E);
  }

  delete(entities: E | ReadonlyArray<E>, options?: DeleteOptions): void {
    deleteEntities(this.unit.session, listOf(entities), options);
  }

  softDelete<T extends E & SoftDeletable>(
    entities: T | ReadonlyArray<T>,
    options?: SoftDeleteOptions,
  ): void {
    softDeleteEntities(this.unit.session, listOf(entities), options);
  }

  restore<T extends E & SoftDeletable>(
    entities: T | ReadonlyArray<T>,
    options?: RestoreOptions,
  ): void {
    restoreEntities(this.unit.session, listOf(entities), options);
  }

  async updateAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    set: BulkSet<T>,
    options?: UpdateAllOptions,
  ): Promise<BulkResult<T>> {
    return updateAll(this.unit, this.metaOf(type), where, set, options);
  }

  async deleteAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: DeleteAllOptions,
  ): Promise<BulkResult<T>> {
    return deleteAll(this.unit, this.metaOf(type), where, options);
  }

  async upsertAll<T extends E>(
    type: EntityConstructor<T>,
    rows: ReadonlyArray<OptsOf<T>>,
    options: UpsertAllOptions<T>,
  ): Promise<UpsertAllResult<T>> {
    return upsertAll(this.unit, this.metaOf(type), rows, options);
  }

  async flush(options?: FlushOptions): Promise<E[]> {
    const written = await flushUnit(this.unit, options);
    const { created, updated, deleted } = written as FlushResult<E>;
    return inOrder([...created, ...updated.map(({ entity }) => entity), ...deleted]);
  }

  touch(entities: E | ReadonlyArray<E>): void {
    touchEntities(this.unit.session, listOf(entities));
  }

  async setDefaults(entities: E | ReadonlyArray<E>): Promise<void> {
    await setDefaults(this.unit, listOf(entities));
  }

  async assignNewIds(): Promise<void> {
    await assignNewIds(this.unit.session, this.driver);
  }

  async transaction<R>(
    fn: (txn: TransactionClient) => MaybePromise<R>,
    options?: TransactionOpts,
  ): Promise<R> {
    return await transaction(this.unit, fn, options);
  }

  get txn(): TransactionClient | undefined {
    const { connection } = this.unit.session;
    return connection === undefined ? undefined : transactionClient(connection);
  }

  expectVersion(entity: E, token: number | bigint | string | Date): void {
    expectVersion(ownStates(this.unit.session, [entity])[0]!, token);
  }

  async resolveCommit(): Promise<TransactionFate> {
    return await resolveCommit(this.unit);
  }

  async lock<T extends E>(entities: T | ReadonlyArray<T>, options: LockOptions): Promise<T[]> {
    const locked = await lockEntities(this.unit, listOf(entities), options);
    return locked.map(({ entity }) => entity as T);
  }

  async refreshMaterializedView<T extends E & ViewEntity>(
    type: MaybeAbstractEntityConstructor<T>,
    options?: RefreshViewOptions,
  ): Promise<void> {
    await refreshMaterializedView(this.unit, this.metaOf(type), options);
  }

  async advisoryLock(key: string | bigint, options?: AdvisoryLockOptions): Promise<void> {
    await advisoryLock(this.unit, key, options);
  }

  notify(channel: string, payload: string | (() => string) = ""): void {
    notify(this.unit.session, { channel, payload });
  }

  beforeBegin(fn: (em: this) => MaybePromise<unknown>): void {
    this.#onTransaction("beforeBegin", fn);
  }

  afterBegin(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void {
    this.#onTransaction("afterBegin", fn);
  }

  beforeCommit(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void {
    this.#onTransaction("beforeCommit", fn);
  }

  afterCommit(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void {
    this.#onTransaction("afterCommit", fn);
  }

  #onTransaction(
    moment: TransactionMoment,
    fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>,
  ): void {
    this.unit.session.hooks.add(moment, (em, connection) =>
      fn(em as unknown as this, transactionClient(connection)),
    );
  }

  on<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    event: EntityEventName,
    listener: EntityListener<T, C>,
  ): () => void;
  on<K extends keyof EmEventMap>(
    event: K,
    listener: (payload: EmEventMap[K]) => unknown,
  ): () => void;
  on(
    what: MaybeAbstractEntityConstructor | keyof EmEventMap,
    event: EntityEventName | ((payload: never) => unknown),
    listener?: EntityListener<never, C>,
  ): () => void {
    const { events } = this.unit.session;
    return typeof what === "string"
      ? events.on(what, event as (payload: unknown) => unknown)
      : events.entities.on(what, event as EntityEventName, listener as EntityListener);
  }

  trace(options: TraceOptions): Trace {
    return traceFields(this.unit.session, options);
  }

  async run<R>(fn: (em: this) => MaybePromise<R>): Promise<R> {
    const result = await fn(this);
    await this.flush();
    return result;
  }
}

/** As the entities came into the em. */
function inOrder<T extends Entity>(entities: T[]): T[] {
  // Mostly they are: what a flush creates has the order in which it was made.
  let last = 0;
  let isInOrder = true;
  for (let at = 0; at < entities.length && isInOrder; at++) {
    const { order } = BaseEntity.stateOf(entities[at]!);
    isInOrder = order > last;
    last = order;
  }
  if (isInOrder) return entities;
  return entities.toSorted((a, b) => BaseEntity.stateOf(a).order - BaseEntity.stateOf(b).order);
}
