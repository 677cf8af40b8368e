// Rows of one table that are deleted: one DELETE, which fails when a row with a version is not the one that was read.
import type { TablePart } from "../../schema/TablePart.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { elementType, listOf } from "./cells.ts";
import { boundCells, givenRows } from "./givenRows.ts";
import { expectedToken, selectUnlessStale, staleFailure, staleRows } from "./staleRows.ts";
import { isGiven } from "./updateShape.ts";

export interface OldRows {
  readonly part: TablePart;
  readonly states: ReadonlyArray<EntityState>;
}

export function deleteRows(given: OldRows): Write {
  const { part, states } = given;
  const { meta, keyField } = part;
  const token = part.tokenField;
  return {
    title: titleOf(given),
    statement: {
      text: token
        ? `WITH ${givenAndWritten(given, 1, "")} ${selectUnlessStale(part, "false")}`
        : `DELETE FROM ${meta.table} WHERE ${quote(keyField.column)} = ANY($1::${keyField.codec.type}[])`,
      values: valuesOf(given),
      operation: `delete ${meta.tableName}`,
      writes: states.length,
    },
    meta,
    states,
    settle: () => settleDeleted(states),
  };
}

/**
 * Rows of several tables that lead to each other: one statement for all of them, since Postgres looks at foreign keys when a
 * statement is at its end.
 */
export function deleteTogether(all: ReadonlyArray<OldRows>): Write {
  let parameter = 1;
  const deletes: string[] = [];
  const checks: string[] = [];
  const sources: string[] = [];
  for (const [at, given] of all.entries()) {
    const { part } = given;
    const { meta, keyField } = part;
    const token = part.tokenField;
    if (token) {
      deletes.push(givenAndWritten(given, parameter, String(at)));
      checks.push(staleFailure(part, `stale${at}.rows`));
      sources.push(`(${staleRows(part, String(at))}) AS stale${at}`);
    } else
      deletes.push(
        `written${at} AS (DELETE FROM ${meta.table} WHERE ${quote(keyField.column)} = ANY($${parameter}::${keyField.codec.type}[]))`,
      );
    parameter += token ? 2 : 1;
  }
  const answer = checks.length === 0 ? "1" : `${checks.join(", ")} FROM ${sources.join(", ")}`;
  const states = all.flatMap((given) => given.states);
  return {
    title: all.map(titleOf).join(" with "),
    statement: {
      text: `WITH ${deletes.join(", ")} SELECT ${answer}`,
      values: all.flatMap(valuesOf),
      operation: all.map(({ part }) => `delete ${part.meta.tableName}`).join(" with "),
    },
    states,
    settle: () => settleDeleted(states),
  };
}

function titleOf({ part, states }: OldRows): string {
  return `delete ${part.meta.tableName} ×${states.length}`;
}

function valuesOf({ part, states }: OldRows): Bound[] {
  const token = part.tokenField;
  const keys = states.map(({ key }) => key!);
  return token
    ? [boundCells(keys), boundCells(states.map((state) => expectedToken(state, token)))]
    : [listOf(keys)];
}

function givenAndWritten({ part, states }: OldRows, first: number, suffix: string): string {
  const { meta, keyField } = part;
  const token = part.tokenField!;
  const [given, written] = [`given${suffix}`, `written${suffix}`];
  const isOne = states.length === 1;
  const columns = [
    [keyField.codec.type, "id"],
    [elementType(token), "token"],
  ] as const;
  return [
    `${given} AS (${givenRows(columns, first, isOne)}),`,
    `${written} AS (DELETE FROM ${meta.table} AS t USING ${given}${suffix === "" ? "" : " AS given"} WHERE ${isGiven(part, token, first, isOne)} RETURNING t.${quote(keyField.column)} AS id)`,
  ].join(" ");
}

function settleDeleted(states: ReadonlyArray<EntityState>): void {
  for (const state of states) state.deleted = "flushed";
}
