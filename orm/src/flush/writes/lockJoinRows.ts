// Locks rows of a join table in the order of their keys: the pairs that are added, where they exist, and removed, and all rows
// of entities that are deleted. Each of two flushes may come from another side of the table.
import type { JoinTable } from "../../schema/Field.ts";
import type { JoinRow } from "../../session/JoinRows.ts";
import { quote } from "../../sql/identifier.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";

export function lockJoinRows(
  { first, table, tableName }: JoinTable,
  pairs: ReadonlyArray<JoinRow>,
  firsts: ReadonlyArray<string>,
  seconds: ReadonlyArray<string>,
): Write {
  const [one, other] = [quote(first.column), quote(first.otherColumn)];
  const types = [first.meta.idField.codec.type, first.otherMeta.idField.codec.type] as const;
  const values: Bound[] = [];
  const parameter = (keys: ReadonlyArray<string>, type: string): string =>
    `$${values.push(listOf(keys))}::${type}[]`;
  const sources: string[] = [];
  if (pairs.length > 0) {
    const lists = [
      parameter(
        pairs.map((pair) => pair.first.key!),
        types[0],
      ),
      parameter(
        pairs.map((pair) => pair.second.key!),
        types[1],
      ),
    ];
    sources.push(`SELECT * FROM unnest(${lists.join(", ")})`);
  }
  for (const [column, keys, type] of [
    [one, firsts, types[0]],
    [other, seconds, types[1]],
  ] as const)
    if (keys.length > 0)
      sources.push(
        `SELECT ${one}, ${other} FROM ${table} WHERE ${column} = ANY(${parameter(keys, type)})`,
      );
  return {
    title: `lock ${tableName}`,
    statement: {
      text: `SELECT 1 FROM ${table} AS t JOIN (${sources.join(" UNION ")}) AS given(c0, c1) ON t.${one} = given.c0 AND t.${other} = given.c1 ORDER BY t.${one}, t.${other} FOR UPDATE OF t`,
      values,
      operation: `lock ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}
