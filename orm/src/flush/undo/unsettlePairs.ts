// The collections behind join tables that came to know of a flush that was rolled back: the database has the rows it had before.
import { EnumCollection } from "../../relations/EnumCollection.ts";
import { ManyToMany } from "../../relations/ManyToMany.ts";
import { touchedRelationOf } from "../../relations/relationOf.ts";
import type { EnumCollectionField, ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PendingEnumRows } from "../../session/EnumRows.ts";
import type { JoinRow, PendingJoinRows } from "../../session/JoinRows.ts";

export function unsettlePairs(
  pairs: ReadonlyArray<PendingJoinRows>,
  codes: ReadonlyArray<PendingEnumRows>,
): void {
  for (const { joinTable, added, removed } of pairs) {
    const { first: field } = joinTable;
    for (const { first, second } of added) {
      collectionOf(first, field)?.unsettleMember(second, false);
      collectionOf(second, field.otherField)?.unsettleMember(first, false);
    }
    for (const { first, second } of removed) {
      collectionOf(first, field)?.unsettleMember(second, true);
      collectionOf(second, field.otherField)?.unsettleMember(first, true);
    }
  }
  for (const { field, added, removed } of codes) {
    for (const { owner, code } of added) codesOf(owner, field)?.unsettleMember(code, false);
    for (const { owner, code } of removed) codesOf(owner, field)?.unsettleMember(code, true);
  }
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
