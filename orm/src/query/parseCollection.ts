// Filters on the members of a collection or one-to-one: an EXISTS for each object, whose conditions are about the same member.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { codecFor } from "../schema/codecFor.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ManyToManyField,
  OneToManyField,
  OneToOneField,
  RecursiveField,
} from "../schema/Field.ts";
import { quote } from "../sql/identifier.ts";
import type { ColumnNode, Condition } from "../sql/nodes.ts";
import { AliasState } from "./AliasState.ts";
import { allOf } from "./allOf.ts";
import type { Branch } from "./Branch.ts";
import { columnConditions } from "./columnConditions.ts";
import { contextOf } from "./contextOf.ts";
import { keyColumn } from "./filterColumns.ts";
import { familyOf } from "./operators/families.ts";
import { below, filterError, type Place } from "./Place.ts";
import { columnNode, equalColumns, QueryScope } from "./QueryScope.ts";
import { reachStep, recursiveTable } from "./recursiveTable.ts";
import { Row } from "./Row.ts";
import { splitKeys } from "./splitKeys.ts";
import { typeConditions } from "./typeConditions.ts";

export type CollectionField = OneToManyField | OneToOneField | ManyToManyField | RecursiveField;
type JoinedField = Exclude<CollectionField, RecursiveField>;

export function parseCollection(
  row: Row,
  field: CollectionField,
  value: unknown,
  at: Place,
): Condition[] {
  if (AliasState.of(value) !== undefined) return parseCollection(row, field, { as: value }, at);
  if (typeof value === "boolean" || value === null) return [anyMember(row, field, value === true)];
  if (!isPlainObject(value)) return [member(row, field, value, at, "exists")];
  const { words, nested } = splitKeys(value, field.otherMeta, (key) => quantifiers.has(key));
  return [
    ...Object.entries(words).flatMap(([name, operand]) =>
      operand === undefined ? [] : quantifiers.get(name)!(row, field, operand, below(at, name)),
    ),
    ...some(row, field, nested, at),
  ];
}

type Quantifier = (row: Row, field: CollectionField, value: unknown, at: Place) => Condition[];

/** What may stand beside the fields of the members; a field of such a name comes first. */
const quantifiers: ReadonlyMap<string, Quantifier> = new Map<string, Quantifier>([
  ["some", some],
  [
    "none",
    (row, field, value, at) => {
      const { members, conditions } = membersWith(row, field, value, at, true);
      if (conditions.length === 0) return [];
      return [among("notExists", row, field, members, members.where(conditions))];
    },
  ],
  [
    "every",
    (row, field, value, at) => {
      // A member that lacks what is asked for is the one that is sought: nothing may be joined inner.
      const { members, conditions } = membersWith(row, field, value, at, false);
      if (conditions.length === 0) return [];
      const items = members.where([{ kind: "notTrue", item: allOf(conditions) }]);
      return [among("notExists", row, field, members, items)];
    },
  ],
  ["count", count],
  ["eq", isMember],
  ["in", isMember],
  ["ne", isNoMember],
  ["nin", isNoMember],
]);

function isMember(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  return [value === null ? anyMember(row, field, false) : member(row, field, value, at, "exists")];
}

function isNoMember(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  return [
    value === null ? anyMember(row, field, true) : member(row, field, value, at, "notExists"),
  ];
}

/** One member matches all of it. */
function some(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  if (row.query.isJoined && row.isReachable && field.kind !== "recursive")
    return joinMembers(row, field, value, at);
  const members = membersOf(row, field, row.isReachable);
  const conditions = row.query.parseFilter(members.row, value, at, true);
  if (conditions.length === 0) return [];
  const items = members.where(conditions);
  if (members.branch !== undefined) members.branch.items = items;
  return [among("exists", row, field, members, items)];
}

