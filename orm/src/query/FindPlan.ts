// A find as a value: the SELECT with its parameters numbered, and the values for them. Two finds with the same text differ
// in their values only, and so can be one statement.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ParameterNode, Select } from "../sql/nodes.ts";
import type { Cell } from "../sql/Statement.ts";
import type { FindShape } from "./FindShape.ts";

export class FindPlan {
  readonly shape: FindShape;
  readonly values: ReadonlyArray<Cell>;

  constructor(shape: FindShape, values: ReadonlyArray<Cell>) {
    this.shape = shape;
    this.values = values;
  }

  get meta(): EntityMeta {
    return this.shape.meta;
  }

  get select(): Select {
    return this.shape.select;
  }

  get parameters(): ReadonlyArray<ParameterNode> {
    return this.shape.parameters;
  }

  get isFiltered(): boolean {
    return this.shape.isFiltered;
  }

  /** The statement when it runs alone; also the key of the shape. */
  get text(): string {
    return this.shape.text;
  }

  /**
   * What finds that can be one statement have in common. A parameter without a type gets one from where it stands, which
   * a column of arguments does not: such finds are one statement only when they are the same.
   */
  get batchKey(): string {
    const isTyped = this.parameters.every(({ type }) => type !== undefined);
    return isTyped ? this.text : `${this.text}${JSON.stringify(this.values)}`;
  }

  /** Fit for a snapshot. */
  toString(): string {
    return `${this.text} -- ${this.values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
}
