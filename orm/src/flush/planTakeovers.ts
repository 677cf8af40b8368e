// Rows that take over a unique value from another row of the same flush: the row that holds the value must have let go of it
// before. Most flushes have none, and then nothing is reordered.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { EntityState } from "../session/EntityState.ts";
import { originalValue, readColumn } from "../session/fieldAccess.ts";
import type { Cell } from "../sql/Statement.ts";
import type { FlushRun } from "./FlushRun.ts";
import { cellOf } from "./writes/cells.ts";
import { canStandIn } from "./writes/standIn.ts";

type Unique = EntityMeta["uniques"][number];

/** For each row the rows that must be written before it, with the unique values it waits for; with none it waits for the row. */
type Waits = Map<EntityState, Map<EntityState, ReadonlyArray<Unique>>>;

/** Columns of updated rows that hold something else at first, and what they are to hold when all rows are written. */
export type LateColumns = ReadonlyMap<EntityState, ReadonlySet<ColumnField>>;

export interface Takeovers {
  /** Updated and deleted rows that are written before the inserts, round after round. */
  readonly early: ReadonlyArray<ReadonlyArray<EntityState>>;
  /** The other updated rows, round after round. */
  readonly updates: ReadonlyArray<ReadonlyArray<EntityState>>;
  readonly late: LateColumns;
  /** Unique values that rows take over from each other though nothing can stand in for them, with the rows. */
  readonly swaps: ReadonlyMap<Unique, ReadonlySet<EntityState>>;
}

/** Up to here rows are written one after the other; a longer chain takes two statements. */
const longestChain = 3;

export function planTakeovers(run: FlushRun): Takeovers {
  const { created, updated } = run;
  const holders = holdersOf(run);
  const waits: Waits = new Map();
  if (holders.size > 0)
    for (const states of [created, updated])
      for (const state of states) {
        const own = heldBy(state, holders);
        if (own.size > 0) waits.set(state, own);
      }
  if (waits.size === 0) return { early: [], updates: [updated], late: new Map(), swaps: new Map() };
  addChildren(run, waits);
  const late = shorten(waits);
  const swaps = takeSwaps(waits);
  const early = earlyRows(waits);
  for (const state of early)
    for (const column of state.changed ?? [])
      if (!column.notNull && isNewRow(readColumn(state, column))) putLate(late, state, column);
  const { rounds } = roundsOf(waits);
  const later = updated.filter((state) => !early.has(state));
  return {
    early: inRounds(early, rounds),
    updates: inRounds(later, rounds),
    late,
    swaps,
  };
}

/** The rows that let go of a unique value, by the value. */
function holdersOf({ updated, deleted }: FlushRun): Map<Unique, Map<string, EntityState>> {
  const holders = new Map<Unique, Map<string, EntityState>>();
  for (const states of [updated, deleted])
    for (const state of states)
      for (const unique of state.meta.uniques) {
        if (!state.isDeleted && !hasChanged(state, unique)) continue;
        const value = valueOf(unique, (column) => originalCell(state, column));
        if (value === undefined) continue;
        const byValue = holders.get(unique) ?? new Map<string, EntityState>();
        holders.set(unique, byValue.set(value, state));
      }
  return holders;
}

/** The rows whose unique values the given one takes. */
function heldBy(
  state: EntityState,
  holders: ReadonlyMap<Unique, ReadonlyMap<string, EntityState>>,
): Map<EntityState, Unique[]> {
  const found = new Map<EntityState, Unique[]>();
  for (const unique of state.meta.uniques) {
    const byValue = holders.get(unique);
    if (byValue === undefined || !(state.isNew || hasChanged(state, unique))) continue;
    const value = valueOf(unique, (column) => cellOf(state, column));
    const holder = value === undefined ? undefined : byValue.get(value);
    if (holder !== undefined && holder !== state)
      found.set(holder, [...(found.get(holder) ?? []), unique]);
  }
  return found;
}

function hasChanged({ changed }: EntityState, { fields }: Unique): boolean {
  return fields.some((column) => changed?.has(column));
}

/** `undefined` when a part is NULL, since then nothing equals it. */
function valueOf({ fields }: Unique, cellIn: (column: ColumnField) => Cell): string | undefined {
  const cells = fields.map(cellIn);
  return cells.includes(null) ? undefined : JSON.stringify(cells);
}

/** The database prints some types in another form than they are written in: both in the latter, to be compared. */
function originalCell(state: EntityState, column: ColumnField): Cell {
  const value = originalValue(state, column);
  return value === undefined ? null : column.codec.encode(value);
}

/** A row that is deleted early waits for those that point at it: they are deleted or pointed elsewhere before. */
function addChildren(run: FlushRun, waits: Waits): void {
  const children = childrenOf(run);
  // The map grows while it is walked: what is deleted earlier than planned has children of its own.
  for (const holders of waits.values())
    for (const holder of holders.keys()) {
      if (!holder.isDeleted || waits.has(holder)) continue;
      const own = children.get(holder.meta.rootType)?.get(holder.key!) ?? [];
      const others = own.filter((child) => child !== holder);
      waits.set(holder, new Map(others.map((child) => [child, []])));
    }
}

/** The rows that point at a row until they are written, by the hierarchy and key of that one. */
function childrenOf({ updated, deleted }: FlushRun): Map<EntityMeta, Map<string, EntityState[]>> {
  const children = new Map<EntityMeta, Map<string, EntityState[]>>();
  for (const state of [...updated, ...deleted])
    for (const column of state.meta.columns) {
      if (column.kind !== "m2o" || !(state.isDeleted || state.changed?.has(column))) continue;
      const key = state.row![column.index];
      if (typeof key !== "string") continue;
      const { rootType } = column.otherMeta;
      const byKey = children.get(rootType) ?? new Map<string, EntityState[]>();
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [state]);
      else known.push(state);
      children.set(rootType, byKey);
    }
  return children;
}