/** With LEFT JOINs a member is required by what is asked of it. */
function joinMembers(row: Row, field: JoinedField, value: unknown, at: Place): Condition[] {
  const { query, scope, isReachable } = row;
  const meta = field.otherMeta;
  let joined: string | undefined;
  const join = (): string => (joined ??= joinMember(row, field));
  const joinedRow = new Row({ query, scope, meta, join, isOptional: true, isReachable });
  const conditions = query.parseFilter(joinedRow, value, at, false);
  if (conditions.length === 0) return [];
  const isThere: Condition = { kind: "isNotNull", operand: joinedRow.column(meta.idField) };
  const items = [isThere, ...typeConditions(joinedRow), ...conditions];
  if (!hidesSoftDeleted(field) || !isHiddenElsewhere(meta)) return items;
  query.parts.hideSoftDeleted(meta, (column) => joinedRow.column(column), items);
  return [{ kind: "and", items }];
}

/** Only collections hide what is softly deleted, unless they show it; a reference shows its target, whatever became of it. */
function hidesSoftDeleted(field: CollectionField): boolean {
  return field.kind !== "o2o" && !("showsSoftlyDeleted" in field && field.showsSoftlyDeleted);
}

/** A subtype's rows are softly deleted in the table of its root. */
function isHiddenElsewhere({ timestamps, tableType }: EntityMeta): boolean {
  const { deletedAt } = timestamps;
  return deletedAt !== undefined && deletedAt.meta.tableType !== tableType;
}

/** The alias of a member, joined left; each object on a collection is about a member of its own. */
function joinMember({ query, scope, forAlias }: Row, field: JoinedField): string {
  const { otherMeta } = field;
  const { table, tableName, keyField } = otherMeta;
  const own = forAlias.column(field.meta.idField);
  const path = `${scope.joins.length}`;
  const link =
    (column: string, key: ColumnNode) =>
    (alias: string): Condition => {
      const items = [equalColumns(alias, column, key.alias, key.column)];
      if (hidesSoftDeleted(field) && !isHiddenElsewhere(otherMeta))
        query.parts.hideSoftDeleted(otherMeta, (by) => columnNode(alias, by.column), items);
      return { kind: "and", items };
    };
  if (field.kind !== "m2m")
    return scope.joinTable(path, "LEFT", table, tableName, link(field.otherField.column, own));
  const { joinTable, column, otherColumn } = field;
  const through = scope.joinTable(
    `${path} through`,
    "LEFT",
    joinTable.table,
    joinTable.tableName,
    (alias) => equalColumns(alias, column, own.alias, own.column),
  );
  const key = columnNode(through, otherColumn);
  return scope.joinTable(path, "LEFT", table, tableName, link(keyField.column, key));
}

/** How many members there are. */
function count(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  const { scope, where } = membersOf(row, field, false);
  const codec = codecFor("integer");
  const node = {
    kind: "aggregate",
    function: "count",
    operand: undefined,
    source: scope,
    where: { kind: "and", items: where([]) },
  } as const;
  const column = {
    node,
    type: "bigint",
    listType: "bigint[]",
    family: familyOf("bigint"),
    encode: (given: unknown, place: Place): string => {
      const reason = codec.refuse(given);
      if (reason !== undefined) throw filterError(place, reason);
      return codec.encode(given);
    },
    isValue: () => false,
    isUnmatchable: () => false,
  };
  return columnConditions(contextOf(row.query), column, value, at);
}

function anyMember(row: Row, field: CollectionField, wanted: boolean): Condition {
  return existence(wanted ? "exists" : "notExists", membersOf(row, field, false), []);
}

/** Whether one of the entities given is a member. */
function member(
  row: Row,
  field: CollectionField,
  value: unknown,
  at: Place,
  kind: "exists" | "notExists",
): Condition {
  const members = membersOf(row, field, false);
  const { meta, query } = members.row;
  if (isPlainObject(value)) throw filterError(at, `is neither an id nor an entity of ${meta.type}`);
  const column = keyColumn(() => members.row.column(meta.idField), meta, query.entityKey);
  const conditions = columnConditions(contextOf(query), column, value, at);
  return among(kind, row, field, members, members.where(conditions));
}

function membersWith(
  row: Row,
  field: CollectionField,
  value: unknown,
  at: Place,
  isRequired: boolean,
): { members: Members; conditions: Condition[] } {
  const members = membersOf(row, field, false);
  return { members, conditions: row.query.parseFilter(members.row, value, at, isRequired) };
}

