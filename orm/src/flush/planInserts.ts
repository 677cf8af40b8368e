// The INSERTs of a flush: parents before children, rows that supply the same columns together. Rings of references are broken
// where a key may be NULL for a moment; where none may, one statement writes all tables of the ring. An entity whose row stands in several tables has an INSERT in each, the root's first.
import { groupBy } from "../kit/groupBy.ts";
import type { Target } from "../relations/pointTo.ts";
import type { Codec } from "../schema/Codec.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import type { TablePart } from "../schema/TablePart.ts";
import { type EntityState, unread } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import type { WrittenColumn } from "../session/WrittenRows.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Write } from "./Write.ts";
import { fitsStatement, inParts } from "./writes/inParts.ts";
import { insertRows, insertTogether, type NewRows } from "./writes/insertRows.ts";
import { writeLate } from "./writes/writeLate.ts";

/** Texts of instants: the entities of a flush were made within a few milliseconds, and printing a date is slow. */
type Instants = Map<number, string>;

/** What is inserted into one table, in order. */
interface TableInserts {
  readonly inserts: ReadonlyArray<Insert>;
  /** Keys that were NULL at first, by the column they stand in. */
  readonly late: ReadonlyMap<ManyToOneField, EntityState[]>;
  readonly part: TablePart;
}

/** Rows that supply the same columns, and the statements that insert them: one, unless they are very many. */
interface Insert {
  readonly given: NewRows;
  readonly writes: ReadonlyArray<Write>;
  /** The rows that must be there when the statement is at its end, though they come later. */
  readonly needs: ReadonlyArray<Need>;
}

interface Need {
  readonly target: EntityState;
  readonly column: ManyToOneField;
}

export function planInserts(created: ReadonlyArray<EntityState>): Write[] {
  if (created.length === 0) return [];
  const planner = new InsertPlanner();
  return [...planner.insert(byPart(created)), ...planner.late()];
}

/** For INSERTs in several rounds, where later ones need keys that earlier ones bring. */
export class InsertPlanner {
  readonly #shared: Shared = { instants: new Map(), inserted: new Map() };
  readonly #tables: TableInserts[] = [];

