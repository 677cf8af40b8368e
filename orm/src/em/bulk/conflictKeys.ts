// The columns that tell whether a row is there: those of one unique constraint, or the id.
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { NoUniqueConstraintError } from "../../errors/NoUniqueConstraintError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { UpsertRow } from "./UpsertRow.ts";

/** @throws NoUniqueConstraintError (`NO_UNIQUE_CONSTRAINT`) */
export function conflictKeys(
  meta: EntityMeta,
  names: ReadonlyArray<string>,
): ReadonlyArray<ColumnField> {
  const keys = [...meta.uniques.map(({ fields }) => fields), [meta.idField]];
  const found = keys.find(
    (fields) =>
      fields.length === names.length && fields.every(({ fieldName }) => names.includes(fieldName)),
  );
  if (found === undefined) throw new NoUniqueConstraintError({ type: meta.type, fields: names });
  return found;
}

/**
 * The rows in the one order in which all writers insert them.
 * @throws InvalidValueError (`INVALID_VALUE`) for a row without a value, and for two with the same values
 */
export function sortByKeys(
  { type }: EntityMeta,
  rows: ReadonlyArray<UpsertRow>,
  keys: ReadonlyArray<ColumnField>,
): UpsertRow[] {
  const texts = new Map<UpsertRow, string>();
  const places = new Map<string, number>();
  for (const row of rows) {
    const cells = keys.map((column) => required(type, column, row));
    const text = JSON.stringify(cells);
    const other = places.get(text);
    if (other !== undefined)
      throw new InvalidValueError({
        entity: type,
        field: keys.map(({ fieldName }) => fieldName).join(" and "),
        reason: `is the same in rows ${other + 1} and ${row.place + 1}`,
      });
    places.set(text, row.place);
    texts.set(row, text);
  }
  return rows.toSorted((a, b) => (texts.get(a)! < texts.get(b)! ? -1 : 1));
}

function required(type: string, column: ColumnField, { cells, place }: UpsertRow): Cell {
  const cell = cells.get(column) ?? null;
  if (cell !== null) return cell;
  const reason = `has no value in row ${place + 1}, and tells whether the row is there`;
  throw new InvalidValueError({ entity: type, field: column.fieldName, reason });
}
