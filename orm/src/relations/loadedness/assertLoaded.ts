// Insists that what a hint names is loaded.
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { parseHint } from "../../hints/parseHint.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import { isHintLoaded } from "../isHintLoaded.ts";

/**
 * Narrows the entity's type, or throws.
 * @example
 * assertLoaded(author, "books");
 * author.books.get.length;
 * @throws NotLoadedError (`NOT_LOADED`), InvalidHintError (`INVALID_HINT`)
 */
export function assertLoaded<T extends Entity, const H extends LoadHint<T>>(
  entity: T,
  hint: H,
): asserts entity is Loaded<T, H> {
  const state = BaseEntity.stateOf(entity);
  const tree = parseHint(state.meta, hint);
  if (!isHintLoaded(state, tree)) throw new NotLoadedError({ entity, hint: tree });
}
