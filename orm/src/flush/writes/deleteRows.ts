// Rows of one table that are deleted: one DELETE, which fails when a row with a version is not the one that was read.
import type { TablePart } from "../../schema/TablePart.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf, listType } from "./cells.ts";
import { selectUnlessStale, tokenColumn } from "./staleRows.ts";
import { isGiven } from "./updateRows.ts";

export function deleteRows(part: TablePart, states: ReadonlyArray<EntityState>): Write {
  const { meta, keyField } = part;
  const token = tokenColumn(part);
  const keys = listOf(states.map(({ key }) => key!));
  const id = quote(keyField.column);
  const type = `${keyField.codec.type}[]`;
  const checked =
    token &&
    [
      `WITH given AS (SELECT * FROM unnest($1::${type}, $2::${listType(token)}) AS given(id, token)),`,
      `written AS (DELETE FROM ${meta.table} AS t USING given WHERE ${isGiven(part, token)} RETURNING t.${id} AS id)`,
      selectUnlessStale(part),
    ].join(" ");
  return {
    title: `delete ${meta.tableName} ×${states.length}`,
    statement: {
      text: checked ?? `DELETE FROM ${meta.table} WHERE ${id} = ANY($1::${type})`,
      values: token ? [keys, listOf(states.map(({ row }) => row![token.index]!))] : [keys],
      operation: `delete ${meta.tableName}`,
    },
    meta,
    states,
    settle: () => {
      for (const state of states) state.deleted = "flushed";
    },
  };
}
