// The rows of SQL that only the application knows, as plain objects by column.
import type { Result, ResultColumn } from "../driver/Driver.ts";
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import { builtInType } from "../schema/builtInType.ts";
import type { Codec } from "../schema/Codec.ts";
import { codecFor } from "../schema/codecFor.ts";
import type { Cell } from "../sql/Statement.ts";
import { rememberPrinted } from "./printedForms.ts";

/**
 * Values are those that fields of the column's type have when nothing is configured, unless the driver has a parser for the type; types
 * that are not built in are text.
 * @throws InvalidFilterError (`INVALID_FILTER`) for two columns of one name, InvalidValueError (`INVALID_VALUE`) for a value
 * that JavaScript cannot hold
 */
export function plainRows({ rows, columns = [] }: Result): Array<Record<string, unknown>> {
  refuseDuplicates(columns);
  const readers = columns.map(readerOf);
  return rows.map((cells) =>
    // Own members, whatever they are called: a column may be called __proto__.
    Object.fromEntries(readers.map(({ name, read }, at) => [name, read(cells[at]!)])),
  );
}

function refuseDuplicates(columns: ReadonlyArray<ResultColumn>): void {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new InvalidFilterError({
    type: "sql",
    path: "",
    reason: `gives two columns called ${twice}: call one of them otherwise with AS`,
  });
}

interface Reader {
  readonly name: string;
  readonly read: (cell: Cell) => unknown;
}

function readerOf({ name, typeId, parse }: ResultColumn): Reader {
  if (parse !== undefined) return { name, read: (cell) => (cell === null ? null : parse(cell)) };
  const type = builtInType(typeId);
  if (type === undefined) return { name, read: (cell) => cell };
  const codecAt = codecsOf(type);
  return {
    name,
    read: (cell) => (cell === null ? null : valueOf(codecAt(cell), cell, name)),
  };
}

function valueOf(codec: Codec, text: string, column: string): unknown {
  try {
    const value = codec.decode(text);
    rememberPrinted(value, codec, text);
    return value;
  } catch (cause) {
    throw new InvalidValueError({
      entity: "sql",
      field: column,
      reason: `cannot be read, since ${(cause as Error).message}: select it as ::text`,
    });
  }
}

/** Of an array nobody says how many dimensions it has but its text. */
function codecsOf(type: string): (text: string) => Codec {
  const codec = codecFor(type);
  if (!type.endsWith("[]")) return () => codec;
  const byDims = new Map([[1, codec]]);
  return (text) => {
    const dims = Math.max(1, text.slice(text.indexOf("{")).search(/[^{]/));
    const known = byDims.get(dims) ?? codecFor(type, { dims });
    byDims.set(dims, known);
    return known;
  };
}
