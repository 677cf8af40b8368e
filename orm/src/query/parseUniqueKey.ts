// What `em.findByUnique` is given: the values of one unique key, whole. It finds one row by values and nothing else, so
// nothing is pruned from it and no operator may stand in it.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { below, filterError, type Place } from "./Place.ts";

/** The filter that a key means. @throws InvalidFilterError (`INVALID_FILTER`) */
export function parseUniqueKey(meta: EntityMeta, key: unknown): Readonly<Record<string, unknown>> {
  const at: Place = { type: meta.type, keys: [], shown: "" };
  if (!isPlainObject(key)) throw filterError(at, "findByUnique takes an object of values");
  const names = Object.keys(key);
  const unique = keysOf(meta).find(
    (fields) => fields.length === names.length && names.every((name) => fields.includes(name)),
  );
  if (unique === undefined)
    throw filterError(
      { ...at, shown: names.join(" and ") },
      `is no unique key of ${meta.type}: there are ${keysOf(meta)
        .map((fields) => fields.join(" and "))
        .join(", ")}`,
    );
  for (const name of unique) {
    const value = key[name];
    if (value === undefined || value === null)
      throw filterError(below(at, name), "has no value, and several rows may have none");
    if (isPlainObject(value) || Array.isArray(value))
      throw filterError(below(at, name), "is not a value");
  }
  return key;
}

function keysOf({ uniques, idField }: EntityMeta): string[][] {
  const keys = uniques.map(({ fields }) => fields.map(({ fieldName }) => fieldName));
  return [[idField.fieldName], ...keys];
}
