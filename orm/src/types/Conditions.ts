// Conditions beside the inline filter: values made by aliases and by the `sql` tag, put together.

declare const aliasCondition: unique symbol;

/** What an operator of an alias gives. */
export interface ColumnCondition {
  readonly [aliasCondition]?: true;
}

/** What the `sql` tag gives. */
export interface RawSql {
  /** Only a type. */
  readonly __sql?: true;
}

export type ExpressionCondition = ColumnCondition | RawSql | ExpressionFilter;

/** Conditions put together; what is `undefined` is left out. */
export type ExpressionFilter = AllOf | AnyOf | NoneOf;

interface AllOf extends Pruning {
  readonly and: ReadonlyArray<ExpressionCondition | undefined>;
}

interface AnyOf extends Pruning {
  readonly or: ReadonlyArray<ExpressionCondition | undefined>;
}

interface NoneOf extends Pruning {
  readonly not: ExpressionCondition | undefined;
}

interface Pruning {
  /** Leaves the whole node out when any or all of its entries are `undefined`. */
  readonly pruneIfUndefined?: "any" | "all";
}
