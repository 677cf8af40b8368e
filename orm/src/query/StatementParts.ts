// What the parts of one statement share: its parameters in order, and aliases that no other table of it has.
import type { ParameterNode } from "../sql/nodes.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Place } from "./Place.ts";

/** Checks a value and encodes it. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
export type Encode = (value: unknown, at: Place) => Cell;

/** Where the value of a parameter stands in the arguments of a find, and how it becomes a cell. */
export interface Reader {
  readonly place: Place;
  readonly encode: Encode;
}

export class StatementParts {
  readonly parameters: ParameterNode[] = [];
  readonly readers: Reader[] = [];
  readonly #aliases = new Map<string, number>();

  /** A parameter whose value is read from the arguments of each find. */
  bind(place: Place, type: string | undefined, encode: Encode): ParameterNode {
    const parameter: ParameterNode = { kind: "parameter", index: this.readers.length, type };
    this.parameters.push(parameter);
    this.readers.push({ place, encode });
    return parameter;
  }

  /** The table's first letter, numbered from the second table on; no keyword of SQL looks like that. */
  alias(tableName: string): string {
    const letter = /^[a-z]/i.exec(tableName)?.[0].toLowerCase() ?? "t";
    const count = (this.#aliases.get(letter) ?? 0) + 1;
    this.#aliases.set(letter, count);
    return count === 1 ? letter : `${letter}${count}`;
  }
}
