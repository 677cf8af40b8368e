// Points everything that leads to some entities to another one of their type, which takes their place.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { MergeConflictError } from "../errors/MergeConflictError.ts";
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import { childrenInMemory } from "../relations/childrenInMemory.ts";
import { largeCollectionOf } from "../relations/large/largeCollectionOf.ts";
import type { LargeManyToMany } from "../relations/large/LargeManyToMany.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import { markDeleted } from "../relations/markDeleted.ts";
import { pointTo } from "../relations/pointTo.ts";
import { relatedInMemory } from "../relations/relatedInMemory.ts";
import { relationOf, touchedRelationOf } from "../relations/relationOf.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ManyToManyField, OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { Entity } from "../types/Entity.ts";
import type { MergeOptions } from "../types/MergeOptions.ts";
import { deleteEntities } from "./deleteEntities.ts";
import { ownStates } from "./ownStates.ts";

type LeadingField = OneToManyField | OneToOneField | ManyToManyField;
type LargeField = OneToManyField | ManyToManyField;

/**
 * The entities that were pointed at the target, joined with it, let go or deleted.
 * @throws InvalidEntityTypeError (`WRONG_TYPE`), MergeConflictError (`MERGE_CONFLICT`), EntityDeletedError (`DELETED`),
 * InvalidValueError (`INVALID_VALUE`), ForeignEntityError (`FOREIGN_ENTITY`), ReadOnlyError (`READ_ONLY`)
 */
export async function merge(
  session: Session,
  target: Entity,
  given: ReadonlyArray<Entity>,
  { autoDelete = true, onConflict = "throw" }: MergeOptions,
): Promise<EntityState[]> {
  session.writeGuard.check(undefined);
  const [to, ...sources] = ownStates(session, [target, ...new Set(given)]);
  check(to!, sources);
  if (sources.length === 0) return [];
  await loadLeading(to!, sources);
  // While it loaded, somebody may have deleted one of them.
  check(to!, sources);
  const merging = new Merging(to!, sources, autoDelete, onConflict);
  merging.checkConflicts();
  for (const field of leadingFields(to!.meta)) merging.move(field);
  if (autoDelete) {
    deleteEntities(
      session,
      sources.map(({ entity }) => entity),
    );
    for (const source of sources) merging.changed.add(source);
  }
  return [...merging.changed];
}

function check(target: EntityState, sources: ReadonlyArray<EntityState>): void {
  for (const state of [target, ...sources])
    if (state.isDeleted) throw new EntityDeletedError({ entity: state.entity });
  for (const source of sources) {
    if (source.meta !== target.meta)
      throw new InvalidEntityTypeError({
        target: target.entity,
        source: source.entity,
        types: [target.meta.type, source.meta.type],
      });
    if (source === target)
      throw new InvalidValueError({
        entity: target.entity,
        reason: "cannot be merged into itself",
      });
  }
}

/** Of the target only what can hold one: a pair that is there twice is one. */
async function loadLeading(
  target: EntityState,
  sources: ReadonlyArray<EntityState>,
): Promise<void> {
  const fields = leadingFields(target.meta).filter((field) => !isLarge(field));
  const hintOf = (some: ReadonlyArray<LeadingField>) =>
    parseHint(
      target.meta,
      some.map(({ fieldName }) => fieldName),
    );
  await Promise.all([
    populate(sources, hintOf(fields)),
    populate([target], hintOf(fields.filter(({ kind }) => kind === "o2o"))),
  ]);
}

/** Every reference to a type has a relation there that leads back. */
function leadingFields({ relations }: EntityMeta): LeadingField[] {
  return relations.filter(
    (field): field is LeadingField =>
      field.kind === "m2m" ||
      ((field.kind === "o2m" || field.kind === "o2o") && field.otherMeta.view === undefined),
  );
}

function isLarge(field: LeadingField): field is LargeField {
  return field.kind !== "o2o" && field.isLarge;
}

class Merging {
  readonly changed = new Set<EntityState>();
  readonly #target: EntityState;
  readonly #sources: ReadonlySet<EntityState>;
  readonly #deletesSources: boolean;
  readonly #onConflict: NonNullable<MergeOptions["onConflict"]>;

