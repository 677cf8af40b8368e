// The children whose foreign key points at an entity. What the database had is kept as it was loaded; what is shown is
// those of them that still point here, and those that were pointed here since.
import { CallSite } from "../errors/CallSite.ts";
import type { OneToManyField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType } from "../types/Id.ts";
import type { LoadedCollection, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { checkOther } from "./checkOther.ts";
import { childrenInMemory } from "./childrenInMemory.ts";
import { inOrder } from "./inOrder.ts";
import { isHiddenIn } from "./isHiddenIn.ts";
import { letGo } from "./letGo.ts";
import { loadThen } from "./loadThen.ts";
import { pointsTo, pointTo } from "./pointTo.ts";
import { storedChildren } from "./storedChildren.ts";
import { StoredCollection } from "./StoredCollection.ts";

const never = -1;

export class OneToMany
  extends StoredCollection<OneToManyField, Entity, ReadonlyArray<EntityState>, Set<EntityState>>
  implements LoadedCollection<Entity, Entity>
{
  /** The revision of the session at which all that is stored points here for sure, so that nobody has to be asked. */
  #pointedHereAt: number = never;

  constructor(state: EntityState, field: OneToManyField) {
    super(state, field, []);
  }

  get getWithDeleted(): ReadonlyArray<Entity> {
    this.checkLoaded();
    return Object.freeze(this.#members().map(({ entity }) => entity));
  }

  load(options?: LoadOptions): Promise<ReadonlyArray<Entity>> {
    return loadThen(this, options?.forceReload, () => this.#chosen(options));
  }

  #chosen(options: LoadOptions | undefined): ReadonlyArray<Entity> {
    return options?.withDeleted ? this.getWithDeleted : this.get;
  }

  /** From memory, or by one statement for all children asked for in a tick, which reads no other parent's. */
  async find(id: IdType): Promise<Entity | undefined> {
    const { state, field } = this;
    const { otherMeta } = field;
    checkLoadable(state);
    const key = keyOfId(otherMeta, id);
    const { identityMap, ports } = state.session;
    // What is loaded has all of its members in memory, and a new entity has no others.
    if (this.stored === undefined && identityMap.find(otherMeta, key) === undefined)
      await ports.loadChild(field, state.key!, key).catch(CallSite.rethrow);
    const found = identityMap.find(otherMeta, key);
    return found !== undefined && this.#has(found) ? found.entity : undefined;
  }

  /** The child knows its parent, so this never queries. */
  includes(other: Entity): Promise<boolean> {
    return Promise.resolve(this.#has(checkOther(this.state, this.field, other)));
  }

  add(other: Entity): void {
    this.touch();
    const child = checkOther(this.state, this.field, other);
    this.replacement?.add(child);
    pointTo(child, this.field.otherField, this.state);
  }

  remove(other: Entity): void {
    this.touch();
    const child = checkOther(this.state, this.field, other);
    this.replacement?.delete(child);
    if (pointsTo(child, this.field.otherField, this.state))
      pointTo(child, this.field.otherField, undefined);
  }

  set(values: ReadonlyArray<Entity>): void {
    checkWritable(this.state);
    const children = new Set(values.map((value) => checkOther(this.state, this.field, value)));
    this.touch();
    if (this.stored === undefined) {
      this.replaceLater(children);
      // What is in memory lets go at once; what is not when it is loaded, by the next load or flush.
      for (const child of childrenInMemory(this.state, this.field))
        if (!children.has(child)) this.#letGo(child);
    }
    for (const child of this.#members()) if (!children.has(child)) this.#letGo(child);
    for (const child of children) pointTo(child, this.field.otherField, this.state);
  }

  /** @internal The children that the database has, whatever was changed since. */
  async loadStored(): Promise<ReadonlyArray<Entity>> {
    checkLoadable(this.state);
    if (this.stored === undefined) await this.state.session.ports.loadRelation(this);
    const stored = storedChildren(this.state, this.field, this.stored ?? []);
    return stored.map(({ entity }) => entity);
  }

  /** @internal Forgets a set that was never resolved. */
  discard(): void {
    this.takeReplacement();
  }

  /**
   * @internal Takes the children that the database has.
   * @param areNew whether they came into memory just now, and with what they have of their own point here
   */
  fill(children: ReadonlyArray<EntityState>, areNew = false): void {
    this.store(children);
    this.#pointedHereAt = areNew ? this.state.session.revision : never;
    const replacement = this.takeReplacement();
    if (replacement === undefined) return;
    // What was pointed here after the set stays.
    const linked = new Set(this.state.session.links.of(this.field, this.state));
    this.state.session.writeGuard.changeOwn(() => {
      for (const child of children)
        if (!replacement.has(child) && !linked.has(child)) this.#letGo(child);
    });
  }

  /** @internal What is shown is what the database has now. */
  settle(): void {
    this.#pointedHereAt = never;
    if (this.isLoaded) this.settleWith(this.#members().filter((child) => !child.isDeleted));
  }

  /** @internal A flush was rolled back: the database has not the children that are `gone`, and has those that are `back`. */
  unsettleMembers(gone: ReadonlySet<EntityState>, back: ReadonlySet<EntityState>): void {
    this.#pointedHereAt = never;
    if (this.stored === undefined) return;
    const kept = this.stored.filter((child) => !gone.has(child) && !back.has(child));
    this.unsettleWith([...kept, ...back]);
  }

  #letGo(child: EntityState): void {
    if (this.#has(child)) letGo(this.state, this.field, child);
  }

  #has(child: EntityState): boolean {
    return !child.isDeleted && pointsTo(child, this.field.otherField, this.state);
  }

  protected copyOf(children: Set<EntityState>): Set<EntityState> {
    return new Set(children);
  }

  protected shown(): Entity[] {
    const { state, field } = this;
    const living: Entity[] = [];
    // Nothing was pointed here and nothing in the order changed: one walk, without lists on the way.
    if (state.session.changes === 0 && state.session.links.of(field, state).length === 0) {
      const isPointedHere = this.#pointedHereAt === state.session.revision;
      for (const child of this.stored ?? [])
        if (
          !isHiddenIn(field, child) &&
          (isPointedHere || pointsTo(child, field.otherField, state))
        )
          living.push(child.entity);
      return living;
    }
    for (const child of this.#members()) if (!isHiddenIn(field, child)) living.push(child.entity);
    return living;
  }

  /** Whoever pointed here when loaded or was pointed here since, each once, and still does. */
  #members(): EntityState[] {
    const { state, field } = this;
    const isChild = (child: EntityState): boolean => pointsTo(child, field.otherField, state);
    const stored = (this.stored ?? []).filter(isChild);
    const linked = state.session.links.of(field, state);
    if (linked.length === 0) return inOrder(field.orderBy, stored, []);
    const known = new Set(stored);
    const added = new Set(linked.filter((child) => !known.has(child) && isChild(child)));
    return inOrder(field.orderBy, stored, [...added]);
  }
}
