// Locks rows of one table in the order of their keys, before anything is written: flushes that lock all they need in one
// global order wait for each other, but never in a circle.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";

/** Weakest first. */
export const lockModes = ["FOR KEY SHARE", "FOR NO KEY UPDATE", "FOR UPDATE"] as const;
export type LockMode = (typeof lockModes)[number];

export function lockRows(meta: EntityMeta, keys: ReadonlyArray<string>, mode: LockMode): Write {
  const { table, tableName, keyField } = meta;
  const id = quote(keyField.column);
  return {
    title: `lock ${tableName} ×${keys.length}`,
    statement: {
      text: `SELECT 1 FROM ${table} WHERE ${id} = ANY($1::${keyField.codec.type}[]) ORDER BY ${id} ${mode}`,
      values: [listOf(keys)],
      operation: `lock ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}
