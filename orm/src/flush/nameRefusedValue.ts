// Postgres says that some value of a statement is too long, out of range or no value of its type, and not whose it is. Here that is found
// out, once the transaction is over: what the schema knows is asked first, then Postgres itself, column by column without
// writing anything, and then row by row among the half that fails.
import { DatabaseError } from "../errors/DatabaseError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { lengthOf } from "../rules/builtIn/lengthOf.ts";
import type { ColumnField } from "../schema/Field.ts";
import { memberOf } from "../schema/memberOf.ts";
import type { EntityState } from "../session/EntityState.ts";
import { quoteQualified } from "../sql/identifier.ts";
import type { Statement } from "../sql/Statement.ts";
import type { FlushRun } from "./FlushRun.ts";
import { cellOf, listOf } from "./writes/cells.ts";

/** A column of the statement that failed, with the cells that it was to have. */
interface Candidate {
  readonly column: ColumnField;
  readonly values: ReadonlyArray<{ readonly state: EntityState; readonly cell: string }>;
}

/**
 * The error with entity and field, `InvalidValueError`; any other error, and one whose cause is not found, as it is.
 *
 * **SQL**: after a refused value only, and not within a transaction that others have begun: one SELECT per column in one
 * pipeline, then one for each halving of the rows.
 */
export async function nameRefusedValue(run: FlushRun, error: unknown): Promise<unknown> {
  if (!(error instanceof DatabaseError) || !isDataException(error.sqlState)) return error;
  const candidates = candidatesOf(run, error.sql);
  const found = findTooLong(candidates) ?? (await findRefused(run, candidates));
  if (found === undefined) return error;
  const { entity } = found.state;
  const field = memberOf(found.column);
  const reason = `cannot be stored: ${error.message}`;
  return new InvalidValueError({ entity, field, reason, cause: error });
}

/** Class 22 of the Postgres manual: what is wrong is a value, not a statement or a row. */
function isDataException(state: string): boolean {
  return state.startsWith("22");
}

function candidatesOf({ plan }: FlushRun, sql: string | undefined): Candidate[] {
  const write = plan.writes.find(({ statement }) => statement.text === sql);
  const values = new Map<ColumnField, Array<Candidate["values"][number]>>();
  for (const state of write?.states ?? [])
    for (const column of state.meta.allColumns) {
      const isWritten = state.isNew || state.changed?.has(column) === true;
      const cell = isWritten && !column.isGenerated ? cellOf(state, column) : null;
      if (cell === null) continue;
      const known = values.get(column);
      if (known === undefined) values.set(column, [{ state, cell }]);
      else known.push({ state, cell });
    }
  return [...values].map(([column, cells]) => ({ column, values: cells }));
}

interface Refused {
  readonly column: ColumnField;
  readonly state: EntityState;
}

function findTooLong(candidates: ReadonlyArray<Candidate>): Refused | undefined {
  for (const { column, values } of candidates) {
    const most = "maxLength" in column ? column.maxLength : undefined;
    if (most === undefined) continue;
    const tooLong = values.find(({ cell }) => cell.length > most && lengthOf(cell)! > most);
    if (tooLong !== undefined) return { column, state: tooLong.state };
  }
  return undefined;
}

async function findRefused(
  run: FlushRun,
  candidates: ReadonlyArray<Candidate>,
): Promise<Refused | undefined> {
  // In a transaction that has failed nothing can be asked, and a pool may have no second connection.
  if (run.transaction !== undefined) return undefined;
  const refused = await refusedAmong(run, candidates);
  return refused === undefined ? undefined : await narrow(run, refused);
}

/** Halves the rows until one is left. */
async function narrow(run: FlushRun, { column, values }: Candidate): Promise<Refused | undefined> {
  if (values.length === 1) return { column, state: values[0]!.state };
  const middle = values.length >> 1;
  const refused = await refusedAmong(run, [
    { column, values: values.slice(0, middle) },
    { column, values: values.slice(middle) },
  ]);
  return refused === undefined ? undefined : await narrow(run, refused);
}

/** The first of which Postgres will not have a value. */
async function refusedAmong(
  { driver }: FlushRun,
  candidates: ReadonlyArray<Candidate>,
): Promise<Candidate | undefined> {
  if (candidates.length === 0) return undefined;
  const outcomes = await driver.execute(candidates.map(probe));
  const at = outcomes.findIndex(
    ({ error }) => error instanceof DatabaseError && isDataException(error.sqlState),
  );
  return candidates[at];
}

/** A row of the table's type takes a value as the column would, its length, precision and domain included, and is written nowhere. */
function probe({ column, values }: Candidate): Statement {
  const { schemaName, tableName } = column.meta.tableType;
  const table = quoteQualified(schemaName, tableName);
  return {
    text: `SELECT count(json_populate_record(NULL::${table}, json_build_object($1::text, v))) FROM unnest($2::text[]) AS given(v)`,
    values: [column.column, listOf(values.map(({ cell }) => cell))],
    operation: `find refused value of ${tableName}`,
    isSensitive: column.isSensitive,
  };
}
