// What the database deleted or unset by itself, along with what the flush deleted: entities in memory come to know of it. They are
// looked for among all of their type, and only where a foreign key that does so leads to something that was deleted.
import { pointsTo } from "../relations/pointTo.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { type EntityState, unread } from "../session/EntityState.ts";
import { isColumnSet } from "../session/isColumnSet.ts";
import { childFields } from "./childFields.ts";
import type { FlushRun } from "./FlushRun.ts";

export function settleDatabaseDeletes(run: FlushRun, deleted: ReadonlyArray<EntityState>): void {
  const { session, transaction } = run;
  let parents = deleted;
  while (parents.length > 0) {
    const gone: EntityState[] = [];
    for (const [field, own] of byKey(parents)) {
      const children = childrenOf(run, field, own);
      transaction?.recordRows(children);
      for (const child of children)
        if (field.onDelete === "cascade") gone.push(remove(child));
        else unset(child, field);
    }
    parents = gone;
  }
  session.revision++;
}

/** The deleted entities by the foreign keys that led to them and that the database looks after. */
function byKey(parents: ReadonlyArray<EntityState>): Map<ManyToOneField, EntityState[]> {
  const keys = new Map<ManyToOneField, EntityState[]>();
  for (const parent of parents)
    for (const { otherField } of childFields(parent))
      if (otherField.onDelete !== undefined) {
        const own = keys.get(otherField);
        if (own === undefined) keys.set(otherField, [parent]);
        else own.push(parent);
      }
  return keys;
}

function childrenOf(
  { session }: FlushRun,
  field: ManyToOneField,
  parents: ReadonlyArray<EntityState>,
): EntityState[] {
  const keys = new Set(parents.map(({ mapKey }) => mapKey));
  return [...session.identityMap.ofType(field.meta).values()].filter(
    (child) =>
      isOfType(child.meta, field.meta) &&
      !child.isNew &&
      !child.isDeleted &&
      (keys.has(child.mapKeyAt(field.index, field.otherMeta)) ||
        parents.some((parent) => isColumnSet(child, field) && pointsTo(child, field, parent))),
  );
}

function remove(child: EntityState): EntityState {
  child.deleted = "flushed";
  child.session.dirty.delete(child);
  return child;
}

function unset(child: EntityState, { index }: ManyToOneField): void {
  const row = [...child.row!];
  row[index] = null;
  child.row = row;
  if (child.values !== undefined) child.values[index] = unread;
}
