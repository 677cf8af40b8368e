// New rows of one table that supply the same columns: one INSERT from one bound array per column.
import type { Result } from "../../driver/Driver.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { element, listOf, listType } from "./cells.ts";

export interface NewRow {
  readonly state: EntityState;
  /** By column index; columns that the database fills are NULL here. */
  readonly cells: Cell[];
}

export interface NewRows {
  readonly part: TablePart;
  /** Those supplied; the others are the database's to fill, and are read back. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** The rows are taken over, should others have inserted ones with the same values in these columns. */
  readonly unlessThere?: ReadonlyArray<ColumnField> | undefined;
  readonly rows: ReadonlyArray<NewRow>;
}

export function insertRows(given: NewRows): Write {
  const { meta } = given.part;
  const { text, values, filled, makesKeys } =
    given.unlessThere === undefined ? toInsert(given, 1) : toInsertUnlessThere(given);
  const states = given.rows.map(({ state }) => state);
  return {
    title: titleOf(given),
    statement: { text, values, operation: `insert ${meta.tableName}` },
    meta,
    states,
    ...(makesKeys
      ? {
          takeKeys: ({ rows }, keys) =>
            keys.take(
              states,
              rows.map(([key]) => key),
            ),
        }
      : {}),
    settle: (result) => settleInserted(filled, given.rows, result.rows),
  };
}

/**
 * Rows of several tables that need each other: one statement for all of them, since Postgres looks at foreign keys when a
 * statement is at its end. So no key has to be deferrable.
 */
export function insertTogether(all: ReadonlyArray<NewRows>): Write {
  let parameter = 1;
  const inserts = all.map((given) => {
    const insert = toInsert(given, parameter);
    parameter += insert.values.length;
    return insert;
  });
  const isRead = inserts.map(({ filled, makesKeys }) => filled.length > 0 || makesKeys);
  const read = inserts.flatMap((_, at) => (isRead[at] === true ? [`w${at}`] : []));
  /** The cells of each table's rows, by turns. */
  const deal = (rows: Result["rows"]): ReadonlyArray<Result["rows"]> => {
    let start = 0;
    return inserts.map(({ filled }, at) => {
      const end = start + (isRead[at] === true ? filled.length + 1 : 0);
      const own = rows.map((cells) => cells.slice(start, end));
      start = end;
      return own;
    });
  };
  const answer = read.length === 0 ? "1" : `* FROM ${read.join(" FULL JOIN ")}`;
  const joins = " ON false".repeat(Math.max(read.length - 1, 0));
  return {
    title: all.map(titleOf).join(" with "),
    statement: {
      text: `WITH ${inserts.map(({ text }, at) => `w${at} AS (${text})`).join(", ")} SELECT ${answer}${joins}`,
      values: inserts.flatMap(({ values }) => values),
      operation: all.map(({ part }) => `insert ${part.meta.tableName}`).join(" with "),
    },
    states: all.flatMap(({ rows }) => rows.map(({ state }) => state)),
    takeKeys: ({ rows }, keys) => {
      const dealt = deal(rows);
      for (const [at, { makesKeys }] of inserts.entries()) {
        if (!makesKeys) continue;
        const own = dealt[at]!.map(([key]) => key).filter((key) => key !== null);
        keys.take(
          all[at]!.rows.map(({ state }) => state),
          own,
        );
      }
    },
    settle: ({ rows }) => {
      const dealt = deal(rows);
      for (const [at, { filled }] of inserts.entries())
        settleInserted(filled, all[at]!.rows, dealt[at]!);
    },
  };
}

function titleOf({ part, rows }: NewRows): string {
  return `insert ${part.meta.tableName} ×${rows.length}`;
}

/**
 * What is read back beside what the database fills: what Postgres may spell otherwise than it was given, and a time that tells
 * whether a row is still the one that was written: a trigger may have set another.
 */
