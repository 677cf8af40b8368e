// Entities in memory by the values that their fields have now.
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { pointsTo, targetOf } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

type Test = (state: EntityState) => boolean;

/** @throws UnknownFieldError (`UNKNOWN_FIELD`) for what is no column of the entity */
export function filterEntities(
  { entityIndex, session }: UnitOfWork,
  meta: EntityMeta,
  where: object,
): EntityState[] {
  const wanted = Object.entries(where).map(
    ([key, value]) => [columnOf(meta, key), value as unknown] as const,
  );
  const tests = wanted.map(([column, value]) => testOf(column, value));
  const candidates = entityIndex.candidates({ session, meta }, wanted);
  return candidates.filter((state) => !state.isDeleted && tests.every((test) => test(state)));
}

function columnOf(meta: EntityMeta, key: string): ColumnField {
  const field = meta.fields.get(key);
  if (field === undefined || !("index" in field))
    throw new UnknownFieldError({ entity: meta.type, field: key });
  return field;
}

function testOf(column: ColumnField, value: unknown): Test {
  if (column.kind === "primaryKey") {
    const key = value === null || value === undefined ? undefined : keyOfId(column.meta, value);
    return (state) => state.key === key;
  }
  if (value === null || value === undefined)
    return (state) => readColumn(state, column) === undefined;
  if (column.kind !== "m2o")
    return (state) => {
      const current = readColumn(state, column);
      return current !== undefined && isSame(column, current, value);
    };
  if (BaseEntity.isEntity(value)) {
    const parent = BaseEntity.stateOf(value);
    return (state) => pointsTo(state, column, parent);
  }
  const key = keyOfId(column.otherMeta, value);
  return (state) => {
    const target = targetOf(state, column);
    return (typeof target === "object" ? target.key : target) === key;
  };
}

/** As Postgres' `=` compares them. */
function isSame({ codec }: ColumnField, current: unknown, value: unknown): boolean {
  if (current === value) return true;
  return codec.matches === undefined ? codec.equals(current, value) : codec.matches(current, value);
}
