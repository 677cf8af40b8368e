// As `lockRows`, with all rows that a merge moves: too many to be answered one by one.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { OneToManyField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";
import type { LockMode } from "./lockRows.ts";
import { leadsToAny } from "./moveChildren.ts";

export interface MovedRows {
  readonly field: OneToManyField;
  readonly part: TablePart;
  /** Of the entities that they lead to. */
  readonly keys: ReadonlyArray<string>;
}

export function lockMoved(
  { table, tableName, keyField }: EntityMeta,
  keys: ReadonlyArray<string>,
  mode: LockMode,
  moved: ReadonlyArray<MovedRows>,
): Write {
  const id = `t.${quote(keyField.column)}`;
  const conditions = [
    `${id} = ANY($1::${keyField.codec.type}[])`,
    ...moved.map(({ field, part }, at) => leadsToAny(field, part, at + 2)),
  ];
  const locked = `SELECT 1 FROM ${table} AS t WHERE ${conditions.join(" OR ")} ORDER BY ${id} ${mode} OF t`;
  return {
    title: `lock ${tableName}`,
    statement: {
      text: `WITH locked AS MATERIALIZED (${locked}) SELECT count(*) FROM locked`,
      values: [listOf(keys), ...moved.map(({ keys: sources }) => listOf(sources))],
      operation: `lock ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}
