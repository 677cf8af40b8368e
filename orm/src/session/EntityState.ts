// What the library keeps of one entity: the row as the database has it, the values read or set so far, and what is pending.
// The row's cells are decoded when they are first read; most never are.
//
// There may be a million of these, so each field is 8 MB. Most entities are only read: what few have (changes, a deletion, a
// number) stands in an object of its own, what all of one type have in common in their group, and the row in the buffer that
// came over the wire. Measured: 181 bytes in the heap for an entity and all that leads to it, beside its row.
import type { Codec } from "../schema/Codec.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { type MapKey, mapKeyOf, mapKeyOfBytes } from "../schema/keys.ts";
import { cellEnd, findCell, rowEnd } from "../sql/row/findCell.ts";
import { readCells } from "../sql/row/readCells.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Entity } from "../types/Entity.ts";
import type { EntityGroup } from "./EntityGroup.ts";
import type { Session } from "./Session.ts";
import type { RowBefore, WrittenRows } from "./WrittenRows.ts";

/** Stands in `values` for a column that was neither decoded nor set. */
export const unread: unique symbol = Symbol("unread");

/** What only entities have that were made, changed or deleted in this unit of work. */
interface Work {
  changed: Set<ColumnField> | undefined;
  deleted: "no" | "pending" | "flushed";
  number: number;
}

export class EntityState {
  group: EntityGroup;
  /** Set by the entity's constructor, right after this was made. */
  entity!: Entity;
  /** The entity's place among all that came into the em, in their order. */
  order = 0;
  /** The key as the identity map has it. */
  mapKey: MapKey | undefined;
  /** The buffer that holds the row as it came over the wire, its cells, or the rows among which it was written; `undefined` while the entity is new. */
  #source: Buffer | ReadonlyArray<Cell> | WrittenRows | undefined;
  /** Where in the buffer the row begins; -1 for cells; the place among those written, counted down from -2. */
  #start: number;
  /** Decoded and set values by column index; made when the first cell is decoded or set. References hold an entity or a key. */
  values: unknown[] | undefined = undefined;
  /** Relation objects by the index of their field among the type's relations, made on first touch. */
  relations: Array<object | undefined> | undefined = undefined;
  #work: Work | undefined = undefined;

  constructor(
    group: EntityGroup,
    mapKey: MapKey | undefined,
    source: Buffer | ReadonlyArray<Cell> | WrittenRows | undefined,
    start: number,
  ) {
    this.group = group;
    this.mapKey = mapKey;
    this.#source = source;
    this.#start = start;
  }

  get session(): Session {
    return this.group.session;
  }

  get meta(): EntityMeta {
    return this.group.meta;
  }

  /** The primary key as text; a new entity has none until ids are assigned. */
  get key(): string | undefined {
    const { mapKey } = this;
    return typeof mapKey === "number" ? String(mapKey) : mapKey;
  }

  set key(key: string | undefined) {
    this.mapKey = key === undefined ? undefined : mapKeyOf(this.meta, key);
  }

