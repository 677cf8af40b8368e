// Rows of a join table: one INSERT for those added, one DELETE for those removed, one DELETE per side for those of entities
// that are deleted.
import type { EnumCollectionField, JoinTable, ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { JoinRow } from "../../session/JoinRows.ts";
import { quote } from "../../sql/identifier.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";
import { deletePairs, insertPairs } from "./pairWrites.ts";

/** A pair that is there already is left alone. */
export function insertJoinRows(
  joinTable: JoinTable,
  rows: ReadonlyArray<JoinRow>,
  now: string,
): Write {
  const { first } = joinTable;
  const types = [first.meta.idField.codec.type, first.otherMeta.idField.codec.type] as const;
  return insertPairs({ ...first, joinTable }, types, pairs(sorted(rows)), rows.length, now);
}

export function deleteJoinRows(joinTable: JoinTable, rows: ReadonlyArray<JoinRow>): Write {
  const { first } = joinTable;
  const types = [first.meta.idField.codec.type, first.otherMeta.idField.codec.type] as const;
  return deletePairs({ ...first, joinTable }, types, pairs(sorted(rows)), rows.length);
}

/** The rows that lead to entities about to be deleted. */
export function deleteJoinRowsOf(
  { joinTable, column, meta }: ManyToManyField | EnumCollectionField,
  states: ReadonlyArray<EntityState>,
): Write {
  const type = `${meta.idField.codec.type}[]`;
  return {
    title: `delete ${joinTable.tableName} of ${meta.tableName} ×${states.length}`,
    statement: {
      text: `DELETE FROM ${joinTable.table} WHERE ${quote(column)} = ANY($1::${type})`,
      values: [listOf(states.map(({ key }) => key!))],
      operation: `delete ${joinTable.tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}

function pairs(rows: ReadonlyArray<JoinRow>): Bound[] {
  return [
    listOf(rows.map(({ first }) => first.key!)),
    listOf(rows.map(({ second }) => second.key!)),
  ];
}

/** One order for all writers, so that unique pairs never make two of them wait for each other. */
function sorted(rows: ReadonlyArray<JoinRow>): JoinRow[] {
  return rows.toSorted(
    (a, b) => compareKeys(a.first.key!, b.first.key!) || compareKeys(a.second.key!, b.second.key!),
  );
}

/** Any total order does, as long as all processes share it. */
function compareKeys(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
