// Which foreign key of a polymorphic reference serves an entity or an id.
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { ManyToOneField, PolymorphicField } from "./Field.ts";
import { isOfType } from "./isOfType.ts";
import { isTaggedIdOf } from "./keys.ts";

/**
 * The component that entities of a type are referred to by: the one of the nearest type that they are of; `undefined` when
 * the reference cannot lead to them.
 */
export function componentFor(
  { components }: PolymorphicField,
  meta: EntityMeta,
): ManyToOneField | undefined {
  const fitting = components.filter(({ otherMeta }) => isOfType(meta, otherMeta));
  return fitting.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
}

function depthOf({ otherMeta }: ManyToOneField): number {
  return otherMeta.baseTypes.length;
}

/**
 * The components that a tagged id may belong to. Types of one hierarchy share their tag: then there may be several, and only the
 * entity says which.
 * @throws InvalidIdError (`INVALID_ID`) for any other id
 */
export function componentsForId(
  { components }: PolymorphicField,
  id: unknown,
): ReadonlyArray<ManyToOneField> {
  const found = components.filter(({ otherMeta }) => hasTag(otherMeta, id));
  if (found.length > 0) return found;
  const tags = components.map(({ otherMeta }) => otherMeta.tagName);
  throw new InvalidIdError({ tag: [...new Set(tags)].join(" or "), id });
}

/** A malformed id belongs where its tag says, so that the error is about the rest of it. */
function hasTag(meta: EntityMeta, id: unknown): boolean {
  if (typeof id !== "string") return false;
  const { tagName, tagPrefix } = meta;
  return tagName === tagPrefix ? isTaggedIdOf(meta, id) : id.startsWith(tagPrefix);
}
