// The entity with what a hint names, known to be loaded.
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import { assertLoaded } from "./assertLoaded.ts";

/**
 * The same entity, typed as loaded.
 * @example
 * const titles = ensureLoaded(author, "books").books.get.map((book) => book.title);
 * @throws NotLoadedError (`NOT_LOADED`), InvalidHintError (`INVALID_HINT`)
 */
export function ensureLoaded<T extends Entity, const H extends LoadHint<T>>(
  entity: T,
  hint: H,
): Loaded<T, H> {
  const given: Entity = entity;
  assertLoaded(given, hint as never);
  return given as Loaded<T, H>;
}
