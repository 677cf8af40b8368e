// One FROM clause under construction: a table, and the references joined to it, each path once. It is a source itself, so
// that what an alias needs can still be joined after the clause was made part of a condition.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import type { ColumnNode, Condition, Join, Source, Table } from "../sql/nodes.ts";
import type { StatementParts } from "./StatementParts.ts";

export class QueryScope implements Source {
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

  get joins(): ReadonlyArray<Join> {
    return [...this.#joins.values()];
  }

  /**
   * The alias of the row that a reference of `alias`'s row leads to. A condition that must hold requires the row, so its
   * join is inner; an order or an alternative keeps what has no such row, so its join is left. A path that has both is inner.
   */
  joinReference(alias: string, { column, otherMeta }: ManyToOneField, kind: Join["join"]): string {
    const { table, tableName, keyField } = otherMeta;
    return this.join(kind, alias, column, table, tableName, keyField.column);
  }

  /** The alias of a table that a part of a row stands in whose key is known, joined if it was not yet. */
  joinPart(key: ColumnNode, type: EntityMeta, kind: Join["join"]): string {
    const { table, tableName, keyField } = type;
    const path = `${key.alias}.${key.column} ${table}`;
    const known = this.#known(path, kind);
    if (known !== undefined) return known;
    return this.joinTable(path, kind, table, tableName, (joined) =>
      equalColumns(joined, keyField.column, key.alias, key.column),
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
    const known = this.#known(path, kind);
    if (known !== undefined) return known;
    return this.joinTable(path, kind, table, tableName, (joined) =>
      equalColumns(joined, idColumn, alias, keyColumn),
    );
  }

  /** The alias of a join that was made; one that is required once is inner. */
  #known(path: string, kind: Join["join"]): string | undefined {
    const existing = this.#joins.get(path);
    if (existing !== undefined && kind === "INNER" && existing.join !== "INNER")
      this.#joins.set(path, { ...existing, join: "INNER" });
    return existing?.alias;
  }

  /** Whether the row that a key column leads to, or a part of it, is joined, and required by that. */
  isRequired({ alias, column }: ColumnNode): boolean {
    const path = `${alias}.${column}`;
    for (const [key, { join }] of this.#joins)
      if (join === "INNER" && (key === path || key.startsWith(`${path} `))) return true;
    return false;
  }

  /** The alias of a table joined under a name that no other join of the clause has. */
  joinTable(
    path: string,
    kind: Join["join"],
    table: string,
    tableName: string,
    on: (alias: string) => Condition,
  ): string {
    const alias = this.parts.alias(tableName);
    this.#joins.set(path, { join: kind, table, alias, on: on(alias) });
    return alias;
  }
}

export function columnNode(alias: string, column: string): ColumnNode {
  return { kind: "column", alias, column };
}

export function equalColumns(
  alias: string,
  column: string,
  otherAlias: string,
  otherColumn: string,
): Condition {
  return {
    kind: "compare",
    left: columnNode(alias, column),
    operator: "=",
    right: columnNode(otherAlias, otherColumn),
  };
}