/**
 * Rings of rows that wait for each other, and long chains of them: the rows are written with something else in the column at
 * first, which frees what they hold, and then take what they wait for. Where nothing else can stand in the column, only a
 * constraint that is checked at the end lets a ring pass.
 */
function shorten(waits: Waits): Map<EntityState, Set<ColumnField>> {
  const late = new Map<EntityState, Set<ColumnField>>();
  const { rounds, ring } = roundsOf(waits);
  const isLong = [...rounds].some(([state, round]) => round >= longestChain && !state.isNew);
  if (ring.size === 0 && !isLong) return late;
  for (const [state, holders] of waits) {
    if (state.isNew || state.isDeleted || !(ring.has(state) || isLong)) continue;
    for (const [holder, uniques] of holders) {
      if (holder.isDeleted) continue;
      const columns = uniques.map(({ fields }) => freeColumn(state, fields));
      if (columns.length === 0 || columns.includes(undefined)) continue;
      for (const column of columns) putLate(late, state, column!);
      holders.delete(holder);
    }
    if (holders.size === 0) waits.delete(state);
  }
  return late;
}

/** What is left of the rings: only a constraint that is checked at the end lets them pass, and then nobody waits. */
function takeSwaps(waits: Waits): Takeovers["swaps"] {
  const swaps = new Map<Unique, Set<EntityState>>();
  const { ring } = roundsOf(waits);
  const taken: Array<readonly [state: EntityState, holder: EntityState]> = [];
  for (const state of ring)
    for (const [holder, uniques] of waits.get(state) ?? []) {
      // Others only wait for a ring, or are waited for by one.
      if (uniques.length === 0 || !waitsFor(holder, state, waits)) continue;
      taken.push([state, holder]);
      for (const unique of uniques)
        swaps.set(unique, (swaps.get(unique) ?? new Set()).add(state).add(holder));
    }
  for (const [state, holder] of taken) waits.get(state)!.delete(holder);
  return swaps;
}

/** By way of any others. */
function waitsFor(state: EntityState, other: EntityState, waits: Waits): boolean {
  const reached = new Set([state]);
  // The set grows while it is walked.
  for (const each of reached) {
    if (each === other) return true;
    for (const holder of waits.get(each)?.keys() ?? []) reached.add(holder);
  }
  return false;
}

/** A changed column of a unique value that can hold something else for a moment: NULL, or a value that stands in. */
function freeColumn(
  { changed }: EntityState,
  fields: ReadonlyArray<ColumnField>,
): ColumnField | undefined {
  const own = fields.filter((column) => changed?.has(column));
  const free = own.filter((column) => canStandIn(column));
  return (
    own.find(({ notNull }) => !notNull) ?? free.find(({ kind }) => kind === "primitive") ?? free[0]
  );
}

/** What inserts wait for, and all rows whose deletion something waits for, each with what it waits for itself. */
function earlyRows(waits: Waits): Set<EntityState> {
  const early = new Set<EntityState>();
  for (const [state, holders] of waits)
    for (const holder of holders.keys()) if (state.isNew || holder.isDeleted) early.add(holder);
  // The set grows while it is walked.
  for (const state of early) for (const holder of waits.get(state)?.keys() ?? []) early.add(holder);
  return early;
}

/** The round of each row that waits: one after the last of those it waits for; and the rows that wait in rings. */
function roundsOf(waits: Waits): {
  readonly rounds: ReadonlyMap<EntityState, number>;
  readonly ring: ReadonlySet<EntityState>;
} {
  const rounds = new Map<EntityState, number>();
  const open = new Map([...waits].map(([state, holders]) => [state, new Set(holders.keys())]));
  const ring = new Set<EntityState>();
  const waiting = new Map<EntityState, EntityState[]>();
  for (const [state, holders] of waits)
    for (const holder of holders.keys()) {
      const others = waiting.get(holder);
      if (others === undefined) waiting.set(holder, [state]);
      else others.push(state);
    }
  const ready = [...new Set([...waiting.keys(), ...waits.keys()])].filter(
    (state) => (open.get(state)?.size ?? 0) === 0,
  );
  while (open.size > 0 || ready.length > 0) {
    let next = ready.pop();
    if (next === undefined) {
      for (const state of open.keys()) ring.add(state);
      next = [...open.keys()][0]!;
    }
    open.delete(next);
    for (const state of waiting.get(next) ?? []) {
      const left = open.get(state);
      if (left?.delete(next) !== true) continue;
      rounds.set(state, Math.max(rounds.get(state) ?? 0, (rounds.get(next) ?? 0) + 1));
      if (left.size === 0) ready.push(state);
    }
  }
  return { rounds, ring };
}

function putLate(
  late: Map<EntityState, Set<ColumnField>>,
  state: EntityState,
  column: ColumnField,
): void {
  late.set(state, (late.get(state) ?? new Set()).add(column));
}

function isNewRow(value: unknown): boolean {
  return value instanceof EntityState && value.isNew;
}

function inRounds(
  states: Iterable<EntityState>,
  roundOf: ReadonlyMap<EntityState, number>,
): EntityState[][] {
  const rounds: EntityState[][] = [];
  for (const state of states) (rounds[roundOf.get(state) ?? 0] ??= []).push(state);
  // Rounds of rows that stand on the other side of the inserts are empty here.
  return rounds.filter((round) => round !== undefined);
}
