// A look into an entity for tools.
import type { ColumnField } from "../schema/Field.ts";
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";
import type { EntityState } from "./EntityState.ts";
import { originalValue, readColumn } from "./fieldAccess.ts";

/** Its structure may change between versions. */
export interface InstanceData {
  /** The values that the database has of the fields that were changed. */
  readonly originalData: Readonly<Record<string, unknown>>;
  /** Something was set in this unit of work. */
  readonly isTouched: boolean;
  /** What the next flush does with the entity. */
  readonly pendingOperation: "insert" | "update" | "delete" | undefined;
  /** The value of a field, by its name, or of a column, by the column's. */
  getColumn(name: string): unknown;
}

/**
 * What the library knows of an entity. Reading it has no effect: nothing is loaded, no plugin is told.
 * @example
 * getInstanceData(author).pendingOperation; // "update"
 */
export function getInstanceData(entity: Entity): InstanceData {
  const state = BaseEntity.stateOf(entity);
  const { isNew, meta } = state;
  const changed = [...(state.changed ?? [])];
  const isTouched = isNew || changed.length > 0;
  return {
    originalData: Object.fromEntries(
      changed.map((column) => [column.fieldName, originalValue(state, column)]),
    ),
    isTouched,
    pendingOperation: operationOf(state),
    getColumn: (name) => {
      const isNamed = (column: ColumnField): boolean =>
        column.fieldName === name || column.column === name;
      const found = meta.columns.find(isNamed);
      if (found === undefined) return undefined;
      if (found.kind === "primaryKey") return state.key;
      const value = readColumn(state, found);
      return found.kind === "m2o" && typeof value === "object"
        ? (value as { readonly key?: string }).key
        : value;
    },
  };
}

function operationOf({ isNew, deleted, changed }: EntityState): InstanceData["pendingOperation"] {
  if (deleted === "flushed") return undefined;
  if (deleted === "pending") return "delete";
  if (isNew) return "insert";
  return changed !== undefined && changed.size > 0 ? "update" : undefined;
}
