// A column of rows that were written with NULL in it at first, because what it is to hold was not free or not there yet: set
// once all rows are there.
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { cellOf, element, listOf, listType } from "./cells.ts";

export function writeLate(
  { meta, keyField, updatedAt }: TablePart,
  column: ColumnField,
  states: ReadonlyArray<EntityState>,
): Write {
  const id = quote(keyField.column);
  const cells = states.map((state) => cellOf(state, column));
  // A trigger may have moved it on.
  const returning = updatedAt ? ` RETURNING t.${id}, t.${quote(updatedAt.column)}` : "";
  return {
    title: `update ${meta.tableName}.${column.column} ×${states.length}`,
    statement: {
      text: `UPDATE ${meta.table} AS t SET ${quote(column.column)} = ${element("given.late", column)} FROM unnest($1::${keyField.codec.type}[], $2::${listType(column)}) AS given(id, late) WHERE t.${id} = given.id${returning}`,
      values: [listOf(states.map(({ key }) => key!)), listOf(cells)],
      operation: `update ${meta.tableName}`,
    },
    meta,
    states: [],
    settle: (result) => {
      const times = new Map(result.rows.map(([key, time]) => [key, time!]));
      for (const [at, state] of states.entries()) {
        const row = [...state.row!];
        row[column.index] = cells[at]!;
        if (updatedAt !== undefined) {
          row[updatedAt.index] = times.get(state.key) ?? null;
          if (state.values !== undefined) state.values[updatedAt.index] = unread;
        }
        state.row = row;
      }
    },
  };
}
