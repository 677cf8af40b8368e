// The parts of a SELECT as values. Values of the user are parameters by number; their text never is part of a statement.

export interface ColumnNode {
  readonly kind: "column";
  readonly alias: string;
  readonly column: string;
}

/** A bound value of a Postgres type. */
export interface ParameterNode {
  readonly kind: "parameter";
  readonly index: number;
  readonly type: string;
}

export type Operand = ColumnNode | ParameterNode;

export type CompareOperator = "=" | "<>" | "<" | "<=" | ">" | ">=" | "@>";

export type Condition =
  | {
      readonly kind: "compare";
      readonly left: ColumnNode;
      readonly operator: CompareOperator;
      readonly right: Operand;
    }
  /** Rows are compared by their first values, where those are equal by their second, and so on. */
  | {
      readonly kind: "compareRows";
      readonly left: ReadonlyArray<ColumnNode>;
      readonly operator: "<" | ">";
      readonly right: ReadonlyArray<ParameterNode>;
    }
  | { readonly kind: "any"; readonly left: ColumnNode; readonly list: ParameterNode }
  | { readonly kind: "none"; readonly left: ColumnNode; readonly list: ParameterNode }
  | { readonly kind: "isNull" | "isNotNull"; readonly operand: ColumnNode }
  | { readonly kind: "and" | "or"; readonly items: ReadonlyArray<Condition> }
  | { readonly kind: "exists" | "notExists"; readonly source: Source; readonly where: Condition }
  | { readonly kind: "never" };

export interface Table {
  /** Quoted and qualified. */
  readonly table: string;
  readonly alias: string;
}

export interface Join extends Table {
  readonly join: "INNER" | "LEFT";
  readonly on: Condition;
}

/** A table and what is joined to it. */
export interface Source {
  readonly from: Table;
  readonly joins: ReadonlyArray<Join>;
}

export interface OrderNode {
  readonly operand: ColumnNode;
  readonly direction: "ASC" | "DESC";
  readonly nulls?: "FIRST" | "LAST";
  /** The type of the operand, for values that it is compared with. */
  readonly type: string;
  /** It never is NULL. */
  readonly notNull: boolean;
}

export interface Select {
  readonly columns: ReadonlyArray<ColumnNode> | "count";
  readonly source: Source;
  readonly where: Condition | undefined;
  readonly orderBy: ReadonlyArray<OrderNode>;
  readonly limit?: ParameterNode;
  readonly offset?: ParameterNode;
}
