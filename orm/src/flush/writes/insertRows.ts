// New rows of one table that supply the same columns: one INSERT from one bound array per column, and one bound value for a column
// in which all of them have the same. Rows that are not inserted, though the statement succeeds, fail it.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { Rows } from "../../driver/Rows.ts";
import { castType } from "../../schema/castType.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { readKeys } from "../../session/readKeys.ts";
import { type WrittenColumn, WrittenRows } from "../../session/WrittenRows.ts";
import { quote } from "../../sql/identifier.ts";
import type { Bound, Cell } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { element, listOf, listType } from "./cells.ts";
import { failWhenSkipped } from "./skippedRows.ts";

export interface NewRows {
  readonly part: TablePart;
  /** Those supplied; the others are the database's to fill, and are read back. */
  readonly columns: ReadonlyArray<ColumnField>;
  /** The rows are taken over, should others have inserted ones with the same values in these columns. */
  readonly unlessThere?: ReadonlyArray<ColumnField> | undefined;
  readonly states: ReadonlyArray<EntityState>;
  /** By column index; in columns that the database fills the cells are NULL. */
  readonly cells: ReadonlyArray<WrittenColumn | undefined>;
}

export function insertRows(given: NewRows): Write {
  const { part, states } = given;
  const { meta } = part;
  const insert =
    given.unlessThere === undefined
      ? toCheckedInsert(given, toInsert(given, 1))
      : toInsertUnlessThere(given);
  const { text, values } = insert;
  return {
    title: titleOf(given),
    statement: {
      text,
      values,
      operation: `insert ${meta.tableName}`,
      writes: states.length,
    },
    meta,
    states,
    ...(insert.makesKeys
      ? {
          takeKeys: ({ rows }, keys) =>
            keys.take(
              states,
              rows.map(([key]) => key),
            ),
        }
      : {}),
    settle: (result) => insert.settle(Answer.rowsOf(result)),
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
      // Rows of others have nothing here.
      return own.filter(([key]) => key !== null);
    });
  };
  const checks = inserts.map((insert, at) => `(${checkOf(all[at]!, insert, `w${at}`)})`);
  const [first] = read;
  const joined =
    read.length < 2 ? first : `(${read.join(" FULL JOIN ")}${" ON false".repeat(read.length - 1)})`;
  const answer =
    first === undefined
      ? checks.join(", ")
      : `${read.map((name) => `${name}.*`).join(", ")}, checked.* FROM (SELECT ${checks.join(", ")}) AS checked LEFT JOIN ${joined} ON true`;
  return {
    title: all.map(titleOf).join(" with "),
    statement: {
      text: `WITH ${inserts.map(({ text }, at) => `w${at} AS (${text})`).join(", ")} SELECT ${answer}`,
      values: inserts.flatMap(({ values }) => values),
      operation: all.map(({ part }) => `insert ${part.meta.tableName}`).join(" with "),
    },
    states: all.flatMap(({ states }) => states),
    takeKeys: ({ rows }, keys) => {
      const dealt = deal(rows);
      for (const [at, { makesKeys }] of inserts.entries())
        if (makesKeys)
          keys.take(
            all[at]!.states,
            dealt[at]!.map(([key]) => key),
          );
    },
    settle: ({ rows }) => {
      const dealt = deal(rows);
      for (const [at, { settle }] of inserts.entries()) {
        const own = dealt[at]!;
        settle(Answer.rowsOf({ rows: own, rowCount: own.length, command: "SELECT" }));
      }
    },
  };
}

function titleOf({ part, states }: NewRows): string {
  return `insert ${part.meta.tableName} ×${states.length}`;
}

/**
 * What is read back beside what the database fills: what Postgres may spell otherwise than it was given, and a time that tells
 * whether a row is still the one that was written: a trigger may have set another.
 */
