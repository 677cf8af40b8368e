// What a payload of `toJSON` looks like, as JSON Schema: for documents of an API, and for clients that check what they get.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  ColumnField,
  EnumCollectionField,
  EnumField,
  Field,
  RelationField,
} from "../schema/Field.ts";
import { metaOf } from "../schema/ids/MetaOrType.ts";
import type { EnumFieldSchema } from "../schema/Schema.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Json } from "../types/Json.ts";
import type { CheckedJsonHint } from "../types/JsonHint.ts";
import type { JsonEntry, JsonTree } from "./JsonTree.ts";
import { parseJsonHint } from "./parseJsonHint.ts";

/** A schema of the dialect 2020-12. */
export type JsonSchema = { readonly [keyword: string]: Json };

/**
 * The JSON Schema of what `toJSON` gives for a hint once it has been through `JSON.stringify`, with bigints as text. Of functions,
 * getters and properties nothing is known, so that anything fits.
 * @example
 * jsonSchema(Author, { id: true, books: ["title"] });
 * // { type: "object", properties: { id: { type: "string" }, books: { type: "array", items: … } }, required: ["id", "books"], … }
 * @throws InvalidHintError (`INVALID_HINT`), DomainError (`DOMAIN`) for a class whose domain was not linked yet
 */
export function jsonSchema<T extends Entity, S extends object, const H>(
  type: MaybeAbstractEntityConstructor<T>,
  hint: CheckedJsonHint<T, S, H>,
): JsonSchema {
  const meta: EntityMeta = metaOf(type);
  return schemaOf([meta], parseJsonHint([meta], hint));
}

const anything: JsonSchema = {};

function schemaOf(metas: ReadonlyArray<EntityMeta>, tree: JsonTree): JsonSchema {
  // What only subtypes have is there for these only.
  const schemas = metas.map((meta) => objectOf(meta, tree));
  return schemas.length === 1 ? schemas[0]! : { anyOf: schemas };
}

function objectOf(meta: EntityMeta, tree: JsonTree): JsonSchema {
  const properties = new Map<string, JsonSchema>();
  for (const type of [meta, ...meta.subTypes])
    for (const entry of tree.entriesOf(type))
      if (!properties.has(entry.key)) properties.set(entry.key, propertyOf(type, entry));
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: tree.entriesOf(meta).map(({ key }) => key),
    additionalProperties: false,
  };
}

function propertyOf(meta: EntityMeta, entry: JsonEntry): JsonSchema {
  const { key } = entry;
  if ("make" in entry) return anything;
  const field = meta.fields.get(key);
  if (field === undefined) {
    const named = meta.idNames.get(key);
    return named === undefined ? anything : relatedOf(meta, named, undefined);
  }
  switch (field.kind) {
    case "primaryKey":
      return idOf(meta);
    case "primitive":
    case "enum":
    case "lazy":
      return orNull(valueOf(field), canBeNull(meta, field));
    case "m2mEnum":
      return { type: "array", items: { enum: [...field.codes] } };
    case "recursive":
      return { type: "array", items: targetOf([field.otherMeta], entry.below) };
    case "m2o":
    case "poly":
    case "o2o":
    case "o2m":
    case "m2m":
      return relatedOf(meta, field, entry.below);
  }
}

function relatedOf(
  meta: EntityMeta,
  field: Exclude<RelationField, EnumCollectionField>,
  below: JsonTree | undefined,
): JsonSchema {
  const metas =
    field.kind === "poly" ? field.components.map(({ otherMeta }) => otherMeta) : [field.otherMeta];
  const target = targetOf(metas, below);
  if (field.kind === "o2m" || field.kind === "m2m") return { type: "array", items: target };
  return orNull(target, canBeNull(meta, field));
}

function targetOf(metas: ReadonlyArray<EntityMeta>, below: JsonTree | undefined): JsonSchema {
  return below === undefined ? idOf(metas[0]!) : schemaOf(metas, below);
}

function idOf({ idType }: EntityMeta): JsonSchema {
  return { type: idType === "number" ? "integer" : "string" };
}

/** An inherited field may be narrowed to have a value. */
function canBeNull(meta: EntityMeta, field: Field): boolean {
  if (!("notNull" in field)) return true;
  if (field.kind === "enum" && field.ofNull !== undefined) return false;
  return !field.notNull && meta.narrowed.get(field)?.notNull !== true;
}

function orNull(schema: JsonSchema, isNullable: boolean): JsonSchema {
  if (!isNullable || Object.keys(schema).length === 0) return schema;
  if (typeof schema["type"] === "string") {
    const { type, ...rest } = schema;
    return { type: [type, "null"], ...rest };
  }
  return Array.isArray(schema["enum"])
    ? { enum: [...(schema["enum"] as Json[]), null] }
    : { anyOf: [schema, { type: "null" }] };
}

function valueOf(field: Exclude<ColumnField, { kind: "m2o" | "primaryKey" }>): JsonSchema {
  if (field.kind === "enum") {
    const codes = { enum: codesOf(field) };
    return field.ofNull === undefined ? codes : { type: "array", items: codes };
  }
  const { codec } = field;
  // What the application converts may be anything.
  if (codec.base !== undefined) return anything;
  const { type } = codec;
  return type.endsWith("[]")
    ? { type: "array", items: orNull(typeOf(type.slice(0, -2), field), true) }
    : typeOf(type, field);
}

function codesOf({ meta: { domain, type }, fieldName }: EnumField): string[] {
  const schema = domain.schema.entities[type]!.fields[fieldName] as EnumFieldSchema;
  return [...domain.enums[schema.enum]!.getValues()];
}

function typeOf(type: string, { codec }: ColumnField): JsonSchema {
  switch (type) {
    case "smallint":
    case "integer":
    case "oid":
      return { type: "integer" };
    case "boolean":
      return { type: "boolean" };
    case "bigint":
      return { type: "string", pattern: "^-?\\d+$" };
    case "real":
    case "double precision":
      return { type: "number" };
    case "numeric":
      return codec.refuse("1") === undefined ? { type: "string" } : { type: "number" };
    case "text":
    case "character varying":
    case "character":
    case "citext":
    case "name":
      return { type: "string" };
    case "uuid":
      return { type: "string", format: "uuid" };
    case "date":
    case "timestamp with time zone":
    case "timestamp without time zone":
      // A Date becomes an instant, whatever the column holds of it.
      return codec.refuse(new Date(0)) === undefined
        ? { type: "string", format: "date-time" }
        : { type: "string" };
    default:
      return anything;
  }
}
