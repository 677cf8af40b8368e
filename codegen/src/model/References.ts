// All references of a domain, found by their column and by where they lead.
import type { DbColumn } from "kingpost/catalog";
import type { Reference } from "./referencesOf.ts";

export class References {
  readonly #byColumn: ReadonlyMap<DbColumn, Reference>;
  readonly #byTarget: ReadonlyMap<string, ReadonlyArray<Reference>>;

  constructor(references: ReadonlyArray<Reference>) {
    this.#byColumn = new Map(references.map((each) => [each.column, each]));
    this.#byTarget = Map.groupBy(references, ({ other }) => other);
  }

  /** The reference that a column holds. */
  of(column: DbColumn): Reference | undefined {
    return this.#byColumn.get(column);
  }

  /** Those that lead to an entity. */
  to(entity: string): ReadonlyArray<Reference> {
    return this.#byTarget.get(entity) ?? [];
  }
}
