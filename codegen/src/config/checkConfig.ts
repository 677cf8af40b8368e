// The strict reading of a configuration: unknown keys, wrong types and impossible values, all at once and each with its path. What
// is right stands in `config.schema.json`, which is made from the types in `Config.ts`.
import { readFileSync } from "node:fs";
import { CodegenError } from "../errors/CodegenError.ts";
import type { Config } from "./Config.ts";
import type { JsonSchema } from "./JsonSchema.ts";
import { nearest } from "./nearest.ts";

/** @throws CodegenError (`CONFIG`) with every problem */
export function checkConfig(value: unknown): Config {
  const problems = new Check(configSchema()).check(value);
  if (problems.length > 0) throw new CodegenError("CONFIG", problems);
  return value as Config;
}

function configSchema(): JsonSchema {
  const file = new URL("../../config.schema.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as JsonSchema;
}

type Problems = ReadonlyArray<string>;

class Check {
  readonly #root: JsonSchema;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  check(value: unknown): Problems {
    return this.#value(this.#root, value, "");
  }

  /** @param name of the definition that the schema is, which may have words of its own */
  #value(schema: JsonSchema, value: unknown, path: string, name = ""): Problems {
    const { $ref, anyOf, type } = schema;
    // Only a configuration in TypeScript has functions, and only here.
    if (name === "Plugin" && typeof value === "function") return [];
    if ($ref !== undefined) return this.#definition($ref, value, path);
    if (anyOf !== undefined) return this.#anyOf(anyOf, value, path);
    if (schema.enum !== undefined || schema.const !== undefined)
      return constantsOf(schema).includes(value)
        ? []
        : [
            `${path}: expected ${this.#words([schema])}, got ${shown(value)}${meant(value, schema)}`,
          ];
    if (type !== typeOf(value))
      return [
        `${path || "the configuration"}: expected ${this.#words([schema])}, got ${shown(value)}`,
      ];
    if (type === "object") return this.#object(schema, value as object, path);
    if (type === "array")
      return (value as ReadonlyArray<unknown>).flatMap((item, index) =>
        this.#value(schema.items!, item, `${path}[${index}]`),
      );
    const problem = type === "boolean" ? undefined : problemOf(schema, value, name);
    return problem === undefined ? [] : [`${path}: ${problem}`];
  }

  #definition($ref: string, value: unknown, path: string): Problems {
    const name = $ref.split("/").at(-1)!;
    return this.#value(this.#root.$defs![name]!, value, path, name);
  }

  /** The problems of the one that the value was meant to be, as its type tells; else all that it may be. */
  #anyOf(schemas: ReadonlyArray<JsonSchema>, value: unknown, path: string): Problems {
    const all = schemas.flatMap((each) => this.#flat(each));
    const fits = all.filter((each) => this.#value(each, value, path).length === 0);
    if (fits.length > 0) return [];
    const sameType = all.filter((each) => this.#resolved(each).type === typeOf(value));
    // A list of lists is meant where a list has a list in it.
    const deepest = sameType.find(
      ({ items }) =>
        items?.type === "array" &&
        Array.isArray(value) &&
        value.some((each) => Array.isArray(each)),
    );
    const likely = deepest ?? sameType[0];
    if (likely !== undefined) return this.#value(likely, value, path);
    const constants = all.flatMap((each) => constantsOf(this.#resolved(each)));
    return [
      `${path}: expected ${this.#words(all)}, got ${shown(value)}${meant(value, { enum: constants })}`,
    ];
  }

  #flat(schema: JsonSchema): ReadonlyArray<JsonSchema> {
    const { anyOf } = this.#resolved(schema);
    return anyOf === undefined ? [schema] : anyOf.flatMap((each) => this.#flat(each));
  }

  #resolved(schema: JsonSchema): JsonSchema {
    return schema.$ref === undefined ? schema : this.#root.$defs![schema.$ref.split("/").at(-1)!]!;
  }

  #object(schema: JsonSchema, value: object, path: string): Problems {
    const { properties = {}, additionalProperties = false, required = [] } = schema;
    const missing = required.filter(
      (key) => (value as Readonly<Record<string, unknown>>)[key] === undefined,
    );
    return [
      ...missing.map((key) => `${at(path, key)}: is missing`),
      ...Object.entries(value).flatMap(([key, item]) => {
        const of = Object.hasOwn(properties, key) ? properties[key]! : additionalProperties;
        if (of === false)
          return [
            `${at(path, key)}: unknown key${didYouMean(nearest(key, Object.keys(properties)))}`,
          ];
        return item === undefined ? [] : this.#value(of, item, at(path, key));
      }),
    ];
  }

  /** Everything that a value may be: `true, false or "read"`. */
  #words(schemas: ReadonlyArray<JsonSchema>): string {
    const words = schemas.flatMap((each): ReadonlyArray<string> => {
      const name = each.$ref?.split("/").at(-1);
      const schema = this.#resolved(each);
      const constants = constantsOf(schema);
      if (constants.length > 0) return constants.map(shown);
      if (schema.type === "boolean") return ["true", "false"];
      return [name === "Path" ? "a path" : nouns[schema.type!]];
    });
    const last = words.at(-1)!;
    return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
  }
}

const nouns = {
  string: "a string",
  number: "a number",
  array: "a list",
  object: "an object",
  boolean: "true or false",
} as const;

function constantsOf(schema: JsonSchema): ReadonlyArray<unknown> {
  return schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
}

/** What is wrong with a string or number of the right type. */
function problemOf(schema: JsonSchema, value: unknown, name: string): string | undefined {
  const { pattern, minLength = 0, minimum, maximum } = schema;
  if (typeof value === "number") {
    const isFitting = Number.isInteger(value) && value >= minimum! && value <= maximum!;
    return isFitting ? undefined : `expected a number from ${minimum} to ${maximum}, got ${value}`;
  }
  const text = value as string;
  if (text.length < minLength) return "must not be empty";
  if (name === "TimeZone")
    return isTimeZone(text) ? undefined : `${shown(text)} is not a time zone`;
  if (pattern === undefined || new RegExp(pattern, "su").test(text)) return undefined;
  return wrongForms[name]!(shown(text));
}

/** By definition: what is said of a text that has not its form. */
const wrongForms: Readonly<Record<string, (text: string) => string>> = {
  Tag: (text) => `a tag is a letter, then letters, digits and underlines; got ${text}`,
  MemberName: (text) => `${text} is not the name of a member`,
  NamedType: (text) => `expected "Type@module" such as "Context@./src/context.ts", got ${text}`,
  NamedValue: (text) => `expected "value@module" such as "emailCodec@./src/codecs.ts", got ${text}`,
};

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text }).format();
    return true;
  } catch {
    return false;
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function meant(value: unknown, schema: JsonSchema): string {
  if (typeof value !== "string") return "";
  const texts = constantsOf(schema).filter((each) => typeof each === "string");
  return didYouMean(nearest(value, texts));
}

function didYouMean(text: string | undefined): string {
  return text === undefined ? "" : `, did you mean ${JSON.stringify(text)}?`;
}

function shown(value: unknown): string {
  return value === undefined ? "undefined" : (JSON.stringify(value) ?? typeof value);
}