function toInsert(given: NewRows, firstParameter: number): Insert {
  const { part, columns } = given;
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
  const bound = columns.map((column, at) => boundColumn(given, column, at, firstParameter + at));
  const names = columns.map(({ column }) => quote(column)).join(", ");
  const selected = bound.map(({ selected: each }) => each).join(", ");
  const overriding = meta.isIdentityAlways && !makesKeys ? " OVERRIDING SYSTEM VALUE" : "";
  const returned = [keyField, ...filled].map(({ column }) => quote(column)).join(", ");
  // Keys come in the order in which rows are inserted, and are dealt in it.
  const source = makesKeys ? `${unnest(bound, true)} ORDER BY place` : unnest(bound, false);
  const inserted =
    columns.length === 0
      ? "DEFAULT VALUES"
      : `(${names})${overriding} SELECT ${selected} FROM ${source}`;
  return {
    text: `INSERT INTO ${meta.table} ${inserted} RETURNING ${returned}`,
    values: bound.map(({ value }) => value),
    bound,
    filled,
    makesKeys,
    settle: (rows) => settleInserted(given, filled, rows),
  };
}

interface Insert {
  readonly text: string;
  readonly values: ReadonlyArray<Bound>;
  readonly bound: ReadonlyArray<BoundColumn>;
  /** What is read back, behind the keys. */
  readonly filled: ReadonlyArray<ColumnField>;
  /** The database makes the keys. */
  readonly makesKeys: boolean;
  readonly settle: (rows: Rows) => void;
}

/** A column of the rows as it is bound. */
interface BoundColumn {
  readonly value: Bound;
  /** How it stands in the list of what is selected. */
  readonly selected: string;
  /** The list and what its elements are called; `undefined` for a value that all rows have. */
  readonly list: { readonly parameter: string; readonly name: string } | undefined;
}

function boundColumn(
  { cells, states }: NewRows,
  column: ColumnField,
  at: number,
  parameter: number,
): BoundColumn {
  const own = cells[column.index];
  // The first column makes the rows.
  if (typeof own === "string" && at > 0) {
    const selected = `$${parameter}::${castType(column.codec.type)}`;
    return { value: own, selected, list: undefined };
  }
  const name = `c${at}`;
  const all = typeof own === "string" ? states.map(() => own) : (own as ReadonlyArray<Cell>);
  return {
    value: listOf(all),
    selected: element(name, column),
    list: { parameter: `$${parameter}::${listType(column)}`, name },
  };
}

function unnest(bound: ReadonlyArray<BoundColumn>, isPlaced: boolean): string {
  const lists = bound.flatMap(({ list }) => list ?? []);
  const names = [...lists.map(({ name }) => name), ...(isPlaced ? ["place"] : [])];
  return `unnest(${lists.map(({ parameter }) => parameter).join(", ")})${isPlaced ? " WITH ORDINALITY" : ""} AS given(${names.join(", ")})`;
}

const manyRows = 32;

/** Gives what is read back, and fails when a row was not inserted. */
function toCheckedInsert(given: NewRows, insert: Insert): Insert {
  const check = checkOf(given, insert, "written");
  const text = `WITH written AS (${insert.text})`;
  if (insert.filled.length === 0 && !insert.makesKeys)
    return { ...insert, text: `${text} ${check}` };
  const time = comparedTime(given, insert);
  const joined = `${text} SELECT written.*, checked.failure FROM (${check}) AS checked LEFT JOIN written ON`;
  if (time === undefined) return { ...insert, text: `${joined} true` };
  const { column, selected } = time;
  return {
    ...insert,
    text: `${joined} written.${quote(column.column)} IS DISTINCT FROM ${selected}`,
    settle: (rows) => settleCompared(given, column, rows),
  };
}

function checkOf(
  { part, columns }: NewRows,
  { bound, makesKeys }: Insert,
  written: string,
): string {
  // Without columns there is one row.
  const count = bound[0] === undefined ? "1" : `cardinality(${bound[0].list!.parameter})`;
  const keys = bound[columns.indexOf(part.keyField)]?.list?.parameter;
  return failWhenSkipped(
    part,
    written,
    count,
    makesKeys || keys === undefined
      ? undefined
      : { list: keys, element: element("key", part.keyField) },
  );
}

/**
 * Where nothing is read back but the time that all rows were given, only the rows come back that have another: those of which a
 * trigger has set it.
 */
function comparedTime(
  { states, columns }: NewRows,
  { filled, bound, makesKeys }: Insert,
): { readonly column: ColumnField; readonly selected: string } | undefined {
  const [column, ...others] = filled;
  const own = column === undefined ? undefined : bound[columns.indexOf(column)];
  if (own === undefined || others.length > 0 || own.list !== undefined) return undefined;
  // To compare costs more than to read few rows.
  if (states.length < manyRows || makesKeys) return undefined;
  return { column: column!, selected: own.selected };
}

