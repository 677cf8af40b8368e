// Whether an entity is softly deleted, which a column of its row says: by the instant since when, or by `true`.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { PrimitiveField } from "../schema/Field.ts";
import type { EntityState } from "./EntityState.ts";
import { readColumn } from "./fieldAccess.ts";

export function isSoftlyDeleted(state: EntityState): boolean {
  const { deletedAt } = state.meta.timestamps;
  if (deletedAt === undefined) return false;
  const value = readColumn(state, deletedAt);
  return value !== undefined && value !== false;
}

/** The column that says it. @throws InvalidValueError (`INVALID_VALUE`) for an entity without one */
export function softDeletionOf({ meta, entity }: EntityState): PrimitiveField {
  const { deletedAt } = meta.timestamps;
  if (deletedAt?.kind === "primitive") return deletedAt;
  const reason = `cannot be deleted softly: no column of ${meta.tableName} says since when a row is`;
  throw new InvalidValueError({ entity, reason });
}

/** What the column holds of a row that is softly deleted since an instant. */
export function deletedSince({ codec }: PrimitiveField, now: Date): unknown {
  return codec.type === "boolean" ? true : (codec.ofInstant?.(now) ?? now);
}

/** What it holds of a row that is not. */
export function notDeleted({ codec }: PrimitiveField): false | undefined {
  return codec.type === "boolean" ? false : undefined;
}

/** The instant of a soft delete in a form to be compared, whatever types the columns of two tables have. */
export function instantOf(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : String(value);
}
