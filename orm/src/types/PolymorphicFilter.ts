// Filters on a polymorphic reference as a whole. Conditions on what it leads to stand beside it, one key per type.
import type { Entity, MaybeAbstractEntityConstructor, IdOf } from "./Entity.ts";
import type { EntityValue } from "./Filter.ts";
import type { List } from "./List.ts";

/**
 * An entity, a tagged id, a list of them, whether there is one at all, or operators. `U` is the union of the types it may
 * lead to.
 * @example
 * em.find(Comment, { parent: { type: Book } });
 * em.find(Comment, { parentBook: { title: "x" } });
 */
export type PolymorphicFilter<U extends Entity, N extends null | never> =
  | PolymorphicValue<U, N>
  | boolean
  | List<PolymorphicValue<U, N>>
  | PolymorphicOperators<U, N>;

type PolymorphicValue<U extends Entity, N extends null | never> = EntityValue<U> | IdOf<U> | N;

export interface PolymorphicOperators<U extends Entity, N extends null | never> {
  readonly eq?: PolymorphicValue<U, N> | undefined;
  readonly ne?: PolymorphicValue<U, N> | undefined;
  readonly in?: ReadonlyArray<PolymorphicValue<U, N>> | undefined;
  readonly nin?: ReadonlyArray<PolymorphicValue<U, N>> | undefined;
  /** Those that lead to an entity of this type, or of one of several. */
  readonly type?:
    | MaybeAbstractEntityConstructor<U>
    | ReadonlyArray<MaybeAbstractEntityConstructor<U>>
    | undefined;
}
