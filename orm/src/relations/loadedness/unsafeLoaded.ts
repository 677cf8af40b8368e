// Another type for an entity, on the word of whoever asks.
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";

/** The same entity, typed as loaded without a look. Reading what is not loaded throws `NotLoadedError` then. */
export function unsafeLoaded<T extends Entity, const H extends LoadHint<T>>(
  entity: T,
  _hint: H,
): Loaded<T, H> {
  const given: Entity = entity;
  return given as Loaded<T, H>;
}
