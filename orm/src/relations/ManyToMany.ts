// The entities on the other side of a join table. Which rows were added and removed stands in one place for both sides;
// a collection shows what it loaded, without the removed ones, with the added ones.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import type { ManyToManyField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { isWriting } from "../session/isWriting.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType } from "../types/Id.ts";
import type { LoadedCollection, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { checkOther } from "./checkOther.ts";
import { inOrder } from "./inOrder.ts";
import { isHiddenIn } from "./isHiddenIn.ts";
import { loadThen } from "./loadThen.ts";
import { StoredCollection } from "./StoredCollection.ts";
import { withMember } from "./withMember.ts";

export class ManyToMany
  extends StoredCollection<ManyToManyField, Entity, ReadonlySet<EntityState>, Set<EntityState>>
  implements LoadedCollection<Entity, Entity>
{
  constructor(state: EntityState, field: ManyToManyField) {
    super(state, field, new Set());
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

  async find(id: IdType): Promise<Entity | undefined> {
    const key = keyOfId(this.field.otherMeta, id);
    await this.load();
    const found = this.state.session.identityMap.find(this.field.otherMeta, key);
    return found !== undefined && this.get.includes(found.entity) ? found.entity : undefined;
  }

  async includes(other: Entity): Promise<boolean> {
    checkOther(this.state, this.field, other);
    return (await this.load()).includes(other);
  }

  add(other: Entity): void {
    this.touch();
    this.#put(this.#addable(other));
  }

  remove(other: Entity): void {
    this.touch();
    this.#drop(checkOther(this.state, this.field, other));
  }

  set(values: ReadonlyArray<Entity>): void {
    this.touch();
    const others = new Set(values.map((value) => this.#addable(value)));
    if (this.stored === undefined) {
      this.replaceLater(others);
    }
    for (const other of this.#members()) if (!others.has(other)) this.#drop(other);
    for (const other of others) this.#put(other);
  }

  /** @internal The others that the database has, whatever was changed since. */
  async loadStored(): Promise<ReadonlyArray<Entity>> {
    checkLoadable(this.state);
    if (this.stored === undefined) await this.state.session.ports.loadRelation(this);
    return [...(this.stored ?? [])].map(({ entity }) => entity);
  }

  /** @internal Forgets what was added, removed and set since the rows were read. */
  discard(): void {
    this.takeReplacement();
    this.state.session.joinRows.discard(this.field, this.state);
  }

  /** @internal Takes the others that the database has. */
  fill(others: ReadonlyArray<EntityState>, _areNew?: boolean): void {
    this.store(new Set(others));
    // What was added after the set stays.
    const added = new Set(this.state.session.joinRows.addedTo(this.field, this.state));
    for (const other of others) this.#agreeWith(other);
    const replacement = this.takeReplacement();
    if (replacement === undefined) return;
    for (const other of others) if (!replacement.has(other) && !added.has(other)) this.#drop(other);
  }

  /** The database has the pair with the other: what is pending of it, and the other's own collection, come to know that. */
  #agreeWith(other: EntityState): void {
    const { state, field } = this;
    const { joinRows } = state.session;
    const opposite = other.relations?.[field.otherField.relationIndex];
    const isAdded = joinRows.isAdded(field, state, other);
    // The row may be the one that the flush has written, which may yet be rolled back.
    if (isAdded && isWriting(state.session)) return this.doubt(other);
    // What was added without knowing that it is there already needs no row.
    if (isAdded) joinRows.confirm(field, state, other);
    if (opposite instanceof ManyToMany) opposite.#hearOf(state, isAdded);
  }

  /** The database has the pair with the other, which was added here, or nothing was said of it. */
  #hearOf(other: EntityState, isAdded: boolean): void {
    if (isAdded) {
      this.replacement?.add(other);
      if (this.stored !== undefined) this.stored = new Set(this.stored).add(other);
    } else if (this.replacement !== undefined && !this.replacement.has(other)) this.#drop(other);
  }

  /** @internal What is shown is what the database has now. */
  settle(): void {
    if (this.isLoaded)
      this.settleWith(new Set(this.#members().filter((other) => !other.isDeleted)));
  }

  /** @internal Whether the database has the pair with the other; `undefined` where that is not known. */
  isStored(other: EntityState): boolean | undefined {
    return this.isDoubtful(other) ? undefined : this.stored?.has(other);
  }

  /** @internal A flush was rolled back: whether the database has the pair with the other, as far as is known. */
  unsettleMember(other: EntityState, wasStored: boolean | undefined): void {
    if (this.stored === undefined) return;
    this.unsettleWith(withMember(this.stored, other, wasStored));
    if (wasStored === undefined) this.doubt(other);
  }

  /** @throws EntityDeletedError (`DELETED`) */
  #addable(other: Entity): EntityState {
    const otherState = checkOther(this.state, this.field, other);
    if (otherState.isDeleted) throw new EntityDeletedError({ entity: other });
    return otherState;
  }

  #put(other: EntityState): void {
    const { session } = this.state;
    const isThere =
      session.joinRows.isAdded(this.field, this.state, other) ||
      (this.isStored(other) === true && !session.joinRows.isRemoved(this.field, this.state, other));
    if (isThere) return;
    this.#note(other);
    session.joinRows.add(this.field, this.state, other, this.isStored(other));
    for (const trace of session.events.traces)
      trace.changed(this.state, this.fieldName, "+", other);
    session.revision++;
  }

  #drop(other: EntityState): void {
    const { session } = this.state;
    const isGone =
      session.joinRows.isRemoved(this.field, this.state, other) ||
      (this.isStored(other) === false && !session.joinRows.isAdded(this.field, this.state, other));
    if (isGone) return;
    this.#note(other);
    session.joinRows.remove(this.field, this.state, other, this.isStored(other));
    for (const trace of session.events.traces)
      trace.changed(this.state, this.fieldName, "-", other);
    session.revision++;
  }

  /** Has a change taken down before it is made. */
  #note(other: EntityState): void {
    const { state, field } = this;
    const { attempt, joinRows } = state.session;
    if (attempt === undefined) return;
    const before = joinRows.pendingOf(field, state, other);
    attempt.push(() => joinRows.restorePair(field, state, other, before));
  }

  protected copyOf(others: Set<EntityState>): Set<EntityState> {
    return new Set(others);
  }

  protected shown(): Entity[] {
    return this.#members()
      .filter((other) => !isHiddenIn(this.field, other))
      .map(({ entity }) => entity);
  }

  #members(): EntityState[] {
    const { field, state } = this;
    const { joinRows } = state.session;
    const stored = this.stored ?? new Set();
    const kept = [...stored].filter((other) => !joinRows.isRemoved(field, state, other));
    const added = joinRows.addedTo(field, state).filter((other) => !stored.has(other));
    return inOrder(field.orderBy, kept, added);
  }
}
