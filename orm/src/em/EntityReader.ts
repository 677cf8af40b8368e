// The half of the door that reads: each method says what to do, and the rooms below do it. What the methods promise is written at
// the interface, `types/ReadingEm`.
import type DataLoader from "dataloader";
import type { Driver } from "../driver/Driver.ts";
import { CallSite } from "../errors/CallSite.ts";
import { ClosedError } from "../errors/ClosedError.ts";
import { listOf } from "../kit/listOf.ts";
import type { Domain } from "../schema/Domain.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { Plugin } from "../schema/Plugin.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { TransactionHooks } from "../session/TransactionHooks.ts";
import type { AnyEm, EntityManagerMode } from "../types/AnyEm.ts";
import type { BatchCounts } from "../types/BatchCounts.ts";
import type { Em } from "../types/Em.ts";
import type {
  Entity,
  EntityConstructor,
  MaybeAbstractEntityConstructor,
  FilterOf,
  IdOf,
  OptsOf,
  UniqueOf,
} from "../types/Entity.ts";
import type {
  FindOptions,
  FindOrCreateOptions,
  PageOptions,
  StreamOptions,
  UniqueOptions,
  WhereOptions,
} from "../types/FindOptions.ts";
import type { Exactly, FlatFilter, IfNew } from "../types/FindOrCreate.ts";
import type { ForkOptions } from "../types/ForkOptions.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type {
  Found,
  HintIn,
  Loaded,
  LoadHint,
  Populated,
  PopulatedEntity,
  PopulateHint,
} from "../types/Loaded.ts";
import type { Lock } from "../types/Lock.ts";
import type { LookAhead, LookAheadCounts } from "../types/LookAhead.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { Page } from "../types/Page.ts";
import type { PendingChange } from "../types/PendingChange.ts";
import type { PlainRow } from "../types/PlainRow.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { ReadingEm } from "../types/ReadingEm.ts";
import type { RefreshEntitiesOptions, RefreshOptions } from "../types/RefreshOptions.ts";
import { clear } from "./clear.ts";
import type { EntityManager } from "./EntityManager.ts";
import { type EntityManagerOpts, settingsOf } from "./EntityManagerOpts.ts";
import { evict } from "./evict.ts";
import { executeSql } from "./executeSql.ts";
import { filterEntities } from "./filterEntities.ts";
import { find, findByUnique, findCount, findIds, findOne, findOneOrFail } from "./find.ts";
import { findOrCreate } from "./findOrCreate.ts";
import { findPage } from "./findPage.ts";
import { findWithNewOrChanged } from "./findWithNewOrChanged.ts";
import { fork } from "./fork.ts";
import { getEntity } from "./getEntity.ts";
import { hydrateRows } from "./hydrateRows.ts";
import { importEntity } from "./importEntity.ts";
import { loadAll, loadAllIfExists, loadOne } from "./load.ts";
import type { BatchLoadFn, LoaderOptions } from "./Loaders.ts";
import { loadFromQuery } from "./loadFromQuery.ts";
import { ownStates } from "./ownStates.ts";
import { pendingChanges } from "./pendingChanges.ts";
import { populateEntities } from "./populateEntities.ts";
import { refresh } from "./refresh.ts";
import { streamBatches } from "./stream.ts";
import { UnitOfWork } from "./UnitOfWork.ts";

type FindMethod = keyof EntityReader & `find${string}`;

