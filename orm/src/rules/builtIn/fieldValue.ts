// What a rule about one field looks at.
import { BaseEntity } from "../../session/BaseEntity.ts";
import { isRead, readColumn } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";

/**
 * The value of a field or of a getter. A lazy column that was neither loaded nor set is as the database has it, so that there is
 * nothing to check.
 */
export function fieldValue<T extends Entity>(entity: T, name: keyof T & string): unknown {
  const state = BaseEntity.stateOf(entity);
  const found = state.meta.fields.get(name);
  if (found === undefined || !("index" in found)) return entity[name];
  return isRead(state, found) ? readColumn(state, found) : undefined;
}
