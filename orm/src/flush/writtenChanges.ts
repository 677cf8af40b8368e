// What a flush changes in an entity, as its result and its events tell it.
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import { idOfKey } from "../schema/keys.ts";
import { memberOf } from "../schema/memberOf.ts";
import { EntityState } from "../session/EntityState.ts";
import { isRead, readableOriginal, readColumn } from "../session/fieldAccess.ts";
import type { IdType } from "../types/Id.ts";

type Changes = Record<string, { readonly from: unknown; readonly to: unknown }>;

/** The fields that differ from the row. */
export function writtenChanges(state: EntityState): Changes {
  return Object.fromEntries(
    [...(state.changed ?? [])].map((column) => [memberOf(column), changeOf(state, column)]),
  );
}

/** The fields of a new entity that have a value. */
export function newValues(state: EntityState): Changes {
  const changes = state.meta.allColumns.flatMap((column) => {
    if (column === state.meta.columns[0] || !isRead(state, column)) return [];
    const { to } = changeOf(state, column);
    return to === undefined ? [] : [[memberOf(column), { from: undefined, to }] as const];
  });
  return Object.fromEntries(changes);
}

function changeOf(state: EntityState, column: ColumnField): { from: unknown; to: unknown } {
  if (column.kind !== "m2o")
    return { from: readableOriginal(state, column), to: readColumn(state, column) };
  const components = column.whole?.components ?? [column];
  return {
    from: firstId(components, ({ index }) => state.cell(index) ?? undefined),
    to: firstId(components, (component) => readColumn(state, component)),
  };
}

/** References are given by the ids of their targets. */
function firstId(
  fields: ReadonlyArray<ManyToOneField>,
  targetOf: (field: ManyToOneField) => unknown,
): IdType | undefined {
  for (const field of fields) {
    const target = targetOf(field);
    const key = target instanceof EntityState ? target.key : (target as string | undefined);
    if (key !== undefined) return idOfKey(field.otherMeta, key);
  }
  return undefined;
}
