// The door of a unit of work: each method says what to do, and the rooms below do it. What the methods promise is written
// at the interface, `types/Em`.
import type DataLoader from "dataloader";
import type { Driver } from "../driver/Driver.ts";
import { assignNewIds } from "../flush/assignNewIds.ts";
import { flush } from "../flush/flush.ts";
import { FlushRun } from "../flush/FlushRun.ts";
import type { Domain } from "../schema/Domain.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Em, FindOptions, FlushResult, PendingChange, WhereOptions } from "../types/Em.ts";
import type { Entity, EntityConstructor, FilterOf, IdOf, OptsOf } from "../types/Entity.ts";
import type { TaggedId } from "../types/Id.ts";
import type { Loaded, LoadHint, New, Populated, PopulatedEntity } from "../types/Loaded.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import { create } from "./create.ts";
import { deleteEntities } from "./deleteEntities.ts";
import { find, findCount, findIds, findOne, findOneOrFail } from "./find.ts";
import { getEntity } from "./getEntity.ts";
import { loadAll, loadAllIfExists } from "./load.ts";
import { type BatchLoadFn, type LoaderOptions, Loaders } from "./Loaders.ts";
import { pendingChanges } from "./pendingChanges.ts";
import { populateEntities } from "./populateEntities.ts";
import { newUnitOfWork, type UnitOfWork } from "./UnitOfWork.ts";

export interface EntityManagerOpts {
  readonly driver: Driver;
  /** How many entities this em may hold; the domain's limit when not given. */
  readonly entityLimit?: number;
}

/** What a hinted method resolves to: nothing more is loaded when there is no hint. */
type Found<T extends Entity, H> = Loaded<T, [H] extends [never] ? object : H>;

/**
 * One unit of work; generated code exports a subclass bound to its domain. `C` is the application's context, `E` the union
 * of the domain's entities.
 * @example
 * const em = new EntityManager(ctx, new PostgresDriver(pool));
 * const author = em.create(Author, { firstName: "Ann" });
 * await em.flush();
 */
export class EntityManager<C = unknown, E extends Entity = Entity> implements Em<C, E> {
  readonly ctx: C;
  readonly domain: Domain<C>;
  readonly driver: Driver;
  readonly #unit: UnitOfWork;
  readonly #loaders = new Loaders();
  #lastFlush: FlushResult<E> | undefined;

  constructor(domain: Domain<C>, ctx: C, driverOrOptions: Driver | EntityManagerOpts) {
    const options = "driver" in driverOrOptions ? driverOrOptions : { driver: driverOrOptions };
    this.ctx = ctx;
    this.domain = domain;
    this.driver = options.driver;
    domain.boot();
    const limit = options.entityLimit ?? domain.entityLimit;
    this.#unit = newUnitOfWork(this as Em, domain, options.driver, limit);
  }

  get entities(): ReadonlyArray<E> {
    return this.#unit.session.identityMap.all.map(({ entity }) => entity as E);
  }

  get numberOfEntities(): number {
    return this.#unit.session.identityMap.size;
  }

