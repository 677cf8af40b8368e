// The columns of an alias, typed from the entity's type record. Nothing is computed for a column until it is named.
import type { ColumnCondition } from "./Conditions.ts";
import type { Entity, FieldsOf, IdOf } from "./Entity.ts";
import type { EntityValue } from "./Filter.ts";
import type { Json } from "./Json.ts";

declare const of: unique symbol;
declare const value: unique symbol;

/** Names for the rows of `T` in a find; made by `alias(T)`. */
export type Alias<T extends Entity> = {
  readonly [K in keyof FieldsOf<T>]: AliasMemberOf<FieldsOf<T>[K], K, T>;
} & AliasFor<T>;

/** An alias of `T`, by nothing but whose rows it names. */
export interface AliasFor<T extends Entity> {
  readonly [of]?: T["__types"];
}

interface ColumnRecord {
  readonly kind: "primitive" | "enum";
  readonly type: unknown;
  readonly nullable?: undefined;
}

interface ReferenceRecord {
  readonly kind: "m2o";
  readonly type: Entity;
  readonly nullable?: undefined;
}

type AliasMemberOf<F, K, T extends Entity> = K extends "id"
  ? EntityAlias<T>
  : F extends ReferenceRecord
    ? EntityAlias<F["type"], NullOf<F>>
    : F extends ColumnRecord
      ? PrimitiveAlias<F["type"], NullOf<F>>
      : never;

type NullOf<F> = F extends { readonly nullable: never } ? never : null;

/** A value, or a column of the same type. */
type Operand<V> = V | AliasValue<V> | undefined;

/** A column, by the type of its values. */
export interface AliasValue<V> {
  readonly [value]?: (each: V) => V;
}

interface Comparable<V, N> {
  /** `=`; `null` asks for NULL. Without an operand there is no condition. */
  eq(operand: Operand<V> | N): ColumnCondition | undefined;
  /** `<>`; rows that are NULL do not match. */
  ne(operand: Operand<V> | N): ColumnCondition | undefined;
  in(list: ReadonlyArray<V | N> | undefined): ColumnCondition | undefined;
  nin(list: ReadonlyArray<V | N> | undefined): ColumnCondition | undefined;
  gt(operand: Operand<V>): ColumnCondition | undefined;
  gte(operand: Operand<V>): ColumnCondition | undefined;
  lt(operand: Operand<V>): ColumnCondition | undefined;
  lte(operand: Operand<V>): ColumnCondition | undefined;
  isNull(isNull?: boolean): ColumnCondition;
  isNotNull(): ColumnCondition;
}

interface CommonAlias<V, N> extends Comparable<V, N>, AliasValue<V> {
  /** IS DISTINCT FROM. */
  distinct(operand: Operand<V> | N): ColumnCondition | undefined;
  /** Inclusive; a side that is `undefined` is no bound. */
  between(low: Operand<V>, high: Operand<V>): ColumnCondition | undefined;
  /**
   * SQL behind the column, written in the program: `$1…$n` are the bindings.
   * @example a.age.raw("> $1", [18])
   */
  raw<const S extends string>(
    text: string extends S ? never : S,
    bindings?: ReadonlyArray<unknown>,
  ): ColumnCondition;
}

interface TextAlias {
  like(pattern: string | false | undefined): ColumnCondition | undefined;
  nlike(pattern: string | false | undefined): ColumnCondition | undefined;
  ilike(pattern: string | false | undefined): ColumnCondition | undefined;
  nilike(pattern: string | false | undefined): ColumnCondition | undefined;
  regex(pattern: string | false | undefined): ColumnCondition | undefined;
  iregex(pattern: string | false | undefined): ColumnCondition | undefined;
  nregex(pattern: string | false | undefined): ColumnCondition | undefined;
  niregex(pattern: string | false | undefined): ColumnCondition | undefined;
  search(text: string | false | undefined): ColumnCondition | undefined;
  startsWith(text: string | false | undefined): ColumnCondition | undefined;
  endsWith(text: string | false | undefined): ColumnCondition | undefined;
  istartsWith(text: string | false | undefined): ColumnCondition | undefined;
  iendsWith(text: string | false | undefined): ColumnCondition | undefined;
  /** On network columns. */
  within(network: string | undefined): ColumnCondition | undefined;
  withinOrEqual(network: string | undefined): ColumnCondition | undefined;
  /** On tsvector columns, by a text search configuration of the database. */
  matches(query: string | undefined, config?: string): ColumnCondition | undefined;
}

interface SetAlias<V> {
  contains(operand: Operand<V>): ColumnCondition | undefined;
  containedBy(operand: Operand<V>): ColumnCondition | undefined;
  overlaps(operand: Operand<V>): ColumnCondition | undefined;
}

interface ArrayAlias {
  ncontains(operand: Operand<unknown>): ColumnCondition | undefined;
  noverlaps(operand: Operand<unknown>): ColumnCondition | undefined;
  isEmpty(isEmpty: boolean | undefined): ColumnCondition | undefined;
}

interface RangeAlias<V> {
  adjacent(operand: Operand<V>): ColumnCondition | undefined;
  before(operand: Operand<V>): ColumnCondition | undefined;
  after(operand: Operand<V>): ColumnCondition | undefined;
}

interface DocumentAlias {
  hasKey(key: string | undefined): ColumnCondition | undefined;
  hasAnyKey(keys: ReadonlyArray<string> | undefined): ColumnCondition | undefined;
  hasAllKeys(keys: ReadonlyArray<string> | undefined): ColumnCondition | undefined;
  pathExists(jsonPath: string | undefined): ColumnCondition | undefined;
  pathIsTrue(jsonPath: string | undefined): ColumnCondition | undefined;
}

/** A value inside a json document: compared as text, number or boolean, as the operand is. */
export interface JsonAlias extends CommonAlias<Json, null>, TextAlias, SetAlias<Json> {
  path(...keys: ReadonlyArray<string | number>): JsonAlias;
}

/** A column of values; which operators it takes at run time follows from its type in the database. */
export type PrimitiveAlias<V, N extends null | never = never> = [V] extends [string]
  ? CommonAlias<V, N> & TextAlias & SetAlias<unknown> & RangeAlias<unknown>
  : [V] extends [number | bigint | boolean | Date | Uint8Array]
    ? CommonAlias<V, N>
    : [V] extends [ReadonlyArray<unknown>]
      ? CommonAlias<V, N> & SetAlias<V> & ArrayAlias
      : CommonAlias<V, N> & SetAlias<unknown> & RangeAlias<unknown> & DocumentAlias & JsonPath;

interface JsonPath {
  path(...keys: ReadonlyArray<string | number>): JsonAlias;
}

/** The id of an entity, or a reference to one: its operands are ids, entities, and columns that hold such ids. */
export interface EntityAlias<U extends Entity, N extends null | never = never>
  extends Comparable<IdOf<U> | EntityValue<U>, N>, AliasValue<IdOf<U> | EntityValue<U>> {}
