// The collections behind join tables that came to know of a flush that was rolled back: the database has the rows it had before.
import { EnumCollection } from "../../relations/EnumCollection.ts";
import { ManyToMany } from "../../relations/ManyToMany.ts";
import { touchedRelationOf } from "../../relations/relationOf.ts";
import type { EnumCollectionField, ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { EnumRow, PendingEnumRows } from "../../session/EnumRows.ts";
import type { JoinRow, PendingJoinRows } from "../../session/JoinRows.ts";

/** A row of a join table that a flush has added or removed, and whether the database had it before, as far as was known. */
export interface WrittenPair extends JoinRow {
  readonly wasStored: boolean | undefined;
}

export interface WrittenCode extends EnumRow {
  readonly field: EnumCollectionField;
  readonly wasStored: boolean | undefined;
}

/** To be called before the collections come to know of the flush. */
export function writtenPairs(pending: ReadonlyArray<PendingJoinRows>): WrittenPair[] {
  return pending.flatMap(({ added, removed }) =>
    [...added, ...removed].map((row) => ({ ...row, wasStored: isPairStored(row) })),
  );
}

export function writtenCodes(pending: ReadonlyArray<PendingEnumRows>): WrittenCode[] {
  return pending.flatMap(({ field, added, removed }) =>
    [...added, ...removed].map((row) => ({
      ...row,
      field,
      wasStored: isCodeStored(field, row.owner, row.code),
    })),
  );
}

export function unsettlePairs(
  pairs: ReadonlyArray<WrittenPair>,
  codes: ReadonlyArray<WrittenCode>,
): void {
  for (const { joinTable, first, second, wasStored } of pairs) {
    const { first: field } = joinTable;
    collectionOf(first, field)?.unsettleMember(second, wasStored);
    collectionOf(second, field.otherField)?.unsettleMember(first, wasStored);
  }
  for (const { field, owner, code, wasStored } of codes)
    codesOf(owner, field)?.unsettleMember(code, wasStored);
}

/** Whether the database has a row of a join table, as far as a collection that was loaded knows. */
export function isPairStored({ joinTable, first, second }: JoinRow): boolean | undefined {
  const { first: field } = joinTable;
  const known = collectionOf(first, field)?.isStored(second);
  return known ?? collectionOf(second, field.otherField)?.isStored(first);
}

export function isCodeStored(
  field: EnumCollectionField,
  owner: EntityState,
  code: string,
): boolean | undefined {
  return codesOf(owner, field)?.isStored(code);
}

function collectionOf(owner: EntityState, field: ManyToManyField): ManyToMany | undefined {
  const relation = touchedRelationOf(owner, field);
  return relation instanceof ManyToMany ? relation : undefined;
}

function codesOf(owner: EntityState, field: EnumCollectionField): EnumCollection | undefined {
  const relation = touchedRelationOf(owner, field);
  return relation instanceof EnumCollection ? relation : undefined;
}
