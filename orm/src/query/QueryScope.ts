// One FROM clause under construction: a table, and the references joined to it, each path once.
import type { ManyToOneField } from "../schema/Field.ts";
import type { ColumnNode, Join, Source, Table } from "../sql/nodes.ts";
import type { StatementParts } from "./StatementParts.ts";

export class QueryScope {
  readonly parts: StatementParts;
  readonly from: Table;
  readonly #joins = new Map<string, Join>();

  constructor(parts: StatementParts, table: string, tableName: string) {
    this.parts = parts;
    this.from = { table, alias: parts.alias(tableName) };
  }

  get alias(): string {
    return this.from.alias;
  }

  get source(): Source {
    return { from: this.from, joins: [...this.#joins.values()] };
  }

  /**
   * The alias of the row that a reference of `alias`'s row leads to. A condition on it requires the row, so its join is
   * inner; an order keeps what has no such row, so its join is left. A path that has both is inner.
   */
  joinReference(alias: string, field: ManyToOneField, kind: Join["join"]): string {
    const { otherMeta } = field;
    return this.join(
      kind,
      alias,
      field.column,
      otherMeta.table,
      otherMeta.tableName,
      otherMeta.idField.column,
    );
  }

  /** The alias of the table whose `idColumn` equals `alias.keyColumn`, joined if it was not yet. */
  join(
    kind: Join["join"],
    alias: string,
    keyColumn: string,
    table: string,
    tableName: string,
    idColumn: string,
  ): string {
    const path = `${alias}.${keyColumn}`;
    const existing = this.#joins.get(path);
    if (existing !== undefined) {
      if (kind === "INNER") this.#joins.set(path, { ...existing, join: "INNER" });
      return existing.alias;
    }
    const joined = this.parts.alias(tableName);
    this.#joins.set(path, {
      join: kind,
      table,
      alias: joined,
      on: {
        kind: "compare",
        left: columnNode(joined, idColumn),
        operator: "=",
        right: columnNode(alias, keyColumn),
      },
    });
    return joined;
  }
}

export function columnNode(alias: string, column: string): ColumnNode {
  return { kind: "column", alias, column };
}