  /** The cells that the database holds, by column index; `undefined` while the entity is new. */
  get row(): ReadonlyArray<Cell> | undefined {
    if (this.#start !== -1) {
      this.#source =
        this.#start >= 0
          ? readCells(this.#source as Buffer, this.#start)
          : (this.#source as WrittenRows).row(placeAt(this.#start));
      this.#start = -1;
    }
    return this.#source as ReadonlyArray<Cell> | undefined;
  }

  set row(cells: ReadonlyArray<Cell> | undefined) {
    this.#source = cells;
    this.#start = -1;
  }

  /** The row is one of those that a statement has written. */
  setWritten(rows: WrittenRows, place: number): void {
    this.#source = rows;
    this.#start = startOf(place);
  }

  /** The row as it is, for what is written of it to be told apart from what is not. */
  rowBefore(): RowBefore {
    // Rows of rows would lead back further and further: one that was written before is made one of cells.
    if (this.#start < -1) return { source: this.row!, start: -1 };
    return { source: this.#source as RowBefore["source"], start: this.#start };
  }

  /** Copies the row out of the buffer that came, should it stand there, so that the buffer can go. */
  ownRowOf(bytes: Buffer): void {
    if (this.#source === bytes) this.ownRow();
  }

  /** Copies the row out of the buffer that came, so that the buffer can go. */
  ownRow(): void {
    if (this.#start < 0) return;
    const source = this.#source as Buffer;
    this.#source = Buffer.from(source.subarray(this.#start, rowEnd(source, this.#start)));
    this.#start = 0;
  }

  /** One cell of the row as text, no other is made into one; `undefined` when the row has no such cell. */
  cell(index: number): Cell | undefined {
    const source = this.#source;
    const start = this.#start;
    if (start === -1) return (source as ReadonlyArray<Cell> | undefined)?.[index];
    if (start < 0) return (source as WrittenRows).cell(placeAt(start), index);
    const at = findCell(source as Buffer, start, index);
    if (at < 0) return at === -1 ? null : undefined;
    return (source as Buffer).toString("utf8", at, cellEnd(source as Buffer, at));
  }

  /**
   * What a codec makes of the bytes of a cell; `undefined` for NULL, and `unread` where there are no bytes or it makes nothing
   * of them. Making a string first took three times as long when every field of 1,000 rows was read.
   */
  decodedAt(index: number, codec: Codec): unknown {
    const start = this.#start;
    if (start < 0) return unread;
    const source = this.#source as Buffer;
    const at = findCell(source, start, index);
    if (at < 0) return at === -1 ? undefined : unread;
    return codec.decodeBytes?.(source, at, cellEnd(source, at)) ?? unread;
  }

  /** A cell that holds a key of another type, as identity maps have it; `undefined` for NULL. */
  mapKeyAt(index: number, otherMeta: EntityMeta): MapKey | undefined {
    const source = this.#source;
    const start = this.#start;
    if (start < 0) {
      const cell = this.cell(index);
      return cell === null || cell === undefined ? undefined : mapKeyOf(otherMeta, cell);
    }
    const at = findCell(source as Buffer, start, index);
    if (at < 0) return undefined;
    return mapKeyOfBytes(otherMeta, source as Buffer, at, cellEnd(source as Buffer, at));
  }

  /** The same row in another unit of work: rows never change, so that both may look at one. */
  sharedWith(group: EntityGroup): EntityState {
    return new EntityState(group, this.mapKey, this.#source, this.#start);
  }

  /** Whether it is the one that its key stands for. */
  get isKeyed(): boolean {
    const { group, mapKey } = this;
    return mapKey !== undefined && group.byKey.get(mapKey) === this;
  }

  /** Leaves its unit of work for a group that nobody else has. */
  detach(group: EntityGroup): void {
    this.group = group;
    if (this.mapKey !== undefined) group.byKey.set(this.mapKey, this);
  }

  get isNew(): boolean {
    return this.#source === undefined;
  }

  /** Columns whose value differs from the row's; only for persisted entities. */
  get changed(): Set<ColumnField> | undefined {
    return this.#work?.changed;
  }

  set changed(changed: Set<ColumnField> | undefined) {
    this.#workOf().changed = changed;
  }

  /** Marked as deleted: to be written by the next flush, or written. */
  get deleted(): "no" | "pending" | "flushed" {
    return this.#work === undefined ? "no" : this.#work.deleted;
  }

  set deleted(deleted: "no" | "pending" | "flushed") {
    this.#workOf().deleted = deleted;
  }

  get isDeleted(): boolean {
    return this.#work !== undefined && this.#work.deleted !== "no";
  }

  /** The entity's number among those of its type made in this em; 0 for one that came from the database. */
  get number(): number {
    return this.#work === undefined ? 0 : this.#work.number;
  }

  set number(number: number) {
    this.#workOf().number = number;
  }

  /** `Author:1`, `Author#1` while new, `Author#1:7` when made in this em and flushed. */
  get name(): string {
    return nameOf(this.meta.type, ":", this);
  }

  /** `a:1`, `a#1` while new, `a#1:7` when made in this em and flushed. */
  get taggedName(): string {
    return nameOf(this.meta.tagName, this.meta.domain.schema.settings.tagDelimiter, this);
  }

  #workOf(): Work {
    return (this.#work ??= { changed: undefined, deleted: "no", number: 0 });
  }
}

function startOf(place: number): number {
  return -2 - place;
}

function placeAt(start: number): number {
  return -2 - start;
}

function nameOf(prefix: string, delimiter: string, state: EntityState): string {
  const number = state.number === 0 ? "" : `#${state.number}`;
  const key = state.key === undefined || state.isNew ? "" : `${delimiter}${state.key}`;
  return `${prefix}${number}${key}`;
}
