// Reads one object of input for an entity of a known type: which fields it sets, and which drafts stand below it. Each key is
// looked up among the fields of the type and nothing else, so that input chooses nothing that is not declared.
import { ImmutableFieldError } from "../../errors/ImmutableFieldError.ts";
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { unsettable } from "../../relations/derived/unsettable.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { Field, IdNamedField } from "../../schema/Field.ts";
import { isMember } from "../../schema/isRelationField.ts";
import { isSettable } from "../../schema/isSettable.ts";
import { refusalOf } from "../../session/fieldAccess.ts";
import { hasSetterIn } from "../../session/hasSetter.ts";
import type { Content, Draft, EnumEntry, ListEntry, ReferenceEntry } from "./Draft.ts";
import { readEnums } from "./readEnums.ts";
import { readList } from "./readList.ts";
import { isMark } from "./readMark.ts";
import { readReference } from "./readReference.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

/** @throws InvalidInputError (`INVALID_INPUT`), UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`), InvalidIdError (`INVALID_ID`) */
export function readContent(draft: Draft, settings: UpsertSettings): Content {
  const { meta, input, place } = draft;
  const values = new Map<string, unknown>();
  const setters = new Map<string, unknown>();
  const references: ReferenceEntry[] = [];
  const lists: ListEntry[] = [];
  const enums: EnumEntry[] = [];
  const named = new Set<Field>();
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (value === undefined || isAboutEntity(draft, key)) continue;
    const path = place.path === "" ? key : `${place.path}.${key}`;
    const field = fieldOf(meta, key, path);
    if (field === undefined) {
      setters.set(key, value);
      continue;
    }
    const { fieldName } = field;
    if (named.has(field))
      throw new InvalidInputError({
        path,
        entity: meta.type,
        field: fieldName,
        reason: `is given twice: as ${fieldName} and as ${(field as IdNamedField).fieldIdName}`,
      });
    named.add(field);
    const at = { draft, path, settings, isIdsOnly: key !== fieldName };
    switch (field.kind) {
      case "m2o":
      case "poly":
      case "o2o":
        references.push({ field, path, value: readReference(field, value, at) });
        break;
      case "o2m":
      case "m2m":
        lists.push(readList(field, value, at));
        break;
      case "m2mEnum":
        enums.push(readEnums(field, value, at));
        break;
      case "primitive":
      case "enum":
      case "lazy": {
        const reason = refusalOf(field, value);
        if (reason !== undefined)
          throw new InvalidInputError({ path, entity: meta.type, field: fieldName, reason });
        values.set(fieldName, value);
      }
    }
  }
  return { values: new Map([...values, ...setters]), references, lists, enums };
}

/** The id, the type, and markers say of which entity the rest speaks. */
function isAboutEntity({ meta, place }: Draft, key: string): boolean {
  if (key === "id") return true;
  if (place.field === undefined) return false;
  return isMark(meta, key) || (key === "type" && !meta.fields.has("type"));
}

type NamedField = Exclude<Field, { kind: "primaryKey" | "recursive" }>;

/** `undefined` for what the class has a setter for. */
function fieldOf(meta: EntityMeta, key: string, path: string): NamedField | undefined {
  const field = meta.fields.get(key) ?? meta.idNames.get(key);
  if (field === undefined && hasSetterIn(meta.cstr.prototype as object, key)) return undefined;
  if (field === undefined || !isMember(field)) throw unsettable(meta, meta.type, key, path);
  if (!isSettable(field)) throw new ImmutableFieldError({ entity: meta.type, field: key });
  return field;
}
