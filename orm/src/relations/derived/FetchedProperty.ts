// The object at a `hasAsyncProperty` of one entity: the value as it was fetched, good until the next flush.
import { NewEntityError } from "../../errors/NewEntityError.ts";
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { CounterpartOf } from "../../session/counterpartsIn.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { AsyncProperty, LoadedProperty, PropertyLoadOptions } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { statesIn } from "../statesIn.ts";
import type { HandWritten } from "./MemberDefinition.ts";

interface Fetched {
  readonly value: unknown;
  /** After how many flushes of its session it was asked for. */
  readonly flushes: number;
}

export class FetchedProperty
  implements HandWritten, AsyncProperty<Entity, unknown>, LoadedProperty<Entity, unknown>
{
  declare readonly __kind?: "property";
  readonly state: EntityState;
  readonly fieldName: string;
  readonly #fetch: (entity: Entity) => Promise<unknown>;
  #fetched: Fetched | undefined;
  /** Whoever asks while it is fetched waits for the same. */
  #underWay: { readonly promise: Promise<unknown>; readonly flushes: number } | undefined;

  constructor(state: EntityState, fieldName: string, fetch: (entity: Entity) => Promise<unknown>) {
    this.state = state;
    this.fieldName = fieldName;
    this.#fetch = fetch;
  }

  get entity(): Entity {
    return this.state.entity;
  }

  get isLoaded(): boolean {
    return this.#fetched?.flushes === this.state.session.flushes;
  }

  get get(): unknown {
    const fetched = this.#fetched;
    if (fetched === undefined || !this.isLoaded)
      throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
    return fetched.value;
  }

  async load(options: PropertyLoadOptions = {}): Promise<unknown> {
    const { state, entity, fieldName } = this;
    checkLoadable(state);
    if (state.isNew) throw new NewEntityError({ entity, field: fieldName });
    if (this.isLoaded && options.forceReload !== true) return this.get;
    if (options.forceReload === true) state.session.ports.forgetAhead();
    const { flushes } = state.session;
    if (this.#underWay?.flushes === flushes && options.forceReload !== true)
      return this.#underWay.promise;
    const underWay = { promise: this.#fetchNow(flushes), flushes };
    this.#underWay = underWay;
    try {
      return await underWay.promise;
    } finally {
      if (this.#underWay === underWay) this.#underWay = undefined;
    }
  }

  /** @internal Takes over what was fetched in another unit of work: entities have their counterparts, of other objects nobody knows. */
  takeOver(from: FetchedProperty, counterpartOf: CounterpartOf): void {
    if (!from.isLoaded) return;
    const { flushes } = this.state.session;
    const value = from.get;
    const entityOf = (each: unknown): unknown =>
      BaseEntity.isEntity(each) ? counterpartOf(BaseEntity.stateOf(each)).entity : each;
    if (Array.isArray(value) && value.every((each) => isKnown(each)))
      this.#fetched = { value: value.map(entityOf), flushes };
    else if (isKnown(value)) this.#fetched = { value: entityOf(value), flushes };
  }

  targets(): ReadonlyArray<EntityState> {
    return this.isLoaded ? statesIn(this.get) : [];
  }

  async #fetchNow(flushes: number): Promise<unknown> {
    const value = await this.#fetch(this.entity);
    this.#fetched = { value, flushes };
    return value;
  }
}

/** An entity, or what cannot hold one. */
function isKnown(value: unknown): boolean {
  return typeof value !== "object" || value === null || BaseEntity.isEntity(value);
}
