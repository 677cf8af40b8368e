// Entities from rows that the user queried: objects by column name, with values as node-postgres parses them.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import { overwriteRow } from "../session/overwriteRow.ts";
import type { Session } from "../session/Session.ts";
import type { Cell } from "../sql/Statement.ts";
import type { PlainRow } from "../types/PlainRow.ts";
import { cellOfParsed } from "./cellOfParsed.ts";

/** @throws InvalidValueError (`INVALID_VALUE`) for a row without its key */
export function hydrateRows(
  session: Session,
  meta: EntityMeta,
  rows: ReadonlyArray<PlainRow>,
  { overwriteExisting = false }: { readonly overwriteExisting?: boolean } = {},
): EntityState[] {
  return rows.map((row) => {
    const cells = cellsOf(meta, row);
    const existing = session.identityMap.find(meta, cells[0]!);
    if (existing !== undefined && overwriteExisting)
      overwriteRow(existing, withKnown(existing, cellsOf(existing.meta, row)), false);
    if (existing !== undefined) return existing;
    return hydrate(session, meta, [meta.reading?.isMixed ? mixedCellsOf(meta, row) : cells])[0]!;
  });
}

/** A column that the row does not have is `undefined`, unlike one that is NULL; reading its field throws. */
function cellsOf(meta: EntityMeta, row: PlainRow, columns = meta.columns): Cell[] {
  const cells = columns.map(({ column, codec }) =>
    Object.hasOwn(row, column) ? cellOfParsed(codec.type, row[column]) : undefined,
  );
  if (typeof cells[0] !== "string")
    throw new InvalidValueError({
      entity: meta.type,
      field: meta.idField.fieldName,
      reason: `is not in the row: select ${meta.idField.column} too`,
    });
  return cells as Cell[];
}

/** The cells of all types that the row may be of. Which it is stands in the discriminator, or in tables that the row is not of. */
function mixedCellsOf(meta: EntityMeta, row: PlainRow): Cell[] {
  const field = meta.stiDiscriminatorField;
  if (field === undefined)
    throw new InvalidValueError({
      entity: meta.type,
      reason:
        "does not tell in which tables of its subtypes a row is: use em.loadFromQuery with a hint",
    });
  if (!Object.hasOwn(row, field.column))
    throw new InvalidValueError({
      entity: meta.type,
      field: field.fieldName,
      reason: `is not in the row: select ${field.column} too, since it tells the type`,
    });
  return cellsOf(meta, row, meta.reading!.columns);
}

/** What the row does not tell stays as it was, also lazy columns that were loaded. */
function withKnown({ row }: EntityState, cells: ReadonlyArray<Cell>): Cell[] {
  if (row === undefined) return [...cells];
  const known = cells.map((cell, at) => (cell === undefined ? row[at]! : cell));
  return [...known, ...row.slice(cells.length)];
}
