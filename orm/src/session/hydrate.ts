// Turns rows into entities: the ones in the identity map, or new objects for rows that were not there.
import { type RowRun, Rows } from "../driver/Rows.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { mapKeyOf, mapKeyOfBytes } from "../schema/keys.ts";
import type { ReadingPlan } from "../schema/ReadingPlan.ts";
import { cellEnd } from "../sql/row/findCell.ts";
import { readCells } from "../sql/row/readCells.ts";
import type { Cell } from "../sql/Statement.ts";
import { BaseEntity } from "./BaseEntity.ts";
import type { EntityGroup } from "./EntityGroup.ts";
import { EntityState } from "./EntityState.ts";
import type { Session } from "./Session.ts";

/**
 * The entities of rows whose cells are the columns of `meta` in order, or the select list of its reading plan; more cells may
 * follow. A row read again changes nothing in memory.
 */
export function hydrate(
  session: Session,
  meta: EntityMeta,
  rows: Rows | ReadonlyArray<ReadonlyArray<Cell>>,
): EntityState[] {
  if (meta.reading?.isMixed) return hydrateMixed(session, meta.reading, rows);
  const group = session.identityMap.group(session, meta);
  if (!(rows instanceof Rows))
    return rows.map((row) => {
      const existing = living(group.byKey.get(mapKeyOf(meta, row[0]!)));
      return existing ?? newState(session, meta, row[0]!, ownCells(meta, row), 0);
    });
  // A list that grows by `push` is copied over and over.
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known
  const states = new Array<EntityState>(rows.length);
  let at = 0;
  for (const run of rows.runs) at = hydrateRun(group, run, states, at);
  return states;
}

/** A row that this em has deleted is no more: one with its key was inserted elsewhere since, and is another entity. */
function living(state: EntityState | undefined): EntityState | undefined {
  return state?.deleted === "flushed" ? undefined : state;
}

/** Without what stands behind them, where the type's lazy columns have their place. */
function ownCells(
  { columns, lazyColumns }: EntityMeta,
  row: ReadonlyArray<Cell>,
): ReadonlyArray<Cell> {
  return lazyColumns.length === 0 ? row : row.slice(0, columns.length);
}

/** The key stands in the row's first cell, behind the count of cells and its own length. */
const keyOffset = 6;

/** Enters the entities of a run from a place on, and answers the place behind them. */
function hydrateRun(
  group: EntityGroup,
  { bytes, starts }: RowRun,
  states: EntityState[],
  from: number,
): number {
  const { meta, byKey, session } = group;
  const { columns, lazyColumns } = meta;
  let made = 0;
  let place = from;
  for (const start of starts) {
    const at = start + keyOffset;
    const key = mapKeyOfBytes(meta, bytes, at, cellEnd(bytes, at));
    let state = living(byKey.get(key));
    if (state === undefined) {
      // What a statement appends to a row would stand where the type's lazy columns have their place.
      const isLonger = lazyColumns.length > 0 && bytes.readUInt16BE(start) > columns.length;
      state = isLonger
        ? new EntityState(group, key, readCells(bytes, start).slice(0, columns.length), -1)
        : new EntityState(group, key, bytes, start);
      session.identityMap.addMissing(state);
      madeObject(session, state);
      made++;
    }
    states[place++] = state;
  }
  // Few new entities must not keep a buffer full of rows that nobody needs: all rows of a join are there once for each pair.
  if (made > 0 && made * 4 < starts.length)
    for (let at = from; at < place; at++) states[at]!.ownRowOf(bytes);
  return place;
}

/** Each row is of the type that it says itself. */
function hydrateMixed(
  session: Session,
  reading: ReadingPlan,
  rows: Rows | ReadonlyArray<ReadonlyArray<Cell>>,
): EntityState[] {
  const byKey = session.identityMap.ofType(reading.meta);
  return rows.map((row) => {
    const existing = living(byKey.get(mapKeyOf(reading.meta, row[0]!)));
    if (existing !== undefined) return existing;
    const { meta, cells } = reading.read(row);
    return newState(session, meta, row[0]!, cells, 0);
  });
}

/** Makes the object of an entity and registers it. */
export function newState(
  session: Session,
  meta: EntityMeta,
  key: string | undefined,
  row: ReadonlyArray<Cell> | undefined,
  number: number,
): EntityState {
  const group = session.identityMap.group(session, meta);
  const mapKey = key === undefined ? undefined : mapKeyOf(meta, key);
  const state = new EntityState(group, mapKey, row, -1);
  if (number > 0) state.number = number;
  return makeEntity(session, state);
}

/** Registers a state and makes its object. */
export function makeEntity(session: Session, state: EntityState): EntityState {
  session.identityMap.add(state);
  return madeObject(session, state);
}

function madeObject(session: Session, state: EntityState): EntityState {
  makeObject(state);
  if (session.events.hearsLoads && !state.isNew) session.events.tellLoaded(session.em, state);
  return state;
}

/**
 * Only the base's constructor runs, which sets `state.entity`: field initialisers of the classes below it would run for every
 * row. Measured at 35 ns an object, as `new meta.cstr(state)` is with several classes.
 */
export function makeObject(state: EntityState): void {
  Reflect.construct(BaseEntity, [state], state.meta.cstr);
}