/** A unit of work and how entities come into it. */
export abstract class EntityReader<C = unknown, E extends Entity = Entity>
  implements AnyEm, ReadingEm<E>
{
  readonly ctx: C;
  readonly domain: Domain<C>;
  readonly driver: Driver;
  /** Everything that belongs to this unit of work; replaced by `clear`, taken away by `close`. */
  #parts: UnitOfWork | undefined;

  constructor(domain: Domain<C>, ctx: C, driverOrOptions: Driver | EntityManagerOpts) {
    const settings = settingsOf(domain, driverOrOptions);
    this.ctx = ctx;
    this.domain = domain;
    this.driver = settings.driver;
    domain.boot();
    this.#parts = new UnitOfWork(this as unknown as Em, domain, settings);
  }

  get isClosed(): boolean {
    return this.#parts === undefined;
  }

  get entityLimit(): number {
    return this.unit.settings.entityLimit;
  }

  get settings(): Readonly<Record<string, string>> {
    return this.unit.settings.settings;
  }

  /** How this em loads hints ahead, when its options or its driver say so. */
  get preloadPlugin(): PreloadPlugin | undefined {
    return this.unit.settings.preloadPlugin;
  }

  /** By what this em loads ahead what it was not told of, when its options or its driver say so. */
  get lookAhead(): LookAhead | undefined {
    return this.unit.settings.lookAhead;
  }

  get lookAheadCounts(): LookAheadCounts {
    return this.unit.loader.lookAheadCounts;
  }

  get mode(): EntityManagerMode {
    return this.unit.session.writeGuard.mode;
  }

  set mode(mode: EntityManagerMode) {
    this.unit.session.writeGuard.changeMode(mode);
    // Who writes reads from the primary, who only reads perhaps from a replica.
    this.unit.loader.forgetAhead();
  }

  get isRefreshing(): boolean {
    return this.unit.refreshes > 0;
  }

  get entities(): ReadonlyArray<E> {
    return this.unit.session.identityMap.all.map(({ entity }) => entity as E);
  }

  get numberOfEntities(): number {
    return this.unit.session.identityMap.size;
  }

  get pendingChanges(): ReadonlyArray<PendingChange> {
    return pendingChanges(this.unit.session);
  }

  get isFlushing(): boolean {
    return this.unit.session.writeGuard.isFlushing;
  }

  load(id: TaggedId): Promise<E>;
  load<T extends E>(type: MaybeAbstractEntityConstructor<T>, id: IdOf<T>): Promise<T>;
  load<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    id: IdOf<T>,
    hint: H,
    options?: { readonly lock?: Lock | undefined },
  ): Promise<Loaded<T, H>>;
  load(first: TaggedId | MaybeAbstractEntityConstructor, ...rest: unknown[]): Promise<Entity> {
    try {
      if (typeof first === "string")
        return loadOne(this.unit, this.domain.getMetadataByTag(first), first, undefined);
      return loadOne(
        this.unit,
        this.metaOf(first),
        rest[0],
        rest[1],
        (rest[2] as { readonly lock?: Lock } | undefined)?.lock,
      );
    } catch (error) {
      // Not `async`, which would make one more promise for each load.
      return Promise.reject(error);
    }
  }

  loadAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAll<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;
  async loadAll(
    type: MaybeAbstractEntityConstructor,
    ids: ReadonlyArray<unknown>,
    hint?: unknown,
  ): Promise<Entity[]> {
    return entitiesOf(await loadAll(this.unit, this.metaOf(type), ids, hint));
  }

  loadAllIfExists<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAllIfExists<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;
  async loadAllIfExists(
    type: MaybeAbstractEntityConstructor,
    ids: ReadonlyArray<unknown>,
    hint?: unknown,
  ): Promise<Entity[]> {
    return entitiesOf(await loadAllIfExists(this.unit, this.metaOf(type), ids, hint));
  }

  find<T extends E>(type: MaybeAbstractEntityConstructor<T>, where: FilterOf<T>): Promise<T[]>;
  find<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>[]>;
  find(type: MaybeAbstractEntityConstructor, where: unknown, options?: object): Promise<Entity[]> {
    return this.#search("find", async () =>
      entitiesOf(await find(this.unit, this.metaOf(type), where, options)),
    );
  }

  findOne<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
  ): Promise<T | undefined>;
  findOne<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H> | undefined>;
  findOne(
    type: MaybeAbstractEntityConstructor,
    where: unknown,
    options?: object,
  ): Promise<Entity | undefined> {
    return this.#search(
      "findOne",
      async () => (await findOne(this.unit, this.metaOf(type), where, options))?.entity,
    );
  }

  findOneOrFail<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
  ): Promise<T>;
  findOneOrFail<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>>;
  findOneOrFail(
    type: MaybeAbstractEntityConstructor,
    where: unknown,
    options?: object,
  ): Promise<Entity> {
    return this.#search(
      "findOneOrFail",
      async () => (await findOneOrFail(this.unit, this.metaOf(type), where, options)).entity,
    );
  }

  findByUnique<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    key: UniqueOf<T>,
    options?: UniqueOptions<H>,
  ): Promise<Found<T, H> | undefined>;
  findByUnique(
    type: MaybeAbstractEntityConstructor,
    key: unknown,
    options?: object,
  ): Promise<unknown> {
    return this.#search(
      "findByUnique",
      async () => (await findByUnique(this.unit, this.metaOf(type), key, options))?.entity,
    );
  }

  findCount<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<number> {
    return this.#search("findCount", async () =>
      findCount(this.unit, this.metaOf(type), where, options),
    );
  }

  findIds<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<IdOf<T>[]>;
  findIds(
    type: MaybeAbstractEntityConstructor,
    where: unknown,
    options?: object,
  ): Promise<IdType[]> {
    return this.#search("findIds", async () =>
      findIds(this.unit, this.metaOf(type), where, options),
    );
  }

  findPage<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: PageOptions<T, H>,
  ): Promise<Page<Found<T, H>>>;
  findPage(
    type: MaybeAbstractEntityConstructor,
    where: unknown,
    options?: object,
  ): Promise<unknown> {
    return this.#search("findPage", async () =>
      findPage(this.unit, this.metaOf(type), where, options),
    );
  }

  async *stream<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: StreamOptions<T, H>,
  ): AsyncGenerator<Found<T, H>, void, undefined> {
    for await (const batch of this.streamBatches(type, where, options)) yield* batch;
  }

  async *streamBatches<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: StreamOptions<T, H>,
  ): AsyncGenerator<Found<T, H>[], void, undefined> {
    this.unit.session.ruleContext.check("stream");
    const batches = streamBatches(() => this.unit, this.metaOf(type), where, options);
    for await (const batch of batches) yield entitiesOf(batch) as Found<T, H>[];
  }

  pin(entities: E | ReadonlyArray<E>): void {
    for (const state of ownStates(this.unit.session, listOf(entities))) this.unit.pinned.add(state);
  }

  evict(entities: E | ReadonlyArray<E>): void {
    evict(this.unit, new Set(ownStates(this.unit.session, listOf(entities))));
  }

  findWithNewOrChanged<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FlatFilter<T>,
    options?: UniqueOptions<H>,
  ): Promise<Found<T, H>[]>;
  findWithNewOrChanged(
    type: MaybeAbstractEntityConstructor,
    where: object,
    options?: object,
  ): Promise<unknown> {
    return this.#search("findWithNewOrChanged", async () =>
      entitiesOf(await findWithNewOrChanged(this.unit, this.metaOf(type), where, options)),
    );
  }

  findOrCreate<
    T extends E,
    const W extends FlatFilter<T>,
    const U extends Partial<OptsOf<T>> = object,
    const H extends LoadHint<T> = never,
  >(
    type: EntityConstructor<T>,
    where: Exactly<W, FlatFilter<T>>,
    ifNew: IfNew<T, W, U>,
    upsert?: Exactly<U, OptsOf<T>>,
    options?: FindOrCreateOptions<H>,
  ): Promise<Found<T, H>>;
  findOrCreate(
    type: MaybeAbstractEntityConstructor,
    where: object,
    ifNew: object,
    upsert?: object,
    options?: object,
  ): Promise<unknown> {
    const given = { where, ifNew, upsert };
    return this.#search(
      "findOrCreate",
      async () => (await findOrCreate(this.unit, this.metaOf(type), given, options)).entity,
    );
  }

  populate<
    G extends E | ReadonlyArray<E | undefined>,
    const P extends PopulateHint<PopulatedEntity<G>>,
  >(entities: G, hint: P): Promise<Populated<G, P>>;
  populate<G extends E, const P extends PopulateHint<G>, R>(
    entity: G,
    hint: P,
    fn: (loaded: Loaded<G, HintIn<P>>) => MaybePromise<R>,
  ): Promise<R>;
  async populate(
    entities: Entity | ReadonlyArray<Entity | undefined>,
    hint: unknown,
    fn?: (loaded: never) => unknown,
  ): Promise<unknown> {
    await populateEntities(this.unit, listOf(entities), hint);
    return fn === undefined ? entities : fn(entities as never);
  }

  /**
   * A loader of your own that lives as long as this em and forgets what it loaded at each flush. `operation` names what is
   * loaded and `batchKey` what must not be mixed; the same two give the same loader.
   * @example
   * const stock = em.getLoader("stock", "warehouse:1", (isbns: ReadonlyArray<string>) => warehouse.stockOf(isbns));
   * const count = await stock.load("439023483");
   */
  getLoader<K, V>(
    operation: string,
    batchKey: string,
    batchLoad: BatchLoadFn<K, V>,
    options?: LoaderOptions<K, V>,
  ): DataLoader<K, V> {
    return this.unit.loaders.get(operation, batchKey, batchLoad, options);
  }

  /**
   * As `getLoader` for what has no value of its own: `batchLoad` is called once for all keys of a tick and puts what it
   * loads where it belongs.
   * @example
   * const warm = em.getBatchLoader("warm", "prices", (isbns: string[]) => prices.warm(isbns));
   * await warm.load("439023483");
   */
  getBatchLoader<K>(
    operation: string,
    batchKey: string,
    batchLoad: (keys: K[]) => Promise<void>,
  ): DataLoader<K, void> {
    return this.unit.loaders.getVoid(operation, batchKey, batchLoad);
  }

  get batchStats(): Readonly<Record<string, BatchCounts>> {
    return this.unit.loader.stats;
  }

  refresh(options?: RefreshOptions): Promise<void>;
  refresh<T extends E>(
    entities: T | ReadonlyArray<T>,
    options?: RefreshEntitiesOptions<LoadHint<T>>,
  ): Promise<void>;
  async refresh(
    first?: RefreshOptions | E | ReadonlyArray<E>,
    second?: RefreshEntitiesOptions<unknown>,
  ): Promise<void> {
    const [entities, options] = isGiven<E>(first) ? [listOf(first), second] : [undefined, first];
    await refresh(this.unit, entities, options);
  }

  sql<Row extends object = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...values: ReadonlyArray<unknown>
  ): Promise<Row[]> {
    return this.#from("sql", async () => executeSql(this.unit, texts, values)) as Promise<Row[]>;
  }

  hydrate<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: ReadonlyArray<PlainRow>,
    options?: { readonly overwriteExisting?: boolean },
  ): T[] {
    return entitiesOf(hydrateRows(this.unit.session, this.metaOf(type), rows, options)) as T[];
  }

  loadFromQuery<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: ReadonlyArray<PlainRow>,
  ): T[];
  loadFromQuery<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: PromiseLike<ReadonlyArray<PlainRow>>,
  ): Promise<T[]>;
  loadFromQuery<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: MaybePromise<ReadonlyArray<PlainRow>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;
  loadFromQuery(
    type: MaybeAbstractEntityConstructor,
    rows: MaybePromise<ReadonlyArray<PlainRow>>,
    hint?: unknown,
  ): MaybePromise<Entity[]> {
    const meta = this.metaOf(type);
    if (hint === undefined && Array.isArray(rows))
      return entitiesOf(hydrateRows(this.unit.session, meta, rows as ReadonlyArray<PlainRow>));
    return loadFromQuery(this.unit, meta, rows, hint).then(entitiesOf);
  }

  fork(options: ForkOptions = {}): this {
    const Forked = this.constructor as new (ctx: C, options: EntityManagerOpts) => this;
    return fork(this, this.unit, options, (ctx, mode) => {
      const em = new Forked(ctx, { em: this as unknown as EntityManager, mode });
      em.afterWrites(this.unit.lsn);
      return { em, unit: em.unit };
    });
  }

  afterWrites(lsn: string | undefined): void {
    this.unit.lsn = lsn;
    this.unit.loader.forgetAhead();
  }

  importEntity<T extends E, const H extends LoadHint<T> = never>(entity: T, hint?: H): Found<T, H> {
    return importEntity(this.unit.session, entity, hint).entity as Found<T, H>;
  }

  clear({ discardChanges = false }: { readonly discardChanges?: boolean } = {}): void {
    this.#parts = clear(this.unit, discardChanges);
  }

  close(): void {
    const session = this.#parts?.session;
    this.#parts?.loader.forgetAhead();
    session?.writeGuard.detach();
    this.#parts = undefined;
    session?.events.tellNow("close", undefined);
  }

  filterEntities<T extends E>(type: MaybeAbstractEntityConstructor<T>, where: object): T[] {
    return entitiesOf(filterEntities(this.unit, this.metaOf(type), where)) as T[];
  }

  getEntity(id: TaggedId): E | undefined {
    return getEntity(this.unit.session, id)?.entity as E | undefined;
  }

  findExistingInstance<T extends E>(id: TaggedId): T | undefined {
    return this.getEntity(id) as T | undefined;
  }

  getEntities<T extends E>(type: MaybeAbstractEntityConstructor<T>): T[] {
    const meta: EntityMeta = this.metaOf(type);
    const states = this.unit.session.identityMap.all.filter((state) => isOfType(state.meta, meta));
    return entitiesOf(states) as T[];
  }

  addPlugin(plugin: Plugin): void {
    this.unit.session.plugins.add(plugin);
  }

  getPlugins(): ReadonlyArray<Plugin> {
    return this.unit.session.plugins.all;
  }

  toJSON(): string {
    return `<EntityManager ${this.#parts?.session.identityMap.size ?? 0}>`;
  }

  toString(): string {
    return "EntityManager";
  }

  /** Within a rule it throws at once. */
  #search<R>(method: FindMethod, work: () => Promise<R>): Promise<R> {
    this.#parts?.session.ruleContext.check(method);
    return this.#from(method, work);
  }

  /** A failure has the stack of the caller, whichever statement brought it. */
  #from<R>(method: FindMethod | "sql", work: () => Promise<R>): Promise<R> {
    const site = new CallSite(this[method]);
    return work().catch((error: unknown) => {
      throw site.errorOf(error);
    });
  }

  /** @internal */
  get hooks(): TransactionHooks {
    return this.unit.session.hooks;
  }

  /** @internal @throws ClosedError (`CLOSED`) */
  protected get unit(): UnitOfWork {
    if (this.#parts === undefined) throw new ClosedError();
    return this.#parts;
  }

  /** @internal */
  protected metaOf(type: MaybeAbstractEntityConstructor): EntityMeta {
    return this.domain.getMetadata(type);
  }
}

/** Entities or lists of them, as opposed to options. */
function isGiven<E extends Entity>(
  value: RefreshOptions | E | ReadonlyArray<E> | undefined,
): value is E | ReadonlyArray<E> {
  return Array.isArray(value) || BaseEntity.isEntity(value);
}

function entitiesOf(states: ReadonlyArray<EntityState>): Entity[] {
  return states.map(({ entity }) => entity);
}