  get pendingChanges(): ReadonlyArray<PendingChange> {
    return pendingChanges(this.#unit.session);
  }

  get isFlushing(): boolean {
    return this.#unit.session.writeGuard.isFlushing;
  }

  get lastFlush(): FlushResult<E> | undefined {
    return this.#lastFlush;
  }

  create<T extends E>(type: EntityConstructor<T>, opts: OptsOf<T>): New<T> {
    return create(this.#unit.session, this.#meta(type), opts).entity as New<T>;
  }

  load(id: TaggedId): Promise<E>;
  load<T extends E>(type: EntityConstructor<T>, id: IdOf<T>): Promise<T>;
  load<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
    id: IdOf<T>,
    hint: H,
  ): Promise<Loaded<T, H>>;
  async load(...args: [TaggedId] | [EntityConstructor, unknown, unknown?]): Promise<Entity> {
    const [first, ...rest] = args;
    const meta =
      typeof first === "string" ? this.domain.getMetadataByTag(first) : this.#meta(first);
    const [id, hint] = typeof first === "string" ? [first] : rest;
    const [state] = await loadAll(this.#unit, meta, [id], hint);
    return state!.entity;
  }

  loadAll<T extends E>(type: EntityConstructor<T>, ids: ReadonlyArray<IdOf<T>>): Promise<T[]>;
  loadAll<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;
  async loadAll(
    type: EntityConstructor,
    ids: ReadonlyArray<unknown>,
    hint?: unknown,
  ): Promise<Entity[]> {
    return entitiesOf(await loadAll(this.#unit, this.#meta(type), ids, hint));
  }

  loadAllIfExists<T extends E>(
    type: EntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAllIfExists<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;
  async loadAllIfExists(
    type: EntityConstructor,
    ids: ReadonlyArray<unknown>,
    hint?: unknown,
  ): Promise<Entity[]> {
    return entitiesOf(await loadAllIfExists(this.#unit, this.#meta(type), ids, hint));
  }

  find<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T[]>;
  find<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>[]>;
  async find(type: EntityConstructor, where: unknown, options?: object): Promise<Entity[]> {
    return entitiesOf(await find(this.#unit, this.#meta(type), where, options));
  }

  findOne<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T | undefined>;
  findOne<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H> | undefined>;
  async findOne(
    type: EntityConstructor,
    where: unknown,
    options?: object,
  ): Promise<Entity | undefined> {
    return (await findOne(this.#unit, this.#meta(type), where, options))?.entity;
  }

  findOneOrFail<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T>;
  findOneOrFail<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>>;
  async findOneOrFail(type: EntityConstructor, where: unknown, options?: object): Promise<Entity> {
    return (await findOneOrFail(this.#unit, this.#meta(type), where, options)).entity;
  }

  async findCount<T extends E>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<number> {
    return await findCount(this.#unit, this.#meta(type), where, options);
  }

  async findIds<T extends E>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<IdOf<T>[]> {
    return await findIds(this.#unit, this.#meta(type), where, options);
  }

  async populate<G extends E | ReadonlyArray<E>, const H extends LoadHint<PopulatedEntity<G>>>(
    entities: G,
    hint: H,
  ): Promise<Populated<G, H>> {
    await populateEntities(this.#unit, listOf(entities), hint);
    return entities as unknown as Populated<G, H>;
  }

  delete(entities: E | ReadonlyArray<E>): void {
    deleteEntities(this.#unit.session, listOf(entities));
  }

  async flush(): Promise<E[]> {
    const { session, driver, loader } = this.#unit;
    const run = new FlushRun(session, driver, loader, new Date());
    await flush(run);
    this.#loaders.clear();
    const { created, updated, deleted } = (this.#lastFlush = run.written as FlushResult<E>);
    return inOrder([...created, ...updated.map(({ entity }) => entity), ...deleted]);
  }

  assignNewIds(): Promise<void> {
    return assignNewIds(this.#unit.session, this.driver);
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
    load: BatchLoadFn<K, V>,
    options?: LoaderOptions<K, V>,
  ): DataLoader<K, V> {
    return this.#loaders.get(operation, batchKey, load, options);
  }

  async run<R>(fn: (em: this) => MaybePromise<R>): Promise<R> {
    const result = await fn(this);
    await this.flush();
    return result;
  }

  getEntity(id: TaggedId): E | undefined {
    return getEntity(this.#unit.session, id)?.entity as E | undefined;
  }

  getEntities<T extends E>(type: EntityConstructor<T>): T[] {
    const meta: EntityMeta = this.#meta(type);
    const states = this.#unit.session.identityMap.all.filter((state) => isOfType(state.meta, meta));
    return entitiesOf(states) as T[];
  }

  toJSON(): string {
    return `<EntityManager ${this.numberOfEntities}>`;
  }

  toString(): string {
    return "EntityManager";
  }

  #meta(type: EntityConstructor): EntityMeta {
    return this.domain.getMetadata(type);
  }
}

/** As the entities came into the em. */
function inOrder<T extends Entity>(entities: ReadonlyArray<T>): T[] {
  return entities.toSorted((a, b) => BaseEntity.stateOf(a).order - BaseEntity.stateOf(b).order);
}

function entitiesOf(states: ReadonlyArray<EntityState>): Entity[] {
  return states.map(({ entity }) => entity);
}

function listOf(given: Entity | ReadonlyArray<Entity>): ReadonlyArray<Entity> {
  return Array.isArray(given) ? (given as ReadonlyArray<Entity>) : [given as Entity];
}
