// Where in a mutation's input an entity stands, so that an error of the entity can name the place. Kept beside the entities, for as
// long as they live.
import type { Entity } from "../types/Entity.ts";

/** Names and positions: `["books", 0, "title"]`. */
export type InputPath = ReadonlyArray<string | number>;

const places = new WeakMap<Entity, InputPath>();

/** @param path as an upsert writes it: `books[0].reviews[1]`, empty for the whole */
export function rememberPlace(entity: Entity, path: string): void {
  places.set(entity, pathOf(path));
}

export function placeOf(entity: Entity): InputPath | undefined {
  return places.get(entity);
}

export function pathOf(text: string): InputPath {
  if (text === "") return [];
  return Array.from(text.matchAll(/[^.[\]]+/gu), ([part]) =>
    /^\d+$/u.test(part) ? Number(part) : part,
  );
}
