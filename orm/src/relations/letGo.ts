// What becomes of a child that a `set` of its parent's collection leaves out: one that the parent owns is deleted, any other is
// unset. A parent owns the children that go with it and that can never be another's.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { deleteAsConfigured } from "./deleteAsConfigured.ts";
import { pointTo } from "./pointTo.ts";

export function letGo(
  parent: EntityState,
  field: OneToManyField | OneToOneField,
  child: EntityState,
): void {
  if (parent.meta.owned.has(field)) deleteAsConfigured(child);
  else pointTo(child, field.otherField, undefined);
}
