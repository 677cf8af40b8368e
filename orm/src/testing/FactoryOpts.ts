// What a factory may be told: the options of `em.create`, none of them required, and for relations also how to make the other
// entity.
import type { Entity, FactoryExtrasOf, FieldsOf, IdOf, OptsOf } from "../types/Entity.ts";
import type { EntityValue } from "../types/Filter.ts";
import type { List } from "../types/List.ts";

/**
 * The options of `T`'s factory. A relation takes an entity, an id, a temporary name (`"b#1"`), options for a new one, or a
 * number or text for a factory that knows what to do with it; a collection takes a list of these.
 * @example
 * newAuthor(em, { firstName: "Ann", publisher: {}, books: [{ title: "t1" }, "b#1"] });
 */
export type FactoryOpts<T extends Entity> = {
  readonly [K in keyof OptsOf<T>]?: FactoryOpt<OptsOf<T>[K], MemberOf<FieldsOf<T>, K>> | undefined;
} & { readonly [K in keyof FactoryExtrasOf<T>]?: FactoryExtrasOf<T>[K] | undefined } & {
  /** Entities to be used wherever one of their type is needed, here and in all factories called from here. */
  readonly use?: EntityValue<Entity> | List<EntityValue<Entity>> | undefined;
};

/** What stands for another entity in the options of a factory. */
export type FactoryRef<U extends Entity> =
  | EntityValue<U>
  | IdOf<U>
  | FactoryOpts<U>
  | number
  | string;

/** Options may say of which type the other entity is to be; else it is of the first. */
type PolymorphicRef<U extends Entity> = U extends Entity
  ? FactoryRef<U> | (FactoryOpts<U> & { readonly type: string })
  : never;

/** `V` is what `em.create` takes, `F` the field's description. */
type FactoryOpt<V, F> = F extends { kind: "m2o" | "o2o"; type: infer U extends Entity }
  ? FactoryRef<U> | Extract<V, null>
  : F extends { kind: "poly"; type: infer U extends Entity }
    ? PolymorphicRef<U> | Extract<V, null>
    : F extends { kind: "m2m" | "o2m"; type: infer U extends Entity }
      ? List<FactoryRef<U>>
      : V;

type MemberOf<F, K> = K extends keyof F ? F[K] : never;
