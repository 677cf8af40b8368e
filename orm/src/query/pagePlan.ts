// The plan of a page: a find that starts strictly behind a row and reads one row more than the page has. The row is known by
// the values that it is ordered by (its key set), so rows that come and go elsewhere move nothing.
import type {
  Condition,
  Expression,
  OrderNode,
  ParameterNode,
  Select,
  Source,
} from "../sql/nodes.ts";
import { printExpression } from "../sql/print.ts";
import type { Cell } from "../sql/Statement.ts";
import { Cursor } from "./Cursor.ts";
import { FindPlan } from "./FindPlan.ts";
import { FindShape } from "./FindShape.ts";

export interface PageBounds {
  readonly after?: unknown;
  readonly before?: unknown;
  /** From the end backwards. */
  readonly isBackward: boolean;
  /** How many rows to read; all of them when not given. */
  readonly limit: number | undefined;
}

export interface PagePlan {
  readonly find: FindPlan;
  readonly cursor: Cursor;
  /** The cells of a row that its cursor is written from. */
  readonly places: ReadonlyArray<number>;
}

/** @throws InvalidCursorError (`INVALID_CURSOR`) */
export function pagePlan(plan: FindPlan, bounds: PageBounds): PagePlan {
  const { meta, select, isFiltered } = plan;
  const { orderBy, source } = select;
  const own = select.columns as ReadonlyArray<Expression>;
  const added = orderBy.filter(({ operand }) => indexOf(own, operand) === -1);
  const columns = [...own, ...added.map(({ operand }) => operand)];
  const cursor = new Cursor(meta.type, describe(orderBy, source), orderBy.length);
  const binding = new Binding(plan);
  const conditions = [
    ...(select.where === undefined ? [] : [select.where]),
    ...(bounds.after === undefined ? [] : [isBehind(orderBy, cursor.read(bounds.after), binding)]),
    ...(bounds.before === undefined
      ? []
      : [isBehind(reversed(orderBy), cursor.read(bounds.before), binding)]),
  ];
  const paged: Select = {
    columns,
    source,
    where: conditions.length > 1 ? { kind: "and", items: conditions } : conditions[0],
    orderBy: bounds.isBackward ? reversed(orderBy) : orderBy,
    ...(bounds.limit !== undefined && { limit: binding.add(String(bounds.limit), "bigint") }),
  };
  const places = orderBy.map(({ operand }) => indexOf(columns, operand));
  const shape = new FindShape(
    meta,
    paged,
    { parameters: binding.parameters, readers: [] },
    isFiltered,
  );
  return { find: new FindPlan(shape, binding.values), cursor, places };
}

/** The parameters of a plan, and more of them. */
class Binding {
  readonly parameters: ParameterNode[];
  readonly values: Cell[];

  constructor({ parameters, values }: FindPlan) {
    this.parameters = [...parameters];
    this.values = [...values];
  }

  add(value: Cell, type: string | undefined): ParameterNode {
    const parameter: ParameterNode = { kind: "parameter", index: this.values.length, type };
    this.parameters.push(parameter);
    this.values.push(value);
    return parameter;
  }
}

/** Strictly behind the row that has these values, in this order. */
function isBehind(
  orderBy: ReadonlyArray<OrderNode>,
  values: ReadonlyArray<Cell>,
  binding: Binding,
): Condition {
  const bound = orderBy.map(({ type }, at) =>
    values[at] === null ? undefined : binding.add(values[at]!, type),
  );
  const [first] = orderBy;
  const isUniform = orderBy.every(
    ({ notNull, direction }) => notNull && direction === first!.direction,
  );
  // Comparing rows is what an index on these columns can answer.
  if (isUniform && bound.every((each) => each !== undefined))
    return {
      kind: "compareRows",
      left: orderBy.map(({ operand }) => operand),
      operator: first!.direction === "ASC" ? ">" : "<",
      right: bound,
    };
  const items = orderBy.flatMap((each, at): Condition[] => {
    const behind = isBehindIn(each, bound[at]);
    if (behind === undefined) return [];
    const equal = orderBy.slice(0, at).map((other, place) => isEqualIn(other, bound[place]));
    return [equal.length === 0 ? behind : { kind: "and", items: [...equal, behind] }];
  });
  const behind: Condition = { kind: "or", items };
  if (!first!.notNull || bound[0] === undefined) return behind;
  // Says nothing new, but lets an index on the first column start at the right place.
  const operator = first!.direction === "ASC" ? ">=" : "<=";
  const start: Condition = { kind: "compare", left: first!.operand, operator, right: bound[0] };
  return { kind: "and", items: [start, behind] };
}

function isEqualIn({ operand }: OrderNode, value: ParameterNode | undefined): Condition {
  return value === undefined
    ? { kind: "isNull", operand }
    : { kind: "compare", left: operand, operator: "=", right: value };
}

/** `undefined` when nothing is behind it. */
function isBehindIn(order: OrderNode, value: ParameterNode | undefined): Condition | undefined {
  const { operand, direction, notNull } = order;
  const isNullLast = areNullsLast(order);
  if (value === undefined) return isNullLast ? undefined : { kind: "isNotNull", operand };
  const operator = direction === "ASC" ? ">" : "<";
  const behind: Condition = { kind: "compare", left: operand, operator, right: value };
  if (notNull || !isNullLast) return behind;
  return { kind: "or", items: [behind, { kind: "isNull", operand }] };
}

/** NULL counts as greater than any value, unless the order says otherwise. */
function areNullsLast({ direction, nulls }: OrderNode): boolean {
  return nulls === undefined ? direction === "ASC" : nulls === "LAST";
}

function reversed(orderBy: ReadonlyArray<OrderNode>): OrderNode[] {
  return orderBy.map(({ nulls, ...each }) => ({
    ...each,
    direction: each.direction === "ASC" ? "DESC" : "ASC",
    ...(nulls !== undefined && { nulls: nulls === "FIRST" ? "LAST" : "FIRST" }),
  }));
}

function indexOf(columns: ReadonlyArray<Expression>, operand: Expression): number {
  return columns.findIndex(
    (each) =>
      each === operand ||
      (each.kind === "column" &&
        operand.kind === "column" &&
        each.alias === operand.alias &&
        each.column === operand.column),
  );
}

/** An order in words that do not depend on how the filter named the tables. */
function describe(orderBy: ReadonlyArray<OrderNode>, source: Source): string {
  return orderBy
    .map((order) =>
      [
        pathOf(order.operand, source),
        order.direction,
        areNullsLast(order) ? "NULLS LAST" : "NULLS FIRST",
      ].join(" "),
    )
    .join(", ");
}

function pathOf(operand: Expression, source: Source): string {
  if (operand.kind !== "column") return printExpression(operand, ({ type }) => `?${type ?? ""}`);
  const { alias, column } = operand;
  const on = source.joins.find((join) => join.alias === alias)?.on;
  if (on?.kind !== "compare" || on.right.kind !== "column") return column;
  return `${pathOf(on.right, source)}.${column}`;
}
