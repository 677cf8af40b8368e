// What is read of an entity's rows, in the order in which entities keep their cells. Columns are named one by one: a prepared
// `SELECT *` dies when a column is added. The types of a hierarchy are read from all the tables that their rows stand in.
import { castType } from "../schema/castType.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import { quote } from "../sql/identifier.ts";

/** The select list; `alias` is that of the type's own table. */
export function selectColumns(meta: EntityMeta, alias: string): string {
  const { columns } = meta.reading ?? meta;
  return columns.map((column) => printColumn(meta, column, alias)).join(", ");
}

/** What is joined to the type's own table, with a space before it; nothing for most. */
export function joinTables(meta: EntityMeta, alias: string): string {
  const { reading, keyField } = meta;
  if (reading === undefined) return "";
  const { bases, subTypes } = reading;
  const key = `${alias}.${quote(keyField.column)}`;
  return [...bases, ...subTypes]
    .map((other, at) => {
      const joined = aliasOf(meta, other, alias);
      const verb = at < bases.length ? "JOIN" : "LEFT JOIN";
      return ` ${verb} ${other.table} AS ${joined} ON ${joined}.${quote(other.keyField.column)} = ${key}`;
    })
    .join("");
}

/** The condition by which rows of a table are told that are of the type, with AND before it; nothing where all are. */
export function isOfTypeCondition(
  { reading, stiDiscriminatorField: field }: EntityMeta,
  alias: string,
  parameter: number,
): { readonly text: string; readonly values: ReadonlyArray<string> } {
  if (reading?.codes === undefined) return { text: "", values: [] };
  const text = ` AND ${alias}.${quote(field!.column)} = ANY($${parameter}::${castType(field!.codec.type)}[])`;
  return { text, values: [arrayLiteral(reading.codes)] };
}

/** An order, the entity's own when none is given, ended by its id. */
export function orderColumns(
  meta: EntityMeta,
  alias: string,
  orderBy: EntityMeta["orderBy"] = meta.orderBy,
): string {
  const own = orderBy.map(
    ({ field, direction }) => `${printColumn(meta, field, alias)} ${direction}`,
  );
  return [...own, `${alias}.${quote(meta.keyField.column)}`].join(", ");
}

export function printColumn(meta: EntityMeta, column: ColumnField, alias: string): string {
  return `${aliasOf(meta, column.meta.tableType, alias)}.${quote(column.column)}`;
}

/** The type's own table has the alias, those joined to it are numbered. */
export function aliasOf(
  { reading, tableType }: EntityMeta,
  type: EntityMeta,
  alias: string,
): string {
  if (reading === undefined || type === tableType) return alias;
  const { bases, subTypes } = reading;
  return `${alias}${[...bases, ...subTypes].indexOf(type) + 1}`;
}
