// A row that a filter is about: its entity type and its table in a FROM clause, which is joined when a column of it is first
// named. What nobody names is never joined.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { ColumnNode, Join } from "../sql/nodes.ts";
import type { Branch } from "./Branch.ts";
import type { Query } from "./Query.ts";
import { columnNode, type QueryScope } from "./QueryScope.ts";

interface RowParts {
  readonly query: Query;
  readonly scope: QueryScope;
  readonly meta: EntityMeta;
  /** Joins the table, if it is not yet, and gives its alias. */
  readonly join: () => string;
  /** A column that holds the row's key without its table being joined. */
  readonly key?: () => ColumnNode;
  /** There may be no such row: it is joined left. */
  readonly isOptional?: boolean;
  /** The collection that the row is a member of, when conditions outside of it can speak of it. */
  readonly branch?: Branch | undefined;
  /** Whether conditions outside of the filter can speak of it. */
  readonly isReachable: boolean;
  /** The same row for aliases, which do not require it to exist. */
  readonly forAlias?: Row;
  /** The same row as one of the type that this one's extends, whose columns it has. */
  readonly asBase?: Row;
}

export class Row {
  readonly query: Query;
  readonly scope: QueryScope;
  readonly meta: EntityMeta;
  readonly isOptional: boolean;
  readonly branch: Branch | undefined;
  readonly isReachable: boolean;
  readonly forAlias: Row;
  readonly #join: () => string;
  readonly #key: (() => ColumnNode) | undefined;
  readonly #asBase: Row | undefined;

  constructor(parts: RowParts) {
    this.query = parts.query;
    this.scope = parts.scope;
    this.meta = parts.meta;
    this.isOptional = parts.isOptional === true;
    this.branch = parts.branch;
    this.isReachable = parts.isReachable;
    this.forAlias = parts.forAlias ?? this;
    this.#join = parts.join;
    this.#key = parts.key;
    this.#asBase = parts.asBase;
  }

  get alias(): string {
    return this.#join();
  }

  /** The same row where no condition outside of the filter can reach it. */
  hidden(): Row {
    return this.isReachable ? this.#reached(false) : this;
  }

  /** The same row for conditions that stand where it is. */
  shown(): Row {
    return this.isReachable ? this : this.#reached(true);
  }

  #reached(isReachable: boolean): Row {
    const { query, scope, meta, isOptional, branch } = this;
    const join = this.#join;
    const [key, asBase] = [this.#key, this.#asBase];
    return new Row({
      query,
      scope,
      meta,
      join,
      ...(key && { key }),
      ...(asBase && { asBase }),
      isOptional,
      branch,
      isReachable,
    });
  }

  /** The one place where a field becomes a column of a table in the clause. */
  column(field: ColumnField): ColumnNode {
    const { meta } = this;
    if (field === meta.idField || field === meta.keyField) return this.#keyColumn();
    const base = this.#asBase;
    if (base !== undefined && isOfType(base.meta, field.meta)) return base.column(field);
    const { tableType } = field.meta;
    return columnNode(
      tableType === meta.tableType ? this.alias : this.#joinPart(tableType),
      field.column,
    );
  }

  /** The same row as one of a type that extends its own. `isRequired` says that it must be of that type. */
  as(type: EntityMeta, isRequired: boolean): Row {
    const { query, scope, branch, isReachable } = this;
    const kind = isRequired ? "INNER" : "LEFT";
    return new Row({
      query,
      scope,
      meta: type,
      join: type.tableType === this.meta.tableType ? this.#join : () => this.#joinPart(type, kind),
      key: () => this.#keyColumn(),
      isOptional: !isRequired,
      branch,
      isReachable,
      asBase: this,
    });
  }

  #keyColumn(): ColumnNode {
    return this.#key?.() ?? columnNode(this.alias, this.meta.keyField.column);
  }

  /** The alias of another table that a part of the row stands in: rows of subtypes may be there, those of bases are. */
  #joinPart(type: EntityMeta, given?: Join["join"]): string {
    const kind = this.isOptional || isOfType(type, this.meta) ? "LEFT" : "INNER";
    return this.scope.joinPart(this.#keyColumn(), type, given ?? kind);
  }

  /** The row that a reference leads to. `isRequired` says that what is asked of it must hold. */
  reference(field: ManyToOneField, isRequired: boolean): Row {
    const forAlias = this.forAlias.#referenced(field, false);
    if (!isRequired && this.forAlias === this) return forAlias;
    return this.#referenced(field, isRequired, forAlias);
  }

  #referenced(field: ManyToOneField, isRequired: boolean, forAlias?: Row): Row {
    const isInner = isRequired || (field.notNull && !this.isOptional);
    const kind: Join["join"] = isInner ? "INNER" : "LEFT";
    const { query, scope, branch, isReachable } = this;
    return new Row({
      query,
      scope,
      meta: field.otherMeta,
      join: () => scope.joinReference(this.alias, field, kind),
      // The reference's own column has the key; what it is asked for needs no join.
      key: () => this.column(field),
      isOptional: !isInner,
      branch,
      isReachable,
      ...(forAlias && { forAlias }),
    });
  }
}
