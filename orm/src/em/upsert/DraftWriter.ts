// Makes of drafts what they say. Entities that a reference leads to come before the one that refers to them, and children after
// their parent, so that each is made with all that it is given.
import { deleteAsConfigured } from "../../relations/deleteAsConfigured.ts";
import { markDeleted } from "../../relations/markDeleted.ts";
import { markRestored } from "../../relations/markRestored.ts";
import { markSoftlyDeleted } from "../../relations/markSoftlyDeleted.ts";
import { kindOf } from "../../relations/members/kindOf.ts";
import { pointTo } from "../../relations/pointTo.ts";
import { relationOf } from "../../relations/relationOf.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import { EntityState } from "../../session/EntityState.ts";
import { isSoftlyDeleted } from "../../session/softDeletion.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Collection, EnumCollection, OneToOneReference } from "../../types/relations.ts";
import { create } from "../create.ts";
import { setOpts } from "../setOpts.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import type { Draft, EnumEntry, ListEntry, ReferenceEntry } from "./Draft.ts";
import { findMatchInMemory } from "./findMatch.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

type Reference = ReferenceEntry & {
  readonly field: Exclude<ReferenceEntry["field"], { kind: "o2o" }>;
};
type OneToOneEntry = ReferenceEntry & {
  readonly field: Extract<ReferenceEntry["field"], { kind: "o2o" }>;
};

export class DraftWriter {
  readonly #unit: UnitOfWork;
  readonly #settings: UpsertSettings;

  constructor(unit: UnitOfWork, settings: UpsertSettings) {
    this.#unit = unit;
    this.#settings = settings;
  }

  /** `parent` is what the entity is given by its place: the reference to its parent. */
  apply(draft: Draft, parent: Readonly<Record<string, Entity>> = {}): EntityState {
    const { values, references, lists, enums } = draft.content!;
    const target = this.#targetOf(draft);
    const opts: Record<string, unknown> = Object.fromEntries(values);
    const doomed: EntityState[] = [];
    for (const entry of references)
      if (entry.field.kind !== "o2o")
        opts[entry.field.fieldName] = this.#leadsTo(entry as Reference, target, doomed);
    Object.assign(opts, parent);
    const state = target ?? create(this.#unit.session, draft.meta, opts);
    if (target !== undefined) setOpts(target, opts);
    this.#settings.onEntity?.(state.entity, draft.place.path);
    for (const each of doomed) deleteState(each);
    for (const entry of references)
      if (entry.field.kind === "o2o") this.#setChild(state, entry as OneToOneEntry);
    for (const entry of lists) this.#setMembers(state, entry);
    for (const entry of enums) setCodes(state, entry);
    return state;
  }

  /** The entity to change; what was softly deleted is there again. */
  #targetOf(draft: Draft): EntityState | undefined {
    const { target, isNew } = draft;
    if (target !== undefined) {
      if (draft.isMatch) restore(target);
      return target;
    }
    // Another upsert of the tick may have made it meanwhile.
    const made = isNew ? undefined : findMatchInMemory(this.#unit, draft, this.#settings);
    if (made !== undefined) restore(made);
    return made;
  }

  /** What the reference is set to: an entity, an id, or nothing. */
  #leadsTo(
    { field, value }: Reference,
    owner: EntityState | undefined,
    doomed: EntityState[],
  ): unknown {
    switch (value.kind) {
      case "nowhere":
        return undefined;
      case "entity":
        return value.state.entity;
      case "id":
        return value.taggedId;
      case "draft":
        return this.apply(value.draft).entity;
      case "delete":
        if (owner !== undefined) doomed.push(...kindOf(field).targets(owner, field));
        return undefined;
    }
  }

  #setChild(state: EntityState, { field, value }: OneToOneEntry): void {
    const relation = relationOf(state, field) as unknown as OneToOneReference<Entity, Entity>;
    switch (value.kind) {
      case "nowhere":
        relation.set(undefined);
        break;
      case "entity":
        relation.set(value.state.entity);
        break;
      case "draft":
        relation.set(this.apply(value.draft, parentIn(field, state)).entity);
        break;
      case "delete":
        for (const child of kindOf(field).targets(state, field)) {
          deleteState(child);
          // What has to have a parent keeps it.
          if (!child.isDeleted && !field.otherField.notNull)
            pointTo(child, field.otherField, undefined);
        }
        break;
      case "id":
    }
  }

  #setMembers(state: EntityState, { field, isIncremental, items }: ListEntry): void {
    const relation = relationOf(state, field) as unknown as Collection<Entity, Entity> & {
      readonly get: ReadonlyArray<Entity>;
    };
    const before = isIncremental ? [] : relation.get;
    const kept = new Set<Entity>();
    const dropped = new Set<Entity>();
    const doomed: EntityState[] = [];
    for (const { action, of } of items) {
      const isGiven = of instanceof EntityState;
      if (action !== "include") {
        const member = isGiven ? of : of.target!;
        if (action === "delete") doomed.push(member);
        else dropped.add(member.entity);
        continue;
      }
      const parent = field.kind === "o2m" ? parentIn(field, state) : {};
      const { entity } = isGiven ? of : this.apply(of, parent);
      relation.add(entity);
      kept.add(entity);
    }
    for (const member of before) if (!kept.has(member)) dropped.add(member);
    for (const member of doomed) dropped.delete(member.entity);
    for (const member of dropped) {
      // What belongs to its parent for good goes when the parent lets it go.
      if (field.kind === "o2m" && state.meta.owned.has(field))
        deleteAsConfigured(BaseEntity.stateOf(member));
      else relation.remove(member);
    }
    for (const member of doomed) deleteState(member);
  }
}

/** The reference to the parent, as the child's options name it. */
function parentIn(
  { otherField }: { readonly otherField: { readonly fieldName: string; readonly whole?: unknown } },
  parent: EntityState,
): Readonly<Record<string, Entity>> {
  const { fieldName } =
    (otherField.whole as { readonly fieldName: string } | undefined) ?? otherField;
  return { [fieldName]: parent.entity };
}

function setCodes(state: EntityState, { field, isIncremental, include, remove }: EnumEntry): void {
  const relation = relationOf(state, field) as unknown as EnumCollection<Entity, string>;
  if (!isIncremental) relation.set(include);
  else {
    for (const code of include) relation.add(code);
    for (const code of remove) relation.remove(code);
  }
}

/** Softly, where the entity can be. */
function deleteState(state: EntityState): void {
  const { meta, isNew, isDeleted } = state;
  if (isDeleted) return;
  if (meta.timestamps.deletedAt === undefined || isNew) markDeleted(state);
  else markSoftlyDeleted(state, new Date(), false);
}

function restore(state: EntityState): void {
  if (isSoftlyDeleted(state)) markRestored(state, false);
}
