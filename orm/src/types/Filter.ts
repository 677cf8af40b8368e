// What `em.find` accepts: the language of inline filters.
import type { Entity, FilterOf, IdOf } from "./Entity.ts";
import type { List } from "./List.ts";

/** A value, a list of which one must match, or operators. `N` is `null` for columns that can be NULL. */
export type ValueFilter<V, N extends null | never> = V | N | List<V | N> | ValueOperators<V, N>;

export interface ValueOperators<V, N extends null | never> {
  readonly eq?: V | N | undefined;
  readonly ne?: V | N | undefined;
  readonly in?: ReadonlyArray<V | N> | undefined;
  readonly nin?: ReadonlyArray<V | N> | undefined;
  readonly gt?: V | undefined;
  readonly gte?: V | undefined;
  readonly lt?: V | undefined;
  readonly lte?: V | undefined;
}

/**
 * An entity, by nothing but its type record: beside all members of the class, an object literal could name those as if they
 * were conditions.
 */
export interface EntityValue<U extends Entity> {
  readonly __types: U["__types"];
}

/** An entity, an id, a list of them, whether there is one at all, or a filter on the entity itself. */
export type EntityFilter<U extends Entity, N extends null | never> =
  | EntityValue<U>
  | IdOf<U>
  | N
  | boolean
  | List<EntityValue<U> | IdOf<U> | N>
  | FilterOf<U>;

/** A filter on the members of a collection; all of its conditions apply to the same member. */
export type CollectionFilter<U extends Entity> =
  | EntityValue<U>
  | IdOf<U>
  | boolean
  | List<EntityValue<U> | IdOf<U>>
  | FilterOf<U>;

/** A filter on the codes of an enum collection: one of them, one of several, or whether there are any. */
export type EnumCollectionFilter<C extends string> =
  | C
  | boolean
  | List<C>
  | Pick<ValueOperators<C, never>, "eq" | "ne" | "in" | "nin">;
