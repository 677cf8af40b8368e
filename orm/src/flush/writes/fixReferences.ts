// References among new rows whose target is inserted later than they are: inserted as NULL, and set once all rows are there.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { cellOf, listOf } from "./cells.ts";
import type { NewRow } from "./insertRows.ts";

export function fixReferences(
  meta: EntityMeta,
  field: ManyToOneField,
  rows: ReadonlyArray<NewRow>,
): Write {
  const id = quote(meta.idField.column);
  const targets = rows.map(({ state }) => cellOf(state, field));
  return {
    title: `update ${meta.tableName}.${field.column} ×${rows.length}`,
    statement: {
      text: `UPDATE ${meta.table} AS t SET ${quote(field.column)} = given.target FROM unnest($1::${meta.idField.codec.type}[], $2::${field.codec.type}[]) AS given(id, target) WHERE t.${id} = given.id`,
      values: [listOf(rows.map(({ state }) => state.key!)), listOf(targets)],
      operation: `update ${meta.tableName}`,
    },
    meta,
    states: [],
    settle: () => {
      for (const [at, { cells }] of rows.entries()) cells[field.index] = targets[at]!;
    },
  };
}
