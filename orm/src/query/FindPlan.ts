// A find as a value: the SELECT with its parameters numbered, and the values for them. Two finds with the same text differ
// in their values only, and so can be one statement.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ParameterNode, Select } from "../sql/nodes.ts";
import { printBound, printSelect } from "../sql/print.ts";
import type { Cell } from "../sql/Statement.ts";

export class FindPlan {
  readonly meta: EntityMeta;
  readonly select: Select;
  readonly parameters: ReadonlyArray<ParameterNode>;
  readonly values: ReadonlyArray<Cell>;
  /** The statement when it runs alone; also the key of the shape. */
  readonly text: string;

  constructor(
    meta: EntityMeta,
    select: Select,
    parameters: ReadonlyArray<ParameterNode>,
    values: ReadonlyArray<Cell>,
  ) {
    this.meta = meta;
    this.select = select;
    this.parameters = parameters;
    this.values = values;
    this.text = printSelect(select, printBound);
  }

  /** Fit for a snapshot. */
  toString(): string {
    return `${this.text} -- ${this.values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
}
