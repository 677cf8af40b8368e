// Rows of a join table to an enum: one INSERT for those added, one DELETE for those removed.
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EnumRow } from "../../session/EnumRows.ts";
import type { Bound } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";
import { deletePairs, insertPairs } from "./pairWrites.ts";

export function insertEnumRows(
  field: EnumCollectionField,
  rows: ReadonlyArray<EnumRow>,
  now: string,
): Write {
  return insertPairs(field, typesOf(field), pairs(field, rows), rows.length, now);
}

export function deleteEnumRows(field: EnumCollectionField, rows: ReadonlyArray<EnumRow>): Write {
  return deletePairs(field, typesOf(field), pairs(field, rows), rows.length);
}

function typesOf({ meta, codec }: EnumCollectionField): readonly [string, string] {
  return [meta.idField.codec.type, codec.type];
}

/** One order for all writers, so that unique pairs never make two of them wait for each other. */
function pairs({ codec }: EnumCollectionField, rows: ReadonlyArray<EnumRow>): Bound[] {
  const cells = rows
    .map(({ owner, code }) => [owner.key!, codec.encode(code)] as const)
    .toSorted((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  return [listOf(cells.map(([key]) => key)), listOf(cells.map(([, id]) => id))];
}

/** Any total order does, as long as all processes share it. */
function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