/** What a check of such rows is called. */
export const thereKind = "there";

/** Fails with the keys of those that found a row, so that nothing of the flush is written. */
function toInsertUnlessThere(given: NewRows): Insert {
  const { part, columns, unlessThere } = given;
  const { keyField } = part;
  const insert = toInsert(given, 1);
  const key = `c${columns.indexOf(keyField)}`;
  const target = unlessThere!.map(({ column }) => quote(column)).join(", ");
  const into = insert.text.slice(0, insert.text.indexOf(" SELECT "));
  const selected = insert.bound.map(({ selected: each }) => each).join(", ");
  const returned = insert.filled.map(({ column }) => `, ${quote(column)}`).join("");
  return {
    ...insert,
    text: [
      `WITH given AS (SELECT * FROM ${unnest(insert.bound, false)}),`,
      `written AS (${into} SELECT ${selected} FROM given ON CONFLICT (${target}) DO NOTHING RETURNING ${quote(keyField.column)} AS id${returned})`,
      `SELECT written.*, CASE WHEN there.rows IS NOT NULL THEN ('kingpost:${thereKind} ' || there.rows)::integer END`,
      `FROM (SELECT json_agg(given.${key}::text)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.${key})) AS there LEFT JOIN written ON true`,
    ].join(" "),
  };
}

function settleInserted(given: NewRows, filled: ReadonlyArray<ColumnField>, rows: Rows): void {
  const cells = [...given.cells];
  if (filled.length > 0) {
    const places = placesIn(given, rows);
    for (const [at, { index }] of filled.entries()) {
      const column = rows.column(at + 1);
      cells[index] =
        places === undefined
          ? column
          : places.map((place) => (place === undefined ? null : column[place]!));
    }
  }
  settleRows(given, cells, filled);
}

/** Most often no row came back, and all rows have the time that they were given. */
function settleCompared(given: NewRows, time: ColumnField, rows: Rows): void {
  const keys = readKeys(rows, given.part.meta, 0);
  if (keys[0] === undefined) return settleRows(given, given.cells, []);
  const cells = [...given.cells];
  const column = given.states.map(() => cells[time.index] as string);
  const places = new Map(given.states.map(({ mapKey }, at) => [mapKey, at]));
  const times = rows.column(1);
  for (const [at, key] of keys.entries()) column[places.get(key)!] = times[at]!;
  cells[time.index] = column;
  settleRows(given, cells, [time]);
}

/** @param filled what was read as unset before the database filled it is read anew */
function settleRows(
  { part, columns, states }: NewRows,
  cells: ReadonlyArray<WrittenColumn | undefined>,
  filled: ReadonlyArray<ColumnField>,
): void {
  const keys = part.keyField.index;
  const rows = new WrittenRows(
    columns.includes(part.keyField)
      ? cells
      : cells.with(
          keys,
          states.map(({ key }) => key!),
        ),
  );
  for (let place = 0; place < states.length; place++) {
    const state = states[place]!;
    const { values } = state;
    if (values !== undefined && filled.length > 0)
      for (const { index } of filled) values[index] = unread;
    if (state.meta.parts.length === 1) state.setWritten(rows, place);
    else state.row = mergedRow(state.row, rows.row(place));
  }
}

/** Of an entity whose row stands in several tables each holds a part. */
function mergedRow(known: ReadonlyArray<Cell> | undefined, part: ReadonlyArray<Cell>): Cell[] {
  const row = [...(known ?? [])];
  for (const [index, cell] of part.entries()) if (cell !== undefined) row[index] = cell;
  return row;
}

/**
 * Where in an answer each row stands; `undefined` when they come in the order in which they were given, as they do, though nobody
 * promises it.
 */
function placesIn(
  { part, states }: NewRows,
  rows: Rows,
): ReadonlyArray<number | undefined> | undefined {
  const keys = readKeys(rows, part.meta, 0);
  if (keys.length === states.length && states.every(({ mapKey }, at) => mapKey === keys[at]))
    return undefined;
  const places = new Map(keys.map((key, at) => [key, at]));
  return states.map(({ mapKey }) => places.get(mapKey));
}
