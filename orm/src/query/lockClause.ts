// The clause that locks the rows of a SELECT, and finds that have one.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { quote } from "../sql/identifier.ts";
import type { ColumnNode, Expression, OrderNode } from "../sql/nodes.ts";
import { printBound, printOrder, printSelect } from "../sql/print.ts";
import type { LockOptions } from "../types/Lock.ts";
import type { FindPlan } from "./FindPlan.ts";
import { filterError } from "./Place.ts";

const modes = {
  forUpdate: "FOR UPDATE",
  forNoKeyUpdate: "FOR NO KEY UPDATE",
  forShare: "FOR SHARE",
  forKeyShare: "FOR KEY SHARE",
} as const;

const waits = { wait: "", nowait: " NOWAIT", skipLocked: " SKIP LOCKED" } as const;

/** `FOR NO KEY UPDATE OF a SKIP LOCKED`. @throws InvalidFilterError (`INVALID_FILTER`) for what is no lock */
export function lockClause({ type }: EntityMeta, lock: LockOptions, alias: string): string {
  const { mode, wait = "wait" } = lock;
  const at = (key: string): Parameters<typeof filterError>[0] => ({
    type,
    keys: ["lock", key],
    shown: `lock.${key}`,
  });
  if (!Object.hasOwn(modes, mode)) throw filterError(at("mode"), `is none of ${listOf(modes)}`);
  if (!Object.hasOwn(waits, wait)) throw filterError(at("wait"), `is none of ${listOf(waits)}`);
  return `${modes[mode]} OF ${alias}${waits[wait]}`;
}

/**
 * The text of a find that locks what it gives. Rows are locked in the order of their keys and then put in the find's order, unless
 * that says which rows they are.
 */
export function lockedFind({ meta, select }: FindPlan, lock: LockOptions): string {
  const { orderBy, limit, offset } = select;
  const columns = select.columns as ReadonlyArray<Expression>;
  // The key stands first.
  const key = columns[0] as ColumnNode;
  const clause = lockClause(meta, lock, rootAlias(meta, columns));
  const isByKey = orderBy.length > 0 && isKeyOrder(orderBy[0]!, key);
  if (isByKey || limit !== undefined || offset !== undefined)
    return `${printSelect(select, printBound)} ${clause}`;
  const cells = columns.map((_, at) => `c${at}`);
  const keys = orderBy.map((_, at) => `o${at}`);
  const inner = {
    ...select,
    columns: [...columns, ...orderBy.map(({ operand }) => operand)],
    orderBy: [{ operand: key, direction: "ASC" as const, type: undefined, notNull: true }],
  };
  const order = orderBy.map((node, at) => ({
    ...node,
    operand: { kind: "column" as const, alias: "t", column: keys[at]! },
  }));
  const names = cells.map((name) => `t.${quote(name)}`).join(", ");
  const locked = `${printSelect(inner, printBound)} ${clause}`;
  return `SELECT ${names} FROM (${locked}) AS t(${[...cells, ...keys].map(quote).join(", ")}) ORDER BY ${printOrder(order, printBound)}`;
}

/** All types of a hierarchy lock the row that all of them have. */
function rootAlias(meta: EntityMeta, columns: ReadonlyArray<Expression>): string {
  const fields = (meta.reading ?? meta).columns;
  const root = meta.rootType.tableType;
  const at = fields.findIndex(
    ({ kind, meta: { tableType } }) => kind !== "primaryKey" && tableType === root,
  );
  return (columns[Math.max(at, 0)] as ColumnNode).alias;
}

function isKeyOrder({ operand, direction }: OrderNode, key: ColumnNode): boolean {
  return (
    direction === "ASC" &&
    operand.kind === "column" &&
    operand.alias === key.alias &&
    operand.column === key.column
  );
}

function listOf(known: object): string {
  return Object.keys(known).join(", ");
}
