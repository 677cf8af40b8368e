// From the driver's errors to errors that name entities: stale rows, and violated constraints with the fields they cover.
import { CheckFailure } from "../driver/CheckFailure.ts";
import { ConstraintError } from "../errors/ConstraintError.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import { OptimisticLockError } from "../errors/OptimisticLockError.ts";
import { RowsSkippedError } from "../errors/RowsSkippedError.ts";
import { validationErrorsOf } from "../rules/validationErrorsOf.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { memberOf } from "../schema/memberOf.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { FlushRun } from "./FlushRun.ts";
import { RowsThere } from "./RowsThere.ts";
import { cellOf } from "./writes/cells.ts";
import { thereKind } from "./writes/insertRows.ts";
import { skippedKind } from "./writes/skippedRows.ts";

export function translateError(run: FlushRun, error: unknown): unknown {
  if (error instanceof CheckFailure) {
    if (error.kind === thereKind) return rowsThere(run, error);
    return error.kind === skippedKind ? rowsSkipped(run, error) : optimisticLockError(run, error);
  }
  if (!(error instanceof ConstraintError)) return explanation(run, error) ?? error;
  nameEntities(run, error);
  return validationErrorsOf(run.session.domain, error) ?? error;
}

/** What the write says of it whose statement failed. */
function explanation({ plan }: FlushRun, error: unknown): Error | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  return plan.writes.find(({ statement }) => statement.text === error.sql)?.explain?.(error);
}

/** The check's text is the table's name and the list of rows. */
function optimisticLockError(run: FlushRun, { payload }: CheckFailure): OptimisticLockError {
  const start = payload.indexOf("[");
  const tableName = payload.slice(0, start).trim();
  const rows = JSON.parse(payload.slice(start)) as Array<
    [key: string, reason: "changed" | "deleted"]
  >;
  const states = [...run.updated, ...run.deleted].filter((state) => isIn(state, tableName));
  const reasons = new Map<Entity, "changed" | "deleted">();
  for (const [key, reason] of rows) {
    const state = states.find((candidate) => candidate.key === key);
    if (state !== undefined) reasons.set(state.entity, reason);
  }
  return new OptimisticLockError({ tableName, reasons });
}

/** The check's text is the table's name and the keys that are missing, or how many rows were written where nobody knows them. */
function rowsSkipped(run: FlushRun, { payload }: CheckFailure): RowsSkippedError {
  const start = payload.indexOf("[");
  const tableName = payload.slice(0, start).trim();
  const keys = new Set(JSON.parse(payload.slice(start)) as Array<string | number>);
  const isCertain = [...keys].some((key) => typeof key === "string");
  const states = run.created.filter(
    (state) => isIn(state, tableName) && (!isCertain || keys.has(state.key!)),
  );
  return new RowsSkippedError({
    tableName,
    isCertain,
    entities: states.map(({ entity }) => entity),
  });
}

/** The check's text is the list of the keys that the rows were to have. */
function rowsThere(run: FlushRun, { payload }: CheckFailure): RowsThere {
  const keys = new Set(JSON.parse(payload) as string[]);
  const { adoptables } = run.session;
  return new RowsThere(
    run.created.filter((state) => adoptables.get(state) !== undefined && keys.has(state.key!)),
  );
}

/** Postgres names the constraint and the values; both together tell which of the entities written it was. */
function nameEntities(run: FlushRun, error: ConstraintError): void {
  // Types that share a table may have its columns and constraints among them.
  const metas = run.session.domain.metadata.filter(({ tableName }) => tableName === error.table);
  const columns =
    metas.map((meta) => columnsOf(meta, error)).find(({ length }) => length > 0) ?? [];
  const written = [...run.created, ...run.updated, ...run.deleted].filter((state) =>
    isIn(state, error.table),
  );
  const values = valuesOf(error.detail);
  const row = rowOf(error.detail);
  const atFault = written.filter((state) =>
    row === undefined ? hasValues(state, columns, values) : isRow(state, row),
  );
  const about = atFault.length > 0 ? atFault : written.length === 1 ? written : [];
  if (metas.length > 0) error.fields = columns.map((column) => memberOf(column));
  if (about.length > 0) error.entities = about.map(({ entity }) => entity);
}

/** Whether a part of the entity's row stands in the table. */
function isIn({ meta }: EntityState, tableName: string | undefined): boolean {
  return meta.parts.some((part) => part.meta.tableName === tableName);
}

function columnsOf(meta: EntityMeta, { constraint, columns }: ConstraintError): ColumnField[] {
  const unique = meta.uniques.find(({ name }) => name === constraint);
  if (unique !== undefined) return [...unique.fields];
  const reference = constraint === undefined ? undefined : meta.foreignKeys.get(constraint);
  if (reference !== undefined) return [reference];
  return meta.allColumns.filter(({ column }) => columns.includes(column));
}

/** `Key (name)=(sea) already exists.` holds the values of one column, or of several with commas between them. */
function valuesOf(detail: string | undefined): string | undefined {
  return detail === undefined ? undefined : /^Key \(.*?\)=\((.*)\) /s.exec(detail)?.[1];
}

/** `Failing row contains (1, Ann, null).` begins with what mostly is the key; long values end in `...`. */
function rowOf(detail: string | undefined): string | undefined {
  return detail === undefined ? undefined : /^Failing row contains \((.*)\)\.$/s.exec(detail)?.[1];
}

function isRow({ key }: EntityState, row: string): boolean {
  return key !== undefined && (row === key || row.startsWith(`${key}, `));
}

function hasValues(
  state: EntityState,
  columns: ColumnField[],
  values: string | undefined,
): boolean {
  const hasColumns =
    columns.length > 0 && columns.every((column) => isOfType(state.meta, column.meta));
  return hasColumns && columns.map((column) => cellOf(state, column)).join(", ") === values;
}
