// The rows of join tables that were added and removed in this unit of work. Collections on both sides are views of it.
import type { JoinTable, ManyToManyField } from "../schema/Field.ts";
import type { CounterpartOf } from "./counterpartsIn.ts";
import type { EntityState } from "./EntityState.ts";

/** One row: the entity of the join table's first field, and the one of its second. */
export interface JoinRow {
  readonly joinTable: JoinTable;
  readonly first: EntityState;
  readonly second: EntityState;
}

/** What is to be written to one join table. */
export interface PendingJoinRows {
  readonly joinTable: JoinTable;
  readonly added: ReadonlyArray<JoinRow>;
  readonly removed: ReadonlyArray<JoinRow>;
}

/** `undefined` when nothing is. */
export type PairChange = "added" | "removed" | undefined;

/** Pairs that can be listed from either end. */
class Pairs {
  readonly #byFirst = new Map<EntityState, Map<EntityState, JoinRow>>();
  readonly #bySecond = new Map<EntityState, Map<EntityState, JoinRow>>();

  put(row: JoinRow): void {
    rowsOf(this.#byFirst, row.first).set(row.second, row);
    rowsOf(this.#bySecond, row.second).set(row.first, row);
  }

  take({ first, second }: JoinRow): void {
    this.#byFirst.get(first)?.delete(second);
    this.#bySecond.get(second)?.delete(first);
  }

  has({ first, second }: JoinRow): boolean {
    return this.#byFirst.get(first)?.has(second) ?? false;
  }

  /** The other ends of an entity's pairs, in the order in which they were put. */
  othersOf(owner: EntityState, isFirst: boolean): EntityState[] {
    const rows = (isFirst ? this.#byFirst : this.#bySecond).get(owner);
    return rows === undefined ? [] : [...rows.keys()];
  }

  takeOver(from: Pairs, counterpartOf: CounterpartOf): void {
    for (const row of from.list())
      this.put({
        joinTable: row.joinTable,
        first: counterpartOf(row.first),
        second: counterpartOf(row.second),
      });
  }

  list(): JoinRow[] {
    return [...this.#byFirst.values()].flatMap((rows) => [...rows.values()]);
  }
}

function rowsOf(
  index: Map<EntityState, Map<EntityState, JoinRow>>,
  state: EntityState,
): Map<EntityState, JoinRow> {
  let rows = index.get(state);
  if (rows === undefined) index.set(state, (rows = new Map()));
  return rows;
}

class TableRows {
  readonly added: Pairs = new Pairs();
  readonly removed: Pairs = new Pairs();
}

/** Everything that is pending, to be given back to `restore`. */
export type JoinRowChanges = Map<JoinTable, TableRows> | undefined;

export class JoinRows {
  /** Made by the first change: most units of work change none. */
  #tables: Map<JoinTable, TableRows> | undefined;

  /**
   * Adds the pair. `isStored` says whether the database has it, as far as the caller knows; when it does, taking back a
   * removal is all there is to do.
   */
  add(field: ManyToManyField, owner: EntityState, other: EntityState, isStored?: boolean): void {
    const row = joinRow(field, owner, other);
    const { added, removed } = this.#rows(row.joinTable);
    removed.take(row);
    if (isStored !== true) added.put(row);
  }

  /**
   * Removes the pair; when the database does not have it, as it has none of an entity that is new, taking back an addition is all there
   * is to do.
   */
  remove(field: ManyToManyField, owner: EntityState, other: EntityState, isStored?: boolean): void {
    const row = joinRow(field, owner, other);
    const { added, removed } = this.#rows(row.joinTable);
    added.take(row);
    if (isStored !== false && isOfPersisted(row)) removed.put(row);
  }

  /** Takes over what is pending in another unit of work. */
  takeOver(from: JoinRows, counterpartOf: CounterpartOf): void {
    for (const [joinTable, { added, removed }] of from.#tables ?? []) {
      const rows = this.#rows(joinTable);
      rows.added.takeOver(added, counterpartOf);
      rows.removed.takeOver(removed, counterpartOf);
    }
  }

  /** The database turned out to have the pair: it need not be added. */
  confirm(field: ManyToManyField, owner: EntityState, other: EntityState): void {
    const row = joinRow(field, owner, other);
    this.#rows(row.joinTable).added.take(row);
  }

  isAdded(field: ManyToManyField, owner: EntityState, other: EntityState): boolean {
    return this.#tables?.get(field.joinTable)?.added.has(joinRow(field, owner, other)) ?? false;
  }

  isRemoved(field: ManyToManyField, owner: EntityState, other: EntityState): boolean {
    return this.#tables?.get(field.joinTable)?.removed.has(joinRow(field, owner, other)) ?? false;
  }

  /** What is pending of a pair. */
  pendingOf(field: ManyToManyField, owner: EntityState, other: EntityState): PairChange {
    if (this.isAdded(field, owner, other)) return "added";
    return this.isRemoved(field, owner, other) ? "removed" : undefined;
  }

  /** Has what was pending of a pair before. */
  restorePair(
    field: ManyToManyField,
    owner: EntityState,
    other: EntityState,
    to: PairChange,
  ): void {
    const row = joinRow(field, owner, other);
    const { added, removed } = this.#rows(row.joinTable);
    added.take(row);
    removed.take(row);
    if (to === "added") added.put(row);
    if (to === "removed") removed.put(row);
  }

  /** What was added to the owner's side of a field. */
  addedTo(field: ManyToManyField, owner: EntityState): EntityState[] {
    const added = this.#tables?.get(field.joinTable)?.added;
    return added?.othersOf(owner, field.joinTable.first === field) ?? [];
  }

  /** What was removed from the owner's side of a field. */
  removedFrom(field: ManyToManyField, owner: EntityState): EntityState[] {
    const removed = this.#tables?.get(field.joinTable)?.removed;
    return removed?.othersOf(owner, field.joinTable.first === field) ?? [];
  }

  /** Takes back what was added to and removed from the owner's side of a field. */
  discard(field: ManyToManyField, owner: EntityState): void {
    const rows = this.#tables?.get(field.joinTable);
    for (const other of this.addedTo(field, owner)) rows?.added.take(joinRow(field, owner, other));
    for (const other of this.removedFrom(field, owner))
      rows?.removed.take(joinRow(field, owner, other));
  }

  /** All rows to write, by join table; rows of entities that are deleted go with their entities. */
  get pending(): PendingJoinRows[] {
    if (this.#tables === undefined) return [];
    return [...this.#tables].flatMap(([joinTable, rows]) => {
      const added = rows.added.list().filter(isOfLiving);
      const removed = rows.removed.list().filter(isOfPersisted);
      return added.length + removed.length === 0 ? [] : [{ joinTable, added, removed }];
    });
  }

  get changes(): JoinRowChanges {
    return this.#tables;
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#tables = undefined;
  }

  /** What was settled is pending again, and what was asked for since comes on top of it. */
  restore(settled: JoinRowChanges, isStored: (row: JoinRow) => boolean | undefined): void {
    const since = this.#tables;
    this.#tables = settled;
    for (const [{ first: field }, { added, removed }] of since ?? []) {
      for (const row of removed.list()) this.remove(field, row.first, row.second, isStored(row));
      for (const row of added.list()) this.add(field, row.first, row.second, isStored(row));
    }
  }

  #rows(joinTable: JoinTable): TableRows {
    const tables = (this.#tables ??= new Map());
    let rows = tables.get(joinTable);
    if (rows === undefined) tables.set(joinTable, (rows = new TableRows()));
    return rows;
  }
}

function joinRow(field: ManyToManyField, owner: EntityState, other: EntityState): JoinRow {
  const { joinTable } = field;
  return joinTable.first === field
    ? { joinTable, first: owner, second: other }
    : { joinTable, first: other, second: owner };
}

function isOfLiving({ first, second }: JoinRow): boolean {
  return !first.isDeleted && !second.isDeleted;
}

function isOfPersisted({ first, second }: JoinRow): boolean {
  return !first.isNew && !second.isNew;
}
