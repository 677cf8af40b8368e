// Everything of a find but its values: the SELECT with its parameters numbered, its text, and where each parameter's value
// stands in the arguments. Made once for all finds of a shape.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ParameterNode, Select } from "../sql/nodes.ts";
import { printBound, printSelect } from "../sql/print.ts";
import type { Cell } from "../sql/Statement.ts";
import { valueAt } from "./Place.ts";
import type { Reader, StatementParts } from "./StatementParts.ts";

export class FindShape {
  readonly meta: EntityMeta;
  readonly select: Select;
  readonly parameters: ReadonlyArray<ParameterNode>;
  /** Whether the filter asks for anything; hiding what is deleted is no filter. */
  readonly isFiltered: boolean;
  /** The statement when it runs alone; also what finds of one shape are known by. */
  readonly text: string;
  readonly #readers: ReadonlyArray<Reader>;

  constructor(
    meta: EntityMeta,
    select: Select,
    { parameters, readers }: Pick<StatementParts, "parameters" | "readers">,
    isFiltered: boolean,
  ) {
    this.meta = meta;
    this.isFiltered = isFiltered;
    this.select = select;
    this.parameters = parameters;
    this.#readers = readers;
    this.text = printSelect(select, printBound);
  }

  /** The values for the parameters. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
  valuesOf(find: unknown): Cell[] {
    return this.#readers.map(({ place, encode }) => encode(valueAt(find, place.keys), place));
  }
}
