// Sets on entities what `em.updateAll` sets on rows.
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { addDecimals } from "../../schema/values/addDecimals.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { readColumn } from "../../session/fieldAccess.ts";
import { setOpts } from "../setOpts.ts";
import type { Assignment } from "./Assignment.ts";

export function setOnEntities(
  states: ReadonlyArray<EntityState>,
  set: object,
  assignments: ReadonlyArray<Assignment>,
): void {
  const added = assignments.flatMap((each) => (each.kind === "increment" ? [each] : []));
  const given = Object.entries(set).filter(
    ([name, value]) =>
      value !== undefined && !added.some(({ column }) => column.fieldName === name),
  );
  for (const state of states) {
    const sums = added.map(({ column, cell }) => [
      column.fieldName,
      sumOf(readColumn(state, column), cell!),
    ]);
    setOpts(state, Object.fromEntries([...given, ...sums]));
  }
}

/** @throws InvalidFilterError (`INVALID_FILTER`) for SQL, which gives values to rows only */
export function refuseSql({ type }: EntityMeta, assignments: ReadonlyArray<Assignment>): void {
  const sql = assignments.find(({ kind }) => kind === "sql");
  if (sql === undefined) return;
  const path = sql.column.fieldName;
  throw new InvalidFilterError({ type, path, reason: "is set by SQL, which hooks rule out" });
}

/** As Postgres adds: nothing plus something is nothing. */
function sumOf(value: unknown, amount: string): unknown {
  switch (typeof value) {
    case "number":
      return value + Number(amount);
    case "bigint":
      return value + BigInt(amount);
    case "string":
      return addDecimals(value, amount);
    default:
      return undefined;
  }
}
