// The class that all generated entity classes extend. An entity holds one reference, to its state, which nobody sees: so it
// has no keys of its own that logging, comparing or cloning would walk.
import { inspect } from "node:util";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { NoIdError } from "../errors/NoIdError.ts";
import { lensPath } from "../hints/lensPath.ts";
import { withoutUndefined } from "../kit/withoutUndefined.ts";
import { idOfKey, taggedIdOfKey } from "../schema/keys.ts";
import type { AnyEm } from "../types/AnyEm.ts";
import type { Changes } from "../types/Changes.ts";
import type { DeepPartialOrNull } from "../types/DeepPartialOrNull.ts";
import type { Entity, EntityTypes } from "../types/Entity.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type { CheckedJsonHint } from "../types/JsonHint.ts";
import type { JsonOptions, JsonPayload, JsonPayloadWith } from "../types/JsonPayload.ts";
import type { Lens, LensOptions, LensResult } from "../types/Lens.ts";
import type { HintIn, Loaded, LoadHint, PopulateHint } from "../types/Loaded.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { PartialOrNull } from "../types/PartialOrNull.ts";
import type { UpsertOpts } from "../types/UpsertOpts.ts";
import { ClassProbe } from "./ClassProbe.ts";
import { EntityState } from "./EntityState.ts";

/** `M` is the application's entity manager, `I` the entity's id type. */
export abstract class BaseEntity<
  M extends AnyEm = AnyEm,
  I extends IdType = IdType,
