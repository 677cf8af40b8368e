// json and jsonb checked by a schema of the application: when a value is set, and when it is first read.
//
// What is stored is the schema's output where JSON holds it and the schema takes it back unchanged; else what was given. So what
// is read is always the output, also of schemas that make a Date of a text.
import { isDeepStrictEqual } from "node:util";
import type { StandardSchema } from "../../types/StandardSchema.ts";
import type { Codec } from "../Codec.ts";
import { jsonCodec } from "./jsonCodec.ts";
import { JsonIssues } from "./JsonIssues.ts";
import { refuseJson } from "./refuseJson.ts";

/** A value of the application, and the JSON by which it is stored. */
interface Checked {
  readonly value: unknown;
  readonly stored: unknown;
}

/** @param onReadError `keep`: what does not fit is read as it is stored */
export function jsonSchemaCodec(
  type: "json" | "jsonb",
  schema: StandardSchema,
  onReadError: "throw" | "keep",
): Codec {
  const base = jsonCodec(type);
  /** How values are stored whose JSON is another value. */
  const stored = new WeakMap<object, unknown>();
  return {
    ...base,
    base,
    decode: (text) => {
      const json = base.decode(text);
      try {
        const value = validate(schema, json);
        if (typeof value === "object" && value !== null && value !== json)
          stored.set(deepFreeze(value), json);
        return value;
      } catch (error) {
        if (onReadError === "keep" && error instanceof JsonIssues) return json;
        throw error;
      }
    },
    encode: (value) =>
      base.encode((typeof value === "object" && value !== null && stored.get(value)) || value),
    // Throws `JsonIssues`, which a text could not hold.
    refuse: (value) => {
      const checked = check(schema, value);
      return typeof checked === "string" ? checked : undefined;
    },
    keep: (given) => {
      const checked = check(schema, given);
      if (typeof checked === "string") return given;
      const { value } = checked;
      if (typeof value !== "object" || value === null) return value;
      if (value === checked.stored) return base.keep!(value);
      stored.set(deepFreeze(value), checked.stored);
      return value;
    },
  };
}

/** Why a value cannot be stored, or how it is. @throws JsonIssues */
function check(schema: StandardSchema, given: unknown): Checked | string {
  const value = validate(schema, given);
  const reason = refuseJson(value);
  if (reason === undefined && isStable(schema, value, value)) return { value, stored: value };
  if (refuseJson(given) === undefined) return restorable(value, given, reason);
  const json: unknown = JSON.parse(JSON.stringify(given) ?? "null");
  return isStable(schema, json, value)
    ? restorable(value, json, reason)
    : (reason ?? "is not JSON");
}

/** A primitive has no identity by which its JSON could be found again. */
function restorable(value: unknown, stored: unknown, reason: string | undefined): Checked | string {
  if (typeof value === "object" && value !== null) return { value, stored };
  return reason ?? "is changed by its schema to a value that the schema changes again";
}

/** The schema makes `value` of `stored`. */
function isStable(schema: StandardSchema, stored: unknown, value: unknown): boolean {
  try {
    return isDeepStrictEqual(validate(schema, stored), value);
  } catch {
    return false;
  }
}

function validate(schema: StandardSchema, value: unknown): unknown {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise)
    throw new TypeError("the schema answers with a promise, and fields are read at once");
  if (result.issues !== undefined) throw new JsonIssues(result.issues);
  return result.value;
}

function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value) as unknown[])
    if (typeof item === "object" && item !== null && !ArrayBuffer.isView(item)) deepFreeze(item);
  return Object.freeze(value);
}
