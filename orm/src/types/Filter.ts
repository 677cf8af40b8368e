// What `em.find` accepts: the language of inline filters. Which operators a column has follows from its type in the database;
// codegen picks the filter for it.
import type { AliasFor } from "./Alias.ts";
import type { Entity, FilterOf, IdOf } from "./Entity.ts";
import type { List } from "./List.ts";

/** A value, a list of which one must match, or operators. `N` is `null` for columns that can be NULL. */
export type ValueFilter<V, N extends null | never> = V | N | List<V | N> | ValueOperators<V, N>;

/** All operators given must hold; what is `undefined` is left out. */
export interface ValueOperators<V, N extends null | never> extends EqualityOperators<V, N> {
  readonly gt?: V | undefined;
  readonly gte?: V | undefined;
  readonly lt?: V | undefined;
  readonly lte?: V | undefined;
  /** Inclusive; a side that is `undefined` is no bound. */
  readonly between?: readonly [V | undefined, V | undefined] | undefined;
}

interface EqualityOperators<V, N extends null | never> {
  readonly eq?: V | N | undefined;
  /** SQL's `<>`: rows that are NULL do not match a value. */
  readonly ne?: V | N | undefined;
  /** IS DISTINCT FROM: rows that are NULL do. */
  readonly distinct?: V | N | undefined;
  readonly in?: ReadonlyArray<V | N> | undefined;
  readonly nin?: ReadonlyArray<V | N> | undefined;
  readonly isNull?: boolean | undefined;
  readonly not?: V | N | ReadonlyArray<V | N> | object | undefined;
  /** The form that GraphQL inputs have: `{ op: "gte", value: 1 }`. */
  readonly op?: string | undefined;
  readonly value?: unknown;
}

/** Columns that are true or false. */
export type BooleanFilter<N extends null | never> =
  | boolean
  | N
  | List<boolean | N>
  | EqualityOperators<boolean, N>;

/** Columns of text, which patterns are for. */
export type TextFilter<V extends string, N extends null | never> =
  | V
  | N
  | List<V | N>
  | TextOperators<V, N>;

/** A pattern that is `false` is none: `{ ilike: q && `%${q}%` }`. */
type Pattern = string | false | undefined;

export interface TextOperators<V, N extends null | never> extends ValueOperators<V, N> {
  readonly like?: Pattern;
  readonly nlike?: Pattern;
  readonly ilike?: Pattern;
  readonly nilike?: Pattern;
  readonly regex?: Pattern;
  readonly iregex?: Pattern;
  readonly nregex?: Pattern;
  readonly niregex?: Pattern;
  /** Contains these words in this order, whatever their case; `%` and `_` mean themselves. */
  readonly search?: Pattern;
  readonly startsWith?: Pattern;
  readonly endsWith?: Pattern;
  readonly istartsWith?: Pattern;
  readonly iendsWith?: Pattern;
}

/** Columns that hold lists; a bare list asks for rows that contain all of it. */
export type ArrayFilter<V extends ReadonlyArray<unknown>, N extends null | never> =
  | Readonly<V>
  | N
  | ArrayOperators<Readonly<V>, N>;

export interface ArrayOperators<V, N extends null | never> extends ValueOperators<V, N> {
  readonly contains?: V | undefined;
  readonly ncontains?: V | undefined;
  readonly overlaps?: V | undefined;
  readonly noverlaps?: V | undefined;
  readonly containedBy?: V | undefined;
  readonly isEmpty?: boolean | undefined;
}

/** Columns that hold ranges; an operand is a range or an element. */
export type RangeFilter<V, N extends null | never> = V | N | List<V | N> | RangeOperators<V, N>;

export interface RangeOperators<V, N extends null | never> extends ValueOperators<V, N> {
  readonly contains?: RangeOperand<V> | undefined;
  readonly containedBy?: RangeOperand<V> | undefined;
  readonly overlaps?: RangeOperand<V> | undefined;
  readonly adjacent?: RangeOperand<V> | undefined;
  readonly before?: RangeOperand<V> | undefined;
  readonly after?: RangeOperand<V> | undefined;
}

type RangeOperand<V> = V | string | number | bigint | Date;

/** Columns that hold addresses and networks. */
export type NetworkFilter<V, N extends null | never> = V | N | List<V | N> | NetworkOperators<V, N>;

