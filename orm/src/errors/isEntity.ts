// Tells an entity from any other value, with nothing but its interface: the class is upstairs.
import type { Entity } from "../types/Entity.ts";

export function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && "idTaggedMaybe" in value;
}
