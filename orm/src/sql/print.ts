// From nodes to text. Every identifier goes through `quote`, every value is a parameter.
import { quote } from "./identifier.ts";
import type {
  ColumnNode,
  Condition,
  Expression,
  Join,
  OrderNode,
  ParameterNode,
  ReachCondition,
  Select,
  Source,
} from "./nodes.ts";

/** How a parameter is written: `$1::text` in a statement of its own, a column of the arguments in a batch. */
export type PrintParameter = (parameter: ParameterNode) => string;

/** `$1::integer`: the parameter as it stands in a statement of its own. */
export function printBound({ index, type }: ParameterNode): string {
  return type === undefined ? `$${index + 1}` : `$${index + 1}::${type}`;
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
  const order = orderBy.length === 0 ? [] : [printOrder(orderBy, parameter)];
  const placed = place === undefined ? [] : [place];
  return [
    `SELECT ${[columns === "count" ? "count(*)" : columns.map((each) => printExpression(each, parameter)).join(", "), ...placed].join(", ")}${extra}`,
    `FROM ${from}${printSource(source, parameter)}`,
    where === undefined || isNothing(where) ? "" : `WHERE ${printTop(where, parameter)}`,
    columns === "count" && place !== undefined ? `GROUP BY ${place}` : "",
    order.length === 0 ? "" : `ORDER BY ${[...placed, ...order].join(", ")}`,
    limit === undefined ? "" : `LIMIT ${parameter(limit)}`,
    offset === undefined ? "" : `OFFSET ${parameter(offset)}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

export function printOrder(orderBy: ReadonlyArray<OrderNode>, parameter: PrintParameter): string {
  return orderBy
    .map(({ operand, direction, nulls }) =>
      [printExpression(operand, parameter), direction, nulls === undefined ? "" : `NULLS ${nulls}`]
        .filter((part) => part !== "")
        .join(" "),
    )
    .join(", ");
}

export function printColumn({ alias, column }: ColumnNode): string {
  return `${alias}.${quote(column)}`;
}

export function printExpression(node: Expression, parameter: PrintParameter): string {
  const print = (each: Expression): string => printExpression(each, parameter);
  switch (node.kind) {
    case "column":
      return printColumn(node);
    case "parameter":
      return parameter(node);
    case "identifier":
      return quote(node.name);
    case "literal":
      return node.text === "0" ? "0" : `'${node.text}'`;
    case "null":
      return "NULL";
    case "raw":
      return node.parts.map((part) => (typeof part === "string" ? part : print(part))).join("");
    case "cast":
      return `(${print(node.operand)})::${node.type}`;
    case "call":
      return `${node.name}(${print(node.operand)})`;
    case "jsonPath":
      return `(${print(node.operand)} ${node.operator} ${print(node.path)})`;
    case "when":
      return `CASE WHEN ${printTop(node.condition, parameter)} THEN ${print(node.value)} END`;
    case "aggregate": {
      const operand = node.operand === undefined ? "*" : print(node.operand);
      return `(SELECT ${node.function}(${operand}) FROM ${printSource(node.source, parameter)} WHERE ${printTop(node.where, parameter)})`;
    }
    case "lookUp":
      return `(SELECT ${print(node.operand)} FROM ${printSource(node.source, parameter)} WHERE ${printTop(node.where, parameter)})`;
  }
}

export function printSource({ from, joins }: Source, parameter: PrintParameter): string {
  return [printFrom(from, parameter), ...joins.map((join) => printJoin(join, parameter))].join(" ");
}

function printFrom(from: Source["from"], parameter: PrintParameter): string {
  if ("select" in from) return `(${printSelect(from.select, parameter)}) AS ${from.alias}`;
  if ("rows" in from) return `${printExpression(from.rows, parameter)} AS ${from.alias}(value)`;
  return `${from.table} AS ${from.alias}`;
}

function printJoin({ join, table, alias, on }: Join, parameter: PrintParameter): string {
  return `${join === "LEFT" ? "LEFT JOIN" : "JOIN"} ${table} AS ${alias} ON ${printTop(on, parameter)}`;
}

/** At the top of a clause a conjunction needs no brackets. */
function printTop(condition: Condition, parameter: PrintParameter): string {
  if (condition.kind !== "and") return printCondition(condition, parameter);
  const items = conjuncts(condition);
  return items.length === 0
    ? "true"
    : items.map((item) => printCondition(item, parameter)).join(" AND ");
}

/** Conjunctions of conjunctions are one. */
function conjuncts(condition: Condition): ReadonlyArray<Condition> {
  return condition.kind === "and" ? condition.items.flatMap(conjuncts) : [condition];
}

export function printCondition(condition: Condition, parameter: PrintParameter): string {
  const print = (each: Expression): string => printExpression(each, parameter);
  switch (condition.kind) {
    case "compare":
      return `${print(condition.left)} ${condition.operator} ${print(condition.right)}`;
    case "compareRows":
      return `(${condition.left.map(print).join(", ")}) ${condition.operator} (${condition.right.map(parameter).join(", ")})`;
    case "any":
      return `${print(condition.left)} = ANY(${print(condition.list)})`;
    case "none":
      return `${print(condition.left)} <> ALL(${print(condition.list)})`;
    case "isNull":
      return `${print(condition.operand)} IS NULL`;
    case "isNotNull":
      return `${print(condition.operand)} IS NOT NULL`;
    case "and":
    case "or":
      return printList(condition, parameter);
    case "not":
      return `NOT (${printTop(condition.item, parameter)})`;
    case "notTrue":
      return `(${printTop(condition.item, parameter)}) IS NOT TRUE`;
    case "exists":
    case "notExists":
      return `${condition.kind === "exists" ? "" : "NOT "}EXISTS (SELECT 1 FROM ${printSource(condition.source, parameter)} WHERE ${printTop(condition.where, parameter)})`;
    case "inSelect":
      return `${print(condition.left)} IN (${printSelect(condition.select, parameter)})`;
    case "reaches":
    case "doesNotReach":
      return printReach(condition, parameter);
    case "holds":
      return `(${print(condition.operand)})`;
    case "matches": {
      const config = condition.config === undefined ? "" : `${parameter(condition.config)}, `;
      return `${print(condition.left)} @@ websearch_to_tsquery(${config}${parameter(condition.query)})`;
    }
    case "never":
      return "false";
    case "always":
      return "true";
  }
}

/** What is bound for the whole statement is `$1`; in a batch other values differ from row to row. */
function printReach(
  { kind, left, ends, step, each }: ReachCondition,
  parameter: PrintParameter,
): string {
  let isSame = true;
  const found = printSelect(ends, (node) => {
    const text = parameter(node);
    if (!text.startsWith("$")) isSame = false;
    return text;
  });
  if (!isSame) return printCondition(each, parameter);
  const { table, from, to, isFromNullable } = step;
  const isThere = isFromNullable ? ` AND step.${from} IS NOT NULL` : "";
  const first = `SELECT step.${from} FROM ${table} AS step WHERE step.${to} IN (${found})${isThere}`;
  const next = `SELECT step.${from} FROM reached JOIN ${table} AS step ON step.${to} = reached.id${isThere}`;
  const verb = kind === "reaches" ? "IN" : "NOT IN";
  return `${printExpression(left, parameter)} ${verb} (WITH RECURSIVE reached(id) AS (${first} UNION ${next}) SELECT reached.id FROM reached)`;
}

function printList(
  { kind, items }: Extract<Condition, { kind: "and" | "or" }>,
  parameter: PrintParameter,
): string {
  const [first, ...rest] = said(items);
  if (first === undefined) return kind === "and" ? "true" : "false";
  if (rest.length === 0) return printCondition(first, parameter);
  const operator = kind === "and" ? " AND " : " OR ";
  return `(${[first, ...rest].map((item) => printCondition(item, parameter)).join(operator)})`;
}

/** Without conjunctions of nothing. */
function said(items: ReadonlyArray<Condition>): ReadonlyArray<Condition> {
  return items.filter((item) => !isNothing(item));
}

/** A conjunction of nothing says nothing. */
export function isNothing(condition: Condition): boolean {
  return condition.kind === "and" && conjuncts(condition).length === 0;
}