  constructor(
    target: EntityState,
    sources: ReadonlyArray<EntityState>,
    deletesSources: boolean,
    onConflict: NonNullable<MergeOptions["onConflict"]>,
  ) {
    this.#target = target;
    this.#sources = new Set(sources);
    this.#deletesSources = deletesSources;
    this.#onConflict = onConflict;
  }

  /** Before anything is changed. */
  checkConflicts(): void {
    if (this.#onConflict !== "throw") return;
    for (const field of leadingFields(this.#target.meta)) {
      if (field.kind !== "o2o") continue;
      let holder = this.#moving(this.#target, field).length > 0 ? this.#target : undefined;
      for (const source of this.#sources) {
        if (this.#moving(source, field).length === 0) continue;
        if (holder !== undefined)
          throw new MergeConflictError({
            target: holder.entity,
            source: source.entity,
            field: field.fieldName,
          });
        holder = source;
      }
    }
  }

  move(field: LeadingField): void {
    if (isLarge(field)) this.#moveLarge(field);
    for (const source of this.#sources)
      if (field.kind === "m2m") this.#moveMembers(source, field);
      else for (const child of this.#moving(source, field)) this.#moveChild(child, field);
  }

  /** What leads to an entity, as far as it is in memory, where all of it is unless it is too much. */
  #moving(owner: EntityState, field: OneToManyField | OneToOneField): EntityState[] {
    const children = isLarge(field)
      ? childrenInMemory(owner, field)
      : relatedInMemory(owner, field);
    // What is about to be deleted need not lead anywhere.
    return children.filter((child) => !(this.#deletesSources && this.#sources.has(child)));
  }

  #moveChild(child: EntityState, field: OneToManyField | OneToOneField): void {
    const { otherField } = field;
    if (field.kind === "o2o" && !this.#makeRoom(child, field)) return;
    // Nobody becomes their own parent by a merge, if they need not have one.
    const isSelf = child === this.#target && !otherField.notNull;
    pointTo(child, otherField, isSelf ? undefined : this.#target);
    const { merges } = this.#target.session;
    merges.noteMoved(child, otherField, isSelf ? undefined : this.#target);
    this.changed.add(child);
  }

  /** Whether the child can come to the target. */
  #makeRoom(child: EntityState, field: OneToOneField): boolean {
    const [present] = this.#moving(this.#target, field);
    if (present === undefined) return true;
    const isKept = this.#onConflict === "keepTarget";
    // Sources that stay keep what they have.
    if (!isKept || this.#deletesSources) this.#letGo(isKept ? child : present, field);
    return !isKept;
  }

  #letGo(child: EntityState, { otherField }: OneToOneField): void {
    if (otherField.notNull) for (const state of markDeleted(child)) this.changed.add(state);
    else {
      pointTo(child, otherField, undefined);
      child.session.merges.noteMoved(child, otherField, undefined);
      this.changed.add(child);
    }
  }

  #moveMembers(source: EntityState, field: ManyToManyField): void {
    const to = membersOf(this.#target, field);
    const from = membersOf(source, field);
    for (const other of field.isLarge
      ? largeInMemory(source, field)
      : relatedInMemory(source, field)) {
      from.remove(other.entity);
      // What is about to be deleted is joined with nothing, and nobody with themselves by a merge.
      const isGone = other === this.#target || (this.#deletesSources && this.#sources.has(other));
      if (!isGone) to.add(other.entity);
      this.changed.add(other);
    }
  }

  #moveLarge(field: LargeField): void {
    const { session } = this.#target;
    const from = new Set([...this.#sources].filter(({ isNew }) => !isNew));
    if (from.size > 0) session.merges.move({ field, from, to: this.#target });
  }
}

function membersOf(state: EntityState, field: ManyToManyField): ManyToMany | LargeManyToMany {
  return field.isLarge
    ? (largeCollectionOf(state, field) as LargeManyToMany)
    : (relationOf(state, field) as ManyToMany);
}

/** The members that this em knows of: those that were added, and those whose own collection was loaded. */
function largeInMemory(owner: EntityState, field: ManyToManyField): Set<EntityState> {
  const { session, entity } = owner;
  const known = new Set(session.joinRows.addedTo(field, owner));
  for (const other of session.identityMap.ofType(field.otherMeta).values()) {
    const opposite = touchedRelationOf(other, field.otherField) as ManyToMany | undefined;
    if (!other.isDeleted && opposite?.isLoaded === true && opposite.get.includes(entity))
      known.add(other);
  }
  return known;
}
