// The strict reading of a configuration: unknown keys, wrong types and values that contradict each other, all at once and each
// with its path.
import { CodegenError } from "../errors/CodegenError.ts";
import type { Config } from "./Config.ts";
import { nearest } from "./nearest.ts";

/** Says what is wrong with a value, or nothing. */
type Check = (value: unknown, path: string) => ReadonlyArray<string>;

/** @throws CodegenError (`CONFIG`) with every problem */
export function checkConfig(value: unknown): Config {
  const problems = object(keys)(value, "");
  if (problems.length > 0) throw new CodegenError("CONFIG", problems);
  return value as Config;
}

const text: Check = (value, path) =>
  typeof value === "string" ? [] : [`${path}: expected a string, got ${shown(value)}`];

const name: Check = (value, path) => {
  if (typeof value !== "string") return text(value, path);
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(value)
    ? []
    : [`${path}: ${JSON.stringify(value)} is not the name of a member`];
};

const tag: Check = (value, path) => {
  if (typeof value !== "string") return text(value, path);
  return /^[a-z][a-z0-9_]*$/iu.test(value)
    ? []
    : [
        `${path}: a tag is a letter, then letters, digits and underlines; got ${JSON.stringify(value)}`,
      ];
};

const filledText: Check = (value, path) =>
  value === "" ? [`${path}: must not be empty`] : text(value, path);

const snapshotPath: Check = (value, path) =>
  value === false
    ? []
    : typeof value === "string"
      ? filledText(value, path)
      : [`${path}: expected a path or false, got ${shown(value)}`];

const contextType: Check = named("Type@module", "Context@./src/context.ts");
const type: Check = named("Type@module", "Email@./src/types.ts");
const codec: Check = named("value@module", "emailCodec@./src/codecs.ts");
const jsonSchema: Check = named("value@module", "Address@./src/schemas.ts");

function named(form: string, example: string): Check {
  return (value, path) => {
    if (typeof value !== "string") return text(value, path);
    return /^[\p{ID_Start}_$][\p{ID_Continue}$]*@.+$/su.test(value)
      ? []
      : [`${path}: expected "${form}" such as "${example}", got ${JSON.stringify(value)}`];
  };
}

const truth: Check = (value, path) =>
  typeof value === "boolean" ? [] : [`${path}: expected true or false, got ${shown(value)}`];

const dims: Check = (value, path) =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 6
    ? []
    : [`${path}: expected a number from 1 to 6, got ${shown(value)}`];

/** A conversion is what makes a type of the application; its name alone would make none. */
const ownType: Check = (value, path) =>
  isRecord(value) && value["codec"] === undefined
    ? [`${path}.codec: is missing`]
    : object({ type, codec })(value, path);

const numeric: Check = (value, path) =>
  isRecord(value) ? ownType(value, path) : oneOf("string", "number")(value, path);

const timeZone: Check = (value, path) => {
  if (typeof value !== "string") return text(value, path);
  try {
    new Intl.DateTimeFormat("en", { timeZone: value }).format();
    return [];
  } catch {
    return [`${path}: ${JSON.stringify(value)} is not a time zone`];
  }
};

const temporal: Check = (value, path) => {
  if (!isRecord(value)) return truth(value, path);
  if (value["timeZone"] === undefined) return [`${path}.timeZone: is missing`];
  return object({ timeZone })(value, path);
};

const polymorphic: Check = (value, path) =>
  value === true || value === "notNull"
    ? []
    : [`${path}: expected true or "notNull", got ${shown(value)}`];

const textOrTexts: Check = (value, path) =>
  Array.isArray(value) ? list(text)(value, path) : text(value, path);

const uniqueKeys: Check = (value, path) =>
  Array.isArray(value) && value.some((each) => Array.isArray(each))
    ? list(list(text))(value, path)
    : textOrTexts(value, path);

const truthOrRead: Check = (value, path) =>
  value === "read" || typeof value === "boolean"
    ? []
    : [`${path}: expected true, false or "read", got ${shown(value)}`];

