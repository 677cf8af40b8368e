// The rows of an enum's table as SQL.
import { escapeIdentifier, escapeLiteral } from "pg";
import { quoteTable, type TableName } from "./TableName.ts";

/** A value of an extra column. */
export type EnumCell = boolean | number | string | null;

/** What the keys of an enum's table are: counted numbers, random UUIDs, or the codes themselves. */
export type EnumIdType = "bigint" | "int" | "smallint" | "text" | "uuid";

/** One statement that inserts all of them. */
export function insertEnumRows(
  table: TableName,
  rows: ReadonlyArray<Readonly<Record<string, EnumCell>>>,
  idType: EnumIdType = "int",
): string {
  const keyed = idType === "text" ? rows.map((row) => ({ id: row["code"] ?? null, ...row })) : rows;
  const columns = [...new Set(keyed.flatMap((row) => Object.keys(row)))];
  const tuples = keyed.map(
    (row: Readonly<Record<string, EnumCell>>) =>
      `(${columns.map((column) => (column in row ? literal(row[column] ?? null) : "DEFAULT")).join(", ")})`,
  );
  const names = columns.map((column) => escapeIdentifier(column)).join(", ");
  return `INSERT INTO ${quoteTable(table)} (${names}) VALUES\n  ${tuples.join(",\n  ")};`;
}

function literal(value: EnumCell): string {
  return typeof value === "string" ? escapeLiteral(value) : String(value).toUpperCase();
}
