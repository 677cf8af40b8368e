// One row is one object: entities by the root of their hierarchy and key, and all of them in the order in which they came.
import { DuplicateEntityError } from "../errors/DuplicateEntityError.ts";
import { EntityLimitError } from "../errors/EntityLimitError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type MapKey, mapKeyOf } from "../schema/keys.ts";
import type { EntityGroup } from "./EntityGroup.ts";
import type { EntityState } from "./EntityState.ts";
import type { Session } from "./Session.ts";

export class IdentityMap {
  readonly #byKey = new Map<EntityMeta, Map<MapKey, EntityState>>();
  readonly #groups = new Map<EntityMeta, EntityGroup>();
  readonly #all: EntityState[] = [];
  /** Made for the first entity that is made here. */
  #numbers: Map<EntityMeta, number> | undefined;
  /** How many entities there may be. */
  readonly limit: number;
  readonly #behind: IdentityMap | undefined;
  #lastOrder = 0;

  /** @param behind where entities are looked up that are not here */
  constructor(limit: number, behind?: IdentityMap) {
    this.limit = limit;
    this.#behind = behind;
  }

  /** The place of the entity that came last. */
  get lastOrder(): number {
    return this.#lastOrder;
  }

  get size(): number {
    return this.#all.length;
  }

  get all(): ReadonlyArray<EntityState> {
    return this.#all;
  }

  find(meta: EntityMeta, key: string): EntityState | undefined {
    return this.findByMapKey(meta, mapKeyOf(meta, key));
  }

  /** As `find`, by a key as the map has it. */
  findByMapKey(meta: EntityMeta, key: MapKey): EntityState | undefined {
    return this.#byKey.get(meta.rootType)?.get(key) ?? this.#behind?.findByMapKey(meta, key);
  }

  /** The entities of a type's whole hierarchy by key, to be looked up many times. */
  ofType({ rootType }: EntityMeta): Map<MapKey, EntityState> {
    let byKey = this.#byKey.get(rootType);
    if (byKey === undefined) this.#byKey.set(rootType, (byKey = new Map()));
    return byKey;
  }

  /**
   * Whether there are or were entities of a type that is wanted. Most types have none of what makes them so: to ask the types first
   * spares looking at each entity.
   */
  hasType(isWanted: (meta: EntityMeta) => boolean): boolean {
    for (const meta of this.#groups.keys()) if (isWanted(meta)) return true;
    return false;
  }

  /** What the entities of one type have in common. */
  group(session: Session, meta: EntityMeta): EntityGroup {
    let group = this.#groups.get(meta);
    if (group === undefined)
      this.#groups.set(
        meta,
        (group = {
          session,
          meta,
          byKey: this.ofType(meta),
          blank: undefined,
          settled: undefined,
          settledOf: undefined,
        }),
      );
    return group;
  }

  add(state: EntityState): void {
    this.#checkLimit();
    // The key first, since it may be refused: then nothing has been entered.
    if (state.mapKey !== undefined) this.#enter(state, state.mapKey);
    this.#all.push(state);
    state.order = ++this.#lastOrder;
  }

  /** As `add`, for a row that was looked for in vain: nobody else has its key. */
  addMissing(state: EntityState): void {
    this.#checkLimit();
    state.group.byKey.set(state.mapKey!, state);
    this.#all.push(state);
    state.order = ++this.#lastOrder;
  }

  #checkLimit(): void {
    if (this.#all.length >= this.limit)
      throw new EntityLimitError({ limit: this.limit, counts: this.#counts() });
  }

  /** Registers the counterpart of an entity of another unit of work; `isKeyed` says whether its key stands for it. */
  adopt(state: EntityState, isKeyed: boolean): void {
    if (isKeyed) state.group.byKey.set(state.mapKey!, state);
    this.#all.push(state);
    state.order = ++this.#lastOrder;
  }

  /** Goes on counting where another one is. */
  countOnFrom(other: IdentityMap): void {
    this.#numbers = other.#numbers && new Map(other.#numbers);
  }

  /** Lets go of entities; the others keep their places. */
  evict(states: ReadonlySet<EntityState>): void {
    for (const state of states) this.freeKey(state);
    let kept = 0;
    for (const state of this.#all) if (!states.has(state)) this.#all[kept++] = state;
    this.#all.length = kept;
  }

  /** Enters an entity under a key, its first or the one it just got. */
  setKey(state: EntityState, key: string): void {
    this.#enter(state, mapKeyOf(state.meta, key));
  }

  /** Takes back the entity that was added last. */
  remove(state: EntityState): void {
    if (this.#all.at(-1) === state) this.#all.pop();
    this.freeKey(state);
  }

  /** Gives up the key of an entity that never becomes a row: another may have it, or the row that is there. */
  freeKey(state: EntityState): void {
    const { mapKey, group } = state;
    if (mapKey !== undefined && group.byKey.get(mapKey) === state) group.byKey.delete(mapKey);
  }

  /** Has the key of an entity again that gave it up. */
  takeBackKey(state: EntityState): void {
    const { mapKey, group } = state;
    if (mapKey !== undefined) group.byKey.set(mapKey, state);
  }

  /** The number of an entity that is taken back, the last of its hierarchy, is the next one again. */
  takeBackNumber({ meta: { rootType }, number }: EntityState): void {
    if (this.#numbers?.get(rootType) === number) this.#numbers.set(rootType, number - 1);
  }

  /** The number of the next entity of a hierarchy that is made in this em, from 1. */
  nextNumber({ rootType }: EntityMeta): number {
    const numbers = (this.#numbers ??= new Map());
    const number = (numbers.get(rootType) ?? 0) + 1;
    numbers.set(rootType, number);
    return number;
  }

  #enter(state: EntityState, key: MapKey): void {
    const { byKey } = state.group;
    const existing = byKey.get(key);
    // A row that this em has deleted is no more: its key may be given to another.
    if (existing !== undefined && existing !== state && existing.deleted !== "flushed")
      throw new DuplicateEntityError({ entity: existing.entity });
    byKey.set(key, state);
    state.mapKey = key;
  }

  #counts(): Array<readonly [tag: string, count: number]> {
    const counts = new Map<string, number>();
    for (const { meta } of this.#all) counts.set(meta.tagName, (counts.get(meta.tagName) ?? 0) + 1);
    return [...counts].toSorted(([, a], [, b]) => b - a);
  }
}
