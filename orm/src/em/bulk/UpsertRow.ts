// One row of `em.upsertAll`: its cells, those that were given apart from those that only a new row gets.
import { ImmutableFieldError } from "../../errors/ImmutableFieldError.ts";
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { ConfigApi } from "../../rules/ConfigApi.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import { keyOfId } from "../../schema/keys.ts";
import type { Cell } from "../../sql/Statement.ts";
import { writableField } from "./Assignment.ts";
import { cellsOf } from "./cellsOf.ts";

export interface UpsertRow {
  /** The place among the rows that were given. */
  readonly place: number;
  /** The columns that were given. */
  readonly given: ReadonlySet<ColumnField>;
  readonly cells: Map<ColumnField, Cell>;
}

/**
 * @param isWhole it gets what nobody gave here; where it becomes an entity, that does
 * @throws UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`), InvalidValueError (`INVALID_VALUE`),
 * InvalidIdError (`INVALID_ID`)
 */
export function upsertRow(
  meta: EntityMeta,
  row: object,
  place: number,
  now: Date,
  isWhole: boolean,
): UpsertRow {
  const cells = new Map<ColumnField, Cell>();
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    if (meta.fields.get(name) === meta.idField) {
      if (value !== null) cells.set(meta.idField, keyOfId(meta, value));
    } else
      for (const each of cellsOf(writableField(meta, name), value))
        cells.set(each.column, each.cell);
  }
  const given = new Set(cells.keys());
  if (isWhole)
    for (const column of meta.allColumns)
      if (!cells.has(column)) addDefault(meta, column, cells, now);
  return { place, given, cells };
}

/** What nobody gave is what `em.create` would make of it, or what the database fills in. */
function addDefault(
  meta: EntityMeta,
  column: ColumnField,
  cells: Map<ColumnField, Cell>,
  now: Date,
): void {
  const { createdAt, updatedAt } = meta.timestamps;
  const { codec, literalDefault } = column;
  if (column === meta.idField || column.isGenerated) return;
  if (column === createdAt || column === updatedAt)
    cells.set(column, codec.encode(codec.ofInstant?.(now) ?? now));
  else if (column === meta.stiDiscriminatorField)
    cells.set(column, codec.encode(meta.stiDiscriminatorValue));
  else if (literalDefault !== undefined) cells.set(column, literalDefault);
  else if (column.isFilledByDatabase) return;
  else if (!column.notNull) cells.set(column, null);
  else
    throw new InvalidValueError({
      entity: meta.type,
      field: column.fieldName,
      reason: ConfigApi.defaultsOf(meta).has(column.fieldName)
        ? "is required: its default is given in code, which runs with hooks: true"
        : "is required",
    });
}

/** What rows that are there are set to: by `update`, without what tells them apart and what is set once. */
export function updatedColumns(
  meta: EntityMeta,
  { given }: UpsertRow,
  keys: ReadonlyArray<ColumnField>,
  update: "all" | "none" | ReadonlyArray<string>,
): ColumnField[] {
  if (update === "none") return [];
  const named =
    update === "all" ? undefined : new Set(update.flatMap((name) => columnsOf(meta, name)));
  return [...given].filter(
    (column) =>
      column !== meta.idField &&
      !keys.includes(column) &&
      (named === undefined ? !column.immutable : named.has(column)),
  );
}

/** @throws UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`) */
function columnsOf(meta: EntityMeta, name: string): ReadonlyArray<ColumnField> {
  if (name === meta.idField.fieldName)
    throw new ImmutableFieldError({ entity: meta.type, field: name });
  const field = writableField(meta, name);
  return field.kind === "poly" ? field.components : [field];
}
