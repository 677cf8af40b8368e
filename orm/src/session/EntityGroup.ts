// The entities of one type in one unit of work: what they have in common stands here once, not in each of them.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { MapKey } from "../schema/keys.ts";
import type { Entity } from "../types/Entity.ts";
import type { EntityState } from "./EntityState.ts";
import type { Session } from "./Session.ts";

export interface EntityGroup {
  readonly session: Session;
  readonly meta: EntityMeta;
  /** The entities of the type's whole hierarchy by key. */
  readonly byKey: Map<MapKey, EntityState>;
  /** The values of an entity of which nothing was read or set. */
  blank: ReadonlyArray<unknown> | undefined;
  /** The entity that a reference was last loaded to, in a promise: references are loaded list by list, and many lead to one. */
  settled: Promise<Entity> | undefined;
  settledOf: Entity | undefined;
}
