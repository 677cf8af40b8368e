// The cells of entities as they are written, and lists of them as bound arrays.
import { castType } from "../../schema/castType.ts";
import type { ColumnField } from "../../schema/Field.ts";
import { EntityState } from "../../session/EntityState.ts";
import { readColumn } from "../../session/fieldAccess.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { CellList } from "../../sql/CellList.ts";
import type { Cell } from "../../sql/Statement.ts";

/** The text of a column's current value. */
export function cellOf(state: EntityState, column: ColumnField): Cell {
  const value = column.kind === "primaryKey" ? state.key : readColumn(state, column);
  if (value === undefined) return null;
  if (value instanceof EntityState) return value.key ?? null;
  return column.codec.encode(value);
}

/** One column of many rows as one bound value: `{"a",NULL}`. */
export function listOf(cells: ReadonlyArray<Cell>): string | CellList {
  return cells.length < manyCells ? arrayLiteral(cells) : new CellList(cells);
}

const manyCells = 128;

/** A list of arrays would be one array of more dimensions, a list of composites a list of their parts: they travel as text. */
export function listType(column: ColumnField): string {
  return `${elementType(column)}[]`;
}

/** The type of one element of such a list. */
export function elementType({ codec }: ColumnField): string {
  return codec.isCastOneByOne === true ? "text" : castType(codec.type);
}

/** The element of such a list as the column takes it. */
export function element(name: string, { codec }: ColumnField): string {
  return codec.isCastOneByOne === true ? `${name}::${castType(codec.type)}` : name;
}
