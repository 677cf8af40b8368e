// Turns a row into an entity: the one in the identity map, or a new object for a row that was not there.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ReadingPlan } from "../schema/ReadingPlan.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";
import { EntityState } from "./EntityState.ts";
import type { Session } from "./Session.ts";

/**
 * The entities of rows whose cells are the columns of `meta` in order, or the select list of its reading plan. A row read
 * again changes nothing in memory.
 */
export function hydrate(
  session: Session,
  meta: EntityMeta,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
): Entity[] {
  if (meta.reading?.isMixed) return hydrateMixed(session, meta.reading, rows);
  const byKey = session.identityMap.ofType(meta);
  const { columns, lazyColumns } = meta;
  return rows.map((row) => {
    const key = row[0]!;
    const existing = byKey.get(key);
    if (existing !== undefined) return existing.entity;
    // What stands behind a row's own cells stands where its lazy columns have their place.
    const cells = lazyColumns.length === 0 ? row : row.slice(0, columns.length);
    return newState(session, meta, key, cells, 0).entity;
  });
}

/** Each row is of the type that it says itself. */
function hydrateMixed(
  session: Session,
  reading: ReadingPlan,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
): Entity[] {
  const byKey = session.identityMap.ofType(reading.meta);
  return rows.map((row) => {
    const key = row[0]!;
    const existing = byKey.get(key);
    if (existing !== undefined) return existing.entity;
    const { meta, cells } = reading.read(row);
    return newState(session, meta, key, cells, 0).entity;
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
  const state = new EntityState(session, meta, key, row, number);
  session.identityMap.add(state);
  // Only the base's constructor runs, which sets `state.entity`: field initialisers of the classes below it would run for every
  // row. Measured at 35 ns an object, as `new meta.cstr(state)` is with several classes.
  Reflect.construct(BaseEntity, [state], meta.cstr);
  return state;
}
