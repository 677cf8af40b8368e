// From a filter to conditions. Filters may come from outside: every key is looked up, every value is checked against the
// column's type, and nothing of them becomes text of the statement.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  Field,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
} from "../schema/Field.ts";
import type { Condition } from "../sql/nodes.ts";
import { columnConditions, type FilterColumn } from "./columnConditions.ts";
import { type EntityKey, fieldColumn, keyColumn } from "./filterColumns.ts";
import { below, filterError, type FilterPath, unknownKey } from "./filterPath.ts";
import { polymorphicConditions } from "./polymorphicConditions.ts";
import { columnNode, QueryScope } from "./QueryScope.ts";

/** A row that a filter is about: its entity type and its alias in a FROM clause. */
interface FilteredRow {
  readonly scope: QueryScope;
  readonly alias: string;
  readonly meta: EntityMeta;
  readonly entityKey: EntityKey;
}

/** The conditions that a pruned filter on a row means, to be joined by AND. */
export function parseFilter(row: FilteredRow, filter: unknown, at: FilterPath): Condition[] {
  if (filter === undefined) return [];
  if (!isPlainObject(filter)) throw filterError(at, "is not a filter object");
  return Object.entries(filter).flatMap(([key, value]) => {
    const field = row.meta.fields.get(key);
    const here = below(at, key);
    if (field === undefined)
      throw unknownKey(here, key, `a field of ${row.meta.type}`, row.meta.fields.keys());
    row.scope.parts.name(field);
    return parseField(row, field, value, here);
  });
}

function parseField(row: FilteredRow, field: Field, value: unknown, at: FilterPath): Condition[] {
  switch (field.kind) {
    case "primaryKey":
      return keyConditions(row, field.column, row.meta, value, at);
    case "primitive":
    case "lazy":
    case "enum":
      return columnConditions(row.scope.parts, fieldColumn(row.alias, field), value, at);
    case "m2o":
      return parseReference(row, field, value, at);
    case "poly": {
      const { scope, alias, entityKey } = row;
      return polymorphicConditions({ parts: scope.parts, alias, entityKey }, field, value, at);
    }
    case "o2m":
    case "o2o":
      return [parseChildren(row, field, value, at)];
    case "recursive":
      throw filterError(at, "gives no condition");
    case "m2m":
      return [parseManyToMany(row, field, value, at)];
  }
}

function keyConditions(
  row: FilteredRow,
  column: string,
  meta: EntityMeta,
  value: unknown,
  at: FilterPath,
): Condition[] {
  return columnConditions(
    row.scope.parts,
    keyColumn(row.alias, column, meta, row.entityKey),
    value,
    at,
  );
}

function parseReference(
  row: FilteredRow,
  field: ManyToOneField,
  value: unknown,
  at: FilterPath,
): Condition[] {
  const { otherMeta } = field;
  if (typeof value === "boolean") return [isSet(columnNode(row.alias, field.column), value)];
  if (!isPlainObject(value)) return keyConditions(row, field.column, otherMeta, value, at);
  // The id alone stands in the reference's own column: no join.
  if (isIdOnly(value))
    return keyConditions(row, field.column, otherMeta, value["id"], below(at, "id"));
  const alias = row.scope.joinReference(row.alias, field, "INNER");
  return parseFilter({ ...row, alias, meta: otherMeta }, value, at);
}

function isSet(operand: FilterColumn["node"], wanted: boolean): Condition {
  return { kind: wanted ? "isNotNull" : "isNull", operand };
}

function isIdOnly(value: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "id";
}

/** All conditions in one object are about the same child: one EXISTS. */
function parseChildren(
  row: FilteredRow,
  field: OneToManyField | OneToOneField,
  value: unknown,
  at: FilterPath,
): Condition {
  const { otherMeta, otherField } = field;
  const scope = new QueryScope(row.scope.parts, otherMeta.table, otherMeta.tableName);
  const child: FilteredRow = { ...row, scope, alias: scope.alias, meta: otherMeta };
  const link = equalColumns(scope.alias, otherField.column, row.alias, field.meta.idField.column);
  const conditions = isPlainObject(value)
    ? parseFilter(child, value, at)
    : memberConditions(child, otherMeta.idField.column, value, at);
  const items = [link, ...conditions];
  // Only collections hide what is softly deleted; a reference shows its target, whatever became of it.
  if (field.kind === "o2m") scope.parts.hideSoftDeleted(otherMeta, scope.alias, items);
  return exists(scope, items, value);
}

/** As `parseChildren`, through the join table; the other table is joined only for conditions on more than its id. */
function parseManyToMany(
  row: FilteredRow,
  field: ManyToManyField,
  value: unknown,
  at: FilterPath,
): Condition {
  const { joinTable, otherMeta } = field;
  const scope = new QueryScope(row.scope.parts, joinTable.table, joinTable.tableName);
  const link = equalColumns(scope.alias, field.column, row.alias, field.meta.idField.column);
  const joinRow: FilteredRow = { ...row, scope, alias: scope.alias, meta: otherMeta };
  const joined = (): string => {
    const { table, tableName, idField } = otherMeta;
    return scope.join("INNER", scope.alias, field.otherColumn, table, tableName, idField.column);
  };
  const items = [link];
  if (!isPlainObject(value)) items.push(...memberConditions(joinRow, field.otherColumn, value, at));
  else if (isIdOnly(value))
    items.push(
      ...keyConditions(joinRow, field.otherColumn, otherMeta, value["id"], below(at, "id")),
    );
  else items.push(...parseFilter({ ...joinRow, alias: joined() }, value, at));
  if (scope.parts.hides(otherMeta)) scope.parts.hideSoftDeleted(otherMeta, joined(), items);
  return exists(scope, items, value);
}

/** `true` and `false` ask whether there is any; null and none are the same. */
function memberConditions(
  row: FilteredRow,
  column: string,
  value: unknown,
  at: FilterPath,
): Condition[] {
  if (typeof value === "boolean" || value === null) return [];
  return keyConditions(row, column, row.meta, value, at);
}

function exists({ source }: QueryScope, items: Condition[], value: unknown): Condition {
  const kind = value === false || value === null ? "notExists" : "exists";
  return { kind, source, where: { kind: "and", items } };
}

function equalColumns(
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
