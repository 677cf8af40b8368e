// Filters on the members of a collection or one-to-one: an EXISTS for each object, whose conditions are about the same member.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { codecFor } from "../schema/codecFor.ts";
import type { ManyToManyField, OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { Condition } from "../sql/nodes.ts";
import { AliasState } from "./AliasState.ts";
import { allOf } from "./allOf.ts";
import type { Branch } from "./Branch.ts";
import { columnConditions } from "./columnConditions.ts";
import { contextOf } from "./contextOf.ts";
import { keyColumn } from "./filterColumns.ts";
import { familyOf } from "./operators/families.ts";
import { below, filterError, type Place } from "./Place.ts";
import { columnNode, equalColumns, QueryScope } from "./QueryScope.ts";
import { Row } from "./Row.ts";
import { softDeleteConditions } from "./softDeleteConditions.ts";
import { splitKeys } from "./splitKeys.ts";

export type CollectionField = OneToManyField | OneToOneField | ManyToManyField;

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
      const { scope, link, conditions } = membersWith(row, field, value, at);
      return conditions.length === 0
        ? []
        : [existence("notExists", scope, [...link, ...conditions])];
    },
  ],
  [
    "every",
    (row, field, value, at) => {
      const { scope, link, conditions } = membersWith(row, field, value, at);
      if (conditions.length === 0) return [];
      const isOther: Condition = { kind: "notTrue", item: allOf(conditions) };
      return [existence("notExists", scope, [...link, isOther])];
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
  if (row.query.settings.isJoined && row.isReachable) return joinMembers(row, field, value, at);
  const members = membersOf(row, field, value, row.isReachable);
  const conditions = row.query.parseFilter(members.row, value, at, true);
  if (conditions.length === 0) return [];
  const items = [...members.link, ...conditions];
  if (members.branch !== undefined) members.branch.items = items;
  return [existence("exists", members.scope, items)];
}

/** With LEFT JOINs a member is required by what is asked of it. */
function joinMembers(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  const { scope } = row;
  const { otherMeta } = field;
  const { table, tableName, idField } = otherMeta;
  const path = `${scope.joins.length}.${field.fieldName}`;
  let joined: string | undefined;
  const join = (): string => (joined ??= joinChildren());
  const joinChildren = (): string => {
    const ownKey = columnNode(row.forAlias.alias, field.meta.idField.column);
    if (field.kind !== "m2m")
      return scope.joinTable(path, "LEFT", table, tableName, (alias) => ({
        kind: "and",
        items: [
          equalColumns(alias, field.otherField.column, ownKey.alias, ownKey.column),
          ...softDeleteConditions(row.query, otherMeta, alias, value),
        ],
      }));
    const { joinTable, column, otherColumn } = field;
    const through = scope.joinTable(
      `${path}.join`,
      "LEFT",
      joinTable.table,
      joinTable.tableName,
      (alias) => equalColumns(alias, column, ownKey.alias, ownKey.column),
    );
    return scope.joinTable(path, "LEFT", table, tableName, (alias) => ({
      kind: "and",
      items: [
        equalColumns(alias, idField.column, through, otherColumn),
        ...softDeleteConditions(row.query, otherMeta, alias, value),
      ],
    }));
  };
  const members = new Row({
    query: row.query,
    scope,
    meta: otherMeta,
    join,
    isOptional: true,
    isReachable: row.isReachable,
  });
  const conditions = row.query.parseFilter(members, value, at, false);
  if (conditions.length === 0) return [];
  return [{ kind: "isNotNull", operand: members.column(idField) }, ...conditions];
}

/** How many members there are. */
function count(row: Row, field: CollectionField, value: unknown, at: Place): Condition[] {
  const { scope, link } = membersOf(row, field, undefined, false);
  const codec = codecFor("integer");
  const node = {
    kind: "aggregate",
    function: "count",
    operand: undefined,
    source: scope,
    where: allOf(link),
  } as const;
  const column = {
    node,
    type: "bigint",
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
  const { scope, link } = membersOf(row, field, undefined, false);
  return existence(wanted ? "exists" : "notExists", scope, link);
}

/** Whether one of the entities given is a member. */
function member(
  row: Row,
  field: CollectionField,
  value: unknown,
  at: Place,
  kind: "exists" | "notExists",
): Condition {
  const { scope, link, row: members } = membersOf(row, field, undefined, false);
  const { meta, query } = members;
  if (isPlainObject(value)) throw filterError(at, `is neither an id nor an entity of ${meta.type}`);
  const column = keyColumn(members.column(meta.idField), meta, query.entityKey);
  return existence(kind, scope, [
    ...link,
    ...columnConditions(contextOf(query), column, value, at),
  ]);
}

function membersWith(
  row: Row,
  field: CollectionField,
  value: unknown,
  at: Place,
): { scope: QueryScope; link: Condition[]; conditions: Condition[] } {
  const members = membersOf(row, field, value, false);
  return { ...members, conditions: row.query.parseFilter(members.row, value, at, true) };
}

interface Members {
  readonly scope: QueryScope;
  /** What makes a row a member. */
  readonly link: Condition[];
  readonly row: Row;
  readonly branch: Branch | undefined;
}

/** The members of a row's collection as a clause of their own; the filter on them says whether deleted ones are hidden. */
export function membersOf(
  row: Row,
  field: CollectionField,
  filter: unknown,
  isReachable: boolean,
): Members {
  const { query } = row;
  const { otherMeta } = field;
  const { table, tableName, idField } = otherMeta;
  const ownKey = (): readonly [string, string] => {
    const { alias, column } = row.forAlias.column(field.meta.idField);
    return [alias, column];
  };
  const name = `${row.meta.type}.${field.fieldName}`;
  const isThrough = field.kind === "m2m";
  const scope = isThrough
    ? new QueryScope(query.parts, field.joinTable.table, field.joinTable.tableName)
    : new QueryScope(query.parts, table, tableName);
  const join = isThrough
    ? (): string =>
        scope.join("INNER", scope.alias, field.otherColumn, table, tableName, idField.column)
    : (): string => scope.alias;
  const link = [
    equalColumns(scope.alias, isThrough ? field.column : field.otherField.column, ...ownKey()),
    ...(otherMeta.timestamps.deletedAt === undefined || !query.settings.hidesSoftDeleted
      ? []
      : softDeleteConditions(query, otherMeta, join(), filter)),
  ];
  const branch: Branch | undefined = isReachable
    ? { name, parent: row.branch, scope, link, items: undefined }
    : undefined;
  const members = new Row({
    query,
    scope,
    meta: otherMeta,
    join,
    ...(isThrough && { key: () => columnNode(scope.alias, field.otherColumn) }),
    branch,
    isReachable,
  });
  return { scope, link, row: members, branch };
}

function existence(
  kind: "exists" | "notExists",
  source: QueryScope,
  items: Condition[],
): Condition {
  return { kind, source, where: { kind: "and", items } };
}
