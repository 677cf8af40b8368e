// In which round the rows of a flush are inserted where the database makes keys: what leads to such a row waits for its key, and so for
// an answer. One round trip more for each level of such waiting, however many rows there are; none where nothing leads to them.
import { NoIdError } from "../errors/NoIdError.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import type { TablePart } from "../schema/TablePart.ts";
import { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";

export interface KeyLevels {
  /** How many rounds there are; what follows the INSERTs goes with the last one. */
  readonly count: number;
  /** The rows of each round by the tables that they stand in. */
  partsOf(level: number): Map<TablePart, EntityState[]>;
}

/** Its key is the database's to make. */
export function isKeyOpen({ key, meta }: EntityState): boolean {
  return key === undefined && meta.rootType.idGenerator === "database";
}

/** `undefined` when nothing has to wait. @throws NoIdError (`NO_ID`) for rows that wait for each other's keys */
export function keyLevels(session: Session): KeyLevels | undefined {
  if (!session.domain.makesKeys) return undefined;
  const open = [...session.created].filter(isKeyOpen);
  if (open.length === 0) return undefined;
  const levels = levelsOf(session.created);
  const highest = Math.max(...[...levels.values()].flat());
  const waitsAtEnd = waitedForAtEnd(session).some((state) => levels.get(state)![0] === highest);
  const count = highest + 1 + (waitsAtEnd ? 1 : 0);
  return count === 1 ? undefined : { count, partsOf: (level) => partsOf(levels, level) };
}

/** By entity, for each table that it stands in. */
function levelsOf(created: Session["created"]): Map<EntityState, number[]> {
  const levels = new Map([...created].map((state) => [state, state.meta.parts.map(() => 0)]));
  const mostRounds = [...levels.values()].flat().length;
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const [state, own] of levels)
      for (const [at, part] of state.meta.parts.entries()) {
        const level = levelOf(state, at, part, levels);
        if (level <= own[at]!) continue;
        if (level > mostRounds) throw new NoIdError({ entity: state.entity });
        own[at] = level;
        isDone = false;
      }
  }
  return levels;
}

function levelOf(
  state: EntityState,
  at: number,
  part: TablePart,
  levels: ReadonlyMap<EntityState, ReadonlyArray<number>>,
): number {
  const own = levels.get(state)!;
  // The parts of a row have one key, which comes with the first of them.
  let level = at === 0 ? 0 : Math.max(own[at - 1]!, isKeyOpen(state) ? own[0]! + 1 : 0);
  for (const column of part.columns) {
    if (column.kind !== "m2o") continue;
    const target = targetOf(state, column);
    const theirs = target && levels.get(target);
    if (theirs === undefined || waitsTillEnd(column, part, target!)) continue;
    const there = target!.meta.parts.findIndex(({ meta }) => meta === column.otherMeta.tableType);
    level = Math.max(level, theirs[there]!, isKeyOpen(target!) ? theirs[0]! + 1 : 0);
  }
  return level;
}

/** What may be NULL at first is not waited for, where the target comes later or stands in the same statement. */
export function waitsTillEnd(
  column: ManyToOneField,
  part: TablePart,
  target: EntityState,
): boolean {
  if (column.notNull) return false;
  const [own, other] = [part.meta.tableOrder, column.otherMeta.tableOrder];
  return other > own || (other === own && isKeyOpen(target));
}

/** The rows whose keys something needs that is written when all rows are there. */
function waitedForAtEnd({
  created,
  dirty,
  joinRows,
  enumRows,
  merges,
  notifications,
}: Session): ReadonlyArray<EntityState> {
  // What a function will tell is not known, so it may be any of them.
  if (notifications?.some(({ payload }) => typeof payload === "function") === true)
    return [...created].filter(isKeyOpen);
  const waited: Array<EntityState | undefined> = [
    ...joinRows.pending.flatMap(({ added }) =>
      added.flatMap(({ first, second }) => [first, second]),
    ),
    ...enumRows.pending.flatMap(({ added }) => added.map(({ owner }) => owner)),
    ...merges.moves.map(({ to }) => to),
  ];
  for (const state of created)
    for (const part of state.meta.parts)
      for (const column of part.columns) {
        const target = column.kind === "m2o" ? targetOf(state, column) : undefined;
        if (target && waitsTillEnd(column as ManyToOneField, part, target)) waited.push(target);
      }
  for (const state of dirty)
    for (const column of state.changed ?? [])
      if (column.kind === "m2o") waited.push(targetOf(state, column));
  return waited.filter(
    (state) => state !== undefined && created.has(state) && isKeyOpen(state),
  ) as EntityState[];
}

function targetOf({ values }: EntityState, { index }: ManyToOneField): EntityState | undefined {
  const target = values?.[index];
  return target instanceof EntityState ? target : undefined;
}

function partsOf(
  levels: ReadonlyMap<EntityState, ReadonlyArray<number>>,
  level: number,
): Map<TablePart, EntityState[]> {
  const parts = new Map<TablePart, EntityState[]>();
  for (const [state, own] of levels)
    for (const [at, part] of state.meta.parts.entries())
      if (own[at] === level) {
        const states = parts.get(part);
        if (states === undefined) parts.set(part, [state]);
        else states.push(state);
      }
  return parts;
}
