// What an error speaks of: an entity, or a name where there is no entity yet.
import type { Entity } from "../types/Entity.ts";

export type Subject = Entity | string;

export function entitiesOf(...subjects: ReadonlyArray<Subject | undefined>): ReadonlyArray<Entity> {
  return subjects.filter((subject) => subject !== undefined && typeof subject !== "string");
}
