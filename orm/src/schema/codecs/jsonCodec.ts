// json and jsonb as frozen plain values; two values are equal when their structure is, whatever the order of keys.
import { isDeepStrictEqual } from "node:util";
import type { Codec } from "../Codec.ts";
import { parseJson } from "./parseJson.ts";
import { refuseJson } from "./refuseJson.ts";

export function jsonCodec(type: "json" | "jsonb"): Codec {
  return {
    type,
    isText: false,
    hasNull: true,
    ...(type === "json" ? { comparedAs: "jsonb" } : {}),
    decode: (text) => deepFreeze(parseJson(text)),
    encode: (value) => JSON.stringify(value),
    equals: isDeepStrictEqual,
    refuse: refuseJson,
    keep: copyOf,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}

/** A frozen copy that holds what JSON will: no keys that are undefined, and one zero. */
function copyOf(value: unknown): unknown {
  if (typeof value === "number") return value + 0;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, copyOf(item)])));
}
