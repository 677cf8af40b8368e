// Reads what input says of a collection: all of its members, or, where the items carry `op`, what becomes of single ones.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { ListEntry, ListItem } from "./Draft.ts";
import { draftOf, isId } from "./draftOf.ts";
import { givenState } from "./givenState.ts";
import type { InputAt } from "./InputAt.ts";
import { readMark } from "./readMark.ts";

type ListField = ListEntry["field"];

/** @throws InvalidInputError (`INVALID_INPUT`), InvalidIdError (`INVALID_ID`) */
export function readList(field: ListField, value: unknown, at: InputAt): ListEntry {
  const { path } = at;
  const list = value ?? [];
  if (!Array.isArray(list)) throw refusal(field, at, "takes a list");
  const marks = list.map((item: unknown, index) =>
    isPlainObject(item)
      ? readMark(field.otherMeta, item, `${path}[${index}]`, at.settings)
      : undefined,
  );
  const isIncremental = marks.some((mark) => mark?.isOp);
  if (isIncremental && !marks.every((mark) => mark?.isOp))
    throw new InvalidInputError({
      path,
      entity: field.meta.type,
      field: field.fieldName,
      message: "If any child sets the `op` key, then all children must have the `op` key.",
    });
  const items = list.flatMap((item: unknown, index): ListItem[] => {
    const place = { ...at, path: `${path}[${index}]` };
    const action = marks[index]?.action ?? "include";
    if (action !== "incremental") return [{ action, of: readItem(field, item, action, place) }];
    if (Object.keys(item as object).some((key) => key !== "op"))
      throw refusal(field, place, `says nothing with op "incremental"`);
    return [];
  });
  checkRepeated(field, items, at);
  return { field, path, isIncremental, items };
}

function readItem(
  field: ListField,
  item: unknown,
  action: ListItem["action"],
  at: InputAt,
): ListItem["of"] {
  const { otherMeta } = field;
  const given = at.isIdsOnly ? undefined : givenState(item, [otherMeta], at);
  if (given !== undefined) return given;
  if (!isId(item) && (at.isIdsOnly || !isPlainObject(item)))
    throw refusal(field, at, at.isIdsOnly ? "takes ids" : "takes entities, ids and objects");
  const draft = draftOf(otherMeta, field, item, at);
  if (action !== "include" && draft.key === undefined)
    throw refusal(field, at, `needs the id of what to ${action}`);
  return draft;
}

function checkRepeated(field: ListField, items: ReadonlyArray<ListItem>, at: InputAt): void {
  const known = new Set<string>();
  for (const { of } of items) {
    if (of.key === undefined) continue;
    if (known.has(of.key))
      throw refusal(field, at, `names ${field.otherMeta.tagPrefix}${of.key} twice`);
    known.add(of.key);
  }
}

function refusal(field: ListField, { path }: InputAt, reason: string): InvalidInputError {
  return new InvalidInputError({ path, entity: field.meta.type, field: field.fieldName, reason });
}
