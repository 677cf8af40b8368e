// Which foreign key of a polymorphic reference serves an entity or an id.
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { ManyToOneField, PolymorphicField } from "./Field.ts";

/** The component that entities of a type are referred to by; `undefined` when the reference cannot lead to them. */
export function componentFor(
  { components }: PolymorphicField,
  meta: EntityMeta,
): ManyToOneField | undefined {
  return components.find(({ otherMeta }) => otherMeta === meta);
}

/** The component that a tagged id belongs to. @throws InvalidIdError (`INVALID_ID`) for any other id */
export function componentForId({ components }: PolymorphicField, id: unknown): ManyToOneField {
  const found = components.find(
    ({ otherMeta }) => typeof id === "string" && id.startsWith(otherMeta.tagPrefix),
  );
  if (found !== undefined) return found;
  const tags = components.map(({ otherMeta }) => otherMeta.tagName);
  throw new InvalidIdError({ tag: [...new Set(tags)].join(" or "), id });
}
