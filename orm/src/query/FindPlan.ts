// A find as a value: the SELECT with its parameters numbered, and the values for them. Two finds with the same text differ
// in their values only, and so can be one statement.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ParameterNode, Select } from "../sql/nodes.ts";
import { printBound, printSelect } from "../sql/print.ts";
import type { Cell } from "../sql/Statement.ts";
import type { StatementParts } from "./StatementParts.ts";

export class FindPlan {
  readonly meta: EntityMeta;
  readonly select: Select;
  readonly parameters: ReadonlyArray<ParameterNode>;
  readonly values: ReadonlyArray<Cell>;
  /** Whether the filter asks for anything; hiding what is deleted is no filter. */
  readonly isFiltered: boolean;
  /** The statement when it runs alone; also the key of the shape. */
  readonly text: string;

  constructor(
    meta: EntityMeta,
    select: Select,
    { parameters, values }: Pick<StatementParts, "parameters" | "values">,
    isFiltered: boolean,
  ) {
    this.meta = meta;
    this.isFiltered = isFiltered;
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
