// One-to-one seen from the side without the foreign key: the one child that points here.
import { NoIdError } from "../errors/NoIdError.ts";
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { UnsetReferenceError } from "../errors/UnsetReferenceError.ts";
import type { OneToOneField } from "../schema/Field.ts";
import { type CounterpartOf, counterpartsIn } from "../session/counterpartsIn.ts";
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable } from "../session/fieldAccess.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type { LoadedOneToOneReference, LoadOptions } from "../types/relations.ts";
import { checkLoadable } from "./checkLoadable.ts";
import { checkOther } from "./checkOther.ts";
import { childrenInMemory } from "./childrenInMemory.ts";
import { ifActive } from "./ifActive.ts";
import { letGo } from "./letGo.ts";
import { loadThen } from "./loadThen.ts";
import { Member } from "./Member.ts";
import { pointsTo, pointTo } from "./pointTo.ts";
import { storedChildren } from "./storedChildren.ts";

export class OneToOne
  extends Member<OneToOneField>
  implements LoadedOneToOneReference<Entity, Entity>
{
  /** The child as the database had it, in a list of at most one; `undefined` until loaded. */
  #stored: ReadonlyArray<EntityState> | undefined;
  /** What was given to `set` before anything was loaded. */
  #replacement: { readonly child: EntityState | undefined } | undefined;
  #hasBeenSet = false;

  constructor(state: EntityState, field: OneToOneField) {
    super(state, field);
    this.#stored = state.number > 0 ? [] : undefined;
  }

  get isLoaded(): boolean {
    return this.#stored !== undefined;
  }

  get hasBeenSet(): boolean {
    return this.#hasBeenSet;
  }

  get get(): Entity | undefined {
    this.#checkLoaded();
    return this.#current((child) => !child.isDeleted)?.entity;
  }

  get getIfActive(): Entity | undefined {
    return ifActive(this.get);
  }

  get getWithDeleted(): Entity | undefined {
    this.#checkLoaded();
    return this.#current(() => true)?.entity;
  }

  load(options?: LoadOptions): Promise<Entity | undefined> {
    return loadThen(this, options?.forceReload, () => this.#shown(options));
  }

  #shown(options: LoadOptions | undefined): Entity | undefined {
    return options?.withDeleted ? this.getWithDeleted : this.get;
  }

  set(other: Entity | undefined): void {
    checkWritable(this.state);
    const child = other == null ? undefined : checkOther(this.state, this.field, other);
    this.#note();
    this.#hasBeenSet = true;
    if (this.#stored === undefined) {
      this.#replacement = { child };
      this.state.session.unresolvedSets.add(this);
      for (const previous of childrenInMemory(this.state, this.field))
        if (previous !== child) this.#letGo(previous);
    }
    for (const previous of this.#candidates()) if (previous !== child) this.#letGo(previous);
    if (child !== undefined) pointTo(child, this.field.otherField, this.state);
  }

  get id(): IdType {
    const id = this.idIfSet;
    if (id === undefined)
      throw new UnsetReferenceError({ entity: this.entity, field: this.fieldName });
    return id;
  }

  get idIfSet(): IdType | undefined {
    const child = this.get;
    if (child !== undefined && child.idMaybe === undefined)
      throw new NoIdError({ entity: this.entity, reference: this.fieldName });
    return child?.idMaybe;
  }

  get idMaybe(): IdType | undefined {
    return this.get?.idMaybe;
  }

  get idTaggedMaybe(): TaggedId | undefined {
    return this.get?.idTaggedMaybe;
  }

  get idUntagged(): string {
    // Throws where there is no id.
    void this.id;
    return this.get!.idUntagged;
  }

  get idUntaggedIfSet(): string | undefined {
    return this.idIfSet === undefined ? undefined : this.idUntagged;
  }

  get isSet(): boolean {
    return this.get !== undefined;
  }

  /** @internal The child that the database has, if that is known. */
  get stored(): Entity | undefined {
    return storedChildren(this.state, this.field, this.#stored ?? [])[0]?.entity;
  }

  /** @internal The child that the database has, whatever was changed since. */
  async loadStored(): Promise<Entity | undefined> {
    checkLoadable(this.state);
    if (this.#stored === undefined) await this.state.session.ports.loadRelation(this);
    return this.stored;
  }

  /** @internal Takes over what the same relation in another unit of work remembers. */
  takeOver(from: OneToOne, counterpartOf: CounterpartOf): void {
    this.#stored = from.#stored && counterpartsIn(from.#stored, counterpartOf);
    this.#hasBeenSet = from.#hasBeenSet;
    if (from.#replacement === undefined) return;
    const { child } = from.#replacement;
    this.#replacement = { child: child && counterpartOf(child) };
    this.state.session.unresolvedSets.add(this);
  }

  /** @internal Forgets a set that was never resolved. */
  discard(): void {
    this.#replacement = undefined;
    this.state.session.unresolvedSets.delete(this);
  }

  /** @internal Takes the child that the database has. */
  fill(children: ReadonlyArray<EntityState>, _areNew?: boolean): void {
    // Read again, it may show others; whoever has worked something out from it does so anew.
    if (this.#stored !== undefined) this.state.session.revision++;
    this.#stored = children;
    const replacement = this.#replacement;
    if (replacement === undefined) return;
    this.#replacement = undefined;
    const { state, field } = this;
    state.session.unresolvedSets.delete(this);
    // What was pointed here after the set stays.
    const linked = new Set(state.session.links.of(field, state));
    state.session.writeGuard.changeOwn(() => {
      for (const child of children)
        if (child !== replacement.child && !linked.has(child)) this.#letGo(child);
    });
  }

  /** @internal What is shown is what the database has now. */
  settle(): void {
    if (this.#stored === undefined) return;
    const child = this.#current(({ isDeleted }) => !isDeleted);
    this.#stored = child === undefined ? [] : [child];
    this.#hasBeenSet = false;
  }

  /** Has a change taken down before it is made. */
  #note(): void {
    const { attempt, unresolvedSets } = this.state.session;
    if (attempt === undefined) return;
    const [hasBeenSet, replacement] = [this.#hasBeenSet, this.#replacement];
    attempt.push(() => {
      this.#hasBeenSet = hasBeenSet;
      this.#replacement = replacement;
      if (replacement === undefined) unresolvedSets.delete(this);
    });
  }

  /** @internal A flush was rolled back: the database has not the child that is `gone`, and has the one that is `back`. */
  unsettleMembers(gone: ReadonlySet<EntityState>, back: ReadonlySet<EntityState>): void {
    if (this.#stored === undefined) return;
    const kept = this.#stored.filter((child) => !gone.has(child) && !back.has(child));
    this.#stored = [...kept, ...back];
    this.#hasBeenSet = true;
  }

  #letGo(child: EntityState): void {
    const { state, field } = this;
    if (!child.isDeleted && pointsTo(child, field.otherField, state)) letGo(state, field, child);
  }

  /** The last that was pointed here wins. */
  #current(isWanted: (child: EntityState) => boolean): EntityState | undefined {
    return this.#candidates().findLast(isWanted);
  }

  #candidates(): EntityState[] {
    const { state, field } = this;
    const children = new Set(this.#stored);
    for (const child of state.session.links.of(field, state)) children.add(child);
    return [...children].filter((child) => pointsTo(child, field.otherField, state));
  }

  #checkLoaded(): void {
    if (this.#stored === undefined)
      throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
  }
}
