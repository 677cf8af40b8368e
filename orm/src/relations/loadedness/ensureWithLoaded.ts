// A view of an entity for taking apart, once it is known to be loaded.
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import type { WithLoaded } from "../../types/WithLoaded.ts";
import { ensureLoaded } from "./ensureLoaded.ts";
import { withLoaded } from "./withLoaded.ts";

/**
 * `withLoaded` of the entity, checked first.
 * @example
 * const { firstName, books } = ensureWithLoaded(author, "books");
 * @throws NotLoadedError (`NOT_LOADED`), InvalidHintError (`INVALID_HINT`)
 */
export function ensureWithLoaded<T extends Entity, const H extends LoadHint<T>>(
  entity: T,
  hint: H,
): WithLoaded<Loaded<T, H>> {
  return withLoaded<Loaded<T, H>>(ensureLoaded(entity, hint));
}
