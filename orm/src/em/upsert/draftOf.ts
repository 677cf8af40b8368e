// Makes the draft of an object of input, or of an id, that stands under a relation.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { keyOfId } from "../../schema/keys.ts";
import type { Draft } from "./Draft.ts";
import type { InputAt } from "./InputAt.ts";

export function isId(value: unknown): value is string | number | bigint {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

/** @throws InvalidInputError (`INVALID_INPUT`), InvalidIdError (`INVALID_ID`) */
export function draftOf(
  meta: EntityMeta,
  field: NonNullable<Draft["place"]["field"]>,
  value: unknown,
  { draft: owner, path, settings }: InputAt,
): Draft {
  const depth = owner.place.depth + 1;
  if (isPlainObject(value) && depth > settings.maxDepth)
    throw new InvalidInputError({
      path,
      entity: meta.type,
      reason: `is nested deeper than ${settings.maxDepth} levels`,
    });
  const input = isPlainObject(value) ? value : nothing;
  const id = isPlainObject(value) ? idIn(value) : value;
  const type = isPlainObject(value) ? typeIn(meta, value, path) : meta;
  const { names } = owner.place;
  return {
    meta: type,
    input,
    place: {
      path,
      names: names === "" ? field.fieldName : `${names}.${field.fieldName}`,
      depth,
      owner,
      field,
    },
    key: id === undefined || id === null ? undefined : keyOfId(meta, id),
    isNew: id === null,
    target: undefined,
    isMatch: false,
    content: undefined,
  };
}

function idIn(input: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(input, "id") ? input["id"] : undefined;
}

/** Of what type a new entity is: that of the relation, unless the input names one that extends it. */
function typeIn(
  meta: EntityMeta,
  input: Readonly<Record<string, unknown>>,
  path: string,
): EntityMeta {
  if (meta.fields.has("type") || !Object.hasOwn(input, "type")) return meta;
  const name = input["type"] ?? undefined;
  const named = [meta, ...meta.subTypes].find(({ type }) => type === name);
  if (name === undefined) return meta;
  if (named !== undefined) return named;
  throw new InvalidInputError({
    path,
    entity: meta.type,
    field: "type",
    reason: `is none of ${[meta, ...meta.subTypes].map(({ type }) => type).join(", ")}`,
  });
}
