// The one place where a foreign key is set in memory. Collections and one-to-ones of the other side are views that ask the
// child where it points, so that both sides agree at once.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import type { ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { type MapKey, mapKeyOf, taggedIdOfKey } from "../schema/keys.ts";
import { memberOf } from "../schema/memberOf.ts";
import { type EntityState, unread } from "../session/EntityState.ts";
import { checkWritable, readColumn, setColumn } from "../session/fieldAccess.ts";

/** Where a reference points: an entity in memory, the key of a row that is not, or nowhere. */
export type Target = EntityState | string | undefined;

/** Where the child's reference points now. */
export function targetOf(child: EntityState, field: ManyToOneField): Target {
  return readColumn(child, field) as Target;
}

/**
 * Where the child's reference points now, by the key that identity maps have: for most types of keys this makes no string, and
 * it is asked for each child of each collection that is read.
 */
export function mapTargetOf(
  child: EntityState,
  field: ManyToOneField,
): EntityState | MapKey | undefined {
  const { index, otherMeta } = field;
  const value = child.values === undefined ? unread : child.values[index];
  // Where there is no key, the slower way tells NULL from a column that was not read.
  if (value === unread) return child.mapKeyAt(index, otherMeta) ?? targetOf(child, field);
  return typeof value === "string"
    ? mapKeyOf(otherMeta, value)
    : (value as EntityState | undefined);
}

/** The entity that the child's reference points at, if it is in memory. */
export function targetInMemory(child: EntityState, field: ManyToOneField): EntityState | undefined {
  const target = mapTargetOf(child, field);
  if (target === undefined || typeof target === "object") return target;
  return child.session.identityMap.findByMapKey(field.otherMeta, target);
}

/** Where a polymorphic reference points: by the first component that is set. */
export function wholeTargetOf(
  child: EntityState,
  { components }: PolymorphicField,
): { readonly component: ManyToOneField; readonly target: EntityState | string } | undefined {
  for (const component of components) {
    const target = targetOf(child, component);
    if (target !== undefined) return { component, target };
  }
  return undefined;
}

/** Unsets all components of a polymorphic reference. */
export function unset(child: EntityState, { components }: PolymorphicField): void {
  for (const component of components) pointTo(child, component, undefined);
}

/** Whether the child's reference points at the parent. */
export function pointsTo(child: EntityState, field: ManyToOneField, parent: EntityState): boolean {
  const target = mapTargetOf(child, field);
  return target === parent || (target !== undefined && target === parent.mapKey);
}

/** Points the child's reference at a target; nothing happens when it does already. */
export function pointTo(child: EntityState, field: ManyToOneField, target: Target): void {
  checkWritable(child);
  if (typeof target === "object" && target.isDeleted)
    throw new EntityDeletedError({ entity: target.entity });
  const current = targetOf(child, field);
  if (
    current === target ||
    (current !== undefined && keyOf(current) === keyOf(target) && keyOf(target) !== undefined)
  )
    return;
  const { session } = child;
  session.plugins.beforeSetField?.(
    child.entity,
    memberOf(field),
    typeof target === "object" ? target.entity : target,
  );
  if (target !== undefined && field.whole !== undefined)
    for (const other of field.whole.components)
      if (other !== field) pointTo(child, other, undefined);
  setColumn(
    child,
    field,
    target,
    (keyOf(target) ?? null) === child.cell(field.index) && !isKeyless(target),
  );
  for (const trace of session.events.traces)
    trace.set(child, memberOf(field), shownTarget(field, target));
  session.revision++;
  if (target !== undefined) session.links.add(field.otherField, target, child);
}

function shownTarget({ otherMeta }: ManyToOneField, target: Target): Target {
  return typeof target === "string" ? taggedIdOfKey(otherMeta, target) : target;
}

function keyOf(target: Target): string | undefined {
  return typeof target === "object" ? target.key : target;
}

/** A new entity without a key is not "no target", though neither has a key. */
function isKeyless(target: Target): boolean {
  return typeof target === "object" && target.key === undefined;
}
