// A reference by a foreign key of the entity's own row: where it leads is known without loading.
import { CallSite } from "../errors/CallSite.ts";
import { NoIdError } from "../errors/NoIdError.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { UnsetReferenceError } from "../errors/UnsetReferenceError.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import { idOfKey, keyOfId, type MapKey, taggedIdOfKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isColumnSet } from "../session/isColumnSet.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { LoadedManyToOneReference, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { checkOther } from "./checkOther.ts";
import { checkTarget } from "./checkTarget.ts";
import { ifActive } from "./ifActive.ts";
import { Member } from "./Member.ts";
import { mapTargetOf, pointTo, targetInMemory, targetOf } from "./pointTo.ts";

/** Revisions are counted from 0. */
const never = -1;

interface Loading {
  readonly done: Promise<void>;
  readonly show: () => MaybePromise<Entity | undefined>;
}

export class ManyToOne
  extends Member<ManyToOneField>
  implements LoadedManyToOneReference<Entity, Entity, undefined>
{
  /** The load that is under way, and what it shows in the end to whoever asks nothing else. */
  #loading: Loading | undefined = undefined;
  /** What it led to, and at which revision of the session: a reference that many ask is followed once. */
  #seen: EntityState | undefined = undefined;
  #seenAt = never;

  /** The name of the member, which may have other components beside this one. */
  override get fieldName(): string {
    return (this.field.whole ?? this.field).fieldName;
  }

  get hasBeenSet(): boolean {
    return isColumnSet(this.state, this.field);
  }

  /** Unset, or in memory. */
  get isLoaded(): boolean {
    return !this.isSet || targetInMemory(this.state, this.field) !== undefined;
  }

  get get(): Entity | undefined {
    return shown(this.#loaded());
  }

  get getIfActive(): Entity | undefined {
    return ifActive(this.get);
  }

  get getWithDeleted(): Entity | undefined {
    return this.#loaded()?.entity;
  }

  /**
   * It is called for each entity of a list, and most find their target in memory. An `async` function keeps 320 bytes for each
   * call, which made a third of the garbage of W3; a promise that is settled takes 32.
   */
  load(options?: LoadOptions): Promise<Entity | undefined> {
    const { state, field } = this;
    try {
      checkLoadable(state);
      const { revision, identityMap } = state.session;
      if (this.#seenAt === revision) return settled(this.#seen, options);
      const target = mapTargetOf(state, field);
      if (target === undefined || typeof target === "object") return settled(target, options);
      const found = identityMap.findByMapKey(field.otherMeta, target);
      if (found === undefined) {
        if (options?.forceReload === true) state.session.ports.forgetAhead();
        return this.#loadByKey(options);
      }
      this.#seen = checkTarget(found, field);
      this.#seenAt = revision;
      return settled(found, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * What a load that is under way leads to; many entities of a list ask one reference before it is there. Each of them has a promise of
   * its own, since it has an error of its own when the load fails, and nothing else.
   */
  #loadByKey(options: LoadOptions | undefined): Promise<Entity | undefined> {
    const { done, show } = (this.#loading ??= {
      done: this.#loadTarget(),
      show: () => this.#shownNow(undefined),
    });
    const shownAs = options === undefined ? show : () => this.#shownNow(options);
    return done.then(shownAs, CallSite.rethrow);
  }

  async #loadTarget(): Promise<void> {
    const { state, field } = this;
    const { identityMap, ports } = state.session;
    const key = mapTargetOf(state, field) as MapKey;
    try {
      await ports.loadByKey(field.otherMeta, key);
      const isMissing = identityMap.findByMapKey(field.otherMeta, key) === undefined;
      if (isMissing && mapTargetOf(state, field) === key) await this.#refuseMissing(key);
    } catch (error) {
      throw CallSite.share(error);
    } finally {
      this.#loading = undefined;
    }
  }

  /** Pointed elsewhere while it waited: the answer is where it points now. */
  #shownNow(options: LoadOptions | undefined): MaybePromise<Entity | undefined> {
    const { state, field } = this;
    const target = mapTargetOf(state, field);
    if (target === undefined || typeof target === "object") return shown(target, options);
    const found = state.session.identityMap.findByMapKey(field.otherMeta, target);
    return found === undefined ? this.load(options) : shown(checkTarget(found, field), options);
  }

  set(other: Entity | undefined): void {
    const { state, field } = this;
    pointTo(state, field, other == null ? undefined : checkOther(state, field, other));
  }

  get id(): IdType {
    const id = this.idIfSet;
    if (id === undefined)
      throw new UnsetReferenceError({ entity: this.entity, field: this.fieldName });
    return id;
  }

  set id(id: IdType | undefined) {
    const { state, field } = this;
    const key = id === undefined ? undefined : keyOfId(field.otherMeta, id);
    pointTo(state, field, key === undefined ? undefined : (this.#inMemory(key) ?? key));
  }

  get idIfSet(): IdType | undefined {
    if (!this.isSet) return undefined;
    const key = this.#key();
    if (key === undefined) throw new NoIdError({ entity: this.entity, reference: this.fieldName });
    return idOfKey(this.field.otherMeta, key);
  }

  get idMaybe(): IdType | undefined {
    const key = this.#key();
    return key === undefined ? undefined : idOfKey(this.field.otherMeta, key);
  }

  get idTaggedMaybe(): TaggedId | undefined {
    const key = this.#key();
    return key === undefined ? undefined : taggedIdOfKey(this.field.otherMeta, key);
  }

  get idUntagged(): string {
    const key = this.#key();
    if (key !== undefined) return key;
    if (this.isSet) throw new NoIdError({ entity: this.entity, reference: this.fieldName });
    throw new UnsetReferenceError({ entity: this.entity, field: this.fieldName });
  }

  get idUntaggedIfSet(): string | undefined {
    return this.isSet ? this.idUntagged : undefined;
  }

  get isSet(): boolean {
    return mapTargetOf(this.state, this.field) !== undefined;
  }

  async #refuseMissing(key: MapKey): Promise<never> {
    const { otherMeta } = this.field;
    const { identityMap, ports } = this.state.session;
    // The row may be there, only of another type than the reference leads to.
    if (otherMeta.baseType !== undefined) await ports.loadByKey(otherMeta.rootType, key);
    checkTarget(identityMap.findByMapKey(otherMeta, key), this.field);
    throw new NotFoundError({ ids: [taggedIdOfKey(otherMeta, String(key))] });
  }

  #key(): string | undefined {
    const target = targetOf(this.state, this.field);
    return typeof target === "object" ? target.key : target;
  }

  #inMemory(target: EntityState | string): EntityState | undefined {
    if (typeof target === "object") return target;
    return checkTarget(
      this.state.session.identityMap.find(this.field.otherMeta, target),
      this.field,
    );
  }

  #loaded(): EntityState | undefined {
    const found = targetInMemory(this.state, this.field);
    if (found === undefined && this.isSet)
      throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
    return checkTarget(found, this.field);
  }
}

/** What is deleted reads as unset, so that a required reference to it fails its rule. */
function shown(target: EntityState | undefined, options?: LoadOptions): Entity | undefined {
  if (target === undefined) return undefined;
  return target.isDeleted && options?.withDeleted !== true ? undefined : target.entity;
}

/**
 * What is shown, in a promise; the one given before when it is the same entity. Measured at W3: a tenth of the time, since making a
 * promise of an entity has the engine look for a `then` on all of its prototypes.
 */
function settled(
  target: EntityState | undefined,
  options: LoadOptions | undefined,
): Promise<Entity | undefined> {
  const entity = shown(target, options);
  if (entity === undefined) return Promise.resolve(undefined);
  const { group } = target!;
  if (group.settledOf !== entity || group.settled === undefined) {
    group.settledOf = entity;
    group.settled = Promise.resolve(entity);
  }
  return group.settled;
}
