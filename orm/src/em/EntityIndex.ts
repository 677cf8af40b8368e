// Indexes of the entities in memory by the value of a field, made when there are so many that looking at each one would be slow,
// and forgotten when anything changes.
import { targetOf } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { keyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import type { Session } from "../session/Session.ts";

/** Up to here looking at each entity is as fast as making an index. */
const scanned = 1000;

type ByValue = Map<unknown, EntityState[]>;

export class EntityIndex {
  /** By type and the name of the field: a field is shared by the types that inherit it. */
  readonly #indexes = new Map<string, ByValue>();
  /** What the indexes were made from: any change has them made anew. */
  #size = -1;
  #changes = -1;

  /** All entities of the type that can match, and perhaps others of it. */
  candidates(
    { session, meta }: { readonly session: Session; readonly meta: EntityMeta },
    wanted: ReadonlyArray<readonly [ColumnField, unknown]>,
  ): ReadonlyArray<EntityState> {
    const { all } = session.identityMap;
    const indexed = wanted.find(([column, value]) => isIndexable(column, value));
    if (all.length <= scanned || indexed === undefined)
      return all.filter((state) => isOfType(state.meta, meta));
    const [column, value] = indexed;
    const index = this.#of(session, meta, column);
    return index.get(column.kind === "m2o" ? referenceKey(column, value) : value) ?? [];
  }

  #of(session: Session, meta: EntityMeta, column: ColumnField): ByValue {
    const { size, all } = session.identityMap;
    if (this.#size !== size || this.#changes !== session.changes) this.#indexes.clear();
    this.#size = size;
    this.#changes = session.changes;
    const name = `${meta.type}.${column.fieldName}`;
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index: ByValue = new Map();
    for (const state of all) {
      if (!isOfType(state.meta, meta)) continue;
      const value = column.kind === "m2o" ? pointedAt(state, column) : readColumn(state, column);
      const states = index.get(value);
      if (states === undefined) index.set(value, [state]);
      else states.push(state);
    }
    this.#indexes.set(name, index);
    return index;
  }
}

/** Values that are the same exactly when they are identical; other types have many spellings of one value. */
function isIndexable(column: ColumnField, value: unknown): boolean {
  if (value === null || value === undefined || column.kind === "primaryKey") return false;
  if (column.kind !== "primitive") return true;
  if (typeof value === "string") return /^(text|character varying)$/.test(column.codec.type);
  return typeof value === "boolean" || Number.isInteger(value);
}

/** A new entity stands for itself until it has a key. */
function pointedAt(state: EntityState, column: ColumnField): unknown {
  const target = targetOf(state, column as Extract<ColumnField, { kind: "m2o" }>);
  return target instanceof EntityState ? (target.key ?? target) : target;
}

function referenceKey(column: Extract<ColumnField, { kind: "m2o" }>, value: unknown): unknown {
  if (!BaseEntity.isEntity(value)) return keyOfId(column.otherMeta, value);
  const state = BaseEntity.stateOf(value);
  return state.key ?? state;
}
