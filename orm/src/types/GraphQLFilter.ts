// What GraphQL clients send as a filter: the same language, in which anything that is left out may be `null`, and references
// may be named by their ids. It follows from the entity's type record, so that generated code adds no more than a name to it.
import type { Entity, EntityTypes } from "./Entity.ts";

/**
 * A filter with `null` for what is absent at any depth, and a key `authorId` beside each reference `author`.
 * @example
 * const filter: GraphQLFilterOf<Book> = { authorId: ["a:1"], author: { age: { gte: null } }, title: null };
 */
export type GraphQLFilterOf<T extends Entity> = GraphQLFilter<T["__types"]>;

type GraphQLFilter<R extends EntityTypes> = {
  readonly [K in keyof R["filter"]]?: Given<R, K> | null | undefined;
} & {
  readonly [K in keyof R["fields"] & string as IdKey<R, K>]?:
    | IdFilter<IdIn<R["fields"][K]>>
    | null
    | undefined;
};

/** The names of references; a field of that name comes first. */
type IdKey<R extends EntityTypes, K extends keyof R["fields"] & string> = R["fields"][K] extends {
  readonly kind: "m2o" | "poly";
}
  ? Exclude<`${K}Id`, keyof R["filter"]>
  : never;

type IdIn<F> = F extends { readonly type: infer U extends Entity } ? U["__types"]["id"] : never;

type IdFilter<I> =
  | I
  | ReadonlyArray<I | null>
  | {
      readonly eq?: I | null | undefined;
      readonly ne?: I | null | undefined;
      readonly in?: ReadonlyArray<I | null> | null | undefined;
      readonly nin?: ReadonlyArray<I | null> | null | undefined;
    };

/** What stands at one key. */
type Given<R extends EntityTypes, K extends keyof R["filter"]> = K extends keyof R["fields"]
  ? GivenOf<R["filter"][K], KindOf<R["fields"][K]>>
  : K extends "and" | "or"
    ? GraphQLFilter<R> | ReadonlyArray<GraphQLFilter<R> | null | undefined>
    : K extends "not"
      ? GraphQLFilter<R>
      : K extends string
        ? Capitalize<K> extends keyof KindsOf<R>
          ? SubtypeGiven<KindsOf<R>[Capitalize<K>]>
          : // Among others what a polymorphic reference leads to, one key per type.
            GivenOf<R["filter"][K], "m2o">
        : R["filter"][K];

type KindOf<F> = F extends { readonly kind: infer K } ? K : never;
type KindsOf<R> = R extends { readonly kinds: infer K } ? K : object;
type SubtypeGiven<U> = U extends Entity ? boolean | GraphQLFilter<U["__types"]> : never;

type GivenOf<F, Kind> = Kind extends "m2o" | "o2o"
  ? Nullable<F> | NestedFilter<F>
  : Kind extends "o2m" | "m2m" | "recursive"
    ? Nullable<F> | NestedFilter<F> | Quantified<F>
    : Nullable<F>;

/** The filter on the entity that a relation's filter is about, which it tells by taking such entities as values. */
type NestedFilter<F> = F extends { readonly __types: infer R extends EntityTypes }
  ? GraphQLFilter<R>
  : never;

type Quantified<F> = F extends { readonly __types: infer R extends EntityTypes }
  ? { readonly [Q in "some" | "none" | "every"]?: GraphQLFilter<R> | null | undefined }
  : never;

/** Operators, each of which may be `null`; values stay what they are. */
type Nullable<F> =
  F extends ReadonlyArray<unknown>
    ? F
    : "eq" extends keyof F
      ? { readonly [O in keyof F]?: F[O] | null }
      : F;