const lock: Check = (value, path) =>
  value === false || value === "version" || value === "updatedAt"
    ? []
    : [`${path}: expected "version", "updatedAt" or false, got ${shown(value)}`];

const keys: Readonly<Record<string, Check>> = {
  databaseUrl: text,
  snapshot: snapshotPath,
  schemas: list(filledText),
  entitiesDirectory: filledText,
  contextType,
  idType: oneOf("tagged-string", "untagged-string", "number", "bigint"),
  tagDelimiter: text,
  temporal,
  strings: object({ trim: truth, emptyAsNull: truth }),
  numeric,
  typeMap: record(ownType),
  upsert: object({ allowReparent: truth }),
  timestampColumns: object({
    createdAt: object({ names: list(filledText), required: truth }),
    updatedAt: object({ names: list(filledText), required: truth }),
    deletedAt: object({ names: list(filledText), required: truth, boolean: truth }),
  }),
  softDelete: object({ emDelete: oneOf("hard", "soft") }),
  optimisticLock: lock,
  ignoredTables: list(text),
  nonDeferredForeignKeys: oneOf("error", "warn", "ignore"),
  importExtension: oneOf(".ts", ".js", ""),
  entities: record(
    object({
      tag,
      tableName: filledText,
      kind: oneOf("entity"),
      orderBy: textOrTexts,
      uniqueBy: uniqueKeys,
      uniqueByMatch: oneOf("softDeleted", "all"),
      idGenerator: oneOf("sequence", "uuid4", "uuid7", "database", "application"),
      optimisticLock: lock,
      abstract: truth,
      extends: filledText,
      fields: record(
        object({
          name,
          enum: filledText,
          ignore: truth,
          type,
          codec,
          schema: jsonSchema,
          onReadError: oneOf("throw", "keep"),
          numeric,
          nullElements: truth,
          dims,
          trim: truth,
          emptyAsNull: truth,
          lazy: truth,
          protected: truthOrRead,
          readBack: truth,
          sensitive: truth,
          notNull: truth,
          stiDiscriminator: record(filledText),
          stiType: textOrTexts,
          stiNotNull: truth,
        }),
      ),
      relations: record(
        object({
          name,
          otherName: name,
          large: truth,
          onDelete: oneOf("database"),
          orderBy: textOrTexts,
          softDeletes: oneOf("include", "exclude"),
          skipRecursiveRelations: truth,
          notNull: truth,
          stiType: textOrTexts,
          stiNotNull: truth,
          subType: filledText,
          polymorphic,
        }),
      ),
    }),
  ),
  enums: record(object({ tableName: filledText, valueNames: record(name) })),
};

function list(item: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((element, at) => item(element, `${path}[${at}]`))
      : [`${path}: expected a list, got ${shown(value)}`];
}

function oneOf(...values: ReadonlyArray<string>): Check {
  return (value, path) => {
    if (typeof value === "string" && values.includes(value)) return [];
    const choice = values.map((each) => JSON.stringify(each)).join(", ");
    const meant = typeof value === "string" ? nearest(value, values) : undefined;
    return [`${path}: expected ${choice}, got ${shown(value)}${didYouMean(meant)}`];
  };
}

function record(item: Check): Check {
  return (value, path) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, element]) =>
          element === undefined ? [] : item(element, `${path}.${key}`),
        )
      : [`${path}: expected an object, got ${shown(value)}`];
}

function object(shape: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isRecord(value))
      return [`${path || "the configuration"}: expected an object, got ${shown(value)}`];
    return Object.entries(value).flatMap(([key, element]) => {
      const at = path === "" ? key : `${path}.${key}`;
      if (Object.hasOwn(shape, key)) return element === undefined ? [] : shape[key]!(element, at);
      return [`${at}: unknown key${didYouMean(nearest(key, Object.keys(shape)))}`];
    });
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `, did you mean ${JSON.stringify(meant)}?`;
}

function shown(value: unknown): string {
  return value === undefined ? "undefined" : (JSON.stringify(value) ?? typeof value);
}
