// Pairs of keys in a join table, whatever they lead to: one INSERT for those added, one DELETE for those removed.
import type { JoinTableFacts } from "../../schema/Field.ts";
import { quote } from "../../sql/identifier.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";

interface Columns {
  readonly joinTable: JoinTableFacts;
  readonly column: string;
  readonly otherColumn: string;
}

/** The types of the two columns, and the two lists bound. */
type Types = readonly [string, string];
type Lists = ReadonlyArray<Bound>;

/** A pair that is there already is left alone. */
export function insertPairs(
  { joinTable, column, otherColumn }: Columns,
  types: Types,
  lists: Lists,
  count: number,
  now: string,
): Write {
  const { table, tableName, isUnique, createdAt } = joinTable;
  const pair = `${quote(column)}, ${quote(otherColumn)}`;
  const names = createdAt === undefined ? pair : `${pair}, ${quote(createdAt.column)}`;
  const given = createdAt === undefined ? "*" : `given.*, $3::${createdAt.type}`;
  const source = `unnest(${listTypes(types)})${createdAt === undefined ? "" : " AS given"}`;
  const onConflict = isUnique ? ` ON CONFLICT (${pair}) DO NOTHING` : "";
  return {
    title: `insert ${tableName} ×${count}`,
    statement: {
      text: `INSERT INTO ${table} (${names}) SELECT ${given} FROM ${source}${onConflict}`,
      values: createdAt === undefined ? lists : [...lists, now],
      operation: `insert ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}

export function deletePairs(
  { joinTable: { table, tableName }, column, otherColumn }: Columns,
  types: Types,
  lists: Lists,
  count: number,
): Write {
  const isPair = `t.${quote(column)} = given.c0 AND t.${quote(otherColumn)} = given.c1`;
  return {
    title: `delete ${tableName} ×${count}`,
    statement: {
      text: `DELETE FROM ${table} AS t USING unnest(${listTypes(types)}) AS given(c0, c1) WHERE ${isPair}`,
      values: lists,
      operation: `delete ${tableName}`,
    },
    states: [],
    settle: () => undefined,
  };
}

function listTypes([first, second]: Types): string {
  return `$1::${first}[], $2::${second}[]`;
}
