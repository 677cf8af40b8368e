// What the parts of one statement share: its parameters in order, aliases that no other table of it has, and which rows it
// hides because they are softly deleted.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, Field } from "../schema/Field.ts";
import type { ColumnNode, Condition, ParameterNode } from "../sql/nodes.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Place } from "./Place.ts";

/** Checks a value and encodes it. @throws InvalidFilterError (`INVALID_FILTER`), InvalidIdError (`INVALID_ID`) */
export type Encode = (value: unknown, at: Place) => Cell;

/** Where the value of a parameter stands in the arguments of a find, and how it becomes a cell. */
export interface Reader {
  readonly place: Place;
  readonly encode: Encode;
}

/** Whether rows that are softly deleted are found. */
export type SoftDeletes = "include" | "exclude";

export class StatementParts {
  readonly parameters: ParameterNode[] = [];
  readonly readers: Reader[] = [];
  readonly #aliases = new Map<string, number>();
  readonly #hidesSoftDeleted: boolean;
  readonly #hidden: Array<{ readonly by: Field; readonly hide: () => void }> = [];
  readonly #named = new Set<Field>();

  constructor({ softDeletes = "exclude" }: { readonly softDeletes?: SoftDeletes } = {}) {
    this.#hidesSoftDeleted = softDeletes === "exclude";
  }

  /** Adds to the conditions on a row, in the end, that it is not softly deleted. `columnOf` gives the columns of the row. */
  hideSoftDeleted(
    { timestamps, tableType }: EntityMeta,
    columnOf: (field: ColumnField) => ColumnNode,
    conditions: Condition[],
  ): void {
    const by = timestamps.deletedAt;
    if (!this.#hidesSoftDeleted || by === undefined) return;
    // A table that holds nothing else that is asked for is joined only when it must be.
    const known = by.meta.tableType === tableType ? columnOf(by) : undefined;
    this.#hidden.push({ by, hide: () => conditions.push(isNotDeleted(by, known ?? columnOf(by))) });
  }

  /** A filter names this field; when that tells whether a row is softly deleted, none is hidden by it. */
  name(field: Field): void {
    this.#named.add(field);
  }

  /** Called once, when all filters were read: only then it is known which fields they name. */
  applyHiding(): void {
    for (const { by, hide } of this.#hidden) if (!this.#named.has(by)) hide();
  }

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

/** A column that says `true` or `false` is asked as an index with a condition on it is. */
function isNotDeleted({ codec, notNull }: ColumnField, operand: ColumnNode): Condition {
  if (codec.type !== "boolean") return { kind: "isNull", operand };
  return { kind: notNull ? "not" : "notTrue", item: { kind: "holds", operand } };
}
