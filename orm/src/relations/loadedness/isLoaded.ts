// Whether what a hint names is loaded, as a question that narrows the type.
import { parseHint } from "../../hints/parseHint.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import { isHintLoaded } from "../isHintLoaded.ts";

/**
 * True when everything that the hint names is in memory, for all entities on the way.
 * @example
 * if (isLoaded(author, { books: "reviews" })) author.books.get[0]?.reviews.get;
 * @throws InvalidHintError (`INVALID_HINT`)
 */
export function isLoaded<T extends Entity, const H extends LoadHint<T>>(
  entity: T,
  hint: H,
): entity is Loaded<T, H> {
  const state = BaseEntity.stateOf(entity);
  return isHintLoaded(state, parseHint(state.meta, hint));
}