interface Members {
  readonly scope: QueryScope;
  readonly row: Row;
  /** What makes a row a member, and conditions on it. */
  readonly where: (conditions: ReadonlyArray<Condition>) => Condition[];
  readonly branch: Branch | undefined;
}

/** The members of a row's collection as a clause of their own. */
export function membersOf(row: Row, field: CollectionField, isReachable: boolean): Members {
  const { query } = row;
  const { otherMeta } = field;
  const { table, tableName, keyField } = otherMeta;
  const own = row.forAlias.column(field.meta.idField);
  const { scope, link, keyColumn: key } = sourceOf(query, field, own);
  const join =
    key === undefined
      ? (): string => scope.alias
      : (): string => scope.join("INNER", scope.alias, key, table, tableName, keyField.column);
  const where = (conditions: ReadonlyArray<Condition>): Condition[] => {
    const items = [link, ...typeConditions(members), ...conditions];
    if (hidesSoftDeleted(field))
      query.parts.hideSoftDeleted(otherMeta, (by) => members.column(by), items);
    return items;
  };
  const name = `${row.meta.type}.${field.fieldName}`;
  const branch: Branch | undefined = isReachable
    ? { name, parent: row.branch, scope, where, items: undefined }
    : undefined;
  const members = new Row({
    query,
    scope,
    meta: otherMeta,
    join,
    ...(key !== undefined && { key: () => columnNode(scope.alias, key) }),
    branch,
    isReachable,
  });
  return { scope, row: members, where, branch };
}

interface MemberSource {
  readonly scope: QueryScope;
  /** What ties its rows to the row that has the collection. */
  readonly link: Condition;
  /** The column that holds the member's key; `undefined` where the rows are the members. */
  readonly keyColumn: string | undefined;
}

function sourceOf({ parts }: Row["query"], field: CollectionField, own: ColumnNode): MemberSource {
  if (field.kind === "recursive") {
    const scope = new QueryScope(parts, recursiveTable(field, own), field.otherMeta.tableName);
    // The table has what belongs to the row, and nothing else.
    const link: Condition = { kind: "isNotNull", operand: columnNode(scope.alias, "id") };
    return { scope, link, keyColumn: "id" };
  }
  const isThrough = field.kind === "m2m";
  const { table, tableName } = isThrough ? field.joinTable : field.otherMeta;
  const scope = new QueryScope(parts, table, tableName);
  const column = isThrough ? field.column : field.otherField.column;
  return {
    scope,
    link: equalColumns(scope.alias, column, own.alias, own.column),
    keyColumn: isThrough ? field.otherColumn : undefined,
  };
}

/** Whether there is a member of which the items hold. What conditions outside may speak of stays where these can reach it. */
function among(
  kind: "exists" | "notExists",
  row: Row,
  field: CollectionField,
  { scope, branch }: Members,
  items: Condition[],
): Condition {
  const where: Condition = { kind: "and", items };
  const each: Condition = { kind, source: scope, where };
  if (field.kind !== "recursive" || isSpokenOf(row, branch)) return each;
  const { table, keyField } = field.otherMeta;
  const all = `(SELECT whole.${quote(keyField.column)} AS id FROM ${table} AS whole)`;
  const source = {
    from: { table: all, alias: scope.alias },
    // Joins are added until the filter is read to its end.
    get joins() {
      return scope.joins;
    },
  };
  const ends = { columns: [columnNode(scope.alias, "id")], source, where, orderBy: [] };
  return {
    kind: kind === "exists" ? "reaches" : "doesNotReach",
    left: row.forAlias.column(field.meta.idField),
    ends,
    step: reachStep(field),
    each,
  };
}

/** Whether an alias was bound to a member, or to a member of a member. */
function isSpokenOf({ query }: Row, branch: Branch | undefined): boolean {
  if (branch === undefined) return false;
  return query.boundRows().some((bound) => {
    for (let each = bound.branch; each !== undefined; each = each.parent)
      if (each === branch) return true;
    return false;
  });
}

function existence(
  kind: "exists" | "notExists",
  { scope, where }: Pick<Members, "scope" | "where">,
  conditions: ReadonlyArray<Condition>,
): Condition {
  return { kind, source: scope, where: { kind: "and", items: where(conditions) } };
}
