// Rows of a join table: one INSERT for those added, one DELETE for those removed, one DELETE per side for those of entities
// that are deleted.
import type { JoinTable, ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { JoinRow } from "../../session/JoinRows.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";

/** A pair that is there already is left alone. */
export function insertJoinRows(joinTable: JoinTable, rows: ReadonlyArray<JoinRow>): Write {
  const { table, tableName, first, isUnique } = joinTable;
  const names = `${quote(first.column)}, ${quote(first.otherColumn)}`;
  const onConflict = isUnique ? ` ON CONFLICT (${names}) DO NOTHING` : "";
  return {
    title: `insert ${tableName} ×${rows.length}`,
    statement: {
      text: `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${pairLists(first)})${onConflict}`,
      values: pairs(sorted(rows)),
      operation: `insert ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}

export function deleteJoinRows(joinTable: JoinTable, rows: ReadonlyArray<JoinRow>): Write {
  const { table, tableName, first } = joinTable;
  const isPair = `t.${quote(first.column)} = given.c0 AND t.${quote(first.otherColumn)} = given.c1`;
  return {
    title: `delete ${tableName} ×${rows.length}`,
    statement: {
      text: `DELETE FROM ${table} AS t USING unnest(${pairLists(first)}) AS given(c0, c1) WHERE ${isPair}`,
      values: pairs(sorted(rows)),
      operation: `delete ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}

/** The rows that lead to entities about to be deleted. */
export function deleteJoinRowsOf(
  { joinTable, column, meta }: ManyToManyField,
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

function pairLists({ meta, otherMeta }: ManyToManyField): string {
  return `$1::${meta.idField.codec.type}[], $2::${otherMeta.idField.codec.type}[]`;
}

function pairs(rows: ReadonlyArray<JoinRow>): string[] {
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
