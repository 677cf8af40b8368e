// Work that waits only when it has to.
import { parseHint } from "../../hints/parseHint.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import type { MaybePromise } from "../../types/MaybePromise.ts";
import { isHintLoaded } from "../isHintLoaded.ts";

/**
 * What `fn` gives: at once when everything is loaded, else a promise for it.
 * @example
 * const count = await maybePopulateThen(author, "books", (a) => a.books.get.length);
 *
 * **SQL**: what populating the hint sends; none when it is loaded.
 * @throws InvalidHintError (`INVALID_HINT`)
 */
export function maybePopulateThen<T extends Entity, const H extends LoadHint<T>, R>(
  entity: T,
  hint: H,
  fn: (loaded: Loaded<T, H>) => R,
): MaybePromise<R> {
  const given: Entity = entity;
  const state = BaseEntity.stateOf(given);
  const tree = parseHint(state.meta, hint);
  if (isHintLoaded(state, tree)) return fn(given as Loaded<T, H>);
  return state.session.ports.populate([state], tree).then(() => fn(given as Loaded<T, H>));
}
