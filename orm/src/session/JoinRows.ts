// The rows of join tables that were added and removed in this unit of work. Collections on both sides are views of it.
import type { JoinTable, ManyToManyField } from "../schema/Field.ts";
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

/** Pairs by their first and then second entity. */
type Pairs = Map<EntityState, Map<EntityState, JoinRow>>;

class TableRows {
  readonly added: Pairs = new Map();
  readonly removed: Pairs = new Map();
}

export class JoinRows {
  readonly #tables = new Map<JoinTable, TableRows>();

  /**
   * Adds the pair. `isStored` says whether the database has it, as far as the caller knows; when it does, taking back a
   * removal is all there is to do.
   */
  add(field: ManyToManyField, owner: EntityState, other: EntityState, isStored?: boolean): void {
    const row = joinRow(field, owner, other);
    const { added, removed } = this.#rows(row.joinTable);
    take(removed, row);
    if (isStored !== true) put(added, row);
  }

  /** Removes the pair; when the database does not have it, taking back an addition is all there is to do. */
  remove(field: ManyToManyField, owner: EntityState, other: EntityState, isStored?: boolean): void {
    const row = joinRow(field, owner, other);
    const { added, removed } = this.#rows(row.joinTable);
    take(added, row);
    if (isStored !== false) put(removed, row);
  }

  /** The database turned out to have the pair: it need not be added. */
  confirm(field: ManyToManyField, owner: EntityState, other: EntityState): void {
    const row = joinRow(field, owner, other);
    take(this.#rows(row.joinTable).added, row);
  }

  isAdded(field: ManyToManyField, owner: EntityState, other: EntityState): boolean {
    return has(this.#tables.get(field.joinTable)?.added, joinRow(field, owner, other));
  }

  isRemoved(field: ManyToManyField, owner: EntityState, other: EntityState): boolean {
    return has(this.#tables.get(field.joinTable)?.removed, joinRow(field, owner, other));
  }

  /** What was added to the owner's side of a field. */
  addedTo(field: ManyToManyField, owner: EntityState): EntityState[] {
    const added = this.#tables.get(field.joinTable)?.added;
    if (added === undefined) return [];
    if (field.joinTable.first === field) return [...(added.get(owner)?.keys() ?? [])];
    return [...added.values()].flatMap((rows) => (rows.has(owner) ? [rows.get(owner)!.first] : []));
  }

  /** All rows to write, by join table; rows of entities that are deleted go with their entities. */
  get pending(): PendingJoinRows[] {
    return [...this.#tables].flatMap(([joinTable, rows]) => {
      const added = listed(rows.added).filter(isOfLiving);
      const removed = listed(rows.removed).filter(isOfPersisted);
      return added.length + removed.length === 0 ? [] : [{ joinTable, added, removed }];
    });
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#tables.clear();
  }

  #rows(joinTable: JoinTable): TableRows {
    let rows = this.#tables.get(joinTable);
    if (rows === undefined) this.#tables.set(joinTable, (rows = new TableRows()));
    return rows;
  }
}

function joinRow(field: ManyToManyField, owner: EntityState, other: EntityState): JoinRow {
  const { joinTable } = field;
  return joinTable.first === field
    ? { joinTable, first: owner, second: other }
    : { joinTable, first: other, second: owner };
}

function put(pairs: Pairs, row: JoinRow): void {
  let seconds = pairs.get(row.first);
  if (seconds === undefined) pairs.set(row.first, (seconds = new Map()));
  seconds.set(row.second, row);
}

function take(pairs: Pairs, row: JoinRow): boolean {
  return pairs.get(row.first)?.delete(row.second) ?? false;
}

function has(pairs: Pairs | undefined, row: JoinRow): boolean {
  return pairs?.get(row.first)?.has(row.second) ?? false;
}

function listed(pairs: Pairs): JoinRow[] {
  return [...pairs.values()].flatMap((rows) => [...rows.values()]);
}

function isOfLiving({ first, second }: JoinRow): boolean {
  return !first.isDeleted && !second.isDeleted;
}

function isOfPersisted({ first, second }: JoinRow): boolean {
  return !first.isNew && !second.isNew;
}