> implements Entity {
  declare readonly __types: EntityTypes;
  readonly #state: EntityState;

  /** @internal Entities come from `em.create`, loads and finds only. */
  constructor(state: EntityState) {
    this.#state = state;
    if (!(state instanceof EntityState)) {
      // Boot looks at what the classes define; what it gets for a while is no entity.
      if ((state as unknown) instanceof ClassProbe)
        return (state as unknown as ClassProbe).recorder(new.target.prototype as object) as never;
      throw new InvalidValueError({
        entity: new.target.name,
        reason: "is not made by `new`: use em.create, em.load or em.find",
      });
    }
    state.entity = this;
  }

  /** @internal */
  static stateOf(entity: Entity): EntityState {
    return (entity as BaseEntity).#state;
  }

  /** @internal Whether a value is an entity of any domain. */
  static isEntity(value: unknown): value is Entity {
    return typeof value === "object" && value !== null && #state in value;
  }

  get em(): M {
    return this.#state.session.em as AnyEm as M;
  }

  get id(): I {
    const id = this.idMaybe;
    if (id === undefined) throw new NoIdError({ entity: this });
    return id;
  }

  get idMaybe(): I | undefined {
    const { key, meta } = this.#state;
    return key === undefined ? undefined : (idOfKey(meta, key) as I);
  }

  get idTagged(): TaggedId {
    const id = this.idTaggedMaybe;
    if (id === undefined) throw new NoIdError({ entity: this });
    return id;
  }

  get idTaggedMaybe(): TaggedId | undefined {
    const { key, meta } = this.#state;
    return key === undefined ? undefined : taggedIdOfKey(meta, key);
  }

  get idUntagged(): string {
    const { key } = this.#state;
    if (key === undefined) throw new NoIdError({ entity: this });
    return key;
  }

  get isNewEntity(): boolean {
    return this.#state.isNew;
  }

  get isDeletedEntity(): boolean {
    return this.#state.isDeleted;
  }

  get isDirtyEntity(): boolean {
    const { isNew, changed } = this.#state;
    return !isNew && changed !== undefined && changed.size > 0;
  }

  /**
   * What was changed since the entity was loaded or last flushed, field by field.
   * @example
   * if (author.changes.firstName.hasUpdated) log(`was ${author.changes.firstName.originalValue}`);
   */
  get changes(): Changes<this> {
    return this.#state.session.ports.changesOf(this.#state) as Changes<this>;
  }

  /** The entity itself; in a reactive function it gives access to what the function does not react to. */
  get fullNonReactiveAccess(): this {
    return this;
  }

  /**
   * Sets several fields and relations; `null` and `undefined` unset.
   * @throws UnknownFieldError (`UNKNOWN_FIELD`), InvalidValueError (`INVALID_VALUE`), ImmutableFieldError (`IMMUTABLE`)
   */
  set(opts: Partial<this["__types"]["opts"]>): void {
    this.#state.session.ports.setOpts(this.#state, opts);
  }

  /**
   * As `set`, for what a client sent: `undefined` leaves a member as it is, `null` unsets it.
   * @throws UnknownFieldError (`UNKNOWN_FIELD`), InvalidValueError (`INVALID_VALUE`), ImmutableFieldError (`IMMUTABLE`)
   */
  setPartial(opts: PartialOrNull<this["__types"]["opts"]>): void {
    this.#state.session.ports.setOpts(this.#state, withoutUndefined(opts));
  }

  /**
   * Sets what a client sent for the entity and what is related to it, as deep as it is nested; `em.upsert` tells what input
   * means. When it rejects, nothing was changed.
   * @example
   * await author.setDeepPartial({ books: [{ op: "include", title: "added" }, { op: "remove", id: "b:2" }] });
   *
   * **SQL**: one statement per relation and level; none is written.
   * @throws as `em.upsert`
   */
  setDeepPartial<T extends Entity>(
    this: T,
    input: DeepPartialOrNull<T>,
    opts?: UpsertOpts,
  ): Promise<void> {
    const state = BaseEntity.stateOf(this);
    return state.session.ports.setDeepPartial(state, input, opts);
  }

  /**
   * Loads what the hint names.
   *
   * **SQL**: one statement per relation and level, shared with all loads of the tick.
   */
  populate<T extends Entity, const P extends PopulateHint<T>>(
    this: T,
    hint: P,
  ): Promise<Loaded<T, HintIn<P>>>;
  /** As above, and then what `fn` makes of the entity. */
  populate<T extends Entity, const P extends PopulateHint<T>, R>(
    this: T,
    hint: P,
    fn: (loaded: Loaded<T, HintIn<P>>) => MaybePromise<R>,
  ): Promise<R>;
  async populate(this: Entity, hint: unknown, fn?: (loaded: never) => unknown): Promise<unknown> {
    const { em } = BaseEntity.stateOf(this).session;
    await em.populate(this, hint as never);
    return fn === undefined ? this : fn(this as never);
  }

  /**
   * Where a path leads: relations are loaded, other members read, methods without arguments awaited. Once a collection is passed
   * it is a flat list of different values without `undefined`s.
   * @example
   * const publishers = await author.load((a) => a.books.author.publisher);
   *
   * **SQL**: one statement per level that is not loaded; with `sql` one for the path, as far as nothing on it was changed.
   */
  load<T extends Entity, R>(
    this: T,
    lens: (path: Lens<T>) => LensResult<unknown, R>,
    options?: LensOptions,
  ): Promise<R> {
    const state = BaseEntity.stateOf(this);
    return state.session.ports.loadLens(state, lensPath(lens), options) as Promise<R>;
  }

  /** True when everything that the hint names is in memory. @throws InvalidHintError (`INVALID_HINT`) */
  isLoaded<T extends Entity, const H extends LoadHint<T>>(this: T, hint: H): this is Loaded<T, H> {
    const state = BaseEntity.stateOf(this);
    return state.session.ports.isLoaded(state, hint);
  }

  toTaggedString(): string {
    return this.#state.taggedName;
  }

  toString(): string {
    return this.#state.name;
  }

  /** Only the id, so that no secret leaks through a log. */
  toJSON(): { id: I | undefined };
  /**
   * What the hint names, as a plain object. Relations give their ids, or with keys below them objects; `publisherId` and
   * `bookIds` give ids; a function under a name of your own gets the entity, loaded by the rest of the hint, and may be async.
   * What has no value is `null`. For a list there is `toJSON` in `kingpost/json`.
   * @example
   * await author.toJSON({ id: true, publisherId: true, books: ["title"], label: (a) => `${a.firstName} (${a.id})` });
   *
   * **SQL**: one statement per relation and level; none for what is loaded.
   * @throws InvalidHintError (`INVALID_HINT`), NoIdError (`NO_ID`)
   */
  toJSON<T extends Entity, S extends object, const H, const O extends JsonOptions = object>(
    this: T,
    hint: CheckedJsonHint<T, S, H>,
    options?: O,
  ): Promise<JsonPayloadWith<JsonPayload<T, H>, O>>;
  toJSON(hint?: unknown, options?: JsonOptions): unknown {
    // `JSON.stringify` gives the key that the entity stands at.
    if (typeof hint !== "object" || hint === null) return { id: this.idMaybe };
    const state = this.#state;
    return state.session.ports.payloadsOf([state], hint, options).then(([payload]) => payload);
  }
}

// What a log prints of an entity is its name. A computed member cannot be declared in the class itself.
Object.defineProperty(BaseEntity.prototype, inspect.custom, {
  value(this: BaseEntity): string {
    return this.toString();
  },
});
