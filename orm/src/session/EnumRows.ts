// The rows of join tables to enums that were added and removed in this unit of work.
import type { EnumCollectionField } from "../schema/Field.ts";
import type { CounterpartOf } from "./counterpartsIn.ts";
import type { EntityState } from "./EntityState.ts";

/** A code that an entity gets or loses. */
export interface EnumRow {
  readonly owner: EntityState;
  readonly code: string;
}

/** What is to be written to one join table. */
export interface PendingEnumRows {
  readonly field: EnumCollectionField;
  readonly added: ReadonlyArray<EnumRow>;
  readonly removed: ReadonlyArray<EnumRow>;
}

/** What is pending of one entity's codes, in the order in which it was asked for. */
type Changes = Map<string, "added" | "removed">;

/** Everything that is pending, to be given back to `restore`. */
export type EnumRowChanges = Map<EnumCollectionField, Map<EntityState, Changes>> | undefined;

export class EnumRows {
  /** Made by the first change: most units of work change none. */
  #fields: EnumRowChanges;

  /** `isStored` says whether the database has the row, as far as the caller knows; then taking back a removal is enough. */
  add(field: EnumCollectionField, owner: EntityState, code: string, isStored?: boolean): void {
    this.#put(field, owner, code, isStored === true ? undefined : "added");
  }

  /** When the database does not have the row, taking back an addition is enough. */
  remove(field: EnumCollectionField, owner: EntityState, code: string, isStored?: boolean): void {
    this.#put(field, owner, code, isStored === false ? undefined : "removed");
  }

  /** Takes over what is pending in another unit of work. */
  takeOver(from: EnumRows, counterpartOf: CounterpartOf): void {
    for (const [field, owners] of from.#fields ?? [])
      for (const [owner, changes] of owners)
        for (const [code, change] of changes) this.#put(field, counterpartOf(owner), code, change);
  }

  /** What is pending of an entity's codes. */
  of(field: EnumCollectionField, owner: EntityState): ReadonlyMap<string, "added" | "removed"> {
    return this.#fields?.get(field)?.get(owner) ?? none;
  }

  /** Has what was pending of a code before. */
  restoreCode(
    field: EnumCollectionField,
    owner: EntityState,
    code: string,
    to: "added" | "removed" | undefined,
  ): void {
    this.#put(field, owner, code, to);
  }

  /** Takes back what was added to and removed from an entity's codes. */
  discard(field: EnumCollectionField, owner: EntityState): void {
    this.#fields?.get(field)?.delete(owner);
  }

  /** All rows to write; those of entities that are deleted go with their entities. */
  get pending(): PendingEnumRows[] {
    if (this.#fields === undefined) return [];
    return [...this.#fields].flatMap(([field, owners]) => {
      const rows = [...owners].flatMap(([owner, changes]) =>
        owner.isDeleted ? [] : [...changes].map(([code, change]) => ({ owner, code, change })),
      );
      const added = rows.filter(({ change }) => change === "added");
      const removed = rows.filter(({ change, owner }) => change === "removed" && !owner.isNew);
      return added.length + removed.length === 0 ? [] : [{ field, added, removed }];
    });
  }

  get changes(): EnumRowChanges {
    return this.#fields;
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#fields = undefined;
  }

  /** What was settled is pending again, and what was asked for since comes on top of it. */
  restore(
    settled: EnumRowChanges,
    isStored: (field: EnumCollectionField, owner: EntityState, code: string) => boolean | undefined,
  ): void {
    const since = this.#fields;
    this.#fields = settled;
    for (const [field, owners] of since ?? [])
      for (const [owner, changes] of owners)
        for (const [code, change] of changes) {
          const isThere = isStored(field, owner, code);
          if (change === "added") this.add(field, owner, code, isThere);
          else this.remove(field, owner, code, isThere);
        }
  }

  #put(
    field: EnumCollectionField,
    owner: EntityState,
    code: string,
    change: "added" | "removed" | undefined,
  ): void {
    const fields = (this.#fields ??= new Map());
    const owners = fields.get(field) ?? new Map<EntityState, Changes>();
    fields.set(field, owners);
    const changes = owners.get(owner) ?? new Map<string, "added" | "removed">();
    owners.set(owner, changes);
    changes.delete(code);
    if (change !== undefined) changes.set(code, change);
  }
}

const none: ReadonlyMap<string, "added" | "removed"> = new Map();
