// Reads what input says of an enum collection: all of its codes, or, where the items carry `op`, what becomes of single ones.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { EnumCollectionField } from "../../schema/Field.ts";
import type { EnumEntry } from "./Draft.ts";
import type { InputAt } from "./InputAt.ts";

/** @throws InvalidInputError (`INVALID_INPUT`) */
export function readEnums(field: EnumCollectionField, value: unknown, at: InputAt): EnumEntry {
  const { path } = at;
  const list = value ?? [];
  if (!Array.isArray(list)) throw refusal(field, path, "takes a list of codes");
  const items = list.map((item: unknown, index) => readItem(field, item, `${path}[${index}]`));
  const isIncremental = items.some(({ op }) => op !== undefined);
  if (isIncremental && items.some(({ op }) => op === undefined))
    throw new InvalidInputError({
      path,
      entity: field.meta.type,
      field: field.fieldName,
      message: "If any child sets the `op` key, then all children must have the `op` key.",
    });
  const codes = (ops: ReadonlyArray<unknown>): string[] =>
    items.flatMap(({ op, code }) => (ops.includes(op) ? [code] : []));
  return {
    field,
    isIncremental,
    include: codes([undefined, "include"]),
    // A code is no row of its own that could be deleted.
    remove: codes(["remove", "delete"]),
  };
}

interface Item {
  readonly op: unknown;
  readonly code: string;
}

function readItem(field: EnumCollectionField, item: unknown, path: string): Item {
  const isObject = isPlainObject(item);
  const code = isObject ? item["code"] : item;
  const op = isObject ? (item["op"] ?? undefined) : undefined;
  if (isObject && !["include", "remove", "delete"].includes(op as string))
    throw refusal(field, path, 'needs an op of "include", "remove" and "delete"');
  const reason = field.codec.refuse(code);
  if (reason !== undefined) throw refusal(field, path, reason);
  return { op, code: code as string };
}

function refusal(
  { meta, fieldName }: EnumCollectionField,
  path: string,
  reason: string,
): InvalidInputError {
  return new InvalidInputError({ path, entity: meta.type, field: fieldName, reason });
}
