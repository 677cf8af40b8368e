// What `getIfActive` of references gives: a reference shows its target whatever became of it, unless one asks this way.
import { BaseEntity } from "../session/BaseEntity.ts";
import { isSoftlyDeleted } from "../session/softDeletion.ts";
import type { Entity } from "../types/Entity.ts";

/** The entity, unless it is softly deleted. */
export function ifActive(entity: Entity | undefined): Entity | undefined {
  if (entity === undefined || isSoftlyDeleted(BaseEntity.stateOf(entity))) return undefined;
  return entity;
}
