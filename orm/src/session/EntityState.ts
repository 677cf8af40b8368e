import type { EntityMeta } from "../schema/EntityMeta.ts";
// What the library keeps of one entity: the row as the database has it, the values read or set so far, and what is pending.
// The row's cells are decoded when they are first read; most never are.
import type { ColumnField } from "../schema/Field.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Entity } from "../types/Entity.ts";
import type { Session } from "./Session.ts";

/** Stands in `values` for a column that was neither decoded nor set. */
export const unread: unique symbol = Symbol("unread");

export class EntityState {
  readonly session: Session;
  readonly meta: EntityMeta;
  /** Set by the entity's constructor, right after this was made. */
  entity!: Entity;
  /** The entity's place among all that came into the em, in their order. */
  order = 0;
  /** The primary key as text; a new entity has none until ids are assigned. */
  key: string | undefined;
  /** The cells that the database holds, by column index; `undefined` while the entity is new. */
  row: ReadonlyArray<Cell> | undefined;
  /** Decoded and set values by column index; made when the first cell is decoded or set. References hold an entity or a key. */
  values: unknown[] | undefined = undefined;
  /** Columns whose value differs from the row's; only for persisted entities. */
  changed: Set<ColumnField> | undefined = undefined;
  /** Marked as deleted: to be written by the next flush, or written. */
  deleted: "no" | "pending" | "flushed" = "no";
  /** Relation objects by the index of their field among the type's relations, made on first touch. */
  relations: Array<object | undefined> | undefined = undefined;
  /** The entity's number among those of its type made in this em; 0 for one that came from the database. */
  readonly number: number;

  constructor(
    session: Session,
    meta: EntityMeta,
    key: string | undefined,
    row: ReadonlyArray<Cell> | undefined,
    number: number,
  ) {
    this.session = session;
    this.meta = meta;
    this.key = key;
    this.row = row;
    this.number = number;
  }

  get isNew(): boolean {
    return this.row === undefined;
  }

  get isDeleted(): boolean {
    return this.deleted !== "no";
  }

  /** `Author:1`, `Author#1` while new, `Author#1:7` when made in this em and flushed. */
  get name(): string {
    return nameOf(this.meta.type, ":", this);
  }

  /** `a:1`, `a#1` while new, `a#1:7` when made in this em and flushed. */
  get taggedName(): string {
    return nameOf(this.meta.tagName, this.meta.domain.schema.settings.tagDelimiter, this);
  }
}

function nameOf(prefix: string, delimiter: string, state: EntityState): string {
  const number = state.number === 0 ? "" : `#${state.number}`;
  const key = state.key === undefined || state.isNew ? "" : `${delimiter}${state.key}`;
  return `${prefix}${number}${key}`;
}
