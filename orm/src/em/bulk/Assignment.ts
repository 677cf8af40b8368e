// What `em.updateAll` does to one column: sets a value, adds to what is there, or sets what SQL of the application gives.
import { ImmutableFieldError } from "../../errors/ImmutableFieldError.ts";
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { UnknownFieldError } from "../../errors/UnknownFieldError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import { isRelationField } from "../../schema/isRelationField.ts";
import { isSettable } from "../../schema/isSettable.ts";
import { SqlFragment } from "../../sql/SqlFragment.ts";
import type { Cell } from "../../sql/Statement.ts";
import { cellsOf, type WritableField } from "./cellsOf.ts";

export type Assignment = { readonly column: ColumnField } & (
  | { readonly kind: "value" | "increment"; readonly cell: Cell }
  | { readonly kind: "sql"; readonly fragment: SqlFragment }
);

/**
 * @throws InvalidFilterError (`INVALID_FILTER`) when nothing is set, UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError
 * (`IMMUTABLE`), InvalidValueError (`INVALID_VALUE`)
 */
export function assignmentsOf(meta: EntityMeta, set: object): Assignment[] {
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  const assignments = given.flatMap(([name, value]) => assign(writableField(meta, name), value));
  if (assignments.length > 0) return assignments;
  throw new InvalidFilterError({ type: meta.type, path: "set", reason: "sets nothing" });
}

/** A field that statements on rows can set. @throws UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`) */
export function writableField(meta: EntityMeta, name: string): WritableField {
  const field = meta.fields.get(name);
  const { type: entity } = meta;
  if (field === undefined) throw new UnknownFieldError({ entity, field: name });
  if (!isSettable(field)) throw new ImmutableFieldError({ entity, field: name });
  if (!isRelationField(field) || field.kind === "m2o" || field.kind === "poly") return field;
  throw new InvalidFilterError({
    type: entity,
    path: name,
    reason: "is a collection, whose members hold the key: write those",
  });
}

function assign(field: WritableField, value: unknown): Assignment[] {
  if (SqlFragment.is(value)) {
    if (field.kind !== "poly") return [{ kind: "sql", column: field, fragment: value }];
    throw refusal(field, "is several columns, which SQL cannot give");
  }
  if (field.kind !== "poly" && isIncrement(field, value))
    return [{ kind: "increment", column: field, cell: amountOf(field, value.increment) }];
  return cellsOf(field, value).map((each) => ({ kind: "value", ...each }));
}

const numbers = /^(?:smallint|integer|bigint|numeric|real|double precision)$/;

/** On a document, such an object is a value. */
function isIncrement(
  { codec }: ColumnField,
  value: unknown,
): value is { readonly increment: unknown } {
  const type = (codec.base ?? codec).type;
  return numbers.test(type) && isPlainObject(value) && Object.hasOwn(value, "increment");
}

/** As text that Postgres reads as a number; a number that JavaScript cannot hold may be given as text. */
function amountOf(field: WritableField, amount: unknown): string {
  const text = typeof amount === "string" ? amount.trim() : String(amount);
  const isNumber = ["number", "bigint", "string"].includes(typeof amount);
  if (isNumber && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return text;
  throw refusal(field, "is incremented by what is no number");
}

function refusal({ meta, fieldName }: WritableField, reason: string): InvalidValueError {
  return new InvalidValueError({ entity: meta.type, field: fieldName, reason });
}
