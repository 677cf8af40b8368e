// From nodes to text. Every identifier goes through `quote`, every value is a parameter.
import { quote } from "./identifier.ts";
import type {
  ColumnNode,
  Condition,
  Join,
  Operand,
  OrderNode,
  ParameterNode,
  Select,
  Source,
} from "./nodes.ts";

/** How a parameter is written: `$1::text` in a statement of its own, a column of the arguments in a batch. */
export type PrintParameter = (parameter: ParameterNode) => string;

/** `$1::integer`: the parameter as it stands in a statement of its own. */
export function printBound({ index, type }: ParameterNode): string {
  return `$${index + 1}::${type}`;
}

/** What a statement for several finds adds to the SELECT of one. */
export interface Additions {
  /** Columns behind the others. */
  readonly columns?: string;
  /** What stands before the tables in FROM. */
  readonly from?: string;
  /** The column, of what stands in `from`, that says which find a row belongs to. It comes last in the select list. */
  readonly place?: string;
}

export function printSelect(
  select: Select,
  parameter: PrintParameter,
  { columns: extra = "", from = "", place }: Additions = {},
): string {
  const { columns, source, where, orderBy, limit, offset } = select;
  const order = orderBy.length === 0 ? [] : [printOrder(orderBy)];
  const placed = place === undefined ? [] : [place];
  return [
    `SELECT ${[columns === "count" ? "count(*)" : columns.map(printColumn).join(", "), ...placed].join(", ")}${extra}`,
    `FROM ${from}${printSource(source, parameter)}`,
    where === undefined ? "" : `WHERE ${printTop(where, parameter)}`,
    columns === "count" && place !== undefined ? `GROUP BY ${place}` : "",
    order.length === 0 ? "" : `ORDER BY ${[...placed, ...order].join(", ")}`,
    limit === undefined ? "" : `LIMIT ${parameter(limit)}`,
    offset === undefined ? "" : `OFFSET ${parameter(offset)}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

export function printOrder(orderBy: ReadonlyArray<OrderNode>): string {
  return orderBy
    .map(({ operand, direction, nulls }) =>
      [printColumn(operand), direction, nulls === undefined ? "" : `NULLS ${nulls}`]
        .filter((part) => part !== "")
        .join(" "),
    )
    .join(", ");
}

export function printColumn({ alias, column }: ColumnNode): string {
  return `${alias}.${quote(column)}`;
}

function printSource({ from, joins }: Source, parameter: PrintParameter): string {
  return [
    `${from.table} AS ${from.alias}`,
    ...joins.map((join) => printJoin(join, parameter)),
  ].join(" ");
}

function printJoin({ join, table, alias, on }: Join, parameter: PrintParameter): string {
  return `${join === "LEFT" ? "LEFT JOIN" : "JOIN"} ${table} AS ${alias} ON ${printTop(on, parameter)}`;
}

/** At the top of a clause a conjunction needs no brackets. */
function printTop(condition: Condition, parameter: PrintParameter): string {
  if (condition.kind !== "and") return printCondition(condition, parameter);
  return condition.items.map((item) => printCondition(item, parameter)).join(" AND ");
}

function printCondition(condition: Condition, parameter: PrintParameter): string {
  switch (condition.kind) {
    case "compare":
      return `${printColumn(condition.left)} ${condition.operator} ${printOperand(condition.right, parameter)}`;
    case "compareRows":
      return `(${condition.left.map(printColumn).join(", ")}) ${condition.operator} (${condition.right.map(parameter).join(", ")})`;
    case "any":
      return `${printColumn(condition.left)} = ANY(${parameter(condition.list)})`;
    case "none":
      return `${printColumn(condition.left)} <> ALL(${parameter(condition.list)})`;
    case "isNull":
      return `${printColumn(condition.operand)} IS NULL`;
    case "isNotNull":
      return `${printColumn(condition.operand)} IS NOT NULL`;
    case "and":
    case "or":
      return `(${condition.items
        .map((item) => printCondition(item, parameter))
        .join(condition.kind === "and" ? " AND " : " OR ")})`;
    case "exists":
    case "notExists":
      return `${condition.kind === "exists" ? "" : "NOT "}EXISTS (SELECT 1 FROM ${printSource(condition.source, parameter)} WHERE ${printTop(condition.where, parameter)})`;
    case "never":
      return "false";
  }
}

function printOperand(operand: Operand, parameter: PrintParameter): string {
  return operand.kind === "column" ? printColumn(operand) : parameter(operand);
}