  /** Those of one round, once the ones before have their keys. */
  insert(parts: ReadonlyMap<TablePart, ReadonlyArray<EntityState>>): Write[] {
    const tables = [...parts]
      .toSorted(([a], [b]) => a.meta.tableOrder - b.meta.tableOrder)
      .map(([part, states]) => {
        const whole = planTable(part, states, false, this.#shared);
        const isInParts = whole.inserts.some(({ writes }) => writes.length > 1);
        return isInParts ? planTable(part, states, true, this.#shared) : whole;
      });
    this.#tables.push(...tables);
    const { inserted } = this.#shared;
    for (const [{ meta }, states] of parts) {
      const known = inserted.get(meta) ?? [];
      inserted.set(meta, [...known, states]);
    }
    return together(tables.flatMap(({ inserts }) => inserts));
  }

  /** The keys that were NULL at first, once all rows are there. */
  late(): Write[] {
    return this.#tables.flatMap(({ part, late }) =>
      [...late].flatMap(([field, waiting]) =>
        inParts(waiting, (some) => writeLate(part, field, some)),
      ),
    );
  }
}

/** What the tables of all rounds have in common. */
interface Shared {
  readonly instants: Instants;
  /** By table the rows of earlier rounds: whatever leads to them finds them. */
  readonly inserted: Map<EntityMeta, ReadonlyArray<ReadonlyArray<EntityState>>>;
}

/** Rows that need rows of later statements share one with them, and with all that stand in between. */
function together(inserts: ReadonlyArray<Insert>): Write[] {
  if (inserts.every(({ needs }) => needs.length === 0))
    return inserts.flatMap(({ writes }) => writes);
  const places = placesOf(inserts);
  const planned: Write[] = [];
  for (let at = 0; at < inserts.length;) {
    let last = at;
    for (let each = at; each <= last; each++)
      for (const { target, column } of inserts[each]!.needs)
        last = Math.max(last, places.get(column.otherMeta.tableType)?.get(target) ?? 0);
    const ring = inserts.slice(at, last + 1);
    if (ring.length === 1) planned.push(...ring[0]!.writes);
    else planned.push(insertTogether(ring.map(({ given }) => given)));
    at = last + 1;
  }
  return planned;
}

/** Where in the list the row of each entity is inserted into each table. */
function placesOf(
  inserts: ReadonlyArray<Insert>,
): ReadonlyMap<EntityMeta, ReadonlyMap<EntityState, number>> {
  const places = new Map<EntityMeta, Map<EntityState, number>>();
  for (const [at, { given }] of inserts.entries()) {
    const own = places.get(given.part.meta) ?? new Map<EntityState, number>();
    for (const state of given.states) own.set(state, at);
    places.set(given.part.meta, own);
  }
  return places;
}

function byPart(created: ReadonlyArray<EntityState>): Map<TablePart, EntityState[]> {
  const parts = new Map<TablePart, EntityState[]>();
  let last: TablePart | undefined;
  let states: EntityState[] = [];
  for (const state of created)
    for (const part of state.meta.parts) {
      // Entities of a type mostly come in a row.
      if (part !== last) {
        last = part;
        states = parts.get(part) ?? [];
        parts.set(part, states);
      }
      states.push(state);
    }
  return parts;
}

function planTable(
  part: TablePart,
  states: ReadonlyArray<EntityState>,
  isInParts: boolean,
  { instants, inserted }: Shared,
): TableInserts {
  const groups = inGroups(part, states);
  // Types that share a table without sharing all of its columns are inserted one after the other.
  const isSplit = isInParts || groups.size > 1 || part.meta.inheritanceType === "sti";
  const late = new Map<ManyToOneField, EntityState[]>();
  const inserts = [...groups.values()].map((members) => {
    const indexes = omittedColumns(members[0]!, part).split(",");
    const unlessThere = adoptedBy(members[0]!, part);
    const columns = part.columns.filter(
      ({ index, isGenerated }) => !isGenerated && !indexes.includes(String(index)),
    );
    const needs: Need[] = [];
    const cells: Array<WrittenColumn | undefined> = [];
    for (const column of part.columns)
      cells[column.index] =
        column.kind === "m2o"
          ? keysOf(members, column, part, isSplit, inserted, late, needs)
          : cellsOf(members, column, instants);
    const given = sortByUnique({ part, columns, unlessThere, states: members, cells });
    const writes =
      columns.length === 0
        ? members.map((_, place) => insertRows(rowsAt(given, [place])))
        : insertsOf(given);
    return { given, writes, needs };
  });
  return { inserts, late, part };
}

/** Rows in one group are one statement: they leave the same columns to the database, and take over rows by the same ones. */
function inGroups(
  part: TablePart,
  states: ReadonlyArray<EntityState>,
): ReadonlyMap<string, ReadonlyArray<EntityState>> {
  const isAdopting = states[0]?.session.adoptables.isEmpty === false;
  // Most tables have no column that the database fills.
  if (!isAdopting && openColumns(part).length === 0) return new Map([["", states]]);
  return groupBy(states, (state) => {
    const taken = adoptedBy(state, part);
    const omitted = omittedColumns(state, part);
    return taken === undefined ? omitted : `${omitted} ${taken.map(({ index }) => index).join()}`;
  });
}

/** The columns by which a row of others is taken over, where they stand in this table. */
function adoptedBy(state: EntityState, part: TablePart): ReadonlyArray<ColumnField> | undefined {
  const { adoptables } = state.session;
  if (adoptables.isEmpty || state.key === undefined) return undefined;
  const unique = adoptables.get(state)?.unique;
  return unique !== undefined && part.uniques.includes(unique) ? unique.fields : undefined;
}

/** The indexes of the columns left to the database, as a key. */
function omittedColumns(state: EntityState, part: TablePart): string {
  let omitted = "";
  for (const column of openColumns(part)) if (isUnset(state, column)) omitted += `${column.index},`;
  return omitted;
}

/** What the database fills where it is left out. */
function openColumns({ columns, meta }: TablePart): ColumnField[] {
  return columns.filter(
    (column) => column.isFilledByDatabase && !column.isGenerated && !isInstant(column, meta),
  );
}

/** What every new entity has from its making on. Types that extend each other share the fields of their base. */
function isInstant({ fieldName }: ColumnField, { timestamps }: EntityMeta): boolean {
  const { createdAt, updatedAt } = timestamps;
  return fieldName === createdAt?.fieldName || fieldName === updatedAt?.fieldName;
}

function isUnset(state: EntityState, column: ColumnField): boolean {
  return column.kind === "primaryKey"
    ? state.key === undefined
    : readColumn(state, column) === undefined;
}

/** One column of all rows; those that the database fills are NULL here. */
function cellsOf(
  states: ReadonlyArray<EntityState>,
  column: ColumnField,
  instants: Instants,
): WrittenColumn {
  const { index, kind, codec } = column;
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known, and there are many of these
  const cells = new Array<Cell>(states.length);
  if (kind === "primaryKey") {
    for (let at = 0; at < cells.length; at++) cells[at] = states[at]!.key ?? null;
    return cells;
  }
  const isTime = isInstant(column, column.meta);
  if (isTime) {
    const same = sameInstant(states, index);
    if (same !== undefined) return instantOf(same, codec, instants);
  }
  const { isText } = codec;
  for (let at = 0; at < cells.length; at++) {
    const { values } = states[at]!;
    // A new entity has what was set, and nothing else.
    const value = values === undefined ? unread : values[index];
    if (value === unread || value === undefined) cells[at] = null;
    else if (isText) cells[at] = value as string;
    else cells[at] = isTime ? instantOf(value, codec, instants) : codec.encode(value);
  }
  return cells;
}

/** What is made in one go is made at one instant. */
function sameInstant(states: ReadonlyArray<EntityState>, index: number): unknown {
  const first = states[0]?.values?.[index];
  if (!(first instanceof Date)) return undefined;
  return states.every(({ values }) => values?.[index] === first) ? first : undefined;
}

function instantOf(value: unknown, codec: Codec, instants: Instants): string {
  if (!(value instanceof Date)) return codec.encode(value);
  const time = value.getTime();
  let text = instants.get(time);
  if (text === undefined) instants.set(time, (text = codec.encode(value)));
  return text;
}

/**
 * One reference of all rows. One INSERT may hold both ends of a reference to its own table; several may not. A key that may be
 * NULL waits until its target is there.
 */
function keysOf(
  states: ReadonlyArray<EntityState>,
  column: ManyToOneField,
  part: TablePart,
  isSplit: boolean,
  inserted: Shared["inserted"],
  late: Map<ManyToOneField, EntityState[]>,
  needs: Need[],
): Cell[] {
  const { index, notNull } = column;
  const [own, other] = [part.meta.tableOrder, column.otherMeta.tableOrder];
  const comesLater = other > own || (isSplit && other === own);
  const isInserted = new Set(inserted.get(column.otherMeta.tableType)?.flat());
  let lastTarget: EntityState | undefined;
  let lastKey: Cell = null;
  return states.map((state): Cell => {
    const value = state.values === undefined ? unread : state.values[index];
    const target = value === unread ? undefined : (value as Target);
    if (typeof target !== "object") return target ?? null;
    const isWaitedFor = comesLater || (other === own && target.mapKey === undefined);
    if (isWaitedFor && target.isNew && !isInserted.has(target)) {
      if (!notNull) {
        const waiting = late.get(column);
        if (waiting === undefined) late.set(column, [state]);
        else waiting.push(state);
        return null;
      }
      needs.push({ target, column });
    }
    // Those that lead to one target mostly come in a row.
    if (target !== lastTarget) {
      lastTarget = target;
      lastKey = target.key ?? null;
    }
    return lastKey;
  });
}

/** Writers that insert the same unique values in the same order wait for each other, but never in a circle. */
function sortByUnique(given: NewRows): NewRows {
  const { part, states, cells } = given;
  const [unique] = part.uniques;
  if (unique === undefined || states.length < 2) return given;
  const [first, ...others] = unique.fields.map(({ index }) => cells[index]);
  const keys = states.map((_, at) => {
    const key = cellAt(first, at) ?? "";
    return others.length === 0
      ? key
      : [key, ...others.map((column) => cellAt(column, at) ?? "")].join("\0");
  });
  const places = [...keys.keys()].toSorted((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  return rowsAt(given, places);
}

function cellAt(column: WrittenColumn | undefined, place: number): Cell | undefined {
  return typeof column === "object" ? column?.[place] : column;
}

/** The rows at some places. */
function rowsAt(given: NewRows, places: ReadonlyArray<number>): NewRows {
  return {
    ...given,
    states: places.map((place) => given.states[place]!),
    cells: given.cells.map((column) =>
      typeof column === "object" && column !== null
        ? places.map((place) => column[place]!)
        : column,
    ),
  };
}

/** One statement, or several when the rows are too many for one. */
function insertsOf(given: NewRows): Write[] {
  const whole = insertRows(given);
  const { length } = given.states;
  if (length < 2 || fitsStatement(whole.statement)) return [whole];
  const places = [...given.states.keys()];
  const half = Math.ceil(length / 2);
  return [places.slice(0, half), places.slice(half)].flatMap((some) =>
    insertsOf(rowsAt(given, some)),
  );
}
