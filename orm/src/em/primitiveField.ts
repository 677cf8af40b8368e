// Links a column that is neither a reference nor an enum: which codec reads it, and how text from users is cleaned.
import { DomainError } from "../errors/DomainError.ts";
import type { Codec } from "../schema/Codec.ts";
import { codecFor } from "../schema/codecFor.ts";
import type { Domain } from "../schema/Domain.ts";
import type { PrimitiveField } from "../schema/Field.ts";
import type { PrimitiveFieldSchema } from "../schema/Schema.ts";
import { requireTemporal } from "./requireTemporal.ts";

/** @throws DomainError (`DOMAIN`) when the field needs a conversion and none was given */
export function primitiveField(
  domain: Domain,
  type: string,
  fieldName: string,
  field: PrimitiveFieldSchema,
): Pick<PrimitiveField, "kind" | "codec" | "isTrimmed" | "isEmptyUnset" | "maxLength"> {
  const isText = isTextType(field.type) && field.convertedBy === undefined;
  const codec = codecOf(domain, type, fieldName, field);
  return {
    kind: "primitive",
    codec: roundedCodec(codec, field.rounded),
    isTrimmed: isText && field.trim !== false,
    isEmptyUnset: isText && field.emptyAsNull !== false && !hasEmptyDefault(field),
    maxLength: field.maxLength,
  };
}

function roundedCodec(codec: Codec, rounded: PrimitiveFieldSchema["rounded"]): Codec {
  if (rounded === undefined) return codec;
  return {
    ...codec,
    isRespelled: true,
    ...(rounded === true ? {} : { secondDigits: rounded }),
  };
}

function codecOf(
  { schema: { settings }, conversions: { codecs, jsonSchemas } }: Domain,
  type: string,
  fieldName: string,
  { type: dbType, dims, numeric, convertedBy, onReadError }: PrimitiveFieldSchema,
): Codec {
  const serde = convertedBy === "codec" ? codecs?.[type]?.[fieldName] : undefined;
  const jsonSchema = convertedBy === "jsonSchema" ? jsonSchemas?.[type]?.[fieldName] : undefined;
  if (convertedBy !== undefined && serde === undefined && jsonSchema === undefined)
    throw new DomainError({
      problems: [`${type}.${fieldName}: no ${convertedBy} was given for this field; run codegen`],
    });
  const temporal = settings.temporal && { Temporal: requireTemporal(), ...settings.temporal };
  return codecFor(dbType, { dims, numeric, temporal, serde, jsonSchema, onReadError });
}

function isTextType(type: string): boolean {
  return /^(text|character varying|bpchar|character|(.+\.)?citext)$/.test(type);
}

function hasEmptyDefault(field: PrimitiveFieldSchema): boolean {
  return typeof field.default === "object" && field.default.literal === "";
}