export interface NetworkOperators<V, N extends null | never> extends ValueOperators<V, N> {
  readonly within?: V | undefined;
  readonly withinOrEqual?: V | undefined;
  readonly contains?: V | undefined;
}

/** Columns of words for full-text search; a query is what people type: `"exact words" or -without`. */
export type FullTextFilter<V, N extends null | never> =
  | V
  | N
  | List<V | N>
  | (EqualityOperators<V, N> & { readonly matches?: string | undefined });

/** Columns that hold json documents. An object is operators here; a document is asked for by `eq`. */
export type JsonFilter<V, N extends null | never> = N | List<V | N> | JsonOperators<V, N>;

export interface JsonOperators<V, N extends null | never> extends EqualityOperators<V, N> {
  readonly contains?: unknown;
  readonly containedBy?: unknown;
  readonly hasKey?: string | undefined;
  readonly hasAnyKey?: ReadonlyArray<string> | undefined;
  readonly hasAllKeys?: ReadonlyArray<string> | undefined;
  /** A path of the SQL/JSON language. */
  readonly pathExists?: string | undefined;
  readonly pathIsTrue?: string | undefined;
  /** A filter whose keys are those of the document. */
  readonly path?: JsonPathFilter<V> | undefined;
}

/** By the declared type of the document: its keys, indexes of arrays or `$any`, and operators where a value is. */
export type JsonPathFilter<V> = [V] extends [string]
  ? TextFilter<V, null>
  : [V] extends [number | boolean]
    ? ValueFilter<V, null>
    : [V] extends [ReadonlyArray<infer E>]
      ? { readonly [index: number]: JsonPathFilter<E>; readonly $any?: JsonPathFilter<E> }
      : [V] extends [{ readonly [key: string]: unknown }]
        ? { readonly [K in keyof V]?: JsonPathFilter<NonNullable<V[K]>> | null }
        : { readonly [key: string]: unknown };

/**
 * An entity, by nothing but its type record: beside all members of the class, an object literal could name those as if they
 * were conditions.
 */
export interface EntityValue<U extends Entity> {
  readonly __types: U["__types"];
}

/** What may stand beside the fields of an entity, at any level of a filter, and is about that level's entity. */
export interface FilterWords<T extends Entity, F> {
  /** Only a type: a scope is a filter. */
  __scope?(of: T): void;
  /** Gives the row a name, for conditions outside of the filter. */
  readonly as?: AliasFor<T> | undefined;
  readonly and?: F | ReadonlyArray<F | undefined> | undefined;
  readonly or?: F | ReadonlyArray<F | undefined> | undefined;
  readonly not?: F | undefined;
}

/** Operators on a reference itself. */
export interface EntityOperators<U extends Entity, N extends null | never> {
  readonly eq?: EntityValue<U> | IdOf<U> | N | undefined;
  readonly ne?: EntityValue<U> | IdOf<U> | N | undefined;
  readonly in?: ReadonlyArray<EntityValue<U> | IdOf<U> | N> | undefined;
  readonly nin?: ReadonlyArray<EntityValue<U> | IdOf<U> | N> | undefined;
}

/** An entity, an id, a list of them, whether there is one at all, an alias, or a filter on the entity itself. */
export type EntityFilter<U extends Entity, N extends null | never> =
  | EntityValue<U>
  | AliasFor<U>
  | IdOf<U>
  | N
  | boolean
  | List<EntityValue<U> | IdOf<U> | N>
  | EntityOperators<U, N>
  | FilterOf<U>;

/** How many members of a collection match; operators on the collection itself. */
export interface CollectionOperators<U extends Entity> extends EntityOperators<U, null> {
  readonly some?: FilterOf<U> | undefined;
  readonly none?: FilterOf<U> | undefined;
  readonly every?: FilterOf<U> | undefined;
  readonly count?: ValueFilter<number, never> | undefined;
}

/** A filter on the members of a collection; all of its conditions apply to the same member. */
export type CollectionFilter<U extends Entity> =
  | EntityValue<U>
  | AliasFor<U>
  | IdOf<U>
  | boolean
  | List<EntityValue<U> | IdOf<U>>
  | CollectionOperators<U>
  | FilterOf<U>;

/** A filter on the codes of an enum collection: one of them, one of several, or whether there are any. */
export type EnumCollectionFilter<C extends string> =
  | C
  | boolean
  | List<C>
  | Pick<ValueOperators<C, never>, "eq" | "ne" | "in" | "nin">;
