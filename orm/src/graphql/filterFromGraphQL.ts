// From a filter as GraphQL clients send it to one of `em.find`: `null` is left out, `authorId` is the reference `author`. Nothing
// else is decided here: what is no filter, the find refuses.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, Field } from "../schema/Field.ts";
import { valueFromGraphQL } from "./valueFromGraphQL.ts";

/** Operators for which `null` is a value: it asks for NULL. */
const valued: ReadonlySet<string> = new Set(["eq", "ne", "distinct"]);
/** Words of a relation whose operand is a filter on what it leads to. */
const quantifiers: ReadonlySet<string> = new Set(["some", "none", "every"]);
const operators: ReadonlySet<string> = new Set([
  ...valued,
  ..."in nin gt gte lt lte between isNull count op value".split(" "),
]);
/** What stands beside fields and holds filters on the same entity. */
const words: ReadonlySet<string> = new Set(["and", "or", "not"]);

type Entries = ReadonlyArray<readonly [key: string, value: unknown]>;

/** How deep filters may be nested: each level is a join or a sub-query. */
const maxDepth = 10;

/** @throws InvalidFilterError (`INVALID_FILTER`) for a filter that is nested too deeply */
export function filterFromGraphQL(meta: EntityMeta, filter: unknown, depth = 0): unknown {
  if (filter === null) return undefined;
  if (depth > maxDepth)
    throw new InvalidFilterError({
      type: meta.type,
      path: "the filter",
      reason: `is nested deeper than ${maxDepth} levels`,
    });
  if (Array.isArray(filter))
    return filter.map((item: unknown) => filterFromGraphQL(meta, item, depth + 1));
  if (!isPlainObject(filter)) return filter;
  const references: Entries[] = [];
  const entries = Object.entries(filter).flatMap(([key, value]): Entries => {
    const field = meta.fields.get(key);
    if (field !== undefined) return [[key, ofField(field, value, depth)]];
    if (words.has(key)) return [[key, filterFromGraphQL(meta, value, depth + 1)]];
    const subType = meta.subTypes.find(({ type }) => nameOf(type) === key);
    if (subType !== undefined) return [[key, filterFromGraphQL(subType, value, depth + 1)]];
    const reference = referenceOf(meta, key);
    if (reference === undefined) return [[key, value ?? undefined]];
    references.push([[reference, withoutNull(value)]]);
    return [];
  });
  if (references.length === 0) return Object.fromEntries(entries);
  // Beside a filter on the reference itself, both hold.
  return {
    and: [...references.map((each) => Object.fromEntries(each)), Object.fromEntries(entries)],
  };
}

/** `author` for `authorId`. */
function referenceOf({ fields }: EntityMeta, key: string): string | undefined {
  const name = key.endsWith("Id") ? key.slice(0, -2) : "";
  const kind = fields.get(name)?.kind;
  return kind === "m2o" || kind === "poly" ? name : undefined;
}

/** `SmallPublisher` → `smallPublisher`. */
function nameOf(type: string): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

function ofField(field: Field, value: unknown, depth: number): unknown {
  if ("codec" in field && field.kind !== "m2o" && field.kind !== "m2mEnum")
    return valuesIn(field, withoutNull(value));
  if (!isPlainObject(value) || !("otherMeta" in field)) return withoutNull(value);
  const { otherMeta } = field;
  const isWord = ([key]: readonly [string, unknown]): boolean =>
    !otherMeta.fields.has(key) && (operators.has(key) || quantifiers.has(key));
  const entries = Object.entries(value);
  const said = entries.filter((entry) => isWord(entry));
  const nested = entries.filter((entry) => !isWord(entry));
  const filters = said.filter(([key]) => quantifiers.has(key));
  const asked = said.filter(([key]) => !quantifiers.has(key));
  return {
    ...(withoutNull(Object.fromEntries(asked)) as object),
    ...Object.fromEntries(
      filters.map(([key, each]) => [key, filterFromGraphQL(otherMeta, each, depth + 1)]),
    ),
    ...(filterFromGraphQL(otherMeta, Object.fromEntries(nested), depth + 1) as object),
  };
}

/** Values as the column has them: dates may be of several types. */
function valuesIn(field: ColumnField, value: unknown): unknown {
  if (value instanceof Date) return valueFromGraphQL(field, value);
  if (Array.isArray(value)) return value.map((each: unknown) => valuesIn(field, each));
  if (!isPlainObject(value) || !hasDate(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, valuesIn(field, each)]),
  );
}

function hasDate(value: object): boolean {
  return Object.values(value).some((each) => each instanceof Date || typeof each === "object");
}

/** Operators and values. */
function withoutNull(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value))
    return value.some(isPlainObject)
      ? value.map((item: unknown) => (isPlainObject(item) ? withoutNull(item) : item))
      : value;
  if (!isPlainObject(value)) return value;
  // `{ op: "eq", value: null }` asks for NULL.
  if (typeof value["op"] === "string" && valued.has(value["op"])) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, valued.has(key) ? item : withoutNull(item)]),
  );
}
