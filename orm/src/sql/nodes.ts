// The parts of a SELECT as values. Values of the user are parameters by number; their text never is part of a statement. A
// SELECT is a value like any other: it can stand in the FROM clause or in the condition of another one.

export interface ColumnNode {
  readonly kind: "column";
  readonly alias: string;
  readonly column: string;
}

/** A bound value of a Postgres type; without a type the server takes it from where the value stands. */
export interface ParameterNode {
  readonly kind: "parameter";
  readonly index: number;
  readonly type: string | undefined;
}

/** SQL that the application wrote, around columns, parameters and quoted names. */
export interface RawNode {
  readonly kind: "raw";
  readonly parts: ReadonlyArray<string | Expression>;
}

/** A name in SQL that the application wrote. */
interface IdentifierNode {
  readonly kind: "identifier";
  readonly name: string;
}

interface CastNode {
  readonly kind: "cast";
  readonly operand: Expression;
  readonly type: string;
}

interface CallNode {
  readonly kind: "call";
  readonly name: "cardinality" | "jsonb_array_elements" | "jsonb_typeof" | "unnest";
  readonly operand: Expression;
}

/** A value inside a json document: the value itself, or its text. */
interface JsonPathNode {
  readonly kind: "jsonPath";
  readonly operand: Expression;
  readonly operator: "#>" | "#>>";
  readonly path: Expression;
}

/** The value where the condition holds, else NULL. */
interface WhenNode {
  readonly kind: "when";
  readonly condition: Condition;
  readonly value: Expression;
}

interface NullNode {
  readonly kind: "null";
}

export interface LiteralNode {
  readonly kind: "literal";
  readonly text: LiteralText;
}

/** The texts that may stand in a statement as they are; none comes from a user. */
export type LiteralText = "0" | "array" | "boolean" | "number";

export type AggregateFunction = "count" | "min" | "max" | "sum" | "avg";

/** One value of the rows that belong to a row outside. */
interface AggregateNode {
  readonly kind: "aggregate";
  readonly function: AggregateFunction;
  /** Without one the rows are counted. */
  readonly operand: Expression | undefined;
  readonly source: Source;
  readonly where: Condition;
}

/** One value of one row that belongs to a row outside. */
interface LookUpNode {
  readonly kind: "lookUp";
  readonly operand: Expression;
  readonly source: Source;
  readonly where: Condition;
}

export type Expression =
  | AggregateNode
  | CallNode
  | CastNode
  | ColumnNode
  | IdentifierNode
  | JsonPathNode
  | NullNode
  | LiteralNode
  | LookUpNode
  | ParameterNode
  | RawNode
  | WhenNode;

export type CompareOperator =
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "IS DISTINCT FROM"
  | "LIKE"
  | "NOT LIKE"
  | "ILIKE"
  | "NOT ILIKE"
  | "~"
  | "~*"
  | "!~"
  | "!~*"
  | "@>"
  | "<@"
  | "&&"
  | "?"
  | "?|"
  | "?&"
  | "@?"
  | "@@"
  | "-|-"
  | "<<"
  | "<<="
  | ">>"
  | ">>=";

export type Condition =
  | {
      readonly kind: "compare";
      readonly left: Expression;
      readonly operator: CompareOperator;
      readonly right: Expression;
    }
  /** Rows are compared by their first values, where those are equal by their second, and so on. */
  | {
      readonly kind: "compareRows";
      readonly left: ReadonlyArray<Expression>;
      readonly operator: "<" | ">";
      readonly right: ReadonlyArray<ParameterNode>;
    }
  | { readonly kind: "any" | "none"; readonly left: Expression; readonly list: Expression }
  | { readonly kind: "isNull" | "isNotNull"; readonly operand: Expression }
  | { readonly kind: "and" | "or"; readonly items: ReadonlyArray<Condition> }
  /** `not` by three-valued logic; `notTrue` holds for NULL as well. */
  | { readonly kind: "not" | "notTrue"; readonly item: Condition }
  | { readonly kind: "exists" | "notExists"; readonly source: Source; readonly where: Condition }
  | { readonly kind: "inSelect"; readonly left: Expression; readonly select: Select }
  | ReachCondition
  /** An expression that is a condition itself. */
  | { readonly kind: "holds"; readonly operand: Expression }
  | {
      readonly kind: "matches";
      readonly left: Expression;
      readonly config: ParameterNode | undefined;
      readonly query: ParameterNode;
    }
  | { readonly kind: "never" | "always" };

/**
 * Whether a row leads to one of some rows by steps from row to row. Said by going back from those rows, it is worked out once for the
 * statement; where these are others for each row, only `each` can say it.
 */
export interface ReachCondition {
  readonly kind: "reaches" | "doesNotReach";
  readonly left: Expression;
  /** The keys of the rows that are to be reached. */
  readonly ends: Select;
  readonly step: ReachStep;
  readonly each: Condition;
}

/** The rows of a table each lead from one key to another. All are quoted. */
export interface ReachStep {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly isFromNullable: boolean;
}

export interface Table {
  /** Quoted and qualified. */
  readonly table: string;
  readonly alias: string;
}

/** A SELECT in the place of a table. */
export interface SubSelect {
  readonly select: Select;
  readonly alias: string;
}

/** The rows that a function gives, each as the column `value`. */
export interface FunctionRows {
  readonly rows: Expression;
  readonly alias: string;
}

export interface Join extends Table {
  readonly join: "INNER" | "LEFT";
  readonly on: Condition;
}

/** A table and what is joined to it. */
export interface Source {
  readonly from: Table | SubSelect | FunctionRows;
  readonly joins: ReadonlyArray<Join>;
}

export interface OrderNode {
  readonly operand: Expression;
  readonly direction: "ASC" | "DESC";
  readonly nulls?: "FIRST" | "LAST";
  /** The type of the operand, for values that it is compared with; `undefined` when only the database knows it. */
  readonly type: string | undefined;
  /** It never is NULL. */
  readonly notNull: boolean;
}

export interface Select {
  readonly columns: ReadonlyArray<Expression> | "count";
  readonly source: Source;
  readonly where: Condition | undefined;
  readonly orderBy: ReadonlyArray<OrderNode>;
  readonly limit?: ParameterNode;
  readonly offset?: ParameterNode;
}
