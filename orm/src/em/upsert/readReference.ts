// Reads what input says of a reference: an entity, an id, input for the entity that is there or for a new one, or nothing.
import { InvalidInputError } from "../../errors/InvalidInputError.ts";
import { isPlainObject } from "../../kit/isPlainObject.ts";
import { wholeTargetOf } from "../../relations/pointTo.ts";
import { componentsForId } from "../../schema/componentFor.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { keyOfId, taggedIdOfKey } from "../../schema/keys.ts";
import type { ReferenceEntry, ReferenceValue } from "./Draft.ts";
import { draftOf, isId } from "./draftOf.ts";
import { givenState } from "./givenState.ts";
import type { InputAt } from "./InputAt.ts";
import { readMark } from "./readMark.ts";

type ReferenceField = ReferenceEntry["field"];

/** @throws InvalidInputError (`INVALID_INPUT`), InvalidIdError (`INVALID_ID`) */
export function readReference(field: ReferenceField, value: unknown, at: InputAt): ReferenceValue {
  if (value === null) return { kind: "nowhere" };
  const metas = metasOf(field);
  const given = at.isIdsOnly ? undefined : givenState(value, metas, at);
  if (given !== undefined) return { kind: "entity", state: given };
  if (isId(value)) return byId(field, value, at);
  if (!isPlainObject(value) || at.isIdsOnly)
    throw new InvalidInputError({
      path: at.path,
      entity: at.draft.meta.type,
      field: field.fieldName,
      reason: at.isIdsOnly ? "takes an id" : "takes an entity, an id or an object",
    });
  return byInput(field, value, at);
}

function metasOf(field: ReferenceField): ReadonlyArray<EntityMeta> {
  return field.kind === "poly"
    ? field.components.map(({ otherMeta }) => otherMeta)
    : [field.otherMeta];
}

/** A reference is pointed without loading, unless only the entity says of which type it is. */
function byId(field: ReferenceField, id: string | number | bigint, at: InputAt): ReferenceValue {
  if (field.kind === "o2o")
    return { kind: "draft", draft: draftOf(field.otherMeta, field, id, at) };
  const components = field.kind === "poly" ? componentsForId(field, id) : [field];
  const [{ otherMeta }] = components as [(typeof components)[number]];
  if (components.length > 1)
    return { kind: "draft", draft: draftOf(otherMeta.rootType, field, id, at) };
  const key = keyOfId(otherMeta, id);
  return { kind: "id", taggedId: taggedIdOfKey(otherMeta, key), meta: otherMeta, key };
}

function byInput(
  field: ReferenceField,
  input: Readonly<Record<string, unknown>>,
  at: InputAt,
): ReferenceValue {
  const meta = metaFor(field, input, at);
  const { action } = readMark(meta, input, at.path, at.settings);
  if (action === "incremental")
    throw new InvalidInputError({
      path: at.path,
      entity: meta.type,
      field: "op",
      reason: '"incremental" is for lists',
    });
  if (action === "remove") return { kind: "nowhere" };
  const draft = draftOf(meta, field, input, at);
  return action === "delete" ? { kind: "delete", key: draft.key } : { kind: "draft", draft };
}

/** Where several types may stand, the id or `type` says of which one the input speaks; else the entity that is there. */
function metaFor(
  field: ReferenceField,
  input: Readonly<Record<string, unknown>>,
  { draft, path }: InputAt,
): EntityMeta {
  if (field.kind !== "poly") return field.otherMeta;
  const metas = metasOf(field);
  const id = Object.hasOwn(input, "id") ? input["id"] : undefined;
  if (id !== undefined && id !== null) {
    const components = componentsForId(field, id);
    const [{ otherMeta }] = components as [(typeof components)[number]];
    return components.length > 1 ? otherMeta.rootType : otherMeta;
  }
  const name = Object.hasOwn(input, "type") ? input["type"] : undefined;
  const named = metas.flatMap((meta) => [meta, ...meta.subTypes]).find(({ type }) => type === name);
  if (named !== undefined) return named;
  const current =
    draft.target === undefined
      ? undefined
      : wholeTargetOf(draft.target, field)?.component.otherMeta;
  if ((name === undefined || name === null) && current !== undefined) return current;
  throw new InvalidInputError({
    path,
    entity: draft.meta.type,
    field: field.fieldName,
    reason: `needs an id, or a type of ${metas.map(({ type }) => type).join(", ")}`,
  });
}