function toInsert({ part, columns, rows }: NewRows, firstParameter: number) {
  const { meta, keyField } = part;
  const time = part.tokenField === part.updatedAt ? part.updatedAt : undefined;
  const makesKeys = !columns.includes(keyField);
  const filled = part.columns.filter(
    (column) =>
      column !== keyField &&
      (!columns.includes(column) ||
        column === time ||
        column.isReadBack ||
        column.codec.isRespelled === true),
  );
  const names = columns.map(({ column }) => quote(column)).join(", ");
  const lists = columns.map((column, at) => `$${firstParameter + at}::${listType(column)}`);
  const given = columns.map((_, at) => `c${at}`);
  const selected = columns.map((column, at) => element(`c${at}`, column)).join(", ");
  const overriding = meta.isIdentityAlways && !makesKeys ? " OVERRIDING SYSTEM VALUE" : "";
  const returned = [keyField, ...filled].map(({ column }) => quote(column)).join(", ");
  const returning = filled.length === 0 && !makesKeys ? "" : ` RETURNING ${returned}`;
  // Keys come in the order in which rows are inserted, and are dealt in it.
  const [place, order] = makesKeys ? [" WITH ORDINALITY", " ORDER BY place"] : ["", ""];
  const source = `unnest(${lists.join(", ")})${place} AS given(${[...given, ...(makesKeys ? ["place"] : [])].join(", ")})`;
  const inserted =
    columns.length === 0
      ? "DEFAULT VALUES"
      : `(${names})${overriding} SELECT ${selected} FROM ${source}${order}`;
  return {
    text: `INSERT INTO ${meta.table} ${inserted}${returning}`,
    values: columns.map(({ index }) => listOf(rows.map(({ cells }) => cells[index]!))),
    filled,
    makesKeys,
  };
}

/** What a check of such rows is called. */
export const thereKind = "there";

/** Fails with the keys of those that found a row, so that nothing of the flush is written. */
function toInsertUnlessThere(given: NewRows) {
  const { part, columns, unlessThere } = given;
  const { keyField } = part;
  const insert = toInsert(given, 1);
  const key = `c${columns.indexOf(keyField)}`;
  const target = unlessThere!.map(({ column }) => quote(column)).join(", ");
  const lists = columns.map((column, at) => `$${at + 1}::${listType(column)}`).join(", ");
  const names = columns.map((_, at) => `c${at}`).join(", ");
  const into = insert.text.slice(0, insert.text.indexOf(" SELECT "));
  const selected = columns.map((column, at) => element(`c${at}`, column)).join(", ");
  const returned = insert.filled.map(({ column }) => `, ${quote(column)}`).join("");
  return {
    ...insert,
    text: [
      `WITH given AS (SELECT * FROM unnest(${lists}) AS given(${names})),`,
      `written AS (${into} SELECT ${selected} FROM given ON CONFLICT (${target}) DO NOTHING RETURNING ${quote(keyField.column)} AS id${returned})`,
      `SELECT written.*, CASE WHEN there.rows IS NOT NULL THEN ('kingpost:${thereKind} ' || there.rows)::integer END`,
      `FROM (SELECT json_agg(given.${key}::text)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.${key})) AS there LEFT JOIN written ON true`,
    ].join(" "),
  };
}

function settleInserted(
  filled: ReadonlyArray<ColumnField>,
  rows: ReadonlyArray<NewRow>,
  answer: Result["rows"],
): void {
  const returned = filled.length === 0 ? undefined : inOrder(rows, answer);
  for (const [at, { state, cells }] of rows.entries()) {
    const extra = returned?.[at];
    for (const [place, { index }] of filled.entries()) {
      cells[index] = extra?.[place + 1] ?? null;
      // What was read as unset before the database filled it is read anew.
      if (state.values !== undefined) state.values[index] = unread;
    }
    state.row = cells;
  }
}

/** The rows of an answer begin with their keys; they come in the order in which they were given, though nobody promises it. */
function inOrder(
  rows: ReadonlyArray<NewRow>,
  answer: Result["rows"],
): ReadonlyArray<ReadonlyArray<Cell> | undefined> {
  if (rows.every(({ state }, at) => answer[at]?.[0] === state.key)) return answer;
  const byKey = new Map(answer.map((cells) => [cells[0], cells]));
  return rows.map(({ state }) => byKey.get(state.key));
}
