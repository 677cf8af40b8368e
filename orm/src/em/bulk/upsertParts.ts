// Rows of `em.upsertAll` that stand in several tables: one statement writes the table of the root, which tells whether a row is there, and
// with its key the tables below. A row that is there and of another type is not written.
import { element, listOf, listType } from "../../flush/writes/cells.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { UpsertRow } from "./UpsertRow.ts";

/** What the check of types is called. */
export const otherTypeKind = "type";

/** @param assigned what the root's row is set to, where one is there; `undefined` for nothing */
export function upsertParts(
  meta: EntityMeta,
  keys: ReadonlyArray<ColumnField>,
  rows: ReadonlyArray<UpsertRow>,
  updated: ReadonlyArray<ColumnField>,
  assigned: string | undefined,
): Statement {
  const [root, ...below] = meta.parts as readonly [TablePart, ...TablePart[]];
  const leaf = meta.parts.at(-1)!;
  const columns = meta.allColumns.filter((column) => rows[0]!.cells.has(column));
  const place = (column: ColumnField): string => `c${columns.indexOf(column)}`;
  const value = (column: ColumnField): string => element(`given.${place(column)}`, column);
  const inRoot = columns.filter((column) => root.columns.includes(column));
  const target = keys.map((column) => quote(column.column)).join(", ");
  const isOfType = `EXISTS (SELECT FROM ${leaf.meta.table} AS own WHERE own.${quote(leaf.keyField.column)} = t.${quote(root.keyField.column)})`;
  const action = assigned === undefined ? "NOTHING" : `UPDATE SET ${assigned} WHERE ${isOfType}`;
  const told = [root.keyField, ...keys].map(({ column }, at) => `t.${quote(column)} AS k${at}`);
  const isSame = keys.map((column, at) => `written.k${at + 1} = ${value(column)}`).join(" AND ");
  const lists = columns.map((column, at) => `$${at + 1}::${listType(column)}`).join(", ");
  const overriding = meta.isIdentityAlways ? " OVERRIDING SYSTEM VALUE" : "";
  const writes = below.map((part, at) => {
    const own = columns.filter(
      (column) => part.columns.includes(column) && column !== part.keyField,
    );
    const set = own.filter((column) => updated.includes(column)).map(assignment);
    const names = [part.keyField, ...own].map(({ column }) => quote(column)).join(", ");
    const given = ["written.k0", ...own.map(value)].join(", ");
    const doing = set.length === 0 ? "NOTHING" : `UPDATE SET ${set.join(", ")}`;
    return `, w${at} AS (INSERT INTO ${part.meta.table} (${names}) SELECT ${given} FROM written JOIN given ON ${isSame} ON CONFLICT (${quote(part.keyField.column)}) DO ${doing})`;
  });
  return {
    text: [
      `WITH given AS (SELECT * FROM unnest(${lists}) AS given(${columns.map(place).join(", ")})),`,
      `written AS (INSERT INTO ${root.meta.table} AS t (${inRoot.map(({ column }) => quote(column)).join(", ")})${overriding} SELECT ${inRoot.map(value).join(", ")} FROM given`,
      `ON CONFLICT (${target}) DO ${action} RETURNING ${told.join(", ")}, t.xmax = 0 AS made)${writes.join("")} SELECT made FROM written`,
    ].join(" "),
    values: columns.map((column) => listOf(rows.map(({ cells }) => cells.get(column) ?? null))),
    operation: `bulk ${meta.type}`,
  };
}

/** The keys that the rows have now, in the order in which they were given; it fails with the key of a row that is of another type. */
export function idsOfParts(
  meta: EntityMeta,
  keys: ReadonlyArray<ColumnField>,
  rows: ReadonlyArray<UpsertRow>,
): Statement {
  const [root] = meta.parts;
  const leaf = meta.parts.at(-1)!;
  const inOrder = rows.toSorted((a, b) => a.place - b.place);
  const lists = keys.map((column, at) => `$${at + 1}::${listType(column)}`).join(", ");
  const names = keys.map((_, at) => `c${at}`).join(", ");
  const isSame = keys.map(
    (column, at) => `t.${quote(column.column)} = ${element(`given.c${at}`, column)}`,
  );
  const key = `t.${quote(root!.keyField.column)}`;
  const own = `own.${quote(leaf.keyField.column)}`;
  return {
    text: `SELECT CASE WHEN ${own} IS NULL THEN ('kingpost:${otherTypeKind} ' || ${key})::integer::text ELSE ${own}::text END FROM unnest(${lists}) WITH ORDINALITY AS given(${names}, place) JOIN ${root!.meta.table} AS t ON ${isSame.join(" AND ")} LEFT JOIN ${leaf.meta.table} AS own ON ${own} = ${key} ORDER BY given.place`,
    values: keys.map((column) => listOf(inOrder.map(({ cells }) => cells.get(column)!))),
    operation: `bulk ${meta.type}`,
  };
}

function assignment({ column }: ColumnField): string {
  return `${quote(column)} = excluded.${quote(column)}`;
}
