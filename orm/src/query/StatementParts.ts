// What the parts of one statement share: its parameters in order, and aliases that no other table of it has.
import type { ParameterNode } from "../sql/nodes.ts";
import type { Cell } from "../sql/Statement.ts";

export class StatementParts {
  readonly parameters: ParameterNode[] = [];
  readonly values: Cell[] = [];
  readonly #aliases = new Map<string, number>();

  bind(value: Cell, type: string): ParameterNode {
    const parameter: ParameterNode = { kind: "parameter", index: this.values.length, type };
    this.parameters.push(parameter);
    this.values.push(value);
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
