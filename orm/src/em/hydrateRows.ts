// Entities from rows that the user queried: objects by column name, with values as node-postgres parses them.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import { overwriteRow } from "../session/overwriteRow.ts";
import type { Session } from "../session/Session.ts";
import type { Cell } from "../sql/Statement.ts";
import type { PlainRow } from "../types/Em.ts";
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
      overwriteRow(existing, withKnown(existing, cells), false);
    if (existing !== undefined) return existing;
    return hydrate(session, meta, [cells])[0]!;
  });
}

/** A column that the row does not have is `undefined`, unlike one that is NULL; reading its field throws. */
function cellsOf(meta: EntityMeta, row: PlainRow): Cell[] {
  const cells = meta.columns.map(({ column, codec }) =>
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

/** What the row does not tell stays as it was. */
function withKnown({ row }: EntityState, cells: ReadonlyArray<Cell>): Cell[] {
  return cells.map((cell, at) => (cell === undefined && row !== undefined ? row[at]! : cell));
}
