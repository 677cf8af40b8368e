// Tells entities, of whatever domain, from all other values.
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";

/** True for an object that an entity manager made; nothing that merely looks like one passes. */
export function isEntity(value: unknown): value is Entity {
  return BaseEntity.isEntity(value);
}
