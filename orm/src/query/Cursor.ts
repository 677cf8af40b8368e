// Where a page ends: the values by which its last row is ordered, as Postgres printed them, so that nothing of them is lost.
// A cursor comes back from outside. It says which order it belongs to, and nothing of it is ever more than a bound value.
import { InvalidCursorError } from "../errors/InvalidCursorError.ts";
import { fingerprint } from "../kit/fingerprint.ts";
import type { Cell } from "../sql/Statement.ts";

export class Cursor {
  readonly #type: string;
  readonly #order: string;
  readonly #length: number;

  /**
   * @param type the entity's
   * @param order what tells orders apart
   * @param length how many values a row is ordered by
   */
  constructor(type: string, order: string, length: number) {
    this.#type = type;
    this.#order = fingerprint(`${type} ${order}`);
    this.#length = length;
  }

  write(values: ReadonlyArray<Cell>): string {
    return Buffer.from(JSON.stringify([this.#order, this.#check(values), ...values])).toString(
      "base64url",
    );
  }

  /** @throws InvalidCursorError (`INVALID_CURSOR`) */
  read(text: unknown): ReadonlyArray<Cell> {
    const type = this.#type;
    const [order, check, ...values] = listIn(text) ?? [];
    if (order === undefined || check !== fingerprint(JSON.stringify([order, ...values])))
      throw new InvalidCursorError({ type, reason: "is malformed" });
    if (order !== this.#order || values.length !== this.#length)
      throw new InvalidCursorError({ type, reason: "belongs to another order or entity" });
    return values;
  }

  /** Keeps a cursor that was cut or mistyped from reaching the database. */
  #check(values: ReadonlyArray<Cell>): string {
    return fingerprint(JSON.stringify([this.#order, ...values]));
  }
}

function listIn(text: unknown): Cell[] | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const list: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const isList = Array.isArray(list) && list.every((item) => isCell(item));
    return isList ? list : undefined;
  } catch {
    return undefined;
  }
}

function isCell(item: unknown): item is Cell {
  return item === null || (typeof item === "string" && item.isWellFormed() && !item.includes("\0"));
}
