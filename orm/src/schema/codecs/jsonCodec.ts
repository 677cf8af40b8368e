// json and jsonb as frozen plain values; two values are equal when their structure is, whatever the order of keys.
import { isDeepStrictEqual } from "node:util";
import type { Codec } from "../Codec.ts";

export function jsonCodec(type: "json" | "jsonb"): Codec {
  return {
    type,
    isText: false,
    decode: (text) => deepFreeze(JSON.parse(text)),
    encode: (value) => JSON.stringify(value),
    equals: isDeepStrictEqual,
    refuse: (value) => refuse(value, "", []),
    keep: (value) => deepFreeze(structuredClone(value)),
  };
}

/** What JSON cannot hold would otherwise be dropped or changed silently. */
function refuse(value: unknown, path: string, above: ReadonlyArray<object>): string | undefined {
  const where = path === "" ? "" : `at ${path} `;
  switch (typeof value) {
    case "boolean":
      return undefined;
    case "string":
      return refuseText(value, where);
    case "number":
      return Number.isFinite(value)
        ? undefined
        : `${where}holds ${value}, which JSON has no form for`;
    case "object":
      return value === null ? undefined : refuseObject(value, path, where, above);
    default:
      return `${where}holds a ${typeof value}, which JSON has no form for`;
  }
}

function refuseText(value: string, where: string): string | undefined {
  if (value.includes("\0")) return `${where}holds a NUL character, which Postgres cannot store`;
  return value.isWellFormed() ? undefined : `${where}holds half of a surrogate pair`;
}

/** `above` are the objects that the value stands in. */
function refuseObject(
  value: object,
  path: string,
  where: string,
  above: ReadonlyArray<object>,
): string | undefined {
  if (above.includes(value)) return `${where}holds itself, which JSON has no form for`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return `${where}holds a ${value.constructor.name}, which JSON has no form for`;
  const within = [...above, value];
  for (const [key, item] of Object.entries(value)) {
    // An absent key is how JSON says undefined; a hole in a list has no such form.
    if (item === undefined && !Array.isArray(value)) continue;
    const reason = refuseText(key, `${where}as a key `) ?? refuse(item, `${path}/${key}`, within);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}
